"""One Gaussian a phoneme: learned from the synthesizer's voice, adapted to the recording's.

Adaptation is maximum a posteriori after J.-L. Gauvain and C.-H. Lee, "Maximum a posteriori
estimation for multivariate Gaussian mixture observations of Markov chains", IEEE Trans. Speech and
Audio Processing 2(2), 1994.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from audiopub.speech.chain import PAUSE
from audiopub.speech.features import DIMENSIONS, Features
from audiopub.speech.lattice import Costs, Emissions
from audiopub.speech.product import product

Matrix = NDArray[np.float32]

GARBAGE = -1
"""The class of frames that are not in the text."""

_ACOUSTIC_SCALE = 0.3  # frames are not independent of each other: their evidence counts for less
_WORST = -12.0  # no single frame may cost more: a click must not outweigh a sentence
_SMOOTHING = 5.0  # frames of the mean of all phonemes that each begins with
_CAUTION = 1.5  # by so much the recording's voice varies more than the synthesizer's
_RELUCTANCE = 40.0  # frames that the synthesizer's voice counts for when adapting
_LEAST_VARIANCE, _LEAST_ADAPTED, _LEAST_SILENCE = 0.1, 0.05, 0.2
_UNLIKE_SILENCE = 0.5  # in silence, garbage is so much worse than it
_FOREIGN_VARIANCE = 1.6  # of sound that is nobody's phoneme
_FOREIGN_SHARE = 0.1
_SILENT_SHARE = 0.25
_FEW, _ENOUGH = 50, 150  # frames that a statistic needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """A Gaussian with diagonal covariance for each class, silence first."""

    means: Matrix
    """(classes, 26), in standard deviations of the speech."""

    variances: Matrix
    """(classes, 26)."""

    weights: Matrix
    """(classes,): how often each is heard; they sum to 1."""

    centre: Matrix
    """(26,): the mean of the speech."""

    spread: Matrix
    """(26,): its standard deviation."""

    foreign: tuple[Matrix, Matrix] | None = None
    """Mean and variance of what is heard besides the text, not normalised."""

    def emissions(self, cepstra: Matrix, costs: Costs) -> Emissions:
        """Compare frames with every class, and each with all classes taken together.

        Args:
            cepstra: (frames, 26).
            costs: Say how readily sound is taken to be none of the text's.

        Returns:
            Logarithms of likelihood ratios.
        """
        frames = (cepstra - self.centre) / self.spread
        likelihood = _ACOUSTIC_SCALE * _log_likelihood(frames, self.means, self.variances)
        flat = np.full((1, DIMENSIONS), _FOREIGN_VARIANCE, np.float32)
        other = _ACOUSTIC_SCALE * _log_likelihood(frames, np.zeros_like(flat), flat)[:, 0]
        foreign = other
        if self.foreign is not None:
            mean, variance = self.foreign
            foreign = (
                _ACOUSTIC_SCALE
                * _log_likelihood(
                    frames,
                    ((mean - self.centre) / self.spread)[None],
                    np.maximum(variance / self.spread**2, 0.1)[None],
                )[:, 0]
            )
            other = np.logaddexp(other, foreign)
        other += np.float32(np.log(_FOREIGN_SHARE))
        weighted = likelihood + np.log(self.weights)
        top = np.maximum(weighted.max(1), other)
        together = top + np.log(np.exp(weighted - top[:, None]).sum(1) + np.exp(other - top))
        phonemes = np.maximum(likelihood - together[:, None], np.float32(_WORST))
        silence = phonemes[:, PAUSE]
        garbage = np.maximum(np.float32(costs.faint), silence - np.float32(_UNLIKE_SILENCE))
        return Emissions(
            phonemes=phonemes,
            silence=silence,
            garbage=np.maximum(garbage, foreign - together + np.float32(costs.bias)),
        )


@dataclass(frozen=True, slots=True)
class Lesson:
    """A reading whose phonemes' times are known."""

    cepstra: Matrix
    """(frames, 26)."""

    classes: NDArray[np.int64]
    """(frames,)."""


def bootstrap(voices: Sequence[Sequence[Lesson]], classes: int) -> Models:
    """Learn the classes from readings by several voices, each made comparable by normalising it.

    Args:
        voices: The lessons of each voice.
        classes: How many classes there are, silence among them.

    Returns:
        Models in units of the speech of any one voice; ``centre`` and ``spread`` are neutral.
    """
    counts = np.zeros(classes)
    sums = np.zeros((classes, DIMENSIONS))
    squares = np.zeros((classes, DIMENSIONS))
    for lessons in voices:
        frames = np.concatenate([lesson.cepstra for lesson in lessons])
        labels = np.concatenate([lesson.classes for lesson in lessons])
        voiced = frames[labels != PAUSE]
        frames = (frames - voiced.mean(0)) / np.maximum(voiced.std(0), 1e-3)
        more = _sums(frames, labels, classes)
        counts, sums, squares = counts + more[0], sums + more[1], squares + more[2]
    spoken = max(counts[1:].sum(), 1.0)
    mean = sums[1:].sum(0) / spoken
    variance = squares[1:].sum(0) / spoken - mean**2
    weight = (counts + _SMOOTHING)[:, None]
    means = (sums + _SMOOTHING * mean) / weight
    spreads = (squares + _SMOOTHING * (variance + mean**2)) / weight - means**2
    shares = np.maximum(counts, _SMOOTHING)
    shares /= max(shares[1:].sum(), 1.0)
    shares[PAUSE] = _SILENT_SHARE
    return Models(
        means=means.astype(np.float32),
        variances=(np.maximum(spreads, _LEAST_VARIANCE) * _CAUTION).astype(np.float32),
        weights=(shares / shares.sum()).astype(np.float32),
        centre=np.zeros(DIMENSIONS, np.float32),
        spread=np.ones(DIMENSIONS, np.float32),
    )


