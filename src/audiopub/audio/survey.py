"""All that can be said of a sound file by measuring it: for producers, before and after."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audiopub.audio import decode, ogg
from audiopub.audio.decode import Block, Source
from audiopub.audio.header import stated_duration
from audiopub.audio.loudness import (
    Analysis,
    decibels,
    loudness_of,
    moving_sums,
    short_term,
)
from audiopub.audio.meter import HOPS, OTHERWISE, Meter
from audiopub.audio.silence import Pauses, level
from audiopub.model import SILENCE, Survey

_CLIPPED = 1.0 - 2.0**-14
"""From here on a sample is taken to be at full scale."""

_FLAT = 3
"""So many samples at full scale one after the other are clipped: a wave's own peak is not flat."""

MISSING = 0.5
"""Seconds by which sound may fall short of its header: encoders round up to whole frames, and
some count their delay."""

_PAUSE = 1.0
_PAUSE_DBFS = -50.0
"""Silence is a second that is quieter than this."""

_FLOOR = 0.05
"""The noise floor is the level of the quietest twentieth of the time, digital silence left out."""

_BESIDE = 256
"""Samples that are added at once."""

_SHORT_TERM = 30
_MOMENTARY = 4
"""Steps of 100 ms."""


class Surveyor:
    """Looks at blocks that go by."""

    def __init__(self, sample_rate: int) -> None:
        """Take the sample rate in hertz."""
        self._pauses = Pauses(sample_rate, shortest=_PAUSE, threshold_dbfs=_PAUSE_DBFS)
        self._sums: NDArray[np.float64] | None = None
        self._samples = 0
        self._highest = 0.0
        self._stretches = 0

    def passing(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Look at blocks, and pass them on."""
        for block in blocks:
            self._look(block)
            yield block

    def _look(self, block: Block) -> None:
        self._pauses.feed(block)
        sums = _sums(block)
        self._sums = sums if self._sums is None else self._sums + sums
        self._samples += len(block)
        highest = max(float(block.max()), -float(block.min()))
        self._highest = max(self._highest, highest)
        if highest >= _CLIPPED:
            self._stretches += _flat_stretches(block)

    def result(self, analysis: Analysis, source: Source, missing: float) -> Survey:
        """Return what was found.

        Args:
            analysis: What a meter heard of the same.
            source: The file, decoded to its end.
            missing: Seconds that the file's header promises, and that are not there.
        """
        pauses, total = self._pauses.silent(), self._pauses.duration
        offset = 0.0
        if self._sums is not None and self._samples:
            offset = float(np.abs(self._sums).max()) / self._samples
        return Survey(
            duration=source.duration,
            sample_rate=source.sample_rate,
            channels=source.channels,
            codec=source.stream.codec_context.codec.canonical_name,
            loudness=analysis.loudness,
            momentary_max=_loudest(analysis, _MOMENTARY),
            short_term_max=_loudest(analysis, _SHORT_TERM),
            sample_peak_dbfs=decibels(self._highest),
            noise_floor_dbfs=_noise_floor(self._pauses.mean_squares),
            clipped=self._stretches,
            dc_offset=offset,
            silence_start=pauses[0][1] if pauses and pauses[0][0] == 0.0 else 0.0,
            silence_end=total - pauses[-1][0] if pauses and pauses[-1][1] == total else 0.0,
            silence_total=sum((end - begin for begin, end in pauses), 0.0),
            silence_longest=max((end - begin for begin, end in pauses), default=0.0),
            missing=max(missing, 0.0),
            curve=short_term(analysis.step_powers),
        )


def survey(path: Path, name: str, progress: Callable[[float], None] | None = None) -> Survey:
    """Measure all of a sound file, as it is: silent, cut short or too loud as it may be.

    Args:
        path: The file.
        name: How messages call it.
        progress: Is told how much is done, from 0 to 1.

    Raises:
        SoundError: As :func:`audiopub.audio.decode.opened`; AP302 nothing in it can be decoded.
    """
    with decode.opened(path, name) as source:
        meter = Meter.of(source)
        rate = source.sample_rate if source.sample_rate in HOPS else OTHERWISE
        surveyor = Surveyor(rate)
        for _ in surveyor.passing(meter.heard(source)):
            if progress:
                progress(source.fraction)
        if not source.duration:
            raise decode.not_sound(name)
        stated = stated_duration(path, source)
        missing = source.lost if stated is None else stated - source.duration
        cut = source.container.format.name == "ogg" and ogg.is_cut_short(path)
        if (source.broken or cut) and missing <= MISSING:
            missing = math.inf  # something is missing; nobody knows how much
        return surveyor.result(meter.result(), source, missing if missing > MISSING else 0.0)


def _flat_stretches(block: Block) -> int:
    """Return how often so many samples in a row stand at full scale."""
    count = 0
    for channel in block.T:
        for sign in (1.0, -1.0):
            high = (channel * np.float32(sign) >= _CLIPPED).astype(np.int8)
            edges = np.flatnonzero(np.diff(np.concatenate([[0], high, [0]])))
            count += int((edges[1::2] - edges[::2] >= _FLAT).sum())
    return count


def _sums(block: Block) -> NDArray[np.float64]:
    """Return the sum of each channel."""
    # Samples side by side are added at once: numpy is slow where so few numbers are a row.
    channels = block.shape[1]
    whole = len(block) // _BESIDE * _BESIDE
    rows = block[:whole].reshape(-1, _BESIDE * channels).sum(axis=0)
    sums: NDArray[np.float64] = rows.reshape(-1, channels).sum(axis=0, dtype=np.float64)
    sums += block[whole:].sum(axis=0, dtype=np.float64)
    return sums


def _loudest(analysis: Analysis, steps: int) -> float:
    """Return the loudness of the loudest so many steps."""
    sums = moving_sums(analysis.step_powers, steps)
    return loudness_of(float(sums.max()) / steps) if sums.size else SILENCE


def _noise_floor(mean_squares: NDArray[np.float64]) -> float | None:
    """Return the level of the quietest part; ``None`` if there is none, or digital silence only."""
    heard = np.sort(mean_squares[mean_squares > 1e-12])  # noqa: PLR2004 (-120 dB: less than 16 bits can hold)
    return level(float(heard[int(len(heard) * _FLOOR)])) if heard.size else None
