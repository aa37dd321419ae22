"""From a track to the times of sentences and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from audiopub.model import TimedWord
from audiopub.speech.chain import Chain
from audiopub.speech.decoder import units as units_of
from audiopub.speech.features import FRAMES_PER_SECOND
from audiopub.speech.tracking import Track

_POOR = 0.5  # share of the usual fit below which a unit is doubted
_HOPELESS = 0.1  # share below which it is not believed at all
_PACES = 0.55, 1.8  # shares of the usual pace outside which a doubted unit is not believed


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A unit that the track passes through."""

    unit: int
    """Which."""

    start: float
    """In seconds."""

    end: float
    """In seconds."""

    fit: float
    """Mean log likelihood ratio of its phonemes."""

    pace: float
    """How long it takes, against the synthesizer."""

    tokens: tuple[tuple[int, float], ...]
    """Words of the sentence, and when each begins."""


def heard(track: Track, chain: Chain) -> list[Heard]:
    """Return the units that a track passes through and that are believed, in order."""
    inside = np.flatnonzero(track.way >= 0)
    if not len(inside):
        return []
    which = units_of(chain, track.way[inside])
    firsts = np.flatnonzero(np.diff(which, prepend=-1))
    passed = [
        _heard(track, chain, int(which[first]), inside[first:end])
        for first, end in pairwise([*firsts, len(inside)])
    ]
    fit = float(np.median([unit.fit for unit in passed]))
    pace = float(np.median([unit.pace for unit in passed]))
    return [unit for unit in passed if _believed(unit, fit, pace)]


def _believed(unit: Heard, fit: float, pace: float) -> bool:
    """Say whether a unit is heard: not if it fits worse than all, at a pace unlike theirs."""
    if unit.fit < _HOPELESS * fit:
        return False
    return unit.fit >= _POOR * fit or _PACES[0] * pace <= unit.pace <= _PACES[1] * pace


def _heard(track: Track, chain: Chain, unit: int, frames: NDArray[np.int64]) -> Heard:
    """Gather what is known of a unit from the frames in it."""
    tokens = chain.tokens[track.way[frames]]
    scores = track.scores[frames]
    begins: dict[int, float] = {}
    for index in np.flatnonzero(np.diff(tokens, prepend=-1)):
        if tokens[index] >= 0:
            begins.setdefault(int(tokens[index]), float(frames[index]) / FRAMES_PER_SECOND)
    length = float(frames[-1] + 1 - frames[0]) / FRAMES_PER_SECOND
    return Heard(
        unit=unit,
        start=float(frames[0]) / FRAMES_PER_SECOND,
        end=float(frames[-1] + 1) / FRAMES_PER_SECOND,
        fit=float(scores.sum()) / max(int(np.count_nonzero(scores)), 1),
        pace=length / max(float(chain.times[unit + 1] - chain.times[unit]), 0.1),
        tokens=tuple(begins.items()),
    )


def words(
    texts: Sequence[str], begins: Iterable[tuple[int, float]], start: float, end: float
) -> tuple[TimedWord, ...]:
    """Give each word of a sentence its time.

    A word that the synthesizer does not speak by itself ("of the" is one to it, a dash is none)
    shares the time of those before it, each in proportion to its length.

    Args:
        texts: The words.
        begins: When some of them begin, in order.
        start: When the sentence begins, in seconds.
        end: When it ends.

    Returns:
        The words, each beginning where the one before it ends.
    """
    known = {0: start}
    last = start
    for index, time in begins:
        if 0 < index < len(texts):
            last = min(max(last, time), end)
            known[index] = last
    times: list[float] = []
    for (index, time), (until, after) in pairwise([*known.items(), (len(texts), end)]):
        shares = np.cumsum([0, *(len(text) for text in texts[index:until])])
        times += [time + (after - time) * float(share / shares[-1]) for share in shares[:-1]]
    return tuple(
        TimedWord(text=text, start=one, end=two)
        for text, (one, two) in zip(
            texts, pairwise([*(min(round(time, 3), end) for time in times), end]), strict=True
        )
    )
