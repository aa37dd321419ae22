from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub import chapterlist, chapters, speech, text
from audiopub.errors import ConfigError
from audiopub.model import (
    ChapterMark,
    Paragraph,
    Piece,
    Place,
    Sentence,
    Timeline,
    Transcript,
)
from audiopub.text import openings

SEED = Path(__file__).parents[1] / "seeds" / "rubio-lawrow.txt"
DURATION = 457.889
WHOLE = Timeline(
    pieces=(Piece(source_start=0, source_end=DURATION, start=0),),
    duration=DURATION,
    recorded=DURATION,
)
PLACE = Place(path="a.chapters.txt")


def read(*paragraphs: str) -> Transcript:
    return text.read("\n\n".join(("Titel", *paragraphs)).encode(), "a.txt", language="de")


def derive(transcript: Transcript, listed: str) -> list[tuple[str, int | None]]:
    found = chapters.derive(
        transcript,
        speech.estimate(transcript, DURATION),
        marks=chapterlist.parse(listed, PLACE.path),
        timeline=WHOLE,
        place=PLACE,
    )
    return [(chapter.title, chapter.paragraph) for chapter in found]


@pytest.fixture(scope="module")
def seed() -> Transcript:
    return text.read(SEED.read_bytes(), "seeds/rubio-lawrow.txt", language="de")


def test_a_proposal_comes_back_as_it_was(seed: Transcript) -> None:
    alignment = speech.estimate(seed, DURATION)
    parts = chapters.derive(seed, alignment, marks=None, timeline=WHOLE)
    titles = chapters.alternatives(seed, parts, number=2)
    listed = chapterlist.to_list(seed, parts, titles)
    assert derive(seed, listed) == [(part.title, part.paragraph) for part in parts]
    assert listed.count("#   or: ") == 2 * len(parts)
    assert all(title in listed for of_one in titles for title in of_one)
    assert all(len(set(of_one)) == 3 for of_one in titles)


def test_chapters_stay_with_their_paragraphs_when_the_text_is_edited_elsewhere(
    seed: Transcript,
) -> None:
    listed = '"US-Außenminister Marco Rubio" Anfang\n"Putin hat keinen einzigen" Fiasko\n'
    assert derive(seed, listed) == [("Anfang", 0), ("Fiasko", 7)]
    shorter = replace(seed, paragraphs=(*seed.paragraphs[:2], *seed.paragraphs[5:]))
    assert derive(shorter, listed) == [("Anfang", 0), ("Fiasko", 4)]


def test_marks_and_capitals_of_an_opening_do_not_matter() -> None:
    transcript = read("„Nie wieder“, sagte er – und ging fort.", "Dann kam der Tag.")
    assert derive(transcript, '"Nie wieder sagte er" A\n"DANN KAM" B <https://a.org>') == [
        ("A", 0),
        ("B", 1),
    ]


@pytest.mark.parametrize(
    ("listed", "code", "line", "hint"),
    [
        ('\n"Der Tag ist" A', "AP260", 2, 'begins with "Der Tag war"'),
        ('"Etwas ganz anderes steht da" A', "AP260", 1, "the text has changed: write"),
        ('"Der" A', "AP261", 1, "more of the paragraph's words"),
        ('"Der Abend" A\n"Der Tag" B', "AP221", 2, "in the order"),
    ],
)
def test_an_opening_that_is_gone_or_not_unique_is_an_error(
    listed: str, code: str, line: int, hint: str
) -> None:
    transcript = read("Der Tag war lang.", "Der Abend war kurz.")
    with pytest.raises(ConfigError) as caught:
        derive(transcript, listed)
    error = caught.value
    assert (error.code, error.path, error.line) == (code, PLACE.path, line)
    assert hint in (error.hint or "")


@pytest.mark.parametrize("listed", ['"" A', '"…" A'])
def test_an_opening_has_words(listed: str) -> None:
    with pytest.raises(ExceptionGroup) as caught:
        chapterlist.parse(listed, "a")
    [error] = caught.value.exceptions
    assert isinstance(error, ConfigError)
    assert error.code == "AP220"


def test_times_and_openings_may_stand_in_one_list() -> None:
    assert chapterlist.parse('00:00 A\n"B b" B\n01:00 C', "a") == (
        ChapterMark(title="A", start=0.0, line=1),
        ChapterMark(title="B", opening="B b", line=2),
        ChapterMark(title="C", start=60.0, line=3),
    )


def test_a_sound_file_without_a_text_needs_times() -> None:
    [(start, mark)] = chapterlist.parse_timed("01:00 A", "a")
    assert (start, mark.title) == (60.0, "A")
    with pytest.raises(ConfigError, match="has no time") as caught:
        chapterlist.parse_timed('01:00 A\n"B b" B', "a")
    assert (caught.value.code, caught.value.line) == ("AP263", 2)


def test_a_paragraph_like_another_is_known_by_its_time() -> None:
    once = read("Immer das Gleiche steht hier auf dem Papier, und nichts sonst.", "Ende.")
    transcript = replace(once, paragraphs=once.paragraphs[:1] * 2)
    assert openings.opening_of(transcript, 0) is None
    alignment = speech.estimate(transcript, DURATION)
    parts = chapters.derive(transcript, alignment, marks=None, timeline=WHOLE)
    listed = chapterlist.to_list(transcript, parts, [[part.title] for part in parts])
    assert "\n00:00:00 " in listed
    assert len(derive(transcript, listed)) == len(parts)


@given(st.lists(st.text('ab "„“,.-é', min_size=1).filter(str.strip), min_size=1, max_size=6))
def test_an_opening_is_found_again(paragraphs: list[str]) -> None:
    transcript = Transcript(
        path="a",
        language="de",
        paragraphs=tuple(Paragraph(sentences=(Sentence(text=one),), line=1) for one in paragraphs),
        headings=(),
        draft=read("A.").draft,
        changes=(),
    )
    for index in range(len(paragraphs)):
        opening = openings.opening_of(transcript, index)
        if opening is not None:
            assert '"' not in opening
            assert openings.beginning_with(transcript, opening) == (index,)
