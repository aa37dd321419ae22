from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub import text
from audiopub.errors import TextError
from audiopub.text import subtitles

VTT = """WEBVTT - A talk
Kind: captions
Language: de-AT

STYLE
::cue { color: red }

NOTE That is nobody's business.

1
00:00:01.000 --> 00:00:04.000 align:start position:10%
<v.loud Anna Meier>Guten Tag, Herr Schulz. Wie

00:04.000 --> 00:06.500
<v Anna Meier>geht es Ihnen?</v>

00:00:07.000 --> 00:00:09.000
<v Karl Schulz>Danke, <b>gut</b>.

00:00:09.500 --> 00:00:10.000
[Musik]

00:00:10.000 --> 00:00:12.000
<v Karl Schulz>Und <00:00:11.000>Ihnen &amp; den Ihren?
"""
SRT = """1
00:00:00,500 --> 00:00:02,000
{\\an8}- Is it <i>true</i>?
- It is.

2
00:00:02,000 --> 00:00:04,000
Nobody knew what would
come of it.
3
00:00:09,000 --> 00:00:10,000
Then it rained.
"""


def sentences(data: str, path: str) -> list[tuple[str, float | None, float | None]]:
    found = text.read(data.encode(), path, language="de")
    return [(sentence.text, sentence.start, sentence.end) for sentence in found.sentences]


def test_sentences_have_the_times_of_their_cues() -> None:
    assert sentences(VTT, "a.vtt") == [
        ("Guten Tag, Herr Schulz.", 1.0, 3.556),
        ("Wie geht es Ihnen?", 3.667, 6.5),
        ("Danke, gut.", 7.0, 9.0),
        ("Und Ihnen & den Ihren?", 10.0, 12.0),
    ]


def test_voices_are_speakers_and_take_part() -> None:
    found = text.read(VTT.encode(), "a.vtt")
    assert [part.speaker for part in found.paragraphs] == ["Anna Meier", "Karl Schulz"]
    assert found.speakers == ("Anna Meier", "Karl Schulz")
    assert found.is_timed
    assert found.draft.persons
    assert [person.name for person in found.draft.persons.value] == ["Anna Meier", "Karl Schulz"]
    assert found.draft.language
    assert (found.draft.language.value, found.draft.language.source) == ("de-AT", "properties")


def test_what_is_not_said_is_listed_as_removed() -> None:
    (change,) = text.read(VTT.encode(), "a.vtt").changes
    assert (change.kind, change.line, change.before) == ("removed", 21, "[Musik]")


def test_subrip_needs_no_empty_line_and_a_dash_is_a_turn() -> None:
    assert sentences(SRT, "a.srt") == [
        ("Is it true?", 0.5, 1.471),
        ("It is.", 1.471, 2.0),
        ("Nobody knew what would come of it.", 2.0, 4.0),
        ("Then it rained.", 9.0, 10.0),
    ]


def test_a_pause_after_a_sentence_begins_a_paragraph() -> None:
    found = text.read(SRT.encode(), "a.srt", language="en")
    assert [len(part.sentences) for part in found.paragraphs] == [3, 1]


def test_lines_that_captions_repeat_are_said_once() -> None:
    rolling = (
        "WEBVTT\n\n00:00.000 --> 00:02.000\nthis is what\n\n"
        "00:02.000 --> 00:04.000\nthis is what\nsomebody said\n\n"
        "00:04.000 --> 00:06.000\nsomebody said\nyesterday\n"
    )
    assert [said for said, _, _ in sentences(rolling, "a.vtt")] == [
        "this is what",
        "somebody said",
        "yesterday",
    ]


def test_labels_in_the_text_are_speakers_too() -> None:
    cues = ["ANNA: Warum?", "KARL: Darum.", "ANNA: Aha.", "Nun gut.", "KARL: Ja."]
    data = "".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{line}\n\n" for n, line in enumerate(cues)
    )
    found = text.read(data.encode(), "a.srt", language="de")
    assert [(part.speaker, part.text) for part in found.paragraphs] == [
        ("ANNA", "Warum?"),
        ("KARL", "Darum."),
        ("ANNA", "Aha. Nun gut."),
        ("KARL", "Ja."),
    ]


def test_nothing_above_the_cues_is_a_title() -> None:
    found = text.read(SRT.encode(), "2025-10-20-the-rain.srt", language="en")
    assert found.draft.title
    assert (found.draft.title.value, found.draft.title.source) == ("The rain", "derived")


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        ("WEBVTT\n\nA text without times.\n", None, "there is no cue"),
        ("1\n00:00:05,000 --> 00:00:02,000\nBack.\n", 2, "ends before it begins"),
    ],
)
def test_times_that_cannot_be_are_named(data: str, line: int | None, what: str) -> None:
    with pytest.raises(TextError, match=what) as caught:
        text.read(data.encode(), "a.vtt")
    assert (caught.value.code, caught.value.line) == ("AP157", line)


@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 500), st.text(max_size=40))))
def test_no_subtitles_make_it_crash(cues: list[tuple[int, int, str]]) -> None:
    def clock(milliseconds: int) -> str:
        return f"00:00:{milliseconds // 1000:02}.{milliseconds % 1000:03}"

    data = "WEBVTT\n\n" + "".join(
        f"{clock(start)} --> {clock(start + length)}\n{said}\n\n" for start, length, said in cues
    )
    try:
        document = subtitles.read(data.encode(errors="ignore"), "a.vtt", dt.UTC)
    except TextError:
        return
    spans = [line.span for block in document.blocks for line in block.lines]
    assert all(span and span[0] <= span[1] for span in spans)
