"""Caption files, read back by parsers that are not ours."""

from __future__ import annotations

import html
import io
import itertools
import json
import re

import pysubs2
import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from audiopub.captions import cues, to_json, to_srt, to_vtt
from audiopub.model import Alignment, Chapter, Cue, TimedSentence, TimedWord

SHOWN = (
    Cue(
        start=0.42,
        end=3.557,
        lines=("Rubio & Lawrow: a < b", "trafen sich --> dort."),
        estimated=False,
    ),
    Cue(start=3.557, end=7.0, lines=("„Ja“, sagte er.",), estimated=False),
    Cue(start=360_000.001, end=360_001.5, lines=("42", "🎙 Київ 会谈"), estimated=True),
)


def vtt(cues: tuple[Cue, ...] = SHOWN, title: str = "Rubio–Lawrow: --> & <b>") -> bytes:
    return to_vtt(cues, language="de", title=title)


def read_by_webvtt_py(file: bytes) -> list[webvtt.Caption]:
    return webvtt.from_buffer(io.StringIO(file.decode())).captions


def milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def test_webvtt_is_read_back_by_webvtt_py() -> None:
    read = read_by_webvtt_py(vtt())
    assert [html.unescape(cue.raw_text) for cue in read] == ["\n".join(c.lines) for c in SHOWN]
    assert [(cue.start, cue.end) for cue in read] == [
        ("00:00:00.420", "00:00:03.557"),
        ("00:00:03.557", "00:00:07.000"),
        ("100:00:00.001", "100:00:01.500"),
    ]


def test_webvtt_is_read_back_by_pysubs2() -> None:
    read = pysubs2.SSAFile.from_string(vtt(SHOWN[:2]).decode(), format_="vtt")
    assert [html.unescape(event.plaintext) for event in read] == [
        "\n".join(c.lines) for c in SHOWN[:2]
    ]
    assert [(e.start, e.end) for e in read] == [
        (milliseconds(c.start), milliseconds(c.end)) for c in SHOWN[:2]
    ]


def test_webvtt_says_what_it_is_and_that_times_are_estimated() -> None:
    lines = vtt().decode().split("\n")
    assert lines[:6] == [
        "WEBVTT",
        "",
        "NOTE",
        "Rubio–Lawrow: → & <b>",
        "Language: de",
        "The times are estimated from the length of the text.",
    ]
    assert "estimated" not in vtt(SHOWN[:2]).decode()


@pytest.mark.parametrize("title", ["", "Two\n\nparagraphs", "\n"])
def test_no_title_breaks_the_note(title: str) -> None:
    read = read_by_webvtt_py(vtt(title=title))
    assert len(read) == len(SHOWN)
    assert b"\n\n\n" not in vtt(title=title)


def test_subrip_is_read_back_by_pysubs2() -> None:
    read = pysubs2.SSAFile.from_string(to_srt(SHOWN[:2]).decode(), format_="srt")
    assert [event.plaintext for event in read] == [
        "Rubio & Lawrow: a < b\ntrafen sich → dort.",
        "„Ja“, sagte er.",
    ]
    assert [(e.start, e.end) for e in read] == [
        (milliseconds(c.start), milliseconds(c.end)) for c in SHOWN[:2]
    ]


def test_subrip_is_numbered_and_ends_in_a_newline() -> None:
    assert to_srt(SHOWN[1:2]) == "1\n00:00:03,557 --> 00:00:07,000\n„Ja“, sagte er.\n".encode()


def test_no_cues_make_valid_files() -> None:
    assert to_srt(()) == b"\n"
    assert read_by_webvtt_py(vtt(())) == []


def test_who_speaks_is_the_voice_of_a_cue() -> None:
    said = [("Guten Tag.", 0, "Anna & <Bo>"), ("Ja.", 1, None), ("Nein.", 2, "Karl\nSchulz")]
    alignment = Alignment(
        language="de",
        duration=9,
        sentences=tuple(
            TimedSentence(
                text=text,
                paragraph=number,
                start=start,
                end=start + 1,
                confidence=1,
                spoken=True,
                estimated=False,
                speaker=speaker,
            )
            for number, (text, start, speaker) in enumerate(said)
        ),
        estimated=False,
    )
    file = vtt(cues(alignment, ()))
    assert [(caption.text, caption.voice) for caption in read_by_webvtt_py(file)] == [
        ("Guten Tag.", "Anna &amp; &lt;Bo&gt;"),
        ("Ja.", None),
        ("Nein.", "Karl Schulz"),
    ]


def test_the_json_transcript_has_a_segment_for_each_spoken_sentence() -> None:
    def timed(text: str, start: float, *, spoken: bool = True) -> TimedSentence:
        return TimedSentence(
            text=text,
            paragraph=0,
            start=start,
            end=start + 1.23456,
            confidence=1,
            spoken=spoken,
            estimated=False,
        )

    alignment = Alignment(
        language="de",
        duration=9,
        sentences=(timed("Titel", 0, spoken=False), timed("„Ja“", 1.00049), timed("Nein", 3)),
        estimated=False,
    )
    assert json.loads(to_json(alignment)) == {
        "version": "1.0.0",
        "segments": [
            {"startTime": 1.0, "endTime": 2.235, "body": "„Ja“"},
            {"startTime": 3, "endTime": 4.235, "body": "Nein"},
        ],
    }
    anna = alignment.spoken_by(["Anna"])
    assert json.loads(to_json(anna))["segments"][0]["speaker"] == "Anna"
    assert to_json(alignment).endswith(b"}\n")
    assert "„Ja“".encode() in to_json(alignment)


