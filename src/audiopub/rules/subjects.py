"""What the rules look at: what a stranger finds who fetches a publication.

:mod:`audiopub.facts` gathers them, and hands them on one at a time, so that a feed of any length
can be judged: its items one by one, then the feed, which keeps of its items only what has to be
compared among them; then each episode with its files, and the show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

from msgspec import Struct

from audiopub.model import Loudness, Tags

Spot: TypeAlias = tuple[int, int | None]
"""Line and column, counted from 1; ``None`` for a column that is not known."""

# --- the feed -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A place where a file cannot be understood."""

    line: int | None
    """Counted from 1."""

    column: int | None
    """Counted from 1."""

    reason: str
    """What is the matter there."""


class Element(Struct, frozen=True, kw_only=True):
    """An element of a feed, as it stands there."""

    name: str
    """With the usual prefix of its namespace, whatever prefix the feed gives it: ``itunes:image``.

    In an unknown namespace: ``{address}name``.
    """

    line: int
    """Where it begins, counted from 1; in a feed that is not well-formed, where its start tag
    ends."""

    column: int | None = None
    """Counted from 1; ``None`` if it is not known."""

    text: str = ""
    """What stands in it, white space included; of its descendants, too. Empty for an item and a
    channel that have elements."""

    attributes: Mapping[str, str] = MappingProxyType({})
    """Its attributes; named as elements are."""

    children: Mapping[str, tuple[Element, ...]] = MappingProxyType({})
    """Its children by name, each name's in the document's order. A channel's items are left out."""

    @property
    def at(self) -> Spot:
        """Where it begins."""
        return self.line, self.column

    @property
    def value(self) -> str:
        """What stands in it, without white space around it."""
        return self.text.strip()

    def all(self, name: str) -> tuple[Element, ...]:
        """Return the children of a name."""
        return self.children.get(name, ())

    def first(self, name: str) -> Element | None:
        """Return the first child of a name."""
        children = self.children.get(name)
        return children[0] if children else None

    def text_of(self, name: str) -> str:
        """Return what stands in the first child of a name; empty if there is none."""
        children = self.children.get(name)
        return children[0].value if children else ""

    def attribute(self, name: str) -> str:
        """Return an attribute without white space around it; empty if there is none."""
        return self.attributes.get(name, "").strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a feed."""

    path: str
    """The feed, as in :class:`audiopub.model.Place`."""

    position: int
    """Which one it is, from 1."""

    element: Element
    """The item itself."""

    vocabularies: frozenset[str]
    """The usual prefixes of the namespaces that the feed declares: ``itunes``."""

    parent: str = "channel"
    """The name of the element that it stands in."""

    @property
    def at(self) -> Spot:
        """Where it begins."""
        return self.element.at


Group: TypeAlias = tuple[Element, str, tuple[Element, ...]]
"""An element, a name, and its children of that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An item or a channel, for rules that hold wherever an element stands."""

    path: str
    """The feed, as in :class:`audiopub.model.Place`."""

    element: Element
    """The item or the channel."""

    groups: tuple[Group, ...]
    """All that stands in it, in known elements at any depth; a channel's items are left out."""

    addresses: tuple[tuple[Element, str], ...]
    """All addresses of the web in it, each with its element."""


