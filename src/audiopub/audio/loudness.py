"""How loud sound is: the figures of ITU-R BS.1770-5 and EBU Tech 3342, from energies and peaks.

:mod:`audiopub.audio.meter` takes those from sound. The gating is here, since mastering has to
predict what a gain and a limiter make of it (see :mod:`audiopub.audio.limiter`).

All functions are pure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from audiopub.audio.hops import Hops
from audiopub.model import SILENCE, Loudness

_RELATIVE_GATE = -10.0
"""In LU, against the mean of what passes the absolute gate."""

_OFFSET = -0.691
"""Loudness of the weighted power 1 in LUFS (BS.1770-5, Annex 1)."""

STEPS_IN_A_BLOCK = 4
"""A gating block lasts 400 ms; one begins every 100 ms, a step."""

_STEPS_IN_A_SHORT_TERM = 30
"""The loudness range is reckoned from stretches of 3 s (EBU Tech 3342)."""

_RANGE_GATE = -20.0
"""In LU, against the mean of the stretches that pass the absolute gate."""

_LOW, _HIGH = 0.10, 0.95
"""The loudness range lies between these quantiles of the stretches."""


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """What a :class:`audiopub.audio.meter.Meter` heard."""

    samples: int
    """How many there were."""

    step_powers: NDArray[np.float64]
    """The weighted power of every whole step of 100 ms."""

    true_peak: float
    """The highest of all."""

    hop_peaks: Hops
    """The true peak of every hop, all channels together, or a little more; the last hop may be
    short."""

    hop_energies: Hops
    """The weighted sum of squares of every hop, all channels together."""

    over_times: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    """The middles, in seconds, of hops that rise above the level that was asked for."""

    over_peaks: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    """The true peaks of these."""

    @cached_property
    def block_powers(self) -> NDArray[np.float64]:
        """The weighted power of every gating block."""
        return moving_sums(self.step_powers, STEPS_IN_A_BLOCK) / STEPS_IN_A_BLOCK

    @cached_property
    def loudness(self) -> Loudness:
        """The figures."""
        return Loudness(
            integrated_lufs=integrated(self.block_powers),
            loudness_range=loudness_range(self.step_powers),
            true_peak_dbtp=decibels(self.true_peak),
        )

    def of_one_channel(self) -> Analysis:
        """Return what is heard of one of two channels that are the same."""
        return replace(
            self,
            step_powers=self.step_powers / 2,
            hop_energies=self.hop_energies.halved(),
        )

    @property
    def silent(self) -> bool:
        """Whether nothing passes the absolute gate, or it is too short for a gating block."""
        return self.loudness.integrated_lufs <= SILENCE


def integrated(block_powers: NDArray[np.float64]) -> float:
    """Return the integrated loudness of gating blocks (BS.1770-5, Annex 1) in LUFS.

    Args:
        block_powers: The weighted power of each block of 400 ms.

    Returns:
        The loudness; :data:`SILENCE` if no block passes the absolute gate.
    """
    loud = block_powers[block_powers > power(SILENCE)]
    if not loud.size:
        return SILENCE
    # The relative gate is below the mean, so at least the loudest block passes it.
    kept = loud[loud > loud.mean() * 10.0 ** (_RELATIVE_GATE / 10.0)]
    return loudness_of(float(kept.mean()))


def loudness_range(step_powers: NDArray[np.float64]) -> float:
    """Return the loudness range (EBU Tech 3342) in LU; 0 if nothing passes the absolute gate.

    Args:
        step_powers: The weighted power of every step of 100 ms.
    """
    stretches = moving_sums(step_powers, _STEPS_IN_A_SHORT_TERM) / _STEPS_IN_A_SHORT_TERM
    loud = stretches[stretches > power(SILENCE)]
    if not loud.size:
        return 0.0
    kept = np.sort(loud[loud > loud.mean() * 10.0 ** (_RANGE_GATE / 10.0)])
    low, high = (kept[round((len(kept) - 1) * part)] for part in (_LOW, _HIGH))
    return 10.0 * math.log10(high / low)


def short_term(step_powers: NDArray[np.float64]) -> tuple[float, ...]:
    """Return the loudness of the last 3 s at the end of every second, in LUFS.

    Args:
        step_powers: The weighted power of every step of 100 ms.
    """
    ends = range(10, len(step_powers) + 1, 10)
    means = (step_powers[max(end - _STEPS_IN_A_SHORT_TERM, 0) : end].mean() for end in ends)
    return tuple(round(max(loudness_of(float(mean)), SILENCE), 1) for mean in means)


def moving_sums(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Return the sum of every so many neighbours; of fewer, nothing."""
    if len(values) < width:
        return np.zeros(0)
    # A running difference of running sums would lose what is quiet after what is loud.
    sums: NDArray[np.float64] = np.lib.stride_tricks.sliding_window_view(values, width).sum(axis=1)
    return sums


def loudness_of(power: float) -> float:
    """Return the loudness of a weighted power in LUFS."""
    return _OFFSET + decibels(math.sqrt(power))


def power(lufs: float) -> float:
    """Return the weighted power of a loudness."""
    return math.pow(10.0, (lufs - _OFFSET) / 10.0)


def decibels(amplitude: float) -> float:
    """Return an amplitude in dB of full scale; silence is -200, which any figure can hold."""
    return 20.0 * math.log10(max(amplitude, 1e-10))


def amplitude(decibels: float) -> float:
    """Return the amplitude of a level in dB of full scale."""
    return math.pow(10.0, decibels / 20.0)
