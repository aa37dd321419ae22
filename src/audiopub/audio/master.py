"""Masters a recording: the right loudness under a ceiling, as an MP3 file, verified by decoding.

The gain is solved so that the loudness is right after limiting (:mod:`audiopub.audio.limiter`).
But a listener hears what the decoder makes of the file, and coding changes both figures: LAME
turns sound down at low bit rates and leaves out its highest treble, and its noise raises peaks.
So the file is decoded again and measured, and encoded anew from what was learned until it is right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from audiopub.audio import decode, limiter, mp3
from audiopub.audio.assembly import Assembly, read_clip
from audiopub.audio.decode import Block
from audiopub.audio.loudness import Analysis, Meter, amplitude, decibels
from audiopub.audio.mp3 import SAMPLE_RATE
from audiopub.audio.probe import listen
from audiopub.errors import SoundError
from audiopub.model import Master
from audiopub.store.files import explained

_HOP = SAMPLE_RATE // 10 // limiter.HOPS

_PEAKS = 1000
"""Points of the envelope."""

_LOUD_ENOUGH = 0.05
"""LU by which the decoded file may miss the target; half of what is promised."""

_METERS_DIFFER = 0.2
"""Decibels that another meter may read above ours: the interpolation that BS.1770-5 gives in its
Annex 2 reads up to 0.15 dB more, oversampling by another factor nearly as much."""

_CODING = 0.15
"""Decibels left below the ceiling for the noise of coding, which raises the peaks of speech at
96 kbit/s by less than that."""

_RAISED = 1.03
"""A peak that passed the ceiling is taken to be so much higher than it was heard (0.26 dB): the
noise of coding is another one each time."""

_ATTEMPTS = 8
"""Encodings at the most. Speech takes one or two, noisy music up to four."""

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MasterOptions:
    """What the producer wants of the published sound."""

    target_lufs: float = -16.0
    """Integrated loudness."""

    ceiling_dbtp: float = -1.0
    """The highest true peak."""

    bitrate_kbps: int | None = None
    """Of the MP3 file; ``None`` is 96 for mono, 128 for stereo."""

    channels: Literal[1, 2] | None = None
    """``None`` is 1 if the recording has one, or all of its channels are the same."""

    intro: Path | None = None
    """A clip that comes before the recording."""

    outro: Path | None = None
    """A clip that comes after it."""

    crossfade: float = 1.0
    """Seconds in which a clip fades under the recording's beginning or end."""

    fade_in: float = 0.0
    """Seconds in which the intro fades in."""

    fade_out: float = 1.0
    """Seconds in which the outro fades out."""


