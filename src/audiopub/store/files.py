"""Files that are whole or not there: temporary name, fsync, rename, fsync of the folder."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from audiopub.errors import StoreError

WORK = ".audiopub-tmp-"
"""How names of work folders begin: no producer would choose it."""

_AT_ONCE = 16
"""Files that are brought to the disk at once."""


@contextlib.contextmanager
def explained(path: Path, doing: str) -> Iterator[None]:
    """Turn what the operating system refuses into a :class:`StoreError` with its cure.

    Args:
        path: The file or folder concerned.
        doing: What was tried, as in "cannot write the feed".

    Raises:
        StoreError: AP701 for no permission, AP702 for a full disk, AP703 for anything else.
    """
    try:
        yield
    except PermissionError as error:
        raise StoreError(
            "AP701",
            f"cannot {doing}: permission denied",
            path=str(error.filename or path),
            hint="give yourself the right to do so (chmod, chown)",
        ) from error
    except OSError as error:
        if error.errno in _FULL:
            raise StoreError(
                "AP702",
                f"cannot {doing}: the disk is full",
                path=str(error.filename or path),
                hint="free some space and run the command again; nothing that was there is lost",
            ) from error
        raise StoreError(
            "AP703",
            f"cannot {doing}: {error.strerror or error}",
            path=str(error.filename or path),
            hint="see that the disk and the folder are in order, then run the command again",
        ) from error


_FULL = (28, 122)  # ENOSPC and EDQUOT


def sync_folder(folder: Path) -> None:
    """Make a rename inside a folder survive a power cut; does nothing where that is not known."""
    if os.name == "nt":  # a folder cannot be opened there, and NTFS journals its own
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(paths: Iterable[Path]) -> None:
    """Bring files and folders to the disk, many at once.

    A file system writes its journal once for all that wait for it, so sixteen wait little longer
    than one.

    Raises:
        OSError: One could not be brought there.
    """
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for _ in threads.map(_sync, paths):
            pass


def _sync(path: Path) -> None:
    if path.is_dir():
        sync_folder(path)
        return
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a temporary path beside a file, and put what was written there in its place.

    The target is replaced in one rename when the block ends well. When it does not, the
    temporary file is removed and the target stays as it was.

    Yields:
        The path to write to; the file does not exist yet.

    Raises:
        StoreError: The file cannot be written.
    """
    with explained(target, "write it"):
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=WORK, dir=target.parent))
        try:
            fresh = work / target.name
            yield fresh
            with fresh.open("rb+") as handle:
                os.fsync(handle.fileno())
            fresh.replace(target)
            sync_folder(target.parent)
        finally:
            shutil.rmtree(work, ignore_errors=True)


@contextlib.contextmanager
def flushing(path: Path) -> Iterator[None]:
    """Have the system bring a file to the disk while something else is done with it.

    Raises:
        OSError: It could not be brought there; said at the end.
    """
    with path.open("rb+") as handle, ThreadPoolExecutor(1) as thread:
        done = thread.submit(os.fsync, handle.fileno())
        yield
        done.result()


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that it is there whole or, after any failure, as it was before.

    Raises:
        StoreError: The file cannot be written.
    """
    with replacing(target) as fresh:
        fresh.write_bytes(data)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal.

    Raises:
        StoreError: The file cannot be read.
    """
    with explained(path, "read it"), path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def sweep(folder: Path) -> None:
    """Remove what a killed run left beside the files of a folder; call it only under the lock."""
    for left in folder.glob(f"{WORK}*"):
        shutil.rmtree(left, ignore_errors=True)
