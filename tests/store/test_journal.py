from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from audiopub.errors import JournalError, StoreError
from audiopub.model import Finding, Place
from audiopub.store.journal import Journal

FINDING = Finding(code="AP501", severity="error", message="m", place=Place(path="a", line=2))


def test_a_value_of_the_model_comes_back_equal_in_another_run(tmp_path: Path) -> None:
    file = tmp_path / "work" / "journal.sqlite3"
    with Journal(file) as journal:
        journal.record("key", FINDING)
    with Journal(file) as journal:
        assert journal.recall("key", Finding) == FINDING


def test_an_unknown_key_gives_none(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.sqlite3") as journal:
        assert journal.recall("key", Finding) is None


def test_a_record_of_another_shape_counts_as_none(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.sqlite3") as journal:
        journal.record("key", {"colour": "red"})
        assert journal.recall("key", Finding) is None


def test_several_records_are_one_transaction(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.sqlite3") as journal:
        journal.replace({"a": 1, "b": 2})
        assert (journal.recall("a", int), journal.recall("b", int)) == (1, 2)


def test_a_damaged_journal_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite3"
    file.write_bytes(b"this is not a database, but it is long enough to look at" * 100)
    with Journal(file) as journal:
        journal.record("key", 1)
        assert journal.recall("key", int) == 1


def test_a_journal_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite3"
    database = sqlite3.connect(file)
    database.execute("pragma user_version = 99")
    database.close()
    before = file.read_bytes()
    with pytest.raises(StoreError) as caught:
        Journal(file)
    assert caught.value.code == "AP770"
    assert "upgrade" in (caught.value.hint or "")
    assert file.read_bytes() == before


def test_damage_that_shows_only_when_it_is_read_costs_the_journal_alone(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite3"
    with Journal(file) as journal:
        journal.replace({f"key{number}": "x" * 500 for number in range(200)})
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    file.write_bytes(data)
    with Journal(file) as journal:
        for _ in range(2):  # whoever reads on is told the same
            with pytest.raises(JournalError) as caught:
                list(journal.every("key", str))
            assert caught.value.code == "AP771"
    with Journal(file) as journal:
        assert list(journal.every("key", str)) == []


def test_records_that_begin_alike_come_in_order(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.sqlite3") as journal:
        journal.replace({"a:2": 2, "a:1": 1, "b:1": 3, "a:x": "no number"})
        assert list(journal.every("a:", int)) == [("1", 1), ("2", 2)]
        journal.replace({"a:3": 3}, forget=["a:1"])
        assert [key for key, _ in journal.every("a:", int)] == ["2", "3"]


def test_a_journal_of_an_older_schema_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite3"
    database = sqlite3.connect(file)
    database.execute("pragma user_version = 1")
    database.close()
    with Journal(file) as journal:
        assert journal.recall("key", int) is None
        journal.record("key", 1)
    with Journal(file) as journal:
        assert journal.recall("key", int) == 1


def test_a_journal_that_cannot_be_made_says_where_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError) as caught:
        Journal(tmp_path / "file" / "journal.sqlite3")
    assert caught.value.code == "AP704"
    assert "can also be deleted" in (caught.value.hint or "")


def test_a_write_that_fails_is_explained(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.sqlite3") as journal:
        journal._database.execute("pragma query_only = on")
        with pytest.raises(StoreError) as caught:
            journal.record("key", 1)
    assert caught.value.code == "AP705"


def test_a_literal_is_checked_when_read(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.sqlite3") as journal:
        journal.record("key", replace(FINDING, severity="fatal"))  # type: ignore[arg-type] # on purpose
        assert journal.recall("key", Finding) is None


def test_a_full_disk_does_not_cost_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "journal.sqlite3"
    with Journal(file) as journal:
        journal.record("key", 1)

    def refuse(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("sqlite3.connect", refuse)
        with pytest.raises(StoreError, match="disk is full"):
            Journal(file)
    with Journal(file) as journal:
        assert journal.recall("key", int) == 1
