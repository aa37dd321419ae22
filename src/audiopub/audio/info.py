"""The Info frame that LAME's own program puts before the sound; lameenc writes the sound alone.

Without it, players do not know how much silence the encoder added at both ends, and some guess at
the length. Its layout is that of Xing's header with LAME's extension:
http://gabriel.mp3-tech.org/mp3infotag.html (Mp3 Info Tag, revision 1).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from audiopub.audio.frames import BIT_RATES, FRAME, frame_size
from audiopub.audio.mp3 import DELAY, QUALITY

_LAME = b"LAME3.100"
"""The encoder that lameenc contains."""

_LOWEST = 64
"""In kbit/s: a frame of less would be too short for the figures."""

_SEEK_POINTS = 100

_CRC_BLOCK = 256
"""Bytes, a power of two."""


def size(bitrate_kbps: int) -> int:
    """Return how many bytes the Info frame takes."""
    return frame_size(max(bitrate_kbps, _LOWEST))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """What the Info frame has to say of the sound after it."""

    channels: int
    """1 or 2."""

    bitrate_kbps: int
    """In kbit/s."""

    samples: int
    """Of sound, without what the encoder added."""

    offsets: Sequence[int]
    """Where each frame begins in the file."""

    length: int
    """Of the file, in bytes."""

    crc: int
    """See :func:`crc16`, of all frames."""

    def render(self) -> bytes:
        """Return the Info frame."""
        padding = len(self.offsets) * FRAME - DELAY - self.samples
        mono = self.channels == 1
        header = bytes(
            [
                0xFF,
                0xFB,  # MPEG-1, Layer III, no checksum
                (BIT_RATES.index(max(self.bitrate_kbps, _LOWEST)) + 1) << 4,  # 44.1 kHz, not padded
                0xC4 if mono else 0x44,  # mono or joint stereo; the original
            ]
        )
        xing = struct.pack(
            ">4sIII100sI",
            b"Info",
            0b1111,  # frames, bytes, seek points and quality are given
            len(self.offsets),
            self.length,
            bytes(self._seek_points()),
            100 - 10 * 4 - QUALITY,  # as LAME reckons it, 4 being its default for VBR
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
            min(self.bitrate_kbps, 255),
            (DELAY << 12 | padding).to_bytes(3, "big"),
            (0 if mono else 3) << 2 | 1 << 6,  # mono or joint stereo, from 44.1 kHz
            0,  # no gain applied to the stream
            0,  # no preset
            self.length,
            self.crc,
        )
        # Between header and figures stands the empty side information of a frame.
        info = header + bytes(17 if mono else 32) + xing + lame
        return (info + crc16(info).to_bytes(2, "big")).ljust(size(self.bitrate_kbps), b"\0")

    def _seek_points(self) -> Iterator[int]:
        """Yield where each per cent of the time begins, in 256ths of the file."""
        for percent in range(_SEEK_POINTS):
            offset = self.offsets[percent * len(self.offsets) // _SEEK_POINTS]
            yield offset * 256 // self.length


def crc16(data: bytes, crc: int = 0) -> int:
    """Return the CRC-16 that LAME's tag uses (polynomial 0x8005, reflected), from a start value.

    A CRC is linear: that of a message is that of each of its blocks, carried on over the bytes that
    follow, and added without carry. So numpy goes through all blocks at once, two bytes at a time.
    """
    after_two, after_block = _tables()
    end = len(data) // _CRC_BLOCK * _CRC_BLOCK
    words = np.frombuffer(data, "<u2", end // 2).reshape(-1, _CRC_BLOCK // 2)
    blocks = np.zeros(len(words), np.uint16)
    for column in words.T:
        blocks = after_two[blocks ^ column]
    for block in blocks.tolist():
        crc = int(after_block[crc]) ^ block
    for byte in data[end:]:
        crc = crc >> 8 ^ int(after_two[(crc ^ byte) << 8 & 0xFF00])
    return crc


@cache
def _tables() -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Return what becomes of each CRC after two bytes that are zero, and after a block of them."""
    values = np.arange(1 << 16, dtype=np.uint16)
    for _ in range(16):
        values = np.where(values & 1, (values >> 1) ^ 0xA001, values >> 1).astype(np.uint16)
    after, length = values, 2
    while length < _CRC_BLOCK:
        after, length = after[after], length * 2
    return values, after
