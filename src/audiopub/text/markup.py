"""Paragraphs and headings of what is marked up as a tree: HTML, and what is like it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from audiopub.text import characters
from audiopub.text.document import Block, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the elements of a kind of markup mean, by their local names."""

    headings: Mapping[str, int]
    """Those that are headings, and the level of each, from 1."""

    blocks: frozenset[str]
    """Those that stand on lines of their own."""

    breaks: frozenset[str]
    """Those that end a line."""

    silent: frozenset[str]
    """Those that are not text."""

    spaces: frozenset[str] = frozenset()
    """Those that are a space."""


@dataclass(slots=True)
class _Reading:
    """The text that was read since the last block began."""

    text: list[str] = field(default_factory=list)
    number: int = 0

    def flush(self, level: int) -> Iterator[Block]:
        """Yield what was read as a block, if it is not empty, and begin the next."""
        lines, _ = characters.lines("".join(self.text))
        self.text.clear()
        if said := [line.text for line in lines if line.text]:
            self.number += 1
            yield Block(
                lines=tuple(Line(text=text, number=self.number) for text in said), level=level
            )


_HTML_BLOCKS = """
address article aside blockquote body caption dd details div dl dt figcaption figure footer header
html li main nav ol p section summary table td th tr ul
"""
_HTML_SILENT = """
audio button canvas head iframe img input math noscript object picture pre script select style svg
template textarea video
"""
HTML = Vocabulary(
    headings={f"h{level}": level for level in range(1, 7)},
    blocks=frozenset(_HTML_BLOCKS.split()),
    breaks=frozenset({"br", "hr"}),
    silent=frozenset(_HTML_SILENT.split()),
)
"""What is shown as text of a page, and read aloud."""


def blocks(root: etree._Element, vocabulary: Vocabulary) -> tuple[Block, ...]:
    """Return the paragraphs and headings below an element, numbered in their order."""
    reading = _Reading()
    return (*_read(root, vocabulary, reading), *reading.flush(0))


def _read(root: etree._Element, vocabulary: Vocabulary, reading: _Reading) -> Iterator[Block]:
    """Yield the blocks below an element; not by recursion, since markup nests without end."""
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        name = local_name(element)
        stands_alone = name in vocabulary.blocks or name in vocabulary.headings
        if event == "start":
            if stands_alone:
                yield from reading.flush(0)
            if name in vocabulary.silent:
                walk.skip_subtree()
            else:
                reading.text.append(_text(element, name, vocabulary))
            continue
        if stands_alone:
            yield from reading.flush(vocabulary.headings.get(name, 0))
        if element is not root:
            reading.text.append(_folded(element.tail))


def _text(element: etree._Element, name: str, vocabulary: Vocabulary) -> str:
    if name in vocabulary.breaks:
        return "\n"
    return " " if name in vocabulary.spaces else _folded(element.text)


def _folded(text: str | None) -> str:
    """Return a text in which the end of a line is a space, as it is in markup."""
    return (text or "").replace("\r", " ").replace("\n", " ")


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; none for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
