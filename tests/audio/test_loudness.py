"""The meter reads what the EBU's test signals ask for (EBU Tech 3341 and 3342)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from audiopub.audio.loudness import Analysis, amplitude, decibels
from audiopub.audio.meter import HOPS, Form, Meter, measure
from audiopub.audio.truepeak import AFTER, BEFORE, interpolation
from audiopub.model import SILENCE

Write = Callable[..., Path]
Make = Callable[..., NDArray[np.float32]]

RATE = 48_000


def analysed(
    samples: NDArray[np.float32],
    rate: int = RATE,
    cuts: Sequence[int] = (),
    *,
    by_hop: bool = False,
) -> Analysis:
    layout = "mono" if samples.shape[1] == 1 else "stereo"
    meter = Meter(Form(sample_rate=rate, layout=layout, by_hop=by_hop))
    for block in np.split(samples, sorted(cuts)):
        meter.feed(block)
    return meter.result()


@pytest.mark.parametrize(
    ("stretches", "expected"),
    [
        ([(-23.0, 20)], -23.0),
        ([(-33.0, 20)], -33.0),
        ([(-36.0, 10), (-23.0, 60), (-36.0, 10)], -23.0),
        ([(-72.0, 10), (-36.0, 10), (-23.0, 60), (-36.0, 10), (-72.0, 10)], -23.0),
        ([(-26.0, 20), (-20.0, 20.1), (-26.0, 20)], -23.0),
    ],
)
def test_reads_integrated_loudness_as_ebu_tech_3341_asks(
    sine: Make, stretches: list[tuple[float, float]], expected: float
) -> None:
    samples = np.concatenate([sine(t, level, 1000.0, RATE, 2) for level, t in stretches])
    assert analysed(samples).loudness.integrated_lufs == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((-20.0, -30.0), 10.0),
        ((-20.0, -15.0), 5.0),
        ((-40.0, -20.0), 20.0),
        ((-50.0, -35.0, -20.0, -35.0, -50.0), 15.0),
    ],
)
def test_reads_loudness_range_as_ebu_tech_3342_asks(
    sine: Make, levels: tuple[float, ...], expected: float
) -> None:
    samples = np.concatenate([sine(20.0, level, 1000.0, RATE, 2) for level in levels])
    assert analysed(samples).loudness.loudness_range == pytest.approx(expected, abs=1.0)


@pytest.mark.parametrize(
    ("part", "phase", "peak"),
    [(4, 0.0, 0.5), (4, 45.0, 0.5), (6, 60.0, 0.5), (8, 67.5, 0.5), (4, 45.0, 1.41)],
)
def test_reads_true_peak_as_ebu_tech_3341_asks(part: int, phase: float, peak: float) -> None:
    angle = 2 * np.pi * np.arange(RATE) / part + np.radians(phase)
    ramp = np.minimum(np.minimum(np.arange(RATE), np.arange(RATE)[::-1]) / 4800, 1.0)
    samples = (peak * ramp * np.sin(angle)).astype(np.float32)[:, np.newaxis]
    expected = 20 * np.log10(peak)
    found = analysed(samples).loudness.true_peak_dbtp
    assert expected - 0.4 <= found <= expected + 0.2


def test_hears_a_peak_in_the_very_last_samples(sine: Make) -> None:
    samples = sine(1.05, rate=RATE)
    samples[-20:] = 0.0
    samples[-10] = 0.8
    assert analysed(samples).loudness.true_peak_dbtp == pytest.approx(decibels(0.8), abs=0.1)


def test_peaks_stand_in_their_hops() -> None:
    samples = np.zeros((44_100, 1), np.float32)
    samples[63 * 100 + 31] = 0.5
    samples[63 * 650 + 31] = -0.9
    analysis = analysed(samples, 44_100, by_hop=True)
    assert len(analysis.hop_peaks) == len(analysis.hop_energies) == 700
    assert analysis.hop_peaks[np.array([100, 650])] == pytest.approx([0.5, 0.9], rel=4e-3)
    energies = analysis.hop_energies[:]
    assert np.argsort(energies)[-2:].tolist() == [100, 650]
    assert energies[650] / energies[100] == pytest.approx(0.81 / 0.25, rel=4e-3)


def test_peaks_are_of_the_loudest_channel_and_energies_of_all(sine: Make) -> None:
    samples = sine(0.5, -20.0, 441.0, 44_100, 2)
    samples[:, 1] *= 2
    analysis = analysed(samples, 44_100)
    assert analysis.hop_peaks[:-1] == pytest.approx([0.2] * 4, rel=1e-2)
    left, right = (analysed(samples[:, at : at + 1], 44_100) for at in (0, 1))
    assert analysis.step_powers == pytest.approx(left.step_powers + right.step_powers)
    assert right.step_powers == pytest.approx(left.step_powers * 4)


def test_the_limiter_knows_every_peak_that_matters_and_none_too_low(speech: Make) -> None:
    samples = speech(13.0)
    analysis = analysed(samples, 44_100, by_hop=True)
    known = analysis.hop_peaks[:]
    whole = len(samples) // 63 * 63
    padded = np.pad(samples[:whole, 0], (BEFORE, AFTER))
    padded[-AFTER:] = np.pad(samples[whole:, 0], (0, AFTER))[:AFTER]
    between = interpolation(44_100, 63)
    exact = between.peaks(padded, between.sampled(padded))
    assert (known[: len(exact)] > exact * 0.9999).all()
    loud = exact > amplitude(analysis.loudness.integrated_lufs + 10.0)
    assert 0.01 < loud.mean() < 0.2
    assert not np.array_equal(known[: len(exact)], exact)  # so some were not looked at
    assert known[: len(exact)][loud] == pytest.approx(exact[loud] * 1.002, rel=2.1e-3)


@given(
    seed=st.integers(0, 1000),
    kind=st.sampled_from(["noise", "walk", "high tone", "click"]),
    rate=st.sampled_from([44_100, 48_000, 96_000, 192_000]),
)
def test_what_is_not_looked_at_between_samples_cannot_rise_above_what_is_said(
    seed: int, kind: str, rate: int
) -> None:
    hop = rate // 10 // HOPS[rate]
    rng = np.random.default_rng(seed)
    length = BEFORE + 20 * hop + AFTER
    signal = {
        "noise": rng.normal(size=length),
        "walk": np.cumsum(rng.normal(size=length)),
        "high tone": np.sin(np.arange(length) * rng.uniform(1.5, 3.1) + seed),
        "click": (np.arange(length) == rng.integers(length)) * 1.0,
    }[kind].astype(np.float32)
    between = interpolation(rate, hop)
    sampled = between.sampled(signal)
    exact = between.peaks(signal, sampled)
    bounds = between.peaks(signal, sampled, np.inf)
    assert (bounds >= exact * 0.99999).all()
    floor = float(np.median(exact))
    some = between.peaks(signal, sampled, floor)
    assert some[exact > floor] == pytest.approx(exact[exact > floor], rel=1e-5)


@given(cuts=st.lists(st.integers(0, 40_000), max_size=5))
def test_blocks_may_be_cut_anywhere(cuts: list[int]) -> None:
    samples = np.random.default_rng(3).normal(size=(40_000, 2)).astype(np.float32) * 0.1
    whole, parts = (
        analysed(samples, 44_100, by_hop=True),
        analysed(samples, 44_100, cuts, by_hop=True),
    )
    assert parts.loudness == whole.loudness
    assert parts.samples == whole.samples == 40_000
    assert np.array_equal(parts.hop_peaks.bits, whole.hop_peaks.bits)
    assert np.array_equal(parts.block_powers, whole.block_powers)
    assert np.array_equal(parts.hop_energies.bits, whole.hop_energies.bits)


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.3])
def test_what_is_shorter_than_a_gating_block_counts_as_silent(sine: Make, seconds: float) -> None:
    analysis = analysed(sine(seconds, -3.0, rate=RATE))
    assert analysis.silent
    assert analysis.loudness.integrated_lufs == SILENCE


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000])
def test_a_file_is_as_loud_at_any_sample_rate(write: Write, sine: Make, rate: int) -> None:
    path = write("a.wav", sine(3.0, -20.0, 997.0, rate), rate)
    found = measure(path)
    assert found.integrated_lufs == pytest.approx(-23.0, abs=0.05)
    assert found.true_peak_dbtp == pytest.approx(-20.0, abs=0.3)  # a tone cut off short rings


def test_measuring_a_file_tells_how_far_it_is(write: Write, sine: Make) -> None:
    told: list[float] = []
    measure(write("a.wav", sine(10.0)), told.append, name="a.wav")
    assert told == sorted(told)
    assert told[-1] > 0.9


def test_decibels_and_amplitudes_are_inverse() -> None:
    assert decibels(amplitude(-16.0)) == pytest.approx(-16.0)
    assert decibels(0.0) == -200.0
