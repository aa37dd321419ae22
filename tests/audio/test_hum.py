"""Hum is heard where it is, told from a voice at the same pitch, and taken out of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from audiopub.audio import decode, report
from audiopub.audio.filters import Filters
from audiopub.audio.hum import HumListener
from audiopub.audio.master import master
from audiopub.audio.meter import measure
from audiopub.model import Hum, MasterOptions

Write = Callable[..., Path]
Make = Callable[..., NDArray[np.float32]]
Samples = NDArray[np.float32]

RATE = 16_000
SPEECH = Path(__file__).parents[1] / "data" / "speech"


@pytest.fixture(scope="module")
def voice() -> Samples:
    """A woman reads sentences, for 40 s, in a quiet room."""
    return np.concatenate(list(decode.blocks(SPEECH / "kerstin.opus", RATE, 1)))[: 40 * RATE]


def heard(samples: Samples, rate: int = RATE, cuts: tuple[int, ...] = ()) -> Hum:
    listener = HumListener()
    blocks = [block for block in np.split(samples, cuts) if len(block)]
    assert sum(map(len, listener.passing(blocks, rate))) == len(samples)
    return listener.result()


def humming(
    seconds: float, mains: float, level: float = -45.0, rate: int = RATE, drift: float = 0.0
) -> Samples:
    """Make hum with harmonics, the first as loud as is said in dB, which drifts by so many Hz."""
    time = np.arange(round(seconds * rate)) / rate
    phase = 2 * np.pi * np.cumsum(mains + drift * np.sin(2 * np.pi * time / seconds)) / rate
    levels = {1: level, 2: level - 3, 3: level - 3, 5: level - 8, 7: level - 10}
    tones = [10 ** (db / 20) * np.sin(k * phase + k) for k, db in levels.items()]
    hum: Samples = np.sum(tones, axis=0).astype(np.float32)[:, np.newaxis]
    return hum


def power(samples: Samples, lowest: float = 0.0, highest: float = RATE / 2) -> float:
    """Return the power between two frequencies in dB, the first second left out."""
    bins = np.abs(np.fft.rfft(samples[RATE:, 0].astype(np.float64))) ** 2
    pitches = np.fft.rfftfreq(len(samples) - RATE, 1 / RATE)
    return float(10 * np.log10(bins[(pitches >= lowest) & (pitches <= highest)].sum()))


@pytest.mark.parametrize("mains", [50, 60])
@pytest.mark.parametrize("off", [-0.05, 0.0, 0.08])
def test_hum_is_found_under_speech_and_taken_out_of_it(
    voice: Samples, mains: int, off: float
) -> None:
    hum = humming(40.0, mains + off, drift=0.02)
    found = heard(voice + hum)
    assert found.mains == mains
    assert len(found.lines) >= 3
    for line in found.lines:
        harmonic = round(line / mains)
        assert line == pytest.approx(harmonic * (mains + off), abs=0.03 * harmonic)
    assert max(found.above_db) > 30
    filters = Filters(hum=found.lines)
    # Filters are linear: this is what they leave of the hum in every pause, and take of the voice.
    left = np.concatenate(list(filters.applied([hum], RATE)))
    spoken = np.concatenate(list(filters.applied([voice], RATE)))
    reach = max(found.lines) + 20
    assert power(hum, 0, reach) - power(left, 0, reach) >= 20
    assert abs(power(voice, 40, 1200) - power(spoken, 40, 1200)) < 0.5
    assert abs(power(voice) - power(spoken)) < 0.5


def test_no_hum_is_found_in_clean_speech(voice: Samples) -> None:
    assert heard(voice) == Hum()


def test_the_hum_of_a_real_recording_is_found() -> None:
    """It was read in Germany, and its pauses were turned down later."""
    blocks = decode.blocks(SPEECH / "librivox-de.opus", RATE, 1)
    found = heard(np.concatenate(list(blocks)))
    assert found.mains == 50
    assert found.lines[0] == pytest.approx(49.97, abs=0.02)
    for line in found.lines[1:]:
        assert line / found.lines[0] == pytest.approx(round(line / 50), abs=0.005)


@pytest.mark.parametrize("pitch", [100.0, 120.0, 50.0])
@pytest.mark.parametrize("noise", [0.0, 0.001])
def test_a_voice_at_the_pitch_of_hum_is_none(pitch: float, noise: float) -> None:
    rng = np.random.default_rng(5)
    time = np.arange(40 * RATE) / RATE
    tone = np.sum([np.sin(2 * np.pi * pitch * k * time) / k for k in range(1, 12)], axis=0)
    syllables = np.repeat(rng.choice([0.0, 0.0, 0.3, 1.0], 40 * 4), RATE // 4)
    envelope = np.convolve(syllables, np.hanning(RATE // 10), "same") / (RATE // 20)
    monotone = 0.1 * envelope * tone + noise * rng.normal(size=len(time))
    assert heard(monotone.astype(np.float32)[:, np.newaxis]).lines == ()


def test_no_hum_is_found_in_noise_music_and_silence(sine: Make) -> None:
    rng = np.random.default_rng(6)
    assert heard(rng.normal(size=(30 * RATE, 1)).astype(np.float32)).lines == ()
    chords = [[98.0, 123.47, 146.83], [110.0, 130.81, 164.81], [87.31, 110.0, 130.81]]
    music = np.concatenate([sum(sine(1.0, -20, p, RATE) for p in chord) for chord in chords * 8])
    assert heard(music).lines == ()
    assert heard(np.zeros((20 * RATE, 2), np.float32)).lines == ()
    assert heard(np.zeros((RATE // 2, 1), np.float32)).lines == ()


def test_hum_of_one_channel_and_of_opposite_channels_is_found(voice: Samples) -> None:
    hum, silent = humming(40.0, 60.0), np.zeros((40 * RATE, 1), np.float32)
    assert heard(voice + np.concatenate([silent, hum], axis=1)).mains == 60
    assert heard(voice + np.concatenate([-hum, hum], axis=1)).mains == 60


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000, 192_000])
def test_it_is_found_at_any_sample_rate(rate: int) -> None:
    rng = np.random.default_rng(7)
    noise = rng.normal(size=(10 * rate, 1)).astype(np.float32) * np.float32(1e-3)
    found = heard(noise + humming(10.0, 50.0, rate=rate), rate)
    assert found.mains == 50
    assert found.lines[:3] == pytest.approx((50.0, 100.0, 150.0), abs=0.05)


@settings(max_examples=20, deadline=None)
@given(cuts=st.lists(st.integers(0, 6 * RATE), max_size=8))
def test_it_is_the_same_however_the_sound_is_cut(cuts: list[int]) -> None:
    noise = np.random.default_rng(8).normal(size=(6 * RATE, 1)).astype(np.float32) * 1e-3
    samples = (noise + humming(6.0, 60.0)).astype(np.float32)
    assert heard(samples, cuts=tuple(sorted(cuts))) == heard(samples)


def test_few_frames_are_kept_of_a_long_recording() -> None:
    listener = HumListener()
    block = np.random.default_rng(1).normal(size=(60 * RATE, 1)).astype(np.float32)
    for _ in listener.passing((block for _ in range(30)), RATE):
        assert len(listener._frames) <= 513


def test_a_master_has_no_hum_and_says_so(write: Write, voice: Samples, tmp_path: Path) -> None:
    recording = write("a.wav", (voice + humming(40.0, 50.0))[: 20 * RATE], RATE)
    target = tmp_path / "a.mp3"
    made = master(recording, target, MasterOptions(remove_hum=True), name="a.wav")
    assert made.treatment.hum is not None
    assert made.treatment.hum.mains == 50
    assert next(report.done(made, -16.0)).startswith("50 Hz hum taken out at 50, 100, 150")
    assert measure(target).integrated_lufs == pytest.approx(-16.0, abs=0.1)
    plain = tmp_path / "b.mp3"
    master(recording, plain, MasterOptions(), name="a.wav")
    before, after = (
        power(np.concatenate(list(decode.blocks(path, RATE, 1))), 48, 52)
        for path in (plain, target)
    )
    assert before - after >= 20


def test_an_mp3_without_hum_is_left_byte_for_byte_and_that_is_said(
    write: Write, voice: Samples, tmp_path: Path
) -> None:
    first, again = tmp_path / "a.mp3", tmp_path / "b.mp3"
    master(write("a.wav", voice[: 10 * RATE], RATE), first, MasterOptions(), name="a.wav")
    made = master(first, again, MasterOptions(remove_hum=True), name="a.mp3")
    assert again.read_bytes() == first.read_bytes()
    assert next(report.done(made, -16.0)) == "no hum was found"
    humming_mp3 = tmp_path / "c.mp3"
    noisy = write("b.wav", (voice + humming(40.0, 50.0, -35.0))[: 10 * RATE], RATE)
    master(noisy, humming_mp3, MasterOptions(), name="b.wav")
    made = master(humming_mp3, again, MasterOptions(remove_hum=True), name="c.mp3")
    assert not made.main.untouched
