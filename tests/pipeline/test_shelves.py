"""Shelves: what is kept of thousands of names, in a few records."""

from __future__ import annotations

from pathlib import Path

from audiopub.pipeline import shelves
from audiopub.store.journal import Journal

MANY = {f"name {number}": str(number) for number in range(1000)}


def test_all_is_read_as_it_was_written(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal") as journal:
        assert shelves.read(journal, "kind:", str) == {}
        journal.replace(shelves.changes("kind:", {}, MANY))
        assert shelves.read(journal, "kind:", str) == MANY
        assert shelves.read(journal, "other:", str) == {}


def test_one_change_writes_one_record(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal") as journal:
        journal.replace(shelves.changes("kind:", {}, MANY))
        changed = {**MANY, "name 7": "seven"}
        records = shelves.changes("kind:", MANY, changed)
        assert len(records) == 1
        journal.replace(records)
        assert shelves.read(journal, "kind:", str) == changed


def test_what_is_gone_is_forgotten_and_what_is_equal_not_written(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal") as journal:
        journal.replace(shelves.changes("kind:", {}, MANY))
        few = {"name 1": "1"}
        journal.replace(shelves.changes("kind:", MANY, few))
        assert shelves.read(journal, "kind:", str) == few
    assert shelves.changes("kind:", MANY, dict(MANY)) == {}
