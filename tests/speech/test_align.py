from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Protocol

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from audiopub.errors import AlignmentError
from audiopub.model import Alignment, Transcript
from audiopub.speech.align import align

RATE = 16000
Samples = NDArray[np.float32]
MakeTranscript = Callable[..., Transcript]


class Spoken(Protocol):
    texts: tuple[str, ...]
    starts: tuple[float, ...]
    samples: Samples

    def until(self, count: int) -> Spoken: ...
    def after(self, count: int) -> Spoken: ...


def blocks(samples: Samples, size: int = 5 * RATE) -> Iterator[Samples]:
    for start in range(0, len(samples), size):
        yield samples[start : start + size]


def assert_sound(alignment: Alignment) -> None:
    starts = [sentence.start for sentence in alignment.sentences]
    assert all(one <= two for one, two in pairwise(starts))
    for sentence in alignment.sentences:
        assert 0 <= sentence.start <= sentence.end <= alignment.duration
        assert 0 <= sentence.confidence <= 1
        times = [time for word in sentence.words for time in (word.start, word.end)]
        assert all(one <= two for one, two in pairwise([sentence.start, *times, sentence.end]))
        assert sentence.spoken or sentence.start == sentence.end


def test_sentences_stand_where_they_are_spoken(kerstin: Spoken, transcript: MakeTranscript) -> None:
    alignment = align(transcript(kerstin.texts), blocks(kerstin.samples))
    assert_sound(alignment)
    errors = [abs(s.start - t) for s, t in zip(alignment.sentences, kerstin.starts, strict=True)]
    assert max(errors) < 0.25
    assert np.percentile(errors, 95) < 0.1
    assert alignment.verdict is not None
    assert alignment.verdict.decision == "accept"
    assert not alignment.estimated
    assert [word.text for word in alignment.sentences[0].words] == kerstin.texts[0].split()


def test_what_is_not_spoken_is_recognised_and_moves_nothing(
    kerstin: Spoken, transcript: MakeTranscript
) -> None:
    spoken = kerstin.until(12)
    texts = [
        "Alle Rechte vorbehalten, Nachdruck nur mit Genehmigung.",
        *spoken.texts[:6],
        *kerstin.texts[16:19],
        *spoken.texts[6:],
    ]
    alignment = align(transcript(texts), blocks(spoken.samples))
    assert_sound(alignment)
    found = [index for index, sentence in enumerate(alignment.sentences) if not sentence.spoken]
    assert found == [0, 7, 8, 9]
    placed = [sentence.start for sentence in alignment.sentences if sentence.spoken]
    assert np.allclose(placed, spoken.starts, atol=0.25)


def test_sound_that_is_not_in_the_text_is_left_out(
    kerstin: Spoken, transcript: MakeTranscript
) -> None:
    first, rest = kerstin.until(6), kerstin.after(10)
    time = np.arange(8 * RATE) / RATE
    jingle = (0.1 * np.sin(2 * np.pi * 330 * time) * (time % 0.5 < 0.3)).astype(np.float32)
    sound = np.concatenate([jingle, kerstin.samples])
    alignment = align(transcript(first.texts + rest.texts), blocks(sound))
    assert_sound(alignment)
    true = np.array([*first.starts, *kerstin.starts[10:]]) + 8.0
    placed = np.array([sentence.start for sentence in alignment.sentences])
    assert np.mean(np.abs(placed - true) < 0.25) > 0.9
    assert alignment.sentences[5].end < kerstin.starts[6] + 8.2


def test_another_text_of_the_same_speaker_is_refused(
    kerstin: Spoken, transcript: MakeTranscript
) -> None:
    alignment = align(transcript(kerstin.texts[12:]), blocks(kerstin.until(12).samples))
    assert_sound(alignment)
    assert alignment.verdict is not None
    assert alignment.verdict.decision == "refuse"
    assert "does not speak the text" in alignment.verdict.reason


def test_a_human_reader_is_accepted(librivox: Spoken, transcript: MakeTranscript) -> None:
    alignment = align(transcript(librivox.texts), blocks(librivox.samples))
    assert_sound(alignment)
    assert alignment.verdict is not None
    assert alignment.verdict.decision == "accept"
    assert all(sentence.spoken for sentence in alignment.sentences)


