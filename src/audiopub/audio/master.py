"""Masters a recording: the right loudness under a ceiling, in every format, verified by decoding.

The recording is listened to once, and once more decoded to be encoded, in all formats at the same
time (:mod:`audiopub.audio.coding`). Nothing of it is held in memory but its hops' peaks.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from audiopub.audio import coding, decode, mp3
from audiopub.audio.assembly import Assembly, read_clip
from audiopub.audio.coding import Job, Wish
from audiopub.audio.decode import Block
from audiopub.audio.filters import Filters
from audiopub.audio.frames import SAMPLE_RATE
from audiopub.audio.loudness import Analysis, amplitude
from audiopub.audio.meter import Form, Meter
from audiopub.audio.probe import Hearing, listen
from audiopub.audio.trial import Excerpts
from audiopub.errors import SoundError
from audiopub.model import Coding, Master, Piece, SoundFormat, Timeline, Treatment
from audiopub.store.files import explained

_PEAKS = 1000
"""Points of the envelope."""

_COMPLIANT = 1.0
"""LU by which an MP3 may miss the target and still be left as it is; the check allows as much."""

Mastering = Literal["auto", "always", "never"]
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MasterOptions:
    """What the producer wants of the published sound."""

    master: Mastering = "auto"
    """``auto`` leaves the sound of an MP3 as it is, byte for byte, if it is as wanted; ``never``
    leaves that of any, and encodes others as loud as they are; ``always`` leaves none."""

    target_lufs: float = -16.0
    """Integrated loudness."""

    ceiling_dbtp: float = -1.0
    """The highest true peak."""

    formats: tuple[SoundFormat, ...] = ("mp3",)
    """The formats, the main one first."""

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

    high_pass: bool = False
    """Whether rumble and offset below 80 Hz are taken out."""


def master(
    recording: Path,
    target: Path,
    options: MasterOptions,
    *,
    name: str,
    clip_name: Callable[[Path], str] = Path.as_posix,
    progress: Progress | None = None,
    cores: int | None = None,
) -> Master:
    """Master a recording and write it in all formats that are wanted.

    Args:
        recording: The file.
        target: Where the file of the first format goes; those of others go beside it and end in
            the format's name. Whatever fails, nothing is left there.
        options: What is wanted.
        name: How messages call the recording.
        clip_name: Tells how messages call a clip.
        progress: Is told how much is done, from 0 to 1.
        cores: How many threads measure and encode; as many as the machine has cores if not
            given. The result is the same.

    Returns:
        What was made. Its true peak is under the ceiling; its loudness is within 0.1 LU of the
        target, unless no gain reaches that under the ceiling.

    Raises:
        SoundError: As :func:`audiopub.audio.probe.listen`, of the recording or of a clip; AP308 a
            clip is too long, AP309 MP3 has no such bit rate, AP310 the ceiling cannot be held.
        StoreError: As :func:`audiopub.store.files.explained`: a file cannot be written.
    """
    report = progress or (lambda _: None)
    files = {form: target.with_suffix(f".{form}") for form in options.formats}
    files[options.formats[0]] = target
    with ExitStack() as stack:
        workers = stack.enter_context(ThreadPoolExecutor(cores or os.cpu_count()))
        stack.enter_context(_whole(files.values()))
        task = _Task(recording=recording, name=name, options=options, workers=workers)
        made = task.run(files, clip_name, report)
    report(1.0)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class _Programme:
    """What is encoded, and what is known of it."""

    assembly: Assembly
    analysis: Analysis
    excerpts: tuple[tuple[int, Block], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """A recording, and what is wanted of it."""

    recording: Path
    name: str
    options: MasterOptions
    workers: Executor

    def run(
        self,
        files: Mapping[SoundFormat, Path],
        clip_name: Callable[[Path], str],
        report: Progress,
    ) -> Master:
        excerpts = Excerpts()
        hearing = listen(
            self.recording,
            self.name,
            _span(report, 0.0, 0.1),
            executor=self.workers,
            by_hop_at=SAMPLE_RATE,
            tap=excerpts.passing,
        )
        filters = Filters(high_pass=self.options.high_pass)
        untouched = {} if filters.active else self._untouched(hearing, files)
        channels = self.options.channels or (1 if hearing.mono else 2)
        coded = {form: file for form, file in files.items() if form not in untouched}
        if not coded:
            return self._as_it_is(hearing, untouched)
        bitrate_kbps = self.options.bitrate_kbps or (96 if channels == 1 else 128)
        mp3.check(bitrate_kbps)
        programme = self._programme(
            hearing, filters, channels, excerpts, clip_name, _span(report, 0.1, 0.3)
        )
        codings = self._encoded(programme, channels, bitrate_kbps, coded, _span(report, 0.3, 1.0))
        return Master(
            duration=programme.assembly.timeline.duration,
            before=hearing.survey,
            codings=tuple((codings | untouched)[form] for form in self.options.formats),
            timeline=programme.assembly.timeline,
            peaks=self._envelope(programme.analysis, codings),
            treatment=Treatment(high_pass=self.options.high_pass),
        )

    def _untouched(
        self, hearing: Hearing, files: Mapping[SoundFormat, Path]
    ) -> dict[SoundFormat, Coding]:
        """Copy an MP3 whose sound shall stay as it is; say so of it."""
        options, loudness = self.options, hearing.loudness
        as_wanted = options.master == "never" or (
            abs(loudness.integrated_lufs - options.target_lufs) <= _COMPLIANT
            and loudness.true_peak_dbtp <= options.ceiling_dbtp
            and hearing.steady
        )
        if not (
            "mp3" in files
            and options.master != "always"
            and hearing.container == "mp3"
            and as_wanted
            and not (options.intro or options.outro or options.channels or options.bitrate_kbps)
        ):
            return {}
        with explained(files["mp3"], "copy the recording"):
            shutil.copyfile(self.recording, files["mp3"])
        sound = hearing.recording
        coding = Coding(
            format="mp3",
            mime_type="audio/mpeg",
            bitrate=round(hearing.sound_bytes * 8 / sound.duration),
            after=loudness,
            gain_db=0.0,
            curve=hearing.survey.curve,
            untouched=True,
        )
        return {"mp3": coding}

    def _as_it_is(self, hearing: Hearing, untouched: Mapping[SoundFormat, Coding]) -> Master:
        duration = hearing.recording.duration
        whole = Piece(source_start=0.0, source_end=duration, start=0.0)
        return Master(
            duration=duration,
            before=hearing.survey,
            codings=tuple(untouched.values()),
            timeline=Timeline(pieces=(whole,), duration=duration),
            peaks=self._envelope(hearing.analysis, {}),
        )

    def _programme(
        self,
        hearing: Hearing,
        filters: Filters,
        channels: int,
        excerpts: Excerpts,
        clip_name: Callable[[Path], str],
        report: Progress,
    ) -> _Programme:
        """Put the recording between its clips, and analyse the whole."""

        def body() -> Iterator[Block]:
            blocks = decode.blocks(self.recording, SAMPLE_RATE, channels, name=self.name)
            return filters.applied(blocks, SAMPLE_RATE)

        analysis = None if filters.active else hearing.analysis_in(SAMPLE_RATE, channels)
        if analysis is None:
            excerpts = Excerpts()
            expected = round(hearing.recording.duration * SAMPLE_RATE)
            blocks = _counted(body(), expected, _span(report, 0.0, 0.5))
            analysis = self._analysed(excerpts.passing(blocks), channels)
        if analysis.silent:
            raise self._nothing_left(filters)
        assembly = self._assembled(body, analysis, channels, clip_name)
        if assembly.samples != analysis.samples:
            excerpts = Excerpts()
            blocks = _counted(assembly.blocks(), assembly.samples, _span(report, 0.5, 1.0))
            analysis = self._analysed(excerpts.passing(blocks), channels)
        return _Programme(assembly=assembly, analysis=analysis, excerpts=excerpts.result(channels))

    def _nothing_left(self, filters: Filters) -> SoundError:
        """Return the error for a recording that was not silent, and is now."""
        if filters.active:
            return SoundError(
                "AP307",
                "the recording is silent once its rumble is taken out",
                path=self.name,
                hint="check the microphone; or leave the recording as it is: [audio] high_pass",
            )
        return SoundError(
            "AP307",
            "the recording is silent in mono: its channels cancel each other out",
            path=self.name,
            hint="publish it in stereo, or turn the polarity of one channel",
        )

    def _assembled(
        self,
        body: Callable[[], Iterable[Block]],
        analysis: Analysis,
        channels: int,
        clip_name: Callable[[Path], str],
    ) -> Assembly:
        options, lufs = self.options, analysis.loudness.integrated_lufs
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

    def _analysed(self, blocks: Iterable[Block], channels: int) -> Analysis:
        layout = "mono" if channels == 1 else "stereo"
        meter = Meter(Form(sample_rate=SAMPLE_RATE, layout=layout, by_hop=True), self.workers)
        for block in blocks:
            meter.feed(block)
        return meter.result()

    def _encoded(
        self,
        programme: _Programme,
        channels: int,
        bitrate_kbps: int,
        files: Mapping[SoundFormat, Path],
        report: Progress,
    ) -> dict[SoundFormat, Coding]:
        """Encode all formats at once, and those that are not right again."""
        options = self.options
        with ExitStack() as stack:
            jobs = []
            for form, file in files.items():
                wish = Wish(
                    format=form,
                    channels=channels,
                    bitrate_kbps=bitrate_kbps,
                    target_lufs=None if options.master == "never" else options.target_lufs,
                    ceiling_dbtp=options.ceiling_dbtp,
                    name=self.name,
                )
                with explained(file, f"write {file.name}"):
                    coder = coding.coder(wish, file, self.workers)
                stack.callback(coder.close)
                jobs.append(Job(wish, programme.analysis, programme.excerpts, coder))
            attempt, done = 0, 0.0
            while any(job.finished is None for job in jobs):
                attempt += 1
                begin, done = done, 1.0 - 0.1 / attempt  # Most often the first is the last.
                with explained(files[next(iter(files))], "write the sound"):
                    _attempt(jobs, programme.assembly, _span(report, begin, done))
        duration = programme.assembly.timeline.duration
        return {
            job.wish.format: job.coding(
                bitrate_kbps * 1000
                if job.wish.format == "mp3"
                else round(files[job.wish.format].stat().st_size * 8 / duration)
            )
            for job in jobs
        }

    def _envelope(
        self, analysis: Analysis, codings: Mapping[SoundFormat, Coding]
    ) -> tuple[float, ...]:
        """Return the maxima of equal stretches, as loud as they were made and limited."""
        gain = amplitude(next(iter(codings.values())).gain_db) if codings else 1.0
        most = amplitude(self.options.ceiling_dbtp) if codings else 1.0
        hop_peaks = analysis.hop_peaks
        count = min(_PEAKS, len(hop_peaks))
        maxima = np.maximum.reduceat(hop_peaks, np.arange(count) * len(hop_peaks) // count)
        return tuple(round(min(float(peak) * gain, most), 3) for peak in maxima)


def _attempt(jobs: Sequence[Job], assembly: Assembly, report: Progress) -> None:
    """Give the programme to all formats that are not right yet, and listen to what was made."""
    start = 0
    for block in _counted(assembly.blocks(), assembly.samples, report):
        for job in jobs:
            job.feed(block, start)
        start += len(block)
    for job in jobs:
        job.last()
    for job in jobs:
        job.judge()


@contextmanager
def _whole(files: Collection[Path]) -> Iterator[None]:
    """Leave none of the files behind if anything fails."""
    try:
        yield
    except BaseException:
        for file in files:
            file.unlink(missing_ok=True)
        raise


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
