"""Step keys: equal inputs give the same key, on any machine and in any process."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec


def key_of(step: str, schema: int, *inputs: object) -> str:
    """Return the key of a step: SHA-256 of its name, its schema and all that it depends on.

    Args:
        step: The step's name.
        schema: Raised whenever the step's code gives another result for the same inputs.
        inputs: Values of the model, strings, numbers; hashes in place of files.
    """
    canonical = msgspec.json.encode((step, schema, inputs), order="deterministic")
    return hashlib.sha256(canonical).hexdigest()


@cache
def code_of(*parts: str) -> str:
    """Return a key of the source of parts of audiopub: modules, templates, assets.

    What is made quickly is keyed by the code that makes it, so that nobody has to raise a schema.

    Args:
        parts: Names of packages and modules directly below ``audiopub``.
    """
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for part in parts:
        module = root / f"{part}.py"
        files = [module] if module.is_file() else sorted((root / part).rglob("*"))
        for file in files:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"{file.relative_to(root).as_posix()}\0".encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
