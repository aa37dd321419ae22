"""Whether a recording speaks a text.

Models that may adapt fit any text to any sound to a degree. To which degree is told by a decoy: the
same words in reverse order, which sound alike, last as long, and are certainly not spoken. The
score is by how much a frame of the text fits better than one of the decoy, as a logarithm of
likelihoods. Measured on a minute or more (benchmarks/align): wrong pairs -0.1 to 0.1, right ones
0.4 to 1.2. On a single sentence both scatter by 0.2, so that a right pair may be refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from audiopub.model import Verdict
from audiopub.speech.chain import Unit, backwards, chain
from audiopub.speech.decoder import classes, decode
from audiopub.speech.features import Features
from audiopub.speech.models import adapt, introduce
from audiopub.speech.reading import Reading
from audiopub.speech.tracking import COARSE, FREE, STRICT, coarse, coarse_cepstra, fit

ACCEPT, REFUSE = 0.3, 0.2
"""From where on a pair is right, and from where on downwards it is wrong."""

LISTEN = 120.0
"""Seconds of sound that are judged at a time."""

_PLACES = 0.0, LISTEN  # where it is listened; the second counts if before it there is an intro
_LEAST = 2.0  # seconds of sound that something can be said of
_MORE = (
    LISTEN / 2
)  # seconds that the second place must offer: the best of two must not be by chance
_ROOM = 1.5  # by so much the speaker may be faster than the synthesizer


@dataclass(frozen=True, slots=True)
class Comparison:
    """How well a text and its decoy fit a sound."""

    text: float
    """Mean log likelihood ratio of the text's phonemes."""

    decoy: float
    """The same of the decoy's."""

    @property
    def margin(self) -> float:
        """By how much the text fits better."""
        return self.text - self.decoy


def judge(reading: Reading, features: Features) -> Verdict:
    """Say whether the beginning of a recording speaks the beginning of a text.

    Made for comparing N texts with M recordings: each is read, or listened to, once.

    Args:
        reading: The text.
        features: The recording.

    Returns:
        The verdict.
    """
    if not reading.units or features.duration < _LEAST:
        return verdict(None, reading.voice)
    times = np.cumsum([unit.duration for unit in reading.units])
    found: list[Comparison] = []
    for start in _PLACES:
        if found and (found[-1].margin >= ACCEPT or features.duration < start + _MORE):
            break
        count = int(np.searchsorted(times, (start + LISTEN) * _ROOM)) + 1
        units = reading.units[:count]
        found.append(compare(reading, units, features, start, start + LISTEN))
    return verdict(max(found, key=lambda comparison: comparison.margin), reading.voice)


def compare(
    reading: Reading,
    units: Sequence[Unit],
    features: Features,
    start: float,
    end: float,
) -> Comparison:
    """Fit a part of a text, and its decoy, to a part of a sound.

    Args:
        reading: The text.
        units: Those of its units that are in question; at least one.
        features: The sound.
        start: Where the part of the sound begins, in seconds.
        end: Where it ends.

    Returns:
        How well each fits.
    """
    offset = int(start * COARSE)
    frames = max(min(int(end * COARSE), len(features) // 2) - offset, 1)
    text, decoy = (
        _fit(reading, part, features, offset, frames) for part in (units, backwards(units))
    )
    return Comparison(text, decoy)


def _fit(
    reading: Reading, units: Sequence[Unit], features: Features, offset: int, frames: int
) -> float:
    """Return the mean log likelihood ratio of a text's phonemes after adapting to it."""
    text = chain(units, reading.durations)
    cepstra = coarse_cepstra(features, offset, offset + frames)
    models = introduce(reading.models, features, 2 * offset, 2 * (offset + frames))
    for costs in (STRICT, FREE, FREE):
        evidence = coarse(features, models, costs, offset)
        way = decode(text, evidence, frames, COARSE, costs)
        scores = fit(text, way, evidence)
        models = adapt(models, reading.models, cepstra, classes(text, way))
    heard = scores[scores != 0]
    return float(heard.mean()) if len(heard) else 0.0


def verdict(comparison: Comparison | None, voice: str) -> Verdict:
    """Put a comparison into words.

    Args:
        comparison: Its figures; ``None`` if there was nothing to compare.
        voice: eSpeak's name of the voice that read the text.

    Returns:
        The verdict.
    """
    if comparison is None:
        return Verdict(decision="refuse", score=0.0, reason="there is nothing to compare")
    score = round(comparison.margin, 3)
    if score >= ACCEPT:
        return Verdict(decision="accept", score=score, reason="the recording speaks the text")
    if score >= REFUSE:
        reason = "the recording speaks the text in parts only, or is hard to understand"
        return Verdict(decision="warn", score=score, reason=reason)
    reason = (
        "the recording does not speak the text: it speaks another one,"
        f" or another language than the text's ({voice.rpartition('/')[2]})"
    )
    return Verdict(decision="refuse", score=score, reason=reason)
