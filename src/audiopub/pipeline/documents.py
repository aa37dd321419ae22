"""The documents of the feed: what has not changed in one is copied from the last one, in one go."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO, TypeAlias

from audiopub.store.files import explained

_CHUNK = 1 << 20
"""Bytes that are copied at once."""

Item: TypeAlias = tuple[str, str]
"""Whose item it is, and a key of what it is made of; equal ones have equal bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A document as it was written."""

    sha256: str
    """Of all of it."""

    head: int
    """Bytes before its first item."""

    items: tuple[Item, ...]
    """Its items, in their order."""

    sizes: tuple[int, ...]
    """The bytes of each."""

    lines: tuple[int, ...]
    """The line ends in each."""

    def above(self, first: int) -> tuple[int, ...]:
        """Return the line before each item, if so many line ends stand before the first one."""
        found, line = [], first
        for ends in self.lines:
            found.append(line)
            line += ends
        return tuple(found)


def write(
    target: Path,
    head: bytes,
    items: Sequence[Item],
    read: Callable[[str], bytes],
    end: bytes,
    *,
    last: Path,
    known: Written | None,
) -> Written:
    """Write a document; it is safe on the disk when this returns.

    What is copied is believed only if all of the last document is as it was written, by its
    SHA-256. If it is not, or if it is gone, every item is read.

    Args:
        target: The file to write.
        head: What stands before the items.
        items: Its items, in their order.
        read: Returns the bytes of the item of a name.
        end: What stands after them.
        last: The document as it was before.
        known: How that was written, if that is known.

    Raises:
        StoreError: It cannot be written.
    """
    if known:
        with contextlib.suppress(OSError), last.open("rb") as file:
            source = _Source(file, known)
            written = _write(target, head, items, read, end, source)
            if source.is_whole():
                return written
    return _write(target, head, items, read, end, None)


def _write(
    target: Path,
    head: bytes,
    items: Sequence[Item],
    read: Callable[[str], bytes],
    end: bytes,
    source: _Source | None,
) -> Written:
    digest = hashlib.sha256()
    sizes: list[int] = []
    lines: list[int] = []

    def pieces() -> Iterator[bytes]:
        yield head
        for name, places in _planned(items, source):
            if source is None or not places:
                item = read(name)
                sizes.append(len(item))
                lines.append(item.count(b"\n"))
                yield item
            else:
                sizes.extend(source.known.sizes[places.start : places.stop])
                lines.extend(source.known.lines[places.start : places.stop])
                yield from source.taken(places)
        yield end

    with explained(target, "write it"), target.open("wb") as file:
        for piece in pieces():
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return Written(
        sha256=digest.hexdigest(),
        head=len(head),
        items=tuple(items),
        sizes=tuple(sizes),
        lines=tuple(lines),
    )


def _planned(items: Sequence[Item], source: _Source | None) -> Iterator[tuple[str, range]]:
    """Yield whose item comes next, or the places of a stretch of items in the last document.

    That is gone through once, from its beginning to its end.
    """
    places = {item: place for place, item in enumerate(source.known.items)} if source else {}
    stretch = range(0)
    for item in items:
        place = places.get(item, -1)
        if stretch and place == stretch.stop:
            stretch = range(stretch.start, place + 1)
            continue
        if stretch:
            yield "", stretch
        passed, stretch = stretch.stop, range(stretch.stop, stretch.stop)
        if place >= passed:
            stretch = range(place, place + 1)
        else:
            yield item[0], range(0)
    if stretch:
        yield "", stretch


class _Source:
    """The last document, read once from its beginning to its end."""

    def __init__(self, file: BinaryIO, known: Written) -> None:
        """Take the file, at its beginning."""
        self.known = known
        self._file = file
        self._digest = hashlib.sha256()
        self._starts = list(accumulate(known.sizes, initial=known.head))
        self._place = 0

    def taken(self, places: range) -> Iterator[bytes]:
        """Yield a stretch of its items; what cannot be read is left out."""
        for _ in self._read(self._starts[places.start]):
            pass
        yield from self._read(self._starts[places.stop])

    def is_whole(self) -> bool:
        """Whether it is as it was written, all of it; nothing can be taken afterwards."""
        for _ in self._read(sys.maxsize):
            pass
        return self._digest.hexdigest() == self.known.sha256

    def _read(self, end: int) -> Iterator[bytes]:
        """Yield what follows, up to a place; an error of the disk is like an early end."""
        with contextlib.suppress(OSError):
            while data := self._file.read(min(end - self._place, _CHUNK)):
                self._digest.update(data)
                self._place += len(data)
                yield data
