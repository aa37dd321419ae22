"""Stretches of files: copied and compared byte for byte, whatever the system offers for it."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from audiopub.tags import stretches


@pytest.fixture(scope="module")
def data() -> bytes:
    """More than is brought to the disk at a time, and no whole number of chunks."""
    return np.random.default_rng(1).bytes((1 << 23) * 2 + 12_345)


def copied(data: bytes, folder: Path, stretch: tuple[int, int]) -> bytes:
    source, target = folder / "source", folder / "target"
    source.write_bytes(data)
    with source.open("rb") as given, target.open("wb") as made:
        made.write(b"head")
        stretches.copy(given, stretch, made)
    return target.read_bytes()


@pytest.mark.parametrize("stretch", [(0, 0), (5, 6), (7, (1 << 23) + 7), (11, (1 << 24) + 12_345)])
def test_a_stretch_is_copied_byte_for_byte(
    data: bytes, tmp_path: Path, stretch: tuple[int, int]
) -> None:
    assert copied(data, tmp_path, stretch) == b"head" + data[slice(*stretch)]


def test_what_was_written_is_on_its_way_to_the_disk_before_the_end(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(
        os, "posix_fadvise", lambda _, place, length, __: told.append((place, length))
    )
    copied(data, tmp_path, (0, len(data)))
    assert told == [(4, 1 << 23), (4 + (1 << 23), 1 << 23)]


def test_a_system_that_takes_no_advice_is_given_none(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "posix_fadvise")
    assert copied(data, tmp_path, (0, len(data))) == b"head" + data


def test_a_source_that_became_shorter_is_told(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="became shorter"):
        copied(data, tmp_path, (0, len(data) + 1))
