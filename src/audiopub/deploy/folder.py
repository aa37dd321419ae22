"""A folder of this machine: a disk, a mounted share, the root of a web server."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from audiopub.deploy import failures
from audiopub.deploy.target import Capabilities, Content, Headers, Held
from audiopub.errors import DeployError
from audiopub.store.files import sync_folder

_PATIENCE = 100
"""Tries to make a folder that another deployment removes because it is empty."""


class Folder:
    """A target that is a folder."""

    capabilities = Capabilities(rename=True, headers=False, parallel=4)
    heeds_conditions = False

    def __init__(self, root: Path, name: str) -> None:
        """Use a folder; it is made if the one above it is there.

        Raises:
            DeployError: AP737, that is not there either; AP735, it may not be written.
        """
        self.name = name
        self._root = root
        with self._explained("make the folder"):
            if not root.parent.is_dir():
                raise failures.missing(f"there is no folder {root.parent}", name)
            root.mkdir(exist_ok=True)

    def put(self, path: str, content: Content, headers: Headers) -> None:
        """Write a file; web servers have their own table of types, so headers are left out."""
        del headers
        with (
            self._explained(f"write {path}"),
            content.open() as source,
            self._opened(self._root / path) as copy,
        ):
            shutil.copyfileobj(source, copy, 1 << 20)
            copy.flush()
            os.fsync(copy.fileno())

    def _opened(self, file: Path) -> BinaryIO:
        """Open a file to write it; its folder may vanish meanwhile, as :meth:`delete` leaves it."""
        for _ in range(_PATIENCE):
            file.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):
                return file.open("wb")
        return file.open("wb")

    def put_if(self, path: str, content: Content, headers: Headers, version: str | None) -> None:
        """Refuse: a file system has no such promise."""
        del content, headers, version
        raise failures.other(
            f"cannot write {path} conditionally: a folder cannot do that", self.name
        )

    def head(self, path: str) -> Held | None:
        """Return what is known of a file."""
        with self._explained(f"look at {path}"):
            try:
                status = (self._root / path).stat()
            except (FileNotFoundError, NotADirectoryError):
                return None
        return _held(path, status) if stat.S_ISREG(status.st_mode) else None

    def read_range(self, path: str, start: int, length: int) -> bytes:
        """Return bytes of a file."""
        with self._explained(f"read {path}"):
            try:
                with (self._root / path).open("rb") as file:
                    file.seek(start)
                    return file.read(length)
            except FileNotFoundError:
                raise failures.vanished(path, self.name) from None

    def rename(self, old: str, new: str) -> None:
        """Put a file in the place of another."""
        with self._explained(f"put {new} in place"):
            target = self._root / new
            target.parent.mkdir(parents=True, exist_ok=True)
            (self._root / old).replace(target)
            sync_folder(target.parent)

    def delete(self, path: str) -> None:
        """Delete a file, and the folders that are empty then."""
        with self._explained(f"delete {path}"):
            file = self._root / path
            file.unlink(missing_ok=True)
        for folder in file.parents:
            if folder == self._root:
                return
            try:
                folder.rmdir()
            except OSError:  # it is not empty, or not there, or may stay
                return

    def list(self, folder: str = "") -> Iterator[Held]:
        """Give every file below a folder; links are followed, but never in a circle."""
        seen: set[tuple[int, int]] = set()
        with self._explained("list the files"):
            for parent, folders, names in os.walk(
                self._root / folder, onerror=_raise_unless_absent, followlinks=True
            ):
                with contextlib.suppress(FileNotFoundError):  # it vanished meanwhile
                    here = Path(parent).stat()
                    if (here.st_dev, here.st_ino) in seen:
                        folders.clear()
                        continue
                    seen.add((here.st_dev, here.st_ino))
                yield from filter(None, (self._listed(Path(parent, name)) for name in names))

    def _listed(self, file: Path) -> Held | None:
        path = file.relative_to(self._root).as_posix()
        try:
            return _held(path, file.stat() if file.exists() else file.lstat())
        except FileNotFoundError:  # it vanished after it was listed
            return None

    def close(self) -> None:
        """Do nothing."""

    @contextlib.contextmanager
    def _explained(self, doing: str) -> Iterator[None]:
        try:
            yield
        except DeployError:
            raise
        except OSError as error:
            raise failures.of_system(error, doing, self.name) from error


def _raise_unless_absent(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise error


def _held(path: str, status: os.stat_result) -> Held:
    return Held(
        path=path,
        size=status.st_size,
        modified=status.st_mtime,
        version=f"{status.st_mtime_ns}-{status.st_size}-{status.st_ino}",
    )
