from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub import speech
from audiopub.model import Draft, Paragraph, Sentence, Transcript


def transcript(*paragraphs: tuple[str, ...]) -> Transcript:
    return Transcript(
        path="a.txt",
        language="de",
        paragraphs=tuple(
            Paragraph(sentences=tuple(Sentence(text=text) for text in texts), line=index)
            for index, texts in enumerate(paragraphs, start=1)
        ),
        headings=(),
        draft=Draft(),
        changes=(),
    )


def test_every_value_says_that_it_is_estimated() -> None:
    alignment = speech.estimate(transcript(("Eins.", "Zwei."), ("Drei.",)), 10.0)
    assert (alignment.language, alignment.duration) == ("de", 10.0)
    assert alignment.estimated
    assert alignment.verdict is None
    assert [(s.text, s.paragraph) for s in alignment.sentences] == [
        ("Eins.", 0),
        ("Zwei.", 0),
        ("Drei.", 1),
    ]
    for sentence in alignment.sentences:
        assert sentence.estimated
        assert sentence.spoken
        assert sentence.confidence == 0.0
        assert sentence.words == ()


def test_a_sentence_twice_as_long_takes_about_twice_as_long() -> None:
    short, long = speech.estimate(transcript(("a" * 100, "a" * 200)), 60.0).sentences
    assert (long.end - long.start) / (short.end - short.start) == pytest.approx(2, abs=0.05)


def test_paragraphs_are_further_apart_than_sentences() -> None:
    one, two, three = speech.estimate(transcript(("Eins.", "Zwei."), ("Drei.",)), 10.0).sentences
    assert three.start - two.end > two.start - one.end > 0


@pytest.mark.parametrize(("longer", "shorter"), [("2025", "a" * 8), ("谈判不会", "a" * 8)])
def test_figures_and_syllable_characters_take_longer_than_letters(
    longer: str, shorter: str
) -> None:
    first, second = speech.estimate(transcript((longer, shorter)), 10.0).sentences
    assert first.end - first.start > second.end - second.start


@given(
    st.lists(
        st.lists(st.text(min_size=1), min_size=1, max_size=5).map(tuple), min_size=1, max_size=5
    ),
    st.floats(0.01, 1e5),
)
def test_times_rise_from_the_beginning_to_the_end(
    paragraphs: list[tuple[str, ...]], duration: float
) -> None:
    sentences = speech.estimate(transcript(*paragraphs), duration).sentences
    assert sentences[0].start == 0
    assert sentences[-1].end == pytest.approx(duration)
    assert sentences[-1].end <= duration
    assert all(sentence.start < sentence.end for sentence in sentences)
    assert all(before.end < after.start for before, after in pairwise(sentences))


def test_a_recording_without_length_has_no_times() -> None:
    assert {s.end for s in speech.estimate(transcript(("Eins.",), ("Zwei.",)), 0.0).sentences} == {
        0.0
    }
