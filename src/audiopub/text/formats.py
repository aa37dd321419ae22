"""Which reader takes which file apart: by the ending of its name.

A reader is a function of the file's content, its path, and the time zone of dates that name none.
Those that need a further library say which extra brings it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePosixPath

from audiopub.text.document import Document

_MODULES = {
    ".docx": "word",
    ".htm": "webpage",
    ".html": "webpage",
    ".markdown": "markdown",
    ".md": "markdown",
    ".odt": "opendocument",
    ".pdf": "pdf",
    ".rtf": "rtf",
    ".srt": "subtitles",
    ".txt": "plain",
    ".vtt": "subtitles",
    ".xhtml": "webpage",
}

SUFFIXES = tuple(_MODULES)
"""The endings of files that are read as transcripts, in lower case."""

Reader = Callable[[bytes, str, dt.tzinfo], Document]


def reader(path: str) -> Reader:
    """Return the reader of a file; what has no known ending is plain text."""
    module = import_module(f"audiopub.text.{_MODULES.get(_suffix(path), 'plain')}")
    read: Reader = module.read
    return read


def is_plain(path: str) -> bool:
    """Return whether a file is a text whose lines may mean something."""
    return _MODULES.get(_suffix(path), "plain") == "plain"


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()
