"""Markdown: plain text whose signs are for the eye, and are not read aloud.

Emphasis and links are reduced to their text. Code, pictures, comments and the definitions of links
and footnotes are left out.

Source: CommonMark 0.31, https://spec.commonmark.org/0.31.2/, as far as prose uses it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import regex

from audiopub.text import plain
from audiopub.text.document import Block, Document, Line

_FENCE = regex.compile(r"(`{3,}|~{3,})[^`]*")
_RULE = regex.compile(r"(?:[-*_]\s*){3,}")
_UNDERLINE = regex.compile(r"=+|-+")
_DEFINITION = regex.compile(r"\[[^\]]+\]:\s+\S.*")
_COMMENT_SIGN = regex.compile(r"(<!--|-->)")
_QUOTE = regex.compile(r"^(?:>\s?)+")
_BULLET = regex.compile(r"^[-*+]\s+")
_ITEM = regex.compile(r"[-*+]\s+|(?P<number>\d{1,9}[.)]\s+)")

_NESTED = 3  # so deep


_INLINE = (  # in this order: what is inside of one is reduced by the next
    (regex.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),  # a picture
    (regex.compile(r"\[\^[^\]\n]{1,100}\]"), ""),  # a footnote's mark
    (
        regex.compile(r"\[([^\]]{0,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,100}\])"),
        r"\1",
    ),  # a link
    (regex.compile(r"<((?:https?://|mailto:)[^>\s]{1,2000})>"), r"\1"),  # an address
    (regex.compile(r"</?[A-Za-z][^>\n]{0,200}>"), ""),  # HTML
    (regex.compile(r"(`{1,3})(.{1,500}?)\1"), r"\2"),  # code
    (regex.compile(r"(?<!\\)(\*{1,3})(?=\S)([^*]{1,2000})(?<=[^\s\\])\1"), r"\2"),  # emphasis
    (regex.compile(r"(?<![\w\\])(_{1,3})(?=\S)([^_]{1,2000})(?<=[^\s\\])\1(?!\w)"), r"\2"),
    (regex.compile(r"~~(?=\S)([^~]{1,2000})(?<=\S)~~"), r"\1"),
    (regex.compile(r"\\$", regex.MULTILINE), ""),  # a line's end that is to stay
    (regex.compile(r"\\(\p{P}|\p{S})"), r"\1"),  # a sign that means itself
)


def read(data: bytes, path: str, timezone: dt.tzinfo) -> Document:
    """Take a text in Markdown apart; see :func:`audiopub.text.plain.document`."""
    return plain.document(data, path, timezone, _blocks)


def _blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    marked = plain.blocks(_without_marks(_without_code(_without_comments(lines))))
    return tuple(reduced for block in marked if (reduced := _reduced(block)).lines)


def _without_comments(lines: Sequence[Line]) -> Iterator[Line]:
    inside = False
    for line in lines:
        kept = ""
        for part in _COMMENT_SIGN.split(line.text):
            if part in ("<!--", "-->"):
                inside = part == "<!--"
            elif not inside:
                kept += part
        yield replace(line, text=kept.strip())


def _without_code(lines: Iterable[Line]) -> Iterator[Line]:
    fence = ""
    for line in lines:
        if fence:
            if line.text.startswith(fence) and not line.text.strip(fence[0]):
                fence = ""
        elif opening := _FENCE.fullmatch(line.text):
            fence = opening[1]
        else:
            yield line
            continue
        yield replace(line, text="")


def _without_marks(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines without the marks at their beginning, empty ones where a block ends."""
    before, in_list = Line(text="", number=0), False
    for given in lines:
        line = replace(given, text=_QUOTE.sub("", given.text, count=1))
        empty = replace(line, text="")
        underline = _UNDERLINE.fullmatch(line.text)
        if underline and before.text:
            yield replace(before, text=f"{'#' if '=' in underline[0] else '##'} {before.text}")
            before = empty
            continue
        yield before
        item = _ITEM.match(line.text)
        if item and (in_list or not before.text or not item["number"]):
            yield empty
            line, in_list = replace(line, text=_BULLET.sub("", line.text)), True
        elif not line.text or _RULE.fullmatch(line.text) or _DEFINITION.fullmatch(line.text):
            line, in_list = empty, False
        before = line
    yield before


def _reduced(block: Block) -> Block:
    """Return a block without the signs within it, and without lines that were nothing else."""
    text = "\n".join(line.text for line in block.lines)
    for pattern, kept in _INLINE:
        for _ in range(_NESTED):
            text, count = pattern.subn(kept, text)
            if not count:
                break
    lines = (
        replace(line, text=" ".join(reduced.split()))
        for line, reduced in zip(block.lines, text.split("\n"), strict=True)
    )
    return replace(block, lines=tuple(line for line in lines if line.text))
