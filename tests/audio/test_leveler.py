"""Quiet and loud speakers come together; pauses, syllables and even speech stay as they are."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from audiopub.audio import decode, report
from audiopub.audio.hops import Hops, nearest, not_below
from audiopub.audio.leveler import MOST, Levels, levels
from audiopub.audio.loudness import Analysis
from audiopub.audio.master import master
from audiopub.audio.meter import Form, Meter, measure
from audiopub.model import MasterOptions

Write = Callable[..., Path]
Make = Callable[..., NDArray[np.float32]]
Samples = NDArray[np.float32]

RATE = 44_100
SPEECH = Path(__file__).parents[1] / "data" / "speech"
SAMPLE = Path(__file__).parents[2] / "episodes" / "rubio-lawrow.flac"


def analysed(samples: Samples) -> Analysis:
    meter = Meter(Form(sample_rate=RATE, layout="mono", by_hop=True, raised_db=MOST))
    meter.feed(samples)
    return meter.result()


def lufs(samples: Samples) -> float:
    return analysed(samples).loudness.integrated_lufs


def read(path: Path, begin: float, end: float) -> Samples:
    """Return a stretch of a file, at -20 LUFS."""
    whole = np.concatenate(list(decode.blocks(path, RATE, 1)))
    found = whole[round(begin * RATE) : round(end * RATE)]
    return (found * 10 ** ((-20 - lufs(found)) / 20)).astype(np.float32)


@pytest.fixture(scope="module")
def man() -> Samples:
    return read(SPEECH / "librivox-de.opus", 8.0, 66.0)


@pytest.fixture(scope="module")
def other() -> Samples:
    return read(SAMPLE, 60.0, 118.0)


def room(seconds: float) -> Samples:
    """Make the noise of a room, at about -68 LUFS."""
    noise = np.random.default_rng(4).normal(size=(round(seconds * RATE), 1))
    return (4e-4 * noise).astype(np.float32)


def dialogue(
    loud: Samples, quiet: Samples, turn: float, apart: float, pause: float = 0.4
) -> tuple[Samples, NDArray[np.int8]]:
    """Let two speakers take turns; return the sound, and of each sample who speaks: 0, 1, or -1."""
    size, gap = round(turn * RATE), round(pause * RATE)
    parts, who = [], []
    for begin in range(0, min(len(loud), len(quiet)) - size + 1, size):
        for speaker, sound in enumerate((loud, quiet * np.float32(10 ** (-apart / 20)))):
            parts += [sound[begin : begin + size], np.zeros((gap, 1), np.float32)]
            who += [np.full(size, speaker), np.full(gap, -1)]
    sound = np.concatenate(parts)
    return sound + room(len(sound) / RATE)[: len(sound)], np.concatenate(who).astype(np.int8)


def applied(found: Levels, samples: Samples) -> Samples:
    return np.concatenate(list(found.applied([samples], RATE)))


@pytest.mark.parametrize("turn", [5.0, 8.0, 19.0])
@pytest.mark.parametrize("pause", [0.0, 0.4, 2.0])
def test_speakers_12_db_apart_come_within_2_lu(
    man: Samples, other: Samples, turn: float, pause: float
) -> None:
    sound, who = dialogue(man, other, turn, 12.0, pause)
    even = applied(levels(analysed(sound)), sound)
    before, after = (
        abs(lufs(samples[who == 0]) - lufs(samples[who == 1])) for samples in (sound, even)
    )
    assert before > 10
    assert after < 2


def test_who_is_quiet_first_is_brought_up_as_well(man: Samples, other: Samples) -> None:
    sound = np.concatenate([other[: 20 * RATE] * np.float32(0.3), man[: 20 * RATE]])
    even = applied(levels(analysed(sound)), sound)
    assert abs(lufs(even[: 20 * RATE]) - lufs(even[20 * RATE :])) < 2


@pytest.mark.parametrize("speaker", ["man", "other"])
def test_even_speech_is_hardly_changed(speaker: str, request: pytest.FixtureRequest) -> None:
    speech = request.getfixturevalue(speaker)
    assert np.abs(levels(analysed(speech)).gains_db).max() < 1.0


def test_the_gain_moves_slowly_and_not_too_far(man: Samples, other: Samples) -> None:
    sound, _ = dialogue(man, other, 8.0, 20.0)
    gains = levels(analysed(sound)).gains_db
    assert np.abs(np.diff(gains)).max() <= 2.0 + 1e-5  # 20 dB a second
    assert 11.0 < gains.max() <= 12.0
    assert gains.min() >= -12.0


def test_the_gain_does_not_follow_syllables(man: Samples, other: Samples) -> None:
    sound, who = dialogue(man, other, 19.0, 12.0)
    gains = levels(analysed(sound)).gains_db
    speakers = who[RATE // 20 :: RATE // 10][: len(gains)]
    changes = np.flatnonzero(np.diff(speakers))
    moving = np.flatnonzero(np.abs(np.diff(gains)) > 1e-3)
    apart = np.abs(changes - moving[:, np.newaxis]).min(axis=1)
    assert np.abs(np.diff(gains))[moving[apart > 15]].sum() < 3.0  # else a speaker's own level
    assert len(moving) < 0.1 * len(gains)


def test_pauses_are_raised_no_more_than_the_speech_around_them(
    man: Samples, other: Samples
) -> None:
    sound, who = dialogue(man, other, 9.0, 12.0, pause=4.0)
    gains = levels(analysed(sound)).gains_db
    speakers = who[RATE // 20 :: RATE // 10][: len(gains)]
    edges = np.flatnonzero(np.diff(speakers)) + 1
    for begin, end in zip(edges[::2], edges[1::2], strict=False):
        around = np.median(gains[begin - 40 : begin - 5]), np.median(gains[end + 5 : end + 40])
        assert gains[begin:end].max() <= max(around) + 1e-3
        middle = gains[begin + 8 : end - 8]
        assert middle == pytest.approx(min(around), abs=1e-3)


def test_noise_between_the_words_of_a_quiet_speaker_is_no_speaker(man: Samples) -> None:
    quiet = man[: 20 * RATE] * np.float32(0.25)
    noise = room(12.0) * np.float32(10)  # as a bad line: 20 dB above the room
    sound = np.concatenate([man[: 20 * RATE], noise, quiet, noise, man[20 * RATE : 40 * RATE]])
    found = levels(analysed(sound)).gains_db
    assert found[230:310].max() < 1.0
    assert found[560:630].max() < 1.0
    assert found[360:500].min() > 8.0


def test_a_loud_speaker_does_not_burst_in_after_a_quiet_one(man: Samples, other: Samples) -> None:
    quiet = other[: 15 * RATE] * np.float32(0.2)
    sound = np.concatenate([quiet, man[: 15 * RATE]])
    gains = levels(analysed(sound)).gains_db
    own = np.median(gains[170:280])
    assert gains[149] - own <= 2.0 * 1.5 + 0.01
    assert gains[150:280] == pytest.approx(own, abs=0.01)
    assert gains[:135] == pytest.approx(np.median(gains[:100]), abs=0.01)


def test_music_that_fades_still_fades(sine: Make, man: Samples) -> None:
    rng = np.random.default_rng(3)
    beats = np.repeat(rng.uniform(0.3, 1.0, 120), RATE // 4)[:, np.newaxis]
    music = (sine(30.0, -14.0, 440.0) * beats).astype(np.float32)
    fade = np.linspace(1.0, 0.0, 10 * RATE, dtype=np.float32)[:, np.newaxis]
    music[-10 * RATE :] *= fade
    sound = np.concatenate([man[: 30 * RATE], music])
    faded = analysed(applied(levels(analysed(sound)), sound)).step_powers[-100:]
    seconds = 10 * np.log10(faded.reshape(10, 10).mean(axis=1))
    assert (np.diff(seconds) < 2.5).all()
    assert seconds[0] - seconds[-1] > 20


def test_silence_and_short_sound_are_taken(sine: Make) -> None:
    short = levels(analysed(sine(0.45)))
    assert not short.active
    assert np.array_equal(applied(short, sine(0.45)), sine(0.45))
    silence = np.zeros((5 * RATE, 1), np.float32)
    sound = np.concatenate([silence, sine(5.0), silence])
    assert not levels(analysed(sound)).active


def test_what_is_heard_after_it_is_known_without_listening(man: Samples, other: Samples) -> None:
    sound, _ = dialogue(man, other, 6.0, 12.0)
    before = analysed(sound)
    found = levels(before)
    expected, heard = found.analysed(before), analysed(applied(found, sound))
    assert expected.loudness.integrated_lufs == pytest.approx(
        heard.loudness.integrated_lufs, abs=0.02
    )
    after, known = expected.hop_peaks[:], heard.hop_peaks[:]
    loud = known > 0.3  # Of others, a meter need not tell more than that they are less.
    assert after[loud] == pytest.approx(known[loud], rel=0.01)
    assert after[~loud].max() < 0.31
    assert len(expected.step_powers) == len(heard.step_powers)


@settings(max_examples=25, deadline=None)
@given(
    cuts=st.lists(st.integers(0, 4 * RATE), max_size=9),
    gains=st.lists(st.sampled_from([-3.0, 0.0, 2.5, 9.0]), min_size=1, max_size=41),
)
def test_it_is_the_same_however_the_sound_is_cut(cuts: list[int], gains: list[float]) -> None:
    sound = np.random.default_rng(5).normal(size=(4 * RATE, 2)).astype(np.float32)
    found = Levels(gains_db=np.array(gains))
    blocks = [block for block in np.split(sound, sorted(cuts)) if len(block)]
    pieces = list(found.applied(blocks, RATE))
    assert [len(piece) for piece in pieces] == [len(block) for block in blocks]
    assert np.array_equal(np.concatenate(pieces), applied(found, sound))


def test_three_hours_take_little_room() -> None:
    rng = np.random.default_rng(6)
    steps, hops = 108_000, 70
    level = np.repeat(rng.choice([-20.0, -30.0], steps // 100), 100) + rng.normal(0, 4, steps)
    level[rng.random(steps) < 0.2] = -60.0
    long = Analysis(
        samples=steps * RATE // 10,
        step_powers=10 ** (level / 10),
        true_peak=0.1,
        hop_peaks=Hops(not_below(np.full(steps * hops, 0.1, np.float32))),
        hop_energies=Hops(nearest(np.full(steps * hops, 0.1, np.float32))),
    )
    tracemalloc.start()
    found = levels(long)
    planning = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    found.analysed(long)
    applying = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.active
    assert planning < 20_000_000
    assert applying < 80_000_000  # 61 MB of which are the result


def test_a_master_is_even_and_as_loud_as_wanted(
    write: Write, man: Samples, other: Samples, tmp_path: Path
) -> None:
    sound, who = dialogue(man[: 14 * RATE], other[: 14 * RATE], 7.0, 12.0)
    recording, target = write("a.wav", sound), tmp_path / "a.mp3"
    made = master(recording, target, MasterOptions(leveler=True), name="a.wav")
    assert measure(target).integrated_lufs == pytest.approx(-16.0, abs=0.1)
    assert measure(target).true_peak_dbtp <= -1.0
    heard = np.concatenate(list(decode.blocks(target, RATE, 1)))
    assert len(heard) == len(sound)
    assert abs(lufs(heard[who == 0]) - lufs(heard[who == 1])) < 2
    told = next(report.done(made, -16.0))
    assert told.startswith("quiet stretches were brought up by up to ")
    assert ", loud ones down by up to " in told
    again = tmp_path / "b.mp3"
    assert master(recording, again, MasterOptions(leveler=True), name="a", cores=1) == made
    assert again.read_bytes() == target.read_bytes()


def test_an_mp3_is_left_as_it_is_only_if_its_speakers_are_even(
    write: Write, man: Samples, other: Samples, tmp_path: Path
) -> None:
    options = MasterOptions(leveler=True)
    mp3, again = tmp_path / "a.mp3", tmp_path / "b.mp3"
    master(write("a.wav", man[: 12 * RATE]), mp3, MasterOptions(), name="a.wav")
    even = master(mp3, again, options, name="a.mp3")
    assert even.main.untouched
    assert next(report.done(even, -16.0)).startswith("speakers were equally loud already")
    sound, _ = dialogue(man[: 14 * RATE], other[: 14 * RATE], 7.0, 12.0)
    master(write("b.wav", sound), mp3, MasterOptions(), name="b.wav")
    assert not master(mp3, again, options, name="a.mp3").main.untouched


def test_all_switches_together_hold_their_promises(
    write: Write, sine: Make, man: Samples, other: Samples, tmp_path: Path
) -> None:
    sound, who = dialogue(man[: 14 * RATE], other[: 14 * RATE], 7.0, 12.0)
    seconds = len(sound) / RATE
    noisy = (
        sound + sine(seconds, -40.0, 50.0)[: len(sound)] + sine(seconds, -30.0, 25.0)[: len(sound)]
    )
    options = MasterOptions(high_pass=True, remove_hum=True, leveler=True, formats=("mp3", "flac"))
    target = tmp_path / "a.mp3"
    made = master(write("a.wav", noisy + np.float32(0.02), 44_100), target, options, name="a.wav")
    for path in (target, target.with_suffix(".flac")):
        assert measure(path).integrated_lufs == pytest.approx(-16.0, abs=0.1)
        assert measure(path).true_peak_dbtp <= -1.0
        heard = np.concatenate(list(decode.blocks(path, RATE, 1)))
        assert abs(lufs(heard[who == 0]) - lufs(heard[who == 1])) < 2
    assert made.treatment.hum is not None
    assert made.treatment.hum.mains == 50
    assert replace(made.treatment, hum=None, leveled=None).high_pass
