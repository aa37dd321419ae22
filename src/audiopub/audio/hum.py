"""Hears the hum of the mains: lines at 50 or 60 Hz and their multiples that never pause.

A voice of 100 Hz has lines at the same places, but it glides, and it pauses; hum is there all the
time and always at the same pitch. So frames of one second are looked at where it is quiet around a
line, in the pauses of speech: hum stands out in nearly all of them, a voice in few (minimum
statistics: Martin, Noise Power Spectral Density Estimation Based on Optimal Smoothing and Minimum
Statistics, IEEE Transactions on Speech and Audio Processing 9(5), 2001).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from audiopub.audio.decode import Block
from audiopub.model import Hum

_MAINS = 50, 60
"""Hertz, all over the world."""

_HARMONICS = 20
"""What rectifiers and transformers make of it is lost in the noise beyond."""

_RATE = 4_000
"""Hertz, at the least, to hear the 20th harmonic of 60 Hz."""

_FRAMES_A_SECOND = 4
"""So that one of them lies in a pause of half a second: a frame's window weighs its middle."""

_MOST = 512
"""Frames that are kept, of a recording however long."""

_FEWEST = 8
"""Frames that say anything: two seconds of overlapping ones."""

_PADDING = 4
"""Times that a frame is filled up with zeros, so that lines are found to a hundredth of a hertz."""

_STRAY = 0.002
"""By how much of itself a frequency may be off: grids stay within 0.1 Hz but for rare minutes
(ENTSO-E, Operation Handbook, Load-Frequency Control), and recorders' clocks are better."""

_RESOLUTION = 0.6
"""Hertz, to which a frame of a second tells the place of a line."""

_AROUND = 2.5, 6.0
"""Hertz beside a line, where the noise is taken from: not yet the line's own foot, and no longer
that of the other mains, 10 Hz away."""

_QUIET = 0.1
"""The part of the frames, those in which it is the quietest around a line: pauses, even of a fast
speaker."""

_NEARLY_ALL = 0.2
"""The quantile of these that has to be prominent."""

_PROMINENT, _FURTHER = 8.0, 4.0
"""Decibels above the noise, of a first line and of further ones. Noise itself reaches 0 to 2."""

_STEADY = 15.0
"""Decibels between the quieter and the louder ones of these, a fifth left out at each end: hum has
always the same level, but for a noise gate that turned down the pauses. A voice that stays on one
note, with nothing after it, has not."""

_NEVER_LESS = 6.0
"""Decibels by which a line may be less in the other frames: what is spoken or played over hum only
adds to it."""

_DIGITAL_SILENCE = 1e-14
"""Of full scale's power: what is quieter was not recorded, but made."""

_FUNDAMENTAL = 2
"""One of the first so many lines has to be there; higher ones alone are something else."""


