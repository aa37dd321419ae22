"""MP3 files: LAME encodes at a constant bit rate, and an Info frame tells players the rest.

lameenc writes the sound alone. Without the frame that LAME's own program puts before it, players
do not know how much silence the encoder added at both ends, and some guess at the length. Its
layout is that of Xing's header with LAME's extension:
http://gabriel.mp3-tech.org/mp3infotag.html (Mp3 Info Tag, revision 1).
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import av
import lameenc
import numpy as np
from numpy.typing import NDArray

from audiopub.audio.decode import conformed
from audiopub.errors import SoundError

SAMPLE_RATE = 44_100
"""In hertz; every player knows it."""

BIT_RATES = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""What MPEG-1 Layer III allows, in kbit/s (ISO/IEC 11172-3, 2.4.2.3); its place is its index."""

_FRAME = 1152
"""Samples in a frame."""

_DELAY = 576
"""Samples that LAME puts before the sound; decoders add 529 of their own and know it."""

_QUALITY = 3
"""LAME's search effort: 2 takes more than twice the time for no difference that can be heard."""

_LAME = b"LAME3.100"
"""The encoder that lameenc contains."""

_SEEK_POINTS = 100

_CRC_BLOCK = 4096


def write(
    target: Path, blocks: Iterable[NDArray[np.int16]], *, channels: int, bitrate_kbps: int
) -> None:
    """Encode samples at 44.1 kHz to an MP3 file, in bounded memory.

    Args:
        target: The file; it is overwritten.
        blocks: The samples, of shape (n, channels).
        channels: 1 or 2.
        bitrate_kbps: One of :data:`BIT_RATES`.
    """
    samples = 0

    def counted() -> Iterator[NDArray[np.int16]]:
        nonlocal samples
        for block in blocks:
            samples += len(block)
            yield block

    with target.open("wb") as file:
        stream = _Stream(file, channels, bitrate_kbps)
        for data in encoded(counted(), channels=channels, bitrate_kbps=bitrate_kbps):
            stream.append(data)
        stream.finish(samples)


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
    data = b"".join(encoded([samples], channels=channels, bitrate_kbps=bitrate_kbps))
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


def encoded(
    blocks: Iterable[NDArray[np.int16]], *, channels: int, bitrate_kbps: int
) -> Iterator[bytes]:
    """Encode samples with LAME; for the arguments see :func:`write`.

    Yields:
        Pieces of the stream of frames, cut anywhere.
    """
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_out_sample_rate(SAMPLE_RATE)
    encoder.set_channels(channels)
    encoder.set_bit_rate(bitrate_kbps)
    encoder.set_quality(_QUALITY)
    for block in blocks:
        yield bytes(encoder.encode(block.astype("<i2", copy=False).tobytes()))
    yield bytes(encoder.flush())


