"""The transcript as HTML, read back by a parser that is not ours."""

from __future__ import annotations

import re

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiopub.captions import to_html
from audiopub.model import Alignment, Chapter, TimedSentence

Passage = tuple[str, float | None, str]
"""An element's name, the time before it where it is a paragraph, and its text."""


def sentence(
    text: str, start: float, paragraph: int, *, spoken: bool = True, estimated: bool = False
) -> TimedSentence:
    return TimedSentence(
        text=text,
        paragraph=paragraph,
        start=start,
        end=start + 1,
        confidence=1,
        spoken=spoken,
        estimated=estimated,
    )


def chapter(title: str, start: float) -> Chapter:
    return Chapter(title=title, start=start, end=start + 1, paragraph=None, estimated=False)


SENTENCES = (
    sentence("Rubio & Lawrow | A. Lovelace", 0, 0, spoken=False),
    sentence("Sie trafen sich.", 1.25, 1),
    sentence("Wo? „Dort“ <dort>, sagt er.", 3, 1),
    sentence("Dies las niemand.", 5, 2, spoken=False),
    sentence("Er schwieg.", 5.0004, 2),
    sentence("Sie auch.", 65.5, 2),
    sentence("Ende.", 7384.5, 3),
)
CHAPTERS = (
    chapter("Anfang", 0),
    chapter("A & B", 5.2),
    chapter("Leer", 70),
    chapter("<Schluss>", 7000),
    chapter("Musik", 7390),
)


def document(
    sentences: tuple[TimedSentence, ...] = SENTENCES,
    chapters: tuple[Chapter, ...] = CHAPTERS,
    title: str = 'Rubio & "Lawrow" </title>',
    speaker: str | None = None,
) -> bytes:
    alignment = Alignment(language="de", duration=7400, sentences=sentences, estimated=False)
    return to_html(alignment.spoken_by([speaker] * 4), chapters, title=title, language="de-CH")


def parse(data: bytes) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(recover=False))


def body_of(data: bytes) -> lxml.html.HtmlElement:
    body = parse(data).body
    assert body is not None
    return body


def seconds(time: lxml.html.HtmlElement) -> float:
    match = re.fullmatch(r"PT(\d+\.\d{3})S", time.get("datetime") or "")
    assert match
    return float(match[1])


def passages(data: bytes) -> list[Passage]:
    found: list[Passage] = []
    time = None
    for element in body_of(data):
        if element.tag == "time":
            assert time is None
            time = seconds(element)
        elif element.tag in ("h2", "p"):
            found.append((str(element.tag), time, element.text_content()))
            time = None
    assert time is None
    return found


def test_paragraphs_stand_under_their_chapters_each_with_its_time() -> None:
    assert passages(document()) == [
        ("h2", None, "Anfang"),
        ("p", 1.25, "Sie trafen sich. Wo? „Dort“ <dort>, sagt er."),
        ("h2", None, "A & B"),
        ("p", 5.2, "Er schwieg. Sie auch."),
        ("h2", None, "Leer"),
        ("h2", None, "<Schluss>"),
        ("p", 7384.5, "Ende."),
        ("h2", None, "Musik"),
    ]


def test_times_are_shown_as_players_do() -> None:
    times = [time.text_content() for time in parse(document()).iter("time")]
    assert times == ["0:01", "0:05", "2:03:04"]


def test_it_is_a_complete_document_and_nothing_but_text() -> None:
    data = document()
    assert data.startswith(b'<!DOCTYPE html>\n<html lang="de-CH" dir="auto">\n')
    assert data.endswith(b"</html>\n")
    tree = parse(data)
    assert [child.tag for child in tree] == ["head", "body"]
    assert [dict(meta.attrib) for meta in tree.iter("meta")] == [{"charset": "utf-8"}]
    assert [title.text for title in tree.iter("title", "h1")] == ['Rubio & "Lawrow" </title>'] * 2
    assert {str(element.tag) for element in body_of(data).iter()} == {
        "body",
        "h1",
        "h2",
        "time",
        "p",
    }


def test_a_chapter_begins_within_a_paragraph() -> None:
    said = (sentence("Vorher.", 1, 0), sentence("Nachher.", 9, 0))
    assert passages(document(said, (chapter("Eins", 0), chapter("Zwei", 9.3)))) == [
        ("h2", None, "Eins"),
        ("p", 1.0, "Vorher."),
        ("h2", None, "Zwei"),
        ("p", 9.3, "Nachher."),
    ]


def test_who_speaks_is_cited_before_each_paragraph() -> None:
    tags = [str(element.tag) for element in body_of(document(chapters=(), speaker="A & B"))]
    assert tags == ["h1", *["cite", "time", "p"] * 3]
    cited = [cite.text for cite in parse(document(speaker="A & B")).iter("cite")]
    assert cited == ["A & B:"] * 3


def test_an_estimate_is_said_outside_of_what_is_spoken() -> None:
    assert b"estimated" not in document()
    said = (sentence("Geschätzt.", 1, 0, estimated=True),)
    (remark,) = parse(document(said)).iter("aside")
    assert remark.text == "The times are estimated from the length of the text."
    assert remark.get("lang") == "en"
    assert ("p", 1.0, "Geschätzt.") in passages(document(said))
    unspoken = (sentence("Titel", 1, 0, spoken=False, estimated=True),)
    assert b"estimated" not in document(unspoken)


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "a\x1b\r\nb", "a\u0085 b"])
def test_what_cannot_be_shown_is_a_space(text: str) -> None:
    assert passages(document((sentence(text, 0, 0),), ())) == [("p", 0.0, "a b")]


def test_nothing_spoken_leaves_title_and_chapters() -> None:
    assert passages(document((), ())) == []
    assert passages(document((), CHAPTERS[:1])) == [("h2", None, "Anfang")]


plain = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20)


@given(
    st.lists(st.tuples(plain, st.integers(0, 10**7), st.integers(0, 2)), max_size=8),
    st.lists(st.tuples(plain, st.integers(0, 10**7)), max_size=4),
)
@settings(deadline=None)
def test_any_text_survives(said: list[tuple[str, int, int]], marks: list[tuple[str, int]]) -> None:
    said.sort(key=lambda one: (one[1], one[2]))
    marks.sort(key=lambda one: one[1])
    sentences = tuple(sentence(text, at / 1000, number) for text, at, number in said)
    chapters = tuple(chapter(title, at / 1000) for title, at in marks)
    found = passages(document(sentences, chapters))
    assert [text for tag, _, text in found if tag == "h2"] == [title for title, _ in marks]
    spoken = " ".join(text for tag, _, text in found if tag == "p")
    assert spoken == " ".join(text for text, _, _ in said)
    starts = {at / 1000 for at in [*(at for _, at, _ in said), *(at for _, at in marks)]}
    assert all(time in starts for tag, time, _ in found if tag == "p")