class HumListener:
    """Keeps frames of a recording that goes by, at equal distances, and tells what hums in it."""

    def __init__(self) -> None:
        """Begin."""
        self._rate = 0.0
        self._factor = 1
        self._frames: dict[int, NDArray[np.float32]] = {}
        self._distance = 1  # in hops of a frame; doubles whenever there are too many
        self._rest: Block | None = None  # of a decimated sample
        self._tail: Block | None = None
        self._begin = 0  # where the tail begins, in decimated samples

    def passing(self, blocks: Iterable[Block], sample_rate: int) -> Iterator[Block]:
        """Pass blocks on, of shape (n, channels); the first two channels are listened to."""
        self._factor = max(sample_rate // _RATE, 1)
        self._rate = sample_rate / self._factor
        for block in blocks:
            self._take(self._decimated(block[:, :2]))
            yield block

    def result(self) -> Hum:
        """Return what hums."""
        frames = np.array([self._frames[place] for place in sorted(self._frames)])
        return found(frames, self._rate)

    def _decimated(self, block: Block) -> Block:
        """Return the means of so many samples each: what folds back is no line at these places."""
        if self._rest is not None:
            block = np.concatenate([self._rest, block])
        whole = len(block) // self._factor * self._factor
        self._rest = block[whole:].copy()
        means: Block = block[:whole].reshape(-1, self._factor, block.shape[1]).mean(axis=1)
        return means

    def _take(self, block: Block) -> None:
        if self._tail is not None:
            block = np.concatenate([self._tail, block])
        length = round(self._rate)
        hop = length // _FRAMES_A_SECOND
        number = -(-self._begin // (hop * self._distance)) * self._distance
        while number * hop + length <= self._begin + len(block):
            at = number * hop - self._begin
            self._frames[number] = block[at : at + length].copy()
            if len(self._frames) > _MOST:
                self._distance *= 2
                self._frames = {
                    place: frame
                    for place, frame in self._frames.items()
                    if place % self._distance == 0
                }
            number = (number // self._distance + 1) * self._distance
        start = min(number * hop - self._begin, len(block))
        self._tail = block[start:].copy()
        self._begin += start


def found(frames: NDArray[np.float32], sample_rate: float) -> Hum:
    """Return what hums in frames of a second.

    Args:
        frames: Of shape (frames, samples, channels).
        sample_rate: In hertz.
    """
    if len(frames) < _FEWEST:
        return Hum()
    window = np.hanning(frames.shape[1])[:, np.newaxis]
    size = frames.shape[1] * _PADDING
    bins = int(_MAINS[-1] * (_HARMONICS + 1) * size / sample_rate)
    # Frame by frame, for spectra of all at once would take more room than the frames.
    powers = np.array(
        [
            (np.abs(np.fft.rfft(frame * window, size, axis=0)[:bins]) ** 2).sum(axis=1)
            for frame in frames
        ]
    ) / (window.sum() ** 2)
    candidates = [_humming(powers, size / sample_rate, mains) for mains in _MAINS]
    return max(candidates, key=lambda hum: sum(hum.above_db))


def _humming(powers: NDArray[np.float64], bins_a_hertz: float, mains: int) -> Hum:
    """Return the lines that hum at the multiples of a frequency."""
    lines: list[float] = []
    above: list[float] = []
    first = float(mains)
    for harmonic in range(1, _HARMONICS + 1):
        line = _line(powers, bins_a_hertz, first * harmonic, certain=bool(lines))
        if line:
            first = line[0] / harmonic  # which is known the better, the higher the harmonic is
            lines.append(line[0])
            above.append(line[1])
        elif harmonic == _FUNDAMENTAL and not lines:
            return Hum()
    return Hum(mains=mains, lines=tuple(lines), above_db=tuple(above))


def _line(
    powers: NDArray[np.float64], bins_a_hertz: float, expected: float, *, certain: bool
) -> tuple[float, float] | None:
    """Return where a line stands, in hertz, and by how many dB; ``None`` if there is none.

    Args:
        powers: Of shape (frames, bins).
        bins_a_hertz: How many bins make a hertz.
        expected: Where it should stand, in hertz.
        certain: Whether it is certain that something hums, so that less convinces of this line: it
            may stand out on one side only, beside a voice.
    """
    half = _RESOLUTION + (0.0 if certain else _STRAY * expected)
    distance = np.arange(powers.shape[1]) / bins_a_hertz - expected
    near = np.flatnonzero(np.abs(distance) <= half)
    below, above = (
        np.median(powers[:, (side >= half + _AROUND[0]) & (side <= half + _AROUND[1])], axis=1)
        for side in (-distance, distance)
    )
    # The powers of noise are exponentially distributed: so much is their mean above their median.
    noise = (np.minimum if certain else np.maximum)(below, above) / np.log(2.0)
    heard = noise > _DIGITAL_SILENCE
    powers, noise = powers[heard], noise[heard]
    if len(powers) < _FEWEST:
        return None
    quiet = np.argsort(noise, kind="stable")[: max(round(len(powers) * _QUIET), _FEWEST)]
    levels = 10.0 * np.log10(np.maximum(powers[:, near].max(axis=1), _DIGITAL_SILENCE))
    prominence = levels[quiet] - 10.0 * np.log10(noise[quiet])
    if np.quantile(prominence, _NEARLY_ALL) < (_FURTHER if certain else _PROMINENT):
        return None
    if np.ptp(np.quantile(levels[quiet], [_NEARLY_ALL, 1.0 - _NEARLY_ALL])) > _STEADY:
        return None
    if np.quantile(levels, _NEARLY_ALL) < np.median(levels[quiet]) - _NEVER_LESS:
        return None
    spectrum = powers[quiet].sum(axis=0)
    peak = int(near[np.argmax(spectrum[near])])
    left, middle, right = np.log(spectrum[peak - 1 : peak + 2])
    if middle <= max(left, right):
        return None  # It is the slope of something beside.
    place = peak + 0.5 * float((left - right) / (left - 2.0 * middle + right))
    return place / bins_a_hertz, float(np.median(prominence))
