"""Countries and large cities that a text speaks of."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from importlib import resources

import regex

from audiopub.text.language import base
from audiopub.text.lexicon import lexicon
from audiopub.text.openers import openers
from audiopub.text.stopwords import stop_words

_WORD = regex.compile(r"[\p{L}\p{M}]++(?:[-‑'’][\p{L}\p{M}]++)*+")
_LONGEST = 4  # words
_WORLD = "001"
_SHORTEST = 4  # letters of a city's name; "Of" and "Nis" are words as well
_CASE = {"cs": 3, "de": 2, "fi": 4, "pl": 3, "ru": 3, "sv": 1, "tr": 3, "uk": 3}
"""How many letters an ending of case has at most; without cases, none."""
_FINAL = regex.compile(r"[aeiouyáéíýěаеёиоуыэюяєіїьй]$")
_ENDING = regex.compile(r"[aeiouyąęáéíýěůаеёиоуыэюяєії]{1,2}[mмйlns]?[aäаиi]?")
_CITIES = frozenset({"cs", "fi", "pl", "ru", "uk"})  # where cities have endings of case, too
_STEM = 4  # letters that are never taken for an ending


def places(
    sentences: Sequence[str], language: str, *, names: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the places a text speaks of, the most frequent first, as they are listed.

    Args:
        sentences: The text.
        language: A BCP 47 tag.
        names: Persons' names; what stands in them is no place.
    """
    language = base(language)
    persons = {word for name in names for word in name.split()}
    count: Counter[str] = Counter()
    for sentence in sentences:
        count.update(place for place in _mentions(sentence, language) if place not in persons)
    return tuple(place for place, _ in count.most_common())


def _mentions(sentence: str, language: str) -> Iterator[str]:
    words = list(_WORD.finditer(sentence))
    index = 0
    while index < len(words):
        for end in range(min(len(words), index + _LONGEST), index, -1):
            place = _place([word[0] for word in words[index:end]], language)
            sure = end - index > 1 or (index and place in countries(language))
            if place and (sure or not _is_word(words[index][0], language)):
                yield place
                index = end
                break
        else:
            index += 1


def _place(words: Sequence[str], language: str) -> str | None:
    """Return the place that words name, in the form in which it is listed."""
    if not words[0][0].isupper() or not words[-1][0].isupper():
        return None
    text = " ".join(words).replace("’", "'")
    if text in known(language):
        return text
    bare = text.rpartition("'")[0] if language in ("tr", "en") and "'" in text else text
    bare = bare.removesuffix("s") if language in ("de", "sv", "nl") else bare
    if bare in known(language):
        return bare
    if language not in _CASE:
        return None
    names = _by_beginning(language).get(_beginning(text), ())
    forms = [name for name in names if _is_form(name, text, language)]
    return min(forms, key=lambda form: (abs(len(form) - len(text)), form), default=None)


def _is_form(name: str, text: str, language: str) -> bool:
    """Return whether two forms of a name differ in no more than endings of case.

    There are so many cities that only an ending of vowels is taken for one: ``Praga``, ``Pragi``.
    """
    words, others = name.split(), text.split()
    if len(words) != len(others):
        return False
    if name not in countries(language):
        stem = _FINAL.sub("", name)
        return text.startswith(stem) and _ENDING.fullmatch(text, len(stem)) is not None
    return all(
        _shared(one, other) >= max(_STEM, max(len(one), len(other)) - _CASE[language])
        for one, other in zip(words, others, strict=True)
    )


def _shared(one: str, other: str) -> int:
    """Return how many letters two words have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _beginning(name: str) -> str:
    return name[:_STEM].lower()


def _is_word(word: str, language: str) -> bool:
    """Return whether a name is a word of the language as well."""
    lower = word.lower()
    words = lexicon(language)
    return (
        len(lower) < _SHORTEST
        or lower in openers(language)
        or lower in stop_words(language)
        or (word not in countries(language) and lower in words.nouns | words.adjectives)
    )


@functools.cache
def known(language: str) -> frozenset[str]:
    """Return the names of countries in a language, and of large cities in all of them."""
    return countries(language) | cities()


@functools.cache
def countries(language: str) -> frozenset[str]:
    """Return the names of countries and continents in a language, by the CLDR."""
    import babel

    try:
        territories = babel.Locale(language).territories
        return frozenset(name for code, name in territories.items() if code != _WORLD)
    except (babel.UnknownLocaleError, ValueError):
        return frozenset()


@functools.cache
def cities() -> frozenset[str]:
    """Return the names of large cities, in Latin and in Cyrillic letters."""
    table = resources.files("audiopub.text") / "tables" / "cities.txt"
    return frozenset(table.read_text(encoding="utf-8").splitlines())


@functools.cache
def _by_beginning(language: str) -> dict[str, tuple[str, ...]]:
    """Return the names of places that have cases in a language, by their first letters."""
    table: dict[str, list[str]] = {}
    for name in sorted(known(language) if language in _CITIES else countries(language)):
        table.setdefault(_beginning(name), []).append(name)
    return {beginning: tuple(names) for beginning, names in table.items()}
