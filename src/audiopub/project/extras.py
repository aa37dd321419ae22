"""What a file says for the feed, as values; and what no key alone can be asked about.

The keys bear the names of the fields, and their table has seen to the types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import TypeVar

import msgspec

from audiopub.errors import ConfigError
from audiopub.model.imported import Imported
from audiopub.model.podcasting import EpisodeExtras, Extras, FeedSettings, ShowExtras
from audiopub.project.toml import Document, Path

T = TypeVar("T", bound=Extras)


def of_show(document: Document) -> ShowExtras:
    """Return what audiopub.toml says beyond the ordinary.

    Raises:
        ExceptionGroup: Of :class:`ConfigError`, AP144, what does not go together.
    """
    return _read(document, ("show",), ShowExtras)


def of_episode(document: Document) -> EpisodeExtras:
    """Return what a sidecar says beyond the ordinary.

    Raises:
        ExceptionGroup: Of :class:`ConfigError`, AP144, what does not go together.
    """
    return _read(document, (), EpisodeExtras)


def of_import(document: Document) -> Imported | None:
    """Return the finished sound that a sidecar names, if it names one.

    Raises:
        ConfigError: AP144, it names none, or two.
    """
    table = document.get("enclosure")
    if table is None:
        return None
    if ("link" in table) == ("file" in table):
        raise document.error(
            "AP144",
            "an enclosure has either a link or a file",
            'add link = "https://…", or file = "episodes/…"',
            "enclosure",
        )
    return msgspec.convert(table, Imported)


def of_feed(document: Document) -> FeedSettings:
    """Return how the feed shall be made.

    Raises:
        ExceptionGroup: Of :class:`ConfigError`, AP144, a format that no episode has.
    """
    made = document.get("audio", "formats") or ["mp3"]
    for form in document.get("feed", "formats") or ():
        if form not in made:
            what = f"feed.formats: {form!r} is none of audio.formats, so no episode has it"
            hint = f"add it there: formats = [{', '.join(f'{one!r}' for one in (*made, form))}]"
            error = document.error("AP144", what, hint.replace("'", '"'), "feed", "formats")
            raise ExceptionGroup(document.path, [error])
    return msgspec.convert(document.get("feed") or {}, FeedSettings)


def first(document: Document) -> str:
    """Return the key of a sidecar that says something beyond the ordinary first; or nothing."""
    return next((name for name in document.values if name in _names(EpisodeExtras)), "")


def _names(kind: type[Extras]) -> set[str]:
    return {field.name for field in fields(kind)}


def _read(document: Document, way: Path, kind: type[T]) -> T:
    problems = [*_social(document, way), *_value(document, way)]
    if problems:
        raise ExceptionGroup(document.path, problems)
    table = document.get(*way) or {}
    known = {name: value for name, value in table.items() if name in _names(kind)}
    return msgspec.convert(known, kind)


def _tables(document: Document, way: Path) -> Iterator[tuple[Path, dict[str, object]]]:
    tables: Iterable[dict[str, object]] = document.get(*way) or ()
    for index, table in enumerate(tables):
        yield (*way, index), table


def _social(document: Document, way: Path) -> Iterator[ConfigError]:
    for place, post in _tables(document, (*way, "social")):
        if "link" not in post and post["protocol"] != "disabled":
            yield document.error(
                "AP144",
                "a place for comments without a link",
                'add the address of the post as link, or say protocol = "disabled"',
                *place,
            )


def _value(document: Document, way: Path) -> Iterator[ConfigError]:
    for place, value in _tables(document, (*way, "value")):
        if not value.get("recipients"):
            yield document.error(
                "AP144",
                "a way to send money, and nobody who gets it",
                f"add a table {_header((*way, 'value', 'recipients'))}",
                *place,
            )
        for inner, split in _tables(document, (*place, "splits")):
            if bool(split.get("recipients")) == ("remote" in split):
                yield document.error(
                    "AP144",
                    "a stretch whose payments go to others names either remote or recipients",
                    "keep the one that you mean",
                    *inner,
                )


def _header(names: Path) -> str:
    return f"[[{'.'.join(str(name) for name in names)}]]"
