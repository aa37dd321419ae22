"""Where sound is silent, to the millisecond, as pydub's ``silence`` says it, in a single pass.

pydub takes the root mean square of a whole second anew at every millisecond. Here the energy of
every tenth of a second is added up once, and that of a second is the sum of ten of them. Between
two such seconds only what leaves and what comes in can change it: where that might pass the
threshold, and nowhere else, it is looked at millisecond by millisecond.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from audiopub.audio.decode import Block

_FULL_SCALE = 32768

_ROWS = 10
"""In a second: stretches whose energy is added up at once."""

_SLICES = 100
"""Milliseconds in a row: silence begins and ends at a whole one."""

_LATER = 100
"""Rows that are decided at once; a few at a time would cost more than their energies."""

_ROUNDING = 1e-4
"""How far the energy of a row may be off, in relation to it; what is so near to the threshold is
reckoned exactly."""

Stretches = tuple[tuple[float, float], ...]
"""Where they begin and end, in seconds."""


class Pauses:
    """Looks for silence in sound that goes by."""

    def __init__(
        self, sample_rate: int, *, shortest: float = 1.0, threshold_dbfs: float = -16.0
    ) -> None:
        """Begin.

        Args:
            sample_rate: In hertz, a multiple of ten.
            shortest: Seconds that have to be silent together, to a tenth.
            threshold_dbfs: The level that the root mean square of so many seconds does not exceed.
                The defaults are those of pydub's ``detect_silence``.
        """
        self._rate = sample_rate
        self._length = sample_rate // _ROWS  # of a row, in samples
        self._width = round(shortest * _ROWS)  # of what is silent, in rows
        # pydub reckons in the whole numbers of 16 bits, rounded down.
        most = (math.floor(10.0 ** (threshold_dbfs / 20.0) * _FULL_SCALE) + 1) / _FULL_SCALE
        self._most = most**2 * self._width * self._length  # energy that is not silent any more
        self._rest: Block | None = None  # of a row that is not whole yet
        self._rows = 0
        self._energies: list[NDArray[np.float64]] = []
        self._near = np.zeros(0)  # energies from the first row on that is not decided
        self._kept: deque[tuple[int, Block]] = deque()  # the same rows, and the first one's number
        self._turns: list[int] = []  # where silence begins, ends, begins, in milliseconds

    def feed(self, block: Block) -> None:
        """Take the next samples, of shape (n, channels), full scale being 1."""
        begun = 0 if self._rest is None else len(self._rest)
        if self._rest is not None and begun:
            missing = self._length - begun
            first, block = np.concatenate([self._rest, block[:missing]]), block[missing:]
            self._rest = first
            if len(first) < self._length:
                return
            self._take(first)
        end = len(block) // self._length * self._length
        if end:
            self._take(block[:end])
        self._rest = block[end:]
        if len(self._near) >= self._width + _LATER:
            self._decide()

    @property
    def mean_squares(self) -> NDArray[np.float64]:
        """The mean square of every whole tenth of a second, over all channels."""
        return np.concatenate([np.zeros(0), *self._energies]) / self._length

    @property
    def duration(self) -> float:
        """Seconds that were looked at, to a millisecond."""
        return (self._rows * _SLICES + self._left) / (_ROWS * _SLICES)

    def silent(self) -> Stretches:
        """Return the stretches that are silent."""
        self._decide()
        turns = [*self._turns]
        if self._rows >= self._width:
            leaving = self._rows - self._width
            quiet = self._between(leaving, self._last_slices())
            turns += self._turned(quiet, leaving)
            if len(turns) % 2:
                turns.append(leaving * _SLICES + len(quiet))
        stretches: list[tuple[int, int]] = []
        for begin, end in zip(turns[::2], turns[1::2], strict=True):
            last = end - 1 + self._width * _SLICES
            if stretches and begin <= stretches[-1][1]:
                stretches[-1] = stretches[-1][0], last
            else:
                stretches.append((begin, last))
        second = _ROWS * _SLICES
        return tuple((begin / second, end / second) for begin, end in stretches)

    def sounding(self) -> Stretches:
        """Return the stretches that are not silent."""
        found, at = [], 0.0
        for begin, end in self.silent():
            if begin > at:
                found.append((at, begin))
            at = end
        if at < self.duration:
            found.append((at, self.duration))
        return tuple(found)

    @property
    def _left(self) -> int:
        """Milliseconds after the last whole row, rounded as pydub does."""
        return 0 if self._rest is None else round(len(self._rest) * _ROWS * _SLICES / self._rate)

    def _take(self, samples: Block) -> None:
        """Add up the energies of whole rows."""
        channels = samples.shape[1]
        rows = np.ascontiguousarray(samples).reshape(-1, self._length * channels)
        products = np.matmul(rows[:, np.newaxis, :], rows[:, :, np.newaxis])  # as BLAS does it
        energies = products.reshape(-1).astype(np.float64) / channels
        self._energies.append(energies)
        self._near = np.concatenate([self._near, energies])
        self._kept.append((self._rows, samples))
        self._rows += len(rows)

    def _decide(self) -> None:
        """Find out where silence begins in rows, as far as all is known that can end it."""
        count = len(self._near) - self._width
        if count <= 0:
            return
        first = self._rows - len(self._near)
        windows = np.lib.stride_tricks.sliding_window_view(self._near, self._width)[:count]
        sums = windows.sum(axis=1)
        least, most = sums - self._near[:count], sums + self._near[self._width :]
        quiet = most < self._most * (1.0 - _ROUNDING)
        unclear = ~quiet & (least < self._most * (1.0 + _ROUNDING))
        slices = np.repeat(quiet[:, np.newaxis], _SLICES, axis=1)
        for row in np.flatnonzero(unclear).tolist():
            coming = self._slices(self._samples(first + row + self._width))
            slices[row] = self._between(first + row, coming)[:_SLICES]
        self._turns += self._turned(slices.reshape(-1), first)
        self._near = self._near[count:]
        while self._kept[0][0] + len(self._kept[0][1]) // self._length <= first + count:
            self._kept.popleft()

    def _between(self, row: int, coming: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return whether it is silent from a row's beginning and from each of its milliseconds on.

        Args:
            row: Its number.
            coming: The energies of the milliseconds after the last row.
        """
        leaving = self._slices(self._samples(row))[: len(coming)]
        change = np.concatenate([[0.0], np.cumsum(coming - leaving)])
        begin = row - self._rows + len(self._near)
        sums = change + self._near[begin : begin + self._width].sum()
        if (np.abs(sums - self._most) < self._most * _ROUNDING).any():
            rows = (self._samples(row + number) for number in range(self._width))
            sums = change + sum(self._slices(samples).sum() for samples in rows)
        quiet: NDArray[np.bool_] = sums < self._most
        return quiet

    def _samples(self, row: int) -> Block:
        """Return the samples of a row that is kept."""
        for first, samples in reversed(self._kept):
            if first <= row:
                begin = (row - first) * self._length
                return samples[begin : begin + self._length]
        raise AssertionError("rows are kept until they are decided")

    def _last_slices(self) -> NDArray[np.float64]:
        """Return the energies of the milliseconds after the last whole row."""
        if self._rest is None:
            return np.zeros(0)
        found = self._slices(np.pad(self._rest, ((0, self._rate // 1000), (0, 0))))
        return found[: self._left]

    def _slices(self, samples: Block) -> NDArray[np.float64]:
        """Return the energies of whole milliseconds from a row's beginning on."""
        count = len(samples) * _ROWS * _SLICES // self._rate
        places = np.arange(count + 1) * self._rate // (_ROWS * _SLICES)
        squares = np.square(samples[: places[-1]], dtype=np.float64).mean(axis=1)
        return np.add.reduceat(squares, places[:-1])

    def _turned(self, quiet: NDArray[np.bool_], row: int) -> list[int]:
        """Return where it becomes silent or not, in milliseconds, from a row on."""
        was = len(self._turns) % 2 == 1
        turns = np.flatnonzero(np.diff(quiet, prepend=was)) + row * _SLICES
        found: list[int] = turns.tolist()
        return found


def sounding(
    blocks: Iterable[Block],
    sample_rate: int,
    *,
    shortest: float = 1.0,
    threshold_dbfs: float = -16.0,
) -> Stretches:
    """Return the stretches of some blocks that are not silent; see :class:`Pauses`."""
    pauses = Pauses(sample_rate, shortest=shortest, threshold_dbfs=threshold_dbfs)
    for block in blocks:
        pauses.feed(block)
    return pauses.sounding()


def level(mean_square: float) -> float:
    """Return a mean square in dB of full scale; -200 for nothing at all."""
    return 10.0 * math.log10(max(mean_square, 1e-20))
