from __future__ import annotations

import pytest

from audiopub.text.nounphrases import noun_phrases


def found(sentence: str, language: str) -> list[str]:
    """Return the noun phrases of more than one word."""
    return [phrase.text for phrase in noun_phrases(sentence, language) if phrase.words > 1]


@pytest.mark.parametrize(
    ("language", "sentence", "phrase"),
    [
        ("cs", "Podle ní tu hrozí energetická krize.", "energetická krize"),
        ("de", "Sie reden über die Abfolge der Schritte.", "Abfolge der Schritte"),
        ("de", "Sie schließen ein umfassendes Friedensabkommen.", "umfassendes Friedensabkommen"),
        ("de", "Wann ziehen die russischen Truppen ab?", "die russischen Truppen"),
        ("en", "He paid for the true cost of cheap flights.", "the true cost of cheap flights"),
        ("es", "Manda el precio de la luz.", "el precio de la luz"),
        ("fi", "Eilen alkoi uusi hallitus.", "uusi hallitus"),
        ("fr", "Tout dépend de la carte scolaire.", "la carte scolaire"),
        ("it", "Decide tutto il prezzo del grano.", "il prezzo del grano"),
        ("nl", "Dan begint de nieuwe regering.", "de nieuwe regering"),
        ("pl", "W tym gmachu jest sala gier.", "sala gier"),
        ("pt", "Cai o preço do trigo.", "o preço do trigo"),
        ("ru", "Вчера выступило министерство культуры.", "министерство культуры"),
        ("sv", "Nu kommer en ny regering.", "ny regering"),
        ("tr", "Yarın başlayacak: su kirliliği.", "su kirliliği"),
        ("uk", "Учора ухвалили: мовний закон.", "мовний закон"),
    ],
)
def test_a_phrase_is_found_whole(language: str, sentence: str, phrase: str) -> None:
    assert phrase in found(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Er sprach mit den russischen Truppen."),  # not in the nominative
        ("de", "Das ist das Haus des alten Mannes des Dorfes Ahrweiler."),  # a name follows
        ("en", "They tried to recruit midwives."),  # a verb
        ("ru", "Он говорит о новых санкциях."),
        ("pl", "Mówią o nowej bibliotece."),
        ("uk", "Вона стала наймолодшою чемпіонкою."),
        ("fi", "He asuvat uudessa talossa."),
        ("xx", "The track charges."),  # no grammar
    ],
)
def test_what_cannot_stand_alone_is_no_phrase(language: str, sentence: str) -> None:
    assert found(sentence, language) == []


def test_what_may_belong_to_the_verb_is_not_tied() -> None:
    tied = {phrase.text: phrase.tied for phrase in noun_phrases("Er las ein Buch über Rom.", "de")}
    assert tied == {"Buch": True, "Buch über Rom": False}


def test_a_phrase_that_opens_a_sentence_is_its_subject() -> None:
    [subject, *_] = noun_phrases("The union of referees speaks of it.", "en")
    assert (subject.text, subject.subject) == ("The union of referees", True)
