"""The true peak (ITU-R BS.1770-5, Annex 2): how high sound rises between its samples.

The sound is interpolated to four times its rate, or twice from 88.2 kHz on, by a windowed sinc of
24 taps. As a hop is interpolated by one product of matrices, this costs a fifth of a resampler.

Most hops need not be interpolated at all. The interpolation follows a straight line between two
samples where the sound is straight, so how far it can depart from that line is limited by how much
the sound bends around there: by the second differences of the samples.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

BEFORE, AFTER = 11, 12
"""Samples around a hop that its interpolation looks at."""

_TAPS = BEFORE + 1 + AFTER
_WINDOW = 5.0
"""Kaiser's beta: flat within 0.1 dB up to 19 kHz at a rate of 44.1 kHz."""

_BATCH = 16
"""Hops in one product: small enough that BLAS does not start threads of its own for it."""

_ROUND = 2048
"""Hops at a time: what is interpolated of them takes 1.5 MB."""

_ENOUGH = 176_400
"""In hertz: from this rate on the samples themselves are dense enough."""

_DENSE = 88_200


class Interpolation:
    """Finds the true peak of every hop at one sample rate."""

    def __init__(self, sample_rate: int, hop: int) -> None:
        """Prepare the matrix.

        Args:
            sample_rate: In hertz.
            hop: Samples in a hop.
        """
        factor = 1 if sample_rate >= _ENOUGH else 2 if sample_rate >= _DENSE else 4
        distance = np.arange(_TAPS) - BEFORE
        phases = [np.sinc(p / factor - distance) for p in range(1, factor)]
        taps = [phase * np.kaiser(_TAPS, _WINDOW) for phase in phases]
        taps = [phase / phase.sum() for phase in taps]
        self._matrix = np.zeros((hop + _TAPS - 1, hop * len(taps)), np.float32)
        for place, phase in enumerate(taps):
            for at in range(hop):
                self._matrix[at : at + _TAPS, place * hop + at] = phase
        self._hop = hop
        departures = (
            phase - np.maximum(1.0 - np.abs(distance - place / factor), 0.0)
            for place, phase in enumerate(taps, 1)
        )
        # Summed by parts twice, what is left of each weighs the second differences.
        weights = (np.cumsum(np.cumsum(departure)) for departure in departures)
        self._bending = max((float(np.abs(weight).sum()) for weight in weights), default=0.0)

    def sampled(self, signal: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the peak of the samples of each hop.

        Args:
            signal: Of one channel: :data:`BEFORE` samples, whole hops, and :data:`AFTER` samples.
        """
        inner = np.abs(signal[BEFORE:-AFTER])
        return np.maximum.reduceat(inner, np.arange(0, len(inner), self._hop))

    def peaks(
        self, signal: NDArray[np.float32], sampled: NDArray[np.float32], floor: float = 0.0
    ) -> NDArray[np.float32]:
        """Return the peak of each hop, its samples and what is between them.

        Args:
            signal: Of one channel: :data:`BEFORE` samples, whole hops, and :data:`AFTER` samples.
            sampled: What :meth:`sampled` says of it.
            floor: Which hops are looked at between their samples: all that could rise above
                this. Of the others, what they cannot rise above is returned.
        """
        if not self._matrix.size:
            return sampled
        bends = np.diff(signal, 2)
        np.abs(bends, out=bends)
        begins = np.arange(0, len(signal) - AFTER, self._hop)
        bent = np.maximum.reduceat(bends, begins)
        most = np.maximum(sampled, np.abs(signal[BEFORE + self._hop :: self._hop]))
        most += np.float32(self._bending) * np.maximum(bent[:-1], bent[1:])
        rows = np.flatnonzero(most > floor)
        frames = np.lib.stride_tricks.sliding_window_view(signal, len(self._matrix))[:: self._hop]
        for begin in range(0, len(rows), _ROUND):
            some = rows[begin : begin + _ROUND]
            most[some] = np.maximum(sampled[some], self._between(frames[some]))
        return most

    def _between(self, frames: NDArray[np.float32]) -> NDArray[np.float32]:
        missing = -len(frames) % _BATCH
        if missing:
            fill = np.zeros((missing, frames.shape[1]), np.float32)
            frames = np.concatenate([frames, fill])
        batches = frames.reshape(-1, _BATCH, frames.shape[1])
        dense = np.matmul(batches, self._matrix).reshape(len(frames), -1)
        return _highest(dense)[: len(frames) - missing]


def _highest(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how far each row goes from zero."""
    highest: NDArray[np.float32] = np.maximum(rows.max(axis=1), -rows.min(axis=1))
    return highest


@cache
def interpolation(sample_rate: int, hop: int) -> Interpolation:
    """Return the interpolation for a sample rate and a length of hops."""
    return Interpolation(sample_rate, hop)
