"""The programs on which it depends what is made of an episode."""

from __future__ import annotations

import importlib.metadata
from functools import cache

from audiopub import __version__
from audiopub.store.keys import key_of

SCHEMA = 17
"""Raised whenever something else is made of the same inputs."""

_PROGRAMS = ("av", "espeakng-loader", "lameenc", "mutagen", "numpy", "pillow", "pydub")


@cache
def programs() -> str:
    """Return a key of all programs on which it depends what is made."""
    versions = [importlib.metadata.version(name) for name in _PROGRAMS]
    return key_of("programs", SCHEMA, __version__, versions)
