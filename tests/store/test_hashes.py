from __future__ import annotations

import os
from pathlib import Path

import pytest

from audiopub.errors import StoreError
from audiopub.store.files import sha256_of
from audiopub.store.hashes import Hashes


def aged(file: Path, text: str) -> Path:
    """Write a file that changed long ago, as far as its time of content says."""
    file.write_text(text)
    os.utime(file, (1_000_000_000, 1_000_000_000))
    return file


def test_a_file_that_has_not_changed_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = aged(tmp_path / "a", "text")
    monkeypatch.setattr("audiopub.store.hashes._RACY", -(10**12))
    first = Hashes({})
    assert first.of(file) == sha256_of(file)
    monkeypatch.setattr("audiopub.store.hashes.sha256_of", lambda _: pytest.fail("it was read"))
    assert Hashes(first.remembered()).of(file) == first.of(file)


def test_a_file_of_the_same_size_and_time_that_was_replaced_is_read_again(tmp_path: Path) -> None:
    file = aged(tmp_path / "a", "text")
    known = {str(file): ((4, 0, 0, 0), "0" * 64)}
    assert Hashes(known).of(file) == sha256_of(file)


def test_what_changed_a_moment_ago_is_not_remembered(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("text")
    hashes = Hashes({})
    hashes.of(tmp_path / "a")
    assert hashes.remembered() == {}


def test_of_some_files_all_are_sure_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audiopub.store.hashes._RACY", -(10**12))
    first, second = str(aged(tmp_path / "a", "text")), str(aged(tmp_path / "b", "text"))
    hashes = Hashes({})
    hashes.of(Path(first))
    assert hashes.sure([first, second]) == {}
    hashes.of(Path(second))
    assert hashes.sure([first, second]) == hashes.remembered()


def test_a_file_that_is_not_there_is_an_error_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        Hashes({}).of(tmp_path / "none")
    assert caught.value.path == str(tmp_path / "none")
