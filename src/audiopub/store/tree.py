"""The published tree: built beside, then put in place whole."""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from audiopub.errors import StoreError
from audiopub.store import files
from audiopub.store.files import WORK, explained, sync_folder

_OLD = ".audiopub-old"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


class Staging:
    """A tree that is being built; nobody sees it before :meth:`swap`."""

    def __init__(self, target: Path) -> None:
        """Begin an empty tree beside the folder that it is to become; a link is followed.

        Raises:
            StoreError: The folder beside cannot be made; AP707, a file is in the way.
        """
        self._target = target = target.resolve()
        if target.exists() and not target.is_dir():
            raise StoreError(
                "AP707",
                "this is a file, and the published tree is to become a folder of this name",
                path=str(target),
                hint="move the file away",
            )
        with explained(target, "prepare it"):
            target.parent.mkdir(parents=True, exist_ok=True)
            self.folder = Path(tempfile.mkdtemp(prefix=WORK, dir=target.parent))
            self.folder.chmod(0o755)

    def write(self, path: str, data: bytes) -> None:
        """Write a file of the tree.

        Raises:
            StoreError: It cannot be written.
        """
        file = self.folder / path
        with explained(file, f"write {path}"):
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as handle:
                handle.write(data)
                handle.flush()
                os.fsync(handle.fileno())

    def link(self, path: str, source: Path) -> None:
        """Put a finished file into the tree without copying it, where the disk can do that.

        Raises:
            StoreError: It cannot be put there.
        """
        file = self.folder / path
        with explained(file, f"write {path}"):
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(source, file)
            except OSError:
                shutil.copyfile(source, file)
                with file.open("rb+") as handle:
                    os.fsync(handle.fileno())

    def swap(self) -> None:
        """Put the tree in place of the old one; a reader sees the one or the other, whole.

        Raises:
            StoreError: It cannot be put in place; the old tree stays.
        """
        with explained(self._target, f"put {self._target.name} in place"):
            for folder, _, _ in os.walk(self.folder):
                sync_folder(Path(folder))
            if not self._target.exists():
                self.folder.rename(self._target)
            elif exchange(self.folder, self._target):
                shutil.rmtree(self.folder, ignore_errors=True)
            else:
                old = self._target.with_name(_OLD)
                shutil.rmtree(old, ignore_errors=True)
                self._target.rename(old)
                self.folder.rename(self._target)
                shutil.rmtree(old, ignore_errors=True)
            sync_folder(self._target.parent)

    def discard(self) -> None:
        """Remove the tree, if it was not put in place."""
        shutil.rmtree(self.folder, ignore_errors=True)


def sweep(target: Path) -> None:
    """Mend what a killed run left beside a tree; call it only under the lock.

    Where two folders cannot be exchanged at once, a run can die between its two renames. Then the
    old tree is put back.
    """
    target = target.resolve()
    old = target.with_name(_OLD)
    if old.is_dir() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    files.sweep(target.parent)


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; return whether the system can do that.

    Linux has ``renameat2`` with ``RENAME_EXCHANGE`` (renameat2(2)), macOS ``renamex_np`` with
    ``RENAME_SWAP`` (renamex_np(2)).
    """
    a, b = os.fsencode(first), os.fsencode(second)
    if sys.platform == "linux":
        function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if function is None:
            return False
        done: int = function(_AT_FDCWD, a, _AT_FDCWD, b, _RENAME_EXCHANGE)
        return done == 0
    if sys.platform == "darwin":
        function = getattr(ctypes.CDLL(None, use_errno=True), "renamex_np", None)
        if function is None:
            return False
        swapped: int = function(a, b, _RENAME_SWAP)
        return swapped == 0
    return False


def carry(source: Path, staging: Staging, ours: Callable[[str], bool]) -> None:
    """Take along what somebody else put into the old tree: a CNAME, a .well-known folder.

    Args:
        source: The old tree.
        staging: The new tree.
        ours: Whether audiopub makes a file of this path; such files are not taken along.

    Raises:
        StoreError: A file cannot be read or written.
    """
    if not source.is_dir():
        return
    for entry in sorted(source.rglob("*")):
        path = entry.relative_to(source).as_posix()
        target = staging.folder / path
        if target.exists() or target.is_symlink():
            continue
        with explained(entry, "take it along"):
            if entry.is_symlink():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.symlink_to(entry.readlink())
            elif entry.is_dir():
                if not any(entry.iterdir()):
                    target.mkdir(parents=True)
            elif not ours(path):
                staging.link(path, entry)


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of change, in nanoseconds, of every file below a folder."""
    return {
        file.relative_to(folder).as_posix(): (status.st_size, status.st_mtime_ns)
        for file in folder.rglob("*")
        if stat.S_ISREG((status := file.lstat()).st_mode)
    }
