"""Vorbis comments: the tags of FLAC, Opus and Vorbis.

Sources: https://www.xiph.org/vorbis/doc/v-comment.html, for chapters
https://wiki.xiph.org/Chapter_Extension, for pictures
https://wiki.xiph.org/VorbisComment#METADATA_BLOCK_PICTURE. The names of podcast fields are those of
Mp3tag, https://docs.mp3tag.de/mapping/.

What stands where:

================ =================================================================================
TITLE            the title; SUBTITLE one line more
ALBUM            the show
ARTIST           each author; ALBUMARTIST each of the show's
DATE             the date and time in UTC
LANGUAGE         the language, BCP 47
TRACKNUMBER      the episode's number; DISCNUMBER the season's
GENRE            the genre
DESCRIPTION      the show notes; COMMENT the comment
URL              the episode's page
COPYRIGHT        the copyright; ORGANIZATION the publisher
LYRICS           the transcript; SYNCEDLYRICS the same with times, as LRC
PODCAST          1, with PODCASTURL, PODCASTID, PODCASTCATEGORY and PODCASTKEYWORDS
CHAPTERnnn       a chapter's start, with CHAPTERnnnNAME and CHAPTERnnnURL
================ =================================================================================

A chapter ends where the next one begins, and the last one with the sound; pictures of chapters
cannot be said. A slash or comma in a name is no matter: each name is a field of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from audiopub.model import Picture, PodcastTag, TagChapter, TagLine, Tags
from audiopub.tags import marks
from audiopub.tags.cleaning import cleaned
from audiopub.tags.values import moment, number

MOST_CHAPTERS = 999
"""CHAPTERnnn has three digits, and begins with 001."""

_LATEST = 100 * 3600 - 0.001
"""HH:MM:SS.mmm has two digits for the hours."""

_TIME = re.compile(r"(\d{1,2}):(\d\d):(\d\d(?:\.\d{1,3})?)")
_LRC = re.compile(r"\[(\d+):(\d\d(?:\.\d{1,3})?)\] ?(.*)")


def representable(tags: Tags, duration: float, *, name: str, form: str) -> Tags:
    """Return what of the tags Vorbis comments can say.

    Args:
        tags: The tags.
        duration: Of the sound, in seconds; where the last chapter ends.
        name: What messages call the file.
        form: What a reader calls the format.

    Raises:
        TagError: There are too many chapters (AP402), or their times are impossible (AP403).
    """
    tags = cleaned(tags)
    marks.judge(tags.chapters, most=MOST_CHAPTERS, latest=_LATEST, form=form, name=name)
    return replace(
        tags,
        published=_to_the_second(tags.published) if tags.published else None,
        chapters=marks.closed([replace(each, picture=None) for each in tags.chapters], duration),
    )


def fields(tags: Tags) -> Iterator[tuple[str, str]]:
    """Yield all fields of what :func:`representable` returned, in the order of the file."""
    podcast = tags.podcast
    for key, value in (
        ("TITLE", tags.title),
        ("SUBTITLE", tags.subtitle),
        ("ALBUM", tags.show),
        *(("ARTIST", author) for author in tags.authors),
        *(("ALBUMARTIST", author) for author in tags.show_authors),
        ("DATE", tags.published and tags.published.strftime("%Y-%m-%dT%H:%M:%SZ")),
        ("LANGUAGE", tags.language),
        ("TRACKNUMBER", tags.track and str(tags.track)),
        ("DISCNUMBER", tags.season and str(tags.season)),
        ("GENRE", tags.genre),
        ("DESCRIPTION", tags.description),
        ("COMMENT", tags.comment),
        ("URL", tags.link),
        ("COPYRIGHT", tags.copyright),
        ("ORGANIZATION", tags.publisher),
        ("LYRICS", tags.lyrics),
        ("SYNCEDLYRICS", "\n".join(f"[{_minutes(x.start)}] {x.text}" for x in tags.lines)),
        ("PODCAST", podcast and "1"),
        ("PODCASTURL", podcast and podcast.feed),
        ("PODCASTID", podcast and podcast.guid),
        ("PODCASTCATEGORY", podcast and podcast.category),
        *(("PODCASTKEYWORDS", word) for word in (podcast.keywords if podcast else ())),
    ):
        if value:
            yield key, value
    for index, chapter in enumerate(tags.chapters, start=1):
        yield f"CHAPTER{index:03}", _hours(chapter.start)
        yield f"CHAPTER{index:03}NAME", chapter.title
        if chapter.link:
            yield f"CHAPTER{index:03}URL", chapter.link


def understood(comments: Iterable[tuple[str, str]], cover: Picture | None, duration: float) -> Tags:
    """Return what comments say.

    Args:
        comments: All keys, in any case, with their values.
        cover: The picture that stands beside them.
        duration: Of the sound, in seconds.
    """
    found: dict[str, list[str]] = {}
    for key, value in comments:
        found.setdefault(key.lower(), []).append(value)

    def first(*keys: str) -> str | None:
        return next((found[key][0] for key in keys if found.get(key)), None) or None

    return Tags(
        title=first("title"),
        subtitle=first("subtitle"),
        show=first("album"),
        authors=tuple(found.get("artist", ())),
        show_authors=tuple(found.get("albumartist", ())),
        published=moment(first("date")),
        language=first("language"),
        track=number(first("tracknumber")),
        season=number(first("discnumber")),
        genre=first("genre"),
        description=first("description"),
        comment=first("comment"),
        link=first("url"),
        copyright=first("copyright"),
        publisher=first("organization", "publisher"),
        lyrics=first("lyrics", "unsyncedlyrics"),
        lines=tuple(_lines(first("syncedlyrics") or "")),
        podcast=_podcast(found),
        cover=cover,
        chapters=marks.closed(list(_chapters(found)), duration),
    )


def _podcast(found: Mapping[str, Sequence[str]]) -> PodcastTag | None:
    if not any(key.startswith("podcast") for key in found):
        return None
    return PodcastTag(
        feed=next(iter(found.get("podcasturl", ())), None),
        guid=next(iter(found.get("podcastid", ())), None),
        category=next(iter(found.get("podcastcategory", ())), None),
        keywords=tuple(found.get("podcastkeywords", ())),
    )


def _chapters(found: Mapping[str, Sequence[str]]) -> Iterator[TagChapter]:
    """Yield the chapters without their ends, by their numbers."""
    for index in range(MOST_CHAPTERS + 1):
        time = _TIME.fullmatch(next(iter(found.get(f"chapter{index:03}", ())), ""))
        if time:
            start = round(int(time[1]) * 3600 + int(time[2]) * 60 + float(time[3]), 3)
            yield TagChapter(
                title=next(iter(found.get(f"chapter{index:03}name", ())), ""),
                start=start,
                end=start,
                link=next(iter(found.get(f"chapter{index:03}url", ())), None),
            )


def _lines(text: str) -> Iterator[TagLine]:
    for line in text.splitlines():
        if found := _LRC.fullmatch(line):
            start = round(int(found[1]) * 60 + float(found[2]), 3)
            yield TagLine(text=found[3], start=start)


def _hours(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{thousandths:03}"


def _minutes(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 60:02}:{whole % 60:02}.{thousandths:03}"


def _to_the_second(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(microsecond=0)
