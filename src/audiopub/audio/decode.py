"""Sound files, decoded to blocks of samples in bounded memory.

FFmpeg, which PyAV brings along, reads the file; audiopub takes its first audio stream. Only the
file itself is ever opened: FFmpeg's file protocol alone is allowed, and formats whose files name
other files (playlists, segment lists, image sequences) are refused before they are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.format import ContainerFormat
from av.packet import Packet
from numpy.typing import NDArray

from audiopub.errors import SoundError

Block: TypeAlias = NDArray[np.float32]
"""Samples of shape (n, channels); full scale is 1."""

BLOCK_SIZE = 1 << 16
"""Samples in a block: large enough that the cost of a call does not count, 0.5 MB in stereo."""

_WAV = (b"RIFF", b"RF64")
_WAV_OPTIONS = {"max_size": str(1 << 16), "max_probe_packets": "4"}
"""How FFmpeg reads WAV files: 64 KB at a time, for with fewer, calls take more of the time than
what is done in them. Whether the samples are something else (DTS), it looks for in the first four
of these, and not in two megabytes, which would take a tenth of a second."""

_SAMPLE_RATES = range(4_000, 1_000_000)
"""In hertz. What says that it has another one is damaged, or has no sound at all."""

_NAMING_OTHER_FILES = frozenset(
    {
        "concat",
        "dash",
        "hls",
        "image2",
        "imf",
        "mlv",
        "rtp",
        "rtsp",
        "sap",
        "sdp",
        "vobsub",
        "webm_dash_manifest",
    }
)
"""FFmpeg's demuxers that open further files or addresses."""

_PROTECTED = frozenset({"aavd", "drms", "enca"})
"""What MP4 files call sound that is encrypted: Audible's, Apple's, and that of ISO/IEC 14496-12,
8.12. FFmpeg would decode it to noise."""


_FULL_SCALES: Mapping[str, tuple[type[np.number[Any]], np.float32]] = {
    "s16": (np.int16, np.float32(2.0**-15)),
    "s32": (np.int32, np.float32(2.0**-31)),
    "flt": (np.float32, np.float32(1.0)),
}
"""What samples are multiplied with so that full scale is 1, by FFmpeg's names of their formats."""

_UNNAMED = {"mono": "1 channels", "stereo": "2 channels"}
"""What FFmpeg calls so many channels that are not named."""


class Source:
    """The first audio stream of an open sound file, and what became known of it so far."""

    def __init__(self, container: InputContainer, stream: AudioStream) -> None:
        """Take an open file and the stream to decode."""
        self.container = container
        self.stream = stream
        self.sample_rate = stream.sample_rate
        """In hertz."""
        self.channels = stream.channels
        """1 for mono."""
        self.lost = 0.0
        """Seconds whose packets could not be decoded."""
        self.first_packet = 0
        """Where in the file the first packet begins, in bytes."""
        self.broken = False
        """Whether the file ends with something that cannot be read."""
        self.fraction = 0.0
        """How much of the file has been read, from 0 to 1."""
        self.sound_bytes = 0
        """Of all packets so far."""
        self._sizes = [1 << 62, 0]  # of the smallest and the largest packet, in bytes
        self._samples: Counter[int] = Counter()

    @property
    def duration(self) -> float:
        """Seconds that were decoded."""
        return sum(samples / rate for rate, samples in self._samples.items())

    @property
    def steady(self) -> bool:
        """Whether all packets so far are of one size, but for a byte that fills up."""
        return self._sizes[1] - self._sizes[0] <= 1

    def frames(self) -> Iterator[AudioFrame]:
        """Decode to the end; a packet that cannot be decoded is left out, as players do."""
        size = max(self.container.size, 1)  # which asks the system each time
        for number, packet in enumerate(self._packets()):
            position = packet.pos or 0
            if number == 0:
                self.first_packet = position
            if packet.size:
                self.sound_bytes += packet.size
                self._sizes = [min(self._sizes[0], packet.size), max(self._sizes[1], packet.size)]
            self.fraction = max(self.fraction, min(position / size, 1.0))
            try:
                frames = packet.decode()
            except av.error.FFmpegError:
                self.lost += float((packet.duration or 0) * (packet.time_base or 0))
                continue
            for frame in frames:
                if not self._samples:  # Some codecs say only now what they hold.
                    self.sample_rate, self.channels = frame.sample_rate, frame.layout.nb_channels
                self._samples[frame.sample_rate] += frame.samples
                yield frame

    def _packets(self) -> Iterator[Packet[AudioStream]]:
        try:
            yield from self.container.demux(self.stream)
        except (av.error.InvalidDataError, IndexError):  # the latter: a stream that was not there
            self.broken = True


