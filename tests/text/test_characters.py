from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub.model import Change
from audiopub.text.characters import lines


def test_all_line_ends_are_known_and_lines_are_counted_from_one() -> None:
    found, changes = lines("eins\r\n zwei \rdrei\n\nfünf")
    assert [(line.number, line.text) for line in found] == [
        (1, "eins"),
        (2, "zwei"),
        (3, "drei"),
        (4, ""),
        (5, "fünf"),
    ]
    assert changes == ()


@pytest.mark.parametrize(
    ("given_text", "mended", "before"),
    [
        ("a\x07b", "ab", "U+0007"),
        ("a\x1b[0m", "a[0m", "U+001B"),
        ("Zu\xadsam\u200bmen", "Zusammen", "U+00AD"),
        ("\ufeffText", "Text", "U+FEFF"),
        ("a\u202eb", "ab", "U+202E"),
    ],
)
def test_what_cannot_be_seen_is_removed_and_named(
    given_text: str, mended: str, before: str
) -> None:
    found, changes = lines("\n" + given_text)
    assert found[1].text == mended
    assert changes[0] == Change(kind="characters", line=2, before=before, after="")


@pytest.mark.parametrize("text", ["نمی\u200cخواهم", "👩\u200d👩", "क्\u200dष", "\u06dd"])
def test_joiners_that_mean_something_stay(text: str) -> None:
    found, changes = lines(text)
    assert found[0].text == text
    assert changes == ()


def test_letters_are_composed() -> None:
    found, changes = lines("ein scho\u0308ner Tag")
    assert found[0].text == "ein schöner Tag"
    assert changes == (Change(kind="characters", line=1, before="scho\u0308ner", after="schöner"),)


def test_runs_of_spaces_become_one_and_are_listed_once_a_line() -> None:
    found, changes = lines("a  b  c\td\u2003e")
    assert found[0].text == "a b c d e"
    assert [change.before for change in changes] == ["U+0020 U+0020", "U+0009", "U+2003"]
    assert {change.kind for change in changes} == {"spacing"}


@pytest.mark.parametrize("text", ["Quoi\u202f?", "«\xa0Oui\xa0»", "10\u202f000 €", "5\xa0%"])
def test_the_spaces_of_french_typography_stay(text: str) -> None:
    found, changes = lines(text)
    assert found[0].text == text
    assert changes == ()


def test_other_no_break_spaces_do_not() -> None:
    found, _ = lines("am\xa020.\xa0Oktober")
    assert found[0].text == "am 20. Oktober"


@given(st.text())
def test_mended_lines_are_normal_and_stay_as_they_are(text: str) -> None:
    found, _ = lines(text)
    again, changes = lines("\n".join(line.text for line in found))
    assert [line.text for line in again] == [line.text for line in found]
    assert changes == ()
    assert all(unicodedata.is_normalized("NFC", line.text) for line in found)
