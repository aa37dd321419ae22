from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from audiopub.errors import StoreError
from audiopub.store.files import explained, replacing, sha256_of, sweep, write_whole


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.txt", b"hello")
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"hello"
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["b.txt"]


def test_a_failure_keeps_the_old_content_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "feed.xml"
    target.write_bytes(b"old")

    def fail() -> None:
        with replacing(target) as fresh:
            fresh.write_bytes(b"half of the n")
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        fail()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (errno.ENOSPC, "AP702", "the disk is full"),
        (errno.EDQUOT, "AP702", "the disk is full"),
        (errno.EACCES, "AP701", "permission denied"),
        (errno.EIO, "AP703", "Input/output error"),
    ],
)
def test_what_the_system_refuses_is_explained(number: int, code: str, words: str) -> None:
    with pytest.raises(StoreError, match=words) as caught, explained(Path("feeds"), "write feeds"):
        raise OSError(number, os.strerror(number), "feeds")
    assert caught.value.code == code
    assert caught.value.hint


def test_the_hash_is_sha256(tmp_path: Path) -> None:
    file = tmp_path / "empty"
    file.touch()
    assert sha256_of(file) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_hashing_a_file_that_is_gone_names_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"gone\.wav"):
        sha256_of(tmp_path / "gone.wav")


def test_sweeping_removes_what_a_killed_run_left(tmp_path: Path) -> None:
    with replacing(tmp_path / "a") as fresh:
        fresh.write_bytes(b"half")
        sweep(tmp_path)
        assert list(tmp_path.iterdir()) == []
        fresh.parent.mkdir()
        fresh.write_bytes(b"whole")
    assert (tmp_path / "a").read_bytes() == b"whole"
