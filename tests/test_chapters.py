from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub import chapterlist, chapters, speech, text
from audiopub.errors import ConfigError
from audiopub.model import (
    Alignment,
    Chapter,
    ChapterMark,
    Heading,
    Piece,
    Place,
    Timeline,
    Transcript,
)

SEED = Path(__file__).parents[1] / "seeds" / "rubio-lawrow.txt"
RECORDED = 457.889
INTRO = 8.0
# Two seconds of silence are cut off at the recording's beginning, and an intro is put before it.
TIMELINE = Timeline(
    pieces=(Piece(source_start=2.0, source_end=RECORDED, start=INTRO),),
    duration=INTRO + RECORDED - 2.0 + 5.0,
    recorded=RECORDED,
)


def read(data: str, path: str = "a.md") -> Transcript:
    return text.read(data.encode(), path, language="de")


def derive(
    transcript: Transcript,
    marks: Sequence[ChapterMark] | None = None,
    timeline: Timeline = TIMELINE,
) -> tuple[Chapter, ...]:
    recorded = timeline.pieces[-1].source_end
    alignment = timeline.place(speech.estimate(transcript, recorded))
    return chapters.derive(transcript, alignment, marks=marks, timeline=timeline)


@pytest.fixture(scope="module")
def seed() -> Transcript:
    return text.read(SEED.read_bytes(), "seeds/rubio-lawrow.txt", language="de")


PARTS = """\
# Titel

Das ist der Anfang dieser Sache. Er ist kurz.

## Der erste Teil

Hier steht etwas. Und noch etwas.

Und mehr.

## Der zweite Teil mit einer Überschrift, die länger ist als fünfundvierzig Zeichen

Das Ende.
"""


def assert_whole(found: Sequence[Chapter], duration: float) -> None:
    assert found[0].start == 0
    assert found[-1].end == duration
    assert all(before.end == after.start for before, after in pairwise(found))
    assert all(chapter.start < chapter.end for chapter in found)
    assert all(chapter.title.strip() for chapter in found)


def test_the_first_seed_is_divided_by_its_topics(seed: Transcript) -> None:
    found = derive(seed)
    assert_whole(found, TIMELINE.duration)
    assert 4 <= len(found) <= 10
    assert all(chapter.end - chapter.start >= chapters.SHORTEST for chapter in found)
    assert all(len(chapter.title) <= 45 for chapter in found)
    assert all(chapter.estimated for chapter in found)
    assert "Wie lässt sich da ein Kompromiss finden?" in [chapter.title for chapter in found]
    starts = {
        s.paragraph: s.start
        for s in reversed(TIMELINE.place(speech.estimate(seed, RECORDED)).sentences)
    }
    assert all(starts[chapter.paragraph or 0] == chapter.start for chapter in found[1:])


def test_a_short_text_is_one_chapter_that_does_not_repeat_the_title() -> None:
    timeline = Timeline(
        pieces=(Piece(source_start=0, source_end=25, start=0),), duration=25.0, recorded=25.0
    )
    [chapter] = derive(read("# Titel\n\nEin Absatz.\n\nNoch ein Absatz."), timeline=timeline)
    assert (chapter.title, chapter.start, chapter.end) == ("Ein Absatz", 0.0, 25.0)


def test_a_heading_above_the_whole_text_divides_nothing(seed: Transcript) -> None:
    heading = Heading(title="Das Gespräch", paragraph=0, line=2)
    titles = [chapter.title for chapter in derive(seed)]
    found = derive(replace(seed, headings=(heading,)))
    assert [chapter.title for chapter in found] == ["Das Gespräch", *titles[1:]]


def test_a_long_text_in_short_pieces_has_no_more_chapters_than_fit_a_list(seed: Transcript) -> None:
    many = replace(
        seed,
        paragraphs=tuple(
            replace(paragraph, sentences=(sentence,))
            for paragraph in seed.paragraphs
            for sentence in paragraph.sentences
        ),
    )
    timeline = Timeline(
        pieces=(Piece(source_start=0, source_end=600, start=0),), duration=600.0, recorded=600.0
    )
    assert 4 <= len(derive(many, timeline=timeline)) <= 10


def test_a_text_without_turns_is_divided_all_the_same() -> None:
    data = "\n\n".join(["Der Krieg geht weiter, und der Frieden ist fern."] * 40)
    timeline = Timeline(
        pieces=(Piece(source_start=0, source_end=600, start=0),), duration=600.0, recorded=600.0
    )
    found = derive(read(data, "a.txt"), timeline=timeline)
    assert len(found) >= 4
    assert len({chapter.title for chapter in found}) == len(found)


