"""What is encoded of a recording: decoded, filtered, leveled, cut, on its bed, between its clips.

Everything streams, and is decoded anew whenever it is needed. What is known of it is measured in a
pass of its own, unless the recording was heard as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from audiopub.audio import decode
from audiopub.audio.assembly import Assembly, read_clip
from audiopub.audio.bed import read_bed
from audiopub.audio.cutting import Cutting, cutting
from audiopub.audio.decode import Block
from audiopub.audio.filters import Filters
from audiopub.audio.frames import SAMPLE_RATE
from audiopub.audio.hum import HumListener
from audiopub.audio.leveler import MOST, Levels, levels
from audiopub.audio.loudness import Analysis
from audiopub.audio.meter import Form, Meter
from audiopub.audio.probe import Hearing, listen
from audiopub.audio.progress import Progress, counted, span
from audiopub.audio.trial import Excerpts
from audiopub.errors import SoundError
from audiopub.model import Cuts, Hum, MasterOptions, Timeline, Treatment


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What is encoded, and what is known of it."""

    assembly: Assembly
    """The sound."""

    analysis: Analysis
    """Of all of it, by the hop."""

    excerpts: tuple[tuple[int, Block], ...]
    """Of all of it, with their places in samples."""

    timeline: Timeline
    """Where the recording stands in it."""

    cuts: Cuts
    """What was cut out of the recording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Sound that was measured."""

    analysis: Analysis
    """By the hop."""

    excerpts: tuple[tuple[int, Block], ...]
    """Of it, with their places in samples."""


