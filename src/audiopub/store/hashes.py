"""Hashes of source files, remembered so that a file that has not changed is not read again."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from audiopub.store.files import explained, sha256_of

State: TypeAlias = tuple[int, int, int, int]
"""Size in bytes, times of change of content and of inode in nanoseconds, number of the inode."""

Known: TypeAlias = dict[str, tuple[State, str]]
"""What is remembered: a file's state when it was hashed, and its SHA-256, by its path."""

_RACY = 2_000_000_000
"""Nanoseconds. A file that changed so shortly before it was hashed may change again within one
tick of the disk's clock (2 s on FAT) and look the same; it is hashed again the next time. As in
Git, Documentation/technical/racy-git.txt."""


def state_of(path: Path) -> State:
    """Return what changes when a file changes.

    Raises:
        StoreError: It cannot be looked at.
    """
    with explained(path, "read it"):
        return state_in(path.stat())


def state_in(status: os.stat_result) -> State:
    """Return what changes when a file changes, of what the system says of it."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


class Hashes:
    """The SHA-256 of files."""

    def __init__(self, known: Known, seen: Mapping[str, State] | None = None) -> None:
        """Take what is remembered of earlier runs, and how files looked a moment ago."""
        self._known = dict(known)
        self._seen = seen or {}
        self._asked: Known = {}

    def of(self, path: Path) -> str:
        """Return the SHA-256 of a file; read it only if its state is not a known one.

        Raises:
            StoreError: It cannot be read.
        """
        name = str(path)
        if asked := self._asked.get(name):
            return asked[1]
        state = self._seen.get(name) or state_of(path)
        known = self._known.get(name)
        sha256 = known[1] if known and known[0] == state else sha256_of(path)
        self._asked[name] = (state, sha256)
        return sha256

    def learn(self, known: Known) -> None:
        """Take what else is remembered of earlier runs."""
        self._known |= known

    def remembered(self) -> Known:
        """Return what later runs may rely on, of the files that were asked for."""
        return self._sure(self._asked)

    def sure(self, files: Iterable[str]) -> Known:
        """Return what later runs may rely on, of some files: of all of them, or of none."""
        names = set(files)
        found = self._sure(names & self._asked.keys())
        return found if found.keys() == names else {}

    def _sure(self, names: Iterable[str]) -> Known:
        before = time.time_ns() - _RACY
        found = {name: self._asked[name] for name in names}
        return {name: one for name, one in found.items() if max(one[0][1], one[0][2]) < before}
