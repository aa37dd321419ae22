"""Stretches of files: the sound between the tags, copied and compared byte for byte."""

from __future__ import annotations

import errno
import io
from collections.abc import Iterator
from pathlib import Path

_CHUNK = 1 << 20

Stretch = tuple[int, int]
"""Where it begins and ends, in bytes."""


def chunks(file: io.BufferedReader, stretch: Stretch) -> Iterator[memoryview]:
    """Yield a stretch of a file; each chunk is good until the next one.

    Raises:
        OSError: EIO, the file became shorter meanwhile.
    """
    place, end = stretch
    buffer = memoryview(bytearray(_CHUNK))
    file.seek(place)
    while place < end:
        count = file.readinto(buffer[: end - place])
        if not count:
            raise OSError(errno.EIO, "the file became shorter while it was read")
        place += count
        yield buffer[:count]


def equal(one: Path, first: Stretch, other: Path, second: Stretch) -> bool:
    """Return whether two stretches hold the same bytes."""
    if first[1] - first[0] != second[1] - second[0]:
        return False
    with one.open("rb") as a, other.open("rb") as b:
        pairs = zip(chunks(a, first), chunks(b, second), strict=True)
        # as bytes: memory views are compared one item at a time
        return all(bytes(x) == bytes(y) for x, y in pairs)
