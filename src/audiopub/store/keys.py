"""Step keys: equal inputs give the same key, on any machine and in any process."""

from __future__ import annotations

import hashlib

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
