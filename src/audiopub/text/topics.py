"""Where a text turns to another topic.

A text is parted so that it is most probable if every part draws its words from a distribution of
its own: new words cost most where a part begins, and words that come again cost least within one.

Source: Utiyama and Isahara, "A Statistical Model for Domain-Independent Text Segmentation"
(ACL 2001): Laplace estimates of the words' probabilities, a description length of log n for each
part, and the best division by dynamic programming.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from audiopub.text.words import terms

_MOST_UNITS = 250  # the work grows with the square; of longer texts, neighbours are put together
_EVENNESS = 2.0  # what a part costs that is e times as long as usual, in nats


def boundaries(
    units: Sequence[str],
    language: str,
    count: int | None = None,
    *,
    lengths: Sequence[float] | None = None,
    shortest: float = 0.0,
    usual: float | None = None,
    between: tuple[int, int] | None = None,
) -> tuple[int, ...]:
    """Return the units that open a new topic.

    Args:
        units: The text, in sentences or paragraphs.
        language: A BCP 47 tag.
        count: The number of topics, if it is known, at least one; there are fewer if the text does
            not allow so many.
        lengths: How long each unit is; by default each is one long.
        shortest: No topic is shorter than this, unless the whole text is.
        usual: How long topics usually are; by default that does not matter.
        between: The fewest and the most topics there may be if ``count`` is not given.

    Returns:
        Indices of units in rising order; 0, which opens the first topic, is left out.
    """
    if not units:
        return ()
    lengths = [1.0] * len(units) if lengths is None else lengths
    groups = list(_groups(lengths))
    words = [
        Counter(terms(" ".join(units[start:end]), language)) for start, end in pairwise(groups)
    ]
    total = sum(counter.total() for counter in words)
    costs = _costs(words)
    _weigh(costs, [sum(lengths[start:end]) for start, end in pairwise(groups)], shortest, usual)
    parts: list[int] = []
    if count is None:
        parts = _cheapest(costs, math.log(max(total, 1)))
        fewest, most = between or (1, len(parts))
        count = min(max(len(parts), fewest), most)
    if count != len(parts):
        parts = _cheapest_of(costs, count)
    return tuple(groups[start] for start in parts[1:])


def _groups(lengths: Sequence[float]) -> Iterator[int]:
    """Yield the first unit of each group of neighbours, and at last the number of units."""
    number = len(lengths)
    if number <= _MOST_UNITS:
        yield from range(number + 1)
        return
    share = sum(lengths) / _MOST_UNITS
    yield 0
    filled = 0.0
    for index, length in enumerate(lengths[:-1], start=1):
        filled += length
        if filled >= share:
            yield index
            filled = 0.0
    yield number


def _costs(words: Sequence[Counter[str]]) -> list[list[float]]:
    """Return, at ``[start][end]``, what it costs if the units between are one part, in nats.

    That is -log of the words' probability: for f occurrences of a word, of n in the part and with v
    different words in the text, each has the probability (f + 1) / (n + v).
    """
    vocabulary = len(set().union(*words))
    occurrences = sum(counter.total() for counter in words)
    log = [0.0, *(math.log(n) for n in range(1, occurrences + vocabulary + 2))]
    costs = []
    for start in range(len(words)):
        row = [math.inf] * (start + 1)
        part: Counter[str] = Counter()
        number, gain = 0, 0.0
        for unit in words[start:]:
            for word, more in unit.items():
                had = part[word]
                part[word] = had + more
                gain += (had + more) * log[had + more + 1] - had * log[had + 1]
            number += unit.total()
            row.append(number * log[number + vocabulary] - gain)
        costs.append(row)
    return costs


def _weigh(
    costs: list[list[float]], lengths: Sequence[float], shortest: float, usual: float | None
) -> None:
    """Rule out parts that are too short, and make those dearer that are unusually long or short."""
    until = [0.0, *accumulate(lengths)]
    for start, row in enumerate(costs):
        for end in range(start + 1, len(row)):
            length = until[end] - until[start]
            if length < shortest and (start, end) != (0, len(lengths)):
                row[end] = math.inf
            elif usual and length:
                row[end] += _EVENNESS * math.log(length / usual) ** 2


def _cheapest(costs: Sequence[Sequence[float]], penalty: float) -> list[int]:
    """Return where the parts of the cheapest division begin; each part costs a penalty besides."""
    number = len(costs)
    best, back = [0.0], [0]
    for end in range(1, number + 1):
        cost, start = min((best[start] + costs[start][end], start) for start in range(end))
        best.append(cost + penalty)
        back.append(start)
    starts = [back[number]]
    while starts[-1]:
        starts.append(back[starts[-1]])
    return starts[::-1]


def _cheapest_of(costs: Sequence[Sequence[float]], count: int) -> list[int]:
    """Return where the parts of the cheapest division into so many begin, or into fewer."""
    number = len(costs)
    best, backs = [0.0, *[math.inf] * number], []
    enough = []  # the rounds after which the whole text is parted
    for parts in range(1, min(count, number) + 1):
        found = [
            min((best[start] + costs[start][end], start) for start in range(end))
            for end in range(1, number + 1)
        ]
        best = [math.inf, *(cost for cost, _ in found)]
        backs.append([0, *(start for _, start in found)])
        if best[number] < math.inf:
            enough.append(parts)
    starts = [number]
    for back in reversed(backs[: enough[-1]]):
        starts.append(back[starts[-1]])
    return starts[:0:-1]
