"""Figures of hops in 16 bits: never too low, hardly too high, and exact where they must be."""

from __future__ import annotations

import tracemalloc

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from audiopub.audio.hops import Hops, nearest, not_below

figures = st.lists(
    st.one_of(st.floats(0.0, 2.0, width=32), st.floats(0.0, float(np.float32(1e38)), width=32)),
    min_size=1,
    max_size=300,
).map(lambda values: np.array(values, np.float32))

SMALLEST = float(np.finfo(np.float32).tiny)


@given(figures)
def test_no_peak_is_held_too_low_and_none_four_thousandths_too_high(
    peaks: NDArray[np.float32],
) -> None:
    held = Hops(not_below(peaks))[:]
    assert (held >= peaks).all()
    assert (held.astype(np.float64) <= peaks * (1 + 2.0**-8) + SMALLEST).all()


@given(figures)
def test_energies_are_held_to_two_thousandths(energies: NDArray[np.float32]) -> None:
    held = Hops(nearest(energies))[:].astype(np.float64)
    assert (np.abs(held - energies) <= energies * 2.0**-9 + SMALLEST).all()


@given(figures)
def test_what_is_held_stays_as_it_is_when_held_again(peaks: NDArray[np.float32]) -> None:
    held = Hops(not_below(peaks))
    assert np.array_equal(not_below(held[:]), held.bits)
    assert np.array_equal(nearest(held[:]), held.bits)


@given(figures)
def test_the_highest_of_stretches_is_the_highest_figure(peaks: NDArray[np.float32]) -> None:
    held = Hops(not_below(peaks))
    begins = np.arange(0, len(peaks), 7)
    assert np.array_equal(held.highest(begins), np.maximum.reduceat(held[:], begins))


@given(figures)
def test_half_of_each_is_half(energies: NDArray[np.float32]) -> None:
    held = Hops(nearest(energies))
    assert (np.abs(held.halved()[:].astype(np.float64) - held[:] / 2.0) <= SMALLEST).all()


def test_silence_is_held_as_silence() -> None:
    silence = np.array([0.0, -0.0], np.float32)
    assert not Hops(not_below(silence))[:].any()
    assert not Hops(nearest(silence)).halved()[:].any()


def test_raised_hops_are_no_lower_than_asked_and_others_as_before() -> None:
    before = Hops(not_below(np.full(5, 0.3, np.float32)))
    after = before.raised(np.array([1, 1, 3]), np.array([0.7, 0.5, 0.1], np.float32))
    assert after[:][1] >= np.float32(0.7)
    others = np.array([0, 2, 3, 4])
    assert np.array_equal(after[others], before[others])
    assert np.array_equal(before[:1], before[1:2])


@given(st.integers(1, 90))
def test_sums_are_of_so_many_figures(width: int) -> None:
    held = Hops(nearest(np.random.default_rng(4).random(200_001, np.float32)))
    begins = np.arange(0, len(held), width)
    assert np.allclose(held.sums(width), np.add.reduceat(held[:].astype(np.float64), begins))


def test_sums_of_three_hours_take_little_room() -> None:
    held = Hops(np.full(3 * 3600 * 700, 0x3F00, np.uint16))
    tracemalloc.start()
    held.sums(70)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 4e6
