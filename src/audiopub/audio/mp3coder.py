"""Makes an MP3 file out of samples on all cores, and listens to every part of it as it grows."""

from __future__ import annotations

import hashlib
import os
import tempfile
from array import array
from collections import deque
from collections.abc import Collection
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from audiopub.audio import info, mp3
from audiopub.audio.decode import Block
from audiopub.audio.frames import FRAME, LEAD, OVERLAP, SAMPLE_RATE, Splicer, parse
from audiopub.audio.loudness import Analysis
from audiopub.audio.meter import CHUNK as PIECE
from audiopub.audio.meter import Form, Part, Tally, part
from audiopub.audio.mp3 import DECODER_DELAY, DELAY
from audiopub.audio.truepeak import AFTER

CHUNK = 1470
"""Frames: 38.4 s. What chunks overlap by is 2.4 % of it."""

_SETTLE = 10
"""Frames before what is listened to: the reservoir of the lowest bit rate, and one to fade in."""

_SHIFT = DELAY + DECODER_DELAY
"""Samples by which sound comes later out of the decoder than it went into LAME."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What kind of MP3."""

    channels: int
    """1 or 2."""

    bitrate_kbps: int
    """One of :data:`audiopub.audio.mp3.BIT_RATES`."""

    above: float
    """The true peak above which hops are told one by one when it is listened to."""

    chunk: int = CHUNK
    """Frames that are encoded at a time; half of them have to be whole steps of the meter, as
    those of 245 frames are."""

    @property
    def own(self) -> int:
        """The samples of a chunk, without what it overlaps by."""
        return self.chunk * FRAME

    @property
    def form(self) -> Form:
        """How it is listened to."""
        layout = "mono" if self.channels == 1 else "stereo"
        return Form(sample_rate=SAMPLE_RATE, layout=layout, above=self.above)


