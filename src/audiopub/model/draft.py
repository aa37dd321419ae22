"""What the producer gave for an episode, and where."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from audiopub.model.imported import Imported
from audiopub.model.podcasting import EpisodeExtras
from audiopub.model.report import Place
from audiopub.model.show import Person

T = TypeVar("T")

EpisodeKind = Literal["full", "trailer", "bonus"]
"""What Apple calls ``itunes:episodeType``."""


Source = Literal[
    "command line", "sidecar", "front matter", "heading", "properties", "derived", "show"
]
"""Who said a thing, the strongest first.

``properties`` are what a file says of itself beside its text, as a web page's ``meta`` elements do;
``show`` is a default of audiopub.toml.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given(Generic[T]):
    """A value and who gave it."""

    value: T
    """The value."""

    source: Source
    """Who gave it."""

    place: Place | None = None
    """Where it stands, if it stands in a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterMark:
    """A chapter as the producer asks for it; one of its three anchors is given."""

    title: str
    """Its title."""

    start: float | None = None
    """In seconds of the recording."""

    paragraph: int | None = None
    """The paragraph it begins with, counted from 0."""

    opening: str | None = None
    """The words that the paragraph begins with."""

    line: int | None = None
    """Where it is asked for: a line of the chapter list."""

    link: str | None = None
    """An address that belongs to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of an episode before it is complete; a field nobody gave is ``None``."""

    title: Given[str] | None = None
    """Its title."""

    subtitle: Given[str] | None = None
    """One line more."""

    authors: Given[tuple[Person, ...]] | None = None
    """Who wrote it."""

    persons: Given[tuple[Person, ...]] | None = None
    """Who else took part, each with their role."""

    date: Given[dt.datetime] | None = None
    """When it was or will be published; with a time zone."""

    language: Given[str] | None = None
    """A BCP 47 tag."""

    link: Given[str] | None = None
    """Where the text was first published."""

    summary: Given[str] | None = None
    """What it is about, in place of a derived summary."""

    notice: Given[str] | None = None
    """A line that goes with the episode everywhere: "The voice is synthetic."."""

    keywords: Given[tuple[str, ...]] | None = None
    """Search words."""

    explicit: Given[bool] | None = None
    """Whether there is something not for children in it."""

    kind: Given[EpisodeKind] | None = None
    """Full, trailer or bonus."""

    season: Given[int] | None = None
    """The season's number, from 1."""

    number: Given[int] | None = None
    """The episode's number, from 1."""

    align: Given[str] | None = None
    """``auto``, or ``estimate`` for times in proportion to the text."""

    chapters: Given[tuple[ChapterMark, ...]] | None = None
    """The chapters, in place of derived ones."""

    extras: Given[EpisodeExtras] | None = None
    """What else a feed can say of it; times are those of the recording."""

    imported: Given[Imported] | None = None
    """Its finished sound, if it is kept as it was."""

    def over(self, weaker: Draft) -> Draft:
        """Return this draft, with what it leaves open taken from a weaker one."""
        return replace(
            weaker,
            **{
                name: value for name in self.__slots__ if (value := getattr(self, name)) is not None
            },
        )
