"""PDF with a text layer, read by pypdf, and made paragraphs of.

A PDF holds lines at places on pages, and no paragraphs. What is large is a heading; what stands at
the edge of several pages alike, and numbers there, is no text; a wider gap, or a short line that
ends a sentence, ends a paragraph; a hyphen at a line's end is the break's.
"""

from __future__ import annotations

import datetime as dt
import io
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import regex

from audiopub.errors import TextError
from audiopub.model import Draft, Given, Place
from audiopub.text import archive, bylines, characters
from audiopub.text.document import Block, Document, Line
from audiopub.text.extras import library

_FIGURES = regex.compile(r"\d+")
_CLOSED = regex.compile(r"[.!?…:][\"'”“»«’)\]]*$")
_HYPHEN = regex.compile(r"(?<=\p{L})[-\u00AD\u2010]$")
_LARGE = 1.15  # times the usual size of letters: a heading
_LARGEST = 1.6  # a title
_GAP = 1.4  # times the usual distance of lines
_SHORT = 0.85  # of the usual width
_EDGE = 2  # lines at the top and at the bottom of a page that may be the same on all


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A line on a page."""

    text: str
    top: float
    """Its height on the page, in points from below."""

    size: float
    """Of its letters, in points."""


def read(data: bytes, path: str, timezone: dt.tzinfo) -> Document:  # noqa: ARG001 - as all readers
    """Take a PDF apart.

    Raises:
        TextError: The extra is not installed (AP152); it is empty (AP101), damaged or none
            (AP153), locked (AP156), or pictures of text (AP155).
    """
    pypdf = library("pypdf", "pdf", path)
    if not data.strip():
        raise TextError(
            "AP101", "the file is empty", path=path, hint="write the episode's text into it"
        )
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if is_locked else [_rows(page) for page in reader.pages]
        author = (not is_locked and reader.metadata and reader.metadata.author) or ""
    except Exception as error:  # a damaged PDF makes pypdf raise anything
        raise archive.damaged(path) from error
    if is_locked:
        raise _locked(path)
    if pages and not any(row.text for page in pages for row in page):
        raise TextError(
            "AP155",
            "this PDF holds pictures of pages, and no text",
            path=path,
            hint="have a program recognise the text (OCR), or write it into a .txt file",
        )
    return Document(blocks=tuple(_blocks(pages)), properties=_properties(str(author), path))


def _locked(path: str) -> TextError:
    return TextError(
        "AP156",
        "this PDF is locked with a password",
        path=path,
        hint="save it without one, or copy its text into a .txt file",
    )


def _rows(page: Any) -> list[_Row]:  # noqa: ANN401 - pypdf is not there for everybody
    """Return the lines of a page, down from its top as they stand in the file."""
    rows: list[_Row] = []
    held: list[tuple[str, float, float]] = []

    def end() -> None:
        said = [part for part in held if part[0].strip()]
        text = " ".join("".join(part[0] for part in held).split())
        if text:
            size = max(part[2] for part in said)
            rows.append(_Row(text=text, top=said[0][1], size=size))
        held.clear()

    def visit(text: str, outer: Any, inner: Any, _: Any, size: float) -> None:  # noqa: ANN401
        top = inner[5] * outer[3] + outer[5]
        scale = abs(inner[3] * outer[3]) or 1.0
        for number, part in enumerate(text.split("\n")):
            if number:
                end()
            if part:
                held.append((part, top, size * scale))

    page.extract_text(visitor_text=visit)
    end()
    return rows


def _blocks(pages: Sequence[Sequence[_Row]]) -> Iterator[Block]:
    """Yield the paragraphs and headings of all pages; a paragraph may go on on the next page."""
    kept = list(_without_edges(pages))
    rows = [row for page in kept for row in page]
    if not rows:
        return
    usual = statistics.median(row.size for row in rows for _ in row.text)
    width = statistics.quantiles([len(row.text) for row in rows], n=10)[-1] if len(rows) > 1 else 0
    gap = _usual_gap(kept)
    together: list[_Row] = []
    number = 0
    for row, following in pairwise([*rows, None]):
        assert row  # noqa: S101 - only the last is none
        together.append(row)
        if following is None or _ends(row, following, usual, width, gap):
            number += 1
            if block := _block(together, number, usual):
                yield block
            together = []


def _without_edges(pages: Sequence[Sequence[_Row]]) -> Iterator[list[_Row]]:
    """Yield the pages without running heads, feet and page numbers."""
    marks = Counter(
        mark for page in pages for mark in {_mark(row) for row in (*page[:_EDGE], *page[-_EDGE:])}
    )
    for page in pages:
        yield [
            row
            for place, row in enumerate(page)
            if _EDGE <= place < len(page) - _EDGE
            or (len(pages) == 1 and not _FIGURES.fullmatch(row.text))
            or marks[_mark(row)] < max(2, len(pages) / 2)
        ]


def _mark(row: _Row) -> str:
    """Return a line without its figures, which count the pages."""
    return _FIGURES.sub("#", row.text)


def _usual_gap(pages: Iterable[Sequence[_Row]]) -> float:
    gaps = [
        row.top - following.top
        for page in pages
        for row, following in pairwise(page)
        if row.top > following.top
    ]
    return statistics.median(gaps) if gaps else 0.0


def _ends(row: _Row, following: _Row, usual: float, width: float, gap: float) -> bool:
    """Return whether a paragraph ends with a line."""
    if (row.size > _LARGE * usual) != (following.size > _LARGE * usual):
        return True
    if row.size > _LARGE * usual:
        return abs(row.size - following.size) > 1
    if row.top - following.top > _GAP * gap:
        return True
    return len(row.text) < _SHORT * width and _CLOSED.search(row.text) is not None


def _block(rows: Sequence[_Row], number: int, usual: float) -> Block | None:
    text = ""
    for row in rows:
        joined = _HYPHEN.search(text) is not None and row.text[:1].islower()
        text = _HYPHEN.sub("", text) + row.text if joined else f"{text} {row.text}"
    lines, _ = characters.lines(text)
    if not lines[0].text:
        return None
    size = rows[0].size / usual
    level = 1 if size > _LARGEST else 2 if size > _LARGE else 0
    return Block(lines=(Line(text=lines[0].text, number=number),), level=level)


def _properties(author: str, path: str) -> Draft:
    people = bylines.named(author)
    if not people:
        return Draft()
    return Draft(authors=Given(value=people, source="properties", place=Place(path=path)))
