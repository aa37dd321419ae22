"""What is said of a sound file is true, and it is said of the worst files, too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from audiopub.audio.advice import of_recording
from audiopub.audio.meter import Form, Meter, measure
from audiopub.audio.survey import survey
from audiopub.errors import SoundError
from audiopub.model import Survey

Write = Callable[..., Path]
Make = Callable[..., NDArray[np.float32]]


def codes(path: Path) -> list[str]:
    return [finding.code for finding in of_recording(survey(path, "a"), "a")]


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_says_what_is_in_a_file(write: Write, sine: Make, rate: int) -> None:
    samples = np.concatenate(
        [sine(2.0, -200.0, rate=rate), sine(6.0, -20.0, rate=rate), sine(1.5, -70.0, rate=rate)]
    )
    path = write("a.wav", samples, rate)
    found = survey(path, "a")
    assert (found.sample_rate, found.channels, found.codec) == (rate, 1, "pcm_s16le")
    assert found.duration == pytest.approx(9.5)
    assert found.loudness == measure(path)
    assert found.momentary_max == pytest.approx(-23.0, abs=0.1)
    assert found.short_term_max == pytest.approx(-23.0, abs=0.1)
    assert found.sample_peak_dbfs == pytest.approx(-20.0, abs=0.1)
    assert found.noise_floor_dbfs == pytest.approx(-73.0, abs=0.5)
    assert found.silence_start == pytest.approx(2.0, abs=0.05)
    assert found.silence_end == pytest.approx(1.5, abs=0.05)
    assert found.silence_total == pytest.approx(3.5, abs=0.1)
    assert found.silence_longest == found.silence_start
    assert found.clipped == 0
    assert found.missing == 0.0
    assert len(found.curve) == 9
    assert max(found.curve) == pytest.approx(-23.0, abs=0.1)
    assert not of_recording(found, "a")


def test_what_is_found_is_the_same_after_it_was_written_down(write: Write, sine: Make) -> None:
    """No silence is 0.0 s of it, not 0: else a report has other bytes when it is made anew."""
    found = survey(write("a.wav", sine(2.0, -20.0)), "a.wav")
    written = msgspec.json.encode(found)
    assert msgspec.json.encode(msgspec.json.decode(written, type=Survey)) == written


def test_tells_what_was_clipped_from_what_is_loud(write: Write, speech: Make, sine: Make) -> None:
    loud = speech(4.0, level=2.0)
    clipped = np.clip(loud - loud.mean(), -1, 1)
    clipped[:2] = 0.0
    assert "AP360" in codes(write("a.wav", clipped))
    assert codes(write("b.wav", sine(4.0, -0.01))) == []


def test_an_offset_is_found(write: Write, speech: Make) -> None:
    path = write("a.wav", speech(4.0, level=0.05) - np.float32(0.05))
    assert survey(path, "a").dc_offset == pytest.approx(0.05, abs=0.002)
    assert codes(path) == ["AP363"]


@pytest.mark.parametrize(("peak_db", "code"), [(-300.0, "AP361"), (-50.0, "AP362")])
def test_silence_and_faint_sound_are_findings(
    write: Write, sine: Make, peak_db: float, code: str
) -> None:
    assert codes(write("a.wav", sine(2.0, peak_db), codec="pcm_f32le")) == [code]


def test_samples_that_are_no_numbers_are_silence(write: Write, sine: Make) -> None:
    samples = sine(3.0, -20.0)
    samples[1000:2000] = np.nan
    samples[5000] = np.inf
    found = survey(write("a.wav", samples, codec="pcm_f32le"), "a")
    assert found.loudness.integrated_lufs == pytest.approx(-23.0, abs=0.2)


def test_a_file_that_was_cut_short_is_measured_and_said_to_be(write: Write, speech: Make) -> None:
    path = write("a.wav", speech(6.0))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    found = survey(path, "a")
    assert found.duration == pytest.approx(3.0, abs=0.1)
    assert found.missing == pytest.approx(3.0, abs=0.1)
    assert codes(path) == ["AP364"]


@pytest.mark.parametrize(("channel", "lufs"), [(2, -23.0), (3, -70.0), (4, -21.5)])
def test_surround_sound_counts_as_the_standard_says(sine: Make, channel: int, lufs: float) -> None:
    samples = np.zeros((132_300, 6), np.float32)  # left, right, centre, low, left and right behind
    samples[:, channel] = sine(3.0, -20.0)[:, 0]
    meter = Meter(Form(sample_rate=44_100, layout="5.1"))
    meter.feed(samples)
    assert meter.result().loudness.integrated_lufs == pytest.approx(lufs, abs=0.1)


def test_eight_channels_are_measured(write: Write, sine: Make) -> None:
    found = survey(write("a.wav", np.repeat(sine(2.0, -40.0), 8, axis=1)), "a")
    assert found.channels == 8


def test_what_is_no_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"RIFF")
    with pytest.raises(SoundError) as error:
        survey(path, "a.wav")
    assert error.value.code == "AP302"
