"""From a file's bytes to a text that is understood: what it says, and what about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audiopub.text.reading import read

__all__ = ["read"]


def __getattr__(name: str) -> object:
    """Import the reader with its tables and patterns only when it is asked for."""
    if name == "read":
        from audiopub.text.reading import read

        return read
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
