"""What is known of a published tree: what was put there, and how it looked then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from audiopub.store.stamps import WIDE, Stamps, differing, folder_of


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is known of a tree."""

    node: int = 0
    """The number of its inode, so that two trees are not mistaken for each other."""

    digests: dict[str, str] = field(default_factory=dict)
    """What was put into each folder."""

    stamps: Stamps = field(default_factory=dict)
    """How it looked then."""

    hashes: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """The SHA-256 of what was put into folders that hold thousands, see :attr:`Contents.hashes`."""

    foreign: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What else lies in a folder: the producer's own."""


@dataclass(slots=True)
class Known:
    """A tree, what was known of it, and how it looks now."""

    folder: Path
    told: State | None
    now: Stamps
    state: State = field(init=False)
    _touched: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """Compare how it looks with what is known."""
        told = self.told
        # A show that was moved or copied with its times is the same, too.
        is_known = told and (_is(self.folder, told.node) or told.stamps == self.now)
        self.state = told if told and is_known else State()
        old, new = self.state.stamps, self.now
        paths = differing(old, new)
        self._touched = {
            # A folder in the tree has a stamp of its own, a wide one is touched by its files.
            path if (old.get(path) or new[path])[0] < 0 and "/" not in path else folder_of(path)
            for path in paths
        }

    @property
    def folders(self) -> set[str]:
        """The folders directly in it, as they are there now."""
        return {path for path, (size, _) in self.now.items() if size < 0 and "/" not in path}

    def is_known(self, name: str) -> bool:
        """Return whether a folder is as it was left."""
        return name in self.state.digests and name not in self._touched

    def files(self, name: str, wanted: Mapping[str, str]) -> set[str]:
        """Return the names of files in a wide folder that are known to be as they are wanted.

        Args:
            name: The folder.
            wanted: Their SHA-256 by their names.
        """
        if name not in WIDE or not self.is_known(name):
            return set()
        there = self.state.hashes.get(name, {})
        return {file for file, sha256 in wanted.items() if there.get(file) == sha256}

    def again(self, folder: Path) -> State:
        """Return what is known of the tree after it was put elsewhere."""
        untouched = {n: d for n, d in self.state.digests.items() if n not in self._touched}
        return State(
            node=folder.stat().st_ino,
            digests=untouched,
            stamps=self.now,
            hashes=self.state.hashes,
            foreign=self.state.foreign,
        )


def _is(folder: Path, node: int) -> bool:
    try:
        return folder.stat().st_ino == node
    except OSError:
        return False
