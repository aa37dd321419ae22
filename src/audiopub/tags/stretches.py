"""Stretches of files: the sound between the tags, copied and compared byte for byte."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from pathlib import Path

_CHUNK = 1 << 18
"""Bytes at a time: of two files they fit into a processor's cache."""

_AHEAD = 1 << 23
"""Bytes after which the system is told to bring them to the disk."""

Stretch = tuple[int, int]
"""Where it begins and ends, in bytes."""


def chunks(file: io.BufferedReader, stretch: Stretch) -> Iterator[bytearray]:
    """Yield a stretch of a file; each chunk is good until the next one.

    Raises:
        OSError: EIO, the file became shorter meanwhile.
    """
    place, end = stretch
    buffer = bytearray(_CHUNK)
    file.seek(place)
    while place < end:
        if end - place < len(buffer):
            buffer = bytearray(end - place)
        if file.readinto(buffer) < len(buffer):
            raise OSError(errno.EIO, "the file became shorter while it was read")
        place += len(buffer)
        yield buffer


def copy(source: io.BufferedReader, stretch: Stretch, target: io.BufferedWriter) -> None:
    """Write a stretch of a file to the end of another one, whose fsync then has little left to do.

    Raises:
        OSError: EIO, the source became shorter meanwhile; else the target cannot be written.
    """
    begin = place = target.tell()
    for chunk in chunks(source, stretch):
        target.write(chunk)
        place += len(chunk)
        if place - begin >= _AHEAD:
            _start_flushing(target, begin, place - begin)
            begin = place


def equal(one: Path, first: Stretch, other: Path, second: Stretch) -> bool:
    """Return whether two stretches hold the same bytes."""
    if first[1] - first[0] != second[1] - second[0]:
        return False
    with one.open("rb") as a, other.open("rb") as b:
        return all(x == y for x, y in zip(chunks(a, first), chunks(b, second), strict=True))


def _start_flushing(file: io.BufferedWriter, place: int, length: int) -> None:
    """Have the system begin to bring a part of a file to the disk, and go on meanwhile.

    Linux does so when it is told that the part is not needed any more; what is still on its way to
    the disk stays in memory all the same, and can be read again from there.
    """
    if hasattr(os, "posix_fadvise"):  # not on macOS, not on Windows
        os.posix_fadvise(file.fileno(), place, length, os.POSIX_FADV_DONTNEED)
