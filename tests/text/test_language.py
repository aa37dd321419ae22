from __future__ import annotations

import pytest

from audiopub.text.language import UNKNOWN, base, recognise

SENTENCES = {
    "cs": "Prezident řekl, že jednání se tento týden konat nebude.",
    "de": "Der Präsident sagte, dass die Gespräche nicht stattfinden.",
    "en": "The president said that the talks would not take place.",
    "es": "El presidente dijo que las negociaciones no se celebrarán.",
    "fi": "Presidentti sanoi, ettei neuvotteluja käydä tällä viikolla.",
    "fr": "Le président a dit que les négociations n'auraient pas lieu.",
    "it": "Il presidente ha detto che i colloqui non si terranno.",
    "nl": "De president zei dat de gesprekken niet zullen plaatsvinden.",
    "pl": "Prezydent powiedział, że rozmów w tym tygodniu nie będzie.",
    "pt": "O presidente disse que as negociações não terão lugar.",
    "ru": "Президент сказал, что переговоров на этой неделе не будет.",
    "sv": "Presidenten sa att förhandlingarna inte blir av i veckan.",
    "tr": "Cumhurbaşkanı bu hafta görüşme yapılmayacağını söyledi.",
    "uk": "Президент сказав, що переговорів цього тижня не буде.",
    "zh": "总统今天表示，谈判不会举行。",
    "ar": "قال الرئيس اليوم إن المفاوضات لن تجري هذا الأسبوع.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_enough(language: str) -> None:
    assert recognise(SENTENCES[language]) == language


def test_most_of_a_long_text_decides() -> None:
    german = SENTENCES["de"] + " "
    assert recognise(SENTENCES["en"] + german * 400 + SENTENCES["fr"]) == "de"


@pytest.mark.parametrize("text", ["", "1 2 3 …", "OK.", "Rubio Lawrow Trump Putin"])
def test_too_little_is_not_guessed(text: str) -> None:
    assert recognise(text) == UNKNOWN


@pytest.mark.parametrize(("tag", "language"), [("de", "de"), ("pt-BR", "pt"), ("DE-at", "de")])
def test_a_tag_has_a_base(tag: str, language: str) -> None:
    assert base(tag) == language
