"""The most likely way of a text through a sound.

A way is an array with a *place* for each frame: a state of the chain, or, as a negative number,
the silence (-1 - 2k) or the garbage (-2 - 2k) at the boundary before unit k.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from audiopub.speech.chain import PAUSE, Chain
from audiopub.speech.lattice import Costs, Emissions, Trail, Window
from audiopub.speech.models import GARBAGE

Way = NDArray[np.int64]
Evidence = Callable[[int, int], Emissions]

_CHUNK = 100  # frames between two moves of the window
_REACH = 200.0  # seconds of text before and behind the best place
_DOUBT = 20.0  # seconds by which a place that was found before may be wrong
_MEMORY = 600.0  # seconds after which the way back is not doubted any more


def decode(
    chain: Chain,
    evidence: Evidence,
    frames: int,
    frame_rate: int,
    costs: Costs,
    guide: NDArray[np.int64] | None = None,
) -> Way:
    """Follow a text through a sound of any length, within a window around the best place so far.

    Args:
        chain: The text; at least one unit.
        evidence: Gives the scores of the frames from one up to another.
        frames: How many there are; at least one.
        frame_rate: In a second.
        costs: What the search charges.
        guide: The unit where each frame was found before; keeps the window small.

    Returns:
        The most likely way. It ends with the text if that is in reach, or wherever it got to.
    """
    way = np.zeros(frames, np.int64)
    legs: deque[_Leg] = deque()
    low, high = _around(chain, 0) if guide is None else _beside(guide, 0, frame_rate)
    window = Window(chain, low, high, costs, frame_rate)
    window.open()
    for start in range(0, frames, _CHUNK):
        end = min(start + _CHUNK, frames)
        legs.append(_Leg.of(window, window.advance(evidence(start, end)), start, end))
        window.rebase()
        if end - legs[0].start > 2 * _MEMORY * frame_rate:
            _retrace(chain, legs, _leader(window), way)
            while legs[0].end <= end - _MEMORY * frame_rate:
                legs.popleft()
        if end < frames:
            if guide is None:
                low, high = _around(chain, _unit(chain, _leader(window)))
            else:
                low, high = _beside(guide, end, frame_rate)
            if low > window.low or high > window.high:  # it moves on, never back
                old = window
                window = Window(chain, max(low, old.low), max(high, old.high), costs, frame_rate)
                window.inherit(old)
    place = _leader(window)
    if window.high == len(chain):
        # where the last boundary is reached from stands in the transitions of one frame more
        last = window.advance(evidence(frames - 1, frames))
        place = _entry(chain, _Leg.of(window, last, frames, frames + 1), 0, len(chain))
    _retrace(chain, legs, place, way)
    return way


def classes(chain: Chain, way: Way) -> NDArray[np.int64]:
    """Return each frame's class: a phoneme's, silence's, or garbage."""
    return np.where(way >= 0, chain.phonemes[np.maximum(way, 0)], np.where(way % 2, PAUSE, GARBAGE))


def units(chain: Chain, way: Way) -> NDArray[np.int64]:
    """Return the unit that each frame is in, or that its boundary is before; past the last, too."""
    return np.where(way >= 0, np.searchsorted(chain.offsets, way, "right") - 1, (-1 - way) // 2)


@dataclass(frozen=True, slots=True)
class _Leg:
    """The transitions of some frames, within one window."""

    bits: tuple[memoryview, ...]
    """Those of a :class:`Trail`, in its order, as memoryviews: quick to read bit by bit."""

    start: int
    """The first frame."""

    end: int
    """The one behind the last."""

    state: int
    """The state of the first column."""

    boundary: int
    """The boundary of the first column."""

    @classmethod
    def of(cls, window: Window, trail: Trail, start: int, end: int) -> _Leg:
        """Keep what a window recorded."""
        bits = tuple(memoryview(getattr(trail, field.name)) for field in fields(trail))
        return cls(bits, start, end, window.first_state, window.low)


def _retrace(chain: Chain, legs: Iterable[_Leg], place: int, way: Way) -> None:
    """Write the way that ends in a place, back to the first of the legs."""
    for leg in reversed(tuple(legs)):
        before, past = leg.bits[:2]
        for row in range(leg.end - leg.start - 1, -1, -1):
            way[leg.start + row] = place
            if place < 0:
                place = _before_boundary(chain, leg, row, place)
                continue
            byte, bit = divmod(place - leg.state, 8)
            if past[row, byte] << bit & 128:
                place -= 2
            elif before[row, byte] << bit & 128:
                unit = chain.heads.get(place)
                place = place - 1 if unit is None else _entry(chain, leg, row, unit)


def _before_boundary(chain: Chain, leg: _Leg, row: int, place: int) -> int:
    """Return the place before silence or garbage at a boundary."""
    paused, paused_skipped, strayed = leg.bits[5:]
    boundary = (-1 - place) // 2
    byte, bit = divmod(boundary - leg.boundary, 8)
    if place % 2 == 0 and not strayed[row, byte] << bit & 128:
        return place
    if not paused[row, byte] << bit & 128:
        return -1 - 2 * boundary
    if paused_skipped[row, byte] << bit & 128:
        return _entry(chain, leg, row, boundary - 1)
    return int(chain.offsets[boundary]) - 1


def _entry(chain: Chain, leg: _Leg, row: int, boundary: int) -> int:
    """Return the place from which the way through a boundary came in the frame of a row."""
    skipped, quiet, strange = leg.bits[2:5]
    byte, bit = divmod(boundary - leg.boundary, 8)
    while skipped[row, byte] << bit & 128:
        boundary -= 1
        byte, bit = divmod(boundary - leg.boundary, 8)
    if strange[row, byte] << bit & 128:
        return -2 - 2 * boundary
    if quiet[row, byte] << bit & 128:
        return -1 - 2 * boundary
    return int(chain.offsets[boundary]) - 1


def _around(chain: Chain, unit: int) -> tuple[int, int]:
    """Return the range of units that are read within some seconds of a unit's beginning."""
    low, high = np.searchsorted(chain.times, chain.times[unit] + np.array([-_REACH, _REACH]))
    return min(int(low), len(chain) - 1), min(max(int(high), unit + 1), len(chain))


def _beside(guide: NDArray[np.int64], frame: int, frame_rate: int) -> tuple[int, int]:
    """Return the range of units that were found within some seconds of a frame."""
    reach = int(_DOUBT * frame_rate)
    near = guide[max(frame - reach, 0) : frame + _CHUNK + reach]
    return int(near.min()), int(near.max()) + 1


def _unit(chain: Chain, place: int) -> int:
    """Return the unit of a place, or the one behind its boundary."""
    return min(int(units(chain, np.array([place]))[0]), len(chain) - 1)


def _leader(window: Window) -> int:
    """Return the place with the highest score."""
    return max(
        (float(window.states.max()), int(window.states.argmax()) + window.first_state),
        (float(window.silence.max()), -1 - 2 * (int(window.silence.argmax()) + window.low)),
        (float(window.garbage.max()), -2 - 2 * (int(window.garbage.argmax()) + window.low)),
    )[1]
