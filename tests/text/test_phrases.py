from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub.text.phrases import LONGEST, proposals, titles

FILLER = "Der Präsident führte gestern ein langes Gespräch mit dem Minister über die Lage im Land."


@pytest.mark.parametrize(
    ("sentences", "title"),
    [
        (
            [FILLER, "Wie lässt sich da ein Kompromiss finden?"],
            "Wie lässt sich da ein Kompromiss finden?",
        ),
        (["Er besteht auf der „Abfolge der Schritte“ ohne Ende und Ziel."], "Abfolge der Schritte"),
        (["Die Frage – „Und was ist mit dem Geld?“ – bleibt hängen."], "Und was ist mit dem Geld?"),
        (["Er ging zu ihnen hin.", "Die Lehrer sind gespalten."], "Die Lehrer sind gespalten"),
        (["Und hier gibt es zwei Möglichkeiten:"], "Hier gibt es zwei Möglichkeiten"),
        (
            ["Putin hat keinen einzigen realen Grund, einer solchen Idee zuzustimmen."],
            "Putin hat keinen einzigen realen Grund",
        ),
        ([FILLER], "Langes Gespräch"),
        (["Ja."], "Ja"),
        (["X" * 60], "X" * 44 + "…"),
    ],
)
def test_a_title_is_taken_from_the_text(sentences: list[str], title: str) -> None:
    assert titles([sentences], "de") == (title,)


@pytest.mark.parametrize(
    ("language", "sentence", "title"),
    [
        (
            "en",
            "When it was spring in the mountains again, they doubled the track charges.",
            "The track charges",
        ),
        ("fr", "Les parents ont discuté hier de la carte scolaire.", "La carte scolaire"),
        ("es", "Ayer cerraron los pozos ilegales.", "Los pozos ilegales"),
        ("pl", "Wczoraj otwarto „nową erę czytania”, a potem co się stało?", None),
        ("ru", "Вчера обсуждали, как растёт пожарная безопасность.", "Пожарная безопасность"),
        ("tr", "İmza attılar: iklim değişikliği.", "İklim değişikliği"),
    ],
)
def test_a_noun_phrase_keeps_its_form(language: str, sentence: str, title: str | None) -> None:
    [(found, *_)] = proposals([[sentence]], language, alternatives=2)
    assert found[1:] in sentence or found.endswith("…")
    if title:
        assert found == title


def test_alternatives_are_unlike_the_title_and_one_another() -> None:
    part = [
        FILLER,
        "Die neue Brücke kostet Geld.",
        "Wer zahlt das denn?",
        "Der Bau der Brücke ruht.",
    ]
    [(title, *others)] = proposals([part], "de", alternatives=2)
    assert len({title, *others}) == 3
    assert proposals([part], "de", alternatives=0) == ((title,),)


SENTENCES = st.text(min_size=1).map(str.strip).filter(bool)  # what a transcript holds


def test_a_sentence_that_leans_on_another_is_no_title() -> None:
    assert titles([[FILLER, "Er war müde davon."]], "de") != ("Er war müde davon",)


def test_no_two_titles_are_alike() -> None:
    parts = [["Was tun wir jetzt damit?"], ["Was tun wir jetzt damit?", "Was tun wir jetzt damit?"]]
    first, second = titles(parts, "de")
    assert first == "Was tun wir jetzt damit?"
    assert second != first


def test_what_a_part_alone_is_about_makes_its_title() -> None:
    parts = [
        ["Der Krieg geht weiter.", "Die Ernte war gut.", FILLER + " Die Ernte ist groß."],
        ["Der Krieg geht weiter.", "Das Wasser steigt an.", FILLER],
    ]
    assert titles(parts, "de") == ("Die Ernte war gut", "Das Wasser steigt an")


@given(st.lists(st.lists(SENTENCES, min_size=1, max_size=4), min_size=1, max_size=5))
def test_titles_are_short_and_differ(parts: list[list[str]]) -> None:
    found = titles(parts, "de")
    assert len(found) == len(parts)
    assert all(0 < len(title.strip()) <= LONGEST for title in found)
    assert len(set(found)) == len(found)
