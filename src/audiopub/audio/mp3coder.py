"""Makes an MP3 file out of samples on all cores, and listens to every part of it as it grows."""

from __future__ import annotations

from array import array
from collections import deque
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import BinaryIO

from audiopub.audio import info, mp3
from audiopub.audio.decode import Block
from audiopub.audio.frames import FRAME, LEAD, OVERLAP, Frames, Splicer, parse
from audiopub.audio.loudness import Analysis
from audiopub.audio.meter import Part, Tally
from audiopub.audio.mp3chunk import SHIFT, SURE, Kind, Made, made, measured
from audiopub.audio.truepeak import AFTER

_SETTLE = 10
"""Frames before what is listened to: the reservoir of the lowest bit rate, and one to fade in."""


class Mp3Coder:
    """An MP3 file in the making."""

    def __init__(self, target: Path, kind: Kind, executor: Executor, cores: int = 1) -> None:
        """Prepare to write a file.

        Args:
            target: The file; what is there is overwritten.
            kind: What is wanted.
            executor: Where chunks are encoded and listened to.
            cores: How many are at work there; one chunk more is kept waiting for them.
        """
        self._target = target
        self._kind = kind
        self._executor = executor
        self._cores = cores
        self._level = mp3.level(kind.channels, kind.bitrate_kbps)
        self._size = 2 * kind.channels  # bytes of a sample of all channels
        self._writer: _Writer | None = None

    def begin(self) -> None:
        """Begin to take the programme."""
        self.close()
        self._writer = _Writer(self._target.open("wb"), self._kind)
        self._waiting = bytearray()
        self._number = 0
        self._samples = 0
        self._futures: deque[Future[Made]] = deque()
        self._splicer = Splicer()
        self._tally = Tally(self._kind.form)

    def feed(self, block: Block) -> None:
        """Take the next samples, as loud as they shall be heard."""
        self._waiting += mp3.quantised(block, self._level)
        self._samples += len(block)
        own, overlap = self._kind.own, OVERLAP * FRAME
        while len(self._waiting) >= (self._lead + own + 2 * overlap) * self._size:
            pcm, lead = self._waiting, self._lead
            # Handed over, and not copied: a chunk takes 7 MB.
            self._waiting = pcm[(lead + own - LEAD * FRAME) * self._size :]
            del pcm[(lead + own + overlap) * self._size :]
            self._encode(pcm)
            self._number += 1

    def last(self) -> None:
        """Say that there are no more."""
        self._encode(self._waiting, last=True)
        self._waiting = bytearray()

    def heard(self) -> Analysis:
        """Finish the file; return what is heard of it."""
        while self._futures:
            self._append()
        if self._writer is None:
            raise AssertionError("heard before it was begun")
        self._writer.append(self._splicer.end())
        self._writer.end(self._samples)
        self.close()
        return self._tally.result(self._samples)

    def close(self) -> None:
        """Close the file."""
        if self._writer:
            self._writer.close()
            self._writer = None

    @property
    def _lead(self) -> int:
        return LEAD * FRAME if self._number else 0

    def _encode(self, pcm: bytearray, *, last: bool = False) -> None:
        """Have the next chunk made of its samples."""
        first = self._number == 0
        self._futures.append(self._executor.submit(made, pcm, self._kind, first=first, last=last))
        if len(self._futures) > self._cores:
            self._append()

    def _append(self) -> None:
        """Join the next chunk to the file, and listen to where it was joined."""
        chunk = self._futures.popleft().result()
        piece = self._splicer.add(chunk.frames, self._kind.chunk)
        if piece and self._writer:
            self._writer.append(piece)
            for found in self._joint(piece, chunk.frames):
                self._tally.take(found)
        for found in chunk.parts:
            self._tally.take(found)

    def _joint(self, piece: bytes, chunk: Frames) -> list[Part]:
        """Listen to the frames around a seam as they stand in the file."""
        form, shift = self._kind.form, self._splicer.shift
        before = parse(piece, self._kind.channels)
        begin, end = SURE[1], SURE[0]
        # In frames from the chunk's first own one, and samples of what was encoded.
        first = (begin - form.lead + SHIFT) // FRAME - _SETTLE
        last = -(-(end + SHIFT + AFTER) // FRAME)
        data = before.cut(len(before) - shift + first, len(before))
        data += chunk.cut(LEAD + shift, LEAD + last)
        place = -first * FRAME
        return measured(mp3.played(data, self._kind.channels), (begin + place, end + place), form)


class _Writer:
    """Writes a stream of frames, and before it what players want to know of it."""

    def __init__(self, file: BinaryIO, kind: Kind) -> None:
        """Leave room for the Info frame at the file's beginning."""
        self._file = file
        self._kind = kind
        self._size = info.size(kind.bitrate_kbps)
        self._offsets = array("Q")  # where each frame begins
        self._crc = 0
        file.write(bytes(self._size))

    def append(self, data: bytes) -> None:
        """Write whole frames."""
        frames = parse(data, self._kind.channels)
        self._offsets.extend((frames.offsets[:-1] + self._size).tolist())
        self._file.write(data)
        self._crc = info.crc16(data, self._crc)
        self._size += len(data)

    def end(self, samples: int) -> None:
        """Write the Info frame of a file of so many samples."""
        stream = info.Stream(
            channels=self._kind.channels,
            bitrate_kbps=self._kind.bitrate_kbps,
            samples=samples,
            offsets=self._offsets,
            length=self._size,
            crc=self._crc,
        )
        self._file.seek(0)
        self._file.write(stream.render())

    def close(self) -> None:
        """Close the file."""
        self._file.close()
