"""The chain of phonemes that a text asks for.

A *unit* is a sentence, or a part of one that is too long to be skipped as a whole. The units'
phonemes stand one after another; where two words meet, a pause may be made and need not be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

PAUSE = 0
"""The class of silence; those of the phonemes follow."""

_BREATH = 3.0  # price of a pause where punctuation asks for none
_SHORT_BREATH = 0.16  # seconds of such a pause
_STRETCH, _GRACE = 2.0, 0.06  # a phoneme may last twice as long as usual, and 60 ms


@dataclass(frozen=True, slots=True)
class Word:
    """What is spoken without a pause."""

    phonemes: tuple[int, ...]
    """Classes; at least one."""

    token: int
    """The word of the sentence that it belongs to, counted from 0."""

    after_pause: bool
    """Whether the synthesizer pauses before it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is heard, or skipped, as a whole."""

    sentence: int
    """The sentence it belongs to, counted from 0."""

    words: tuple[Word, ...]
    """In order; at least one."""

    duration: float
    """How long the synthesizer takes for it, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """States in the text's order, and where its units lie in them."""

    phonemes: NDArray[np.int64]
    """Each state's class."""

    prices: NDArray[np.float32]
    """What entering a state costs."""

    bypasses: NDArray[np.float32]
    """What reaching a state past the one before it costs: nothing if that is a pause."""

    limits: NDArray[np.float32]
    """How long a state usually lasts at most, in seconds; infinite for a pause at punctuation."""

    tokens: NDArray[np.int32]
    """The word of its sentence that a state belongs to; -1 for a pause."""

    offsets: NDArray[np.int64]
    """The first state of each unit, and at the end the number of states."""

    times: NDArray[np.float64]
    """When the synthesizer begins each unit, and at the end its whole time, in seconds."""

    heads: dict[int, int] = field(repr=False)
    """The unit that begins with a state."""

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self.offsets) - 1


def chain(units: Sequence[Unit], durations: NDArray[np.float64]) -> Chain:
    """Lay the units' phonemes one after another.

    Args:
        units: The text.
        durations: Of each class how long it usually lasts, in seconds.

    Returns:
        The chain.
    """
    phonemes: list[int] = []
    prices: list[float] = []
    tokens: list[int] = []
    offsets = [0]
    for unit in units:
        for index, word in enumerate(unit.words):
            if index:
                phonemes.append(PAUSE)
                prices.append(0.0 if word.after_pause else _BREATH)
                tokens.append(-1)
            phonemes += word.phonemes
            prices += [0.0] * len(word.phonemes)
            tokens += [word.token] * len(word.phonemes)
        offsets.append(len(phonemes))
    classes = np.array(phonemes, np.int64)
    after_pause = np.append(False, classes[:-1] == PAUSE)[: len(classes)]
    return Chain(
        phonemes=classes,
        prices=np.array(prices, np.float32),
        limits=np.where(
            classes != PAUSE,
            _STRETCH * durations[classes] + _GRACE,
            np.where(np.array(prices) > 0, _SHORT_BREATH, np.inf),
        ).astype(np.float32),
        bypasses=np.where(after_pause, 0.0, np.inf).astype(np.float32),
        tokens=np.array(tokens, np.int32),
        offsets=np.array(offsets, np.int64),
        times=np.cumsum([0.0, *(unit.duration for unit in units)]),
        heads={state: unit for unit, state in enumerate(offsets[:-1])},
    )


def backwards(units: Sequence[Unit]) -> list[Unit]:
    """Return the same words in reverse order: as long, with the same phonemes, but not the text."""
    return [Unit(unit.sentence, unit.words[::-1], unit.duration) for unit in reversed(units)]
