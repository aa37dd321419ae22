"""One gain for the whole programme, and a limiter for the few peaks that it drives too high.

The limiter works on hops of about 1.4 ms. Each hop whose true peak would pass the ceiling draws a
dip into the gain curve, just as deep as needed, with a short slope before it and a longer one
after it; where dips overlap, the deepest holds. Elsewhere the gain curve is 1 and the sound is not
touched. (In terms of morphology: the dilation of the excess, in decibels, by the dip's shape.)

Limiting takes loudness away, so the gain is solved for the loudness *after* limiting, from the
figures of :class:`audiopub.audio.loudness.Analysis` alone; the sound itself is not needed for it.

All functions are pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from audiopub.audio.decode import Block
from audiopub.audio.hops import Hops
from audiopub.audio.loudness import (
    STEPS_IN_A_BLOCK,
    Analysis,
    amplitude,
    integrated,
    moving_sums,
)

HOPS = 70
"""Hops in 100 ms: 63 samples each at 44.1 kHz."""

_ATTACK = 5
"""Hops before a peak in which the gain goes down: 7 ms, too short to be heard before the peak."""

_RELEASE = 56
"""Hops after a peak in which it comes back: 80 ms, long enough not to distort a low voice."""

_STRETCH = 1000 * HOPS
"""Hops at a time, when all are looked at: what is reckoned from them takes room, too."""

_EXACT = 0.005
"""The gain is solved when the predicted loudness is so near to its target, in LU."""

_FINEST = 0.001
"""Decibels. The gate makes loudness leap here and there, and a target may lie within a leap."""

_MOST_LIMITED = 20.0
"""Decibels of gain that may go into limiting; more would bring up the noise and nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limiter:
    """A gain, and what keeps the sound under a ceiling after it."""

    peaks: Hops | NDArray[np.float32]
    """The true peak of every hop, before the gain."""

    gain: float
    """A factor, the same for all of the sound."""

    ceiling: float
    """The highest true peak wanted, full scale being 1."""

    def curve(self, first: int, end: int) -> NDArray[np.float32]:
        """Return the limiter's own gain at the middle of each hop from one to another.

        Interpolated linearly between the middles of hops, it keeps every sample of every hop under
        the ceiling: a dip is flat up to the middles of the neighbouring hops. Outside of the
        programme it is 1, or what the slopes of its ends make of it.

        Returns:
            Factors from above 0 to 1.
        """
        begin = max(first - _RELEASE - 2, 0)
        near = self.peaks[begin : max(end + _ATTACK + 2, 0)]
        factors = np.ones(end - first, np.float32)
        loud = np.flatnonzero(near * np.float32(self.gain) > self.ceiling)
        if not loud.size:
            return factors
        excess = 20.0 * np.log10(near[loud] * (self.gain / self.ceiling))
        shape = _dip()
        before = _ATTACK + 1
        # In dB, with room at both ends; hop n of what is asked for stands at n + shift.
        shift = first - begin + before
        curve = np.zeros(max(len(near) + len(shape), shift + end - first), np.float32)
        for offset, weight in enumerate(shape):
            curve[loud + offset] = np.maximum(curve[loud + offset], excess * weight)
        curve = curve[shift : shift + end - first]
        touched = np.flatnonzero(curve)
        factors[touched] = 10.0 ** (curve[touched] / -20.0)
        return factors

    def apply(self, block: Block, start: int, hop: int, *, factor: float = 1.0) -> Block:
        """Return a block with the gain and the gain curve applied.

        Args:
            block: Samples of shape (n, channels).
            start: The position of the first of them in the programme.
            hop: Samples in a hop.
            factor: A further gain, which the limiter need not know of.
        """
        gain = np.float32(self.gain * factor)
        first, end = start // hop, -(-(start + len(block)) // hop)
        around = self.curve(first - 1, end + 1)
        if around.min() == 1.0:
            return block * gain
        windows = np.lib.stride_tricks.sliding_window_view(around, 3)
        gains = (windows @ _between_middles(hop)).reshape(-1)[start - first * hop :]
        return block * (gains[: len(block)] * gain)[:, np.newaxis]


def predicted(analysis: Analysis, limiter: Limiter) -> float:
    """Return the integrated loudness that a limiter will give, in LUFS."""
    steps = analysis.step_powers.copy()
    size = analysis.samples / max(len(analysis.hop_peaks), 1) * HOPS
    for begin, curve in _stretches(limiter):
        touched = np.flatnonzero(curve < 1.0)
        if not touched.size:
            continue
        energies = analysis.hop_energies[begin + touched]
        taken = np.bincount(
            (begin + touched) // HOPS,
            weights=energies * (1.0 - curve[touched].astype(np.float64) ** 2) / size,
            minlength=len(steps),
        )
        steps -= taken[: len(steps)]
    blocks = moving_sums(np.maximum(steps, 0.0), STEPS_IN_A_BLOCK) / STEPS_IN_A_BLOCK
    return integrated(blocks * limiter.gain**2)


def solve(
    analysis: Analysis,
    target_lufs: float,
    ceiling_dbtp: float,
    peaks: Hops | None = None,
) -> float:
    """Return the gain in dB with which the sound has the target's loudness after limiting.

    If no gain reaches the target, because the limiter takes away what the gain adds, it is the
    greatest that is sensible.

    Args:
        analysis: Of the sound, which is not silent.
        target_lufs: The integrated loudness wanted.
        ceiling_dbtp: The highest true peak wanted.
        peaks: What the limiter shall take the hops' true peaks for, if not for what they are.
    """
    hop_peaks = analysis.hop_peaks if peaks is None else peaks

    def missing(gain_db: float) -> float:
        limiter = Limiter(peaks=hop_peaks, gain=amplitude(gain_db), ceiling=amplitude(ceiling_dbtp))
        return target_lufs - predicted(analysis, limiter)

    # Limiting only takes away, so the gain for unlimited sound is the least that can be right.
    least = low = high = target_lufs - analysis.loudness.integrated_lufs
    while (short := missing(high)) > _EXACT:
        if high - least > _MOST_LIMITED:
            return least + _MOST_LIMITED
        low, high = high, high + 2.0 * max(short, high - low)
    found = high
    while abs(short) > _EXACT and high - low > _FINEST:
        found = (low + high) / 2.0
        short = missing(found)
        low, high = (found, high) if short > 0.0 else (low, found)
    return found


def _stretches(limiter: Limiter) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield the curve piece by piece, with the hop that each begins at."""
    for begin in range(0, len(limiter.peaks), _STRETCH):
        yield begin, limiter.curve(begin, min(begin + _STRETCH, len(limiter.peaks)))


@cache
def _dip() -> NDArray[np.float64]:
    """Return the shape of a dip, 1 at the peak and its two neighbours, with slopes of a cosine."""
    down = 0.5 - 0.5 * np.cos(np.pi * np.arange(1, _ATTACK + 1) / (_ATTACK + 1))
    up = 0.5 + 0.5 * np.cos(np.pi * np.arange(1, _RELEASE + 1) / (_RELEASE + 1))
    return np.concatenate([down, np.ones(3), up])


@cache
def _between_middles(hop: int) -> NDArray[np.float32]:
    """Return how much the middles of a hop and its two neighbours weigh at each of its samples."""
    place = (np.arange(hop) + 0.5) / hop - 0.5
    return np.stack([np.maximum(-place, 0.0), 1.0 - np.abs(place), np.maximum(place, 0.0)]).astype(
        np.float32
    )
