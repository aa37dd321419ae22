"""A meter by ITU-R BS.1770-5, which takes sound block by block and measures it on several cores.

The sound is cut into chunks of a few seconds. Each is measured by itself, with as much of what
was before it as the filter remembers, so that the figures do not depend on who measures which.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from audiopub.audio import decode
from audiopub.audio.decode import Block, Source
from audiopub.audio.hops import Hops, nearest, not_below
from audiopub.audio.loudness import Analysis, amplitude, loudness_of
from audiopub.audio.truepeak import AFTER, BEFORE, interpolation
from audiopub.audio.weighting import MEMORY, weighting
from audiopub.model import Loudness

HOPS = {44_100: 70, 48_000: 75, 88_200: 140, 96_000: 150, 176_400: 280, 192_000: 300}
"""Hops in 100 ms, by the sample rates that can be measured: 63 or 64 samples each."""

OTHERWISE = 48_000
"""In hertz: other sample rates are brought to this one before they are measured. The standard
gives its filters for it, and a filter bends towards half the sample rate."""

CHUNK = 6.4
"""Seconds: a whole number of steps, and of MP3's frames."""

_AHEAD = 3
"""Chunks that are measured or wait for it; more would only take memory."""

_CREST = 8.0
"""Decibels above a chunk's loudness. For a target of -16 LUFS and a ceiling of -1 dBTP, a limiter
looks at peaks from 15 dB above the loudness of the whole on."""

_BEHIND = frozenset(
    ("BL", "BR", "BC", "SL", "SR", "TBL", "TBC", "TBR", "SDL", "SDR")
)  # FFmpeg's names of channels
_WEIGHT_BEHIND = 1.41
"""BS.1770-5, Annex 1, Table 3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What was heard in a chunk."""

    hops: int
    """How many it has."""

    steps: NDArray[np.float64]
    """The weighted sum of squares of every step of 100 ms."""

    peaks: NDArray[np.float32]
    """The true peak of every hop, or of every step if hops were not asked for."""

    energies: NDArray[np.float32]
    """The weighted sum of squares of every hop; empty if they were not asked for."""

    over: NDArray[np.intp]
    """Hops that rise above the level that was asked for."""

    over_peaks: NDArray[np.float32]
    """The true peaks of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How chunks are measured."""

    sample_rate: int
    """In hertz, one of :data:`HOPS`."""

    layout: str
    """FFmpeg's name of the channel layout: ``stereo``."""

    by_hop: bool = False
    """Whether peaks and energies are kept by the hop of about 1.4 ms, not by the step of 100 ms."""

    above: float | None = None
    """A level; hops that rise above it are told one by one."""

    raised_db: float = 0.0
    """By how many dB parts of the sound may be raised afterwards, and not others."""

    @property
    def hop(self) -> int:
        """Samples in a hop."""
        return self.sample_rate // 10 // HOPS[self.sample_rate]

    @property
    def lead(self) -> int:
        """Samples before a chunk that have to be known: as many as the filter remembers."""
        return round(MEMORY * self.sample_rate)

    @property
    def weights(self) -> tuple[float, ...]:
        """How much each channel counts."""
        return _weights(self.layout)

    def floor(self, highest: float, power: float) -> float:
        """Return the level below which true peaks of a chunk need not be known exactly.

        The highest of all is always above it, and what is told one by one. If peaks are kept by
        the hop, it is for a limiter: so far below it lie peaks that hardly any gain makes matter.

        Args:
            highest: The peak of the chunk's samples.
            power: Its weighted power.
        """
        floor = highest if self.above is None else min(highest, self.above)
        if self.by_hop:
            floor = min(floor, amplitude(loudness_of(power) + _CREST - self.raised_db))
        return floor

    def filled(self, samples: Block) -> Block:
        """Return a last chunk with silence after it, as :func:`part` wants it."""
        fill = -len(samples) % self.hop + AFTER
        return np.concatenate([samples, np.zeros((fill, samples.shape[1]), np.float32)])


def part(samples: Block, form: Form) -> Part:
    """Measure a chunk.

    Args:
        samples: Of shape (n, channels): the lead, whole hops, and :data:`AFTER` samples of what
            comes next.
        form: How.
    """
    hop = form.hop
    filters = weighting(form.sample_rate, hop)
    between = interpolation(form.sample_rate, hop)
    count, skip = (len(samples) - AFTER) // hop, form.lead // hop
    signals = [np.ascontiguousarray(channel) for channel in samples[: count * hop + AFTER].T]
    energies = np.zeros(count - skip, np.float32)
    for signal, weight in zip(signals, form.weights, strict=True):
        if weight:
            whole = signal[: count * hop].reshape(count, hop)
            energies += np.float32(weight) * filters.energies(whole)[skip:]
    heard = [signal[skip * hop - BEFORE :] for signal in signals]
    sampled = [between.sampled(signal) for signal in heard]
    highest = max(float(peaks.max(initial=0.0)) for peaks in sampled)
    floor = form.floor(highest, float(energies.mean()) / hop if len(energies) else 0.0)
    peaks = np.zeros(count - skip, np.float32)
    for signal, least in zip(heard, sampled, strict=True):
        np.maximum(peaks, between.peaks(signal, least, floor), out=peaks)
    over = np.flatnonzero(peaks > (np.inf if form.above is None else form.above))
    begins = np.arange(0, len(energies), HOPS[form.sample_rate])
    return Part(
        hops=len(energies),
        steps=np.add.reduceat(energies.astype(np.float64), begins),
        peaks=peaks if form.by_hop else np.maximum.reduceat(peaks, begins),
        energies=energies if form.by_hop else energies[:0],
        over=over,
        over_peaks=peaks[over],
    )


