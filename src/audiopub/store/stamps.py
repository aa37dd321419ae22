"""Stamps: how a published tree looks, without reading it.

A folder's time of change tells of every file that was added to it, removed from it or replaced in
it; files that stand alone, and sounds, have their own.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Set as AbstractSet
from pathlib import Path

WIDE = frozenset({"", "assets", "media"})
"""The folders whose files are stamped one by one; the first is the tree itself."""

Stamps = dict[str, tuple[int, int]]
"""Size and time of change in nanoseconds, of a folder with size -1, by its path."""


def stamps(folder: Path) -> Stamps:
    """Return the stamps of a tree; of one that is not there, none."""
    return restamped(folder, {}, frozenset())


def restamped(folder: Path, before: Stamps, same: AbstractSet[str]) -> Stamps:
    """Return the stamps of a tree.

    Args:
        folder: The tree.
        before: Its stamps at an earlier time.
        same: Folders that have not changed since then; these are not looked at.
    """
    same = (same & before.keys()) - WIDE
    found: Stamps = {}
    for name in sorted(WIDE):
        with (
            contextlib.suppress(FileNotFoundError, NotADirectoryError),
            os.scandir(folder / name) as entries,
        ):
            begin = f"{name}/" if name else ""
            for entry in entries:
                path = begin + entry.name
                if path in same:
                    found[path] = before[path]
                    continue
                status = entry.stat(follow_symlinks=False)
                if not stat.S_ISDIR(status.st_mode):
                    found[path] = status.st_size, status.st_mtime_ns
                elif path in WIDE:
                    found[path] = -1, 0  # its files have stamps of their own
                else:
                    found[path] = -1, status.st_mtime_ns
    return found


def differing(old: Stamps, new: Stamps) -> set[str]:
    """Return the paths that have other stamps than before, or had or have none."""
    if old == new:
        return set()
    return {path for path, _ in old.items() ^ new.items()}


def folder_of(path: str) -> str:
    """Return the folder of the tree that a path lies in."""
    return path.rpartition("/")[0]


def path_in(folder: str, name: str) -> str:
    """Return the path of what lies in a folder of the tree."""
    return f"{folder}/{name}" if folder else name
