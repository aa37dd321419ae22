from __future__ import annotations

import pytest

from audiopub.text.abbreviations import at_the_end, before_names, before_numbers, within
from audiopub.text.openers import conjunctions, leaning, openers
from audiopub.text.stopwords import stop_words
from audiopub.text.words import terms

LANGUAGES = ("cs", "de", "en", "es", "fi", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr", "uk")


def test_terms_are_stems_without_stop_words() -> None:
    assert terms("Die Präsidenten und der Präsident trafen sich.", "de-AT") == [
        "präsi",
        "präsi",
        "trafe",
    ]


def test_apostrophes_are_one_sign() -> None:
    assert terms("п’ятниця", "uk") == terms("п'ятниця", "uk") == ["п'ятн"]


def test_where_words_are_not_spaced_pairs_of_characters_stand_for_them() -> None:
    assert terms("谈判不会, ok", "zh") == ["谈判", "判不", "不会", "ok"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_tables(language: str) -> None:
    assert len(stop_words(language)) > 300
    assert len(openers(language)) > 60
    assert leaning(language) < openers(language)
    assert len(conjunctions(language)) > 1
    tables = (before_names, before_numbers, within, at_the_end)
    assert all(table(language) for table in tables)
    assert all(not word.endswith(".") for table in tables for word in table(language))


def test_other_languages_have_none() -> None:
    assert not stop_words("xx")
    assert not openers("xx")
    assert not before_names("xx")
