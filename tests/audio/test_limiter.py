"""No sample passes the ceiling, nothing else is touched, and the loudness is right afterwards."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from audiopub.audio.limiter import Limiter, predicted, solve
from audiopub.audio.loudness import Analysis, amplitude
from audiopub.audio.meter import Form, Meter

Make = Callable[..., NDArray[np.float32]]

HOP = 63
RATE = 44_100

peaks = hnp.arrays(
    np.float32,
    st.integers(1, 300),
    elements=st.floats(0, 4, width=32) | st.sampled_from([0.0, 0.01, 1.5]),
)


def analysed(samples: NDArray[np.float32]) -> Analysis:
    layout = "mono" if samples.shape[1] == 1 else "stereo"
    meter = Meter(Form(sample_rate=RATE, layout=layout, by_hop=True))
    meter.feed(samples)
    return meter.result()


@given(peaks=peaks, gain=st.floats(0.1, 30.0), ceiling=st.floats(0.1, 1.0))
def test_no_sample_passes_the_ceiling(
    peaks: NDArray[np.float32], gain: float, ceiling: float
) -> None:
    limiter = Limiter(peaks=peaks, gain=gain, ceiling=ceiling)
    curve = limiter.curve(0, len(peaks))
    assert curve.shape == peaks.shape
    assert (curve > 0).all()
    assert (curve <= 1).all()
    loudest = np.repeat(peaks, HOP)[:, np.newaxis]  # every sample as high as its hop's peak
    result = limiter.apply(loudest, 0, HOP)
    assert result.max() <= ceiling * 1.0001


@given(peaks=peaks)
def test_what_is_under_the_ceiling_is_left_alone(peaks: NDArray[np.float32]) -> None:
    highest = float(peaks.max())
    limiter = Limiter(peaks=peaks, gain=0.5, ceiling=0.5 * highest + 1e-6)
    assert (limiter.curve(0, len(peaks)) == 1).all()


def test_a_single_peak_draws_a_short_dip() -> None:
    peaks = np.full(1000, 0.1, np.float32)
    peaks[500] = 2.0
    curve = Limiter(peaks=peaks, gain=1.0, ceiling=1.0).curve(0, 1000)
    touched = np.flatnonzero(curve < 1)
    assert curve[499:502] == pytest.approx([0.5, 0.5, 0.5])
    assert 490 <= touched[0] < 499
    assert 501 < touched[-1] <= 560
    assert (np.diff(curve[touched[0] : 500]) <= 0).all()
    assert (np.diff(curve[501 : touched[-1]]) >= 0).all()


@given(cuts=st.lists(st.integers(0, 5000), max_size=4))
def test_blocks_may_be_cut_anywhere(cuts: list[int]) -> None:
    rng = np.random.default_rng(5)
    samples = rng.normal(size=(5000, 2)).astype(np.float32)
    meter = analysed(samples)
    limiter = Limiter(peaks=meter.hop_peaks, gain=0.7, ceiling=1.0)
    assert limiter.curve(0, len(meter.hop_peaks)).min() < 1
    whole = limiter.apply(samples, 0, HOP)
    starts = [0, *sorted(cuts)]
    parts = [
        limiter.apply(block, start, HOP)
        for start, block in zip(starts, np.split(samples, sorted(cuts)), strict=True)
        if len(block)
    ]
    assert np.allclose(np.concatenate(parts), whole, rtol=1e-6, atol=0.0)


@pytest.mark.parametrize("level", [0.001, 0.05, 0.4])
@pytest.mark.parametrize("target", [-24.0, -16.0, -12.0])
def test_speech_is_as_loud_as_wanted_after_limiting(
    speech: Make, level: float, target: float
) -> None:
    samples = speech(20.0, level=level)
    analysis = analysed(samples)
    gain = amplitude(solve(analysis, target, -1.0))
    limiter = Limiter(peaks=analysis.hop_peaks, gain=gain, ceiling=amplitude(-1.0))
    found = analysed(limiter.apply(samples, 0, HOP))
    assert found.loudness.integrated_lufs == pytest.approx(target, abs=0.05)
    assert found.loudness.true_peak_dbtp <= -0.99
    assert predicted(analysis, limiter) == pytest.approx(target, abs=0.01)


def test_the_nearest_gain_is_found_if_the_target_is_out_of_reach() -> None:
    clicks = np.zeros((RATE * 5, 1), np.float32)
    clicks[:: RATE // 50] = 0.5
    analysis = analysed(clicks)
    gain_db = solve(analysis, 0.0, -1.0)
    limiter = Limiter(peaks=analysis.hop_peaks, gain=amplitude(gain_db), ceiling=amplitude(-1.0))
    assert predicted(analysis, limiter) < -10.0
    assert gain_db < 60.0


@given(peaks=peaks, cuts=st.lists(st.integers(0, 300), max_size=4))
def test_the_curve_may_be_asked_for_in_pieces(peaks: NDArray[np.float32], cuts: list[int]) -> None:
    limiter = Limiter(peaks=peaks, gain=2.0, ceiling=0.7)
    places = sorted({0, *(min(cut, len(peaks)) for cut in cuts), len(peaks)})
    pieces = [limiter.curve(begin, end) for begin, end in pairwise(places)]
    assert np.array_equal(np.concatenate(pieces), limiter.curve(0, len(peaks)))
