"""Brings quiet and loud speakers together, as an editor does who sets a level for each passage.

A compressor that rides the gain follows syllables, and lifts the room's noise in every pause. Here
the recording, which has been measured, is divided into passages of one level each, and each gets
one gain. Between them the gain moves along a slope, in the pause if there is one; if not, at the
cost of the quieter one, so that a loud speaker never bursts in.

The aims are those of Auphonic's Adaptive Leveler as it describes them (equal levels of speakers,
nothing unwanted amplified; auphonic.com/help/algorithms/singletrack.html), the way is not. Passages
are found by optimal partitioning (Jackson et al., An Algorithm for Optimal Partitioning of Data on
an Interval, IEEE Signal Processing Letters 12(2), 2005) of the whole recording at once, so that a
gain is right from the first word. FFmpeg's ``dynaudnorm`` smooths its gain over 15 s instead, and
needs as long for every change of speakers; ``speechnorm`` goes by half waves, and so by syllables.

All functions are pure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from audiopub.audio.decode import Block
from audiopub.audio.hops import Hops, nearest, not_below
from audiopub.audio.limiter import HOPS
from audiopub.audio.loudness import (
    STEPS_IN_A_BLOCK,
    Analysis,
    integrated,
    moving_sums,
    power,
)
from audiopub.model import SILENCE, Leveled

_SECOND = 10
"""Steps of 100 ms (BS.1770-5)."""

_LEFT = 0.5
"""LU above and below the recording's loudness that are left as they are, so that even speech stays
untouched."""

MOST = 12.0
"""Decibels that a passage is brought up or down at the most: as much as two speakers before one
microphone differ. More would bring up the room."""

_FASTEST = 20.0 / _SECOND
"""Decibels a step that the gain moves at the most: half a second between two speakers 10 dB apart,
as a hand on a fader needs. The pause between two turns lasts 0.2 s on the average (Stivers et al.,
Universals and Cultural Variation in Turn-Taking in Conversation, PNAS 106(26), 2009)."""

_ABOVE_NOISE = 8.0
"""LU that speech stands above the quietest half second around it, at the least."""

_HALF_A_SECOND = 5
_NOISE_WITHIN = 15 * _SECOND
"""Steps on either side, in which there is a pause: nobody speaks half a minute in one breath."""

_BELOW_SPEECH = 18.0
"""LU below the loudest step around: what is quieter is the end of a word, a breath or a room; a
speaker who is 12 LU below the one before is not."""

_SPEECH_WITHIN = _SECOND
"""Steps on either side, in which there is a stressed syllable."""

_BELOW_ALL = 25.0
"""LU below the recording's loudness: what is quieter is not meant to be heard like the rest."""

_QUIET, _OFTEN_QUIET = 0.25, 0.1
"""A step is quiet if its amplitude is less than half of the passage's. Speech has many of these,
music few (Scheirer and Slaney, Construction and Evaluation of a Robust Multifeature Speech/Music
Discriminator, ICASSP 1997); a passage with next to none counts as a pause."""

_UNIT = 5
"""Steps that are looked at together when passages are sought."""

_SHORTEST = 4
"""Units in a passage at the least: 2 s of speech. A word that is stressed or swallowed is none."""

_PAUSE_TELLS = 50.0
_LONG_PAUSE = 3 * _SECOND
"""Squared decibels that each step of a pause counts when a border is settled, up to 3 s of it: who
begins or ends to speak is often quiet for a moment, and speakers change in pauses."""

_LONGEST = 1200
"""Units in a passage at the most, so that a day takes 24 times as long as an hour, and no more."""

_NEAR = _UNIT
"""Steps by which a border may be moved to where the level changes."""

_LEAST_SCATTER = 1.0
"""Decibels by which the levels of a speaker's half seconds scatter at the least."""

_ALIKE = 1.5
"""Neighbouring half seconds are more alike than chance would have it: a sentence falls, a breath
runs out. So differences of them tell too little of how much a speaker's level moves."""

_NORMAL = 1.4826
"""The standard deviation of a normal distribution whose median distance from its mean is 1."""

