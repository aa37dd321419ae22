"""What makes a text hard to work with: said, and as far as can be, helped.

A text without paragraphs is parted where sentences end, since chapters begin at paragraphs only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audiopub.model import Finding, Place
from audiopub.text import language as languages
from audiopub.text import sentences
from audiopub.text.document import Block, Line

_TOO_LONG = 4_000  # characters of a paragraph: more than 600 words
_PART = 700  # characters of each part of it, at least
_UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "zh"})


def remarks(blocks: Sequence[Block], tag: str, path: str) -> Iterator[Finding]:
    """Yield what is to be said of a text's language.

    Args:
        blocks: The text.
        tag: What it is taken for, a BCP 47 tag.
        path: The file's path.
    """
    place = Place(path=path)
    if languages.base(tag) in _UNSPACED:
        yield Finding(
            code="AP161",
            severity="info",
            message=f"the script of {tag} puts no space between words: titles of chapters are "
            "whole sentences, and there are no keywords",
            place=place,
            hint="give them yourself: a chapter list beside the text, keywords in the sidecar",
        )
    if others := languages.others((block.text for block in blocks), tag):
        yield Finding(
            code="AP160",
            severity="warning",
            message=f"the text is taken for {tag}, but a good part of it is {' and '.join(others)}",
            place=place,
            hint="captions and the page say one language; say which in the sidecar, "
            f'language = "{tag}", or make an episode of each',
        )


def parted(
    blocks: Sequence[Block], tag: str, path: str
) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Return blocks with those parted that are too long, and what is to be said of these.

    Args:
        blocks: The text.
        tag: Its language.
        path: The file's path.
    """
    made: list[Block] = []
    findings: list[Finding] = []
    for block in blocks:
        parts = [block] if _is_fine(block) else list(_parts(block, tag))
        made += parts
        if len(parts) > 1:
            findings.append(_long(block, path))
    return tuple(made), tuple(findings)


def _is_fine(block: Block) -> bool:
    return bool(block.level) or block.is_timed or len(block.text) <= _TOO_LONG


def _parts(block: Block, tag: str) -> Iterator[Block]:
    """Yield the parts of a block, each of whole sentences; they stand on its first line."""
    held: list[Line] = []
    for text in (
        [line.text for line in block.lines]
        if block.line_is_sentence
        else sentences.split(block.text, tag)
    ):
        held.append(Line(text=text, number=block.number))
        if sum(len(line.text) for line in held) >= _PART:
            yield replace(block, lines=tuple(held), line_is_sentence=True)
            held = []
    if held:
        yield replace(block, lines=tuple(held), line_is_sentence=True)


def _long(block: Block, path: str) -> Finding:
    words = len(block.text.split())
    return Finding(
        code="AP159",
        severity="warning",
        message=f"this paragraph of {words:,} words was parted where sentences end",
        place=Place(path=path, line=block.number),
        hint="chapters begin at paragraphs only: put an empty line wherever the topic changes",
    )
