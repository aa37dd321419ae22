"""What takes long to compile, kept beside Python's own compiled modules.

Python compiles a module once and keeps it; expressions and templates are compiled anew by each
process that uses them. The large ones are kept here in the same way, in the folder that Python
uses for this module, and only if it may write there. Whoever can write there can change audiopub
itself; in a show's folder, which may come from anybody, nothing of the kind is kept.

A file is named by what was compiled and by which program, and begins with the SHA-256 of the rest:
one that is damaged, or of other versions, is as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import pickle
import sys
import tempfile
from pathlib import Path

import regex

_DIGEST = 32


def pattern(expression: str, flags: int = 0) -> regex.Pattern[str]:
    """Return ``regex.compile(expression, flags)``.

    Args:
        expression: A large one: of a short one the file is read no sooner than it is compiled.
        flags: Those of :mod:`regex`.
    """
    name = f"regex {regex.__version__} {int(flags)} {expression}"
    if data := recall(name):
        found: regex.Pattern[str] = pickle.loads(data)  # noqa: S301 - nobody else can write there
        return found
    fresh = regex.compile(expression, flags=flags)
    remember(name, pickle.dumps(fresh))  # regex takes along what it has compiled
    return fresh


def recall(name: str) -> bytes | None:
    """Return what is kept under a name, if it is whole."""
    try:
        data = _file(name).read_bytes()
    except OSError:
        return None
    digest, kept = data[:_DIGEST], data[_DIGEST:]
    return kept if digest == hashlib.sha256(kept).digest() else None


def remember(name: str, data: bytes) -> None:
    """Keep something under a name, where and when Python keeps what it has compiled.

    Args:
        name: Says all that it depends on, but for the version of Python.
        data: Any bytes but none.
    """
    if sys.dont_write_bytecode:
        return
    file = _file(name)
    with contextlib.suppress(OSError):  # it is compiled again the next time
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(hashlib.sha256(data).digest() + data)
            Path(fresh).replace(file)
        except OSError:
            Path(fresh).unlink(missing_ok=True)
            raise


def _file(name: str) -> Path:
    """Return the file of a name: beside the compiled form of this module."""
    beside = Path(importlib.util.cache_from_source(__file__))
    return beside.with_name(f"{beside.stem}.{hashlib.sha256(name.encode()).hexdigest()[:32]}")
