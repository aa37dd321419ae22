"""A complete episode, and what it is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from audiopub.model.draft import EpisodeKind
from audiopub.model.podcasting import EpisodeExtras
from audiopub.model.show import Artwork, Person, Show
from audiopub.model.sound import Loudness, TimedWord


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of the published file."""

    title: str
    """At most 45 characters where derived."""

    start: float
    """In seconds; the first chapter's is 0."""

    end: float
    """In seconds: the next one's start, or the file's end."""

    paragraph: int | None
    """The paragraph it begins with, counted from 0; ``None`` if it was given by its time."""

    estimated: bool
    """Whether its start was reckoned from the text's length."""

    link: str | None = None
    """An address that belongs to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What a caption shows at one time."""

    start: float
    """In seconds."""

    end: float
    """In seconds, after ``start``."""

    lines: tuple[str, ...]
    """One or two."""

    estimated: bool
    """Whether its times were reckoned from the text's length."""

    words: tuple[TimedWord, ...] = ()
    """The words in its lines, in order, with the times at which they are spoken, where known."""

    speaker: str | None = None
    """Who speaks it, if the text says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowNotes:
    """What an app shows under an episode."""

    text: str
    """Plain text, at most 4,000 bytes of UTF-8."""

    html: str
    """The same in ``p``, ``ul``, ``ol``, ``li`` and ``a``, at most 4,000 bytes of UTF-8."""

    summary: str
    """The teaser alone, plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """The sound file that a listener's app fetches."""

    path: str
    """In the published tree; named by its content, so that changed sound is a new name. The
    address of one that lies elsewhere."""

    length: int
    """In bytes; 0 for one that lies elsewhere and whose length nobody said."""

    mime_type: str
    """``audio/mpeg``."""

    duration: float
    """In seconds."""

    sha256: str | None
    """Of the file, in hexadecimal; ``None`` for one that lies elsewhere."""

    bitrate: int | None = None
    """Of the sound alone, in bit/s, on the average; ``None`` if it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A further file of an episode: a caption file, the chapters."""

    path: str
    """In the published tree; the address of one that lies elsewhere."""

    mime_type: str
    """As the feed says it: ``text/vtt``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What is given out once and never again changes; a row of audiopub.lock."""

    guid: str
    """Globally unique, opaque."""

    slug: str
    """The episode's folder in the published tree, and its name in addresses."""

    published: dt.datetime
    """When it was first published; with a time zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """Everything a published episode says about itself; complete.

    What it is long for, its sentences and words, stands beside it in an
    :class:`~audiopub.model.Alignment`, so that a show of ten thousand episodes fits into memory.
    """

    name: str
    """The base name of its files, which audiopub.lock knows it by."""

    guid: str
    """See :class:`Identity`."""

    slug: str
    """See :class:`Identity`."""

    published: dt.datetime
    """See :class:`Identity`."""

    title: str
    """Its title."""

    language: str
    """A BCP 47 tag."""

    authors: tuple[Person, ...]
    """Who wrote it."""

    explicit: bool
    """Whether there is something not for children in it."""

    notes: ShowNotes
    """The show notes."""

    chapters: tuple[Chapter, ...]
    """In order of time, the first at 0."""

    enclosure: Enclosure
    """The sound, in the format that every player knows."""

    artwork: Artwork
    """Its cover, or the show's."""

    transcripts: tuple[Attachment, ...]
    """VTT, SRT, JSON and HTML."""

    chapters_file: Attachment | None
    """The chapters as JSON; an imported episode may have none."""

    waveform: Attachment | None
    """The picture of the waveform; an imported episode has none."""

    loudness: Loudness | None
    """Of the published sound; not known of an imported episode."""

    subtitle: str | None = None
    """One line more."""

    persons: tuple[Person, ...] = ()
    """Who else took part."""

    link: str | None = None
    """Where the text was first published."""

    notice: str | None = None
    """A line that goes with the episode everywhere."""

    keywords: tuple[str, ...] = ()
    """Search words."""

    kind: EpisodeKind = "full"
    """Full, trailer or bonus."""

    season: int | None = None
    """The season's number."""

    number: int | None = None
    """The episode's number."""

    alternates: tuple[Enclosure, ...] = ()
    """The same sound in other formats, as the producer listed them."""

    extras: EpisodeExtras = field(default_factory=EpisodeExtras)
    """What else is said of it."""

    date_text: str | None = None
    """``published`` in the letters of the feed that it was imported from."""

    @property
    def is_imported(self) -> bool:
        """Whether it was finished elsewhere: whatever is made here has a waveform."""
        return self.waveform is None

    @property
    def page(self) -> str:
        """The path of its page in the published tree, as an address ends in it."""
        return f"{self.slug}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A show and its episodes, ready to be rendered."""

    show: Show
    """The show."""

    episodes: tuple[Episode, ...]
    """The newest first."""
