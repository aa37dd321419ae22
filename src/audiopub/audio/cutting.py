"""Cuts silence off a recording's edges, and shortens its pauses, with no click and no lost breath.

What is cut out lies well inside of the tone of the room (:mod:`audiopub.audio.roomtone`); all that
is heard stays, sample by sample.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audiopub.audio.decode import Block
from audiopub.audio.loudness import Analysis
from audiopub.audio.roomtone import Stretch, room_tone, without_music
from audiopub.audio.tape import Tape
from audiopub.model import Cuts, Piece, Timeline

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

_MOST = 0.5
"""The part of a recording that may be cut out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutting:
    """What is kept of a recording."""

    kept: tuple[Stretch, ...]
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
    analysis: Analysis,
    sample_rate: int,
    blocks: Callable[[], Iterable[Block]],
    *,
    trim: bool,
    longest_pause: float | None,
) -> Cutting:
    """Find what can be cut out of a recording.

    Args:
        analysis: Of the recording, by the hop.
        sample_rate: In hertz.
        blocks: Decodes the recording, if that has to be listened to once more.
        trim: Whether silence at the edges goes.
        longest_pause: Seconds that longer pauses are shortened to; ``None`` to leave them.

    Returns:
        What is kept. If more than half were to go, all is: what seems to be silence may be the
        better part.
    """
    samples = analysis.samples
    room = room_tone(analysis, sample_rate)
    gaps: dict[Stretch, Stretch] = {}
    for stretch in room.stretches:
        at_edge = stretch[0] == 0 or stretch[1] == samples
        if at_edge and trim:
            after, before = _AFTER, _BEFORE
        elif not at_edge and longest_pause is not None:
            after, before = _REST * longest_pause, (1.0 - _REST) * longest_pause
        else:
            continue
        first = stretch[0] + (round(after * sample_rate) if stretch[0] else 0)
        last = stretch[1] - (round(before * sample_rate) if stretch[1] < samples else 0)
        if last - first >= _WORTH * sample_rate:
            gaps[stretch] = first, last
    if gaps and room.audible:
        gaps = {one: gaps[one] for one in without_music(tuple(gaps), blocks(), sample_rate)}
    return _without(tuple(gaps.values()), samples, sample_rate, longest_pause)


def _without(
    gaps: Sequence[Stretch], samples: int, sample_rate: int, longest_pause: float | None
) -> Cutting:
    """Return what is left of a recording without some gaps."""
    lengths = [(last - first) / sample_rate for first, last in gaps]
    if sum(lengths) > _MOST * samples / sample_rate:
        return Cutting.nothing(samples, sample_rate, declined=sum(lengths))
    bounds = [0, *(bound for gap in gaps for bound in gap), samples]
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    start = lengths.pop(0) if gaps and gaps[0][0] == 0 else 0.0
    end = lengths.pop() if gaps and gaps[-1][1] == samples else 0.0
    return Cutting(
        kept=tuple((first, last) for first, last in pairs if last > first),
        samples=samples,
        sample_rate=sample_rate,
        cuts=Cuts(
            start=start,
            end=end,
            pauses=len(lengths),
            longest_pause=longest_pause if lengths and longest_pause else 0.0,
            shortened=sum(lengths, 0.0),
        ),
    )


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
