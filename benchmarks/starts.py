"""Start audiopub again and again within milliseconds, in a process that can be killed.

A start of Python and all imports take longer than a small show's publication. Here one process has
imported everything and forks for each start; what is forked runs the command as a shell would start
it, with a process id of its own, and ends as it would.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import select
import signal
import subprocess
import sys
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self


@dataclass(slots=True, kw_only=True)
class Run:
    """A command on its way."""

    starts: Starts
    pid: int
    output: Path
    """What it prints, both streams."""

    status: int | None = None
    """Its exit status once it has ended, negative for a signal."""

    def wait(self, seconds: float | None = None) -> int | None:
        """Return its exit status; ``None`` if it has not ended by then."""
        if self.status is None and self.starts.answers(seconds):
            self.status = os.waitstatus_to_exitcode(int(self.starts.answer()))
        return self.status

    def kill(self) -> bool:
        """Kill it by SIGKILL; return whether that came before its end."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        return self.wait() == -signal.SIGKILL


class Starts:
    """A process that has everything imported; one command at a time."""

    def __init__(self) -> None:
        """Start it."""
        self._server: subprocess.Popen[bytes] = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        self._server.terminate()
        self._server.wait()

    def start(self, root: Path, words: Sequence[str], *, stopped: bool = False) -> Run:
        """Start ``audiopub WORDS`` in a folder.

        Args:
            root: The folder; what is printed goes into a file beside it.
            words: The command.
            stopped: Whether it stops first of all (SIGSTOP), so that somebody can look on.
        """
        output = output_of(root)
        asked = {"root": str(root), "words": words, "output": str(output), "stopped": stopped}
        assert self._server.stdin is not None  # noqa: S101 - it is a pipe
        self._server.stdin.write(json.dumps(asked).encode() + b"\n")
        return Run(starts=self, pid=int(self.answer()), output=output)

    def answers(self, seconds: float | None) -> bool:
        """Return whether the process says something within a time."""
        return bool(select.select([self._server.stdout], [], [], seconds)[0])

    def answer(self) -> str:
        """Return what it says."""
        assert self._server.stdout is not None  # noqa: S101 - it is a pipe
        line = b""
        while not line.endswith(b"\n"):
            line += self._server.stdout.read(1) or b"\n"
        return line.decode().strip()


def output_of(root: Path) -> Path:
    """Return the file that holds what a command printed."""
    return root.with_name(f"{root.name}.output")


def cold(root: Path, words: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start ``audiopub WORDS`` as a shell does: a new Python, with all its imports."""
    return subprocess.Popen(
        [sys.executable, "-m", "audiopub", *words],
        cwd=root,
        stdout=output_of(root).open("wb"),
        stderr=subprocess.STDOUT,
    )


def _serve() -> None:
    """Fork for each line of the standard input; import what a first run turned out to need."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    for line in sys.stdin:
        asked = json.loads(line)
        names, told = os.pipe()
        if not (pid := os.fork()):
            os.close(names)
            _child(asked, told)
        os.close(told)
        answers.write(b"%d\n" % pid)
        with os.fdopen(names, "rb") as told_names:
            needed = told_names.read().decode().split()
        _, status = os.waitpid(pid, 0)
        answers.write(b"%d\n" % status)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for name in needed:
                with contextlib.suppress(Exception):  # a part of a package that is made elsewhere
                    importlib.import_module(name)


def _child(asked: dict[str, Any], told: int) -> None:
    """Run the command, and tell which modules it took."""
    known = set(sys.modules)
    with Path(asked["output"]).open("wb") as output:
        for stream in (1, 2):
            os.dup2(output.fileno(), stream)
    os.chdir(asked["root"])
    if asked["stopped"]:
        os.kill(os.getpid(), signal.SIGSTOP)
    status = 1
    try:
        from audiopub.cli import main

        status = main(asked["words"])
    except BaseException:  # noqa: BLE001 - it ends as Python would
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        with contextlib.suppress(OSError):
            os.write(told, "\n".join(set(sys.modules) - known).encode()[:60_000])
        os._exit(status)


if __name__ == "__main__":
    _serve()
