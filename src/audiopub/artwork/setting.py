"""Setting a title in lines: the largest size at which it fits, and the best breaks at that size."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

LEADING = 1.06
"""The distance of two baselines, in ems."""

WHOLE = 150
"""A word that does not fit the measure at this size is broken; any other is kept whole."""

_STEP = 2
_SHORT_WORD = 3
_DANGLING = 0.3
_BREAK_AFTER = "-\u2013\u2014/"
_LONE_DASH = regex.compile(r" ([-\u2013\u2014/|\u00b7]) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A text set in lines."""

    size: int
    """In pixels an em."""

    lines: tuple[str, ...]
    """From top to bottom."""


def fit(
    text: str,
    width: Callable[[str], float],
    *,
    measure: float,
    height: float,
    sizes: tuple[int, int],
) -> Block | None:
    """Set a text as large as it fits.

    Args:
        text: What to set; single spaces separate its words.
        width: The width of a text in ems.
        measure: How wide a line may be, in pixels.
        height: How high the block may be, in pixels.
        sizes: The smallest and the largest size allowed, in pixels an em.

    Returns:
        The block, or ``None`` if the text does not fit at the smallest size.
    """
    smallest, largest = sizes
    width = functools.cache(width)
    for size in range(largest, smallest - 1, -_STEP):
        words = _words(text, width, ems=measure / size, whole=measure / WHOLE)
        most = int(height / (size * LEADING))
        if count := _lines_needed(words, width, ems=measure / size, most=most):
            return Block(size=size, lines=_break(words, width, measure / size, count))
    return None


def _words(text: str, width: Callable[[str], float], *, ems: float, whole: float) -> list[str]:
    """Return the words, those broken that are wider than ``whole`` ems into parts of ``ems``.

    A dash between two words hangs on the first, so that no line begins with it.
    """
    return [
        part
        for word in _LONE_DASH.sub("\u00a0\\1 ", text).split(" ")
        for part in ([word] if width(word) <= whole else _parts(word, width, ems))
    ]


def _parts(word: str, width: Callable[[str], float], ems: float) -> list[str]:
    """Break a long word, where it has a dash or else with a hyphen, into parts that fit."""
    parts, part = [], ""
    for cluster in regex.findall(r"\X", word):
        if part and width(part + cluster + "-") > ems:
            at = max(part.rfind(dash) for dash in _BREAK_AFTER) + 1
            parts.append(part[:at] if at else part + "-")
            part = part[at:] if at else ""
        part += cluster
    return [*parts, part]


def _lines_needed(
    words: Sequence[str], width: Callable[[str], float], *, ems: float, most: int
) -> int | None:
    """Return how few lines the words need, or ``None`` if they do not fit ``most`` of them."""
    if any(width(word) > ems for word in words):
        return None
    count, line = 1, ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if width(longer) > ems:
            count, longer = count + 1, word
        if count > most:
            return None
        line = longer
    return count


def _break(
    words: Sequence[str], width: Callable[[str], float], ems: float, count: int
) -> tuple[str, ...]:
    """Break words into ``count`` lines as even as can be.

    The sum of the squares of what the lines leave free is least, as in Knuth and Plass, "Breaking
    Paragraphs into Lines" (1981); a line that ends in a short word costs a little more, so that an
    article stays with its noun.
    """
    best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for _ in range(count):
        longer: dict[int, tuple[float, tuple[str, ...]]] = {}
        for start, (cost, lines) in best.items():
            for end in range(start + 1, len(words) + 1):
                line = " ".join(words[start:end])
                free = ems - width(line)
                if free < 0:
                    break
                dangling = end < len(words) and len(words[end - 1]) <= _SHORT_WORD
                total = cost + free**2 + (_DANGLING * ems * dangling) ** 2
                if end not in longer or total < longer[end][0]:
                    longer[end] = (total, (*lines, line))
        best = longer
    return best[len(words)][1]
