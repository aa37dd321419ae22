"""What no voice is made of goes, the voice stays as it is, and no time moves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from audiopub.audio import decode
from audiopub.audio.filters import Filters
from audiopub.audio.master import master
from audiopub.audio.meter import measure
from audiopub.errors import SoundError
from audiopub.model import MasterOptions

Write = Callable[..., Path]
Make = Callable[..., NDArray[np.float32]]
Samples = NDArray[np.float32]

RATE = 44_100
HIGH_PASS = Filters(high_pass=True)


def whole(filters: Filters, samples: Samples, rate: int = RATE) -> Samples:
    return np.concatenate(list(filters.applied([samples], rate)))


def level_at(pitch: float, samples: Samples, rate: int = RATE) -> float:
    """Return the level of a tone in dB, its first second left out."""
    heard = samples[rate:, 0].astype(np.float64)
    time = np.arange(len(heard)) / rate
    window = np.hanning(len(heard))
    found = np.abs(np.sum(heard * window * np.exp(-2j * np.pi * pitch * time)))
    return float(20 * np.log10(2 * found / window.sum() + 1e-12))


@pytest.mark.parametrize(
    ("pitch", "least", "most"), [(20.0, 45, 50), (40.0, 23, 25), (80.0, 2.9, 3.1), (120.0, 0, 0.3)]
)
@pytest.mark.parametrize("rate", [RATE, 48_000])
def test_what_lies_below_80_hz_is_taken_out(
    sine: Make, pitch: float, least: float, most: float, rate: int
) -> None:
    tone = sine(4.0, -6.0, pitch, rate)
    taken = level_at(pitch, tone, rate) - level_at(pitch, whole(HIGH_PASS, tone, rate), rate)
    assert least <= taken <= most


def test_an_offset_is_gone_after_a_moment() -> None:
    offset = np.full((RATE, 2), 0.2, np.float32)
    assert np.abs(whole(HIGH_PASS, offset)[RATE // 5 :]).max() < 1e-4


def test_without_a_switch_nothing_is_touched(speech: Make) -> None:
    samples = speech(1.0)
    assert not Filters().active
    assert whole(Filters(), samples) is not samples
    assert (whole(Filters(), samples) == samples).all()


def test_nothing_comes_of_nothing() -> None:
    assert list(HIGH_PASS.applied([], RATE)) == []


@settings(max_examples=25, deadline=None)
@given(cuts=st.lists(st.integers(1, 6_000), min_size=1, max_size=9), channels=st.integers(1, 2))
def test_it_is_the_same_however_the_sound_is_cut(cuts: list[int], channels: int) -> None:
    samples = np.random.default_rng(3).normal(size=(8_000, channels)).astype(np.float32)
    places = np.cumsum(cuts)
    blocks = [block for block in np.split(samples, places[places < len(samples)]) if len(block)]
    found = list(HIGH_PASS.applied(blocks, RATE))
    assert [len(block) for block in found] == [len(block) for block in blocks]
    assert np.array_equal(np.concatenate(found), whole(HIGH_PASS, samples))


def test_a_click_stays_at_its_sample() -> None:
    click = np.zeros((RATE, 1), np.float32)
    click[12_345] = 0.9
    assert int(np.argmax(np.abs(whole(HIGH_PASS, click)))) == 12_345


def test_a_master_has_no_rumble_is_as_loud_as_wanted_and_says_so(
    write: Write, speech: Make, sine: Make, tmp_path: Path
) -> None:
    recording = write("a.wav", speech(8.0, level=0.05) + sine(8.0, -20.0, 30.0) + np.float32(0.05))
    target = tmp_path / "a.mp3"
    made = master(recording, target, MasterOptions(high_pass=True), name="a.wav")
    assert made.treatment.high_pass
    assert made.before.dc_offset > 0.04
    assert measure(target).integrated_lufs == pytest.approx(-16.0, abs=0.1)
    assert measure(target).true_peak_dbtp <= -1.0
    plain = tmp_path / "b.mp3"
    master(recording, plain, MasterOptions(), name="a.wav")
    rumble, left = (
        level_at(30.0, np.concatenate(list(decode.blocks(path, RATE, 1))))
        for path in (plain, target)
    )
    assert rumble - left > 25
    assert made.timeline.at(3.0) == 3.0
    assert sum(map(len, decode.blocks(target, RATE, 1))) == 8 * RATE


def test_an_mp3_that_is_as_wanted_is_encoded_anew(
    write: Write, speech: Make, tmp_path: Path
) -> None:
    first, again = tmp_path / "a.mp3", tmp_path / "b.mp3"
    master(write("a.wav", speech(5.0)), first, MasterOptions(), name="a.wav")
    assert master(first, again, MasterOptions(), name="a.mp3").main.untouched
    made = master(first, again, MasterOptions(high_pass=True), name="a.mp3")
    assert not made.main.untouched
    assert made.main.after.integrated_lufs == pytest.approx(-16.0, abs=0.1)


def test_a_recording_of_rumble_alone_is_refused(write: Write, sine: Make, tmp_path: Path) -> None:
    rumble = write("a.wav", sine(4.0, -40.0, 20.0), codec="pcm_f32le")
    with pytest.raises(SoundError) as error:
        master(rumble, tmp_path / "a.mp3", MasterOptions(high_pass=True), name="a.wav")
    assert error.value.code == "AP307"
    assert "rumble" in error.value.what
