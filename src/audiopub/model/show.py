"""The show, and the people and pictures that it and its episodes speak of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from audiopub.model.podcasting import FeedSettings, Funding, ShowExtras

ShowKind = Literal["episodic", "serial"]
"""What Apple calls ``itunes:type``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who took part; what ``podcast:person`` says."""

    name: str
    """As a listener should read it."""

    role: str = "author"
    """A role of the Podcast Taxonomy, in lower case: author, host, narrator, guest."""

    link: str | None = None
    """A page about them."""

    image: str | None = None
    """The address of a picture of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One of Apple's categories."""

    name: str
    """The category: ``News``."""

    subcategory: str | None = None
    """Its subcategory: ``Politics``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Where listeners of one app find the show."""

    name: str
    """The app: ``Spotify``."""

    link: str
    """The show's page there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artwork:
    """A square picture in the publication."""

    path: str
    """In the published tree, with ``/``; the address of one that lies elsewhere."""

    mime_type: str
    """``image/jpeg`` or ``image/png``; empty if it is not known."""

    width: int
    """In pixels; the height is the same; 0 if it is not known."""

    smaller: tuple[int, ...] = ()
    """The widths in pixels that it is published in, too, rising; see :meth:`at`."""

    accent: str | None = None
    """The colour that stands out in it, as ``#rrggbb``; ``None`` if it has none but greys."""

    def at(self, width: int) -> str:
        """Return the path of the picture in one of the widths of :attr:`smaller`."""
        stem, dot, suffix = self.path.rpartition(".")
        return f"{stem}-{width}{dot}{suffix}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """What holds for every episode; complete."""

    title: str
    """The show's name."""

    link: str
    """The address of its page, without a slash at the end; all other addresses begin with it."""

    description: str
    """What it is about, plain text, at most 4,000 bytes."""

    language: str
    """A BCP 47 tag: ``de`` or ``pt-BR``."""

    authors: tuple[Person, ...]
    """Who makes it."""

    owner_name: str
    """Whom directories turn to."""

    owner_email: str
    """Their address."""

    categories: tuple[Category, ...]
    """Apple's, the main one first."""

    explicit: bool
    """Whether there is something not for children in it."""

    artwork: Artwork
    """The cover."""

    guid: str
    """The ``podcast:guid``: a UUID version 5 of the feed's address."""

    kind: ShowKind = "episodic"
    """Whether the order of episodes matters."""

    locked: bool = True
    """Whether other hosts must ask before they import the feed."""

    copyright: str | None = None
    """The copyright line."""

    license: str | None = None
    """An SPDX identifier, or a name."""

    license_link: str | None = None
    """Where the licence can be read."""

    funding: tuple[Funding, ...] = ()
    """Where listeners can give."""

    directories: tuple[Directory, ...] = ()
    """Where listeners find the show."""

    footer: str | None = None
    """A closing line of every episode's show notes, plain text."""

    persons: tuple[Person, ...] = ()
    """Who else takes part in every episode, each with their role."""

    extras: ShowExtras = field(default_factory=ShowExtras)
    """What else is said of it."""

    feed: FeedSettings = field(default_factory=FeedSettings)
    """How its feed is made."""

    @property
    def feed_link(self) -> str:
        """The address of the feed."""
        return f"{self.link}/feed.xml"

    def url(self, path: str) -> str:
        """Return the address of a file of the published tree, or of one that lies elsewhere."""
        return path if is_elsewhere(path) else f"{self.link}/{path}"


def is_elsewhere(path: str) -> bool:
    """Return whether a file's path is a whole address: it lies outside of the published tree."""
    return path.startswith(("https://", "http://"))
