"""Artefacts: results of heavy steps, kept under the hash of their content."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from audiopub.store.files import explained, sha256_of, sync_folder


class Artefacts:
    """A folder of files named by their SHA-256.

    What is in it can be made again, so the folder can be deleted at any time.
    """

    def __init__(self, folder: Path) -> None:
        """Use a folder, which need not exist yet."""
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Return where the artefact with this hash lies, or would lie."""
        return Path(self.address(sha256))

    def address(self, sha256: str) -> str:
        """Return :meth:`path` as a text, for whoever needs ten thousands of them."""
        return f"{self._folder}/{sha256[:2]}/{sha256}"

    def holds(self, sha256: str) -> bool:
        """Return whether the artefact is there and undamaged; a damaged one is removed."""
        path = self.path(sha256)
        if not path.is_file():
            return False
        if sha256_of(path) == sha256:
            return True
        path.unlink()
        return False

    @contextlib.contextmanager
    def workspace(self) -> Iterator[Path]:
        """Give an empty folder on the same disk, which is gone when the block ends.

        Raises:
            StoreError: It cannot be made.
        """
        with explained(self._folder, "make a work folder"):
            self._folder.mkdir(parents=True, exist_ok=True)
            work = Path(tempfile.mkdtemp(prefix=".work-", dir=self._folder))
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def adopt(self, file: Path) -> str:
        """Take over a finished file of a workspace by renaming it; return its hash.

        A file that is an artefact already stays where it is.

        Raises:
            StoreError: It cannot be moved.
        """
        sha256 = sha256_of(file)
        target = self.path(sha256)
        if file == target:
            return sha256
        with explained(target, "keep an artefact"):
            target.parent.mkdir(parents=True, exist_ok=True)
            with file.open("rb+") as handle:
                os.fsync(handle.fileno())
            file.replace(target)
            sync_folder(target.parent)
        return sha256

    def keep(self, data: bytes) -> str:
        """Keep a few bytes as an artefact; return their hash.

        Raises:
            StoreError: They cannot be written.
        """
        with self.workspace() as folder:
            file = folder / "data"
            with explained(file, "keep an artefact"):
                file.write_bytes(data)
            return self.adopt(file)

    def clear(self, kept: AbstractSet[str]) -> tuple[int, int]:
        """Remove all artefacts but some; return how many, and how many bytes that frees.

        Raises:
            StoreError: One cannot be removed.
        """
        number = freed = 0
        for file in sorted(self._folder.glob("??/*")):
            if file.name in kept:
                continue
            with explained(file, "remove an artefact"):
                status = file.stat()
                file.unlink()
            number += 1
            freed += status.st_size if status.st_nlink == 1 else 0  # else it lives on elsewhere
        return number, freed

    def sweep(self) -> None:
        """Remove work folders that a killed run left behind; call it only under the lock."""
        for work in self._folder.glob(".work-*"):
            shutil.rmtree(work, ignore_errors=True)
