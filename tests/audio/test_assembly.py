"""Clips are joined at the edges; the recording stands in the whole sample by sample."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from audiopub.audio.assembly import Assembly, read_clip
from audiopub.audio.decode import BLOCK_SIZE
from audiopub.audio.meter import Form, Meter
from audiopub.errors import SoundError

Write = Callable[..., Path]
Make = Callable[..., NDArray[np.float32]]
Samples = NDArray[np.float32]

RATE = 44_100
EXACT = 2**-26
"""pydub is given 32 bits, of which 28 are used."""


def assembled(body: Samples, cut: int = 10_000, **options: object) -> tuple[Assembly, Samples]:
    assembly = Assembly(
        body=lambda: np.split(body, range(cut, len(body), cut)),
        body_samples=len(body),
        sample_rate=RATE,
        **options,  # type: ignore[arg-type] # as a test likes
    )
    blocks = list(assembly.blocks())
    assert max(map(len, blocks)) <= BLOCK_SIZE
    return assembly, np.concatenate(blocks)


def test_without_clips_nothing_happens(speech: Make) -> None:
    body = speech(3.0)
    assembly, whole = assembled(body)
    assert np.array_equal(whole, body)
    assert assembly.timeline.at(1.5) == 1.5
    assert assembly.timeline.duration == 3.0


@pytest.mark.parametrize("channels", [1, 2])
def test_the_recording_stands_unfaded_between_its_clips(
    speech: Make, sine: Make, channels: int
) -> None:
    body = np.repeat(speech(5.0), channels, axis=1)
    intro, outro = sine(3.0, -20, 440, channels=channels), sine(2.0, -20, 660, channels=channels)
    assembly, whole = assembled(body, intro=intro, outro=outro, crossfade=1.0)
    start = 2 * RATE
    assert len(whole) == assembly.samples == (2 + 5 + 1) * RATE
    assert np.array_equal(whole[:start], intro[:start])
    assert np.array_equal(whole[start + RATE : start + 4 * RATE], body[RATE : 4 * RATE])
    under = whole[start : start + 5 * RATE] - body
    assert np.abs(under[: RATE // 20]).max() == pytest.approx(0.1, rel=0.05)
    assert np.abs(under[RATE // 2 - 500 : RATE // 2 + 500]).max() == pytest.approx(0.05, rel=0.05)
    assert np.abs(under[RATE - 1000 : RATE]).max() < 0.003
    assert np.abs(under[4 * RATE : 4 * RATE + 1000]).max() < 0.003
    assert np.abs(under[-1000:]).max() == pytest.approx(0.1, rel=0.05)
    assert np.abs(whole[start + 5 * RATE : -RATE // 100] - outro[RATE : -RATE // 100]).max() < EXACT


def test_the_timeline_tells_where_the_recording_stands(speech: Make, sine: Make) -> None:
    body = speech(5.0)
    assembly, _ = assembled(body, intro=sine(3.0), outro=sine(2.0), crossfade=0.5)
    timeline = assembly.timeline
    assert timeline.at(0.0) == 2.5
    assert timeline.at(5.0) == 7.5
    assert timeline.duration == 9.0


def test_the_edges_fade(sine: Make) -> None:
    _, whole = assembled(
        sine(4.0, -200.0),
        intro=sine(3.0, -20.0),
        outro=sine(3.0, -20.0),
        crossfade=0.0,
        fade_in=1.0,
        fade_out=2.0,
    )
    assert np.abs(whole[:500]).max() < 0.002
    assert np.abs(whole[RATE // 2 - 500 : RATE // 2 + 500]).max() == pytest.approx(0.05, rel=0.05)
    assert np.abs(whole[RATE : 3 * RATE]).max() == pytest.approx(0.1, rel=0.01)
    assert np.abs(whole[-RATE - 500 : -RATE + 500]).max() == pytest.approx(0.05, rel=0.05)
    assert np.abs(whole[-500:]).max() < 0.002


@given(
    body=st.integers(1, 40_000),
    intro=st.none() | st.integers(1, 30_000),
    outro=st.none() | st.integers(1, 30_000),
    cut=st.integers(500, 50_000),
    crossfade=st.sampled_from([0.0, 0.004, 0.05, 0.2, 10.0]),
    fade=st.sampled_from([0.0, 0.03, 0.3, 60.0]),
)
def test_no_sample_is_lost_or_doubled(
    body: int, intro: int | None, outro: int | None, cut: int, crossfade: float, fade: float
) -> None:
    voice = np.random.default_rng(body).normal(size=(body, 1)).astype(np.float32) * 0.1
    silent = {
        name: np.zeros((length, 1), np.float32)
        for name, length in (("intro", intro), ("outro", outro))
        if length is not None
    }
    assembly, whole = assembled(
        voice, cut, **silent, crossfade=crossfade, fade_in=fade, fade_out=fade
    )
    start = round(assembly.timeline.at(0.0) * RATE)
    assert len(whole) == assembly.samples == round(assembly.timeline.duration * RATE)
    assert np.allclose(whole[start : start + body], voice, rtol=0.0, atol=EXACT)
    assert not whole[:start].any()
    assert not whole[start + body :].any()


def test_a_recording_that_is_shorter_than_it_was_ends_early(speech: Make) -> None:
    body = speech(1.0)
    assembly = Assembly(body=lambda: [body], body_samples=2 * RATE, sample_rate=RATE)
    assert sum(map(len, assembly.blocks())) == RATE


def test_what_is_louder_than_full_scale_does_not_clip(sine: Make) -> None:
    body, intro = sine(2.0, 12.0), sine(2.0, 6.0)
    _, whole = assembled(body, intro=intro, crossfade=1.0)
    assert np.abs(whole).max() > 3.9


def test_a_clip_is_as_loud_as_the_recording(write: Write, sine: Make) -> None:
    path = write("intro.wav", sine(2.0, -40.0, rate=22_050, channels=2), 22_050)
    clip = read_clip(path, RATE, 1, -18.0, name="intro")
    assert clip.shape == (2 * RATE, 1)
    meter = Meter(Form(sample_rate=RATE, layout="mono"))
    meter.feed(clip)
    assert meter.result().loudness.integrated_lufs == pytest.approx(-18.0, abs=0.01)


@pytest.mark.parametrize(("seconds", "level", "code"), [(121, -20, "AP308"), (1, -200, "AP307")])
def test_a_clip_that_is_long_or_silent_is_refused(
    write: Write, sine: Make, seconds: float, level: float, code: str
) -> None:
    path = write("intro.flac", sine(seconds, level, rate=8_000), 8_000)
    with pytest.raises(SoundError) as error:
        read_clip(path, RATE, 1, -18.0, name="show/intro.flac")
    assert error.value.code == code
    assert error.value.path == "show/intro.flac"


def test_pydub_keeps_quiet_about_programs_that_it_does_not_find() -> None:
    code = """if True:
        import os, warnings
        import numpy as np
        from audiopub.audio.assembly import Assembly
        os.environ["PATH"] = ""
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
        warnings.filterwarnings("ignore", "invalid escape sequence", DeprecationWarning)
        sound = np.ones((44_100, 1), np.float32)
        assembly = Assembly(
            body=lambda: [sound], body_samples=44_100, sample_rate=44_100, intro=sound,
            crossfade=0.5,
        )
        assert sum(map(len, assembly.blocks())) == 66_150
    """
    subprocess.run([sys.executable, "-c", code], check=True)
