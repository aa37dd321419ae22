"""Music under the recording: a clip, over and over, as long as the recording lasts.

The clip is held in memory, with the seam at which its end fades into its beginning; so are the
edges, at which it fades in and out. Where the recording streams past, the music is added to it.
Its level is the same throughout; it does not give way to the voice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from audiopub.audio.assembly import read_clip
from audiopub.audio.decode import Block
from audiopub.audio.fading import faded, on_grid
from audiopub.errors import SoundError

SHORTEST = 4.0
"""Seconds: what comes again more often is no music."""

_SEAM = 2.0
"""Seconds in which the clip's end fades into its beginning; less if it is short."""

_FADE = 3.0
"""Seconds in which the music comes and goes; less if the recording is short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bed:
    """Music that lies under a recording."""

    clip: Block
    """It is heard once from its beginning to its end, less the seam."""

    loop: Block
    """It is heard after that, over and over: the seam, and what comes after it."""

    sample_rate: int
    """In hertz."""

    @classmethod
    def of(cls, clip: Block, sample_rate: int) -> Bed:
        """Make a clip go on forever."""
        seam = on_grid(_SEAM, len(clip) // 2, sample_rate)
        rest = len(clip) - seam
        rising = faded(clip[:seam], sample_rate, rising=True)
        joined = faded(clip[rest:], sample_rate, rising=False, over=rising)
        loop = np.concatenate([joined, clip[seam:rest]])
        return cls(clip=clip[:rest], loop=loop, sample_rate=sample_rate)

    def under(self, blocks: Iterable[Block], samples: int) -> Iterator[Block]:
        """Lay the music under a recording.

        Args:
            blocks: The recording.
            samples: How long it is.
        """
        fade = on_grid(_FADE, samples // 2, self.sample_rate)
        opening = faded(self._stretch(0, fade), self.sample_rate, rising=True)
        closing = faded(self._stretch(samples - fade, samples), self.sample_rate, rising=False)
        position = 0
        for block in blocks:
            end = position + len(block)
            music = self._stretch(position, end)
            for part, first in ((opening, 0), (closing, samples - fade)):
                begin, stop = max(position, first), min(end, first + fade)
                if begin < stop:
                    music[begin - position : stop - position] = part[begin - first : stop - first]
            yield block + music
            position = end

    def _stretch(self, begin: int, end: int) -> Block:
        """Return the music from one sample up to another."""
        parts, place = [self.clip[begin:end]], max(begin, len(self.clip))
        while place < end:
            offset = (place - len(self.clip)) % len(self.loop)
            parts.append(self.loop[offset : offset + end - place])
            place += len(parts[-1])
        return np.concatenate(parts)


def read_bed(path: Path, sample_rate: int, channels: int, lufs: float, *, name: str) -> Bed:
    """Decode a clip that shall lie under a recording.

    Args:
        path: The file.
        sample_rate: In hertz.
        channels: 1 or 2.
        lufs: The integrated loudness it is brought to.
        name: How messages call it.

    Raises:
        SoundError: As :func:`audiopub.audio.assembly.read_clip`; AP311 it is too short.
    """
    clip = read_clip(path, sample_rate, channels, lufs, name=name)
    if len(clip) < SHORTEST * sample_rate:
        raise SoundError(
            "AP311",
            f"the music bed lasts {len(clip) / sample_rate:.1f} s, and would begin anew all the "
            f"time; it must last {SHORTEST:.0f} s",
            path=name,
            hint="take a longer clip, half a minute or more; or check that it is the right file",
        )
    return Bed.of(clip, sample_rate)
