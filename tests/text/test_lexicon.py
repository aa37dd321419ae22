from __future__ import annotations

import pytest

from audiopub.text.grammar import grammar
from audiopub.text.lexicon import Lexicon, lexicon

LANGUAGES = ("cs", "de", "en", "es", "fi", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr", "uk")


@pytest.mark.parametrize("language", LANGUAGES)
def test_fourteen_languages_have_a_lexicon_and_a_grammar(language: str) -> None:
    assert grammar(language)
    assert len(lexicon(language).verbs) > 1000
    assert len(lexicon(language).nouns) > 1000
    assert bool(lexicon(language).adjectives) == (language != "tr")


@pytest.mark.parametrize("language", ["xx", "und", "../de", ""])
def test_another_language_has_none(language: str) -> None:
    assert lexicon(language) == Lexicon()
    assert grammar(language) is None


def test_a_word_can_be_of_several_kinds() -> None:
    words = lexicon("en")
    assert "report" in words.nouns & words.verbs
    assert "says" in words.verbs - words.nouns