@contextmanager
def opened(path: Path, name: str) -> Iterator[Source]:
    """Open a sound file; what fails while it is read is raised as an error that names it.

    Args:
        path: The file.
        name: How messages call it.

    Raises:
        SoundError: AP301 it cannot be read, AP302 it is no sound file, AP303 it names other files,
            AP304 it has no audio stream, or none that can be decoded, AP306 it breaks off.
    """
    with _open(path, name) as container:
        try:
            yield Source(container, _first_audio(container, name))
        except av.error.FFmpegError as error:
            if isinstance(error, OSError):
                raise _unreadable(name, error) from error
            raise SoundError(
                "AP306",
                f"the recording breaks off and cannot be read on: {error.strerror}",
                path=name,
                hint="copy or export the recording again",
            ) from error


def blocks(
    path: Path, sample_rate: int, channels: int, *, name: str | None = None
) -> Iterator[Block]:
    """Decode a file's first audio stream, resampled and mixed to a given shape.

    Args:
        path: The file.
        sample_rate: In hertz.
        channels: 1 or 2; other numbers of channels are mixed by FFmpeg's matrix.
        name: How messages call the file; its path if not given.

    Yields:
        Blocks of at most :data:`BLOCK_SIZE` samples; samples that are not numbers are silence.

    Raises:
        SoundError: As :func:`opened`.
    """
    with opened(path, name or str(path)) as source:
        yield from conformed(source.frames(), sample_rate, "mono" if channels == 1 else "stereo")


def conformed(frames: Iterable[AudioFrame], sample_rate: int, layout: str) -> Iterator[Block]:
    """Bring frames to one sample rate and channel layout, whatever each of them has.

    Args:
        frames: Decoded frames, whose format may change midway.
        sample_rate: In hertz.
        layout: FFmpeg's name of the channel layout: ``stereo``.

    Yields:
        Blocks of at most :data:`BLOCK_SIZE` samples; samples that are not numbers are silence.
    """
    shaper: _Gatherer | _Resampler | None = None
    form = None
    for frame in frames:
        frame.pts = None  # Time is counted in samples; a gap in the stamps is not a gap in sound.
        if shaper is None or form != _form(frame):
            yield from shaper.rest() if shaper else ()
            form = _form(frame)
            shaper = _shaper(frame, sample_rate, layout)
        yield from shaper.take(frame)
    yield from shaper.rest() if shaper else ()


def not_sound(name: str) -> SoundError:
    """Return the error for a file that is something else, or has no content."""
    return SoundError(
        "AP302",
        "this is not a sound file, or it is damaged from its very beginning",
        path=name,
        hint="play it; if that fails, export it again as WAV or FLAC",
    )


def _unreadable(name: str, error: OSError) -> SoundError:
    """Return the error for a file that the system does not hand over."""
    return SoundError(
        "AP301",
        f"the recording cannot be read: {error.strerror or error}",
        path=name,
        hint="check that the file is there and that you may read it",
    )


def _open(path: Path, name: str) -> InputContainer:
    try:
        with path.open("rb") as file:
            begin = file.read(4)
    except OSError as error:
        raise _unreadable(name, error) from error
    if not begin:
        raise SoundError(
            "AP302",
            "the file is empty: 0 bytes",
            path=name,
            hint="copy the recording again; the copy was probably cut short",
        )
    try:
        return av.open(
            f"file:{path}",  # With the protocol before it, a name like "concat:a|b" is but a name.
            mode="r",
            metadata_errors="ignore",
            options={
                "protocol_whitelist": "file",
                "format_whitelist": _formats(),
                **(_WAV_OPTIONS if begin in _WAV else {}),
            },
        )
    except av.error.ArgumentError as error:  # FFmpeg's answer to a format that is not allowed
        raise SoundError(
            "AP303",
            "this is a playlist or the like, which names other files, or it is damaged",
            path=name,
            hint="export the sound itself, as WAV or FLAC",
        ) from error
    except av.error.FFmpegError as error:
        raise not_sound(name) from error


