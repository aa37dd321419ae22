"""Shelves: values of thousands of names in a few records of the journal.

A record for each name would have to be looked up and read thousands of times in every run; one
record of all would be written anew whenever one name changes.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import TypeVar

from audiopub.store.journal import Journal

T = TypeVar("T")
SHELVES = 64
"""So many records: of ten thousand names, 160 are on each."""


def read(journal: Journal, prefix: str, kind: type[T]) -> dict[str, T]:
    """Return the values of all names.

    Args:
        journal: Where they are.
        prefix: How the keys of their records begin.
        kind: What they are.

    Raises:
        StoreError: AP771, the journal is damaged.
    """
    found: dict[str, T] = {}
    # mypy takes no variable for a type, msgspec does.
    for _, shelf in journal.every(prefix, dict[str, kind]):  # type: ignore[valid-type]
        found |= shelf
    return found


def changes(prefix: str, before: Mapping[str, T], now: Mapping[str, T]) -> dict[str, object]:
    """Return the records in which something differs, by their keys.

    Args:
        prefix: How the keys of the records begin.
        before: The values as they were read; one that is the same object counts as equal.
        now: Those that are to be remembered.
    """
    names = before.keys() ^ now.keys()
    names |= {
        name for name, one in now.items() if one is not (last := before.get(name)) and one != last
    }
    changed: dict[int, dict[str, T]] = {_shelf(name): {} for name in names}
    for name in now if changed else ():
        if (shelf := changed.get(_shelf(name))) is not None:
            shelf[name] = now[name]
    return {f"{prefix}{number}": shelf for number, shelf in changed.items()}


def _shelf(name: str) -> int:
    return zlib.crc32(name.encode()) % SHELVES
