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

import numpy as np
from numpy.typing import NDArray

from audiopub.audio.decode import Block
from audiopub.audio.loudness import Analysis, amplitude, integrated

HOPS = 70
"""Hops in 100 ms: 63 samples each at 44.1 kHz."""

_ATTACK = 5
"""Hops before a peak in which the gain goes down: 7 ms, too short to be heard before the peak."""

_RELEASE = 56
"""Hops after a peak in which it comes back: 80 ms, long enough not to distort a low voice."""

_STEPS_IN_A_BLOCK = 4
"""A gating block of 400 ms covers this many steps of 100 ms."""

_EXACT = 0.005
"""The gain is solved when the predicted loudness is so near to its target, in LU."""

_FINEST = 0.001
"""Decibels. The gate makes loudness leap here and there, and a target may lie within a leap."""

_MOST_LIMITED = 20.0
"""Decibels of gain that may go into limiting; more would bring up the noise and nothing else."""


def gain_curve(peaks: NDArray[np.float32], gain: float, ceiling: float) -> NDArray[np.float32]:
    """Return the limiter's gain at the middle of every hop.

    Interpolated linearly between the middles of hops, it keeps every sample of every hop under the
    ceiling: a dip is flat up to the middles of the neighbouring hops.

    Args:
        peaks: The true peak of every hop, before the gain.
        gain: The gain that is applied besides.
        ceiling: The highest true peak wanted, full scale being 1.

    Returns:
        Factors from above 0 to 1, as many as there are peaks.
    """
    loud = np.flatnonzero(peaks * gain > ceiling)
    excess = 20.0 * np.log10(peaks[loud] * (gain / ceiling))
    shape = _dip()
    before = _ATTACK + 1
    curve = np.zeros(len(peaks) + len(shape) - 1, np.float32)  # in dB, with room at both ends
    for offset, weight in enumerate(shape):
        curve[loud + offset] = np.maximum(curve[loud + offset], excess * weight)
    curve = curve[before : before + len(peaks)]
    touched = np.flatnonzero(curve)
    factors = 10.0 ** (curve[touched] / -20.0)
    curve.fill(1.0)
    curve[touched] = factors
    return curve


def predicted(analysis: Analysis, gain: float, curve: NDArray[np.float32]) -> float:
    """Return the integrated loudness that a gain and a gain curve will give, in LUFS.

    What limiting takes from a gating block is taken from its energy without the standard's
    weighting, which is not known by the hop; the error is a few hundredths of an LU at most.
    """
    touched = np.flatnonzero(curve < 1.0)
    taken = np.bincount(
        touched // HOPS,
        weights=analysis.hop_energies[touched] * (1.0 - curve[touched] ** 2),
        minlength=len(analysis.block_powers) + _STEPS_IN_A_BLOCK,
    ).astype(np.float64)
    steps = analysis.hop_energies[: len(curve) // HOPS * HOPS].reshape(-1, HOPS)
    whole = _blocks(steps.sum(axis=1, dtype=np.float64), len(analysis.block_powers))
    lost = _blocks(taken, len(analysis.block_powers))
    kept = 1.0 - np.divide(lost, whole, out=np.zeros_like(whole), where=whole > 0.0)
    return integrated(analysis.block_powers * kept * gain**2)


def solve(analysis: Analysis, target_lufs: float, ceiling_dbtp: float) -> float:
    """Return the gain, in dB, that makes the limited sound as loud as wanted.

    Args:
        analysis: Of the sound, with :data:`HOPS` hops in 100 ms; it must not be silent.
        target_lufs: The integrated loudness wanted.
        ceiling_dbtp: The highest true peak wanted.

    Returns:
        The gain. If the target is out of reach under the ceiling, more would hardly help.
    """

    def missing(gain_db: float) -> float:
        gain = amplitude(gain_db)
        curve = gain_curve(analysis.hop_peaks, gain, amplitude(ceiling_dbtp))
        return target_lufs - predicted(analysis, gain, curve)

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


def limited(block: Block, start: int, hop: int, gain: float, curve: NDArray[np.float32]) -> Block:
    """Return a block with the gain and the gain curve applied.

    Args:
        block: Samples of shape (n, channels).
        start: The position of the first of them in the programme.
        hop: Samples in a hop.
        gain: The gain for all.
        curve: The gain at the middle of every hop.
    """
    first = max(start // hop - 1, 0)
    stretch = curve[first : (start + len(block)) // hop + 2]
    if stretch.min() == 1.0:
        return block * np.float32(gain)
    middles = (np.arange(first, first + len(stretch)) + 0.5) * hop - 0.5
    gains = np.interp(np.arange(start, start + len(block)), middles, stretch) * gain
    return block * gains.astype(np.float32)[:, np.newaxis]


def _dip() -> NDArray[np.float64]:
    """Return the shape of a dip, 1 at the peak and its two neighbours, with slopes of a cosine."""
    down = 0.5 - 0.5 * np.cos(np.pi * np.arange(1, _ATTACK + 1) / (_ATTACK + 1))
    up = 0.5 + 0.5 * np.cos(np.pi * np.arange(1, _RELEASE + 1) / (_RELEASE + 1))
    return np.concatenate([down, np.ones(3), up])


def _blocks(steps: NDArray[np.float64], blocks: int) -> NDArray[np.float64]:
    """Return the sum of the steps of each gating block."""
    window = np.lib.stride_tricks.sliding_window_view(steps, _STEPS_IN_A_BLOCK)
    sums: NDArray[np.float64] = window[:blocks].sum(axis=1)
    return sums
