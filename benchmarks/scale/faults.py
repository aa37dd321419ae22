"""Let each I/O call of ``publish`` fail in turn, and see that nothing is lost.

    .venv/bin/python benchmarks/scale/faults.py [--every 5]

A title of a published show is changed. The run is done once to count its calls of fsync, link,
rename, mkdir, unlink, and of opening a file for writing; then again for each of them, in a copy of
the show, with that one call refused: a full disk (ENOSPC), and one that breaks (EIO), in turn. What
was live must stay live to the byte or be the new publication, the run must say what is the matter
in an error with a code, and the next run, undisturbed, must give what a first one gives.
"""

from __future__ import annotations

import argparse
import builtins
import contextlib
import errno
import hashlib
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from show import make

from audiopub.errors import AudiopubError
from audiopub.pipeline.outcome import Outcome, Request
from audiopub.pipeline.publishing import publish

CALLS = ("fsync", "link", "rename", "replace", "mkdir", "unlink")


class Faults:
    """Counts calls, and lets one of them fail."""

    def __init__(self, root: Path, number: int | None = None, error: int = errno.EIO) -> None:
        """Let the call of a number fail; none if it is ``None``. Only calls below root count."""
        self.root, self.number, self.error = str(root), number, error
        self.calls = 0

    @contextlib.contextmanager
    def injected(self) -> Iterator[None]:
        """Stand between Python and the system."""
        with contextlib.ExitStack() as stack:
            for name in CALLS:
                stack.enter_context(mock.patch.object(os, name, self._guarded(getattr(os, name))))
            opened = self._opened(io.open)
            stack.enter_context(mock.patch.object(io, "open", opened))
            stack.enter_context(mock.patch.object(builtins, "open", opened))
            yield

    def _guarded(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*arguments: object, **named: object) -> object:
            if isinstance(arguments[0], int) or self.root in os.fsdecode(arguments[0]):  # type: ignore[arg-type] # a path
                self._count()
            return call(*arguments, **named)

        return guarded

    def _opened(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def opened(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as open
            if (
                not isinstance(file, int)
                and self.root in os.fsdecode(file)
                and set(mode) & set("wxa+")
            ):
                self._count()
            return call(file, mode, *arguments, **named)

        return opened

    def _count(self) -> None:
        self.calls += 1
        if self.calls - 1 == self.number:
            raise OSError(self.error, os.strerror(self.error))


def tree(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a tree."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def attempt(root: Path, faults: Faults) -> tuple[Outcome | None, AudiopubError | None]:
    """Publish; return what came of it, or the error."""
    try:
        with faults.injected():
            return publish(root, Request(jobs=1)), None
    except AudiopubError as error:
        return None, error


def main() -> None:
    """Print the report; end with 1 if anything was violated."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--every", type=int, default=5, help="only every so many calls")
    arguments = parser.parse_args()
    violations: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        original = Path(folder) / "original"
        make(original, 2, 20.0)
        publish(original, Request(jobs=1))
        before = tree(original / "feeds")
        text = original / "seeds" / "folge-00000.txt"
        text.write_text(text.read_text(encoding="utf-8").replace("Folge", "Teil"), encoding="utf-8")
        good = Path(folder) / "good"
        shutil.copytree(original, good, symlinks=True)
        counting = Faults(good)
        attempt(good, counting)
        after = tree(good / "feeds")
        tried = range(0, counting.calls, arguments.every)
        for number in tried:
            root = Path(folder) / "tried"
            shutil.copytree(original, root)
            error = (errno.ENOSPC, errno.EIO)[number % 2]
            outcome, raised = attempt(root, Faults(root, number, error))
            now = tree(root / "feeds")
            if now not in (before, after):
                violations.append(f"call {number}: the published tree is neither of both")
            if raised is None and outcome and not (outcome.failed or now == after):
                violations.append(f"call {number}: nothing was said")
            if not publish(root, Request(jobs=1)).live and now != after:
                violations.append(f"call {number}: the next run does not go live")
            if tree(root / "feeds") != after:
                violations.append(f"call {number}: the next run gives something else")
            shutil.rmtree(root)
    print(f"{len(tried)} of {counting.calls} calls refused, {len(violations)} violations")
    for violation in violations[:20]:
        print(f"  {violation}")
    sys.exit(1 if violations else 0)


if __name__ == "__main__":
    main()
