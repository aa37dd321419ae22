"""Tags as ID3v2.3, the version whose chapters every reader finds.

FFmpeg, and what is built on it, loses the chapters of a v2.4 tag that also has pictures.
Sources: https://id3.org/id3v2.3.0 and https://id3.org/id3v2-chapters-1.0

What stands where:

======== =========================================================================================
TIT2     the title
TALB     the show
TPE1     the authors, joined by ``/`` as v2.3 asks for; a slash within a name is written U+2215
TPE2     the show's authors in the same way, as players take it for the album's artist and part an
         album where it changes; the episode's, if nobody is named for the show
TIT3     the subtitle
TRCK     the episode's number, TPOS the season's
TYER     year, TDAT day and month, TIME hour and minute, in UTC
TLAN     the language, ISO 639-2; COMM and USLT bear it, too
TCON     the genre
COMM     the comment, without a description, which is the one that players show
WOAF     the episode's page: the official page of this file
TCOP     the copyright
TPUB     the publisher
USLT     the transcript
SYLT     the same with times
PCST     marks a podcast, as iTunes does; WFED its feed, TGID the guid, TCAT the category, TKWD the
         keywords, TDES the description
CTOC     the table of contents, top level, ordered
CHAP     a chapter with TIT2, WXXX for its link, where podcast apps look, and APIC; in order of time
APIC     the front cover
======== =========================================================================================

Text is written in Latin-1 if it is ASCII, else in UTF-16: what readers make of other Latin-1
depends on where they were installed.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from mutagen import id3

from audiopub.errors import TagError
from audiopub.model import Picture, PodcastTag, TagChapter, TagLine, Tags
from audiopub.tags import marks
from audiopub.tags.cleaning import cleaned
from audiopub.tags.damage import refused
from audiopub.tags.languages import from_iso639_2, to_iso639_2
from audiopub.tags.values import moment, number

PADDING = 2048
"""Zero bytes at the tag's end, so that other programs can edit it without moving the sound."""

MOST_CHAPTERS = 255
"""CTOC counts its entries in one byte. Nested tables could hold more, but no app reads them."""

_MOST_BYTES = (1 << 28) - 1
_LATEST = 0xFFFFFFFE / 1000
_SLASH, _SLASH_IN_A_NAME = "/", "\u2215"
_UNKNOWN_LANGUAGE = "XXX"  # id3v2.4.0-frames, section 4
_IN_MILLISECONDS, _TRANSCRIPTION = 2, 2
"""Of SYLT (ID3v2.3, 4.10): how its times are said, and what its text is."""


def representable(tags: Tags, *, name: str) -> Tags:
    """Return what of the tags ID3v2.3 can say; exactly this is read back.

    Raises:
        TagError: There are too many chapters (AP402), or their times are impossible (AP403).
    """
    tags = cleaned(tags)
    marks.judge(tags.chapters, most=MOST_CHAPTERS, latest=_LATEST, form="ID3", name=name)
    code = to_iso639_2(tags.language) if tags.language else None
    return replace(
        tags,
        show_authors=_slashed(tags.show_authors or tags.authors),
        authors=_slashed(tags.authors),
        published=_to_the_minute(tags.published) if tags.published else None,
        language=from_iso639_2(code) if code else None,
    )


def render(tags: Tags, *, name: str) -> bytes:
    """Return the whole tag of what :func:`representable` returned, padded.

    Raises:
        TagError: It is too large (AP405).
    """
    body = b"".join(_rendered(frame) for frame in _frames(tags)) + bytes(PADDING)
    if len(body) > _MOST_BYTES:
        raise TagError(
            "AP405",
            f"the tags take {len(body) / 1e6:.0f} MB, and ID3 holds {_MOST_BYTES / 1e6:.0f}",
            path=name,
            hint="use a smaller cover",
        )
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\3\0\0" + size + body


