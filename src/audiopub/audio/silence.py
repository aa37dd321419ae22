"""Where sound is silent, to the millisecond, as pydub's ``silence`` says it, in a single pass.

pydub takes the root mean square of a whole second anew at every millisecond. Here the energy of
each millisecond is added up once; that of any second is a difference of two sums.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from audiopub.audio.decode import Block

_FULL_SCALE = 32768

_SLICE = 1000
"""In a second: silence begins and ends at a whole millisecond."""


class Energies:
    """The energy of every millisecond of sound that goes by."""

    def __init__(self, sample_rate: int) -> None:
        """Take the sample rate in hertz."""
        self._rate = sample_rate
        self._sums: list[NDArray[np.float64]] = []
        self._rest: Block | None = None
        self._slices = 0

    def feed(self, block: Block) -> None:
        """Take the next samples, of shape (n, channels), full scale being 1."""
        if self._rest is not None:
            block = np.concatenate([self._rest, block])
        begin = self._place(self._slices)
        count = int((begin + len(block)) * _SLICE / self._rate) - self._slices
        if count > 0:
            places = self._places(count + 1) - begin
            self._sums.append(_sums(block[: places[-1]], places))
            self._slices += count
            block = block[places[-1] :]
        self._rest = block

    def result(self) -> NDArray[np.float64]:
        """Return the mean square of every whole millisecond, over all channels."""
        if not self._sums:
            return np.zeros(0)
        lengths = np.diff(self._places(self._slices + 1, 0))
        return np.concatenate(self._sums) / lengths

    def _place(self, number: int) -> int:
        return number * self._rate // _SLICE

    def _places(self, count: int, first: int | None = None) -> NDArray[np.int64]:
        """Return where so many milliseconds begin, in samples."""
        start = self._slices if first is None else first
        return np.arange(start, start + count, dtype=np.int64) * self._rate // _SLICE


def energies(blocks: Iterable[Block], sample_rate: int) -> NDArray[np.float64]:
    """Return the mean square of every whole millisecond of some blocks."""
    found = Energies(sample_rate)
    for block in blocks:
        found.feed(block)
    return found.result()


def silent(
    mean_squares: NDArray[np.float64], *, shortest: float = 1.0, threshold_dbfs: float = -16.0
) -> tuple[tuple[float, float], ...]:
    """Return the stretches that are silent, in seconds.

    Args:
        mean_squares: Of every millisecond; see :func:`energies`.
        shortest: Seconds that have to be silent together.
        threshold_dbfs: The level that the root mean square of so many seconds does not exceed. The
            defaults are those of pydub's ``detect_silence``.
    """
    width = round(shortest * _SLICE)
    if len(mean_squares) < width:
        return ()
    sums = np.concatenate([[0.0], np.cumsum(mean_squares)])
    # pydub reckons in the whole numbers of 16 bits, rounded down.
    most = (math.floor(10.0 ** (threshold_dbfs / 20.0) * _FULL_SCALE) + 1) / _FULL_SCALE
    quiet = (sums[width:] - sums[:-width]) / width < most**2
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    begins, ends = edges[::2], edges[1::2] - 1 + width
    stretches: list[tuple[float, float]] = []
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        if stretches and begin / _SLICE <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], end / _SLICE
        else:
            stretches.append((begin / _SLICE, end / _SLICE))
    return tuple(stretches)


def sounding(
    mean_squares: NDArray[np.float64], *, shortest: float = 1.0, threshold_dbfs: float = -16.0
) -> tuple[tuple[float, float], ...]:
    """Return the stretches that are not silent; see :func:`silent`."""
    total = len(mean_squares) / _SLICE
    found, at = [], 0.0
    for begin, end in silent(mean_squares, shortest=shortest, threshold_dbfs=threshold_dbfs):
        if begin > at:
            found.append((at, begin))
        at = end
    if at < total:
        found.append((at, total))
    return tuple(found)


def level(mean_square: float) -> float:
    """Return a mean square in dB of full scale; -200 for nothing at all."""
    return 10.0 * math.log10(max(mean_square, 1e-20))


def _sums(block: Block, places: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the mean over channels of the energy between places."""
    channels = block.shape[1]
    squares = np.einsum("nc,nc->n", block, block)
    length = places[1] - places[0]
    if (np.diff(places) == length).all():
        sums: NDArray[np.float64] = squares.reshape(-1, length).sum(axis=1, dtype=np.float64)
    else:
        sums = np.add.reduceat(squares, places[:-1], dtype=np.float64)
    means: NDArray[np.float64] = sums / channels
    return means
