"""Files over which a reader stumbles."""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Iterator

import mutagen

from audiopub.errors import TagError

_STUMBLES = (
    mutagen.MutagenError,
    ArithmeticError,
    EOFError,
    LookupError,
    ValueError,
    struct.error,
)
"""What mutagen raises over damaged files: its own error, and whatever its parsers run into."""


@contextlib.contextmanager
def refused(name: str) -> Iterator[None]:
    """Refuse a file over which mutagen or FFmpeg stumbles; call nothing else inside.

    Args:
        name: What messages call the file.

    Raises:
        TagError: AP406.
    """
    try:
        yield
    except _stumbles() as error:
        raise TagError(
            "AP406",
            f"the file is damaged, its tags cannot be read or replaced: {error}",
            path=name,
            hint="remove the tags with a tag editor, or export the file again",
        ) from error


def _stumbles() -> tuple[type[Exception], ...]:
    """Return what mutagen and FFmpeg raise over damaged files; FFmpeg is not loaded before."""
    from av.error import FFmpegError

    return (*_STUMBLES, FFmpegError)
