"""A text, understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from audiopub.model.draft import Draft
from audiopub.model.report import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of the text."""

    text: str
    """Without white space around it."""

    start: float | None = None
    """When it is spoken, if the text says so, in seconds of the recording: subtitles do."""

    end: float | None = None
    """When it has been spoken; given if ``start`` is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of the text, cleaned."""

    sentences: tuple[Sentence, ...]
    """At least one."""

    line: int
    """The line of the file that it begins on, from 1."""

    speaker: str | None = None
    """Who speaks it, if the text says so."""

    @property
    def text(self) -> str:
        """The paragraph as one string."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside the text, which asks for a chapter."""

    title: str
    """As it stands."""

    paragraph: int
    """The paragraph that follows it, counted from 0."""

    line: int
    """The line it stands on, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that cleaning mended; the file itself is never touched."""

    kind: Literal["removed", "joined", "spacing", "quotes", "characters"]
    """What was done."""

    line: int
    """Where, from 1."""

    before: str
    """The text as given, or the part of it that matters."""

    after: str
    """What became of it; empty if removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A text, understood."""

    path: str
    """The file it was read from, as in :class:`Place`."""

    language: str
    """A BCP 47 tag, given or recognised."""

    paragraphs: tuple[Paragraph, ...]
    """At least one."""

    headings: tuple[Heading, ...]
    """Those inside the text, in its order."""

    draft: Draft
    """What the text says about itself."""

    changes: tuple[Change, ...]
    """What cleaning mended, in the text's order."""

    findings: tuple[Finding, ...] = ()
    """What reading it left open: an ambiguous date."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in the text's order."""
        return tuple(s for paragraph in self.paragraphs for s in paragraph.sentences)

    @property
    def is_timed(self) -> bool:
        """Whether the text says when each of its sentences is spoken."""
        return all(sentence.start is not None for sentence in self.sentences)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks, in the order of their first words."""
        return tuple(dict.fromkeys(part.speaker for part in self.paragraphs if part.speaker))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words worth quoting."""

    text: str
    """As they stand in the text, without quotation marks around them."""

    sentence: int
    """The sentence they stand in, counted from 0 through the whole text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What is told of a text beside it."""

    language: str
    """What it is in, a BCP 47 tag."""

    summary: tuple[str, ...] = ()
    """Sentences of the text that tell what it is about, or what the producer wrote instead."""

    quotes: tuple[Quote, ...] = ()
    """At most two."""

    persons: tuple[str, ...] = ()
    """Whom it speaks of, the most frequent first."""

    places: tuple[str, ...] = ()
    """Countries and cities that it speaks of, the most frequent first."""

    keywords: tuple[str, ...] = ()
    """What it is about, the most important first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a language model proposes for a text; all of it stands there."""

    openings: tuple[int, ...]
    """The paragraphs that open a chapter, in rising order; the first is 0."""

    titles: tuple[str, ...]
    """The title of each chapter: a phrase of its own."""

    summary: tuple[str, ...]
    """Sentences of the text."""
