"""Step keys: equal inputs give the same key, on any machine and in any process."""

from __future__ import annotations

import hashlib
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

_CANONICAL = msgspec.json.Encoder(order="deterministic")


def key_of(step: str, schema: int, *inputs: object) -> str:
    """Return the key of a step: SHA-256 of its name, its schema and all that it depends on.

    Args:
        step: The step's name.
        schema: Raised whenever the step's code gives another result for the same inputs.
        inputs: Values of the model, strings, numbers; hashes in place of files.
    """
    canonical = _CANONICAL.encode((step, schema, inputs))
    return hashlib.sha256(canonical).hexdigest()


def deviations(settings: object) -> object:
    """Return what of some settings differs from their defaults, to be part of a key.

    So a switch that a later version adds, and that is off, makes nothing anew. A version in which
    a default is another one raises the schema of the steps that depend on it.

    Args:
        settings: A dataclass, or tuples of them; the settings in it are reduced likewise.
    """
    if isinstance(settings, tuple):
        return [deviations(item) for item in settings]
    if not is_dataclass(settings):
        return settings
    values = {field.name: (field, getattr(settings, field.name)) for field in fields(settings)}
    return {
        name: deviations(value)
        for name, (field, value) in values.items()
        if value != _default(field)
    }


def _default(field: Field[Any]) -> object:
    """Return what a field is if nobody says anything; ``MISSING`` if somebody has to."""
    return field.default if field.default_factory is MISSING else field.default_factory()


def code_of(*parts: str) -> str:
    """Return a key of the source of parts of audiopub: modules, templates, assets.

    What is made quickly is keyed by the code that makes it, so that nobody has to raise a schema.

    Args:
        parts: Names of packages and modules directly below ``audiopub``.
    """
    return key_of("code", 1, [_code_in(part) for part in parts])


@cache
def _code_in(part: str) -> str:
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    module = root / f"{part}.py"
    files = [module] if module.is_file() else sorted((root / part).rglob("*"))
    for file in files:
        if file.is_file() and file.suffix != ".pyc":
            digest.update(f"{file.relative_to(root).as_posix()}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