def master(
    recording: Path,
    target: Path,
    options: MasterOptions,
    *,
    name: str,
    clip_name: Callable[[Path], str] = Path.as_posix,
    progress: Progress | None = None,
) -> Master:
    """Master a recording and write it as MP3.

    Args:
        recording: The file.
        target: Where the MP3 file goes; whatever fails, nothing is left there.
        options: What is wanted.
        name: How messages call the recording.
        clip_name: Tells how messages call a clip.
        progress: Is told how much is done, from 0 to 1.

    Returns:
        What was made. Its true peak is under the ceiling; its loudness is within 0.1 LU of the
        target, unless no gain reaches that under the ceiling.

    Raises:
        SoundError: As :func:`audiopub.audio.probe.listen`, of the recording or of a clip; AP308 a
            clip is too long, AP309 MP3 has no such bit rate, AP310 the ceiling cannot be held.
        StoreError: As :func:`audiopub.store.files.explained`: the file cannot be written.
    """
    report = progress or (lambda _: None)
    hearing = listen(recording, name, _span(report, 0.0, 0.1))
    channels = options.channels or (1 if hearing.mono else 2)
    bitrate_kbps = options.bitrate_kbps or (96 if channels == 1 else 128)
    mp3.check(bitrate_kbps)

    def body() -> Iterator[Block]:
        return decode.blocks(recording, SAMPLE_RATE, channels, name=name)

    expected = round(hearing.recording.duration * SAMPLE_RATE)
    analysis = _analysed(body(), channels, expected, _span(report, 0.1, 0.15))
    if analysis.silent:
        raise SoundError(
            "AP307",
            "the recording is silent in mono: its channels cancel each other out",
            path=name,
            hint="publish it in stereo, or turn the polarity of one channel",
        )
    programme = _assembled(body, analysis, options, channels, clip_name)
    if options.intro or options.outro:
        analysis = _analysed(
            programme.blocks(), channels, programme.samples, _span(report, 0.15, 0.2)
        )
    coder = _Coder(
        programme=programme, target=target, channels=channels, bitrate_kbps=bitrate_kbps, name=name
    )
    try:
        gain_db, heard = _encoded(coder, analysis, options, _span(report, 0.2, 1.0))
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    report(1.0)
    return Master(
        duration=programme.timeline.duration,
        mime_type="audio/mpeg",
        bitrate=bitrate_kbps * 1000,
        before=hearing.loudness,
        after=heard.loudness,
        gain_db=gain_db,
        timeline=programme.timeline,
        peaks=_envelope(heard.hop_peaks),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coder:
    """Encodes a programme, and listens to what became of it."""

    programme: Assembly
    target: Path
    channels: int
    bitrate_kbps: int
    name: str

    @property
    def level(self) -> float:
        """What LAME will multiply the sound with."""
        return mp3.level(self.channels, self.bitrate_kbps)

    def run(self, gain: float, curve: NDArray[np.float32], progress: Progress) -> Analysis:
        """Encode with a gain and a limiter's curve, and analyse the decoded file."""
        with explained(self.target, f"write {self.target.name}"):
            mp3.write(
                self.target,
                self._samples(gain, curve, _span(progress, 0.0, 0.75)),
                channels=self.channels,
                bitrate_kbps=self.bitrate_kbps,
            )
        decoded = decode.blocks(self.target, SAMPLE_RATE, self.channels)
        report = _span(progress, 0.75, 1.0)
        return _analysed(decoded, self.channels, self.programme.samples, report)

    def _samples(
        self, gain: float, curve: NDArray[np.float32], progress: Progress
    ) -> Iterator[NDArray[np.int16]]:
        start = 0
        for block in _counted(self.programme.blocks(), self.programme.samples, progress):
            loud = limiter.limited(block, start, _HOP, gain / self.level, curve)
            start += len(block)
            yield np.clip(np.rint(loud * 32768), -32768, 32767).astype(np.int16)


def _assembled(
    body: Callable[[], Iterable[Block]],
    analysis: Analysis,
    options: MasterOptions,
    channels: int,
    clip_name: Callable[[Path], str],
) -> Assembly:
    lufs = analysis.loudness.integrated_lufs
    intro, outro = (
        read_clip(clip, SAMPLE_RATE, channels, lufs, name=clip_name(clip)) if clip else None
        for clip in (options.intro, options.outro)
    )
    return Assembly(
        body=body,
        body_samples=analysis.samples,
        sample_rate=SAMPLE_RATE,
        intro=intro,
        outro=outro,
        crossfade=options.crossfade,
        fade_in=options.fade_in,
        fade_out=options.fade_out,
    )


def _encoded(
    coder: _Coder, analysis: Analysis, options: MasterOptions, progress: Progress
) -> tuple[float, Analysis]:
    """Encode until the decoded file is as wanted; return the gain in dB and what was heard."""
    allowed = options.ceiling_dbtp - _METERS_DIFFER
    # However high the ceiling: what goes into LAME must not pass full scale.
    ceiling = min(allowed - _CODING, decibels(coder.level))
    gain_db = limiter.solve(analysis, options.target_lufs, ceiling)
    missed_before, done = math.inf, 0.0
    for attempt in range(1, _ATTEMPTS + 1):
        gain = amplitude(gain_db)
        curve = limiter.gain_curve(analysis.hop_peaks, gain, amplitude(ceiling))
        begin, done = done, 1.0 - 0.1 / attempt  # Most often the first attempt is the last.
        heard = coder.run(gain, curve, _span(progress, begin, done))
        lufs = heard.loudness.integrated_lufs
        missed = abs(options.target_lufs - lufs)
        held = heard.loudness.true_peak_dbtp <= allowed
        loud_enough = missed <= _LOUD_ENOUGH
        if held and (loud_enough or missed >= missed_before):
            return gain_db, heard
        if not loud_enough:
            # Coding changed the loudness; ask for as much more, or less, than before.
            lost = limiter.predicted(analysis, gain, curve) - lufs
            gain_db = limiter.solve(analysis, options.target_lufs + lost, ceiling)
            missed_before = missed
        if not held:
            # Limit what passed the ceiling, and nothing else: where the sound stays as it was,
            # so does the noise of coding, more or less, and fewer new peaks come up.
            raised = _raised(heard.hop_peaks, gain * curve, amplitude(allowed))
            analysis = replace(analysis, hop_peaks=np.maximum(analysis.hop_peaks, raised))
    raise SoundError(
        "AP310",
        f"coding at {coder.bitrate_kbps} kbit/s raises peaks above {options.ceiling_dbtp:g} dBTP",
        path=coder.name,
        hint="choose a higher bit rate, or a lower ceiling",
    )


def _raised(
    heard: NDArray[np.float32], gains: NDArray[np.float32], allowed: float
) -> NDArray[np.float32]:
    """Return the peaks before gain and limiting that those heard too high must be taken for."""
    return np.where(heard > allowed, heard / gains * np.float32(_RAISED), np.float32(0.0))


def _analysed(
    blocks: Iterable[Block], channels: int, expected: int, progress: Progress
) -> Analysis:
    meter = Meter(SAMPLE_RATE, "mono" if channels == 1 else "stereo", limiter.HOPS)
    for block in _counted(blocks, expected, progress):
        meter.feed(block)
    return meter.result()


def _counted(blocks: Iterable[Block], expected: int, progress: Progress) -> Iterator[Block]:
    """Pass blocks on, telling how much of the expected samples went by."""
    samples = 0
    for block in blocks:
        yield block
        samples += len(block)
        progress(min(samples / expected, 1.0))


def _span(progress: Progress, begin: float, end: float) -> Progress:
    """Return what maps the progress of a part to that of the whole."""
    return lambda fraction: progress(begin + (end - begin) * fraction)


def _envelope(hop_peaks: NDArray[np.float32]) -> tuple[float, ...]:
    """Return the maxima of equal stretches."""
    count = min(_PEAKS, len(hop_peaks))
    maxima = np.maximum.reduceat(hop_peaks, np.arange(count) * len(hop_peaks) // count)
    return tuple(round(min(float(peak), 1.0), 3) for peak in maxima)
