"""One step in time for every state at once: the inner loop of the search.

Between two units lies a *boundary*, where there may be silence, or sound that is not in the text
(garbage); from one boundary to the next a unit can be skipped. All transitions into a frame are
computed from the scores of the frame before:

- a state is kept, or entered from the one before it, or past an optional pause;
- a unit's first state is entered from its boundary, and that from the unit before, from silence,
  from garbage, or by skipping units: a running maximum of the score so far plus all skips so far;
- which of them won is recorded as bits, for the way back.

Source: A. Viterbi, "Error bounds for convolutional codes and an asymptotically optimum decoding
algorithm", IEEE Trans. Information Theory 13(2), 1967. A step costs 28 µs for 5,000 states.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audiopub.speech.chain import PAUSE, Chain

Scores = NDArray[np.float32]
Bits = NDArray[np.uint8]

DEAD = np.float32(-1e30)
_RESET = np.float32(-1e9)  # takes whatever a state is overdue below its deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What the search charges, in units of log likelihood."""

    hurry: float
    """Leaving a phoneme after a single frame."""

    drag: float
    """A frame in a state beyond its usual length, times the frames it is beyond."""

    worst_drag: float
    """The most that a frame in a state can cost."""

    bypass: float
    """Leaving a phoneme out; infinite where every one must be heard."""

    garbage: float
    """Beginning a stretch of sound that is not in the text."""

    faint: float
    """Score of a frame that is not in the text, where nothing else is known of it."""

    bias: float
    """What is added to the score of a frame that resembles those not in the text."""

    skip: float
    """Leaving a unit out."""

    skip_phoneme: float
    """Leaving out each of its phonemes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emissions:
    """How well frames fit what could be heard in them."""

    phonemes: Scores
    """(frames, classes)."""

    silence: Scores
    """(frames,): for silence between units."""

    garbage: Scores
    """(frames,): for sound that is not in the text."""


@dataclass(frozen=True, slots=True)
class Trail:
    """Which transitions won in some frames, as packed bits: a row a frame."""

    before: Bits
    """Of each state: whether it was entered from the one before it, or from its boundary."""

    past: Bits
    """Of each state: whether it was entered past the one before it."""

    skipped: Bits
    """Of each boundary: whether it was reached by skipping the unit before it."""

    quiet: Bits
    """Of each boundary: whether it was better reached from its silence than from that unit."""

    strange: Bits
    """Of each boundary: whether it was better reached from its garbage than from either."""

    paused: Bits
    """Of each boundary: whether its silence was entered."""

    paused_skipped: Bits
    """Of each boundary: whether its silence, if entered, was so by skipping the unit before."""

    strayed: Bits
    """Of each boundary: whether its garbage was entered."""


class Window:
    """Some units in a row, with the score that each of their states has after some frame."""

    def __init__(self, chain: Chain, low: int, high: int, costs: Costs, frame_rate: float) -> None:
        """Lay out the units from ``low`` up to ``high``, all states impossible.

        Args:
            chain: The text.
            low: The first unit.
            high: The one behind the last.
            costs: What the search charges.
            frame_rate: Frames in a second.
        """
        first, last = int(chain.offsets[low]), int(chain.offsets[high])
        self.low, self.high, self.first_state = low, high, first
        self._costs = costs
        self._phonemes = chain.phonemes[first:last]
        self._heads = chain.offsets[low:high] - first
        # the boundary before the first unit is not reached from any: the state behind all is dead
        self._tails = np.append(last - first, chain.offsets[low + 1 : high + 1] - first - 1)
        lengths = np.diff(chain.offsets[low : high + 1])
        self._skips = np.append(0.0, np.cumsum(costs.skip + costs.skip_phoneme * lengths))
        self._price = chain.prices[first:last]
        self._bypass = np.minimum(chain.bypasses[first:last], np.float32(costs.bypass))
        self._bypass[self._heads] = self._bypass[(self._heads + 1)[lengths > 1]] = -DEAD
        self._hurry = np.where(self._phonemes == PAUSE, 0, costs.hurry).astype(np.float32)
        limits = chain.limits[first:last] * frame_rate
        self._deadline = (costs.drag * (1 - limits)).astype(np.float32)
        self.states = np.full(last - first + 1, DEAD)
        self.entered = np.zeros(last - first, bool)
        self.overdue = np.zeros(last - first, np.float32)
        self.silence = np.full(high - low + 1, DEAD)
        self.garbage = np.full(high - low + 1, DEAD)

    def open(self) -> None:
        """Let the way begin with the next frame, at the first boundary."""
        self.states[-1] = 0

    def rebase(self) -> None:
        """Make the highest score nought, so that single precision lasts for any length."""
        top = max(self.states.max(), self.silence.max(), self.garbage.max())
        for scores in (self.states, self.silence, self.garbage):
            np.subtract(scores, top, out=scores)
            np.maximum(scores, DEAD, out=scores)

    def inherit(self, other: Window) -> None:
        """Take over the scores of the units that another window has too."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        here, there = (
            slice(low - self.low, high - self.low + 1),
            slice(low - other.low, high - other.low + 1),
        )
        self.silence[here], self.garbage[here] = other.silence[there], other.garbage[there]
        first = max(self.first_state, other.first_state)
        last = min(self.first_state + len(self.entered), other.first_state + len(other.entered))
        now = slice(first - self.first_state, last - self.first_state)
        then = slice(first - other.first_state, last - other.first_state)
        self.states[now], self.entered[now] = other.states[then], other.entered[then]
        self.overdue[now] = other.overdue[then]

    def advance(self, emissions: Emissions) -> Trail:  # noqa: PLR0915 - one loop, in its order
        """Move on by some frames.

        Args:
            emissions: Their evidence.

        Returns:
            What is needed to find the way back.
        """
        count, size, boundaries = len(emissions.silence), len(self.entered), len(self.silence)
        states, silence, garbage = self.states, self.silence, self.garbage
        entered, overdue, skips = self.entered, self.overdue, self._skips
        inner = states[:-1]
        left = np.full(size + 1, DEAD) if self._costs.hurry else states
        before_price, past_price = self._price[1:], self._bypass[2:]
        drag, astray_price = np.float32(self._costs.drag), np.float32(self._costs.garbage)
        nought = np.zeros(size, np.float32)
        worst = np.full(size, self._costs.worst_drag, np.float32)  # quicker than a scalar
        fresh, best = np.empty(size, np.float32), np.empty(size, np.float32)
        coming, reached, entry, leapt, astray = np.empty((5, boundaries), np.float32)
        summed, furthest = np.empty((2, boundaries))
        flags = np.empty((2, count, size), bool)
        marks = np.empty((6, count, boundaries), bool)
        leapt[0] = DEAD
        for frame in range(count):
            before, past = flags[:, frame]
            skipped, quiet, strange, paused, paused_skipped, strayed = marks[:, frame]
            if left is not states:
                np.multiply(entered, self._hurry, out=fresh)
                np.subtract(inner, fresh, out=left[:-1])
                left[-1] = states[-1]
            # from where, and how well, each boundary is reached
            left.take(self._tails, out=coming, mode="clip")
            np.greater(silence, coming, out=quiet)
            np.maximum(silence, coming, out=reached)
            np.greater(garbage, reached, out=strange)
            np.maximum(garbage, reached, out=reached)
            np.add(reached, skips, out=summed)
            np.maximum.accumulate(summed, out=furthest)
            np.greater(furthest, summed, out=skipped)
            np.subtract(furthest, skips, out=entry, casting="same_kind")
            np.subtract(furthest[:-1], skips[1:], out=leapt[1:], casting="same_kind")
            # the boundary's silence and garbage
            np.greater(leapt, coming, out=paused_skipped)
            np.maximum(leapt, coming, out=coming)
            np.greater(coming, silence, out=paused)
            np.maximum(coming, silence, out=silence)
            np.subtract(silence, astray_price, out=astray)
            np.greater(astray, garbage, out=strayed)
            np.maximum(astray, garbage, out=garbage)
            silence += emissions.silence[frame]
            garbage += emissions.garbage[frame]
            # the units' states
            np.maximum(overdue, nought, out=best)
            np.minimum(best, worst, out=best)
            np.subtract(inner, best, out=best)
            np.subtract(left[:-2], before_price, out=fresh[1:])
            fresh[self._heads] = entry[:-1]
            np.greater(fresh, best, out=before)
            np.maximum(fresh, best, out=best)
            np.subtract(left[:-3], past_price, out=fresh[2:])
            fresh[:2] = DEAD
            np.greater(fresh, best, out=past)
            np.maximum(fresh, best, out=best)
            np.logical_or(before, past, out=entered)
            overdue += drag
            np.multiply(entered, _RESET, out=fresh)  # a masked copy would take five times as long
            overdue += fresh
            np.maximum(overdue, self._deadline, out=overdue)
            emissions.phonemes[frame].take(self._phonemes, out=fresh, mode="clip")
            np.add(best, fresh, out=inner)
            states[-1] = DEAD
        return Trail(*(np.packbits(bits, axis=1) for bits in (*flags, *marks)))
