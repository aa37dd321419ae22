from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audiopub.text.summary import summarise

TEXT = [
    "Ja, guten Abend.",
    "Die Gewerkschaft der Lokführer hat ihren Streik auf acht Tage verlängert.",
    "Sie verlangt kürzere Arbeitszeiten und mehr Lohn für alle Lokführer im Streik.",
    "Der Vorstand hält die Forderung der Gewerkschaft nach kürzeren Arbeitszeiten für unbezahlbar.",
    "Was nun?",
    "Am Wochenende fuhr wegen des Streiks der Lokführer nur jeder fünfte Zug im Land.",
    "Doch die Gewerkschaft der Lokführer will auch am kommenden Wochenende nicht nachgeben.",
    "Ein Schlichter soll zwischen Vorstand und Gewerkschaft über kürzere Arbeitszeiten vermitteln.",
]


def test_a_summary_opens_with_what_it_is_about_and_is_verbatim() -> None:
    chosen = summarise(TEXT, "de")
    assert chosen[0] == TEXT[1]
    assert 2 <= len(chosen) <= 3
    assert [TEXT.index(sentence) for sentence in chosen] == sorted(
        TEXT.index(sentence) for sentence in chosen
    )


def test_no_sentence_of_it_leans_on_another() -> None:
    assert not {TEXT[2], TEXT[4], TEXT[6]} & set(summarise(TEXT, "de"))


def test_it_does_not_say_the_same_twice() -> None:
    assert summarise([TEXT[1]] * 6, "de") == (TEXT[1],)


def test_where_no_sentence_stands_alone_the_first_is_taken() -> None:
    assert summarise(["Er ging.", "Sie kam."], "de") == ("Er ging.",)


@given(st.lists(st.text(min_size=1), min_size=1))
def test_any_text_has_a_summary(sentences: list[str]) -> None:
    chosen = summarise(sentences, "de")
    assert 1 <= len(chosen) <= 3
    assert set(chosen) <= set(sentences)