def introduce(models: Models, features: Features, start: int, end: int) -> Models:
    """Set models of the synthesizer's voice on a recording, told from silence by its energy.

    Args:
        models: The synthesizer's voice.
        features: The recording.
        start: The first frame to learn from.
        end: The one behind the last.

    Returns:
        Models of the same phonemes with the level, colour and silence of the recording.
    """
    energy = features.energy[start:end].astype(np.float32)
    quiet, loud = np.percentile(energy, [5, 95])
    cepstra = features.cepstra(start, end)
    speech = cepstra[energy > quiet + 0.5 * (loud - quiet)]
    if len(speech) < _FEW:
        speech = cepstra
    centre, spread = speech.mean(0), np.maximum(speech.std(0), 1e-2)
    silence = (cepstra[energy < quiet + 0.25 * (loud - quiet)] - centre) / spread
    means, variances = models.means.copy(), models.variances.copy()
    if len(silence) > _FEW:
        means[PAUSE] = silence.mean(0)
        variances[PAUSE] = np.maximum(silence.var(0), _LEAST_SILENCE)
    return replace(models, means=means, variances=variances, centre=centre, spread=spread)


def adapt(models: Models, prior: Models, cepstra: Matrix, labels: NDArray[np.int64]) -> Models:
    """Learn the recording's voice from frames whose classes are known.

    Args:
        models: What to return changed.
        prior: The synthesizer's voice, which a class is drawn back to the less it is heard.
        cepstra: (frames, 26).
        labels: (frames,): a class each, or :data:`GARBAGE`.

    Returns:
        Models of this voice.
    """
    speech = cepstra[labels > PAUSE]
    if len(speech) < _ENOUGH:
        return models
    centre = speech.mean(0, dtype=np.float64).astype(np.float32)
    spread = np.maximum(speech.std(0, dtype=np.float64), 1e-2).astype(np.float32)
    known = labels >= PAUSE
    frames = (cepstra[known] - centre) / spread
    count, sums, squares = _sums(frames, labels[known], len(prior.means))
    weight = np.full(len(count), _RELUCTANCE)
    weight[PAUSE] = 1e-3 if count[PAUSE] > _FEW else _RELUCTANCE
    old = prior if weight[PAUSE] < 1 else models
    total = (count + weight)[:, None]
    means = (sums + weight[:, None] * old.means) / total
    power = squares + weight[:, None] * (old.variances + old.means**2)
    floor = np.full(len(count), _LEAST_ADAPTED)
    floor[PAUSE] = _LEAST_SILENCE
    shares = count + 2.0
    other = cepstra[labels == GARBAGE]
    return Models(
        means=means.astype(np.float32),
        variances=np.maximum(power / total - means**2, floor[:, None]).astype(np.float32),
        weights=(shares / shares.sum()).astype(np.float32),
        centre=centre,
        spread=spread,
        foreign=(other.mean(0), np.maximum(other.var(0), 1e-3)) if len(other) > _ENOUGH else None,
    )


def _sums(
    frames: Matrix, labels: NDArray[np.int64], classes: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return each class's number of frames, their sum, and the sum of their squares."""
    order = np.argsort(labels, kind="stable")
    counts = np.bincount(labels, minlength=classes)
    present = np.flatnonzero(counts)
    starts = (np.cumsum(counts) - counts)[present]
    sums = np.zeros((classes, DIMENSIONS))
    squares = np.zeros((classes, DIMENSIONS))
    if len(present):
        sorted_frames = frames[order].astype(np.float64)
        sums[present] = np.add.reduceat(sorted_frames, starts)
        squares[present] = np.add.reduceat(sorted_frames**2, starts)
    return counts.astype(np.float64), sums, squares


def _log_likelihood(frames: Matrix, means: Matrix, variances: Matrix) -> Matrix:
    """Return the log density of each frame under each Gaussian, as (frames, Gaussians)."""
    inverse = 1 / variances
    constant = -0.5 * (np.log(2 * np.pi * variances).sum(1) + (means**2 * inverse).sum(1))
    squares = product(frames**2, np.ascontiguousarray(-0.5 * inverse.T))
    crossed = product(frames, np.ascontiguousarray((means * inverse).T))
    return np.asarray(squares + crossed + constant, np.float32)
