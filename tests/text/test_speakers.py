from __future__ import annotations

import pytest

from audiopub import text

INTERVIEW = """Gespräch über den Frieden
Von Anna Meier, 20. Oktober 2025

Anna Meier: Guten Tag. Worum geht es?
Karl von der Heide: Es geht um den Frieden. Er ist weit weg.
Anna Meier: Warum? Das verstehe ich nicht.

Karl von der Heide: Fazit: Niemand will ihn.

Und das ist der Rest seiner Antwort.
"""


def turns(data: str, language: str = "de") -> list[tuple[str | None, str]]:
    found = text.read(data.encode(), "a.txt", language=language)
    return [(part.speaker, part.text) for part in found.paragraphs]


def test_a_label_is_who_speaks_down_to_the_next() -> None:
    assert turns(INTERVIEW) == [
        ("Anna Meier", "Guten Tag. Worum geht es?"),
        ("Karl von der Heide", "Es geht um den Frieden. Er ist weit weg."),
        ("Anna Meier", "Warum? Das verstehe ich nicht."),
        ("Karl von der Heide", "Fazit: Niemand will ihn."),
        ("Karl von der Heide", "Und das ist der Rest seiner Antwort."),
    ]


def test_who_wrote_it_is_the_host_and_all_others_are_guests() -> None:
    persons = text.read(INTERVIEW.encode(), "a.txt").draft.persons
    assert persons
    assert [(person.name, person.role) for person in persons.value] == [
        ("Anna Meier", "host"),
        ("Karl von der Heide", "guest"),
    ]
    assert persons.place
    assert persons.place.line == 4


def test_questions_and_answers_take_turns_but_are_nobody() -> None:
    data = "Frage: Warum?\n\nAntwort: Darum. So ist es.\n\nFrage: Nur darum?\n\nAntwort: Ja.\n"
    assert [speaker for speaker, _ in turns(data)] == ["Frage", "Antwort", "Frage", "Antwort"]
    assert text.read(data.encode(), "a.txt", language="de").draft.persons is None


@pytest.mark.parametrize(
    "line", ["[00:01:02] Ada: {}", "Ada (00:12): {}", ">> Ada: {}", "00:12 - Ada: {}", "Ada : {}"]
)
def test_clocks_beside_a_label_are_not_read_aloud(line: str) -> None:
    data = "\n\n".join(
        [line.format("Is it so?"), "Bob: It is.", line.format("Why?"), "Bob: Nobody knows."]
    )
    assert turns(data, "en") == [
        ("Ada", "Is it so?"),
        ("Bob", "It is."),
        ("Ada", "Why?"),
        ("Bob", "Nobody knows."),
    ]


def test_a_name_and_a_clock_on_a_line_of_their_own_are_a_label() -> None:
    data = "Ada 0:05\nIs it so?\n\nBob 0:12\nIt is.\n\nAda 1:00:20\nWhy?\n\nBob 1:00:24\nBecause.\n"
    assert turns(data, "en") == [
        ("Ada", "Is it so?"),
        ("Bob", "It is."),
        ("Ada", "Why?"),
        ("Bob", "Because."),
    ]


def test_bold_labels_of_markdown_and_labels_on_lines_of_their_own_count() -> None:
    data = "**Ada:** Is it so?\n\n**Bob:**\n\nIt is.\n\n**Ada:** Why?\n\n**Bob:** Because.\n"
    found = text.read(data.encode(), "a.md", language="en")
    assert [(part.speaker, part.text) for part in found.paragraphs] == [
        ("Ada", "Is it so?"),
        ("Bob", "It is."),
        ("Ada", "Why?"),
        ("Bob", "Because."),
    ]


@pytest.mark.parametrize(
    "data",
    [
        "Das ist klar. Es regnet.\n\nFazit: Es regnet.\n\nNiemand geht. So ist das.\n",
        "Erstens: Brot.\n\nZweitens: Wein.\n\nDrittens: Nichts davon hilft.\n",
        "Hinweis: Es regnet.\n\nHinweis: Es schneit.\n\nMehr ist nicht zu sagen.\n",
    ],
)
def test_what_takes_no_turns_is_no_speaker(data: str) -> None:
    assert {speaker for speaker, _ in turns(data)} == {None}
    assert " ".join(said for _, said in turns(data)).split() == data.split()
