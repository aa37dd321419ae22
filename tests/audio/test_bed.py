"""Music lies under the recording, without a seam, as loud as asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from audiopub.audio.bed import Bed, read_bed
from audiopub.audio.meter import Form, Meter
from audiopub.errors import SoundError

Write = Callable[..., Path]
Make = Callable[..., NDArray[np.float32]]
Samples = NDArray[np.float32]

RATE = 44_100


def music(seconds: float, seed: int = 5) -> Samples:
    """Make something that is nowhere the same."""
    return np.random.default_rng(seed).normal(size=(round(seconds * RATE), 1)).astype(np.float32)


def under(bed: Bed, samples: int, cut: list[int] | None = None) -> Samples:
    silence = np.zeros((samples, bed.clip.shape[1]), np.float32)
    return np.concatenate(list(bed.under(np.split(silence, sorted(cut or [])), samples)))


def test_the_clip_goes_on_as_long_as_the_recording() -> None:
    clip = music(10.0) * 0.05
    whole = under(Bed.of(clip, RATE), 40 * RATE)
    assert np.array_equal(whole[3 * RATE : 8 * RATE], clip[3 * RATE : 8 * RATE])
    again = slice(10 * RATE, 16 * RATE)  # after a seam of 2 s, from the clip's third second on
    assert np.array_equal(whole[again], clip[2 * RATE : 8 * RATE])
    assert np.array_equal(whole[18 * RATE : 24 * RATE], clip[2 * RATE : 8 * RATE])


def test_no_seam_is_heard(sine: Make) -> None:
    clip = sine(6.5, -20.0, 211.3)  # ends and begins elsewhere in its wave
    whole = under(Bed.of(clip, RATE), 30 * RATE)
    assert np.abs(np.diff(whole, axis=0)).max() <= 1.05 * np.abs(np.diff(clip, axis=0)).max()
    assert np.abs(whole).max() <= 1.01 * np.abs(clip).max()


def test_it_comes_and_goes(sine: Make) -> None:
    whole = np.abs(under(Bed.of(sine(8.0, -20.0), RATE), 30 * RATE))
    assert whole[: RATE // 20].max() < 0.003
    assert whole[RATE * 3 // 2 - 1000 : RATE * 3 // 2].max() == pytest.approx(0.05, rel=0.05)
    assert whole[-RATE * 3 // 2 : 1000 - RATE * 3 // 2].max() == pytest.approx(0.05, rel=0.05)
    assert whole[-RATE // 20 :].max() < 0.003


def test_the_recording_is_added_to_it(speech: Make) -> None:
    voice = speech(20.0)
    bed = Bed.of(music(5.0) * 0.01, RATE)
    whole = np.concatenate(list(bed.under([voice], len(voice))))
    assert np.allclose(whole - under(bed, len(voice)), voice, atol=1e-6)


@given(
    samples=st.integers(0, 12 * RATE),
    cut=st.lists(st.integers(0, 12 * RATE), max_size=6),
    seconds=st.sampled_from([4.0, 5.123]),
)
def test_the_result_does_not_depend_on_how_the_stream_is_cut(
    samples: int, cut: list[int], seconds: float
) -> None:
    bed = Bed.of(music(seconds), RATE)
    whole = under(bed, samples)
    assert len(whole) == samples
    assert np.array_equal(under(bed, samples, [min(place, samples) for place in cut]), whole)


def test_its_loudness_is_that_asked_for(write: Write) -> None:
    stereo = np.concatenate([music(6.0, 1), music(6.0, 2)], axis=1) * 0.01
    bed = read_bed(write("bed.wav", stereo), RATE, 2, -36.0, name="bed")
    meter = Meter(Form(sample_rate=RATE, layout="stereo"))
    meter.feed(bed.clip)
    assert meter.result().loudness.integrated_lufs == pytest.approx(-36.0, abs=0.1)


@pytest.mark.parametrize(("seconds", "code"), [(3.9, "AP311"), (121.0, "AP308"), (0.2, "AP305")])
def test_a_bed_that_is_short_or_long_is_refused(write: Write, seconds: float, code: str) -> None:
    path = write("bed.flac", music(seconds)[: round(seconds * 8000)] * 0.1, 8_000)
    with pytest.raises(SoundError) as error:
        read_bed(path, RATE, 1, -36.0, name="show/bed.flac")
    assert error.value.code == code
    assert error.value.path == "show/bed.flac"
    assert error.value.hint