def _first_audio(container: InputContainer, name: str) -> AudioStream:
    if not container.streams.audio:
        raise SoundError(
            "AP304",
            "there is no sound in this file",
            path=name,
            hint="give the recording; this is a text, a picture, or a film without sound",
        )
    stream = container.streams.audio[0]
    if stream.codec_context is None:
        raise SoundError(
            "AP304",
            "the sound in this file is of a kind that cannot be decoded",
            path=name,
            hint="export it as WAV or FLAC",
        )
    if stream.codec_tag in _PROTECTED:
        raise SoundError(
            "AP304",
            f"the sound in this file is protected against copying ({stream.codec_tag})",
            path=name,
            hint="ask whoever made it for a file without protection, best as WAV or FLAC",
        )
    if stream.sample_rate not in _SAMPLE_RATES or not stream.channels:
        raise not_sound(name)
    return stream


@cache
def _formats() -> str:
    """Return the names of all of FFmpeg's input formats but those that open other files."""
    allowed = []
    for name in sorted(av.formats_available - _NAMING_OTHER_FILES):
        try:
            ContainerFormat(name, "r")
        except ValueError:  # a format for output only
            continue
        allowed.append(name)
    return ",".join(allowed)


def _form(frame: AudioFrame) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate


class _Resampler:
    """Has FFmpeg bring frames of one form to another rate, layout or format."""

    def __init__(self, sample_rate: int, layout: str) -> None:
        self._resampler = AudioResampler("flt", layout, sample_rate, frame_size=BLOCK_SIZE)

    def take(self, frame: AudioFrame | None) -> Iterator[Block]:
        """Take the next frame; yield the blocks that are full."""
        for made in self._resampler.resample(frame):
            block = made.to_ndarray().reshape(-1, made.layout.nb_channels)
            yield _numbers(block.astype(np.float32, copy=False))

    def rest(self) -> Iterator[Block]:
        """Yield what is left."""
        return self.take(None)


class _Gatherer:
    """Gathers frames of one form that have the right rate and layout as they are.

    It gives what FFmpeg's resampler gives, in a third of the time.
    """

    def __init__(self, frame: AudioFrame) -> None:
        self._kind, self._scale = _FULL_SCALES[frame.format.packed.name]
        channels = frame.layout.nb_channels
        self._width = 1 if frame.format.is_planar else channels  # channels in a plane
        self._gathered, self._length = np.empty((BLOCK_SIZE, channels), self._kind), 0

    def take(self, frame: AudioFrame) -> Iterator[Block]:
        """Take the next frame; yield the blocks that are full."""
        width, samples, at = self._width, frame.samples, 0
        planes = [
            np.frombuffer(memoryview(plane), self._kind, samples * width).reshape(-1, width)
            for plane in frame.planes
        ]
        while at < samples:
            count = min(samples - at, BLOCK_SIZE - self._length)
            into = self._gathered[self._length : self._length + count]
            for number, plane in enumerate(planes):
                into[:, number * width : (number + 1) * width] = plane[at : at + count]
            at += count
            self._length += count
            if self._length == BLOCK_SIZE:
                yield from self.rest()

    def rest(self) -> Iterator[Block]:
        """Yield what is left."""
        if self._length:
            # A whole block at once: a frame alone is so short that calls would take most of it.
            block = self._gathered[: self._length].astype(np.float32)
            block *= self._scale
            self._length = 0
            yield _numbers(block) if self._kind is np.float32 else block


def _shaper(frame: AudioFrame, sample_rate: int, layout: str) -> _Gatherer | _Resampler:
    """Return what makes blocks of a frame and those that are like it."""
    # A WAV file of one or two channels need not say which ones they are.
    same = frame.layout.name in (layout, _UNNAMED.get(layout))
    if same and frame.sample_rate == sample_rate and frame.format.packed.name in _FULL_SCALES:
        return _Gatherer(frame)
    return _Resampler(sample_rate, layout)


def _numbers(block: Block) -> Block:
    """Return a block in which what is no number is silence."""
    if not np.isfinite(block.sum()):  # One sum is cheaper than a look at every sample.
        block = np.nan_to_num(block, nan=0.0, posinf=0.0, neginf=0.0)
    return block
