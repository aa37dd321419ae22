"""MP3: LAME encodes at a constant bit rate, so that players can seek.

A recording is encoded in chunks, on as many cores as there are; :mod:`audiopub.audio.frames` joins
them. Where the cuts are depends on nothing else, so one core gives the same bytes as two.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import cast

import av
import lameenc
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from numpy.typing import NDArray

from audiopub.audio.decode import conformed
from audiopub.audio.frames import BIT_RATES, FRAME, SAMPLE_RATE, parse
from audiopub.errors import SoundError

DELAY = 576
"""Samples that LAME puts before the sound."""

DECODER_DELAY = 529
"""Samples that a decoder adds to them; players know it."""

QUALITY = 3
"""LAME's search effort: 2 takes more than twice the time for no difference that can be heard."""


_AT_ONCE = 1 << 18
"""Bytes that LAME is given at a time: it makes floating point numbers of all that it is given."""

_TOGETHER = 49
"""Frames that are decoded at a time: 1.3 s."""


def encode(pcm: bytes | memoryview, *, channels: int, bitrate_kbps: int) -> bytes:
    """Encode samples at 44.1 kHz.

    Args:
        pcm: The samples, 16 bits, little endian, the channels interleaved; its bytes.
        channels: 1 or 2.
        bitrate_kbps: One of :data:`BIT_RATES`.

    Returns:
        Frames, without any tag; the last one ends after the last sample.
    """
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_out_sample_rate(SAMPLE_RATE)
    encoder.set_channels(channels)
    encoder.set_bit_rate(bitrate_kbps)
    encoder.set_quality(QUALITY)
    pieces = (bytes(pcm[at : at + _AT_ONCE]) for at in range(0, len(pcm), _AT_ONCE))
    return b"".join([*map(encoder.encode, pieces), encoder.flush()])


def quantised(block: NDArray[np.float32], level: float = 1.0) -> bytes:
    """Return samples as :func:`encode` takes them.

    Args:
        block: Of shape (n, channels), full scale being 1.
        level: What LAME will multiply them with; see :func:`level`.
    """
    loud = block * np.float32(32768.0 / level)
    np.rint(loud, out=loud)
    np.clip(loud, -32768, 32767, out=loud)
    return loud.astype("<i2").tobytes()


def check(bitrate_kbps: int) -> None:
    """Refuse a bit rate that MP3 does not have.

    Raises:
        SoundError: AP309.
    """
    if bitrate_kbps not in BIT_RATES:
        raise SoundError(
            "AP309",
            f"MP3 has no bit rate of {bitrate_kbps} kbit/s",
            hint=f"choose one of {', '.join(map(str, BIT_RATES))}",
        )


@cache
def level(channels: int, bitrate_kbps: int) -> float:
    """Return what LAME multiplies sound with at a bit rate, measured on a tone of a second.

    Up to 160 kbit/s that is 0.95, above it more (LAME 3.100, presets.c).
    """
    tone = np.sin(2 * np.pi * 1000 / SAMPLE_RATE * np.arange(SAMPLE_RATE)) * 8192
    samples = np.repeat(np.rint(tone).astype(np.int16)[:, np.newaxis], channels, axis=1)
    data = encode(samples.tobytes(), channels=channels, bitrate_kbps=bitrate_kbps)
    with av.open(BytesIO(data), mode="r", format="mp3") as container:
        decoded = np.concatenate(
            list(
                conformed(
                    container.decode(audio=0), SAMPLE_RATE, "mono" if channels == 1 else "stereo"
                )
            )
        )
    middle = slice(SAMPLE_RATE // 4, SAMPLE_RATE * 3 // 4)
    return float(decoded[middle].std() / samples[middle].std() * 32768)


def played(data: bytes, channels: int) -> Iterator[NDArray[np.float32]]:
    """Decode frames, as a player does that begins with the first of them.

    Yields:
        Samples of shape (n, channels), :data:`FRAME` for each frame; frames whose beginning lies
        in frames that are not there are silent.
    """
    frames = parse(data, channels)
    decoder = cast("AudioCodecContext", av.CodecContext.create("mp3float", "r"))
    for first in range(0, len(frames), _TOGETHER):
        end = min(first + _TOGETHER, len(frames))
        # FFmpeg takes one frame after the other out of a packet; the fifo joins what they hold.
        sound = av.AudioFifo()
        for frame in decoder.decode(av.Packet(frames.cut(first, end))):
            sound.write(frame)
        heard = np.zeros((0, channels), np.float32)
        if whole := sound.read():
            heard = cast("NDArray[np.float32]", whole.to_ndarray()).T
        missing = (end - first) * FRAME - len(heard)
        yield np.pad(heard, ((missing, 0), (0, 0))) if missing else heard
