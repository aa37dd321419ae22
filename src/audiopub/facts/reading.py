"""Reading a file as a whole, whatever is in it."""

from __future__ import annotations

import re
from pathlib import Path

from audiopub.rules.subjects import Break, FileKind, Unread

LARGEST = 64 << 20
"""Bytes; captions, chapters and pages of a day-long episode are a tenth of that."""

NEWLINE = re.compile("\r\n?|\n")


def content(path: Path, name: str, kind: FileKind) -> bytes | Unread:
    """Return what is in a file, or why it could not be read."""
    try:
        if path.stat().st_size > LARGEST:
            return Unread(path=name, kind=kind, reason=f"it is larger than {LARGEST >> 20} MB")
        return path.read_bytes()
    except OSError as error:
        return unread(name, kind, error)


def unread(name: str, kind: FileKind, error: OSError) -> Unread:
    """Return a file that the system does not hand over."""
    return Unread(path=name, kind=kind, reason=error.strerror or type(error).__name__)


def decoded(data: bytes) -> tuple[str, Break | None]:
    """Decode UTF-8, with or without a byte order mark, and say where it is none."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode(), None
    except UnicodeDecodeError as error:
        line = len(NEWLINE.findall(data[: error.start].decode())) + 1
        broken = Break(line=line, column=None, reason="The text is not in UTF-8")
        return data.decode(errors="replace"), broken