def test_equal_input_gives_equal_times_in_any_process(
    kerstin: Spoken, transcript: MakeTranscript
) -> None:
    part = kerstin.until(4)
    here = align(transcript(part.texts), blocks(part.samples))
    again = align(transcript(part.texts), blocks(part.samples, 7777))
    assert again == here
    program = (
        "import sys, numpy as np\n"
        "from audiopub.model import Draft, Paragraph, Sentence, Transcript\n"
        "from audiopub.speech.align import align\n"
        "samples = np.frombuffer(sys.stdin.buffer.read(), np.float32)\n"
        "paragraphs = tuple(Paragraph(sentences=(Sentence(text=text),), line=line)\n"
        "    for line, text in enumerate(sys.argv[1:], 1))\n"
        "print(align(Transcript(path='text.txt', language='de', paragraphs=paragraphs,\n"
        "    headings=(), draft=Draft(), changes=()), [samples]))\n"
    )
    there = subprocess.run(
        [sys.executable, "-c", program, *part.texts],
        input=part.samples.tobytes(),
        env=os.environ | {"PYTHONHASHSEED": "7", "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        check=True,
    )
    assert there.stdout.decode().strip() == str(here)


def test_a_long_sentence_without_any_punctuation_is_followed_by_its_words(
    kerstin: Spoken, transcript: MakeTranscript
) -> None:
    part = kerstin.until(10)
    alignment = align(transcript([" ".join(part.texts)]), blocks(part.samples))
    assert_sound(alignment)
    words = alignment.sentences[0].words
    firsts = np.cumsum([0, *(len(text.split()) for text in part.texts[:-1])])
    starts = [words[index].start for index in firsts]
    assert np.allclose(starts, part.starts, atol=0.3)


def test_a_text_far_longer_than_the_sound_ends_with_it(
    kerstin: Spoken, transcript: MakeTranscript
) -> None:
    part = kerstin.until(4)
    texts = [*part.texts, *(f"{text} {number}" for number in range(200) for text in kerstin.texts)]
    alignment = align(transcript(texts), blocks(part.samples))
    assert_sound(alignment)
    assert len(alignment.sentences) == len(texts)
    placed = [sentence.start for sentence in alignment.sentences if sentence.spoken]
    assert np.allclose(placed[:4], part.starts, atol=0.25)
    assert len(placed) < 10


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(0, np.float32),
        np.zeros(1, np.float32),
        np.zeros(3 * RATE, np.float32),
        np.ones(3 * RATE, np.float32),
        np.full(3 * RATE, np.nan, np.float32),
    ],
    ids=["empty", "one sample", "digital silence", "constant", "no numbers"],
)
def test_nothing_is_heard_in_nothing(samples: Samples, transcript: MakeTranscript) -> None:
    alignment = align(transcript(["Guten Tag.", "Wie geht es Ihnen?"]), blocks(samples))
    assert_sound(alignment)
    assert alignment.verdict is not None
    assert alignment.verdict.decision == "refuse"
    assert not any(sentence.spoken for sentence in alignment.sentences)


def test_noise_and_music_are_refused(kerstin: Spoken, transcript: MakeTranscript) -> None:
    rng = np.random.default_rng(0)
    noise = 0.1 * rng.standard_normal(20 * RATE).astype(np.float32)
    time = np.arange(RATE // 2) / RATE
    chords = [
        sum(np.sin(2 * np.pi * note * time) for note in rng.choice([220, 262, 294, 330, 392], 3))
        * np.exp(-3 * time)
        for _ in range(40)
    ]
    music = (0.2 * np.concatenate(chords)).astype(np.float32)
    for samples in (noise, music):
        alignment = align(transcript(kerstin.texts[:6]), blocks(samples))
        assert_sound(alignment)
        assert alignment.verdict is not None
        assert alignment.verdict.decision == "refuse"


def test_a_text_that_cannot_be_spoken_is_refused(
    kerstin: Spoken, transcript: MakeTranscript
) -> None:
    alignment = align(transcript(["***", "\N{GRINNING FACE}"]), blocks(kerstin.samples[:RATE]))
    assert_sound(alignment)
    assert alignment.verdict is not None
    assert alignment.verdict.decision == "refuse"


def test_an_unknown_language_is_named_with_its_nearest(transcript: MakeTranscript) -> None:
    with pytest.raises(AlignmentError, match="does not speak the language gsw") as caught:
        align(transcript(["Grüezi mitenand."], "gsw-CH"), [])
    assert caught.value.code == "AP202"
    assert caught.value.hint is not None
    assert "de" in caught.value.hint


def test_telephone_sound_is_understood(kerstin: Spoken, transcript: MakeTranscript) -> None:
    part = kerstin.until(10)
    spectrum = np.fft.rfft(part.samples)
    hertz = np.fft.rfftfreq(len(part.samples), 1 / RATE)
    spectrum[(hertz < 300) | (hertz > 3400)] = 0
    narrow = np.fft.irfft(spectrum, len(part.samples)).astype(np.float32)
    alignment = align(transcript(part.texts), blocks(narrow))
    placed = [sentence.start for sentence in alignment.sentences]
    assert np.allclose(placed, part.starts, atol=0.25)


@settings(max_examples=8, deadline=None)
@given(
    texts=st.lists(st.text(max_size=30), min_size=1, max_size=4),
    seed=st.integers(0, 2**16),
    seconds=st.floats(0, 3),
    size=st.integers(100, 40000),
)
def test_times_are_in_order_and_within_the_sound_whatever_comes(
    transcript: MakeTranscript, texts: list[str], seed: int, seconds: float, size: int
) -> None:
    rng = np.random.default_rng(seed)
    count = int(seconds * RATE)
    envelope = np.repeat(rng.random(count // 1000 + 1) ** 4, 1000)[:count]
    samples = (rng.standard_normal(count) * envelope).astype(np.float32)
    alignment = align(transcript(texts), blocks(samples, size))
    assert_sound(alignment)
    assert [sentence.text for sentence in alignment.sentences] == texts