def test_headings_make_chapters_and_the_text_above_them_one_more() -> None:
    found = derive(read(PARTS))
    assert_whole(found, TIMELINE.duration)
    assert [(chapter.title, chapter.paragraph) for chapter in found] == [
        ("Das ist der Anfang dieser Sache", 0),
        ("Der erste Teil", 1),
        ("Der zweite Teil mit einer Überschrift, die länger ist als fünfundvierzig Zeichen", 3),
    ]


def test_a_heading_over_the_first_paragraph_makes_the_first_chapter() -> None:
    found = derive(read("## Eins\n\nText hier.\n\n## Zwei\n\nText da."))
    assert [chapter.title for chapter in found] == ["Eins", "Zwei"]
    assert found[0].start == 0


def test_a_part_that_is_not_spoken_has_no_chapter() -> None:
    transcript = read(PARTS)
    alignment = TIMELINE.place(speech.estimate(transcript, RECORDED))
    end = alignment.sentences[-1].start
    sentences = tuple(
        replace(s, start=end, end=end, spoken=False) if 0 < s.paragraph < 3 else s
        for s in alignment.sentences
    )
    found = chapters.derive(
        transcript, replace(alignment, sentences=sentences), marks=None, timeline=TIMELINE
    )
    assert_whole(found, TIMELINE.duration)
    assert [chapter.paragraph for chapter in found] == [0, 3]


def test_marks_win_and_pass_through_the_timeline(seed: Transcript) -> None:
    marks = [
        ChapterMark(title="Beginn", start=2.0),
        ChapterMark(title="Frage", paragraph=4),
        ChapterMark(title="Schluss", start=400.0, link="https://example.org/a"),
    ]
    for transcript in (seed, read(PARTS + "\n\nMehr.\n\nMehr.")):
        found = derive(transcript, marks)
        assert_whole(found, TIMELINE.duration)
        assert [chapter.title for chapter in found] == ["Beginn", "Frage", "Schluss"]
        assert found[2].start == 400.0 + INTRO - 2.0
        assert found[2].link == "https://example.org/a"
        assert [chapter.paragraph for chapter in found] == [None, 4, None]
        assert [chapter.estimated for chapter in found] == [False, True, False]


@pytest.mark.parametrize(
    ("marks", "code", "what"),
    [
        (
            [ChapterMark(title="A", start=460.0)],
            "AP223",
            "begins at 0:07:40, but .* ends at 0:07:38",
        ),
        ([ChapterMark(title="A", start=-1.0)], "AP223", "begins at"),
        ([ChapterMark(title="A", paragraph=18)], "AP224", "not in the text"),
        ([ChapterMark(title="A")], "AP224", "not in the text"),
        (
            [ChapterMark(title="A", start=90.0), ChapterMark(title="B", start=60.0)],
            "AP221",
            '"B" begins at 0:01:06, not after "A"',
        ),
        (
            [ChapterMark(title="A", start=0.5), ChapterMark(title="B", start=1.5)],
            "AP221",
            "not after",
        ),
        (
            [ChapterMark(title="A", paragraph=3), ChapterMark(title="B", paragraph=3)],
            "AP221",
            "not after",
        ),
    ],
)
def test_marks_that_cannot_be_are_errors_with_a_cure(
    marks: list[ChapterMark], code: str, what: str, seed: Transcript
) -> None:
    alignment = TIMELINE.place(speech.estimate(seed, RECORDED))
    place = Place(path="a.toml", line=3, column=1)
    with pytest.raises(ConfigError, match=what) as caught:
        chapters.derive(seed, alignment, marks=marks, timeline=TIMELINE, place=place)
    assert caught.value.code == code
    assert caught.value.hint
    assert (caught.value.path, caught.value.line, caught.value.column) == ("a.toml", 3, 1)


def test_marks_of_no_file_have_no_place(seed: Transcript) -> None:
    with pytest.raises(ConfigError) as caught:
        derive(seed, [ChapterMark(title="A", paragraph=18)])
    assert caught.value.path is None


def refused(content: str) -> list[ConfigError]:
    """Return the errors of a chapter list, all at once."""
    with pytest.raises(ExceptionGroup) as caught:
        chapterlist.parse(content, "a.chapters.txt")
    assert caught.value.message == "a.chapters.txt"
    errors = [error for error in caught.value.exceptions if isinstance(error, ConfigError)]
    assert len(errors) == len(caught.value.exceptions)
    return errors


FILE = """\
# Kapitel
00:00:00.000 Beginn

00:01:30 Das Treffen  <https://example.org/treffen>
  1:02:03,5 Ein < ist nicht erlaubt
"""


