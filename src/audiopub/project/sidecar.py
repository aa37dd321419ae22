"""Sidecars: NAME.toml says about one episode what nothing else can, or says it better."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, TypeVar

from audiopub.model import Draft, EpisodeExtras, Given, Person
from audiopub.project import extras, toml
from audiopub.project.keys import EPISODE
from audiopub.project.toml import Document
from audiopub.store.files import explained

T = TypeVar("T")


def read(file: Path, name: str, timezone: dt.tzinfo) -> tuple[Document, Draft]:
    """Read a sidecar.

    Args:
        file: The sidecar.
        name: How messages name it.
        timezone: Where a date without a time is meant.

    Returns:
        The document, which says where things stand and which files it pairs, and the draft.

    Raises:
        ConfigError: It is not TOML.
        ExceptionGroup: Of :class:`ConfigError`, everything else that is wrong with it.
        StoreError: It cannot be read.
    """
    with explained(file, "read it"):
        data = file.read_bytes()
    document = toml.read(data, name, EPISODE)

    def given(key: str, value: T | None) -> Given[T] | None:
        if value is None:
            return None
        place = document.place(key, 0) if key == "persons" else document.place(key)
        return Given(value=value, source="sidecar", place=place)

    more = extras.of_episode(document)
    get = document.get
    draft = Draft(
        title=given("title", get("title")),
        subtitle=given("subtitle", get("subtitle")),
        authors=given("authors", _people(get("authors"))),
        persons=given("persons", _persons(get("persons"))),
        date=given("date", _moment(get("date"), timezone)),
        language=given("language", get("language")),
        link=given("link", get("link")),
        summary=given("summary", get("summary")),
        notice=given("notice", get("notice")),
        keywords=given("keywords", _tuple(get("keywords"))),
        explicit=given("explicit", get("explicit")),
        kind=given("kind", get("kind")),
        season=given("season", get("season")),
        number=given("number", get("number")),
        align=given("align", get("align")),
        imported=given("enclosure", extras.of_import(document)),
        extras=given(extras.first(document), more if more != EpisodeExtras() else None),
    )
    return document, draft


def named_file(document: Document, key: str, root: Path) -> Path | None:
    """Return the file that a sidecar pairs, or ``None`` if it names none.

    Args:
        document: The sidecar.
        key: The key that names it, with its table.
        root: The folder of the show.

    Raises:
        ConfigError: AP146, it is not there or lies outside of the show.
    """
    way = key.split(".")
    value: str | None = document.get(*way)
    if value is None:
        return None
    file = root.joinpath(value)
    if file.is_file() and file.resolve().is_relative_to(root.resolve()):
        return file
    raise document.error(
        "AP146",
        f"{key}: there is no file {value} in the show",
        "put it there, or correct the name; names are relative to audiopub.toml",
        *way,
    )


def _moment(value: dt.date | None, timezone: dt.tzinfo) -> dt.datetime | None:
    if value is None:
        return None
    if not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time(12), timezone)
    return value if value.tzinfo else value.replace(tzinfo=timezone)


def _people(names: list[str] | None) -> tuple[Person, ...] | None:
    return tuple(Person(name=name) for name in names) if names else None


def _persons(tables: list[dict[str, Any]] | None) -> tuple[Person, ...] | None:
    return tuple(Person(**table) for table in tables) if tables else None


def _tuple(values: list[str] | None) -> tuple[str, ...] | None:
    return tuple(values) if values else None