class ItemKey(Struct, frozen=True, kw_only=True):
    """What is kept of an item, to compare it with the others."""

    line: int
    """Where it begins, counted from 1."""

    column: int | None = None
    """Counted from 1; ``None`` if it is not known."""

    guid: str
    """Its guid; empty if it has none."""

    enclosure: str
    """The address of its enclosure; empty if it has none."""

    published: str
    """Its date, as it is given; empty if it has none."""

    moment: dt.datetime | None = None
    """When that is, by :func:`audiopub.rules.values.date`; ``None`` if it is no date."""

    title: str = ""
    """Its title; empty if it has none."""

    number: str = ""
    """Its season and number, if it is a full episode and has one: ``2.7``."""

    full: bool = True
    """Whether it is a full episode, and not a trailer or a bonus."""

    @property
    def at(self) -> Spot:
        """Where it begins."""
        return self.line, self.column

    def moved(self, lines: int) -> ItemKey:
        """Return it so many lines further down; ``replace`` takes five times as long for it."""
        return ItemKey(
            line=self.line + lines,
            column=self.column,
            guid=self.guid,
            enclosure=self.enclosure,
            published=self.published,
            moment=self.moment,
            title=self.title,
            number=self.number,
            full=self.full,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, without its items."""

    path: str
    """As in :class:`audiopub.model.Place`."""

    root: str
    """The name of its outermost element, as in :class:`Element`; empty if there is none."""

    root_at: Spot
    """Where that begins."""

    version: str | None
    """What RSS it says to be; ``None`` if it does not say."""

    namespaces: Mapping[str, str]
    """The addresses of all namespaces that its outermost element declares, and their prefixes."""

    undeclared: Mapping[str, int]
    """Prefixes that are used but declared nowhere, and the line of the first use of each."""

    strays: tuple[Element, ...] = ()
    """What stands beside the channel."""

    doctype: Spot | None = None
    """Where its document type declaration ends; ``None`` if it has none."""

    encoding: str = ""
    """The encoding that it declares, in lower case; empty if it declares none."""

    really_utf8: bool = False
    """Whether it is in UTF-8 although it declares another encoding."""

    read: dt.datetime
    """When it was read."""

    broken: Break | None
    """The first place where it is not well-formed; what follows was read as far as possible."""

    truncated: bool
    """Whether it ends before its channel does, so that nobody knows what else would stand in it."""

    channels: int
    """How many channels there are."""

    channel: Element | None
    """The first channel, without its items."""

    items: tuple[ItemKey, ...]
    """What is kept of its items, in order."""

    podcast: bool
    """Whether it is a podcast's: it has an enclosure, or an element of Apple or Podcasting 2.0."""

    @property
    def at(self) -> Spot:
        """Where its channel begins."""
        return self.channel.at if self.channel else self.root_at


# --- files ----------------------------------------------------------------------------------------

FileKind: TypeAlias = Literal["feed", "sound", "tags", "captions", "chapters", "image", "page"]
"""What a file should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file that could not be looked at; nothing is known of it, good or bad."""

    path: str
    """As in :class:`audiopub.model.Place`."""

    kind: FileKind
    """What it should be."""

    reason: str
    """Why: the system's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """A file that was looked at, and is not what it should be."""

    path: str
    """As in :class:`audiopub.model.Place`."""

    kind: FileKind
    """What it should be."""

    reason: str
    """What is the matter with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """How loud a sound shall be; if nobody says otherwise, as Apple asks for."""

    lufs: float = -16.0
    """Its integrated loudness, in LUFS."""

    peak_dbtp: float = -1.0
    """The true peak that it does not exceed, in dBTP."""


APPLES = Target()
"""What Apple asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is known of a sound once it has been decoded."""

    duration: float
    """In seconds."""

    loudness: Loudness | None
    """``None`` if it was not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A sound file."""

    path: str
    """As in :class:`audiopub.model.Place`."""

    length: int
    """In bytes."""

    mime_type: str
    """By its content: ``audio/mpeg``."""

    duration: float
    """In seconds; by decoding it, unless :attr:`decoded` says otherwise."""

    decoded: bool
    """Whether it was decoded; if not, its duration is what its header says."""

    header_duration: float | None
    """In seconds, what a player shows before it has read the file; ``None`` if not known."""

    tags: Tags | None
    """What it says about itself; ``None`` if the tags of its format cannot be read."""

    loudness: Loudness | None
    """``None`` if it was not measured."""

    target: Target = APPLES
    """What its loudness is compared with."""

    heard_sha256: str | None = None
    """Of what is heard of it, see :func:`audiopub.tags.heard_sha256`; ``None`` if not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionCue:
    """A cue of a caption file, as it stands there."""

    line: int | None
    """Where its times stand, counted from 1; ``None`` in a file without lines (JSON)."""

    start: float
    """In seconds."""

    end: float | None
    """In seconds; ``None`` if it is not said (JSON need not)."""

    text: str
    """What it shows, without markup; its lines apart by newlines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Captions:
    """A caption file."""

    path: str
    """As in :class:`audiopub.model.Place`."""

    format: Literal["vtt", "srt", "json"]
    """By its name."""

    cues: tuple[CaptionCue, ...]
    """In the file's order."""

    breaks: tuple[Break, ...]
    """What could not be understood."""

    estimated: int | None
    """The line of a note that says that its times are estimated; ``None`` if there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A chapter mark."""

    start: float
    """In seconds."""

    title: str
    """Empty if it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapters:
    """A chapters file."""

    path: str
    """As in :class:`audiopub.model.Place`."""

    marks: tuple[Mark, ...]
    """In the file's order; those that a player shows."""

    breaks: tuple[Break, ...]
    """What could not be understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture."""

    path: str
    """As in :class:`audiopub.model.Place`."""

    length: int
    """In bytes."""

    mime_type: str
    """By its content: ``image/jpeg``."""

    width: int
    """In pixels."""

    height: int
    """In pixels."""

    mode: str
    """Pillow's name of its colours: ``RGB``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A web page."""

    path: str
    """As in :class:`audiopub.model.Place`."""

    title: str
    """Its title; empty if it has none."""

    text: str
    """All that can be read on it, on one line."""

    sounds: tuple[str, ...]
    """The addresses of what its ``audio`` elements play, absolute where they can be made so."""

    audio: bool
    """Whether there is an ``audio`` element."""

    feeds: tuple[str, ...]
    """The addresses of the feeds that it names as alternates."""

    missing: tuple[str, ...]
    """Addresses within the publication that it refers to, where there is nothing."""


# --- what belongs together ------------------------------------------------------------------------

ReferenceKind: TypeAlias = Literal[
    "enclosure", "media", "transcript", "chapters", "image", "page", "feed"
]
"""What a feed refers to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a feed refers to a file."""

    kind: ReferenceKind
    """What is referred to."""

    url: str
    """The address."""

    line: int
    """Where the reference stands in the feed, counted from 1."""

    column: int | None = None
    """Counted from 1; ``None`` if it is not known."""

    @property
    def at(self) -> Spot:
        """Where the reference stands in the feed."""
        return self.line, self.column


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came of fetching what a feed refers to."""

    path: str
    """The feed, as in :class:`audiopub.model.Place`."""

    reference: Reference
    """What it refers to."""

    declared_type: str = ""
    """The type that the feed says; empty if it says none."""

    declared_length: str = ""
    """The length that the feed says; empty if it says none."""

    failure: str | None = None
    """Why nothing was fetched; ``None`` if something was."""

    failure_code: str = ""
    """The code of the error, ``AP863``; empty if something was fetched."""

    address: str = ""
    """Where it was found, after redirections."""

    hops: tuple[tuple[int, str], ...] = ()
    """The redirections on the way: the status, and where it led."""

    status: int = 0
    """The HTTP status: 200."""

    mime_type: str = ""
    """The type that the server says, in lower case and without parameters."""

    length: int | None = None
    """The length that the server says, in bytes."""

    answers_head: bool = True
    """Whether the server answers HEAD."""

    ranges: bool | None = None
    """Whether it sends parts of the file; ``None`` if it was not asked."""

    @property
    def at(self) -> Spot:
        """Where the reference stands in the feed."""
        return self.reference.at


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEpisode:
    """An item and its files, as far as they lie in the publication and could be read."""

    item: Item
    """The item."""

    show: str
    """The channel's title."""

    sound: Sound | None
    """Its enclosure."""

    captions: tuple[Captions, ...]
    """Its transcripts."""

    chapters: Chapters | None
    """Its chapters file."""

    page: Page | None
    """The page it links to."""

    missing: tuple[Reference, ...]
    """What it refers to in the publication, where there is nothing."""

    @property
    def tags(self) -> Tags | None:
        """What the sound says about itself."""
        return self.sound.tags if self.sound else None

    @property
    def path(self) -> str:
        """The feed."""
        return self.item.path


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedShow:
    """A feed and the files that it refers to itself."""

    feed: Feed
    """The feed."""

    page: Page | None
    """The page it links to, if that lies in the publication."""

    missing: tuple[Reference, ...]
    """What it refers to in the publication, where there is nothing."""

    elsewhere: int
    """How many files the feed and its items refer to that do not lie in the publication."""

    @property
    def path(self) -> str:
        """The feed."""
        return self.feed.path

    @property
    def at(self) -> Spot:
        """Where the channel begins in the feed."""
        return self.feed.at


Subject: TypeAlias = (
    Item
    | Part
    | Feed
    | Unread
    | Damaged
    | Sound
    | Captions
    | Chapters
    | Image
    | Page
    | Fetched
    | PublishedEpisode
    | PublishedShow
)
"""Anything that there are rules for."""
