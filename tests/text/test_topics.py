from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub.text.topics import boundaries

DATA = Path(__file__).parents[1] / "data" / "text" / "chapters"


def commentary(language: str) -> tuple[list[str], tuple[int, ...]]:
    """Return a commentary's paragraphs, and which of them open a topic."""
    units: list[str] = []
    opening = []
    for topic in (DATA / f"{language}.txt").read_text(encoding="utf-8").split("=== ")[1:]:
        opening.append(len(units))
        units += topic.partition("\n")[2].strip().split("\n\n")
    return units, tuple(opening[1:])


@pytest.mark.parametrize("language", ["de", "en", "uk"])
@pytest.mark.parametrize("count", [None, 5])
def test_the_topics_of_a_commentary_are_found(language: str, count: int | None) -> None:
    units, opening = commentary(language)
    assert boundaries(units, language, count) == opening


def test_a_text_in_one_piece_has_no_boundary() -> None:
    assert boundaries([], "de") == ()
    assert boundaries(["Ein Text."], "de", 4) == ()
    assert boundaries(["Krieg und Frieden.", "Frieden und Krieg."] * 4, "de") == ()


def test_there_are_as_many_topics_as_asked_for() -> None:
    units, _ = commentary("de")
    for count in range(1, len(units) + 3):
        assert len(boundaries(units, "de", count)) == min(count, len(units)) - 1


def test_no_topic_is_shorter_than_allowed() -> None:
    units, _ = commentary("de")
    lengths = [float(len(unit)) for unit in units]
    for count in (None, 5, 15):
        found = boundaries(units, "de", count, lengths=lengths, shortest=600)
        cuts = [0, *found, len(units)]
        assert all(sum(lengths[start:end]) >= 600 for start, end in pairwise(cuts))
    assert boundaries(units, "de", lengths=lengths, shortest=1e9) == ()


def test_topics_are_about_as_long_as_usual() -> None:
    units, _ = commentary("de")
    assert len(boundaries(units, "de", usual=0.5)) > len(boundaries(units, "de", usual=50))


def test_the_number_of_topics_can_be_bounded() -> None:
    units, opening = commentary("de")
    assert boundaries(units, "de", between=(4, 10)) == opening
    assert len(boundaries(units, "de", between=(7, 10))) == 6
    assert len(boundaries(units, "de", between=(1, 3))) == 2


def test_long_texts_are_looked_at_in_coarser_units() -> None:
    units, opening = commentary("de")
    many = [sentence + "." for unit in units for sentence in unit.split(".") if sentence.strip()]
    found = boundaries([word for sentence in many for word in sentence.split()], "de")
    assert len(found) == len(opening)


@given(st.lists(st.text("abcdefg  ", max_size=40), max_size=12), st.none() | st.integers(1, 6))
def test_boundaries_rise_and_lie_within(units: list[str], count: int | None) -> None:
    found = boundaries(units, "de", count)
    assert list(found) == sorted(set(found))
    assert all(0 < index < len(units) for index in found)
