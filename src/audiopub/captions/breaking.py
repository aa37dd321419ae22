"""Where captions and their lines break.

A break is best after a clause, and bad after a short word, which in most languages is an article,
a preposition or a conjunction and belongs to what follows, and between two words with capitals,
which are often a name. Source of the aims: BBC Subtitle
Guidelines, "Break at natural points", https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from audiopub.captions.pieces import Piece

T = TypeVar("T")

_CAPTION = 1.5
_LINE = 100.0
_ROOM = 2.0
_CLAUSE = 0.0
_PLAIN = 1.0
_DANGLING = 2.0
_INSIDE = 4.0

_CLAUSE_ENDS = (
    ",;:!?\u2026\u2013\u2014)\u00bb\u201c\u201d\u3002\uff01\uff1f\u3001\uff0c\uff1b\uff1a"
)
_DASHES = "-\u2013\u2014"
_SHORT_WORD = 3


def text_of(pieces: Sequence[Piece]) -> str:
    """Return the pieces as one line."""
    return "".join(f"{' ' * piece.spaced}{piece.text}" for piece in pieces).lstrip()


def fits(pieces: Sequence[Piece], width: int, max_lines: int) -> bool:
    """Tell whether pieces fit one caption."""
    return any(end == len(pieces) for end, _ in _reach(pieces, 0, width, max_lines))


def split(pieces: Sequence[Piece], width: int, max_lines: int) -> list[Sequence[Piece]]:
    """Split the pieces of a sentence into captions: few, evenly filled, broken at clauses."""
    capacity = width * max_lines

    def ways(start: int) -> Iterator[tuple[int, float]]:
        for end, used in _reach(pieces, start, width, max_lines):
            room = (capacity - used) / capacity
            yield end, _CAPTION + _ROOM * room**2 + _break_cost(pieces, end)

    return _cheapest(pieces, ways)


def lines(pieces: Sequence[Piece], width: int) -> tuple[str, ...]:
    """Break a caption into as few lines as it needs, as even as can be, best at a clause."""

    def ways(start: int) -> Iterator[tuple[int, float]]:
        for end, used in _reach(pieces, start, width, 1):
            room = (width - used) / width
            yield end, _LINE + _ROOM * room**2 + _break_cost(pieces, end)

    return tuple(text_of(line) for line in _cheapest(pieces, ways))


def _cheapest(
    pieces: Sequence[T], ways: Callable[[int], Iterator[tuple[int, float]]]
) -> list[Sequence[T]]:
    """Cut a sequence where the sum of costs is least; ``ways`` yields the ends from a start."""
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * len(pieces)
    for start in range(len(pieces)):
        for end, cost in ways(start):
            best[end] = min(best[end], (best[start][0] + cost, start))
    parts: list[Sequence[T]] = []
    end = len(pieces)
    while end:
        start = best[end][1]
        parts.append(pieces[start:end])
        end = start
    return parts[::-1]


def _reach(
    pieces: Sequence[Piece], start: int, width: int, max_lines: int
) -> Iterator[tuple[int, int]]:
    """Yield each end that a caption from ``start`` can have, and how many columns it uses."""
    line, used, count = 0, 0, 1
    for end in range(start, len(pieces)):
        piece = pieces[end]
        space = int(piece.spaced and line > 0)
        if line + space + piece.columns > width:
            line, space, count = 0, 0, count + 1
        if count > max_lines and end > start:
            return
        line += space + piece.columns
        used += space + piece.columns
        yield end + 1, used


def _break_cost(pieces: Sequence[Piece], end: int) -> float:
    """Return how bad a break before the piece ``end`` is."""
    if end == len(pieces):
        return _CLAUSE
    before, after = pieces[end - 1], pieces[end]
    if not after.spaced:
        return _INSIDE
    if before.text[-1] in _CLAUSE_ENDS or after.text in _DASHES:
        return _CLAUSE
    short = sum(character.isalnum() for character in before.text) <= _SHORT_WORD
    name = before.text[0].isupper() and after.text[0].isupper()
    return _DANGLING if short or name else _PLAIN
