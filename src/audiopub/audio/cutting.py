"""Cuts silence off a recording's edges, and shortens its pauses, with no click and no lost breath.

What is silent is told from how loud the recording is and how loud its noise: the figures are those
of :class:`audiopub.audio.loudness.Analysis`, K-weighted, so that rumble below the voice counts
little and consonants count much. What is cut out lies well inside of silence; all that is heard
stays, sample by sample.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audiopub.audio.decode import Block
from audiopub.audio.loudness import Analysis, loudness_of, power
from audiopub.audio.meter import HOPS
from audiopub.audio.tape import Tape
from audiopub.model import Cuts, Finding, Piece, Place, Timeline

_FRAMES = 50
"""In a second; the hops of every sample rate can be added up to such frames."""

_QUIET = -40.0
"""In LU against the recording: nobody hears what is below it beside speech."""

_NOISY = -18.0
"""In LU against the recording: noise above it cannot be told from what shall be heard."""

_ABOVE_NOISE = 4.0
"""LU that noise keeps below: it fluctuates."""

_FLOOR = 0.05
"""The noise is what the quietest twentieth of the recording is like, digital silence left out."""

_ROOM = 0.3
"""Seconds that have to be quiet together to be taken as noise: more than what is between words."""

_BEFORE, _AFTER = 0.3, 0.6
"""Seconds that stay of the silence at the edges: soft consonants begin in them, and voices and
rooms die away."""

_WAKE, _DIE = 0.1, 0.4
"""Seconds in which the sound comes and goes at an edge that was cut."""

_REST = 0.6
"""The part of a pause that is kept after what is heard before it; the rest is kept before what
comes next."""

_WORTH = 0.2
"""Seconds; less than that is not cut."""

_CROSSFADE = 0.02
"""Seconds in which the sound before a cut and that after it fade into each other."""

_DIGITAL = -120.0
"""LUFS: less than 16 bits can hold."""

_MOST = 0.5
"""The part of a recording that may be cut out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutting:
    """What is kept of a recording."""

    kept: tuple[tuple[int, int], ...]
    """The stretches, in samples."""

    samples: int
    """How long the recording is."""

    sample_rate: int
    """In hertz."""

    cuts: Cuts
    """What was cut out, for people."""

    @classmethod
    def nothing(cls, samples: int, sample_rate: int, *, declined: float = 0.0) -> Cutting:
        """Return what keeps all of a recording.

        Args:
            samples: How long it is.
            sample_rate: In hertz.
            declined: Seconds that would have been cut out.
        """
        cuts = Cuts(declined=declined)
        return cls(kept=((0, samples),), samples=samples, sample_rate=sample_rate, cuts=cuts)

    @property
    def cuts_something(self) -> bool:
        """Whether anything is cut out."""
        return self.kept != ((0, self.samples),)

    @property
    def kept_samples(self) -> int:
        """How long the rest is."""
        return sum(end - begin for begin, end in self.kept)

    def passing(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Yield what is kept of a recording.

        The sound before a cut goes on for a moment under that after it, and fades out while that
        fades in, with equal power: what is mixed is noise.
        """
        tape, position = Tape(blocks), 0
        over: Block | None = None
        for begin, end in self.kept:
            tape.skip(begin - position)
            rising = self._length(_WAKE if over is None else _CROSSFADE) if begin else 0
            falling = self._length(_DIE) if end == self.kept[-1][1] < self.samples else 0
            yield from _risen(tape.whole(rising), over)
            yield from tape.take(end - begin - rising - falling)
            yield from _died(tape.whole(falling))
            going_on = 0 if end == self.kept[-1][1] else self._length(_CROSSFADE)
            over, position = tape.whole(going_on), end + going_on

    def timeline(self, whole: Timeline) -> Timeline:
        """Return where the stretches stand.

        Args:
            whole: Where the rest stands, as one piece, in the published file.
        """
        start, pieces = whole.pieces[0].start, []
        for begin, end in self.kept:
            source_start, source_end = begin / self.sample_rate, end / self.sample_rate
            pieces.append(Piece(source_start=source_start, source_end=source_end, start=start))
            start += source_end - source_start
        recorded = self.samples / self.sample_rate
        return Timeline(pieces=tuple(pieces), duration=whole.duration, recorded=recorded)

    def _length(self, seconds: float) -> int:
        return round(seconds * self.sample_rate)


def cutting(
    analysis: Analysis, sample_rate: int, *, trim: bool, longest_pause: float | None
) -> Cutting:
    """Find what can be cut out of a recording.

    Args:
        analysis: Of the recording, by the hop.
        sample_rate: In hertz.
        trim: Whether silence at the edges goes.
        longest_pause: Seconds that longer pauses are shortened to; ``None`` to leave them.

    Returns:
        What is kept. If more than half were to go, all is: what seems to be silence may be the
        better part.
    """
    samples = analysis.samples
    gaps = []
    for begin, end in silences(analysis, sample_rate):
        at_edge = begin == 0 or end == samples
        if at_edge and trim:
            before, after = _BEFORE, _AFTER
        elif not at_edge and longest_pause is not None:
            before, after = (1.0 - _REST) * longest_pause, _REST * longest_pause
        else:
            continue
        first = begin + (round(after * sample_rate) if begin else 0)
        last = end - (round(before * sample_rate) if end < samples else 0)
        if last - first >= _WORTH * sample_rate:
            gaps.append((first, last))
    lengths = [(end - begin) / sample_rate for begin, end in gaps]
    if sum(lengths) > _MOST * samples / sample_rate:
        return Cutting.nothing(samples, sample_rate, declined=sum(lengths))
    bounds = [0, *(bound for gap in gaps for bound in gap), samples]
    taken_first = lengths.pop(0) if gaps and gaps[0][0] == 0 else 0.0
    taken_last = lengths.pop() if gaps and gaps[-1][1] == samples else 0.0
    return Cutting(
        kept=tuple(
            (begin, end)
            for begin, end in zip(bounds[::2], bounds[1::2], strict=True)
            if end > begin
        ),
        samples=samples,
        sample_rate=sample_rate,
        cuts=Cuts(
            start=taken_first,
            end=taken_last,
            pauses=len(lengths),
            longest_pause=longest_pause if lengths and longest_pause else 0.0,
            shortened=sum(lengths),
        ),
    )


def findings(cuts: Cuts, duration: float, name: str) -> tuple[Finding, ...]:
    """Return what a producer should look at.

    Args:
        cuts: What was cut out of a recording, or was not.
        duration: Of the recording, in seconds.
        name: How messages call it.
    """
    if not cuts.declined:
        return ()
    return (
        Finding(
            code="AP370",
            severity="warning",
            place=Place(path=name),
            message=f"{cuts.declined / duration:.0%} of the recording seem to be silence, "
            f"{cuts.declined:.0f} s; as that is more than half, nothing was cut",
            hint="listen to it: cut what is really silent by hand, and bring quiet voices up",
        ),
    )


def silences(analysis: Analysis, sample_rate: int) -> list[tuple[int, int]]:
    """Return the stretches in which nothing is heard but the noise of the room, in samples.

    Args:
        analysis: Of the recording, by the hop.
        sample_rate: In hertz.
    """
    hops = HOPS[sample_rate] * 10 // _FRAMES
    length = sample_rate // _FRAMES
    begins = np.arange(0, len(analysis.hop_energies), hops)
    powers = np.add.reduceat(analysis.hop_energies, begins, dtype=np.float64) / length
    quiet = powers < power(_threshold(powers, analysis.loudness.integrated_lufs))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    places = np.minimum(edges * length, analysis.samples).tolist()
    return list(zip(places[::2], places[1::2], strict=True))


def _threshold(powers: NDArray[np.float64], lufs: float) -> float:
    """Return the loudness, in LUFS, below which a frame is silent."""
    width = min(round(_ROOM * _FRAMES), len(powers))
    highest = np.lib.stride_tricks.sliding_window_view(powers, width).max(axis=1)
    heard = np.sort(highest[highest > power(_DIGITAL)])
    noise = loudness_of(float(heard[int(len(heard) * _FLOOR)])) + _ABOVE_NOISE
    quiet = lufs + _QUIET
    return max(noise, quiet) if noise <= lufs + _NOISY else quiet


def _risen(head: Block | None, over: Block | None) -> Iterator[Block]:
    """Fade a stretch in, and what stands over it out."""
    if head is not None:
        angles = _angles(len(head))
        mixed: Block = head * np.sin(angles)
        if over is not None:
            mixed += over[: len(head)] * np.cos(angles)
        yield mixed


def _died(tail: Block | None) -> Iterator[Block]:
    """Fade a stretch out."""
    if tail is not None:
        yield tail * np.cos(_angles(len(tail)))


def _angles(length: int) -> NDArray[np.float32]:
    """Return a quarter of a turn, for fades with equal power."""
    turn = (np.arange(length) + 0.5) * (np.pi / 2 / length)
    return turn.astype(np.float32)[:, np.newaxis]
