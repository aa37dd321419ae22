"""A text and a sound in, the time of every sentence and word out: the order of the steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from audiopub.errors import AlignmentError
from audiopub.model import Alignment, Sentence, TimedSentence, Transcript, Verdict
from audiopub.speech import languages
from audiopub.speech.chain import chain
from audiopub.speech.features import Features, listen
from audiopub.speech.reading import Reading, read
from audiopub.speech.timing import Heard, heard, words
from audiopub.speech.tracking import track
from audiopub.speech.verdict import LISTEN, compare, verdict

_SLOWEST, _SPARE = 2.0, 120.0  # of a text as long as twice the sound and two minutes, all is read
_SHORTEST = 0.2  # seconds of sound below which nothing can be heard


def align(
    transcript: Transcript, sound: Iterable[NDArray[np.float32]], language: str | None = None
) -> Alignment:
    """Find every sentence of a transcript in a recording.

    Args:
        transcript: The text.
        sound: The recording in blocks of samples from -1 to 1, mono, 16 kHz.
        language: A BCP 47 tag; the transcript's own if left out.

    Returns:
        The alignment, with a verdict on the pair. A sentence that is not spoken has no length and
        stands where it would be spoken.

    Raises:
        AlignmentError: AP202 if eSpeak NG does not speak the language, AP201 if it does not run.
    """
    tag = language or transcript.language
    choice = languages.resolve(tag)
    if choice.voice is None:
        raise AlignmentError(
            "AP202",
            f"the synthesizer eSpeak NG does not speak the language {tag}",
            hint=f"the nearest that it speaks is {choice.nearest}" if choice.nearest else None,
        )
    features = listen(sound)
    reading = read(
        [sentence.text for sentence in transcript.sentences],
        choice.voice,
        limit=_SLOWEST * features.duration + _SPARE,
    )
    return place(transcript, reading, features)


def place(transcript: Transcript, reading: Reading, features: Features) -> Alignment:
    """Find every sentence of a text that was read in a sound that was listened to.

    Args:
        transcript: The text.
        reading: What :func:`audiopub.speech.reading.read` made of its sentences.
        features: What :func:`audiopub.speech.features.listen` made of the sound.

    Returns:
        The alignment.
    """
    found: list[Heard] = []
    judgement = verdict(None, reading.voice)
    if reading.units and features.duration >= _SHORTEST:
        text = chain(reading.units, reading.durations)
        found = heard(track(features, text, reading.models), text)
        judgement = _judge(reading, found, features)
    sentences = _sentences(transcript, reading, found, features)
    return Alignment(
        language=transcript.language,
        duration=features.duration,
        sentences=sentences,
        estimated=False,
        verdict=judgement,
    )


def _judge(reading: Reading, found: Sequence[Heard], features: Features) -> Verdict:
    """Judge the pair by the two minutes that fit best: what else is in the sound does not count."""
    if not found:
        return verdict(None, reading.voice)
    ends = np.array([unit.end for unit in found])
    worth = np.cumsum([0.0, *(unit.fit * (unit.end - unit.start) for unit in found)])
    behind = np.searchsorted(ends, [unit.start + LISTEN for unit in found], "right")
    first = int(np.argmax(worth[behind] - worth[: len(found)]))
    last = max(int(behind[first]) - 1, first)
    units = reading.units[found[first].unit : found[last].unit + 1]
    return verdict(
        compare(reading, units, features, found[first].start, found[last].end), reading.voice
    )


def _sentences(
    transcript: Transcript, reading: Reading, found: Sequence[Heard], features: Features
) -> tuple[TimedSentence, ...]:
    """Put the units that were heard together to sentences, in order and within the sound."""
    usual = float(np.median([unit.fit for unit in found])) if found else 1.0
    parts = {
        sentence: list(group)
        for sentence, group in groupby(found, lambda unit: reading.units[unit.unit].sentence)
    }
    timed: list[TimedSentence] = []
    now = 0.0
    for index, (paragraph, sentence) in enumerate(_numbered(transcript)):
        if index not in parts:
            timed.append(_unspoken(sentence, paragraph, now))
            continue
        units = parts[index]
        start = min(round(units[0].start, 3), features.duration)
        end = min(round(units[-1].end, 3), features.duration)
        fit = sum(unit.fit for unit in units) / len(units)
        timed.append(
            TimedSentence(
                text=sentence.text,
                paragraph=paragraph,
                start=start,
                end=end,
                confidence=round(min(max(fit / max(usual, 1e-6), 0.0), 1.0), 3),
                spoken=True,
                estimated=False,
                words=words(
                    sentence.text.split(),
                    (begin for unit in units for begin in unit.tokens),
                    start,
                    end,
                ),
            )
        )
        now = end
    return tuple(timed)


def _numbered(transcript: Transcript) -> list[tuple[int, Sentence]]:
    """Return all sentences with their paragraphs' numbers."""
    return [
        (number, sentence)
        for number, paragraph in enumerate(transcript.paragraphs)
        for sentence in paragraph.sentences
    ]


def _unspoken(sentence: Sentence, paragraph: int, time: float) -> TimedSentence:
    """Return a sentence that was not heard, where it would stand."""
    return TimedSentence(
        text=sentence.text,
        paragraph=paragraph,
        start=time,
        end=time,
        confidence=0.0,
        spoken=False,
        estimated=False,
    )
