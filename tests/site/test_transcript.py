from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub.model import Chapter, TimedSentence
from audiopub.site.transcript import Section, sections


def chapter(title: str, start: float, paragraph: int | None) -> Chapter:
    return Chapter(title=title, start=start, end=start, paragraph=paragraph, estimated=False)


def sentence(paragraph: int, start: float) -> TimedSentence:
    return TimedSentence(
        text="Satz.",
        paragraph=paragraph,
        start=start,
        end=start + 1,
        confidence=1.0,
        spoken=True,
        estimated=False,
    )


def outline(found: list[Section]) -> list[tuple[str | None, list[int]]]:
    """Return each section's title and how many sentences each of its passages has."""
    return [
        (
            section.chapter.title if section.chapter else None,
            [len(passage.sentences) for passage in section.passages],
        )
        for section in found
    ]


def test_a_chapter_opens_with_its_paragraph(sentences: tuple[TimedSentence, ...]) -> None:
    found = sections(sentences, [chapter("A", 0, 0), chapter("B", 41, 1)])
    assert outline(found) == [("A", [2]), ("B", [2, 1])]


@pytest.mark.parametrize("start", [20, 20.5, 21, 30])
def test_a_chapter_given_by_its_time_opens_with_the_nearest_sentence(
    sentences: tuple[TimedSentence, ...], start: float
) -> None:
    found = sections(sentences, [chapter("A", 0, None), chapter("B", start, None)])
    assert outline(found) == [("A", [1]), ("B", [1, 2, 1])]


def test_a_chapter_given_by_its_time_does_not_open_with_what_is_not_spoken(
    sentences: tuple[TimedSentence, ...],
) -> None:
    text = (*sentences[:2], replace(sentences[2], spoken=False), *sentences[3:])
    found = sections(text, [chapter("A", 0, None), chapter("B", 46, None)])
    assert outline(found) == [("A", [2, 1]), ("B", [1, 1])]


def test_what_comes_before_the_first_chapter_has_no_heading(
    sentences: tuple[TimedSentence, ...],
) -> None:
    assert outline(sections(sentences, [chapter("B", 41, 1)])) == [(None, [2]), ("B", [2, 1])]


def test_two_chapters_at_one_sentence_both_get_their_heading(
    sentences: tuple[TimedSentence, ...],
) -> None:
    found = sections(sentences, [chapter("A", 0, 0), chapter("B", 1, None)])
    assert outline(found) == [("A", []), ("B", [2, 2, 1])]


def test_a_chapter_of_a_paragraph_that_is_not_there_gets_no_heading(
    sentences: tuple[TimedSentence, ...],
) -> None:
    assert outline(sections(sentences, [chapter("Z", 500, 9)])) == [(None, [2, 2, 1])]


def test_no_sentence_gives_no_section() -> None:
    assert sections((), [chapter("A", 0, None), chapter("B", 0, 0)]) == []


@given(
    paragraphs=st.lists(st.integers(0, 3), max_size=12),
    marks=st.lists(st.tuples(st.integers(0, 50), st.none() | st.integers(0, 40)), max_size=6),
)
def test_no_sentence_is_lost_or_moved(
    paragraphs: list[int], marks: list[tuple[int, int | None]]
) -> None:
    total, text = 0, []
    for index, step in enumerate(paragraphs):
        total += step
        text.append(sentence(total, float(index)))
    found = sections(
        text,
        [
            chapter("X", start, paragraph)
            for start, paragraph in sorted(marks, key=lambda mark: mark[0])
        ],
    )
    again = [s for section in found for passage in section.passages for s in passage.sentences]
    assert again == text
    for section in found:
        for passage in section.passages:
            assert len({s.paragraph for s in passage.sentences}) == 1
