"""MP4 files, M4A above all: iTunes' metadata, and chapters as players find them.

mutagen writes the metadata, but only reads chapters: FFmpeg writes them, as a QuickTime chapter
track, which Apple's players show, and as Nero's ``chpl``, which the others do. To do so the file
is put together again from the packets of its sound.

Sources: https://developer.apple.com/library/archive/documentation/QuickTime/QTFF/ and
https://mutagen.readthedocs.io/en/latest/api/mp4.html

What stands where:

======== =========================================================================================
©nam     the title; SUBTITLE (in iTunes' free form, as all in capitals here) one line more
©alb     the show; ©ART the authors, aART the show's
©day     the date and time in UTC
LANGUAGE the language, BCP 47
trkn     the episode's number, disk the season's
©gen     the genre
ldes     the show notes, and their beginning in desc; ©cmt the comment
WWW      the episode's page
cprt     the copyright; ©pub the publisher
©lyr     the transcript
pcst     marks a podcast, as stik 21 does; purl its feed, egid the guid, catg the category, keyw the
         keywords
covr     the front cover
======== =========================================================================================

Text with times, links of chapters and their pictures cannot be said. A chapter's title is at most
255 bytes long; the first one begins at 0, and each ends where the next one begins.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from mutagen import mp4

from audiopub.errors import TagError
from audiopub.model import Picture, PodcastTag, TagChapter, Tags
from audiopub.tags import marks, packets
from audiopub.tags.cleaning import cleaned
from audiopub.tags.damage import refused
from audiopub.tags.values import moment

PADDING = 4096
"""Free bytes behind the metadata, so that other programs can edit it without moving the sound."""

MOST_CHAPTERS = 255
"""``chpl`` counts them in one byte."""

_LATEST = 0x7FFFFFFF / 1000
_SHORTEST = 0.001
_TITLE_BYTES = 255
_SHORT = 255
"""Characters of ``desc``."""

_PODCAST_KIND = 21
_FREE = "----:com.apple.iTunes:"
_MOST_TRACKS = 0xFFFF


def representable(tags: Tags, source: Path, *, name: str) -> Tags:
    """Return what of the tags MP4 can say; see :class:`audiopub.tags.formats.Format`."""
    del source
    tags = cleaned(tags)
    marks.judge(tags.chapters, most=MOST_CHAPTERS, latest=_LATEST, form="MP4", name=name)
    return replace(
        tags,
        published=tags.published and tags.published.astimezone(dt.UTC).replace(microsecond=0),
        lines=(),
        chapters=_chapters(tags.chapters),
    )


def rewrite(source: Path, target: Path, tags: Tags, *, name: str) -> None:
    """Write a file again with these tags; see :class:`audiopub.tags.formats.Format`."""
    _put_together(source, target, tags.chapters, name=name)
    file = mp4.MP4(target)
    if file.tags is None:
        file.add_tags()
    file.tags.clear()
    for key, value in _atoms(tags):
        file.tags[key] = value
    file.save(padding=lambda _: PADDING)


def parse(path: Path, *, name: str) -> Tags:
    """Read the tags of a file; see :class:`audiopub.tags.formats.Format`."""
    with refused(name):
        file = mp4.MP4(path)
    with packets.opened(path, name=name) as container:
        chapters = tuple(
            TagChapter(
                title=chapter["metadata"].get("title", ""),
                start=_seconds(chapter["start"], chapter["time_base"]),
                end=_seconds(chapter["end"], chapter["time_base"]),
            )
            for chapter in container.chapters()
        )
    return replace(_understood(file.tags or {}), chapters=chapters)


def same_sound(one: Path, other: Path, *, name: str) -> bool:
    """Return whether two files have the same packets."""
    return packets.digest(one, name=name) == packets.digest(other, name=name)


def _put_together(source: Path, target: Path, chapters: Sequence[TagChapter], *, name: str) -> None:
    """Write the packets of a sound into a new file with these chapters, its index at the front."""
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with (
        packets.opened(source, name=name) as old,
        av.open(target, "w", format="ipod", container_options=options) as new,
    ):
        sound = old.streams.audio[0]
        copy = new.add_stream_from_template(sound)
        new.set_chapters(
            [
                {
                    "id": number,
                    "start": round(chapter.start * 1000),
                    "end": round(chapter.end * 1000),
                    "time_base": Fraction(1, 1000),
                    "metadata": {"title": chapter.title},
                }
                for number, chapter in enumerate(chapters)
            ]
        )
        for packet in old.demux(sound):
            if packet.size:
                packet.stream = copy
                new.mux(packet)
    if not target.exists():  # it is begun with the first packet
        raise TagError(
            "AP406",
            "the file is damaged, there is nothing of its sound in it",
            path=name,
            hint="copy the file again; the copy was probably cut short",
        )


def _atoms(tags: Tags) -> Iterator[tuple[str, Any]]:
    """Yield all atoms with their values, as mutagen wants them."""
    podcast = tags.podcast
    for key, text in (
        ("\xa9nam", tags.title),
        (f"{_FREE}SUBTITLE", tags.subtitle),
        ("\xa9alb", tags.show),
        ("\xa9day", tags.published and tags.published.strftime("%Y-%m-%dT%H:%M:%SZ")),
        (f"{_FREE}LANGUAGE", tags.language),
        ("\xa9gen", tags.genre),
        ("desc", tags.description and tags.description[:_SHORT]),
        ("ldes", tags.description),
        ("\xa9cmt", tags.comment),
        (f"{_FREE}WWW", tags.link),
        ("cprt", tags.copyright),
        ("\xa9pub", tags.publisher),
        ("\xa9lyr", tags.lyrics),
        ("purl", podcast and podcast.feed),
        ("egid", podcast and podcast.guid),
        ("catg", podcast and podcast.category),
        ("keyw", podcast and ",".join(podcast.keywords)),
    ):
        if text:
            yield key, [text.encode() if key.startswith(_FREE) else text]
    for key, texts in (("\xa9ART", tags.authors), ("aART", tags.show_authors)):
        if texts:
            yield key, list(texts)
    for key, number in (("trkn", tags.track), ("disk", tags.season)):
        if number and number <= _MOST_TRACKS:
            yield key, [(number, 0)]
    if podcast:
        yield "pcst", True
        yield "stik", [_PODCAST_KIND]
    if tags.cover:
        png = tags.cover.mime_type == "image/png"
        form = mp4.MP4Cover.FORMAT_PNG if png else mp4.MP4Cover.FORMAT_JPEG
        yield "covr", [mp4.MP4Cover(tags.cover.data, imageformat=form)]


def _understood(found: Mapping[str, Any]) -> Tags:
    """Return what the atoms say, but for the chapters."""

    def first(*keys: str) -> str | None:
        values = next((found[key] for key in keys if found.get(key)), [""])
        value = values[0]
        return (value.decode(errors="replace") if isinstance(value, bytes) else value) or None

    def number(key: str) -> int | None:
        return found[key][0][0] or None if found.get(key) else None

    return Tags(
        title=first("\xa9nam"),
        subtitle=first(f"{_FREE}SUBTITLE"),
        show=first("\xa9alb"),
        authors=tuple(found.get("\xa9ART", ())),
        show_authors=tuple(found.get("aART", ())),
        published=moment(first("\xa9day")),
        language=first(f"{_FREE}LANGUAGE"),
        track=number("trkn"),
        season=number("disk"),
        genre=first("\xa9gen"),
        description=first("ldes", "desc"),
        comment=first("\xa9cmt"),
        link=first(f"{_FREE}WWW"),
        copyright=first("cprt"),
        publisher=first("\xa9pub"),
        lyrics=first("\xa9lyr"),
        podcast=_podcast(found, first),
        cover=_cover(found.get("covr", ())),
    )


def _podcast(found: Mapping[str, Any], first: Callable[[str], str | None]) -> PodcastTag | None:
    if not any(key in found for key in ("pcst", "purl", "egid", "catg", "keyw")):
        return None
    return PodcastTag(
        feed=first("purl"),
        guid=first("egid"),
        category=first("catg"),
        keywords=tuple(word.strip() for word in (first("keyw") or "").split(",") if word.strip()),
    )


def _cover(covers: Sequence[mp4.MP4Cover]) -> Picture | None:
    for cover in covers:
        png = cover.imageformat == mp4.MP4Cover.FORMAT_PNG
        return Picture(data=bytes(cover), mime_type="image/png" if png else "image/jpeg")
    return None


def _chapters(chapters: Sequence[TagChapter]) -> tuple[TagChapter, ...]:
    """Return what of chapters a chapter track can say; it has no gaps, and begins at 0."""
    bare = [replace(each, title=_cut(each.title), link=None, picture=None) for each in chapters]
    bare[:1] = [replace(first, start=0.0) for first in bare[:1]]
    # one without a length would be taken to last until the sound's end
    ends = [max(last.end, last.start + _SHORTEST) for last in bare[-1:]]
    return marks.closed(bare, max(ends, default=0.0))


def _seconds(ticks: int, base: Fraction | None) -> float:
    return round(float(ticks * (base or 1)), 3)


def _cut(title: str) -> str:
    """Return what of a title fits, without half a character."""
    return title.encode()[:_TITLE_BYTES].decode(errors="ignore").rstrip()
