"""M4A, Opus and FLAC files, encoded by FFmpeg in a thread of their own.

AAC and Opus look ahead and back over frames, so they must not be put together from chunks; several
formats are encoded side by side instead. (MP3 is not made here: FFmpeg's LAME is three times as
slow as lameenc's.)
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from queue import Queue
from typing import cast

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from audiopub.audio import decode
from audiopub.audio.decode import Block
from audiopub.audio.frames import SAMPLE_RATE
from audiopub.audio.loudness import Analysis
from audiopub.audio.meter import Form, Meter
from audiopub.model import SoundFormat

_WAITING = 8
"""Blocks that may wait for an encoder: 4 MB in stereo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec:
    """How a format is written."""

    encoder: str
    """FFmpeg's name of the encoder."""

    container: str
    """FFmpeg's name of the format."""

    sample_rate: int
    """In hertz."""

    bitrates: tuple[int, int] | None
    """In bit/s, for mono and stereo; ``None`` if nothing is lost."""


CODECS: dict[SoundFormat, Codec] = {
    "m4a": Codec(
        encoder="aac", container="ipod", sample_rate=SAMPLE_RATE, bitrates=(96_000, 128_000)
    ),
    "opus": Codec(
        encoder="libopus", container="ogg", sample_rate=48_000, bitrates=(64_000, 96_000)
    ),
    "flac": Codec(encoder="flac", container="flac", sample_rate=SAMPLE_RATE, bitrates=None),
}


class CodecCoder:
    """A file in the making; see :class:`audiopub.audio.coding.Coder`."""

    def __init__(
        self, target: Path, codec: Codec, channels: int, above: float, executor: Executor
    ) -> None:
        """Prepare to write a file.

        Args:
            target: The file; what is there is overwritten.
            codec: How it is written.
            channels: 1 or 2.
            above: The true peak above which hops are told one by one.
            executor: Where what was written is measured.
        """
        self._target = target
        self._codec = codec
        self._layout = "mono" if channels == 1 else "stereo"
        self._above = above
        self._executor = executor
        self._thread: threading.Thread | None = None

    def begin(self, only: Collection[int] | None = None) -> None:  # noqa: ARG002 (all is made anew)
        """Begin to take the programme."""
        self.close()
        self._queue: Queue[Block | None] = Queue(_WAITING)
        self._failure: Exception | None = None
        self._analysis: Analysis | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def feed(self, block: Block) -> None:
        """Take the next samples, as loud as they shall be heard."""
        self._queue.put(block)
        self._check()

    def last(self) -> None:
        """Say that there are no more."""
        self._queue.put(None)

    def heard(self) -> Analysis:
        """Return what is heard of the file, once it is finished."""
        if self._thread:
            self._thread.join()
            self._thread = None
        self._check()
        if self._analysis is None:
            raise AssertionError("heard before the last samples were given")
        return self._analysis

    def close(self) -> None:
        """End the thread."""
        if self._thread:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def _check(self) -> None:
        if self._failure:
            raise self._failure

    def _run(self) -> None:
        blocks = _Blocks(self._queue)
        try:
            write(blocks, self._target, self._codec, self._layout)
            self._analysis = self._listen()
        except Exception as error:  # noqa: BLE001 (raised again where it is seen)
            self._failure = error
            for _ in blocks:  # whoever gives more shall not wait for a full queue
                pass

    def _listen(self) -> Analysis:
        form = Form(sample_rate=self._codec.sample_rate, layout=self._layout, above=self._above)
        meter = Meter(form, self._executor)
        for block in decode.blocks(self._target, form.sample_rate, len(form.weights)):
            meter.feed(block)
        return meter.result()


class _Blocks:
    """What comes out of a queue up to its end, however often one begins anew."""

    def __init__(self, queue: Queue[Block | None]) -> None:
        self._queue = queue
        self._ended = False

    def __iter__(self) -> Iterator[Block]:
        while not self._ended:
            block = self._queue.get()
            if block is None:
                self._ended = True
            else:
                yield block


def write(blocks: Iterable[Block], target: Path, codec: Codec, layout: str) -> None:
    """Encode blocks at 44.1 kHz into a file.

    Args:
        blocks: Of shape (n, channels).
        target: The file.
        codec: How it is written.
        layout: ``mono`` or ``stereo``.
    """
    options = {"fflags": "+bitexact"}
    with av.open(str(target), "w", format=codec.container, options=options) as container:
        stream = cast(
            "AudioStream",
            container.add_stream(codec.encoder, rate=codec.sample_rate, layout=layout),
        )
        context = stream.codec_context
        context.thread_count = 1
        if codec.bitrates:
            context.bit_rate = codec.bitrates[0 if layout == "mono" else 1]
        context.open()
        fit = AudioResampler(
            context.format, layout, codec.sample_rate, frame_size=context.frame_size or 4096
        )
        samples = 0
        for block in blocks:
            frame = AudioFrame.from_ndarray(
                np.ascontiguousarray(block).reshape(1, -1), "flt", layout
            )
            frame.sample_rate = SAMPLE_RATE
            frame.time_base = Fraction(1, SAMPLE_RATE)
            frame.pts = samples
            samples += len(block)
            for piece in fit.resample(frame):
                container.mux(stream.encode(piece))
        for piece in fit.resample(None):
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