class Mp3Coder:
    """An MP3 file in the making; what was made of a chunk is kept until it has to be made anew."""

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
        self._spool: BinaryIO = tempfile.TemporaryFile(dir=target.parent)  # noqa: SIM115 (closed below)
        self._chunks: dict[int, tuple[int, int]] = {}  # place and length in the spool
        self._heard: dict[bytes, list[Part]] = {}
        self._level = mp3.level(kind.channels, kind.bitrate_kbps)
        self._listener: _Listener | None = None

    def begin(self, only: Collection[int] | None = None) -> None:
        """Begin to take the programme; of chunks that are not among these, nothing has changed."""
        self._only = None if only is None else frozenset(only)
        self._waiting = bytearray()
        self._number = 0
        self._samples = 0
        self._futures: deque[tuple[int, Future[bytes] | None]] = deque()
        self._splicer = Splicer(self._kind.chunk)
        self._end_listening()

    def feed(self, block: Block) -> None:
        """Take the next samples, as loud as they shall be heard."""
        self._take(mp3.quantised(block, self._level))

    def wants(self, samples: int) -> bool:
        """Whether any of the next so many samples is in a chunk that is encoded."""
        if self._only is None:
            return True
        begin = self._samples - 2 * OVERLAP * FRAME
        end = self._samples + samples + LEAD * FRAME
        numbers = range(max(begin // self._kind.own, 0), end // self._kind.own + 1)
        return not self._only.isdisjoint(numbers)

    def skip(self, samples: int) -> None:
        """Pass over the next so many samples."""
        self._take(bytes(samples * 2 * self._kind.channels))

    def _take(self, pcm: bytes) -> None:
        self._waiting += pcm
        self._samples += len(pcm) // (2 * self._kind.channels)
        while self._length >= self._lead + self._kind.own + 2 * OVERLAP * FRAME:
            self._encode(self._lead + self._kind.own + OVERLAP * FRAME)

    def last(self) -> None:
        """Say that there are no more."""
        self._encode(self._length)

    def heard(self) -> Analysis:
        """Finish the file; return what is heard of it."""
        while self._futures:
            self._append()
        listener = self._listening()
        listener.append(self._splicer.end(), self._samples)
        heard = listener.end()
        self._end_listening()
        return heard

    def close(self) -> None:
        """Give back what the chunks took."""
        self._end_listening()
        self._spool.close()

    @property
    def _lead(self) -> int:
        return LEAD * FRAME if self._number else 0

    @property
    def _length(self) -> int:
        """Samples that wait to be encoded."""
        return len(self._waiting) // (2 * self._kind.channels)

    def _encode(self, length: int) -> None:
        """Have the next chunk encoded, and keep what the one after it begins with."""
        size = 2 * self._kind.channels
        future = None
        if self._only is None or self._number in self._only:
            future = self._executor.submit(
                mp3.encode,
                bytes(memoryview(self._waiting)[: length * size]),
                channels=self._kind.channels,
                bitrate_kbps=self._kind.bitrate_kbps,
            )
        self._futures.append((self._number, future))
        if len(self._futures) > self._cores:
            self._append()
        del self._waiting[: (self._lead + self._kind.own - LEAD * FRAME) * size]
        self._number += 1

    def _append(self) -> None:
        """Join the next chunk to the file, which is listened to while others are encoded."""
        number, future = self._futures.popleft()
        if future:
            data = future.result()
            self._chunks[number] = self._spool.seek(0, os.SEEK_END), len(data)
            self._spool.write(data)
        else:
            place, length = self._chunks[number]
            self._spool.seek(place)
            data = self._spool.read(length)
        chunk = parse(data, self._kind.channels)
        self._listening().append(self._splicer.add(chunk))

    def _listening(self) -> _Listener:
        if self._listener is None:
            self._listener = _Listener(
                self._target.open("wb+"), self._kind, self._executor, self._heard, self._cores
            )
        return self._listener

    def _end_listening(self) -> None:
        if self._listener:
            self._listener.close()
            self._listener = None


class _Listener:
    """Writes a stream of frames, and listens to what a player will hear of it."""

    def __init__(
        self,
        file: BinaryIO,
        kind: Kind,
        executor: Executor,
        known: dict[bytes, list[Part]],
        cores: int,
    ) -> None:
        """Leave room for the Info frame at the file's beginning."""
        self._file = file
        self._kind = kind
        self._executor = executor
        self._known = known
        self._cores = cores
        self._samples: int | None = None  # not known before the end
        self._size = info.size(kind.bitrate_kbps)
        self._offsets = array("Q")  # where each frame begins, and where the next one will
        self._offsets.append(self._size)
        self._crc = 0
        self._begin = 0  # of what is listened to next, in samples
        self._futures: deque[tuple[bytes, Future[list[Part]] | None]] = deque()
        self._parts: list[bytes] = []
        file.write(bytes(self._size))

    def append(self, data: bytes, samples: int | None = None) -> None:
        """Write whole frames, and listen to what has become complete.

        Args:
            data: The frames.
            samples: How many there are in the whole file, if these are the last frames.
        """
        self._samples = samples
        frames = parse(data, self._kind.channels)
        self._offsets.extend((frames.offsets[1:] + self._size).tolist())
        self._file.write(data)
        self._crc = info.crc16(data, self._crc)
        self._size += len(data)
        while self._complete():
            self._listen(self._begin + self._listened)

    def end(self) -> Analysis:
        """Write the Info frame after the last frames, and return what was heard."""
        samples = self._samples or 0
        while self._begin < samples:
            self._listen(min(self._begin + self._listened, samples))
        stream = info.Stream(
            channels=self._kind.channels,
            bitrate_kbps=self._kind.bitrate_kbps,
            samples=samples,
            offsets=self._offsets[:-1],
            length=self._size,
            crc=self._crc,
        )
        self._file.seek(0)
        self._file.write(stream.render())
        while self._futures:
            self._take()
        tally = Tally(self._kind.form)
        for key in self._parts:
            for found in self._known[key]:
                tally.take(found)
        return tally.result(samples)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @property
    def _listened(self) -> int:
        """Samples that are listened to at a time."""
        return self._kind.own // 2

    def _complete(self) -> bool:
        """Whether there is as much as is listened to at a time, and all of it is written."""
        end = self._begin + self._listened
        within = self._samples is None or end <= self._samples
        return within and self._last_frame(end) < len(self._offsets)

    def _last_frame(self, end: int) -> int:
        """Return the number of frames that have to be decoded to hear up to a sample."""
        return -(-(end + AFTER + _SHIFT) // FRAME)

    def _listen(self, end: int) -> None:
        begin = self._begin - self._kind.form.lead + _SHIFT
        first = max(begin // FRAME - _SETTLE, 0)
        last = min(self._last_frame(end), len(self._offsets) - 1)
        self._file.seek(self._offsets[first])
        data = self._file.read(self._offsets[last] - self._offsets[first])
        self._file.seek(self._size)
        place = begin - first * FRAME, end - self._begin + self._kind.form.lead
        key = hashlib.sha256(repr(place).encode() + data).digest()
        future = None
        if key not in self._known:
            if len(self._futures) > self._cores:
                self._take()
            future = self._executor.submit(
                heard,
                data,
                self._kind.form,
                *place,
            )
        self._futures.append((key, future))
        self._begin = end

    def _take(self) -> None:
        key, future = self._futures.popleft()
        if future:
            self._known[key] = future.result()
        self._parts.append(key)


def heard(data: bytes, form: Form, begin: int, length: int) -> list[Part]:
    """Decode frames, and measure a stretch of them, piece by piece.

    Args:
        data: The frames.
        form: How the stretch is measured.
        begin: Its first sample, the lead; may lie before the frames' sound.
        length: Its samples, with the lead.
    """
    samples = mp3.decode(data, len(form.weights))
    if begin < 0:
        samples = np.concatenate([np.zeros((-begin, samples.shape[1]), np.float32), samples])
        begin = 0
    piece = round(PIECE * form.sample_rate)
    found: list[Part] = []
    for end in (*range(form.lead + piece, length, piece), length):
        first = len(found) * piece
        stretch = samples[begin + first : begin + end + AFTER]
        if (end - first) % form.hop or len(stretch) < end - first + AFTER:
            stretch = form.filled(stretch[: end - first])
        found.append(part(stretch, form))
    return found


def chunks_around(times: NDArray[np.float64], chunk: int = CHUNK) -> frozenset[int]:
    """Return the chunks that hear of what is at some times, in seconds."""
    margin = 2 * OVERLAP * FRAME
    samples = times * SAMPLE_RATE
    chunks = [np.floor((samples + shift) / (chunk * FRAME)) for shift in (-margin, 0, margin)]
    return frozenset(np.maximum(np.concatenate(chunks), 0).astype(int).tolist())
