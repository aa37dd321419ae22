"""A new audiopub.toml: the usual keys, each explained, the optional ones commented out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from audiopub.project.keys import CONFIG
from audiopub.project.toml import Key

_ANY = "web"  # a name for a table that the producer names

Value = str | bool | list[str]

_HEADER = """\
# The show. The usual keys stand here, those with a # before them are optional; docs/files.md of
# audiopub has the others, docs/feed.md what becomes of them in the feed.
# What a single episode says of itself stands in a file of its own, beside the recording: NAME.toml.
"""


def render(values: Mapping[str, Value]) -> str:
    """Return a commented audiopub.toml.

    Args:
        values: What is known, by the key's name: ``show.title``. A required key that is not among
            them is written as its example.
    """
    lines = [_HEADER.rstrip()]
    usual = [key for key in CONFIG if not key.rare or key.name in values]
    for table in dict.fromkeys(map(_table, usual)):
        keys = [key for key in usual if _table(key) == table]
        lines += ["", _header(table, keys, values)]
        for key in keys:
            lines += [f"# {key.doc}", _line(key, values)]
    return "\n".join(lines) + "\n"


def _table(key: Key) -> str:
    return key.name.rpartition(".")[0]


def _header(table: str, keys: Sequence[Key], values: Mapping[str, object]) -> str:
    if table.endswith("[]"):
        return f"# [[{table.removesuffix('[]')}]]"
    if table.endswith("*"):
        return f"# [{table.removesuffix('*')}{_ANY}]"
    needed = any(key.required is True or key.name in values for key in keys)
    return f"[{table}]" if needed else f"# [{table}]"


def _line(key: Key, values: Mapping[str, Value]) -> str:
    name = key.name.rpartition(".")[2]
    if key.name in values:
        # a string, a truth value or a list of strings in JSON is one in TOML, too
        return f"{name} = {json.dumps(values[key.name], ensure_ascii=False)}"
    if key.required is True and not _table(key).endswith(("[]", "*")):
        return f"{name} = {key.example}"
    return f"# {name} = {key.example}"
