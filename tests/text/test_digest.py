from __future__ import annotations

from pathlib import Path

import pytest

from audiopub import text
from audiopub.model import Digest
from audiopub.text.digest import digest
from audiopub.text.keywords import keywords
from audiopub.text.labels import labels, quoted
from audiopub.text.names import mentions, persons
from audiopub.text.places import places

SEED = Path(__file__).parents[2] / "seeds" / "rubio-lawrow.txt"
LANGUAGES = ("cs", "de", "en", "es", "fi", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr", "uk")


@pytest.fixture(scope="module")
def told() -> Digest:
    return digest(text.read(SEED.read_bytes(), "seeds/rubio-lawrow.txt", language="de"))


def test_all_that_is_told_stands_in_the_text(told: Digest) -> None:
    whole = SEED.read_text(encoding="utf-8")
    assert 2 <= len(told.summary) <= 3
    assert all(sentence in whole for sentence in told.summary)
    assert 1 <= len(told.quotes) <= 2
    assert all(quote.text in whole and quote.text not in told.summary for quote in told.quotes)
    assert all(word.lower() in whole.lower() for word in told.keywords)


def test_the_persons_and_places_of_the_first_seed_are_found(told: Digest) -> None:
    assert set(told.persons) == {
        *("Donald Trump", "Wladimir Putin", "Marco Rubio", "Sergei Lawrow"),
        *("Volodymyr Zelensky", "Steve Witkoff"),
    }
    assert {"Russland", "Ukraine", "Vereinigte Staaten", "Budapest"} <= set(told.places)


def test_a_quote_knows_its_sentence(told: Digest) -> None:
    sentences = text.read(SEED.read_bytes(), "a.txt", language="de").sentences
    assert all(quote.text in sentences[quote.sentence].text for quote in told.quotes)


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("cs", "Včera mluvil Václav Novák o penězích.", ("Václav Novák",)),
        ("de", "Gestern kam Angela Merkels Nachfolger zu Wort.", ("Angela Merkel",)),
        (
            "en",
            "Yesterday Ada Lovelace went to Trinity College in North Carolina.",
            ("Ada Lovelace",),
        ),
        ("es", "Ayer habló Carmen Ros con el alcalde.", ("Carmen Ros",)),
        ("fi", "Eilen puhui Matti Virtanen.", ("Matti Virtanen",)),
        ("fr", "Hier, Paul Mercier a parlé.", ("Paul Mercier",)),
        ("it", "Ieri ha parlato Giulia Rossi.", ("Giulia Rossi",)),
        ("nl", "Gisteren sprak Pieter de Vries.", ("Pieter de Vries",)),
        ("pl", "Wczoraj mówiła Anna Kowalczyk.", ("Anna Kowalczyk",)),
        ("pt", "Ontem falou João Silva.", ("João Silva",)),
        ("ru", "Я поговорила с Ильёй Громовым.", ("Илья Громов",)),
        ("sv", "I går talade Astrid Lindgren.", ("Astrid Lindgren",)),
        ("tr", "Dün Mustafa Demir konuştu.", ("Mustafa Demir",)),
        ("uk", "Учора говорив Тарас Шевченко.", ("Тарас Шевченко",)),
    ],
)
def test_persons_are_found_in_fourteen_languages(
    language: str, sentence: str, found: tuple[str, ...]
) -> None:
    assert persons([sentence], language) == found


def test_a_surname_alone_is_the_person_who_was_named_before() -> None:
    sentences = ["Marco Rubio sprach.", "Später ging Rubio.", "Der Hof lag im Dunkeln."]
    assert [[one.text for one in found] for found in mentions(sentences, "de")] == [
        ["Marco Rubio"],
        ["Rubio"],
        [],
    ]


def test_persons_are_listed_by_how_often_they_are_named() -> None:
    sentences = ["Ada Lovelace met Mary Somerville.", "Somerville wrote.", "Then Somerville left."]
    assert persons(sentences, "en") == ("Mary Somerville", "Ada Lovelace")


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("de", "Die Präsidenten der Vereinigten Staaten und Russlands in Wien.", 3),
        ("en", "Ships left Tunisia for New York City.", 2),
        ("pl", "Jechali z Polski do Ukrainy.", 2),
        ("ru", "Из России приехали в Германию.", 2),
        ("tr", "İstanbul'un suyu Norveç'ten gelmez.", 2),
        ("de", "Sie liest in der Welt von morgen.", 0),
        ("en", "Reading is nice.", 0),
    ],
)
def test_places_are_found_in_any_case(language: str, sentence: str, found: int) -> None:
    assert len(places([sentence], language)) == found


def test_what_stands_in_a_name_is_no_place() -> None:
    assert places(["Jack London wrote."], "en", names=["Jack London"]) == ()


def test_keywords_come_again_and_are_no_names() -> None:
    sentences = [
        "He took the night train.",
        "A night train, from Leeds.",
        "Leeds is far, and late.",
    ]
    assert keywords(sentences, "en", names=["Leeds"]) == ("night train",)


def test_labels_differ_from_the_english_ones() -> None:
    found = {labels(language) for language in LANGUAGES}
    assert len(found) == len(LANGUAGES)
    assert labels("xx") == labels("en-GB")
    assert quoted("Oui", "fr-CA") == "«\xa0Oui\xa0»"


@pytest.mark.parametrize("language", [*LANGUAGES, "ja", "ar", "und"])
@pytest.mark.parametrize(
    "data", ["x", "Да.", "你好。世界", "!!! 123", "A. B. C.", "مرحبا بالعالم."]
)
def test_any_text_has_a_digest(language: str, data: str) -> None:
    digest(text.read(f"Titel\n\n{data}\n\n{data}".encode(), "a.txt", language=language))
