"""Masters a recording: the right loudness under a ceiling, in every format, verified by decoding.

The recording is listened to once, and once more decoded to be encoded, in all formats at the same
time (:mod:`audiopub.audio.coding`). Nothing of it is held in memory but its hops' peaks.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from audiopub.audio import coding, mp3
from audiopub.audio.assembly import Assembly
from audiopub.audio.coding import Job, Wish
from audiopub.audio.loudness import Analysis, amplitude
from audiopub.audio.programme import Programme, Take
from audiopub.audio.progress import Progress, counted, span
from audiopub.model import Coding, Cuts, Master, MasterOptions, Piece, SoundFormat, Timeline
from audiopub.store.files import explained

_PEAKS = 1000
"""Points of the envelope."""

_COMPLIANT = 1.0
"""LU by which an MP3 may miss the target and still be left as it is; the check allows as much."""


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
            clip is too long, AP309 MP3 has no such bit rate, AP310 the ceiling cannot be held,
            AP311 a music bed is too short.
        StoreError: As :func:`audiopub.store.files.explained`: a file cannot be written.
    """
    report = progress or (lambda _: None)
    files = {form: target.with_suffix(f".{form}") for form in options.formats}
    files[options.formats[0]] = target
    with ExitStack() as stack:
        cores = cores or os.cpu_count() or 1
        workers = stack.enter_context(ThreadPoolExecutor(cores))
        stack.enter_context(_whole(files.values()))
        task = _Task(recording=recording, name=name, options=options, workers=workers, cores=cores)
        made = task.run(files, clip_name, report)
    report(1.0)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """A recording, and what is wanted of it."""

    recording: Path
    name: str
    options: MasterOptions
    workers: Executor
    cores: int

    def run(
        self,
        files: Mapping[SoundFormat, Path],
        clip_name: Callable[[Path], str],
        report: Progress,
    ) -> Master:
        take = Take.heard_of(
            self.recording, self.name, self.options, self.workers, span(report, 0.0, 0.3)
        )
        untouched = self._untouched(take, files)
        coded = {form: file for form, file in files.items() if form not in untouched}
        if not coded:
            return self._as_it_is(take, untouched)
        bitrate_kbps = self.options.bitrate or (96 if take.channels == 1 else 128)
        mp3.check(bitrate_kbps)
        programme = take.programme(clip_name)
        channels, before, treatment = take.channels, take.hearing.survey, take.treatment
        del take  # what is known of the recording as it is takes 10 MB an hour
        with ExitStack() as stack:
            jobs = self._jobs(programme, channels, bitrate_kbps, coded, stack)
            programme = replace(programme, excerpts=())  # which take 14 MB
            codings = self._encoded(programme.assembly, jobs, coded, span(report, 0.3, 1.0))
        return Master(
            duration=programme.assembly.timeline.duration,
            before=before,
            codings=tuple((codings | untouched)[form] for form in self.options.formats),
            timeline=programme.timeline,
            cuts=programme.cuts,
            peaks=self._envelope(programme.analysis, codings),
            treatment=treatment,
        )

    def _untouched(
        self, take: Take, files: Mapping[SoundFormat, Path]
    ) -> dict[SoundFormat, Coding]:
        """Copy an MP3 whose sound shall stay as it is; say so of it."""
        options, hearing = self.options, take.hearing
        loudness = hearing.loudness
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
            and not (options.adds or options.channels or options.bitrate)
            and not take.filters.active
            and not (take.levels and take.levels.active)
            and not (options.cuts and take.cutting.cuts_something)
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

    def _as_it_is(self, take: Take, untouched: Mapping[SoundFormat, Coding]) -> Master:
        hearing = take.hearing
        duration = hearing.recording.duration
        whole = Piece(source_start=0.0, source_end=duration, start=0.0)
        return Master(
            duration=duration,
            before=hearing.survey,
            codings=tuple(untouched.values()),
            timeline=Timeline(pieces=(whole,), duration=duration, recorded=duration),
            cuts=take.cutting.cuts if self.options.cuts else Cuts(),
            peaks=self._envelope(hearing.analysis, {}),
            treatment=take.treatment,
        )

    def _jobs(
        self,
        programme: Programme,
        channels: int,
        bitrate_kbps: int,
        files: Mapping[SoundFormat, Path],
        stack: ExitStack,
    ) -> list[Job]:
        """Try out first what each format does to the sound; the stack ends what is begun."""
        options = self.options
        wishes, coders = [], []
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
                coder = coding.coder(wish, file, self.workers, self.cores)
            stack.callback(coder.close)
            wishes.append(wish)
            coders.append(coder)
        job_of = partial(Job, programme.analysis, programme.excerpts)
        with explained(files[next(iter(files))], "write the sound"):
            return list(self.workers.map(job_of, wishes, coders))

    def _encoded(
        self,
        assembly: Assembly,
        jobs: Sequence[Job],
        files: Mapping[SoundFormat, Path],
        report: Progress,
    ) -> dict[SoundFormat, Coding]:
        """Encode all formats at once, and those that are not right again."""
        attempt, done = 0, 0.0
        while any(job.finished is None for job in jobs):
            attempt += 1
            begin, done = done, 1.0 - 0.1 / attempt  # Most often the first is the last.
            with explained(files[next(iter(files))], "write the sound"):
                _attempt(jobs, assembly, span(report, begin, done))
        return {
            job.wish.format: job.coding(
                job.wish.bitrate_kbps * 1000
                if job.wish.format == "mp3"
                else round(files[job.wish.format].stat().st_size * 8 / assembly.timeline.duration)
            )
            for job in jobs
        }

    def _envelope(
        self, analysis: Analysis, codings: Mapping[SoundFormat, Coding]
    ) -> tuple[float, ...]:
        """Return the maxima of equal stretches, as loud as they were made and limited."""
        gain = amplitude(next(iter(codings.values())).gain_db) if codings else 1.0
        most = amplitude(self.options.ceiling_dbtp) if codings else 1.0
        hops = len(analysis.hop_peaks)
        count = min(_PEAKS, hops)
        maxima = analysis.hop_peaks.highest(np.arange(count) * hops // count)
        return tuple(round(min(float(peak) * gain, most), 3) for peak in maxima)


def _attempt(jobs: Sequence[Job], assembly: Assembly, report: Progress) -> None:
    """Give the programme to all formats that are not right yet, and listen to what was made."""
    start = 0
    for block in counted(assembly.blocks(), assembly.samples, report):
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
