from __future__ import annotations

import pytest

from audiopub import text
from audiopub.errors import AlignmentError
from audiopub.speech.given import given

SRT = (
    b"1\n00:00:01,000 --> 00:00:02,500\nIt begins.\n\n2\n00:00:03,000 --> 00:00:12,000\nIt ends.\n"
)


def test_the_times_of_subtitles_are_taken_as_they_are() -> None:
    alignment = given(text.read(SRT, "a.srt", language="en"), 20.0)
    assert [(s.text, s.start, s.end, s.confidence) for s in alignment.sentences] == [
        ("It begins.", 1.0, 2.5, 1.0),
        ("It ends.", 3.0, 12.0, 1.0),
    ]
    assert not alignment.estimated
    assert not any(sentence.estimated for sentence in alignment.sentences)


def test_the_last_cue_may_stay_a_little_longer_than_the_sound() -> None:
    assert given(text.read(SRT, "a.srt", language="en"), 9.0).sentences[-1].end == 9.0


def test_subtitles_of_another_recording_are_refused() -> None:
    with pytest.raises(AlignmentError, match=r"ends at 0:12, but the recording at 0:05") as caught:
        given(text.read(SRT, "a.srt", language="en"), 5.0)
    assert (caught.value.code, caught.value.path) == ("AP158", "a.srt")
