"""Libraries that not everybody needs: the extra that brings each, and how to say that it lacks."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from audiopub.errors import TextError


def library(module: str, extra: str, path: str) -> Any:  # noqa: ANN401 - a module is of no one type
    """Import a library that an extra brings.

    Args:
        module: Its name for import.
        extra: The extra of audiopub that brings it.
        path: The file that it is needed for.

    Raises:
        TextError: AP152, it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        name = f"'audiopub[{extra}]'"
        raise TextError(
            "AP152",
            f"files of this kind are read by {module.partition('.')[0]}, which is not installed",
            path=path,
            hint=f"install it: pip install {name}",
        ) from error
