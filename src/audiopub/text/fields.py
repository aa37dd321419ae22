"""The entries of a front matter as the fields of an episode.

Keys that mean nothing to audiopub are passed over, but reported: nobody knows whether one is
another program's or a slip of the pen.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import regex

from audiopub.errors import TextError
from audiopub.model import Draft, Finding, Given, Person, Place
from audiopub.text import bylines, dates

LANGUAGE = regex.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
"""A language tag, as people write it."""

ADDRESS = regex.compile(r"https?://[^\s<>\"]+")
"""An address of a page."""

_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A key's value, as it was written."""

    value: object
    """Text, a list, or what TOML has beside them."""

    line: int
    """The line it stands on, from 1."""


def known(keys: Iterable[str]) -> bool:
    """Return whether one of the keys means something."""
    return any(key in _FIELDS for key in keys)


def draft(
    entries: Mapping[str, Entry], path: str, timezone: dt.tzinfo
) -> tuple[Draft, tuple[Finding, ...]]:
    """Return what the entries say, and what is odd about them.

    Args:
        entries: By their keys.
        path: The file that they stand in.
        timezone: Of dates that name none.

    Raises:
        ExceptionGroup: Of :class:`TextError`, all values at once that are not of the kind that
            their keys ask for (AP106).
    """
    given: dict[str, Given[Any]] = {}
    findings: list[Finding] = []
    problems: list[TextError] = []
    for key, entry in entries.items():
        place = Place(path=path, line=entry.line)
        if key not in _FIELDS:
            findings.append(_unknown(key, place))
            continue
        field, convert = _FIELDS[key]
        try:
            value = convert(entry.value)
        except ValueError as error:
            wrong, hint = f"{key} is not {error}", _HINTS[field]
            problems.append(TextError("AP106", wrong, path=path, line=entry.line, hint=hint))
            continue
        if isinstance(value, dates.WrittenDate):
            findings += dates.doubts(value, place)
            value = value.moment(timezone)
        if value not in (None, "", ()):
            given[field] = Given(value=value, source="front matter", place=place)
    if problems:
        raise ExceptionGroup(path, problems)
    return Draft(**given), tuple(findings)


def _unknown(key: str, place: Place) -> Finding:
    meant = difflib.get_close_matches(key, _FIELDS, n=1, cutoff=0.75)
    return Finding(
        code="AP107",
        severity="warning",
        message=f"the front matter's {key} is not known and was passed over",
        place=place,
        hint=f"did you mean {meant[0]}?" if meant else f"known are {', '.join(sorted(_FIELDS))}",
    )


def _text(value: object) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    raise ValueError("a text")


def _texts(value: object) -> tuple[str, ...]:
    """Return a list of texts; in one text, commas part them."""
    if isinstance(value, str):
        value = value.split(",")
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(item for item in map(_text, value) if item)
    raise ValueError("a list of texts")


def _people(value: object) -> tuple[Person, ...]:
    names = (isinstance(value, str) and bylines.names(value, "")) or _texts(value)
    return tuple(Person(name=name) for name in names)


def _date(value: object) -> dates.WrittenDate | dt.datetime:
    if isinstance(value, str):
        value = _written(value)
    if isinstance(value, dates.WrittenDate):
        return value
    if isinstance(value, dt.datetime):
        if value.tzinfo is not None:
            return value
        return dates.WrittenDate(
            text=str(value), start=0, readings=(value.date(),), time=value.time()
        )
    if isinstance(value, dt.date):
        return dates.WrittenDate(text=str(value), start=0, readings=(value,))
    raise ValueError("a date")


def _written(text: str) -> object:
    for kind in (dt.date, dt.datetime):
        try:
            return kind.fromisoformat(text)
        except ValueError:
            continue
    found = dates.find(text, "")
    return found[0] if found and found[0].text == text.rstrip(".") else None


def _language(value: object) -> str:
    if LANGUAGE.fullmatch(text := _text(value)):
        return text.replace("_", "-")
    raise ValueError("a language tag")


def _address(value: object) -> str:
    if ADDRESS.fullmatch(text := _text(value)):
        return text
    raise ValueError("an address")


def _flag(value: object) -> bool:
    if isinstance(value, str):
        value = _FLAGS.get(value.lower())
    if isinstance(value, bool):
        return value
    raise ValueError("true or false")


def _kind(value: object) -> str:
    if value in ("full", "trailer", "bonus"):
        return str(value)
    raise ValueError("a kind of episode")


def _count(value: object) -> int:
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise ValueError("a number from 1")


# The field of a draft that a key is about, and what makes its value of what was written. The
# second names of a field are those that Jekyll and Hugo have for it.
_FIELDS: dict[str, tuple[str, Callable[[object], Any]]] = {
    "title": ("title", _text),
    "subtitle": ("subtitle", _text),
    "author": ("authors", _people),
    "authors": ("authors", _people),
    "date": ("date", _date),
    "language": ("language", _language),
    "lang": ("language", _language),
    "link": ("link", _address),
    "url": ("link", _address),
    "source": ("link", _address),
    "summary": ("summary", _text),
    "description": ("summary", _text),
    "notice": ("notice", _text),
    "keywords": ("keywords", _texts),
    "tags": ("keywords", _texts),
    "explicit": ("explicit", _flag),
    "kind": ("kind", _kind),
    "season": ("season", _count),
    "episode": ("number", _count),
    "number": ("number", _count),
}
_HINTS = {
    "title": 'write it like title: "The first"',
    "subtitle": 'write it like subtitle: "A start"',
    "authors": 'write it like authors: ["Ada Lovelace"]',
    "date": "write it like date: 2025-10-20",
    "language": 'write it like language: "de"',
    "link": 'write it like link: "https://example.org/article"',
    "summary": 'write it like summary: "Ada begins."',
    "notice": 'write it like notice: "The voice is synthetic."',
    "keywords": 'write it like keywords: ["engines", "numbers"]',
    "explicit": "write explicit: true or explicit: false",
    "kind": "write kind: full, kind: trailer or kind: bonus",
    "season": "write it like season: 1",
    "number": "write it like number: 1",
}