def test_a_chapter_list_is_read() -> None:
    marks = chapterlist.parse(
        "\ufeff" + FILE.replace("Ein < ist nicht erlaubt", "Ende"), "a.chapters.txt"
    )
    assert marks == (
        ChapterMark(title="Beginn", start=0.0, line=2),
        ChapterMark(title="Das Treffen", start=90.0, line=4, link="https://example.org/treffen"),
        ChapterMark(title="Ende", start=3723.5, line=5),
    )


def test_minutes_and_seconds_are_enough() -> None:
    assert chapterlist.parse("5:07 A\n", "a")[0].start == 307.0


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        (FILE, "AP220", 5, 3),
        ("Beginn", "AP220", 1, 1),
        ("00:00:61 Beginn", "AP220", 1, 1),
        ("00:61:00 Beginn", "AP220", 1, 1),
        ("00:00:00", "AP220", 1, 1),
        ("00:00:00 <https://a.b>", "AP220", 1, 1),
        ("00:00:00 A <javascript:alert(1)>", "AP220", 1, 13),
        ("00:00:00 A <>", "AP220", 1, 13),
        ("00:00:00 A\n00:00:10 B\n 00:00:05 C", "AP221", 3, 2),
        ("00:00:00 A\n00:00:00.000 B", "AP221", 2, 1),
    ],
)
def test_a_wrong_chapter_list_is_an_error_with_its_place(
    content: str, code: str, line: int, column: int
) -> None:
    [error] = refused(content)
    assert (error.code, error.line, error.column) == (code, line, column)
    assert error.path == "a.chapters.txt"
    assert error.hint


def test_all_wrong_lines_of_a_chapter_list_are_told_at_once() -> None:
    content = "Beginn\n00:00:20 A\n00:00:10 B\n00:00:15 C <x>\n00:00:30 D\n00:00:05 <"
    assert [(error.code, error.line) for error in refused(content)] == [
        ("AP220", 1),
        ("AP221", 3),
        ("AP220", 4),
        ("AP220", 6),
    ]


@pytest.mark.parametrize("content", ["", "\n# nur ein Kommentar\n"])
def test_a_chapter_list_without_a_chapter_is_an_error(content: str) -> None:
    with pytest.raises(ConfigError) as caught:
        chapterlist.parse(content, "a.chapters.txt")
    assert (caught.value.code, caught.value.path) == ("AP222", "a.chapters.txt")
    assert caught.value.hint


@given(
    st.lists(st.integers(0, 10**7), min_size=1, unique=True).map(sorted),
    st.from_regex(r"[A-Za-zäöü„“?!][A-Za-zäöü„“?! ]{0,30}", fullmatch=True),
)
def test_a_chapter_list_comes_back_as_it_was_written(times: list[int], title: str) -> None:
    title = " ".join(title.split())
    lines = [
        f"{ms // 3600000:02d}:{ms // 60000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d} {title}"
        for ms in times
    ]
    marks = chapterlist.parse("\n".join(lines), "a.chapters.txt")
    assert [mark.title for mark in marks] == [title] * len(times)
    assert [mark.start for mark in marks] == pytest.approx([ms / 1000 for ms in times])


def test_the_published_file_is_podcasting_2_0() -> None:
    found = (
        Chapter(title="Größe", start=0, end=61.23456, paragraph=0, estimated=True),
        Chapter(
            title="Ende",
            start=61.23456,
            end=90.0,
            paragraph=None,
            estimated=False,
            link="https://example.org/a",
        ),
    )
    data = chapters.to_json(found, title="Krieg & Frieden")
    assert data.endswith(b"}\n")
    assert "Größe".encode() in data
    assert json.loads(data) == {
        "version": "1.2.0",
        "title": "Krieg & Frieden",
        "chapters": [
            {"startTime": 0, "endTime": 61.235, "title": "Größe"},
            {
                "startTime": 61.235,
                "endTime": 90.0,
                "title": "Ende",
                "url": "https://example.org/a",
            },
        ],
    }


def test_an_alignment_may_speak_of_an_empty_file() -> None:
    transcript = read("Ein Absatz.\n\nNoch einer.")
    alignment: Alignment = speech.estimate(transcript, 0.0)
    timeline = Timeline(
        pieces=(Piece(source_start=0, source_end=0, start=0),), duration=0.0, recorded=0.0
    )
    [chapter] = chapters.derive(transcript, alignment, marks=None, timeline=timeline)
    assert (chapter.start, chapter.end) == (0.0, 0.0)
