"""Caption files of strangers."""

from __future__ import annotations

from pathlib import Path

import pysubs2
import pytest
import webvtt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiopub import facts
from audiopub.rules.subjects import Captions, Chapters, Unread

VTT = """\
\ufeffWEBVTT - A title
Kind: captions

NOTE Times are estimated
and more

STYLE
::cue { color: red }

intro
00:00.500 --> 00:02.000 align:start
<v Ann>It <i>begins</i> &amp;
like this: a < b

01:00:00.000 --> 01:00:01.250
And ends.
"""

SRT = """\
1
00:00:00,500 --> 00:00:02,000
It <i>begins</i> &amp;
like this.

2
01:00:00,000 --> 01:00:01,250
And ends.
"""


def read(folder: Path, name: str, content: str | bytes) -> Captions:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (subject,) = facts.gather(path, name=name)
    assert isinstance(subject, Captions)
    return subject


def test_webvtt_is_read_with_all_its_parts(tmp_path: Path) -> None:
    captions = read(tmp_path, "a.vtt", VTT)
    assert captions.format == "vtt"
    assert not captions.breaks
    assert captions.estimated == 4
    assert [(cue.line, cue.start, cue.end, cue.text) for cue in captions.cues] == [
        (11, 0.5, 2.0, "It begins &\nlike this: a < b"),
        (15, 3600.0, 3601.25, "And ends."),
    ]


def test_subrip_is_read(tmp_path: Path) -> None:
    captions = read(tmp_path, "a.srt", SRT)
    assert captions.format == "srt"
    assert not captions.breaks
    assert captions.estimated is None
    assert [(cue.line, cue.start, cue.end, cue.text) for cue in captions.cues] == [
        (2, 0.5, 2.0, "It begins &\nlike this."),
        (7, 3600.0, 3601.25, "And ends."),
    ]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_lines_end_as_they_like(tmp_path: Path, newline: str) -> None:
    captions = read(tmp_path, "a.vtt", VTT.replace("\n", newline))
    assert [cue.line for cue in captions.cues] == [11, 15]


def test_webvtt_is_read_as_webvtt_py_reads_it(tmp_path: Path) -> None:
    text = VTT.replace("a < b", "a or b")
    captions = read(tmp_path, "a.vtt", text)
    expected = [
        (cue.start_in_seconds, cue.end_in_seconds, cue.text.replace("&amp;", "&"))
        for cue in webvtt.from_string(text).captions
    ]
    # It leaves out milliseconds.
    assert [(int(cue.start), int(cue.end or 0), cue.text) for cue in captions.cues] == expected


def test_subrip_is_read_as_pysubs2_reads_it(tmp_path: Path) -> None:
    captions = read(tmp_path, "a.srt", SRT)
    expected = [
        (event.start / 1000, event.end / 1000, event.plaintext.replace("&amp;", "&"))
        for event in pysubs2.SSAFile.from_string(SRT, format_="srt")
    ]
    assert [(cue.start, cue.end, cue.text) for cue in captions.cues] == expected


def test_json_is_read(tmp_path: Path) -> None:
    captions = read(
        tmp_path,
        "a.json",
        '{"version": "1.0.0", "segments": ['
        '{"speaker": "A", "startTime": 0.5, "endTime": 2, "body": "It begins."},'
        '{"startTime": 3, "body": "And ends."}]}',
    )
    assert captions.format == "json"
    assert not captions.breaks
    assert [(cue.line, cue.start, cue.end, cue.text) for cue in captions.cues] == [
        (None, 0.5, 2.0, "It begins."),
        (None, 3.0, None, "And ends."),
    ]


