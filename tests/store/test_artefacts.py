from __future__ import annotations

from pathlib import Path

import pytest

from audiopub.store.artefacts import Artefacts


@pytest.fixture
def artefacts(tmp_path: Path) -> Artefacts:
    return Artefacts(tmp_path / "artefacts")


def keep(artefacts: Artefacts, data: bytes) -> str:
    with artefacts.workspace() as folder:
        (folder / "x").write_bytes(data)
        (sha256,) = artefacts.adopt([folder / "x"])
        return sha256


def test_an_adopted_file_lies_under_its_hash(artefacts: Artefacts) -> None:
    sha256 = keep(artefacts, b"sound")
    assert artefacts.holds(sha256)
    assert artefacts.path(sha256).read_bytes() == b"sound"


def test_what_was_never_kept_is_not_held(artefacts: Artefacts) -> None:
    assert not artefacts.holds("0" * 64)


def test_a_damaged_artefact_counts_as_gone(artefacts: Artefacts) -> None:
    sha256 = keep(artefacts, b"sound")
    artefacts.path(sha256).write_bytes(b"noise")
    assert not artefacts.holds(sha256)
    assert keep(artefacts, b"sound") == sha256
    assert artefacts.holds(sha256)


def test_files_of_one_content_are_one_artefact(artefacts: Artefacts) -> None:
    with artefacts.workspace() as folder:
        files = [folder / name for name in "abc"]
        for file, data in zip(files, (b"1", b"2", b"1"), strict=True):
            file.write_bytes(data)
        first, second, third = artefacts.adopt(files)
    assert first == third != second
    assert artefacts.holds(first)
    assert artefacts.holds(second)


def test_adopting_an_artefact_leaves_it_where_it_is(artefacts: Artefacts) -> None:
    sha256 = keep(artefacts, b"sound")
    assert artefacts.adopt([artefacts.path(sha256)]) == [sha256]
    assert artefacts.holds(sha256)


def test_a_work_folder_is_gone_after_its_block_even_when_it_fails(artefacts: Artefacts) -> None:
    folders: list[Path] = []

    def fail() -> None:
        with artefacts.workspace() as folder:
            folders.append(folder)
            (folder / "half").write_bytes(b"")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not folders[0].exists()


def test_sweeping_removes_what_a_killed_run_left(artefacts: Artefacts) -> None:
    sha256 = keep(artefacts, b"sound")
    with artefacts.workspace() as folder:
        left = folder.with_name(".work-left")
        left.mkdir()
        (left / "half").write_bytes(b"")
        artefacts.sweep()
        assert not left.exists()
    assert artefacts.holds(sha256)