def parse(path: Path, *, name: str) -> Tags:
    """Read an ID3 tag of any version.

    Raises:
        TagError: It cannot be read (AP406).
    """
    with refused(name):
        try:
            return _tags(id3.ID3(path))
        except id3.ID3NoHeaderError:
            return Tags()


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def _to_the_minute(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(second=0, microsecond=0)


def _joined(names: Iterable[str]) -> str:
    """Write names as v2.3 asks for."""
    return _SLASH.join(name.replace(_SLASH, _SLASH_IN_A_NAME) for name in names)


def _slashed(names: Iterable[str]) -> tuple[str, ...]:
    """Return names with the slash that a frame cannot hold within them."""
    return tuple(name.replace(_SLASH_IN_A_NAME, _SLASH) for name in names)


def _rendered(frame: id3.Frame) -> bytes:
    """Return one frame; mutagen would sort several by their size, and readers list them so."""
    tag, file = id3.ID3(), io.BytesIO()
    tag.add(frame)
    tag.save(file, v1=0, v2_version=3, padding=lambda _: 0)
    return file.getvalue()[10:]


def _encoding(text: str) -> int:
    return int(id3.Encoding.LATIN1 if text.isascii() else id3.Encoding.UTF16)


def _text_frame(kind: type[id3.TextFrame], text: str) -> id3.Frame:
    return kind(encoding=_encoding(text), text=[text])


def _frames(tags: Tags) -> Iterator[id3.Frame]:
    """Yield all frames in the order of the file."""
    language = to_iso639_2(tags.language) if tags.language else None
    genre = f"({tags.genre}" if tags.genre and tags.genre.startswith("(") else tags.genre
    date = tags.published
    for kind, text in (
        (id3.TIT2, tags.title),
        (id3.TIT3, tags.subtitle),
        (id3.TALB, tags.show),
        (id3.TPE1, _joined(tags.authors)),
        (id3.TPE2, _joined(tags.show_authors)),
        (id3.TRCK, tags.track and str(tags.track)),
        (id3.TPOS, tags.season and str(tags.season)),
        (id3.TYER, date and f"{date.year:04}"),
        (id3.TDAT, date and f"{date.day:02}{date.month:02}"),
        (id3.TIME, date and f"{date.hour:02}{date.minute:02}"),
        (id3.TLAN, language),
        (id3.TCON, genre),
        (id3.TCOP, tags.copyright),
        (id3.TPUB, tags.publisher),
        (id3.TDES, tags.description),
    ):
        if text:
            yield _text_frame(kind, text)
    for kind, text in ((id3.COMM, tags.comment), (id3.USLT, tags.lyrics)):
        if text:
            yield kind(
                encoding=_encoding(text), lang=language or _UNKNOWN_LANGUAGE, desc="", text=text
            )
    if tags.lines:
        yield id3.SYLT(
            encoding=_encoding("".join(line.text for line in tags.lines)),
            lang=language or _UNKNOWN_LANGUAGE,
            format=_IN_MILLISECONDS,
            type=_TRANSCRIPTION,
            desc="",
            text=[(line.text, _milliseconds(line.start)) for line in tags.lines],
        )
    if tags.link:
        yield id3.WOAF(url=tags.link)
    if tags.podcast:
        yield from _podcast_frames(tags.podcast)
    yield from _chapter_frames(tags.chapters)
    if tags.cover:
        yield _picture_frame(tags.cover, id3.PictureType.COVER_FRONT)


def _podcast_frames(podcast: PodcastTag) -> Iterator[id3.Frame]:
    """Yield what makes iTunes take the file for an episode of a podcast."""
    yield id3.PCST(value=0)
    if podcast.feed:
        yield id3.WFED(url=podcast.feed)
    for kind, text in (
        (id3.TGID, podcast.guid),
        (id3.TCAT, podcast.category),
        (id3.TKWD, ",".join(podcast.keywords)),
    ):
        if text:
            yield _text_frame(kind, text)


def _picture_frame(picture: Picture, kind: id3.PictureType) -> id3.Frame:
    return id3.APIC(
        encoding=id3.Encoding.LATIN1, mime=picture.mime_type, type=kind, desc="", data=picture.data
    )


def _chapter_frames(chapters: Sequence[TagChapter]) -> Iterator[id3.Frame]:
    """Yield the table of contents and the chapters."""
    if not chapters:
        return
    names = [f"chp{number}" for number in range(1, len(chapters) + 1)]
    flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    yield id3.CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[])
    for name, chapter in zip(names, chapters, strict=True):
        inside = [_text_frame(id3.TIT2, chapter.title)]
        if chapter.link:
            inside.append(id3.WXXX(encoding=id3.Encoding.LATIN1, desc="", url=chapter.link))
        if chapter.picture:
            inside.append(_picture_frame(chapter.picture, id3.PictureType.OTHER))
        yield id3.CHAP(
            element_id=name,
            start_time=_milliseconds(chapter.start),
            end_time=_milliseconds(chapter.end),
            sub_frames=inside,
        )


