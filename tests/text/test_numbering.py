from __future__ import annotations

import pytest

from audiopub import text
from audiopub.text import numbering

BODY = "Das ist der Text. Er hat zwei Sätze.\n\nUnd noch einen Absatz.\n"


@pytest.mark.parametrize(
    ("title", "season", "number", "rest"),
    [
        ("S02E05 The harbour", 2, 5, "The harbour"),
        ("s1 e12: The harbour", 1, 12, "The harbour"),
        ("Folge 12: Der Hafen", None, 12, "Der Hafen"),
        ("Staffel 2, Folge 5 – Der Hafen", 2, 5, "Der Hafen"),
        ("2. Staffel, 5. Folge: Der Hafen", 2, 5, "Der Hafen"),
        ("Episode No. 7 | The harbour", None, 7, "The harbour"),
        ("#42 The harbour", None, 42, "The harbour"),
        ("Выпуск №3. Гавань", None, 3, "Гавань"),
        ("Випуск 3: Гавань", None, 3, "Гавань"),
        ("Épisode n° 4 : Le port", None, 4, "Le port"),
        ("Odcinek 5. Port", None, 5, "Port"),
        ("Temporada 1, episodio 6: El puerto", 1, 6, "El puerto"),
        ("Stagione 1, puntata 6 – Il porto", 1, 6, "Il porto"),
        ("Episódio 8 – O porto", None, 8, "O porto"),
        ("Díl 9: Přístav", None, 9, "Přístav"),
        ("Avsnitt 10. Hamnen", None, 10, "Hamnen"),
        ("Aflevering 11: De haven", None, 11, "De haven"),
        ("Jakso 12: Satama", None, 12, "Satama"),
        ("Bölüm 13: Liman", None, 13, "Liman"),
        ("12. bölüm: Liman", None, 12, "Liman"),
        ("Folge 12", None, 12, ""),
    ],
)
def test_the_number_of_an_episode_is_found(
    title: str, season: int | None, number: int, rest: str
) -> None:
    found = numbering.take(title)
    assert found
    assert (found.season, found.number, found.title) == (season, number, rest)


@pytest.mark.parametrize(
    "title",
    [
        "12 Monate Krieg",
        "Folgen eines Krieges",
        "Die 12. Folge",
        "Episode",
        "Folge 0",
        "Folge 12345: Der Hafen",
        "1984",
        "S21 wird teurer",
        "Ep.",
    ],
)
def test_what_only_looks_like_a_number_is_none(title: str) -> None:
    assert numbering.take(title) is None


def test_a_heading_keeps_its_words_and_gives_the_number() -> None:
    draft = text.read(f"Staffel 2, Folge 5: Krieg\n\n{BODY}".encode(), "a.txt").draft
    assert draft.title
    assert draft.title.value == "Staffel 2, Folge 5: Krieg"
    assert draft.season
    assert draft.number
    assert (draft.season.value, draft.number.value, draft.number.source) == (2, 5, "heading")


def test_a_file_name_gives_number_date_and_title() -> None:
    draft = text.read(BODY.encode(), "seeds/s02e05_2025-10-20_der-hafen.txt").draft
    said = [draft.season, draft.number, draft.date, draft.title]
    assert [given and given.value for given in said[:2]] == [2, 5]
    assert draft.title
    assert draft.title.value == "Der hafen"
    assert draft.date
    assert f"{draft.date.value:%Y-%m-%d}" == "2025-10-20"
    assert {given and given.source for given in said} == {"derived"}


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        ("Tags: Krieg, Frieden", ("Krieg", "Frieden")),
        ("Schlagwörter: Krieg", ("Krieg",)),
        ("Ключові слова: війна, мир.", ("війна", "мир")),
        ("#Krieg #Frieden", ("Krieg", "Frieden")),
    ],
)
def test_keywords_that_a_text_lists_are_taken(listed: str, words: tuple[str, ...]) -> None:
    found = text.read(f"Der Hafen\n\n{BODY}\n{listed}\n".encode(), "a.txt")
    assert found.draft.keywords
    assert (found.draft.keywords.value, found.draft.keywords.source) == (words, "heading")
    assert not any(words[0] in part.text for part in found.paragraphs)
