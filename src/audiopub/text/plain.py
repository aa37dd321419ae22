"""Plain text: paragraphs apart by empty lines, ``##`` before a heading, front matter on top.

Not every text keeps to this. Where lines stand together, they are a paragraph broken to fit a
page, or paragraphs of their own, or one sentence each; how full they are tells which.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

import regex

from audiopub.text import characters, frontmatter, sentences
from audiopub.text.decoding import decode
from audiopub.text.document import Block, Document, Line

_HEADING = regex.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?")

_WIDEST_PAGE = 200  # characters; no program breaks lines later
_FULL = 0.9  # of the usual width: a broken line has no room for the next line's first word
_MOSTLY = 0.8


def read(data: bytes, path: str, timezone: dt.tzinfo) -> Document:
    """Take a plain text apart; see :func:`document`."""
    return document(data, path, timezone, lambda lines: tuple(_laid_out(blocks(lines))))


def document(
    data: bytes,
    path: str,
    timezone: dt.tzinfo,
    split: Callable[[Sequence[Line]], tuple[Block, ...]],
) -> Document:
    """Take a file apart that is a text with, it may be, front matter.

    Args:
        data: The file's content.
        path: Its path.
        timezone: Of dates in the front matter that name none.
        split: What makes blocks of the lines below the front matter.

    Raises:
        TextError: See :func:`audiopub.text.decoding.decode` and
            :func:`audiopub.text.frontmatter.take`.
        ExceptionGroup: See the latter.
    """
    lines, changes = characters.lines(decode(data, path))
    draft, body, findings = frontmatter.take(lines, path, timezone)
    return Document(blocks=split(body), draft=draft, changes=changes, findings=findings)


def blocks(lines: Iterable[Line]) -> list[Block]:
    """Return the paragraphs and headings that lines make."""
    made: list[Block] = []
    together: list[Line] = []
    for line in chain(lines, [Line(text="", number=0)]):
        heading = _HEADING.fullmatch(line.text)
        if line.text and not heading:
            together.append(line)
            continue
        if together:
            made.append(Block(lines=tuple(together)))
            together = []
        if heading and heading[2]:
            title = replace(line, text=heading[2])
            made.append(Block(lines=(title,), level=len(heading[1])))
    return made


def _laid_out(given: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, with lines that are not parts of a broken paragraph set apart."""
    together = [block for block in given if len(block.lines) > 1]
    if not together or _is_broken_to_fit(together):
        yield from given
        return
    texts = [line.text for block in given if not block.level for line in block.lines]
    single = sum(len(sentences.split(text, "")) == 1 for text in texts)
    stacked = sum(len(block.lines) for block in together)
    line_is_sentence = single >= _MOSTLY * len(texts) and 2 * stacked > len(given)
    if line_is_sentence and len(together) > 1:
        yield from (replace(block, line_is_sentence=not block.level) for block in given)
        return
    for block in given:
        for line in block.lines:
            yield replace(
                block, lines=(line,), line_is_sentence=line_is_sentence and not block.level
            )


def _is_broken_to_fit(together: Sequence[Block]) -> bool:
    """Return whether lines end where the next word would have run over the page's edge."""
    widths = sorted(len(line.text) for block in together for line in block.lines)
    usual = widths[9 * len(widths) // 10]
    room = [
        len(line.text) + 1 + len(following.text.split(maxsplit=1)[0])
        for block in together
        for line, following in pairwise(block.lines)
    ]
    full = sum(needed > _FULL * usual for needed in room)
    return usual <= _WIDEST_PAGE and 2 * full > len(room)