def _tags(found: id3.ID3) -> Tags:
    """Understand the frames of a tag, which mutagen has brought to v2.4."""
    return Tags(
        title=_first(found, "TIT2"),
        subtitle=_first(found, "TIT3"),
        show=_first(found, "TALB"),
        show_authors=_names(found, "TPE2"),
        authors=_names(found, "TPE1"),
        published=moment(_first(found, "TDRC")),
        language=from_iso639_2(_first(found, "TLAN") or ""),
        track=number(_first(found, "TRCK")),
        season=number(_first(found, "TPOS")),
        genre=_first(found, "TCON"),
        description=_first(found, "TDES"),
        comment=_described(found, "COMM"),
        link=found["WOAF"].url if "WOAF" in found else None,
        copyright=_first(found, "TCOP"),
        publisher=_first(found, "TPUB"),
        lyrics=_described(found, "USLT"),
        lines=_lines(found),
        podcast=_podcast(found),
        cover=_cover(found),
        chapters=tuple(_chapter(frame) for frame in found.getall("CHAP")),
    )


def _names(found: id3.ID3, kind: str) -> tuple[str, ...]:
    """Return the names in a text frame."""
    return _slashed(
        name.strip()
        for text in (found[kind].text if kind in found else ())
        for name in text.split(_SLASH)
        if name.strip()
    )


def _first(found: id3.ID3Tags, kind: str) -> str | None:
    """Return the first value of a text frame."""
    values = found[kind].text if kind in found else []
    return str(values[0]) or None if values else None


def _described(found: id3.ID3, kind: str) -> str | None:
    """Return the text of the frame of a kind that has no description, in any language."""
    texts = [str(frame) for frame in found.getall(kind) if not frame.desc]
    return texts[0] or None if texts else None


def _lines(found: id3.ID3) -> tuple[TagLine, ...]:
    """Return the text with times, where they are said in milliseconds."""
    for frame in found.getall("SYLT"):
        if frame.format == _IN_MILLISECONDS:
            return tuple(TagLine(text=text, start=time / 1000) for text, time in frame.text)
    return ()


def _podcast(found: id3.ID3) -> PodcastTag | None:
    if not any(kind in found for kind in ("PCST", "WFED", "TGID", "TCAT", "TKWD")):
        return None
    words = (_first(found, "TKWD") or "").split(",")
    return PodcastTag(
        feed=found["WFED"].url if "WFED" in found else None,
        guid=_first(found, "TGID"),
        category=_first(found, "TCAT"),
        keywords=tuple(filter(None, (word.strip() for word in words))),
    )


def _cover(found: id3.ID3) -> Picture | None:
    """Return the front cover, or any picture if none is called so."""
    return _picture(found.getall("APIC"))


def _picture(pictures: Sequence[id3.Frame]) -> Picture | None:
    fronts = [frame for frame in pictures if frame.type == id3.PictureType.COVER_FRONT]
    for frame in fronts or pictures:
        return Picture(data=frame.data, mime_type=frame.mime)
    return None


def _chapter(frame: id3.CHAP) -> TagChapter:
    links = [inside.url for inside in frame.sub_frames.getall("WXXX")]
    return TagChapter(
        title=_first(frame.sub_frames, "TIT2") or "",
        start=frame.start_time / 1000,
        end=frame.end_time / 1000,
        link=links[0] if links else None,
        picture=_picture(frame.sub_frames.getall("APIC")),
    )