@dataclass(frozen=True, kw_only=True)
class Take:
    """A recording that a programme is made of, in the channels that it is published in."""

    recording: Path
    """The file."""

    name: str
    """How messages call it."""

    hearing: Hearing
    """What was heard of it as it is."""

    excerpts: Excerpts
    """What was kept of it as it is."""

    hum: Hum | None
    """What hums in it; ``None`` if nobody listened for that."""

    channels: int
    """1 or 2."""

    options: MasterOptions
    """What is wanted."""

    workers: Executor
    """Where it is measured."""

    progress: Progress
    """Is told how much is done, from 0 to 1."""

    @classmethod
    def heard_of(
        cls,
        recording: Path,
        name: str,
        options: MasterOptions,
        workers: Executor,
        progress: Progress,
    ) -> Take:
        """Listen to a recording from its beginning to its end.

        Args:
            recording: The file.
            name: How messages call it.
            options: What is wanted.
            workers: Where it is measured.
            progress: Is told how much is done until it is to be encoded, from 0 to 1.

        Raises:
            SoundError: As :func:`audiopub.audio.probe.listen`.
        """
        excerpts = Excerpts()
        listener = HumListener() if options.remove_hum else None

        def tap(blocks: Iterable[Block], sample_rate: int) -> Iterable[Block]:
            return excerpts.passing(listener.passing(blocks, sample_rate) if listener else blocks)

        hearing = listen(
            recording,
            name,
            span(progress, 0.0, 0.3),
            executor=workers,
            by_hop_at=SAMPLE_RATE,
            raised_db=MOST if options.leveler else 0.0,
            tap=tap,
        )
        return cls(
            recording=recording,
            name=name,
            hearing=hearing,
            excerpts=excerpts,
            hum=listener.result() if listener else None,
            channels=options.channels or (1 if hearing.mono else 2),
            options=options,
            workers=workers,
            progress=span(progress, 0.3, 1.0),
        )

    @property
    def filters(self) -> Filters:
        """What is taken out of it."""
        return Filters(high_pass=self.options.high_pass, hum=self.hum.lines if self.hum else ())

    @property
    def treatment(self) -> Treatment:
        """What is done to it besides making it as loud as wanted."""
        options = self.options
        return Treatment(
            high_pass=options.high_pass,
            hum=self.hum,
            leveled=self.levels.leveled if self.levels else None,
            bed_level=options.bed_level if options.bed else None,
        )

    def blocks(self) -> Iterator[Block]:
        """Decode the recording, filter it, and bring its speakers together."""
        filtered = self._filtered()
        return self.levels.applied(filtered, SAMPLE_RATE) if self.levels else filtered

    @cached_property
    def levels(self) -> Levels | None:
        """What brings its speakers together; ``None`` if that is not wanted."""
        return levels(self._unleveled.analysis) if self.options.leveler else None

    @cached_property
    def heard(self) -> Heard:
        """What is known of it.

        Raises:
            SoundError: AP307, nothing is left of it.
        """
        found = self._unleveled
        if self.levels is None:
            return found
        excerpts = (
            (place, self.levels.applied_at(block, place, SAMPLE_RATE))
            for place, block in found.excerpts
        )
        return Heard(analysis=self.levels.analysed(found.analysis), excerpts=tuple(excerpts))

    def _filtered(self) -> Iterator[Block]:
        blocks = decode.blocks(self.recording, SAMPLE_RATE, self.channels, name=self.name)
        return self.filters.applied(blocks, SAMPLE_RATE)

    @cached_property
    def _unleveled(self) -> Heard:
        """What is known of it before its speakers are brought together."""
        filtered = self.filters.active
        analysis = None if filtered else self.hearing.analysis_in(SAMPLE_RATE, self.channels)
        if analysis is None:
            expected = round(self.hearing.recording.duration * SAMPLE_RATE)
            found = self._measured(
                counted(self._filtered(), expected, span(self.progress, 0.0, 0.5))
            )
        else:
            found = Heard(analysis=analysis, excerpts=self.excerpts.result(self.channels))
        if found.analysis.silent:
            raise self._nothing_left()
        return found

    @cached_property
    def cutting(self) -> Cutting:
        """What is kept of it."""
        options, analysis = self.options, self.heard.analysis
        return cutting(
            analysis,
            SAMPLE_RATE,
            self.blocks,
            trim=options.trim_silence,
            longest_pause=options.longest_pause,
        )

    def programme(self, clip_name: Callable[[Path], str]) -> Programme:
        """Put the recording on its bed and between its clips, and measure the whole.

        Args:
            clip_name: Tells how messages call a clip.

        Raises:
            SoundError: As :func:`audiopub.audio.assembly.read_clip` and
                :func:`audiopub.audio.bed.read_bed`.
        """
        heard = self.heard
        assembly = self._assembled(clip_name)
        if self.cutting.cuts_something or self.options.adds:
            blocks = counted(assembly.blocks(), assembly.samples, span(self.progress, 0.5, 1.0))
            heard = self._measured(blocks)
        return Programme(
            assembly=assembly,
            analysis=heard.analysis,
            excerpts=heard.excerpts,
            timeline=self.cutting.timeline(assembly.timeline),
            cuts=self.cutting.cuts,
        )

    def _nothing_left(self) -> SoundError:
        """Return the error for a recording that was not silent, and is now."""
        if self.filters.active:
            return SoundError(
                "AP307",
                "the recording is silent once its rumble and hum are taken out",
                path=self.name,
                hint="check the microphone, and which track was exported",
            )
        return SoundError(
            "AP307",
            "the recording is silent in mono: its channels cancel each other out",
            path=self.name,
            hint="publish it in stereo, or turn the polarity of one channel",
        )

    def _assembled(self, clip_name: Callable[[Path], str]) -> Assembly:
        options, lufs = self.options, self.heard.analysis.loudness.integrated_lufs
        intro, outro = (
            read_clip(clip, SAMPLE_RATE, self.channels, lufs, name=clip_name(clip))
            if clip
            else None
            for clip in (options.intro, options.outro)
        )
        return Assembly(
            body=self._body(clip_name),
            body_samples=self.cutting.kept_samples,
            sample_rate=SAMPLE_RATE,
            intro=intro,
            outro=outro,
            crossfade=options.crossfade,
            fade_in=options.fade_in,
            fade_out=options.fade_out,
        )

    def _body(self, clip_name: Callable[[Path], str]) -> Callable[[], Iterable[Block]]:
        """Return what decodes the recording, cuts it, and lays its bed under it."""
        clip, kept = self.options.bed, self.cutting
        if clip is None:
            return lambda: kept.passing(self.blocks())
        lufs = self.heard.analysis.loudness.integrated_lufs + self.options.bed_level
        bed = read_bed(clip, SAMPLE_RATE, self.channels, lufs, name=clip_name(clip))
        return lambda: bed.under(kept.passing(self.blocks()), kept.kept_samples)

    def _measured(self, blocks: Iterable[Block]) -> Heard:
        layout = "mono" if self.channels == 1 else "stereo"
        raised_db = MOST if self.options.leveler else 0.0
        form = Form(sample_rate=SAMPLE_RATE, layout=layout, by_hop=True, raised_db=raised_db)
        meter = Meter(form, self.workers)
        excerpts = Excerpts()
        for block in excerpts.passing(blocks):
            meter.feed(block)
        return Heard(analysis=meter.result(), excerpts=excerpts.result(self.channels))
