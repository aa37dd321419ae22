"""Silence is found where pydub finds it, in a single pass."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydub import AudioSegment
from pydub.silence import detect_nonsilent, detect_silence

from audiopub.audio.silence import Pauses, level, sounding

Make = Callable[..., NDArray[np.float32]]
Found = list[tuple[float, float]]

RATE = 8_000


def of_pydub(
    samples: NDArray[np.float32], rate: int, function: Callable[..., list[list[int]]], **more: float
) -> Found:
    whole = np.rint(samples * 32768).astype(np.int16)
    segment = AudioSegment(
        data=whole.tobytes(), sample_width=2, frame_rate=rate, channels=samples.shape[1]
    )
    return [(begin / 1000, end / 1000) for begin, end in function(segment, **more)]


def quantised(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    return (np.clip(np.rint(samples * 32768), -32768, 32767) / 32768).astype(np.float32)


def pauses(blocks: list[NDArray[np.float32]], rate: int, **more: float) -> Pauses:
    found = Pauses(rate, **more)
    for block in blocks:
        found.feed(block)
    return found


def with_pauses(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    samples = samples.copy()
    for begin, end in ((0.0, 0.7), (2.1, 3.4), (5.0, 6.9), (9.2, 10.0)):
        samples[round(begin * rate) : round(end * rate)] *= 0.001
    return samples


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100])
@pytest.mark.parametrize("channels", [1, 2])
def test_finds_the_stretches_that_pydub_finds(speech: Make, rate: int, channels: int) -> None:
    samples = quantised(np.repeat(with_pauses(speech(10.0, rate, 0.3), rate), channels, axis=1))
    found = pauses([samples], rate)
    for function, ours in ((detect_nonsilent, found.sounding()), (detect_silence, found.silent())):
        expected = of_pydub(samples, rate, function)
        assert len(expected) > 1
        assert list(ours) == expected


def test_length_and_threshold_are_the_callers(speech: Make) -> None:
    samples = quantised(with_pauses(speech(10.0, RATE, 0.1), RATE))
    found = sounding([samples], RATE, shortest=0.5, threshold_dbfs=-45.0)
    expected = of_pydub(samples, RATE, detect_nonsilent, min_silence_len=500, silence_thresh=-45.0)
    assert list(found) == expected
    assert len(found) == 3


# Levels around pydub's threshold: 5193 of 32768 is silent, 5194 is not.
levels = st.sampled_from([0, 1, 3000, 5000, 5192, 5193, 5194, 5195, 5300, 9000, 32767])
stretches = st.lists(st.tuples(levels, st.integers(1, 1_700)), min_size=1, max_size=6)


@settings(deadline=None, max_examples=40)
@given(parts=stretches, rest=st.integers(0, 9), noise=st.booleans())
@example(parts=[(5193, 1000)], rest=0, noise=False)
@example(parts=[(5194, 1000), (5193, 1000), (5194, 1)], rest=3, noise=False)
@example(parts=[(0, 1000), (32767, 1), (0, 999)], rest=0, noise=False)
def test_any_levels_for_any_time_give_what_pydub_gives(
    parts: list[tuple[int, int]], rest: int, *, noise: bool
) -> None:
    steady = np.repeat([part for part, _ in parts], [8 * ms for _, ms in parts])
    steady = np.append(steady, [0] * rest)
    signs = np.random.default_rng(len(steady)).choice([-1, 1], len(steady))
    varied = np.random.default_rng(1).normal(size=len(steady)) if noise else signs
    whole = np.clip(np.rint(steady * varied), -32768, 32767)
    samples = (whole / 32768).astype(np.float32)[:, np.newaxis]
    assert list(sounding([samples], RATE)) == of_pydub(samples, RATE, detect_nonsilent)


@given(cuts=st.lists(st.integers(0, 66_150), max_size=6), rate=st.sampled_from([22_050, RATE]))
def test_blocks_may_be_cut_anywhere(cuts: list[int], rate: int) -> None:
    samples = np.random.default_rng(1).normal(size=(66_150, 2)).astype(np.float32)
    samples[9_000:40_000] *= 0.05
    whole = pauses([samples], rate)
    found = pauses(np.split(samples, sorted(cuts)), rate)
    assert found.silent() == whole.silent() != ()
    assert found.mean_squares == pytest.approx(whole.mean_squares)
    assert found.duration == whole.duration == round(66_150 * 1000 / rate) / 1000


def test_all_sound_all_silence_and_next_to_nothing(sine: Make) -> None:
    loud, quiet = pauses([sine(2.0, -3.0)], 44_100), pauses([sine(2.0, -60.0)], 44_100)
    assert loud.sounding() == ((0.0, 2.0),)
    assert loud.silent() == quiet.sounding() == ()
    assert quiet.silent() == ((0.0, 2.0),)
    assert pauses([sine(0.5, -60.0)], 44_100).silent() == ()
    assert pauses([], 44_100).silent() == pauses([], 44_100).sounding() == ()
    assert pauses([], 44_100).mean_squares.size == 0
    assert level(float(loud.mean_squares.mean())) == pytest.approx(-6.0, abs=0.1)
