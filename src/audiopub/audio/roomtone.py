"""Where nothing is heard of a recording but the room: what is silent there.

It is told from how loud the recording is and how loud its noise. The figures are those of
:class:`audiopub.audio.loudness.Analysis`, K-weighted, so that rumble below the voice counts little
and consonants count much. Music that is as quiet as noise is told from it by its tones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from audiopub.audio.decode import Block
from audiopub.audio.loudness import Analysis, loudness_of, power
from audiopub.audio.meter import HOPS
from audiopub.audio.tape import Tape

Stretch: TypeAlias = tuple[int, int]
"""Where it begins and where it ends, in samples."""

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

_DIGITAL = -120.0
"""LUFS: less than 16 bits can hold."""

_FRAME = 4096
"""Samples; at 44.1 kHz lines are told apart that are 20 Hz apart."""

_LOWEST, _HIGHEST = 300.0, 4_000.0
"""Hertz. What hums is below; music that is heard at all has tones in between."""

_AROUND = 12
"""Lines on either side that a line is compared with; their median does not mind other tones."""

_STANDS_OUT = 6.0
"""Times the power of its surroundings. Noise of half a second, the shortest that is looked at,
reaches five times, and seldom."""

_SHARE = 0.5
"""The part of the power that is in tones, from which on it is music. A hum with twenty harmonics,
10 dB above the noise, has less."""

_AT_ONCE = 10.0
"""Seconds that are listened to together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTone:
    """What was found."""

    stretches: tuple[Stretch, ...]
    """In order."""

    audible: bool
    """Whether something is heard in them beside the speech: noise, or soft music."""


def room_tone(analysis: Analysis, sample_rate: int) -> RoomTone:
    """Find the stretches in which nothing rises above the noise of the room.

    Args:
        analysis: Of the recording, by the hop.
        sample_rate: In hertz.
    """
    hops = HOPS[sample_rate] * 10 // _FRAMES
    length = sample_rate // _FRAMES
    powers = analysis.hop_energies.sums(hops) / length
    lufs = analysis.loudness.integrated_lufs
    threshold = _threshold(powers, lufs)
    quiet = powers < power(threshold)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    places = np.minimum(edges * length, analysis.samples).tolist()
    stretches = tuple(zip(places[::2], places[1::2], strict=True))
    return RoomTone(stretches=stretches, audible=threshold > lufs + _QUIET)


def without_music(
    stretches: Iterable[Stretch], blocks: Iterable[Block], sample_rate: int
) -> Iterator[Stretch]:
    """Yield the stretches in which there is noise, and no music.

    Args:
        stretches: In order, each half a second long or longer.
        blocks: The recording.
        sample_rate: In hertz.
    """
    tape, position = Tape(blocks), 0
    for begin, end in stretches:
        tape.skip(begin - position)
        position = end
        parts = np.linspace(begin, end, round((end - begin) / (_AT_ONCE * sample_rate)) + 2)
        music = False
        for length in np.diff(parts.astype(int)).tolist():
            sound = tape.whole(length)
            music = music or (sound is not None and _has_tones(sound, sample_rate))
        if not music:
            yield begin, end


def _threshold(powers: NDArray[np.float64], lufs: float) -> float:
    """Return the loudness, in LUFS, below which a frame is silent."""
    width = min(round(_ROOM * _FRAMES), len(powers))
    highest = np.lib.stride_tricks.sliding_window_view(powers, width).max(axis=1)
    heard = np.sort(highest[highest > power(_DIGITAL)])
    noise = loudness_of(float(heard[int(len(heard) * _FLOOR)])) + _ABOVE_NOISE
    quiet = lufs + _QUIET
    return max(noise, quiet) if noise <= lufs + _NOISY else quiet


def _has_tones(samples: Block, sample_rate: int) -> bool:
    """Return whether tones are heard in a quiet stretch, not only noise.

    Args:
        samples: Of shape (n, channels); nothing is heard in less than a frame.
        sample_rate: In hertz.
    """
    if len(samples) < _FRAME:
        return False
    powers = _spectrum(samples.mean(axis=1, dtype=np.float32))
    first, last = (round(edge * _FRAME / sample_rate) for edge in (_LOWEST, _HIGHEST))
    windows = np.lib.stride_tricks.sliding_window_view(powers, 2 * _AROUND + 1)
    surroundings = np.median(windows[first - _AROUND : last - _AROUND], axis=1)
    heard = powers[first:last]
    tones = heard[heard > _STANDS_OUT * surroundings]
    return float(tones.sum()) > _SHARE * float(heard.sum())


def _spectrum(signal: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the mean power of each line (Welch 1967)."""
    frames = np.lib.stride_tricks.sliding_window_view(signal, _FRAME)[:: _FRAME // 2]
    lines = np.fft.rfft(frames * np.hanning(_FRAME).astype(np.float32))
    powers: NDArray[np.float64] = (lines.real**2 + lines.imag**2).mean(axis=0)
    return powers
