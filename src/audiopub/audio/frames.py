"""MP3 frames: where they are, and how chunks that were encoded apart become one stream.

A frame of MP3 may keep part of its data in the frames before it, the bit reservoir (ISO/IEC
11172-3, 2.4.3.4.7; ``main_data_begin`` says how far back). So a stream cannot simply be cut. Chunks
are encoded with some frames of overlap. Where one takes over from the other, the data that its
first frame has in the frames before it is written over what the other chunk had put there for
frames that are dropped; the place is chosen where there is room for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

SAMPLE_RATE = 44_100
"""In hertz; every player knows it."""

BIT_RATES = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""What MPEG-1 Layer III allows, in kbit/s (ISO/IEC 11172-3, 2.4.2.3); its place is its index."""

FRAME = 1152
"""Samples in a frame."""

LEAD = 12
"""Frames that a chunk begins before its first own one: LAME needs some until it has settled."""

OVERLAP = 24
"""Frames that a chunk goes on after its last own one, to find a place for the seam in."""

LATEST = OVERLAP - 4
"""Frames after which a seam has to be at the latest: a chunk's last ones know of the silence after
them."""

_HEADER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """A stream of whole frames."""

    data: bytes
    """All of them."""

    offsets: np.ndarray[tuple[int], np.dtype[np.int64]]
    """Where each begins, and where the last one ends."""

    channels: int
    """1 or 2."""

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.offsets) - 1

    def reservoir(self, frame: int) -> int:
        """Return how many bytes of a frame's data stand in the frames before it."""
        at = int(self.offsets[frame]) + _HEADER
        return self.data[at] << 1 | self.data[at + 1] >> 7

    def cut(self, first: int, end: int) -> bytes:
        """Return the frames from one to another."""
        return self.data[self.offsets[first] : self.offsets[end]]

    def since(self, frame: int) -> Frames:
        """Return the frames from one on, as a stream of their own."""
        begin = self.offsets[frame]
        return Frames(
            data=self.data[begin:], offsets=self.offsets[frame:] - begin, channels=self.channels
        )

    def before(self, frame: int, length: int) -> bytes:
        """Return the last so many bytes of data that stand before a frame's own place."""
        found, at = b"", frame
        while len(found) < length:
            at -= 1
            found = self.data[self.place(at) : self.offsets[at + 1]] + found
        return found[len(found) - length :]

    def place(self, frame: int) -> int:
        """Return where data stands in a frame: after its header and side information."""
        return int(self.offsets[frame]) + _HEADER + (17 if self.channels == 1 else 32)


def frame_size(bitrate_kbps: int, *, padded: bool = False) -> int:
    """Return how many bytes a frame at 44.1 kHz takes (ISO/IEC 11172-3, 2.4.3.1)."""
    return 144_000 * bitrate_kbps // SAMPLE_RATE + padded


def parse(data: bytes, channels: int) -> Frames:
    """Find the frames of a stream that begins with one; LAME's own, so there is nothing else."""
    offsets, at, sizes = [0], 0, _sizes()
    while at + _HEADER <= len(data):
        at += sizes[data[at + 2]]
        offsets.append(at)
    return Frames(data=data, offsets=np.array(offsets, np.int64), channels=channels)


@cache
def _sizes() -> dict[int, int]:
    """Return how many bytes a frame takes, by the third byte of its header."""
    return {
        third: frame_size(BIT_RATES[(third >> 4) - 1], padded=bool(third & 2))
        for third in range(1 << 4, len(BIT_RATES) + 1 << 4)
    }


class Splicer:
    """Joins chunks, in their order, to one stream.

    Each chunk but the first begins :data:`LEAD` frames before its own ones, each but the last goes
    on for :data:`OVERLAP` frames after them.
    """

    def __init__(self) -> None:
        """Begin."""
        self._last: Frames | None = None
        self._behind = 0  # the first frame that is not its own
        self._given = 0  # its frames up to here have been given out, or were another's

    @property
    def shift(self) -> int:
        """How many frames later than planned the last chunk took over."""
        return self._given - LEAD

    def add(self, chunk: Frames, own: int) -> bytes:
        """Take the next chunk, which has so many frames of its own.

        Returns:
            What is now certain of the stream: whole frames.
        """
        last, given, behind = self._last, self._given, self._behind
        self._last = chunk
        if last is None:
            self._behind = own
            return b""
        shift = _seam(last, behind, chunk)
        self._given, self._behind = LEAD + shift, LEAD + own
        return _joined(last, given, behind + shift, chunk, LEAD + shift)

    def end(self) -> bytes:
        """Return the rest of the stream."""
        return self._last.cut(self._given, len(self._last)) if self._last else b""


def _seam(last: Frames, behind: int, chunk: Frames) -> int:
    """Return how many frames later than planned the seam has the most room."""
    room = [
        last.reservoir(behind + shift) - chunk.reservoir(LEAD + shift) for shift in range(LATEST)
    ]
    enough = (shift for shift, free in enumerate(room) if free >= 0)
    return next(enough, max(range(len(room)), key=room.__getitem__))


def _joined(last: Frames, begin: int, end: int, chunk: Frames, start: int) -> bytes:
    """Return a chunk's frames, with the next one's data in the room before the seam."""
    piece = bytearray(last.cut(begin, end))
    needed, room = chunk.reservoir(start), last.reservoir(end)
    ends = list(last.offsets[begin + 1 : end + 1] - last.offsets[begin])
    if needed > room:
        ends[-1] += _grow(piece, int(last.offsets[end - 1] - last.offsets[begin]), needed - room)
    missing = chunk.before(start, needed)
    frame = end
    while missing:
        frame -= 1
        upto = int(ends[frame - begin])
        place = last.place(frame) - int(last.offsets[begin])
        part = missing[-(upto - place) :]
        piece[upto - len(part) : upto] = part
        missing = missing[: len(missing) - len(part)]
    return bytes(piece)


def _grow(piece: bytearray, at: int, missing: int) -> int:
    """Make the last frame, which begins at a place, longer: one frame of a higher bit rate."""
    third = piece[at + 2]
    padded = bool(third & 2)
    size = len(piece) - at
    for index in range((third >> 4) + 1, len(BIT_RATES) + 1):
        more = frame_size(BIT_RATES[index - 1], padded=padded) - size
        if more >= missing:
            piece[at + 2] = index << 4 | third & 0x0F
            piece += bytes(more)
            return more
    raise AssertionError("the highest bit rate has no reservoir, and all others can grow")
