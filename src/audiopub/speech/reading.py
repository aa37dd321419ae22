"""A text as it would be read aloud: its phonemes, and a first idea of how each sounds."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audiopub.speech.chain import PAUSE, Unit, Word
from audiopub.speech.features import FRAMES_PER_SECOND, listen
from audiopub.speech.models import Lesson, Models, bootstrap
from audiopub.speech.synthesis import Synthesizer, Utterance

_VARIANTS = "+f2", "+m3", "+f4"  # so that it has heard men and women
_FIRST_LESSONS, _FURTHER_LESSONS = 200.0, 50.0  # seconds of the first voice, of each further one
_LONGEST = 400  # characters of a unit
_UNSPOKEN = frozenset(
    '"#*<>[\\]^_{|}~`\N{DOUBLE LOW-9 QUOTATION MARK}\N{SINGLE LOW-9 QUOTATION MARK}'
)
_UNSPOKEN_CATEGORIES = frozenset({"So", "Sk", "Pi", "Pf", "Cc", "Cn", "Co", "Cs"})
_APOSTROPHES = "\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
_PAUSE = "_"
_PAUSES = frozenset({_PAUSE, "_!", "_|"})
_MARKS = re.compile(r"^[',%=_|!]+|'+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text, read; all that has to be known of it to find it in a recording."""

    sentences: tuple[str, ...]
    """The text."""

    voice: str
    """eSpeak's name of the voice that read it."""

    units: tuple[Unit, ...]
    """What can be spoken of it, in order; perhaps not up to its end."""

    models: Models
    """The synthesizer's voice."""

    durations: NDArray[np.float64]
    """How long each class lasts in the synthesizer's mouth, in seconds; (classes,)."""


def read(sentences: Sequence[str], voice: str, limit: float) -> Reading:
    """Have a text read by the synthesizer.

    Args:
        sentences: The text.
        voice: eSpeak's name of the voice.
        limit: Stop after so many seconds of reading; what is longer than the sound need not be
            looked for in it.

    Returns:
        The reading.

    Raises:
        AlignmentError: AP201 if eSpeak NG cannot be used.
    """
    inventory = {"": PAUSE}
    units: list[Unit] = []
    lessons: list[list[Lesson]] = [[]]
    texts: list[str] = []
    time = 0.0
    with Synthesizer() as synthesizer:
        for sentence, start, end in _pieces(sentences):
            if time > limit:
                break
            text = sentences[sentence]
            utterance = synthesizer.read(_readable(text[start:end]), voice)
            words = _words(utterance, inventory, starts(text), start)
            if words:
                units.append(Unit(sentence, words, utterance.duration))
                if time < _FIRST_LESSONS:
                    texts.append(_readable(text[start:end]))
                    lessons[0].append(_lesson(utterance, inventory))
            time += utterance.duration
        lessons += [
            _listen(synthesizer, texts, voice + variant, inventory) for variant in _VARIANTS
        ]
    return Reading(
        sentences=tuple(sentences),
        voice=voice,
        units=tuple(units),
        models=bootstrap([heard for heard in lessons if heard], len(inventory)),
        durations=_durations(lessons[0], len(inventory)),
    )


def _durations(lessons: Sequence[Lesson], classes: int) -> NDArray[np.float64]:
    """Return how long each class lasts on average, in seconds; 80 ms if it was never heard."""
    labels = np.concatenate([np.zeros(0, np.int64), *(lesson.classes for lesson in lessons)])
    runs = labels[np.flatnonzero(np.diff(labels, prepend=-1))]
    frames = np.bincount(labels, minlength=classes)
    count = np.bincount(runs, minlength=classes)
    return np.where(count > 0, frames / np.maximum(count, 1) / FRAMES_PER_SECOND, 0.08)


def _listen(
    synthesizer: Synthesizer, texts: Sequence[str], voice: str, inventory: dict[str, int]
) -> list[Lesson]:
    """Have the beginning of a text read by a further voice."""
    lessons: list[Lesson] = []
    time = 0.0
    for text in texts:
        if time > _FURTHER_LESSONS:
            break
        utterance = synthesizer.read(text, voice)
        time += utterance.duration
        lessons.append(_lesson(utterance, inventory))
    return lessons


def _pieces(sentences: Sequence[str]) -> list[tuple[int, int, int]]:
    """Divide sentences that are too long for a unit, at a space if there is one.

    Returns:
        The sentence, and the first and the last position of each piece.
    """
    pieces: list[tuple[int, int, int]] = []
    for index, text in enumerate(sentences):
        start = 0
        while len(text) - start > _LONGEST:
            space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            end = space if space > 0 else start + _LONGEST
            pieces.append((index, start, end))
            start = end
        pieces.append((index, start, len(text)))
    return pieces


def _readable(text: str) -> str:
    """Blank what eSpeak would name aloud ("open quotes"); positions stay as they are."""
    return "".join(
        "'"
        if character in _APOSTROPHES
        else " "
        if character in _UNSPOKEN or unicodedata.category(character) in _UNSPOKEN_CATEGORIES
        else character
        for character in text
    )


def starts(text: str) -> list[int]:
    """Return where each word of a sentence begins; words are what stands between spaces."""
    return [match.start() for match in re.finditer(r"\S+", text)]


def _words(
    utterance: Utterance, inventory: dict[str, int], begins: Sequence[int], offset: int
) -> tuple[Word, ...]:
    """Divide the phonemes into words, at the synthesizer's words and at its pauses."""
    positions = dict(utterance.words)
    words: list[Word] = []
    current: list[int] = []
    token = 0
    paused = False
    for index, name in enumerate([*utterance.phonemes, _PAUSE]):
        plain = _plain(name)
        if current and (not plain or index in positions):
            words.append(Word(tuple(current), token, paused))
            current, paused = [], False
        if index in positions:
            token = max(bisect_right(begins, positions[index] + offset) - 1, 0)
        if plain:
            current.append(inventory.setdefault(plain, len(inventory)))
        else:
            paused = True
    return tuple(words)


def _plain(name: str) -> str:
    """Return a phoneme's name without its stress; nothing for a pause."""
    return "" if name.startswith("_:") or name in _PAUSES else _MARKS.sub("", name)


def _lesson(utterance: Utterance, inventory: dict[str, int]) -> Lesson:
    """Turn a reading into frames, each with its class."""
    features = listen([utterance.samples], utterance.sample_rate)
    classes = np.zeros(len(features), np.int64)
    frames = np.floor(utterance.onsets * FRAMES_PER_SECOND + 0.5).astype(int)
    for name, start, end in zip(
        utterance.phonemes, frames, [*frames[1:], len(features)], strict=True
    ):
        classes[start:end] = inventory.setdefault(_plain(name), len(inventory))
    return Lesson(features.cepstra(0, len(features)), classes)
