"""What ``audiopub tag`` reads: the tags of one sound file, as somebody wrote them down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from audiopub import chapterlist
from audiopub.errors import ConfigError
from audiopub.model import Picture, PodcastTag, TagChapter, Tags
from audiopub.project import toml
from audiopub.project.keys import TAGS
from audiopub.project.toml import Document
from audiopub.store.files import explained

_PICTURES = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))


def read(file: Path, *, duration: float) -> tuple[Tags, frozenset[str]]:
    """Read a sheet of tags.

    Args:
        file: The sheet, TOML; the files that it names lie beside it.
        duration: Of the sound, in seconds; where the last chapter ends.

    Returns:
        The tags, and the names of those of their fields of which the sheet speaks.

    Raises:
        ConfigError: It is not TOML (AP140), a file that it names is not there (AP146), or cannot
            be what it shall be (AP144).
        ExceptionGroup: Of :class:`ConfigError`, everything else that is wrong with it.
        StoreError: A file cannot be read.
    """
    with explained(file, "read it"):
        data = file.read_bytes()
    document = toml.read(data, file.as_posix(), TAGS)
    get, folder = document.get, file.parent
    lyrics = _named(document, folder, "lyrics")
    cover = _named(document, folder, "cover")
    tags = Tags(
        title=get("title"),
        subtitle=get("subtitle"),
        show=get("show"),
        authors=tuple(get("authors") or ()),
        show_authors=tuple(get("show_authors") or ()),
        published=_moment(get("date")),
        language=get("language"),
        track=get("number"),
        season=get("season"),
        genre=get("genre"),
        description=get("description"),
        comment=get("comment"),
        link=get("link"),
        copyright=get("copyright"),
        publisher=get("publisher"),
        lyrics=_text(document, lyrics, "lyrics") if lyrics else None,
        podcast=_podcast(document),
        cover=_picture(document, cover, "cover") if cover else None,
        chapters=tuple(_closed(list(_chapters(document, folder)), duration)),
    )
    return tags, frozenset(_FIELDS.get(key, key) for key in document.values)


_FIELDS = {"date": "published", "number": "track", "chapter_list": "chapters"}
"""Keys that have another name than the field of :class:`Tags`."""


def _podcast(document: Document) -> PodcastTag | None:
    get = document.get
    if get("podcast") is None:
        return None
    return PodcastTag(
        feed=get("podcast", "feed"),
        guid=get("podcast", "guid"),
        category=get("podcast", "category"),
        keywords=tuple(get("podcast", "keywords") or ()),
    )


def _chapters(document: Document, folder: Path) -> Iterator[TagChapter]:
    """Yield the chapters, each without a length."""
    if listed := _named(document, folder, "chapter_list"):
        text = _text(document, listed, "chapter_list")
        for start, mark in chapterlist.parse_timed(text, listed.as_posix()):
            yield TagChapter(title=mark.title, start=start, end=start, link=mark.link)
    for number, table in enumerate(document.get("chapters") or ()):
        way = ("chapters", number, "picture")
        picture = _named(document, folder, *way)
        yield TagChapter(
            title=table["title"],
            start=float(table["start"]),
            end=float(table["start"]),
            link=table.get("link"),
            picture=_picture(document, picture, *way) if picture else None,
        )


def _closed(given: list[TagChapter], duration: float) -> Iterator[TagChapter]:
    """Yield chapters in order of time that end where the next one begins."""
    end = TagChapter(title="", start=duration, end=duration)
    ordered = sorted(given, key=lambda chapter: chapter.start)
    for chapter, following in pairwise([*ordered, end]):
        yield replace(chapter, end=max(chapter.start, following.start))


def _named(document: Document, folder: Path, *way: str | int) -> Path | None:
    """Return the file that a key names."""
    value: str | None = document.get(*way)
    if value is None:
        return None
    if (folder / value).is_file():
        return folder / value
    raise document.error(
        "AP146",
        f"{way[-1]}: there is no file {value}",
        "put it there, or correct the name; names are relative to this file",
        *way,
    )


def _text(document: Document, file: Path, key: str) -> str:
    with explained(file, "read it"):
        data = file.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong(document, f"{file.name} is not UTF-8", "save it as UTF-8", key) from error


def _picture(document: Document, file: Path, *way: str | int) -> Picture:
    with explained(file, "read it"):
        data = file.read_bytes()
    for signature, mime_type in _PICTURES:
        if data.startswith(signature):
            return Picture(data=data, mime_type=mime_type)
    raise _wrong(document, f"{file.name} is neither a JPEG nor a PNG", "save it as one", *way)


def _wrong(document: Document, what: str, hint: str, *way: str | int) -> ConfigError:
    return document.error("AP144", f"{way[-1]}: {what}", hint, *way)


def _moment(value: dt.date | None) -> dt.datetime | None:
    if value is None:
        return None
    if not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time(12), dt.UTC)
    return value if value.tzinfo else value.replace(tzinfo=dt.UTC)
