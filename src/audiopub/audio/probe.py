"""Looks at a recording before anything is made of it: what it is, and whether it can be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audiopub.audio import decode, ogg
from audiopub.audio.decode import Block, Source
from audiopub.audio.header import stated_duration
from audiopub.audio.loudness import Analysis
from audiopub.audio.meter import HOPS, OTHERWISE, Meter
from audiopub.audio.survey import MISSING, Surveyor
from audiopub.errors import SoundError
from audiopub.model import SILENCE, Loudness, Recording, Survey

SHORTEST = 0.4
"""Seconds: one gating block (BS.1770-5, Annex 1); of less no loudness is defined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """A recording that was listened to from beginning to end."""

    recording: Recording
    """What it is."""

    survey: Survey
    """What was measured of it."""

    mono: bool
    """Whether it has one channel, or two that are the same."""

    analysis: Analysis
    """All that was heard, in its own channels."""

    container: str
    """FFmpeg's name of its format: ``mp3``."""

    steady: bool
    """Whether its packets are all of one size, or nearly: a constant bit rate."""

    sound_bytes: int
    """Of all packets."""

    @property
    def loudness(self) -> Loudness:
        """How loud it is."""
        return self.survey.loudness

    def analysis_in(self, sample_rate: int, channels: int) -> Analysis | None:
        """Return the figures of every hop for a sample rate and a number of channels, if known."""
        known = self.recording.channels
        if self.recording.sample_rate != sample_rate or known > 2:  # noqa: PLR2004 (stereo)
            return None
        if known == channels:
            return self.analysis
        return self.analysis.of_one_channel() if self.mono and channels == 1 else None


def probe(path: Path, name: str) -> Recording:
    """Decode a recording wholly and return what it is.

    Args:
        path: The file.
        name: How messages and the result call it.

    Raises:
        SoundError: As :func:`listen`.
    """
    return listen(path, name).recording


def listen(
    path: Path,
    name: str,
    progress: Callable[[float], None] | None = None,
    *,
    executor: Executor | None = None,
    by_hop_at: int | None = None,
    raised_db: float = 0.0,
    tap: Callable[[Iterable[Block], int], Iterable[Block]] | None = None,
) -> Hearing:
    """Decode a recording wholly, measure it, and refuse what cannot be used.

    Args:
        path: The file.
        name: How messages and the result call it.
        progress: Is told how much is done, from 0 to 1.
        executor: Where it is measured; here if there is none.
        by_hop_at: A sample rate at which the figures of every hop are kept; see
            :class:`audiopub.audio.meter.Form`.
        raised_db: By how many dB parts of it may be raised afterwards.
        tap: Is given all blocks, and their sample rate, and passes them on.

    Raises:
        SoundError: As :func:`audiopub.audio.decode.opened`; AP305 it is too short, AP306 it is
            truncated or damaged, AP307 it is silent.
    """
    with decode.opened(path, name) as source:
        by_hop = source.sample_rate == by_hop_at
        meter = Meter.of(source, executor, by_hop=by_hop, raised_db=raised_db)
        rate = source.sample_rate if source.sample_rate in HOPS else OTHERWISE
        surveyor = Surveyor(rate)
        mono, blocks = True, surveyor.passing(meter.heard(source))
        for block in tap(blocks, rate) if tap else blocks:
            mono = mono and all(np.array_equal(block[:, 0], other) for other in block.T[1:])
            if progress:
                progress(source.fraction)
        if source.container.format.name == "ogg" and ogg.is_cut_short(path):
            source.broken = True
        _check_complete(source, stated_duration(path, source), name)
    heard = meter.result()
    if heard.silent:
        raise SoundError(
            "AP307",
            f"the recording is silent: nothing in it is louder than {SILENCE:.0f} LUFS",
            path=name,
            hint="check the microphone, and which track was exported",
        )
    recording = Recording(
        path=name,
        duration=source.duration,
        sample_rate=source.sample_rate,
        channels=source.channels,
        codec=source.stream.codec_context.codec.canonical_name,
    )
    return Hearing(
        recording=recording,
        survey=surveyor.result(heard, source, 0.0),
        mono=mono,
        analysis=heard,
        container=source.container.format.name,
        steady=source.steady,
        sound_bytes=source.sound_bytes,
    )


def _check_complete(source: Source, stated: float | None, name: str) -> None:
    """Refuse what has no sound, too little of it, or less than its header says."""
    missing = source.lost if stated is None else stated - source.duration
    if source.broken or missing > MISSING:
        promised = "" if stated is None else f" of the {stated:.1f} s that its header promises"
        raise SoundError(
            "AP306",
            f"the recording is incomplete: {source.duration:.1f} s{promised} can be decoded",
            path=name,
            hint="copy or export the recording again; the copy was probably cut short",
        )
    if source.duration < SHORTEST:
        raise SoundError(
            "AP305",
            f"the recording lasts {source.duration:.3f} s, which is too short to be used",
            path=name,
            hint="check that the export was not stopped, and that it is the right file",
        )
