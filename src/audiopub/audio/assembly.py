"""Puts the intro before the recording and the outro after it.

Only the edges are held in memory, where pydub fades the clips and lays them over the recording;
the rest streams past. Where they overlap the clip fades and the recording does not: it stands
there at its full level from its first sample to its last, so that no word is lost.

pydub reckons in whole milliseconds. What it is given is cut on a grid of 10 ms, which is a whole
number of samples, so none is lost or doubled.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from audiopub.audio import decode
from audiopub.audio.decode import BLOCK_SIZE, Block
from audiopub.audio.loudness import amplitude
from audiopub.audio.meter import Form, Meter
from audiopub.audio.probe import listen
from audiopub.errors import SoundError
from audiopub.model import Piece, Timeline

LONGEST_CLIP = 120.0
"""Seconds. Clips are held in memory; and a listener wants to hear the episode."""

_GRID = 0.01
"""Seconds."""

_FULL_SCALE = 1 << 27
"""Of the 32-bit samples that pydub is given: 24 dB are left above it, so that nothing clips."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """A recording between its clips."""

    body: Callable[[], Iterable[Block]]
    """Decodes the recording, from its beginning each time it is called."""

    body_samples: int
    """How long that is."""

    sample_rate: int
    """In hertz."""

    intro: Block | None = None
    """Comes before it."""

    outro: Block | None = None
    """Comes after it."""

    crossfade: float = 0.0
    """Seconds that each clip overlaps with the recording and fades in, or out; less if either is
    shorter than twice that."""

    fade_in: float = 0.0
    """Seconds in which the intro fades in, at the most."""

    fade_out: float = 0.0
    """Seconds in which the outro fades out, at the most."""

    def blocks(self) -> Iterator[Block]:
        """Yield the whole, in blocks of at most :data:`BLOCK_SIZE` samples."""
        tape = _Tape(self.body())
        head, tail = self._overlap(self.intro), self._overlap(self.outro)
        if self.intro is not None:
            voice = np.concatenate([self.intro[:0], *tape.take(head)])
            yield from _cut(self._opening(self.intro, voice))
        yield from tape.take(self.body_samples - head - tail)
        if self.outro is not None:
            voice = np.concatenate([self.outro[:0], *tape.take(tail)])
            yield from _cut(self._closing(self.outro, voice))

    @property
    def samples(self) -> int:
        """How long the whole is."""
        clips = (clip for clip in (self.intro, self.outro) if clip is not None)
        return self.body_samples + sum(len(clip) - self._overlap(clip) for clip in clips)

    @property
    def timeline(self) -> Timeline:
        """Where the recording stands in the whole."""
        intro = self.intro
        start = 0 if intro is None else len(intro) - self._overlap(intro)
        piece = Piece(
            source_start=0.0,
            source_end=self.body_samples / self.sample_rate,
            start=start / self.sample_rate,
        )
        return Timeline(pieces=(piece,), duration=self.samples / self.sample_rate)

    def _overlap(self, clip: Block | None) -> int:
        """Return how many samples a clip and the recording have in common."""
        if clip is None:
            return 0
        return self._on_grid(self.crossfade, min(len(clip), self.body_samples) // 2)

    def _on_grid(self, seconds: float, most: int) -> int:
        """Return a time in samples that are a whole number of steps of the grid."""
        step = round(self.sample_rate * _GRID)
        return min(round(seconds / _GRID), most // step) * step

    def _opening(self, clip: Block, head: Block) -> Block:
        seam = len(clip) - len(head)
        fade = self._on_grid(self.fade_in, seam)
        return np.concatenate(
            [
                self._faded(clip[:fade], rising=True),
                clip[fade:seam],
                self._faded(clip[seam:], rising=False, over=head),
            ]
        )

    def _closing(self, clip: Block, tail: Block) -> Block:
        seam = len(tail)
        fade = len(clip) - self._on_grid(self.fade_out, len(clip) - seam)
        return np.concatenate(
            [
                self._faded(clip[:seam], rising=True, over=tail),
                clip[seam:fade],
                self._faded(clip[fade:], rising=False),
            ]
        )

    def _faded(self, clip: Block, *, rising: bool, over: Block | None = None) -> Block:
        """Fade a stretch of a clip from one end to the other, and lay the recording over it."""
        if not len(clip):
            return clip
        segment = self._segment(clip)
        segment = segment.fade_in(len(segment)) if rising else segment.fade_out(len(segment))
        if over is not None:
            segment = segment.overlay(self._segment(over))
        mixed = np.frombuffer(segment.raw_data, np.int32).reshape(clip.shape)
        return (mixed / _FULL_SCALE).astype(np.float32)

    def _segment(self, samples: Block) -> Any:  # noqa: ANN401 (pydub has no types)
        with warnings.catch_warnings():
            # It looks for a program that decodes; we give it samples.
            warnings.filterwarnings("ignore", "Couldn't find ffmpeg or avconv", RuntimeWarning)
            # Python 3.12 finds these in its regular expressions when it first compiles them.
            warnings.filterwarnings("ignore", "invalid escape sequence", SyntaxWarning)
            from pydub import AudioSegment

        whole = np.rint(samples.astype(np.float64) * _FULL_SCALE)
        return AudioSegment(
            data=np.clip(whole, -(2**31), 2**31 - 1).astype(np.int32).tobytes(),
            sample_width=4,
            frame_rate=self.sample_rate,
            channels=samples.shape[1],
        )


def read_clip(path: Path, sample_rate: int, channels: int, lufs: float, *, name: str) -> Block:
    """Decode an intro or outro and bring it to the loudness of the recording beside it.

    Args:
        path: The file.
        sample_rate: In hertz.
        channels: 1 or 2.
        lufs: The recording's integrated loudness.
        name: How messages call the clip.

    Raises:
        SoundError: As :func:`audiopub.audio.probe.listen`; AP308 it is too long.
    """
    duration = listen(path, name).recording.duration
    if duration > LONGEST_CLIP:
        raise SoundError(
            "AP308",
            f"the clip lasts {duration:.0f} s; an intro or outro may last {LONGEST_CLIP:.0f} s",
            path=name,
            hint="cut the clip, or check that it is the right file",
        )
    clip = np.concatenate(list(decode.blocks(path, sample_rate, channels, name=name)))
    meter = Meter(Form(sample_rate=sample_rate, layout="mono" if channels == 1 else "stereo"))
    meter.feed(clip)
    heard = meter.result().loudness
    return clip * np.float32(amplitude(lufs - heard.integrated_lufs))


class _Tape:
    """Blocks, taken from the front in lengths as wanted."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks = iter(blocks)
        self._rest: Block | None = None

    def take(self, samples: int) -> Iterator[Block]:
        """Yield the next so many samples, or what is left, in pieces."""
        while samples:
            block = self._rest if self._rest is not None else next(self._blocks, None)
            if block is None:
                return
            piece, rest = block[:samples], block[samples:]
            self._rest = rest if len(rest) else None
            samples -= len(piece)
            yield piece


def _cut(block: Block) -> Iterator[Block]:
    for begin in range(0, len(block), BLOCK_SIZE):
        yield block[begin : begin + BLOCK_SIZE]
