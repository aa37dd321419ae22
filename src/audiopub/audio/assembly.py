"""Puts the intro before the recording and the outro after it.

Only the edges are held in memory, where pydub fades the clips and lays them over the recording;
the rest streams past. Where they overlap the clip fades and the recording does not: it stands
there at its full level from its first sample to its last, so that no word is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audiopub.audio import decode
from audiopub.audio.decode import BLOCK_SIZE, Block
from audiopub.audio.fading import faded, on_grid
from audiopub.audio.loudness import amplitude
from audiopub.audio.meter import Form, Meter
from audiopub.audio.probe import listen
from audiopub.audio.tape import Tape
from audiopub.errors import SoundError
from audiopub.model import Piece, Timeline

LONGEST_CLIP = 120.0
"""Seconds. Clips are held in memory; and a listener wants to hear the episode."""


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
        tape = Tape(self.body())
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
        recorded = self.body_samples / self.sample_rate
        piece = Piece(source_start=0.0, source_end=recorded, start=start / self.sample_rate)
        return Timeline(
            pieces=(piece,), duration=self.samples / self.sample_rate, recorded=recorded
        )

    def _overlap(self, clip: Block | None) -> int:
        """Return how many samples a clip and the recording have in common."""
        if clip is None:
            return 0
        return self._on_grid(self.crossfade, min(len(clip), self.body_samples) // 2)

    def _on_grid(self, seconds: float, most: int) -> int:
        return on_grid(seconds, most, self.sample_rate)

    def _faded(self, clip: Block, *, rising: bool, over: Block | None = None) -> Block:
        return faded(clip, self.sample_rate, rising=rising, over=over)

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


def read_clip(path: Path, sample_rate: int, channels: int, lufs: float, *, name: str) -> Block:
    """Decode a clip and bring it to a loudness, that of the recording beside it, or less.

    Args:
        path: The file.
        sample_rate: In hertz.
        channels: 1 or 2.
        lufs: The integrated loudness.
        name: How messages call the clip.

    Raises:
        SoundError: As :func:`audiopub.audio.probe.listen`; AP308 it is too long.
    """
    duration = listen(path, name).recording.duration
    if duration > LONGEST_CLIP:
        raise SoundError(
            "AP308",
            f"the clip lasts {duration:.0f} s; a clip may last {LONGEST_CLIP:.0f} s",
            path=name,
            hint="cut the clip, or check that it is the right file",
        )
    clip = np.concatenate(list(decode.blocks(path, sample_rate, channels, name=name)))
    meter = Meter(Form(sample_rate=sample_rate, layout="mono" if channels == 1 else "stereo"))
    meter.feed(clip)
    heard = meter.result().loudness
    return clip * np.float32(amplitude(lufs - heard.integrated_lufs))


def _cut(block: Block) -> Iterator[Block]:
    for begin in range(0, len(block), BLOCK_SIZE):
        yield block[begin : begin + BLOCK_SIZE]