_STRETCH = 1000 * HOPS
"""Hops at a time, when all are looked at: what is reckoned from them takes room, too."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Levels:
    """A gain for every moment of a recording."""

    gains_db: NDArray[np.float64]
    """In the middle of each step of 100 ms; between them it is interpolated."""

    @property
    def active(self) -> bool:
        """Whether anything is changed."""
        return bool(self.gains_db.any())

    @property
    def leveled(self) -> Leveled:
        """How far passages are brought together."""
        return Leveled(
            raised_db=float(self.gains_db.max(initial=0.0)),
            lowered_db=abs(float(self.gains_db.min(initial=0.0))),
        )

    def applied(self, blocks: Iterable[Block], sample_rate: int) -> Iterator[Block]:
        """Apply it to a recording, from its beginning, however it is cut into blocks."""
        start = 0
        for block in blocks:
            yield self.applied_at(block, start, sample_rate)
            start += len(block)

    def applied_at(self, block: Block, start: int, sample_rate: int) -> Block:
        """Apply it to samples that begin at a place, in samples."""
        factors = self._factors(start, len(block), sample_rate)
        return block * (factors if factors.size == 1 else factors[:, np.newaxis])

    def analysed(self, analysis: Analysis) -> Analysis:
        """Return what a meter hears after it, to a hundredth of a dB, from what it hears before.

        Its filter is linear, and the gain hardly moves within a hop.
        """
        peaks, energies = (np.empty(len(analysis.hop_peaks), np.uint16) for _ in range(2))
        highest = 0.0
        for begin in range(0, len(peaks), _STRETCH):
            stretch = slice(begin, begin + _STRETCH)
            factors = self._factors(begin, len(peaks[stretch]), HOPS * _SECOND)
            after = analysis.hop_peaks[stretch] * factors
            highest = max(highest, float(after.max()))
            peaks[stretch] = not_below(after)
            energies[stretch] = nearest(analysis.hop_energies[stretch] * factors**2)
        return replace(
            analysis,
            step_powers=analysis.step_powers * 10.0 ** (self.gains_db / 10.0),
            true_peak=highest,
            hop_peaks=Hops(peaks),
            hop_energies=Hops(energies),
        )

    def _factors(self, start: int, count: int, rate: int) -> NDArray[np.float32]:
        """Return the gain at so many places of so many a second; one, if it is always the same."""
        first = max(start * _SECOND // rate - 1, 0)
        end = (start + count) * _SECOND // rate + 2
        gains = 10.0 ** (self.gains_db[first:end] / 20.0)
        if not gains.size:  # The end is no whole step.
            gains = 10.0 ** (self.gains_db[-1:] / 20.0)
        if gains.min() == gains.max():
            return gains[:1].astype(np.float32)
        places = np.arange(start, start + count) * (_SECOND / rate)
        middles = np.arange(first, first + len(gains)) + 0.5
        factors: NDArray[np.float32] = np.interp(places, middles, gains).astype(np.float32)
        return factors


def levels(analysis: Analysis) -> Levels:
    """Return the gains that bring the passages of a recording together.

    Args:
        analysis: Of the recording, which is not silent.
    """
    overall = analysis.loudness.integrated_lufs
    lufs = 10.0 * np.log10(np.maximum(analysis.step_powers, power(SILENCE)) / power(0.0))
    spoken = np.flatnonzero(_is_spoken(lufs, overall))
    gains = np.zeros(len(spoken))
    kept = np.ones(len(spoken), np.bool_)
    for begin, end in pairwise(_borders(lufs[spoken], spoken)):
        blocks = slice(spoken[begin], spoken[end - 1] + 2 - STEPS_IN_A_BLOCK)
        off = integrated(analysis.block_powers[blocks]) - overall
        kept[begin:end] = off >= -_BELOW_ALL and _pauses(analysis.step_powers[blocks])
        gains[begin:end] = np.clip(np.clip(off, -_LEFT, _LEFT) - off, -MOST, MOST)
    return Levels(gains_db=_sloped(spoken[kept], gains[kept], len(lufs)))


def _pauses(powers: NDArray[np.float64]) -> bool:
    """Return whether a passage has the short pauses of speech, which sustained music has not."""
    loud = np.flatnonzero(powers >= powers.mean())
    between = powers[loud[0] : loud[-1] + 1]  # What only fades has no pauses.
    return float((between < _QUIET * powers.mean()).mean()) >= _OFTEN_QUIET


def _is_spoken(lufs: NDArray[np.float64], overall: float) -> NDArray[np.bool_]:
    """Return of each step whether it is speech, or whatever is meant to be heard like it."""
    pauses = -_highest_around(-_means(lufs, _HALF_A_SECOND), _NOISE_WITHIN)
    syllables = _highest_around(lufs, _SPEECH_WITHIN)
    least = np.maximum(pauses + _ABOVE_NOISE, syllables - _BELOW_SPEECH)
    spoken: NDArray[np.bool_] = lufs >= np.maximum(least, overall - _BELOW_ALL - _BELOW_SPEECH)
    return spoken


def _borders(lufs: NDArray[np.float64], spoken: NDArray[np.intp]) -> list[int]:
    """Return where passages of one level begin among spoken steps, and where the last one ends.

    The sum of all squared distances from the passages' means, with so much for each border, is the
    least that there is.

    Args:
        lufs: Of each spoken step.
        spoken: Which steps these are.
    """
    count = len(lufs) // _UNIT
    if count < 2 * _SHORTEST:
        return [0, len(lufs)] if len(lufs) else []
    places = np.append(np.arange(count) * _UNIT, len(lufs))
    sums = np.concatenate([[0.0], np.cumsum(lufs - lufs.mean())])
    at, price = sums[places], _price(np.diff(sums[: count * _UNIT + 1 : _UNIT]) / _UNIT)
    best = np.full(len(places), np.inf)
    best[0] = 0.0
    origin = np.zeros(len(places), np.intp)
    for end in range(_SHORTEST, len(places)):
        begins = slice(max(end - _LONGEST, 0), end - _SHORTEST + 1)
        # The squares themselves are the same however they are divided, and so left out.
        explained = (at[end] - at[begins]) ** 2 / (places[end] - places[begins])
        costs = best[begins] - explained + price
        least = int(costs.argmin())
        best[end], origin[end] = costs[least], begins.start + least
    borders = [len(places) - 1]
    while borders[0] > 0:
        borders.insert(0, int(origin[borders[0]]))
    pauses = np.diff(spoken, prepend=spoken[:1]) - 1
    return _settled(places[borders].tolist(), sums, pauses)


def _price(levels: NDArray[np.float64]) -> float:
    """Return what a border has to explain, so that none is due to chance.

    That is twice the variance times the logarithm of the number of places (Yao, Estimating the
    Number of Change-Points via Schwarz' Criterion, Statistics & Probability Letters 6, 1988), and
    more by :data:`_ALIKE`. The scatter within passages is taken from the differences of neighbours,
    most of which are of the same passage.

    Args:
        levels: Of all units.
    """
    scatter = float(np.median(np.abs(np.diff(levels)))) * _NORMAL / math.sqrt(2.0)
    return _ALIKE * 2.0 * max(scatter, _LEAST_SCATTER) ** 2 * math.log(len(levels)) * _UNIT


def _settled(borders: list[int], sums: NDArray[np.float64], pauses: NDArray[np.intp]) -> list[int]:
    """Move borders to the very steps at which the levels change, and into pauses."""
    for number in range(1, len(borders) - 1):
        begin, border, end = borders[number - 1 : number + 2]
        near = np.arange(max(border - _NEAR, begin + 1), min(border + _NEAR, end - 1) + 1)
        before, after = sums[near] - sums[begin], sums[end] - sums[near]
        explained = before**2 / (near - begin) + after**2 / (end - near)
        explained += _PAUSE_TELLS * np.minimum(pauses[near], _LONG_PAUSE)
        borders[number] = int(near[explained.argmax()])
    return borders


def _sloped(
    spoken: NDArray[np.intp], gains: NDArray[np.float64], count: int
) -> NDArray[np.float64]:
    """Return the gain of every step from those of steps that are spoken.

    None of these is raised above its own gain. In a pause the gain is the lower one of what is
    around it, so that the room is not brought up, but for the slope towards the higher one.
    """
    if not spoken.size:
        return np.zeros(count)
    places = np.arange(count)
    following = np.minimum(np.searchsorted(spoken, places), len(spoken) - 1)
    last = np.maximum(np.searchsorted(spoken, places, side="right") - 1, 0)
    least = np.minimum(gains[last], gains[following])
    wanted = np.full(count, -np.inf)
    wanted[spoken] = gains
    wanted = np.maximum(least, _spread(wanted))
    wanted[spoken] = gains
    lowest: NDArray[np.float64] = np.round(-_spread(-wanted), 6)
    return lowest + 0.0  # where it stands still, it is the same to the bit; and no zero is negative


def _spread(gains: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the lowest curve above all that is nowhere steeper than may be."""
    ramp = np.arange(len(gains)) * _FASTEST
    after = np.maximum.accumulate(gains + ramp) - ramp
    before = np.maximum.accumulate((gains - ramp)[::-1])[::-1] + ramp
    highest: NDArray[np.float64] = np.maximum(after, before)
    return highest


def _means(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Return the mean of so many values, an odd number, around each."""
    padded = np.pad(values, width // 2, mode="edge")
    means: NDArray[np.float64] = moving_sums(padded, width) / width
    return means


def _highest_around(values: NDArray[np.float64], distance: int) -> NDArray[np.float64]:
    """Return the highest of the values up to a distance from each."""
    padded = np.pad(values, distance, mode="edge")
    highest: NDArray[np.float64] = np.lib.stride_tricks.sliding_window_view(
        padded, 2 * distance + 1
    ).max(axis=1)
    return highest