class Tally:
    """Puts together what was heard in chunks, in their order."""

    def __init__(self, form: Form) -> None:
        """Begin."""
        self._form = form
        self._energies, self._peaks = bytearray(), bytearray()  # grow without being held twice
        self._steps: list[NDArray[np.float64]] = []
        self._over: list[NDArray[np.float64]] = []
        self._hops = 0
        self._highest = 0.0

    def take(self, found: Part) -> None:
        """Take the next chunk, a whole number of steps long if it is not the last one."""
        self._steps.append(found.steps)
        self._highest = max(self._highest, float(found.peaks.max(initial=0.0)))
        self._peaks.extend(not_below(found.peaks).tobytes())
        self._energies.extend(nearest(found.energies).tobytes())
        times = (self._hops + found.over + 0.5) * self._form.hop / self._form.sample_rate
        self._over.append(np.stack([times, found.over_peaks.astype(np.float64)]))
        self._hops += found.hops

    def result(self, samples: int) -> Analysis:
        """Return what was heard in so many samples."""
        step = self._form.sample_rate // 10
        steps = np.concatenate([np.zeros(0), *self._steps])
        over = np.concatenate([np.zeros((2, 0)), *self._over], axis=1)
        return Analysis(
            samples=samples,
            step_powers=steps[: samples // step] / step,
            true_peak=self._highest,
            hop_peaks=Hops(np.frombuffer(self._peaks, np.uint16)),
            hop_energies=Hops(np.frombuffer(self._energies, np.uint16)),
            over_times=over[0],
            over_peaks=over[1],
        )


class Meter:
    """Measures sound that is fed to it in blocks."""

    def __init__(self, form: Form, executor: Executor | None = None) -> None:
        """Prepare to measure.

        Args:
            form: How.
            executor: Where chunks are measured; here if there is none.
        """
        self._form = form
        self._executor = executor
        self._chunk = round(CHUNK * form.sample_rate)
        self._samples = 0
        self._waiting: list[Block] = [np.zeros((form.lead, len(form.weights)), np.float32)]
        self._length = form.lead
        self._futures: deque[Future[Part]] = deque()
        self._tally = Tally(form)

    @classmethod
    def of(
        cls,
        source: Source,
        executor: Executor | None = None,
        *,
        by_hop: bool = False,
        raised_db: float = 0.0,
    ) -> Meter:
        """Prepare to measure a file with its own channels, at its own sample rate if it can be."""
        rate = source.sample_rate if source.sample_rate in HOPS else OTHERWISE
        layout = source.stream.layout.name
        form = Form(sample_rate=rate, layout=layout, by_hop=by_hop, raised_db=raised_db)
        return cls(form, executor)

    def heard(self, source: Source) -> Iterator[Block]:
        """Decode a file to its end, and yield its blocks as they are measured."""
        form = self._form
        for block in decode.conformed(source.frames(), form.sample_rate, form.layout):
            self.feed(block)
            yield block

    def feed(self, block: Block) -> None:
        """Take the next samples, of shape (n, channels)."""
        self._samples += len(block)
        self._waiting.append(block)
        self._length += len(block)
        wanted = self._form.lead + self._chunk + AFTER
        if self._length < wanted:
            return
        samples = np.empty((len(self._form.weights), self._length), np.float32).T
        np.concatenate(self._waiting, out=samples)
        begin = 0
        while len(samples) - begin >= wanted:
            self._measure(samples[begin : begin + wanted])
            begin += self._chunk
        self._waiting = [samples[begin:].copy(order="K")]
        self._length = len(samples) - begin

    def result(self) -> Analysis:
        """End the measurement and return what was heard."""
        if self._length > self._form.lead:
            self._measure(self._form.filled(np.concatenate(self._waiting)))
        while self._futures:
            self._tally.take(self._futures.popleft().result())
        return self._tally.result(self._samples)

    def _measure(self, samples: Block) -> None:
        if self._executor is None:
            self._tally.take(part(samples, self._form))
            return
        if len(self._futures) >= _AHEAD:
            self._tally.take(self._futures.popleft().result())
        self._futures.append(self._executor.submit(part, samples, self._form))


def measure(
    path: Path, progress: Callable[[float], None] | None = None, *, name: str | None = None
) -> Loudness:
    """Measure a sound file at its own sample rate, with its own channels.

    Args:
        path: The file.
        progress: Is told how much is done, from 0 to 1.
        name: How messages call the file; its path if not given.

    Raises:
        SoundError: As :func:`audiopub.audio.decode.opened`.
    """
    with decode.opened(path, name or str(path)) as source:
        meter = Meter.of(source)
        for _ in meter.heard(source):
            if progress:
                progress(source.fraction)
    return meter.result().loudness


@cache
def _weights(layout: str) -> tuple[float, ...]:
    """Return how much each channel of a layout counts (BS.1770-5, Annex 1)."""
    names = [channel.name for channel in av.AudioLayout(layout).channels]
    if len(names) <= 2:  # noqa: PLR2004 (mono and stereo, whatever they are called)
        return (1.0,) * len(names)
    return tuple(
        0.0 if name.startswith("LFE") else _WEIGHT_BEHIND if name in _BEHIND else 1.0
        for name in names
    )
