"""How long a file's header says that its sound lasts.

Without it, a file that was cut short cannot be told from a short one. FFmpeg hands it over for
some formats; for WAV and MP3 it tells its own estimate instead, so their headers are read here.
Others either promise nothing (Ogg, whose last page tells instead: :mod:`audiopub.audio.ogg`; AAC)
or are not worth the code.
"""

from __future__ import annotations

import struct
from pathlib import Path

from audiopub.audio.decode import Source

_KNOWN_TO_FFMPEG = frozenset(
    {"aiff", "flac", "flv", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "tta", "wv"}
)
"""Formats of which FFmpeg tells what the header says."""

_NOT_SAID = 0x7FFF_0000
"""Programs that cannot go back to a WAV header leave a size from here on in it, or 0."""

_LONGEST_FRAME = 1441
"""Bytes of a frame of MP3."""


def stated_duration(path: Path, source: Source) -> float | None:
    """Return the seconds that a file's header promises.

    Args:
        path: The file.
        source: The same, open and decoded to its end.

    Returns:
        The promise; ``None`` if there is none.
    """
    match source.container.format.name:
        case "wav":
            return _wav(path, source)
        case "mp3":
            return _mp3(path, source)
        case name if name in _KNOWN_TO_FFMPEG:
            return _ffmpeg(source)
        case _:
            return None


def _ffmpeg(source: Source) -> float | None:
    stream, container = source.stream, source.container
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    # What is said of the whole file holds for its sound if there is nothing else in it.
    if container.duration and len(container.streams) == 1:
        return container.duration / 1_000_000
    return None


def _wav(path: Path, source: Source) -> float | None:
    """Compare the size of the chunk ``data`` with what there is of it."""
    with path.open("rb") as file:
        file.seek(len("RIFFsizeWAVE"))
        while len(chunk := file.read(8)) == 8:  # noqa: PLR2004 (a name and a size)
            size = int.from_bytes(chunk[4:], "little")
            if chunk[:4] == b"data":
                present = path.stat().st_size - file.tell()
                told = 0 < size < _NOT_SAID and present > 0
                return source.duration * max(size / present, 1.0) if told else None
            file.seek(size + size % 2, 1)
    return None


def _mp3(path: Path, source: Source) -> float | None:
    """Read the number of frames from the Xing or Info frame, the last before the sound."""
    with path.open("rb") as file:
        file.seek(max(source.first_packet - _LONGEST_FRAME, 0))
        before = file.read(source.first_packet - file.tell())
    found = max(before.rfind(b"Xing"), before.rfind(b"Info"))
    if found < 0 or len(before) < found + 12:
        return None
    flags, frames = struct.unpack_from(">II", before, found + 4)
    samples = 1152 if source.sample_rate >= 32_000 else 576  # noqa: PLR2004 (MPEG-1, or 2 and 2.5)
    return frames * samples / source.sample_rate if flags & 1 else None
