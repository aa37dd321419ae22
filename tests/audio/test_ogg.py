"""Whether an Ogg file was cut short, told by its last page."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiopub.audio.ogg import is_cut_short

LARGEST = 255 * 255
"""Bytes that a page can hold."""


def page(size: int, *, last: bool = False) -> bytes:
    """A page of zeros (RFC 3533, section 6)."""
    segments = bytes([255] * (size // 255) + [size % 255])[:255]
    head = b"OggS\0" + bytes([4 if last else 0]) + bytes(20)
    return head + bytes([len(segments)]) + segments + bytes(size)


@pytest.fixture
def cut(tmp_path: Path) -> Path:
    """Where the file goes."""
    return tmp_path / "a.ogg"


@pytest.mark.parametrize("size", [0, 1, 254, 255, 5_000, LARGEST])
@pytest.mark.parametrize("last", [True, False])
def test_whole_pages_are_whole(cut: Path, size: int, *, last: bool) -> None:
    cut.write_bytes(page(400) * 3 + page(size, last=last))
    assert not is_cut_short(cut)


@pytest.mark.parametrize("size", [1, 300, LARGEST])
def test_a_page_lacks_a_byte_or_all_but_one(cut: Path, size: int) -> None:
    before, torn = page(400) * 3, page(size)
    for kept in {1, 3, 4, 26, 27, 28, len(torn) // 2, len(torn) - 1}:
        cut.write_bytes(before + torn[:kept])
        assert is_cut_short(cut), kept


def test_the_last_page_is_torn_although_it_says_that_it_is_the_last(cut: Path) -> None:
    cut.write_bytes(page(400) + page(400, last=True)[:-1])
    assert is_cut_short(cut)


def test_what_follows_the_marked_end_does_not_matter(cut: Path) -> None:
    cut.write_bytes(page(400) + page(400, last=True) + b"TAG" + bytes(125))
    assert not is_cut_short(cut)


@pytest.mark.parametrize("garbage", [1, 1_000, 2 * LARGEST])
def test_what_follows_without_a_marked_end_is_damage(cut: Path, garbage: int) -> None:
    cut.write_bytes(page(400) * 2 + bytes(garbage))
    assert is_cut_short(cut)


def test_sound_may_look_like_a_page(cut: Path) -> None:
    body = bytearray(page(400, last=True))
    body[-100:-96] = b"OggS"
    body[-96] = 1  # There is but version 0.
    cut.write_bytes(page(400) + body)
    assert not is_cut_short(cut)
