"""Stretches of files: the sound between the tags, copied and compared byte for byte."""

from __future__ import annotations

import errno
import io
from collections.abc import Iterator
from pathlib import Path

_CHUNK = 1 << 18
"""Bytes at a time: of two files they fit into a processor's cache."""

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


def equal(one: Path, first: Stretch, other: Path, second: Stretch) -> bool:
    """Return whether two stretches hold the same bytes."""
    if first[1] - first[0] != second[1] - second[0]:
        return False
    with one.open("rb") as a, other.open("rb") as b:
        return all(x == y for x, y in zip(chunks(a, first), chunks(b, second), strict=True))
