"""A text followed through a sound, by models that learn the voice on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from audiopub.speech.chain import PAUSE, Chain
from audiopub.speech.decoder import Evidence, Way, classes, decode, units
from audiopub.speech.features import FRAMES_PER_SECOND, Features
from audiopub.speech.lattice import Costs, Emissions
from audiopub.speech.models import Models, adapt, introduce

COARSE = FRAMES_PER_SECOND // 2
"""Frames in a second of the passes that only look for the place."""

STRICT = Costs(
    hurry=0.0,
    drag=0.24,
    worst_drag=2.0,
    bypass=4.0,
    garbage=50.0,
    faint=-0.6,
    bias=-1.5,
    skip=48.0,
    skip_phoneme=1.2,
)
"""For a first acquaintance, when a strange voice is not yet told from a strange text."""

FREE = replace(STRICT, garbage=12.0, faint=-0.25, bias=0.0, skip=12.0, skip_phoneme=0.3)
"""For known voices."""

_FINE = replace(FREE, hurry=1.0, drag=0.12, bypass=np.inf)
_FIRST = 600 * COARSE  # frames of the first acquaintance
_SECTION = 300 * COARSE  # frames that one set of models is adapted to


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Where in a sound a text is."""

    way: Way
    """A place for each frame of 20 ms."""

    scores: NDArray[np.float32]
    """How much better each frame fits the phoneme that it is said to be than any; 0 elsewhere."""


def track(features: Features, chain: Chain, prior: Models) -> Track:
    """Follow a text through a whole sound.

    Args:
        features: The sound; at least two frames.
        chain: The text; at least one unit.
        prior: The synthesizer's voice.

    Returns:
        Its track.
    """
    frames = len(features) // 2
    # the voice must be known before sound can be called strange to the text
    first = min(frames, _FIRST)
    models = introduce(prior, features, 0, 2 * first)
    way = decode(chain, coarse(features, models, STRICT), first, COARSE, STRICT)
    models = adapt(models, prior, coarse_cepstra(features, 0, first), classes(chain, way))
    way = decode(chain, coarse(features, models, FREE), frames, COARSE, FREE)
    # several speakers take turns, and rooms and microphones change: each section has its models
    sections = []
    for start in range(0, frames, _SECTION):
        end = min(start + _SECTION, frames)
        heard = classes(chain, way[start:end])
        sections.append(adapt(models, prior, coarse_cepstra(features, start, end), heard))

    def evidence(start: int, end: int) -> Emissions:
        section = sections[min(start // (2 * _SECTION), len(sections) - 1)]
        return section.emissions(features.cepstra(start, end), _FINE)

    found = np.minimum(units(chain, np.repeat(way, 2)), len(chain) - 1)
    guide = np.maximum.accumulate(np.pad(found, (0, len(features) - len(found)), mode="edge"))
    way = decode(chain, evidence, len(features), FRAMES_PER_SECOND, _FINE, guide)
    return Track(way=way, scores=fit(chain, way, evidence))


def fit(chain: Chain, way: Way, evidence: Evidence) -> NDArray[np.float32]:
    """Return how well each frame fits its phoneme; 0 where there is none."""
    scores = np.zeros(len(way), np.float32)
    for start in range(0, len(way), 3000):
        end = min(start + 3000, len(way))
        heard = classes(chain, way[start:end])
        rows = evidence(start, end).phonemes
        scores[start:end] = np.where(
            heard > PAUSE, rows[np.arange(end - start), np.maximum(heard, 0)], 0
        )
    return scores


def coarse_cepstra(features: Features, start: int, end: int) -> NDArray[np.float32]:
    """Return cepstra and deltas of frames of 40 ms."""
    fine = features.cepstra(2 * start, 2 * end)
    return (fine[0::2] + fine[1::2]) * np.float32(0.5)


def coarse(
    features: Features, models: Models, costs: Costs, offset: int = 0
) -> Callable[[int, int], Emissions]:
    """Return the evidence of frames of 40 ms, counted from an offset."""

    def evidence(start: int, end: int) -> Emissions:
        return models.emissions(coarse_cepstra(features, offset + start, offset + end), costs)

    return evidence
