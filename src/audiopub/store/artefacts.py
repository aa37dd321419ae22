"""Artefacts: results of heavy steps, kept under the hash of their content."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from audiopub.store.files import explained, sha256_of, sync_all


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

    def adopt(self, files: Sequence[Path]) -> list[str]:
        """Take over finished files of a workspace by renaming them; return their hashes.

        A file that is an artefact already stays where it is. All are safe when this returns.

        Raises:
            StoreError: One cannot be moved.
        """
        hashes = [sha256_of(file) for file in files]
        found = zip(map(self.path, hashes), files, strict=True)
        moves = {target: file for target, file in found if file != target}
        folders = {target.parent for target in moves}
        with explained(self._folder, "keep artefacts"):
            if new := [folder for folder in folders if not folder.is_dir()]:
                for folder in new:
                    folder.mkdir(parents=True, exist_ok=True)
                folders.add(self._folder)
            sync_all(moves.values())
            for target, file in moves.items():
                file.replace(target)
            sync_all(folders)
        return hashes

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
