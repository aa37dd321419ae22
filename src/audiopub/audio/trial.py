"""What coding does to a programme, found out on a few excerpts before all of it is encoded.

A listener hears what a decoder makes of the file, and coding changes loudness and peaks: LAME turns
sound down at low bit rates and leaves out its highest treble, and the noise of coding raises peaks.
How much depends on the sound. Half a minute of it, from everywhere, says it nearly as well as an
hour; so the whole is most often encoded once.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audiopub.audio import codec, decode, mp3
from audiopub.audio.codec import CODECS
from audiopub.audio.decode import Block
from audiopub.audio.frames import SAMPLE_RATE
from audiopub.audio.limiter import HOPS, Limiter
from audiopub.audio.loudness import decibels
from audiopub.audio.meter import Form, part
from audiopub.audio.tape import Tape
from audiopub.audio.truepeak import AFTER
from audiopub.model import SoundFormat

_HOP = SAMPLE_RATE // 10 // HOPS
_STEP = SAMPLE_RATE // 10

_LENGTH = 6 * _STEP
"""Samples of an excerpt; its first and last step do not count, for it begins abruptly."""

_TOGETHER = 8
"""Excerpts that are measured at a time."""

_MOST = 64
"""Excerpts at the most; there are at least half as many, unless they would overlap."""


class Excerpts:
    """Keeps excerpts of a programme that goes by, at equal distances, however long it gets."""

    def __init__(self) -> None:
        """Begin."""
        self._found: dict[int, Block] = {}
        self._distance = _LENGTH  # doubles whenever there are too many
        self._samples = 0
        self._tail: Block | None = None

    def passing(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Pass blocks on."""
        for block in blocks:
            self._take(block)
            yield block

    def _take(self, block: Block) -> None:
        begin = self._samples
        if self._tail is not None:
            begin -= len(self._tail)
            block = np.concatenate([self._tail, block])
        start = -(-begin // self._distance) * self._distance
        while start + _LENGTH <= begin + len(block):
            self._found[start] = block[start - begin : start - begin + _LENGTH].copy()
            if len(self._found) > _MOST:
                self._distance *= 2
                self._found = {
                    place: kept
                    for place, kept in self._found.items()
                    if place % self._distance == 0
                }
            start = -(-(start + 1) // self._distance) * self._distance
        self._samples = begin + len(block)
        self._tail = block[max(start - begin, 0) :].copy() if start < self._samples else None

    def result(self, channels: int) -> tuple[tuple[int, Block], ...]:
        """Return the excerpts, the first so many channels of each, with its place in samples."""
        return tuple((place, block[:, :channels]) for place, block in self._found.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What coding does."""

    lost: float
    """LU by which it makes the sound quieter."""

    raised: float
    """Decibels by which it drives true peaks above the ceiling."""


def effect(
    excerpts: tuple[tuple[int, Block], ...],
    limiter: Limiter,
    format_: SoundFormat,
    bitrate_kbps: int,
) -> Effect:
    """Encode excerpts with a gain and a limiter, decode them, and compare."""
    if not excerpts:
        return Effect(lost=0.0, raised=0.0)
    loud = [limiter.apply(block, place, _HOP) for place, block in excerpts]
    coded = _coded(loud, format_, bitrate_kbps)
    (energy, _), (energy_then, peaks) = (
        _judged(sound, limiter.ceiling) for sound in (loud, np.split(coded, len(loud)))
    )
    # Quiet stretches do not count, as the gate does not let them count.
    kept = energy > energy.mean() * 0.1
    if not energy[kept].sum() > 0.0:
        return Effect(lost=0.0, raised=0.0)
    lost = 10.0 * np.log10(energy[kept].sum() / energy_then[kept].sum())
    return Effect(lost=float(lost), raised=decibels(float(peaks.max()) / limiter.ceiling))


def _judged(
    sound: Sequence[Block], above: float
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Return the energies of excerpts' steps, and their true peaks if above a level.

    First and last steps are left out.
    """
    layout = "mono" if sound[0].shape[1] == 1 else "stereo"
    form = Form(sample_rate=SAMPLE_RATE, layout=layout, above=above)
    found = []
    for begin in range(0, len(sound), _TOGETHER):
        some = np.concatenate(sound[begin : begin + _TOGETHER])
        found.append(part(np.pad(some, ((form.lead, AFTER), (0, 0))), form))
    inner = np.tile(np.arange(6) % 5 > 0, len(sound))
    steps = np.concatenate([one.steps for one in found])
    peaks = np.concatenate([one.peaks for one in found])
    return steps[inner], peaks[inner]


def _coded(loud: Sequence[Block], format_: SoundFormat, bitrate_kbps: int) -> Block:
    """Return what a player makes of sound in a format, as long as it is."""
    channels = loud[0].shape[1]
    coded = np.zeros((sum(map(len, loud)), channels), np.float32)
    at = 0
    for block in _played(loud, format_, bitrate_kbps):
        piece = block[: len(coded) - at]
        coded[at : at + len(piece)] = piece
        at += len(piece)
    return coded


def _played(loud: Sequence[Block], format_: SoundFormat, bitrate_kbps: int) -> Iterator[Block]:
    """Yield what a player makes of sound in a format."""
    channels = loud[0].shape[1]
    if format_ == "mp3":
        level = mp3.level(channels, bitrate_kbps)
        pcm = bytearray()
        for block in loud:
            pcm += mp3.quantised(block, level)
        data = mp3.encode(memoryview(pcm), channels=channels, bitrate_kbps=bitrate_kbps)
        del pcm
        tape = Tape(mp3.played(data, channels))
        tape.skip(mp3.DELAY + mp3.DECODER_DELAY)
        yield from tape.take(sum(map(len, loud)))
        return
    layout = "mono" if channels == 1 else "stereo"
    with tempfile.TemporaryDirectory() as folder:
        frames = codec.written(loud, Path(folder) / "excerpts", CODECS[format_], layout)
        yield from decode.conformed(frames, SAMPLE_RATE, layout)
