"""M4A, Opus and FLAC files, encoded by FFmpeg in a thread of their own.

AAC and Opus look ahead and back over frames, so they must not be put together from chunks; several
formats are encoded side by side instead. Each packet is decoded as soon as it is encoded: what a
player will hear is measured in step with the encoder, and the file need not be read again. (MP3 is
not made here: FFmpeg's LAME is three times as slow as lameenc's.)
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from queue import Queue
from typing import cast

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.packet import Packet
from numpy.typing import NDArray

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

    def begin(self) -> None:
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
            self._analysis = self._heard(blocks)
        except Exception as error:  # noqa: BLE001 (raised again where it is seen)
            self._failure = error
            for _ in blocks:  # whoever gives more shall not wait for a full queue
                pass

    def _heard(self, blocks: Iterable[Block]) -> Analysis:
        form = Form(sample_rate=self._codec.sample_rate, layout=self._layout, above=self._above)
        meter = Meter(form, self._executor)
        frames = written(blocks, self._target, self._codec, self._layout)
        for block in decode.conformed(frames, form.sample_rate, form.layout):
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


def written(
    blocks: Iterable[Block], target: Path, codec: Codec, layout: str
) -> Iterator[AudioFrame]:
    """Encode blocks at 44.1 kHz into a file, and yield what a player hears of it.

    Args:
        blocks: Of shape (n, channels).
        target: The file; it is finished when there are no more frames.
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
        player = _Player(context)
        for piece in _pieces(blocks, context, layout):
            for packet in stream.encode(piece):
                yield from player.hear(packet)
                container.mux(packet)
    yield from player.hear(None)


def _pieces(
    blocks: Iterable[Block], context: AudioCodecContext, layout: str
) -> Iterator[AudioFrame | None]:
    """Yield blocks as an encoder takes them, and ``None`` at the end."""
    fit = AudioResampler(
        context.format, layout, context.sample_rate, frame_size=context.frame_size or 4096
    )
    samples = 0
    for block in blocks:
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(block).reshape(1, -1), "flt", layout)
        frame.sample_rate = SAMPLE_RATE
        frame.time_base = Fraction(1, SAMPLE_RATE)
        frame.pts = samples
        samples += len(block)
        yield from fit.resample(frame)
    yield from fit.resample(None)
    yield None


class _Player:
    """Decodes the packets of an encoder, and leaves out what comes before the sound."""

    def __init__(self, encoder: AudioCodecContext) -> None:
        name = encoder.codec.canonical_name
        self._decoder = cast("AudioCodecContext", av.CodecContext.create(name, "r"))
        self._decoder.extradata = encoder.extradata
        self._decoder.sample_rate = encoder.sample_rate
        self._decoder.layout = encoder.layout
        self._decoder.thread_count = 1

    def hear(self, packet: Packet[AudioStream] | None) -> Iterator[AudioFrame]:
        """Yield what is heard after the next packet, or after the last one."""
        end = (packet.pts or 0) + (packet.duration or 0) if packet else None
        for frame in self._decoder.decode(packet):
            # The encoder says when a packet ends; some decoders have left out themselves what
            # comes before the sound.
            early = 0 if end is None else min(max(frame.samples - end, 0), frame.samples)
            if not early:
                yield frame
            elif early < frame.samples:
                yield _without(frame, early)


def _without(frame: AudioFrame, samples: int) -> AudioFrame:
    """Return a frame without its first samples."""
    channels = 1 if frame.format.is_planar else len(frame.layout.channels)
    kept = cast("NDArray[np.float32]", frame.to_ndarray()[:, samples * channels :])
    rest = AudioFrame.from_ndarray(np.ascontiguousarray(kept), frame.format.name, frame.layout.name)
    rest.sample_rate = frame.sample_rate
    return rest
