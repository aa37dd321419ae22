"""Fades and overlays of short stretches, by pydub.

pydub reckons in whole milliseconds, and holds all it touches in memory. What it is given is cut on
a grid of 10 ms, which is a whole number of samples, so none is lost or doubled.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from audiopub.audio.decode import Block

_GRID = 0.01
"""Seconds."""

_FULL_SCALE = 1 << 27
"""Of the 32-bit samples that pydub is given: 24 dB are left above it, so that nothing clips."""


def on_grid(seconds: float, most: int, sample_rate: int) -> int:
    """Return a time in samples that are a whole number of steps of the grid.

    Args:
        seconds: The time.
        most: Samples that it may not exceed.
        sample_rate: In hertz.
    """
    step = round(sample_rate * _GRID)
    return min(round(seconds / _GRID), most // step) * step


def faded(clip: Block, sample_rate: int, *, rising: bool, over: Block | None = None) -> Block:
    """Fade a stretch from one end to the other, and lay another of its length over it.

    Args:
        clip: Of a length on the grid.
        sample_rate: In hertz.
        rising: Whether it fades in, not out.
        over: Stays as it is.
    """
    if not len(clip):
        return clip
    segment = _segment(clip, sample_rate)
    segment = segment.fade_in(len(segment)) if rising else segment.fade_out(len(segment))
    if over is not None:
        segment = segment.overlay(_segment(over, sample_rate))
    return _samples(segment, clip.shape[1])


def _samples(segment: Any, channels: int) -> Block:  # noqa: ANN401 (pydub has no types)
    mixed = np.frombuffer(segment.raw_data, np.int32).reshape(-1, channels)
    return (mixed / _FULL_SCALE).astype(np.float32)


def _segment(samples: Block, sample_rate: int) -> Any:  # noqa: ANN401 (pydub has no types)
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
        frame_rate=sample_rate,
        channels=samples.shape[1],
    )