def test_the_json_transcript_and_the_cues_say_the_same_times() -> None:
    said = [("Am Anfang steht ein langer Satz.", 0.2, 2.7), ("Die Mitte folgt.", 2.783, 5.2)]
    said += [("Das Ende kommt zuletzt.", 5.3, 7.9)]
    sentences = tuple(
        TimedSentence(
            text=text,
            paragraph=paragraph,
            start=start,
            end=end,
            confidence=1,
            spoken=True,
            estimated=False,
        )
        for paragraph, (text, start, end) in enumerate(said)
    )
    alignment = Alignment(language="de", duration=8, sentences=sentences, estimated=False)
    chapters = [
        Chapter(title="T", start=start, end=8, paragraph=None, estimated=False) for start in (0, 3)
    ]
    segments = json.loads(to_json(alignment, chapters))["segments"]
    assert [segment["startTime"] for segment in segments] == [0.2, 3.0, 5.3]
    assert [cue.start for cue in cues(alignment, chapters)] == [0.2, 3.0, 5.3]
    assert json.loads(to_json(alignment))["segments"][1]["startTime"] == 2.783


def check_tags(raw: str, cue: Cue) -> list[int]:
    """Return the times of a cue's tags, after checking them by W3C WebVTT 6.4."""
    tags = re.findall(r"<[^>]*>", raw)
    matches = [re.fullmatch(r"<(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})>", tag) for tag in tags]
    assert all(matches)
    parts = [[int(part) for part in match.groups()] for match in matches if match]
    times = [((hour * 60 + minute) * 60 + second) * 1000 + ms for hour, minute, second, ms in parts]
    inside = [milliseconds(cue.start), *times, milliseconds(cue.end)]
    assert all(one < two for one, two in itertools.pairwise(inside))
    return times


def test_webvtt_says_when_words_are_spoken_if_asked() -> None:
    said = [("a", 0.9), ("<", 1.5), ("b&c", 1.5), ("-->", 2.0004), ("d", 1.9), ("e", 2.5), ("f", 3)]
    words = tuple(TimedWord(text=text, start=start, end=start) for text, start in said)
    cue = Cue(start=1, end=3, lines=("a < b&c", "--> d e f"), estimated=False, words=words)
    file = to_vtt([cue], language="de", title="", words=True)
    assert file.decode().split("\n")[-3:] == [
        "a <00:00:01.500>&lt; b&amp;c",
        "<00:00:02.000>--&gt; d <00:00:02.500>e f",
        "",
    ]
    (read,) = read_by_webvtt_py(file)
    assert html.unescape(read.text) == "a < b&c\n--> d e f"
    assert check_tags(read.raw_text, cue) == [1500, 2000, 2500]
    assert b"<" not in vtt((cue,), title="")


def test_webvtt_has_no_tags_where_no_words_are_known() -> None:
    assert to_vtt(SHOWN, language="de", title="", words=True) == vtt(title="")


plain = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20)


@given(st.lists(st.tuples(st.integers(0, 10**7), plain), max_size=5, unique_by=lambda cue: cue[0]))
@settings(deadline=None)
def test_any_text_survives_webvtt(shown: list[tuple[int, str]]) -> None:
    cues = tuple(
        Cue(start=start / 1000, end=start / 1000 + 0.001, lines=(text,), estimated=False)
        for start, text in sorted(shown)
    )
    read = read_by_webvtt_py(vtt(cues))
    assert [html.unescape(cue.raw_text) for cue in read] == [cue.lines[0] for cue in cues]
    assert [milliseconds(cue.start_in_seconds) // 1000 for cue in read] == [
        milliseconds(cue.start) // 1000 for cue in cues
    ]


@given(
    st.lists(st.tuples(plain, st.integers(0, 3000)), min_size=1, max_size=20), st.integers(2, 42)
)
@settings(deadline=None)
def test_any_words_give_tags_that_players_accept(said: list[tuple[str, int]], width: int) -> None:
    words = [TimedWord(text=text, start=at / 1000, end=at / 1000) for text, at in said]
    spoken = TimedSentence(
        text=" ".join(text for text, _ in said),
        paragraph=0,
        start=0,
        end=3,
        confidence=1,
        spoken=True,
        estimated=False,
        words=tuple(words),
    )
    alignment = Alignment(language="de", duration=3, sentences=(spoken,), estimated=False)
    shown = cues(alignment, (), line_width=width)
    read = read_by_webvtt_py(to_vtt(shown, language="de", title="", words=True))
    assert [html.unescape(one.text) for one in read] == ["\n".join(cue.lines) for cue in shown]
    for one, cue in zip(read, shown, strict=True):
        check_tags(one.raw_text, cue)