class _Stream:
    """Frames on their way to a file, and what the Info frame before them has to say."""

    def __init__(self, file: BinaryIO, channels: int, bitrate_kbps: int) -> None:
        """Leave room for the Info frame at the file's beginning."""
        self._file = file
        self._channels = channels
        self._bitrate_kbps = bitrate_kbps
        # A frame of a very low bit rate would be too short for the Info frame's figures.
        self._info_size = frame_size(max(bitrate_kbps, 64))
        self._offsets = array("Q")  # where each frame begins in the file
        self._size = self._info_size
        self._next = self._info_size  # where the next frame will begin
        self._crc = 0
        file.write(bytes(self._info_size))

    def append(self, data: bytes) -> None:
        """Write a piece of the stream; it may end inside a frame, even inside its header."""
        begin = self._size
        self._file.write(data)
        self._crc = crc16(data, self._crc)
        self._size += len(data)
        while self._next + 2 < self._size:
            third = data[self._next + 2 - begin]  # of the header: bit rate, padding
            self._offsets.append(self._next)
            self._next += frame_size(BIT_RATES[(third >> 4) - 1], padded=bool(third & 2))

    def finish(self, samples: int) -> None:
        """Write the Info frame of a stream that holds so many samples of sound."""
        info = self._info(samples)
        self._file.seek(0)
        self._file.write(info)

    def _info(self, samples: int) -> bytes:
        padding = len(self._offsets) * _FRAME - _DELAY - samples
        mono = self._channels == 1
        header = bytes(
            [
                0xFF,
                0xFB,  # MPEG-1, Layer III, no checksum
                (BIT_RATES.index(max(self._bitrate_kbps, 64)) + 1) << 4,  # 44.1 kHz, not padded
                0xC4 if mono else 0x44,  # mono or joint stereo; the original
            ]
        )
        xing = struct.pack(
            ">4sIII100sI",
            b"Info",
            0b1111,  # frames, bytes, seek points and quality are given
            len(self._offsets),
            self._size,
            bytes(self._seek_points()),
            100 - 10 * 4 - _QUALITY,  # as LAME reckons it, 4 being its default for VBR
        )
        lame = struct.pack(
            ">9sBBfHHBB3sBBHIH",
            _LAME,
            0x01,  # revision 0, constant bit rate
            0,  # low-pass: not said
            0.0,  # peak, and two replay gains: not said
            0,
            0,
            0,  # psychoacoustic flags: not said
            min(self._bitrate_kbps, 255),
            (_DELAY << 12 | padding).to_bytes(3, "big"),
            (0 if mono else 3) << 2 | 1 << 6,  # mono or joint stereo, from 44.1 kHz
            0,  # no gain applied to the stream
            0,  # no preset
            self._size,
            self._crc,
        )
        # Between header and figures stands the empty side information of a frame.
        info = header + bytes(17 if mono else 32) + xing + lame
        return (info + crc16(info).to_bytes(2, "big")).ljust(self._info_size, b"\0")

    def _seek_points(self) -> Iterator[int]:
        """Yield where each per cent of the time begins, in 256ths of the file."""
        for percent in range(_SEEK_POINTS):
            offset = self._offsets[percent * len(self._offsets) // _SEEK_POINTS]
            yield offset * 256 // self._size


def frame_size(bitrate_kbps: int, *, padded: bool = False) -> int:
    """Return how many bytes a frame at 44.1 kHz takes (ISO/IEC 11172-3, 2.4.3.1)."""
    return 144_000 * bitrate_kbps // SAMPLE_RATE + padded


def crc16(data: bytes, crc: int = 0) -> int:
    """Return the CRC-16 that LAME's tag uses (polynomial 0x8005, reflected), from a start value.

    The CRC of a message is the sum, without carry, of what each byte contributes at its distance
    from the end; so one look into a table per byte and one sum do, and numpy does many at once.
    """
    table = _contributions()
    for begin in range(0, len(data), _CRC_BLOCK):
        message = np.frombuffer(data, np.uint8)[begin : begin + _CRC_BLOCK].copy()
        # A start value has the effect of being added to the first two bytes.
        head = np.frombuffer(crc.to_bytes(2, "little"), np.uint8)[: len(message)]
        message[: len(head)] ^= head
        distance = np.arange(len(message) - 1, -1, -1)
        carried = crc >> 8 if len(message) == 1 else 0
        crc = int(np.bitwise_xor.reduce(table[distance, message])) ^ carried
    return crc


@cache
def _contributions() -> NDArray[np.uint16]:
    """Return what a byte contributes to a CRC, by its distance from the end and its value."""
    table = np.zeros((_CRC_BLOCK, 256), np.uint16)
    values = np.arange(256, dtype=np.uint16)
    for _ in range(8):
        values = np.where(values & 1, (values >> 1) ^ 0xA001, values >> 1).astype(np.uint16)
    for distance in range(_CRC_BLOCK):
        table[distance] = values
        values = table[0][values & 0xFF] ^ (values >> 8)
    return table
