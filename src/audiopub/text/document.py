"""What every reader makes of a file, whatever its format, and all later steps work on."""

from __future__ import annotations

from dataclasses import dataclass, field

from audiopub.model import Change, Draft, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the file."""

    text: str
    """Without white space at its ends."""

    number: int
    """Counted from 1; in a format that has no lines, the number of its paragraph."""

    span: tuple[float, float] | None = None
    """When it is spoken, from and to, in seconds of the recording, if the file says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or a heading."""

    lines: tuple[Line, ...]
    """At least one, none empty."""

    level: int = 0
    """0 for a paragraph, 1 for a title, 2 and more for headings within the text."""

    line_is_sentence: bool = False
    """Whether each line is one sentence, whatever the rules of the language say."""

    speaker: str | None = None
    """Who speaks it, if the text says so."""

    @property
    def text(self) -> str:
        """The block as one string."""
        return " ".join(line.text for line in self.lines)

    @property
    def is_timed(self) -> bool:
        """Whether it is known when each of its lines is spoken."""
        return all(line.span is not None for line in self.lines)

    @property
    def number(self) -> int:
        """The line it begins on."""
        return self.lines[0].number


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file, taken apart."""

    blocks: tuple[Block, ...]
    """In order."""

    draft: Draft = field(default_factory=Draft)
    """What the front matter says."""

    properties: Draft = field(default_factory=Draft)
    """What the file says of the text elsewhere, and less surely than its heading does."""

    has_head: bool = True
    """Whether a title, an author or a date may stand above the text."""

    changes: tuple[Change, ...] = ()
    """What was mended on the way."""

    findings: tuple[Finding, ...] = ()
    """What should not be."""
