"""Markdown: plain text whose signs are for the eye, and are not read aloud.

Emphasis and links are reduced to their text, and the rows of tables to their cells. Code, scripts,
styles, pictures, comments and the definitions of links and footnotes are left out.

Source: CommonMark 0.31, https://spec.commonmark.org/0.31.2/, as far as prose uses it; for tables,
GitHub Flavored Markdown 0.29, https://github.github.com/gfm/#tables-extension-.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

import regex

from audiopub.text import dates, plain
from audiopub.text.document import Block, Document, Line

_FENCE = regex.compile(r"(`{3,}|~{3,})[^`]*")
_RULE = regex.compile(r"(?:[-*_]\s*){3,}")
_UNDERLINE = regex.compile(r"=+|-+")
_DEFINITION = regex.compile(r"\[[^\]]+\]:\s+\S.*")
_COMMENT_SIGN = regex.compile(r"(<!--|-->)")
_SILENT_SIGN = regex.compile(
    r"(?<!`)(</?(?:script|style|template|svg)(?![\w-])[^>]*(?:>|$))", flags=regex.IGNORECASE
)
_SILENT_NAME = regex.compile(r"</?(\w+)")
_DELIMITERS = regex.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_CELL_END = regex.compile(r"(?<!\\)\|")
_QUOTE = regex.compile(r"^(?:>\s?)+")
_BULLET = regex.compile(r"^[-*+]\s+")
_ITEM = regex.compile(r"^(?:[-*+]\s+|(?P<number>\d{1,9}[.)]\s+))")
_NUMBER = regex.compile(r"\d{1,3}(?P<sign>[.)])\s+(?P<word>[\p{L}\p{M}]*)")

_NESTED = 3  # so deep


_INLINE = (  # in this order: what is inside of one is reduced by the next
    (regex.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),  # a picture
    (regex.compile(r"\[\^[^\]\n]{1,100}\]"), ""),  # a footnote's mark
    (
        regex.compile(r"\[([^\]]{0,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,100}\])"),
        r"\1",
    ),  # a link
    (regex.compile(r"<((?:https?://|mailto:)[^>\s]{1,2000})>"), r"\1"),  # an address
    (regex.compile(r"</?[A-Za-z][^>\n]{0,2000}>"), ""),  # HTML
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
    heard = _without_scripts(_without_code(_without_comments(lines)))
    marked = plain.blocks(_without_marks(tuple(_without_tables(heard))))
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


def _without_scripts(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines without elements that browsers do not show; one left open has no end."""
    inside = ""
    for line in lines:
        kept = ""
        for part in _SILENT_SIGN.split(line.text):
            sign = _SILENT_SIGN.fullmatch(part) and _SILENT_NAME.match(part)
            name = sign[1].lower() if sign else ""
            if not inside:
                inside = "" if part.startswith("</") else name
                kept += "" if name else part
            elif name == inside and part.startswith("</"):
                inside = ""
        yield replace(line, text=kept.strip())


def _without_tables(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, each row of a table as a paragraph that lists its cells."""
    in_table = False
    for line, following in pairwise(chain(lines, [Line(text="", number=0)])):
        in_table = "|" in line.text and (in_table or _is_table(line, following))
        if not in_table:
            yield line
            continue
        empty = replace(line, text="")
        yield empty
        if not _DELIMITERS.fullmatch(line.text):
            yield replace(line, text=", ".join(filter(None, _cells(line.text))))
        yield empty


def _is_table(line: Line, following: Line) -> bool:
    """Return whether a table begins with a line: one of delimiters with as many cells follows."""
    return (
        "|" in following.text
        and _DELIMITERS.fullmatch(following.text) is not None
        and len(_cells(line.text)) == len(_cells(following.text))
    )


def _cells(row: str) -> list[str]:
    cells = [cell.strip() for cell in _CELL_END.split(row)]
    return cells[not cells[0] : len(cells) - (not cells[-1])]


def _numbered(lines: Iterable[Line]) -> frozenset[int]:
    """Return the numbers of the lines that begin with a number for the eye only.

    That is one of several in a list. A number with a point that stands alone, or before a month, is
    an ordinal, and is read aloud: ``1. Mai``.
    """
    found: set[int] = set()
    together: list[int] = []
    after_empty = True
    for line in lines:
        text = _QUOTE.sub("", line.text, count=1)
        number = _NUMBER.match(text)
        if number and not dates.is_month_anywhere(number["word"]):
            together.append(line.number)
            if number["sign"] == ")" or len(together) > 1:
                found.update(together)
        elif text and after_empty and not _BULLET.match(text):
            together = []
        after_empty = not text
    return frozenset(found)


def _without_marks(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines without the marks at their beginning, empty ones where a block ends."""
    numbered = _numbered(lines)
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
            mark = _ITEM if line.number in numbered else _BULLET
            line, in_list = replace(line, text=mark.sub("", line.text, count=1)), True
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
