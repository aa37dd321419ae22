"""The published tree as it lies here: every file with its size and hash."""

from __future__ import annotations

import os
import stat
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from audiopub.deploy.target import Content
from audiopub.errors import DeployError
from audiopub.store.files import explained, sha256_of
from audiopub.store.journal import Journal

_KEY = "deploy:hashes"
_SETTLED = (
    2.0  # seconds; a file changed less long ago may change again within one tick of its clock
)

Remembered = dict[str, tuple[int, int, str]]
"""Size, time of change in nanoseconds and hash of each file, by its path."""


def read(folder: Path, root: Path, journal: Journal) -> dict[str, Content]:
    """Return every file of the published tree, by its path.

    A file that has not changed since it was hashed is not read again.

    Args:
        folder: The tree.
        root: The show's folder; links may lead to files of it and nowhere else.
        journal: Remembers the hashes.

    Raises:
        DeployError: AP748, there is no feed; AP733, a name or a link cannot be deployed.
        StoreError: A file cannot be read.
    """
    if not (folder / "feed.xml").is_file():
        raise DeployError(
            "AP748",
            "there is nothing to deploy: no feed.xml",
            path=str(folder),
            hint="run audiopub publish first",
        )
    remembered = journal.recall(_KEY, Remembered) or {}
    found: dict[str, Content] = {}
    hashes: Remembered = {}
    for path, file in sorted(_files(folder, root)):
        with explained(file, "read it"):
            status = file.stat()
        last = remembered.get(path)
        if last and last[:2] == (status.st_size, status.st_mtime_ns):
            sha256 = last[2]
        else:
            sha256 = sha256_of(file)
        if time.time() - status.st_mtime > _SETTLED:
            hashes[path] = (status.st_size, status.st_mtime_ns, sha256)
        found[path] = Content(
            size=status.st_size, sha256=sha256, source=file, stamp=status.st_mtime_ns
        )
    _refuse_twins(found)
    if hashes != remembered:
        journal.record(_KEY, hashes)
    return found


def _files(folder: Path, root: Path) -> Iterator[tuple[str, Path]]:
    """Give every file below a folder; links to files of the show count as these."""
    inside = root.resolve()
    for parent, folders, names in os.walk(folder):
        for name in (*folders, *names):
            file = Path(parent, name)
            path = file.relative_to(folder).as_posix()
            with explained(file, "read it"):
                mode = file.lstat().st_mode
            if stat.S_ISLNK(mode):
                _refuse_link(file, path, inside)
                yield path, file
            elif stat.S_ISREG(mode):
                yield _named(path), file
            elif not stat.S_ISDIR(mode):
                raise DeployError(
                    "AP733", "this is no file", path=f"feeds/{path}", hint="remove it"
                )


def _refuse_link(file: Path, path: str, inside: Path) -> None:
    end = file.resolve()
    if not end.is_file():
        what = "this link leads to a folder" if end.is_dir() else "this link leads nowhere"
    elif not end.is_relative_to(inside):
        what = f"this link leads out of the show, to {end}"
    else:
        return
    raise DeployError(
        "AP733", what, path=f"feeds/{path}", hint="put the file itself in its place, or remove it"
    )


def _named(path: str) -> str:
    """Return a path that every host can have as a name."""
    wrong = next((c for c in path if c == "\\" or unicodedata.category(c) in ("Cc", "Cs")), None)
    if wrong:
        shown = path.encode("utf-8", "backslashreplace").decode()
        raise DeployError(
            "AP733",
            f"its name has the character U+{ord(wrong):04X}, which not every host can hold",
            path=f"feeds/{shown}",
            hint="rename it",
        )
    return path


def _refuse_twins(found: dict[str, Content]) -> None:
    """Refuse names that are one name on some hosts: those that ignore case, or compose letters."""
    seen: dict[str, str] = {}
    for path in found:
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
        if twin := seen.get(folded):
            raise DeployError(
                "AP733",
                f"its name differs from {twin} only in upper and lower case, or in how its letters "
                "are composed: some hosts hold but one of them",
                path=f"feeds/{path}",
                hint="rename one of them",
            )
        seen[folded] = path
