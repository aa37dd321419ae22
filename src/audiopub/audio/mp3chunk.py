"""A chunk of an MP3: encoded, listened to, and mended where coding raised its peaks too high.

All of it depends on the samples of the chunk alone, so it does not matter which core does it, or
when. What a decoder makes of a frame depends on that frame and on the one before it. So a chunk
sounds in the file as it sounds by itself, but for the frames around its seams; those are listened
to again when it is joined to its neighbours (:mod:`audiopub.audio.mp3coder`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from audiopub.audio import mp3
from audiopub.audio.decode import Block
from audiopub.audio.frames import FRAME, LATEST, LEAD, OVERLAP, SAMPLE_RATE, Frames, Splicer, parse
from audiopub.audio.limiter import Limiter
from audiopub.audio.meter import Form, Part, Tally, part
from audiopub.audio.mp3 import DECODER_DELAY, DELAY
from audiopub.audio.truepeak import AFTER

CHUNK = 1470
"""Frames: 38.4 s. What chunks overlap by is 2.4 % of it."""

SHIFT = DELAY + DECODER_DELAY
"""Samples by which sound comes later out of the decoder than it went into LAME."""

STEP = SAMPLE_RATE // 10
"""Samples in a step of the meter."""

SURE = 7 * STEP, -STEP
"""From where to where a chunk is sure to sound in the file as by itself, in samples after its own
first one, and after its own last one: the latest seam, a frame, and what the meter remembers."""

_PIECE = 32 * STEP
"""Samples that are listened to at a time: 3.2 s, as little memory as does not take more time."""

_PUBLISHED = -STEP, 5 * STEP
"""From where to where some of it may get into the file: between the outermost seams."""

_MENDED = 1.03
"""A peak is brought so far below what is allowed (0.26 dB): the noise of coding is another one each
time."""

_MENDINGS = 6
"""Rounds of it at the most. One is nearly always enough."""

_AROUND = 6, 60
"""Hops before and after a peak in which :class:`audiopub.audio.limiter.Limiter` works."""

_APART = LEAD + OVERLAP
"""Frames that have to be between two places that are mended, or they are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What kind of MP3."""

    channels: int
    """1 or 2."""

    bitrate_kbps: int
    """One of :data:`audiopub.audio.mp3.BIT_RATES`."""

    above: float
    """The true peak above which a hop is mended, and told if that was in vain."""

    chunk: int = CHUNK
    """Frames that are encoded at a time; whole steps of the meter, as those of 245 frames are."""

    @property
    def own(self) -> int:
        """The samples of a chunk, without what it overlaps by."""
        return self.chunk * FRAME

    @property
    def form(self) -> Form:
        """How it is listened to."""
        layout = "mono" if self.channels == 1 else "stereo"
        return Form(sample_rate=SAMPLE_RATE, layout=layout, above=self.above)

    def encoded(self, samples: NDArray[np.int16]) -> Frames:
        """Encode samples of shape (n, channels)."""
        pcm = samples.data.cast("B")
        data = mp3.encode(pcm, channels=self.channels, bitrate_kbps=self.bitrate_kbps)
        return parse(data, self.channels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A chunk that is ready to be joined to its neighbours."""

    frames: Frames
    """What it was encoded to."""

    parts: tuple[Part, ...]
    """What was heard where it sounds in the file as it does by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chunk:
    """Where in its samples a chunk is listened to."""

    kind: Kind
    samples: int
    first: bool
    last: bool

    def listened(self, frames: Frames) -> tuple[tuple[Part, ...], NDArray[np.intp], Block]:
        """Return what is heard where it is sure, and all hops that are too loud, with their peaks.

        The place of a hop is its middle, in samples of the chunk.
        """
        own = 0 if self.first else LEAD * FRAME
        end = self.samples if self.last else own + self.kind.own
        begin = own if self.first else own + SURE[0]
        sure = begin, end if self.last else end + SURE[1]
        edges = [*range(*sure, _PIECE), sure[1]]
        before = [] if self.first else [own + _PUBLISHED[0]]
        after = [] if self.last else [end + _PUBLISHED[1]]
        sound = mp3.played(frames.data, self.kind.channels)
        parts = measured(sound, [*before, *edges, *after], self.kind.form)
        tally = Tally(self.kind.form)
        for found in parts:
            tally.take(found)
        heard = tally.result(0)
        places = (before or edges)[0] + np.rint(heard.over_times * SAMPLE_RATE).astype(np.intp)
        published = tuple(parts[len(before) : len(parts) - len(after)])
        return published, places, heard.over_peaks.astype(np.float32)


def made(pcm: bytes | bytearray, kind: Kind, *, first: bool, last: bool) -> Made:
    """Encode a chunk, and lower what comes out too loud until nothing does.

    Args:
        pcm: Its samples, as :func:`audiopub.audio.mp3.encode` takes them.
        kind: What is wanted.
        first: Whether nothing comes before it; else it begins :data:`LEAD` frames before its own.
        last: Whether nothing comes after it; else it goes on for :data:`OVERLAP` frames.
    """
    samples = np.frombuffer(pcm, "<i2").reshape(-1, kind.channels)
    chunk = _Chunk(kind=kind, samples=len(samples), first=first, last=last)
    frames = kind.encoded(samples)
    parts, places, peaks = chunk.listened(frames)
    for _ in range(_MENDINGS):
        if not places.size:
            break
        samples = _lowered(samples, places, peaks, kind)
        frames = _mended(frames, samples, places, kind)
        parts, places, peaks = chunk.listened(frames)
    return Made(frames=frames, parts=parts)


def measured(sound: Iterable[Block], edges: Sequence[int], form: Form) -> list[Part]:
    """Measure stretches of decoded sound, one after the other.

    Args:
        sound: What the decoder gives, :data:`SHIFT` later than what was encoded.
        edges: The samples of what was encoded with which stretches begin and end.
        form: How they are measured.
    """
    # Of what the decoder gives, this is held, and where it ends.
    held, upto = (
        np.zeros((len(form.weights), max(form.lead - SHIFT - edges[0], 0)), np.float32).T,
        0,
    )
    blocks, found = iter(sound), []
    for first, last in pairwise(edges):
        begin, end = first - form.lead + SHIFT, last + SHIFT + AFTER
        gathered = [held]
        while upto < end and (block := next(blocks, None)) is not None:
            gathered.append(block)
            upto += len(block)
        held = np.concatenate(gathered)
        held = held[begin - (upto - len(held)) :]
        stretch = held[: end - begin]
        length = last - first + form.lead
        if length % form.hop or len(stretch) < length + AFTER:
            stretch = form.filled(stretch[:length])
        found.append(part(stretch, form))
    return found


def _lowered(
    samples: NDArray[np.int16], places: NDArray[np.intp], peaks: NDArray[np.float32], kind: Kind
) -> NDArray[np.int16]:
    """Return samples in which peaks are limited."""
    hop, lowered = kind.form.hop, samples.copy()
    hops = np.zeros(len(samples) // hop + 1, np.float32)
    np.maximum.at(hops, places // hop, peaks)
    limiter = Limiter(peaks=hops, gain=1.0, ceiling=kind.above / _MENDED)
    for place in places.tolist():
        first = max(place // hop - _AROUND[0], 0) * hop
        around = slice(first, first + sum(_AROUND) * hop)
        # From the samples as they were: dips that overlap are one curve.
        lowered[around] = np.rint(limiter.apply(samples[around].astype(np.float32), first, hop))
    return lowered


def _mended(
    frames: Frames, samples: NDArray[np.int16], places: NDArray[np.intp], kind: Kind
) -> Frames:
    """Return a chunk's frames with those around some places encoded anew."""
    splicer, joined = Splicer(), b""
    at = 0  # the frame from which on nothing has been joined yet
    for begin, end in _stretches(places, kind.form.hop):
        start, stop = max(begin - LEAD, 0), end + OVERLAP
        rest = stop >= len(frames)
        if start:
            joined += splicer.add(frames.since(max(at - LEAD, 0)), begin - at)
            at = begin
        fresh = kind.encoded(samples[start * FRAME : None if rest else stop * FRAME])
        joined += splicer.add(fresh, end - at)
        at = end
        if rest:
            return parse(joined + splicer.end(), kind.channels)
    joined += splicer.add(frames.since(at - LEAD), len(frames) - at)
    return parse(joined + splicer.end(), kind.channels)


def _stretches(places: NDArray[np.intp], hop: int) -> Iterator[tuple[int, int]]:
    """Yield which frames are replaced where samples change around some places, in their order.

    They begin so early that the latest seam is before the first frame that changes, and end where
    there are enough frames to take over.
    """
    begins = np.maximum((places + SHIFT - _AROUND[0] * hop) // FRAME - 1 - LATEST, 0)
    ends = np.maximum((places + SHIFT + _AROUND[1] * hop) // FRAME + 2, LEAD)
    apart = np.flatnonzero(begins[1:] - ends[:-1] > _APART) + 1
    for some_begins, some_ends in zip(np.split(begins, apart), np.split(ends, apart), strict=True):
        yield int(some_begins[0]), int(some_ends[-1])
