"""Silence is found where pydub finds it, in a single pass."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydub import AudioSegment
from pydub.silence import detect_nonsilent, detect_silence

from audiopub.audio.silence import energies, level, silent, sounding

Make = Callable[..., NDArray[np.float32]]
Stretches = list[tuple[float, float]]


def of_pydub(
    samples: NDArray[np.float32], rate: int, function: Callable[..., list[list[int]]], **more: float
) -> Stretches:
    whole = np.rint(samples * 32768).astype(np.int16)
    segment = AudioSegment(
        data=whole.tobytes(), sample_width=2, frame_rate=rate, channels=samples.shape[1]
    )
    return [(begin / 1000, end / 1000) for begin, end in function(segment, **more)]


def quantised(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    return (np.rint(samples * 32768) / 32768).astype(np.float32)


def with_pauses(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    samples = samples.copy()
    for begin, end in ((0.0, 0.7), (2.1, 3.4), (5.0, 6.9), (9.2, 10.0)):
        samples[round(begin * rate) : round(end * rate)] *= 0.001
    return samples


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_finds_the_stretches_that_pydub_finds(speech: Make, rate: int, channels: int) -> None:
    samples = np.repeat(with_pauses(speech(10.0, rate, 0.3), rate), channels, axis=1)
    squares = energies([quantised(samples)], rate)
    for function, ours in ((detect_nonsilent, sounding), (detect_silence, silent)):
        expected = of_pydub(samples, rate, function)
        found = ours(squares)
        assert len(expected) > 1
        assert np.array(found) == pytest.approx(np.array(expected), abs=0.01)


def test_length_and_threshold_are_the_callers(speech: Make) -> None:
    samples = with_pauses(speech(10.0, 8_000, 0.1), 8_000)
    squares = energies([quantised(samples)], 8_000)
    found = sounding(squares, shortest=0.5, threshold_dbfs=-45.0)
    expected = of_pydub(samples, 8_000, detect_nonsilent, min_silence_len=500, silence_thresh=-45.0)
    assert np.array(found) == pytest.approx(np.array(expected), abs=0.01)
    assert len(found) == 3


@given(cuts=st.lists(st.integers(0, 22_050), max_size=5), rate=st.sampled_from([11_025, 8_000]))
def test_blocks_may_be_cut_anywhere(cuts: list[int], rate: int) -> None:
    samples = np.random.default_rng(1).normal(size=(22_050, 2)).astype(np.float32)
    whole = energies([samples], rate)
    assert len(whole) == 22_050 * 1000 // rate
    assert energies(np.split(samples, sorted(cuts)), rate) == pytest.approx(whole)


def test_all_sound_all_silence_and_next_to_nothing(sine: Make) -> None:
    loud, quiet = energies([sine(2.0, -3.0)], 44_100), energies([sine(2.0, -60.0)], 44_100)
    assert sounding(loud) == ((0.0, 2.0),)
    assert silent(loud) == sounding(quiet) == ()
    assert silent(quiet) == ((0.0, 2.0),)
    assert silent(quiet[:500]) == ()
    assert energies([], 44_100).size == 0
    assert level(float(loud.mean())) == pytest.approx(-6.0, abs=0.1)