@pytest.mark.parametrize(
    ("name", "content", "line", "words"),
    [
        ("a.vtt", "", 1, "does not begin with WEBVTT"),
        ("a.vtt", "WEBVTTX\n", 1, "does not begin with WEBVTT"),
        ("a.vtt", "WEBVTT\n\n00:00.0 --> 00:01.000\nx", 3, "times cannot be read"),
        ("a.vtt", "WEBVTT\n\n00:00,000 --> 00:01,000\nx", 3, "times cannot be read"),
        ("a.vtt", "WEBVTT\n\n1\n00:61.000 --> 00:99.000\nx", 4, "times cannot be read"),
        ("a.vtt", "WEBVTT\n\nsome text\nand more\n", 3, "neither a cue nor a note: some text"),
        ("a.vtt", f"WEBVTT\n\n{'x' * 99}\n", 3, "x…"),
        ("a.vtt", "WEBVTT\n\nNOTE a --> b\nx\n", 3, "times cannot be read"),
        ("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nM\xfcll\n", 4, "not in UTF-8"),
        ("a.vtt", "WEBVTT\n".encode("utf-16"), 1, "not in UTF-8"),
        ("a.srt", "1\n00:00:00 --> 00:00:01,000\nx\n", 2, "times cannot be read"),
        ("a.srt", "nothing\n", 1, "neither a cue nor a note"),
        ("a.json", '{"segments": 1}', None, "no list of segments"),
        ("a.json", '{"segments": [1]}', None, "Segment 1"),
        ("a.json", '{"segments": [{"startTime": "1", "body": "x"}]}', None, "Segment 1"),
        ("a.json", '{"segments": [{"startTime": 1}]}', None, "Segment 1"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(
    tmp_path: Path, name: str, content: str | bytes, line: int | None, words: str
) -> None:
    broken = read(tmp_path, name, content).breaks[0]
    assert broken.line == line
    assert words in broken.reason


def test_what_can_be_read_is_read_all_the_same(tmp_path: Path) -> None:
    captions = read(
        tmp_path, "a.vtt", "00:00.000 --> 00:01.000\nx\n\nnonsense\n\n00:02.000 --> 3\n"
    )
    assert len(captions.breaks) == 3
    assert [cue.text for cue in captions.cues] == ["x"]


def test_a_file_that_no_caption_file_is_as_large_as_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audiopub.facts.reading.LARGEST", 1 << 20)
    path = tmp_path / "a.vtt"
    path.write_bytes(b" " * ((1 << 20) + 1))
    (subject,) = facts.gather(path, name="a.vtt")
    assert subject == Unread(path="a.vtt", kind="captions", reason="it is larger than 1 MB")


def test_json_that_is_too_large_is_not_read_to_see_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audiopub.facts.reading.LARGEST", 3)
    path = tmp_path / "a.json"
    path.write_bytes(b'{"segments": []}')
    (subject,) = facts.gather(path, name="a.json")
    assert isinstance(subject, Unread)


@given(st.text())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("name", ["a.vtt", "a.srt", "a.json"])
def test_any_text_is_read_or_said_to_be_broken(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode(errors="surrogatepass"))
    (subject,) = facts.gather(path, name=name)
    assert isinstance(subject, Captions | Chapters)
    if isinstance(subject, Captions):
        assert subject.breaks or subject.cues or not text.strip() or text.startswith("WEBVTT")


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**9),
            st.integers(0, 10**9),
            st.text("ab c&<>\u00e4\U0001f399", min_size=1),
        ),
        max_size=5,
    )
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_as_webvtt_is_read_back(
    tmp_path: Path, cues: list[tuple[int, int, str]]
) -> None:
    blocks = ["WEBVTT\n"]
    for start, end, text in cues:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks.append(f"{stamp(start)} --> {stamp(end)}\n{escaped}\n")
    captions = read(tmp_path, "a.vtt", "\n".join(blocks))
    assert not captions.breaks
    found = [
        (round(cue.start * 1000), round((cue.end or 0) * 1000), cue.text.strip())
        for cue in captions.cues
    ]
    assert found == [(start, end, text.strip()) for start, end, text in cues]


def stamp(milliseconds: int) -> str:
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"
