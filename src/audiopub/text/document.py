"""What every reader makes of a file, whatever its format, and all later steps work on."""

from __future__ import annotations

from dataclasses import dataclass

from audiopub.model import Change, Draft, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the file."""

    text: str
    """Without white space at its ends."""

    number: int
    """Counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or a heading."""

    lines: tuple[Line, ...]
    """At least one, none empty."""

    level: int = 0
    """0 for a paragraph, 1 for a title, 2 and more for headings within the text."""

    line_is_sentence: bool = False
    """Whether each line is one sentence, whatever the rules of the language say."""

    @property
    def text(self) -> str:
        """The block as one string."""
        return " ".join(line.text for line in self.lines)

    @property
    def number(self) -> int:
        """The line it begins on."""
        return self.lines[0].number


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file, taken apart."""

    blocks: tuple[Block, ...]
    """In order."""

    draft: Draft
    """What the front matter says."""

    changes: tuple[Change, ...] = ()
    """What was mended on the way."""

    findings: tuple[Finding, ...] = ()
    """What should not be."""
