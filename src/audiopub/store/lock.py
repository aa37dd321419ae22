"""The lock: one run at a time works on a show."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import filelock

from audiopub.errors import StoreError
from audiopub.store.files import explained


@contextlib.contextmanager
def held(file: Path, *, wait: float, waiting: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a show; the kernel frees it when the process dies.

    Args:
        file: The lock file; a file beside it tells who holds the lock.
        wait: How long to wait for another run, in seconds.
        waiting: Told once who holds the lock, before waiting.

    Raises:
        StoreError: AP706 if the lock is still held after the wait; AP701 if it cannot be made.
    """
    holder = file.with_suffix(".holder")
    with explained(file, "take the lock"):
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(file)
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout:
            waiting(_named(holder))
            try:
                lock.acquire(timeout=wait, poll_interval=0.2)
            except filelock.Timeout:
                raise StoreError(
                    "AP706",
                    f"{_named(holder)} is working on this show",
                    path=str(file),
                    hint="wait until it has ended, or end it; --wait SECONDS waits longer",
                ) from None
    try:
        holder.write_text(f"process {os.getpid()} on {socket.gethostname()}\n", encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _named(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8").strip() or "another run"
    except OSError:
        return "another run"
