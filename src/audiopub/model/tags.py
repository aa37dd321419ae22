"""What a sound file says about itself, whatever its format."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture inside a sound file."""

    data: bytes
    """The encoded image."""

    mime_type: str
    """``image/jpeg`` or ``image/png``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagChapter:
    """A chapter mark inside a sound file."""

    title: str
    """Its title."""

    start: float
    """In seconds, to the millisecond."""

    end: float
    """In seconds, to the millisecond."""

    link: str | None = None
    """An address that belongs to it."""

    picture: Picture | None = None
    """A picture that apps show meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagLine:
    """A line of the transcript with the time at which it is spoken."""

    text: str
    """The line."""

    start: float
    """In seconds, to the millisecond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PodcastTag:
    """What makes players file a sound under podcasts, and find its feed."""

    feed: str | None = None
    """The feed's address."""

    guid: str | None = None
    """The episode's guid."""

    category: str | None = None
    """Apple's: ``News``."""

    keywords: tuple[str, ...] = ()
    """Search words, without commas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """The tags of a sound file; one type for writing and for reading back."""

    title: str | None = None
    """The episode's title."""

    show: str | None = None
    """The show's title, which players call the album."""

    show_authors: tuple[str, ...] = ()
    """Names, in order; who makes the show."""

    authors: tuple[str, ...] = ()
    """Names, in order."""

    published: dt.datetime | None = None
    """To the minute, in UTC: ID3v2.3 has no more."""

    language: str | None = None
    """A BCP 47 tag; formats that know ISO 639-2 only are mapped."""

    track: int | None = None
    """The episode's number, from 1."""

    season: int | None = None
    """The season's number, from 1; players call it the disc."""

    genre: str | None = None
    """``Podcast``."""

    subtitle: str | None = None
    """One line more."""

    description: str | None = None
    """Plain text: the show notes."""

    comment: str | None = None
    """Plain text: the summary, and the notice."""

    link: str | None = None
    """The episode's page."""

    copyright: str | None = None
    """The copyright line."""

    publisher: str | None = None
    """Who publishes it."""

    lyrics: str | None = None
    """The transcript, paragraphs apart by an empty line."""

    lines: tuple[TagLine, ...] = ()
    """The transcript once more, with times; in order of time."""

    podcast: PodcastTag | None = None
    """``None`` for a sound that is no podcast's."""

    cover: Picture | None = None
    """The front cover."""

    chapters: tuple[TagChapter, ...] = ()
    """In order of time."""
