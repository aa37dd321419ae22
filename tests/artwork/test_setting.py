"""Setting titles in lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiopub.artwork.setting import LEADING, Block, fit


def even(text: str) -> float:
    """The width in ems of a text in a typeface whose glyphs are all half an em wide."""
    return len(text) / 2


def set_in(text: str, *, measure: int = 2400, height: int = 1500) -> Block:
    block = fit(text, even, measure=measure, height=height, sizes=(40, 600))
    assert block is not None
    return block


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Kommentare von Vitaly Portnikov", ("Kommentare", "von Vitaly", "Portnikov")),
        ("Die Lage der Nation", ("Die Lage", "der Nation")),
        ("Reportagen — aus nah und fern", ("Reportagen\u00a0—", "aus nah", "und fern")),
        ("Eins", ("Eins",)),
    ],
)
def test_lines_break_as_a_reader_would(text: str, lines: tuple[str, ...]) -> None:
    assert set_in(text).lines == lines


def test_a_short_text_is_set_in_the_largest_size() -> None:
    assert set_in("Radio").size == 600


def test_a_word_is_kept_whole_while_it_can_be_read() -> None:
    assert set_in("Bundesverfassungsgericht heute").lines[0] == "Bundesverfassungsgericht"


def test_a_word_too_long_for_any_line_is_broken_with_hyphens() -> None:
    word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
    lines = set_in(word).lines
    assert all(line.endswith("-") for line in lines[:-1])
    assert "".join(line.removesuffix("-") for line in lines) == word


def test_a_long_word_is_broken_after_its_own_dash_first() -> None:
    lines = set_in("Ober-Niederösterreichischelandesregierungsnachrichten").lines
    assert lines[0] == "Ober-"


def test_what_does_not_fit_at_the_smallest_size_is_not_set() -> None:
    assert fit("word " * 99 + "word", even, measure=100, height=100, sizes=(40, 600)) is None


@given(st.lists(st.text("abcdefgh-äé", min_size=1, max_size=40), min_size=1, max_size=40))
@settings(deadline=None, max_examples=60)
def test_whatever_is_set_fits_and_nothing_is_lost(words: list[str]) -> None:
    block = set_in(" ".join(words))
    assert len(block.lines) * block.size * LEADING <= 1500
    assert all(even(line) * block.size <= 2400 for line in block.lines)
    kept = "".join(block.lines).replace("-", "").replace(" ", "").replace("\u00a0", "")
    assert kept == "".join(words).replace("-", "")
