"""Results: what is known of each step that was done, a small file a step, named by the step's key.

Equal keys mean equal results, so whoever writes one first is right: several processes, and
several machines on a shared folder, may write at once. All of it can be made again.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TypeVar

import msgspec

from audiopub.store.files import explained, sync_folder

T = TypeVar("T")
_WORK = ".work-"


class Results:
    """A folder of what steps gave."""

    def __init__(self, folder: Path, *, keeps: bool = True) -> None:
        """Use a folder, which need not exist yet.

        Args:
            folder: The folder.
            keeps: Whether anything is written; if not, what is recorded is forgotten at the end.
        """
        self._folder = folder
        self._keeps = keeps
        self._unwritten: dict[str, bytes] = {}

    def recall(self, key: str, kind: type[T]) -> T | None:
        """Return what the step of a key gave, or ``None``.

        What cannot be read, and what does not fit the type any more, counts as not known: the
        step is done again.
        """
        try:
            data = self._unwritten.get(key) or self._path(key).read_bytes()
            return msgspec.json.decode(data, type=kind)
        except (OSError, msgspec.DecodeError):
            return None

    def record(self, key: str, value: object) -> None:
        """Keep what the step of a key gave; safe when this returns.

        Raises:
            StoreError: It cannot be written.
        """
        data = msgspec.json.encode(value, order="deterministic")
        if not self._keeps:
            self._unwritten[key] = data
            return
        target = self._path(key)
        with explained(target, "keep a result"):
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=_WORK, dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).replace(target)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
            sync_folder(target.parent)

    def sweep(self) -> None:
        """Remove what a killed run left behind; call it only under the lock."""
        for left in self._folder.glob(f"{_WORK}*"):
            left.unlink(missing_ok=True)

    def clear(self, kept: AbstractSet[str]) -> tuple[int, int]:
        """Remove all results but those of some keys; return how many, and how many bytes.

        Raises:
            StoreError: One cannot be removed.
        """
        number = freed = 0
        for file in sorted(self._folder.glob("??/*.json")):
            if file.stem not in kept:
                with explained(file, "remove a result"):
                    freed += file.stat().st_size
                    file.unlink()
                number += 1
        return number, freed

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"
