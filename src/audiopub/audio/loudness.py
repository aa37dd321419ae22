"""How loud sound is: a meter by ITU-R BS.1770-5, which takes the sound block by block.

FFmpeg's filter ``ebur128`` weights and sums; the gating is ours, since mastering has to predict
what a gain and a limiter make of it (see :mod:`audiopub.audio.limiter`). The true peak is the
largest sample of the sound at four times its rate (BS.1770-5, Annex 2), taken from FFmpeg's
resampler: what ``ebur128`` says of it is rounded to 0.001 and leaves out the last 100 ms.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter import Graph
from av.filter.context import FilterContext
from numpy.typing import NDArray

from audiopub.audio import decode
from audiopub.audio.decode import Block, Source
from audiopub.model import Loudness

SILENCE = -70.0
"""The absolute gate in LUFS (BS.1770-5, Annex 1): nothing quieter counts."""

_RELATIVE_GATE = -10.0
"""In LU, against the mean of what passes the absolute gate."""

_OFFSET = -0.691
"""Loudness of the weighted power 1 in LUFS (BS.1770-5, Annex 1)."""

_REFERENCE_RATE = 48_000
_TRUE_PEAK_RATE = 192_000
_LOWEST_RATE = 44_100

_STEPS_IN_A_BLOCK = 4
"""A gating block lasts 400 ms; one begins every 100 ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What a :class:`Meter` heard."""

    loudness: Loudness
    """The figures."""

    samples: int
    """How many there were."""

    block_powers: NDArray[np.float64]
    """The weighted power of every gating block of 400 ms, one beginning every 100 ms."""

    hop_peaks: NDArray[np.float32]
    """The true peak of every hop, all channels together; the last hop may be short."""

    hop_energies: NDArray[np.float32]
    """The sum of squares of every hop, all channels together."""

    @property
    def silent(self) -> bool:
        """Whether nothing passes the absolute gate, or it is too short for a gating block."""
        return self.loudness.integrated_lufs <= SILENCE


class Meter:
    """Measures sound that is fed to it in blocks."""

    def __init__(self, sample_rate: int, layout: str, hops: int = 1) -> None:
        """Prepare to measure.

        Args:
            sample_rate: In hertz.
            layout: FFmpeg's name of the channel layout: ``stereo``.
            hops: Into how many hops 100 ms are divided for the peaks and energies; they have to
                divide the samples of 100 ms without a remainder.
        """
        self._rate = sample_rate
        self._layout = layout
        self._hop = sample_rate // 10 // hops
        self._oversampling = max(1, _TRUE_PEAK_RATE // sample_rate)
        self._samples = 0
        self._momentary: list[float] = []
        self._range = 0.0
        self._peaks = _Hops(self._hop * self._oversampling, lambda x: np.abs(x).max(axis=(1, 2)))
        self._energies = _Hops(self._hop, lambda x: np.einsum("hnc,hnc->h", x, x))
        self._graph, self._weighted, self._oversampled = self._configured()

    @classmethod
    def of(cls, source: Source) -> Meter:
        """Prepare to measure a file with its own channels, at its own sample rate.

        The standard gives its filters for 48 kHz; a lower rate is brought to that, since a filter
        bends towards half the sample rate.
        """
        rate = source.sample_rate
        return cls(rate if rate >= _LOWEST_RATE else _REFERENCE_RATE, source.stream.layout.name)

    def heard(self, source: Source) -> Iterator[Block]:
        """Decode a file to its end, and yield its blocks as they are measured."""
        for block in decode.conformed(source.frames(), self._rate, self._layout):
            self.feed(block)
            yield block

    def feed(self, block: Block) -> None:
        """Take the next samples, of shape (n, channels)."""
        if not len(block):
            return
        frame = AudioFrame.from_ndarray(block.reshape(1, -1), format="flt", layout=self._layout)
        frame.sample_rate = self._rate
        frame.time_base = Fraction(1, self._rate)
        frame.pts = self._samples
        self._samples += len(block)
        self._energies.feed(block)
        self._graph.push(frame)
        self._drain()

    def result(self) -> Analysis:
        """End the measurement and return what was heard."""
        if self._samples:  # A filter graph that was given nothing does not end.
            self._graph.push(None)
            self._drain()
        # The first three readings are of blocks that began before the sound did.
        momentary = np.array(self._momentary[_STEPS_IN_A_BLOCK - 1 :])
        powers = 10.0 ** ((momentary - _OFFSET) / 10.0)
        peaks = self._peaks.result()
        return Analysis(
            loudness=Loudness(
                integrated_lufs=integrated(powers),
                loudness_range=self._range,
                true_peak_dbtp=decibels(float(peaks.max(initial=0.0))),
            ),
            samples=self._samples,
            block_powers=powers,
            hop_peaks=peaks,
            hop_energies=self._energies.result(),
        )

    def _configured(self) -> tuple[Graph, FilterContext, FilterContext]:
        """Return the filter graph and its two ends: the weighted and the oversampled one."""
        graph = Graph()
        split = graph.add("asplit")
        ends = []
        graph.add_abuffer(
            sample_rate=self._rate,
            format="flt",
            layout=self._layout,
            time_base=Fraction(1, self._rate),
        ).link_to(split)
        for output, step in enumerate(
            (
                graph.add("ebur128", "metadata=1:framelog=quiet"),
                graph.add("aresample", str(self._rate * self._oversampling)),
            )
        ):
            end = graph.add("abuffersink")
            split.link_to(step, output)
            step.link_to(end)
            ends.append(end)
        graph.configure()
        return graph, ends[0], ends[1]

    def _drain(self) -> None:
        for frame in _pulled(self._weighted):
            heard = frame.metadata  # of 100 ms; a shorter rest at the very end bears none
            if "lavfi.r128.M" in heard:
                self._momentary.append(float(heard["lavfi.r128.M"]))
                self._range = float(heard["lavfi.r128.LRA"])
        for frame in _pulled(self._oversampled):
            self._peaks.feed(decode.samples(frame))


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


def integrated(block_powers: NDArray[np.float64]) -> float:
    """Return the integrated loudness of gating blocks (BS.1770-5, Annex 1) in LUFS.

    Args:
        block_powers: The weighted power of each block of 400 ms.

    Returns:
        The loudness; :data:`SILENCE` if no block passes the absolute gate.
    """
    loud = block_powers[block_powers > _power(SILENCE)]
    if not loud.size:
        return SILENCE
    # The relative gate is below the mean, so at least the loudest block passes it.
    kept = loud[loud > loud.mean() * 10.0 ** (_RELATIVE_GATE / 10.0)]
    return _OFFSET + 10.0 * math.log10(kept.mean())


def decibels(amplitude: float) -> float:
    """Return an amplitude in dB of full scale; silence is -200, which any figure can hold."""
    return 20.0 * math.log10(max(amplitude, 1e-10))


def amplitude(decibels: float) -> float:
    """Return the amplitude of a level in dB of full scale."""
    return math.pow(10.0, decibels / 20.0)


def _power(lufs: float) -> float:
    return math.pow(10.0, (lufs - _OFFSET) / 10.0)


def _pulled(end: FilterContext) -> Iterator[AudioFrame]:
    """Take what has arrived at an end of a filter graph."""
    while True:
        try:
            frame = end.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        if isinstance(frame, AudioFrame):
            yield frame


class _Hops:
    """Reduces a stream of samples to one figure a hop."""

    def __init__(
        self, size: int, reduce: Callable[[NDArray[np.float32]], NDArray[np.float32]]
    ) -> None:
        """Take the samples of a hop and what reduces (hops, samples, channels) to (hops,)."""
        self._size = size
        self._reduce = reduce
        self._rest: NDArray[np.float32] | None = None
        self._done = bytearray()  # grows without ever being held twice

    def feed(self, block: NDArray[np.float32]) -> None:
        if self._rest is not None:
            block = np.concatenate([self._rest, block])
        whole = len(block) // self._size * self._size
        if whole:
            self._append(block[:whole].reshape(-1, self._size, block.shape[1]))
        self._rest = block[whole:]

    def result(self) -> NDArray[np.float32]:
        if self._rest is not None and len(self._rest):
            self._append(self._rest[np.newaxis])
        return np.frombuffer(self._done, np.float32)

    def _append(self, hops: NDArray[np.float32]) -> None:
        self._done.extend(self._reduce(hops).tobytes())
