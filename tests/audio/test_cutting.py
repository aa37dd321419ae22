"""Silence goes, speech stays sample by sample, and no cut is heard."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from audiopub.audio.cutting import Cutting, cutting
from audiopub.audio.meter import Form, Meter
from audiopub.model import Cuts, Piece, Timeline

Make = Callable[..., NDArray[np.float32]]
Samples = NDArray[np.float32]

RATE = 44_100


def found(
    samples: Samples, *, trim: bool = True, longest_pause: float | None = 1.5, rate: int = RATE
) -> Cutting:
    layout = "mono" if samples.shape[1] == 1 else "stereo"
    meter = Meter(Form(sample_rate=rate, layout=layout, by_hop=True))
    meter.feed(samples)
    return cutting(meter.result(), rate, lambda: [samples], trim=trim, longest_pause=longest_pause)


def room(seconds: float, level_db: float, rate: int = RATE, seed: int = 3) -> Samples:
    """Make the noise of a room: it has more of the low than of the high."""
    noise = np.random.default_rng(seed).normal(size=round(seconds * rate) + 200)
    low = np.convolve(noise, np.exp(-np.arange(200) / 20.0), "full")[200 : 200 + len(noise) - 200]
    samples: Samples = (10 ** (level_db / 20) * low / low.std()).astype(np.float32)[:, np.newaxis]
    return samples


def recorded(
    speech: Make, layout: list[tuple[str, float]], noise_db: float, level: float = 0.1
) -> tuple[Samples, list[tuple[float, float]]]:
    """Put speech and pauses one after the other over noise; also return when there is speech."""
    parts, spoken, at = [], [], 0.0
    for number, (kind, seconds) in enumerate(layout):
        part = np.zeros((round(seconds * RATE), 1), np.float32)
        if kind == "speech":
            part = speech(seconds, level=level, seed=number)
            for edge in (slice(0, RATE // 6), slice(-RATE // 6, None)):  # not lost in the noise
                part[edge] *= level / np.sqrt(np.mean(part[edge] ** 2))
            spoken.append((at, at + seconds))
        parts.append(part)
        at += seconds
    voice = np.concatenate(parts)
    return voice + room(len(voice) / RATE, noise_db)[: len(voice)], spoken


LAYOUT = [
    ("pause", 2.0),
    ("speech", 3.0),
    ("pause", 4.0),
    ("speech", 4.0),
    ("pause", 1.0),
    ("speech", 3.0),
    ("pause", 3.0),
]


@pytest.mark.parametrize(("level", "noise_db"), [(0.1, -80), (0.1, -45), (0.003, -75), (0.4, -34)])
def test_silence_is_told_from_speech_however_loud_and_noisy_a_recording_is(
    speech: Make, level: float, noise_db: float
) -> None:
    samples, spoken = recorded(speech, LAYOUT, noise_db, level)
    kept = found(samples)
    assert kept.cuts.start == pytest.approx(2.0 - 0.3, abs=0.3)
    assert kept.cuts.end == pytest.approx(3.0 - 0.6, abs=0.3)
    assert kept.cuts.pauses == 1
    assert kept.cuts.shortened == pytest.approx(4.0 - 1.5, abs=0.3)
    for begin, end in spoken:
        [piece] = [
            (first / RATE, last / RATE)
            for first, last in kept.kept
            if first / RATE <= begin and end <= last / RATE
        ]
        assert begin - piece[0] >= 0.25 or piece[0] == 0.0
        assert piece[1] - end >= 0.25


def test_each_switch_does_its_own(speech: Make) -> None:
    samples, _ = recorded(speech, LAYOUT, -70)
    trimmed = found(samples, longest_pause=None)
    assert (trimmed.cuts.pauses, trimmed.cuts.shortened) == (0, 0.0)
    assert trimmed.cuts.start > 1.5
    assert len(trimmed.kept) == 1
    shortened = found(samples, trim=False)
    assert (shortened.cuts.start, shortened.cuts.end) == (0.0, 0.0)
    assert shortened.kept[0][0] == 0
    assert shortened.kept[-1][1] == len(samples)
    assert len(shortened.kept) == 2
    assert found(samples, trim=False, longest_pause=60.0).cuts == Cuts()


def test_what_is_cut_is_as_long_as_is_said(speech: Make) -> None:
    samples, _ = recorded(speech, LAYOUT, -60)
    kept = found(samples)
    cuts = kept.cuts
    gone = (len(samples) - kept.kept_samples) / RATE
    assert cuts.start + cuts.end + cuts.shortened == pytest.approx(gone, abs=1e-9)
    assert kept.cuts_something


def test_a_recording_without_silence_stays_as_it_is(speech: Make, sine: Make) -> None:
    for samples in (speech(10.0), sine(5.0), room(6.0, -20)):
        kept = found(samples)
        assert not kept.cuts_something
        assert kept.cuts == Cuts()
        assert np.array_equal(np.concatenate(list(kept.passing([samples]))), samples)


def test_noise_that_is_nearly_as_loud_as_speech_is_no_silence(speech: Make) -> None:
    samples, _ = recorded(speech, LAYOUT, -32)
    assert not found(samples).cuts_something


def test_music_at_the_edges_is_no_silence(speech: Make, sine: Make) -> None:
    music = sine(4.0, -40.0, 330.0) + sine(4.0, -40.0, 415.0)
    samples = np.concatenate([music, speech(4.0), room(3.0, -75), speech(4.0), music])
    kept = found(samples + room(len(samples) / RATE, -75))
    assert (kept.cuts.start, kept.cuts.end) == (0.0, 0.0)
    assert kept.cuts.pauses == 1


@pytest.mark.parametrize("level", [-22, -27, -33])
def test_soft_music_under_the_speech_is_no_silence(speech: Make, level: float) -> None:
    samples, _ = recorded(speech, LAYOUT, -90)
    time = np.arange(len(samples)) / RATE
    chords = [(220.0, 277.2, 329.6, 440.0), (174.6, 220.0, 349.2, 523.3)]
    music = np.zeros_like(time)
    for number in range(int(time[-1] / 2) + 1):
        here = (time >= 2 * number) & (time < 2 * number + 2)
        for pitch in chords[number % 2]:
            music[here] += np.sin(2 * np.pi * pitch * time[here]) + 0.3 * np.sin(
                6 * np.pi * pitch * time[here]
            )
    music *= 10 ** ((-21.7 + level) / 20) / np.sqrt(np.mean(music**2))
    assert not found(samples + music.astype(np.float32)[:, np.newaxis]).cuts_something
    hush = 10 ** ((-21.7 + level) / 20) * np.random.default_rng(2).normal(size=samples.shape)
    assert found(samples + (0.5 * hush).astype(np.float32)).cuts.pauses == 1


def test_if_more_than_half_were_to_go_nothing_does(speech: Make) -> None:
    samples, _ = recorded(speech, [("speech", 4.0), ("pause", 9.0)], -70)
    kept = found(samples)
    assert not kept.cuts_something
    assert kept.cuts.declined == pytest.approx(8.4, abs=0.1)


@pytest.mark.parametrize("channels", [1, 2])
def test_speech_stays_sample_by_sample_and_no_cut_clicks(speech: Make, channels: int) -> None:
    samples, spoken = recorded(speech, LAYOUT, -50)
    samples = np.repeat(samples, channels, axis=1)
    kept = found(samples)
    whole = np.concatenate(list(kept.passing([samples])))
    assert len(whole) == kept.kept_samples
    timeline = kept.timeline(_whole(kept))
    for begin, end in spoken:
        at, length = round(timeline.at(begin) * RATE), round((end - begin) * RATE)
        assert np.array_equal(
            whole[at : at + length], samples[round(begin * RATE) : round(begin * RATE) + length]
        )
    quietly = np.abs(np.diff(samples[: RATE * 3 // 2], axis=0)).max()
    for before, after in pairwise(timeline.pieces):
        assert before.start + before.source_end - before.source_start == pytest.approx(after.start)
        cut = round(after.start * RATE)
        around = whole[cut - RATE // 10 : cut + RATE // 10]
        assert np.abs(np.diff(around, axis=0)).max() <= 1.1 * quietly
        mixed = whole[cut : cut + round(0.02 * RATE)]
        assert mixed.std() == pytest.approx(samples[: RATE * 3 // 2].std(), rel=0.25)
    assert np.abs(whole[0]).max() < quietly
    assert np.abs(whole[-1]).max() < quietly


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
def test_any_sample_rate_that_is_measured_can_be_cut(speech: Make, rate: int) -> None:
    samples = np.concatenate([np.zeros((rate, 1), np.float32), speech(3.0, rate)])
    kept = found(samples, rate=rate)
    assert kept.cuts.start == pytest.approx(0.7, abs=0.05)


def test_a_recording_that_is_shorter_than_it_was_ends_early(speech: Make) -> None:
    samples, _ = recorded(speech, LAYOUT, -60)
    kept = found(samples)
    for length in (0, RATE, 9 * RATE):
        assert sum(map(len, kept.passing([samples[:length]]))) <= length


def _whole(kept: Cutting) -> Timeline:
    seconds = kept.kept_samples / kept.sample_rate
    piece = Piece(source_start=0.0, source_end=seconds, start=0.0)
    return Timeline(pieces=(piece,), duration=seconds, recorded=seconds)


@st.composite
def cuttings(draw: st.DrawFn) -> Cutting:
    """Draw what is kept of half a minute in which cuts are as far apart as they are."""
    steps = draw(st.lists(st.integers(9_000, 60_000), min_size=1, max_size=12))
    bounds = np.cumsum(steps).tolist()
    first = draw(st.booleans())
    if len(bounds) % 2 == first:
        bounds.append(bounds[-1] + 9_000)
    places = [*([] if first else [0]), *bounds]
    samples = places[-1] + draw(st.sampled_from([0, 20_000]))
    kept = tuple(zip(places[::2], places[1::2], strict=True))
    return Cutting(kept=kept, samples=samples, sample_rate=10_000, cuts=Cuts())


@given(kept=cuttings(), cut=st.lists(st.integers(0, 400_000), max_size=8))
def test_the_result_does_not_depend_on_how_the_stream_is_cut(kept: Cutting, cut: list[int]) -> None:
    samples = np.random.default_rng(1).normal(size=(kept.samples, 2)).astype(np.float32)
    whole = np.concatenate(list(kept.passing([samples])))
    blocks = np.split(samples, sorted(cut))
    assert np.array_equal(np.concatenate(list(kept.passing(blocks))), whole)
    assert len(whole) == kept.kept_samples


@given(kept=cuttings(), intro=st.floats(0, 20), times=st.lists(st.floats(0, 50), min_size=2))
def test_times_keep_their_order_and_pieces_add_up(
    kept: Cutting, intro: float, times: list[float]
) -> None:
    seconds = kept.kept_samples / kept.sample_rate
    piece = Piece(source_start=0.0, source_end=seconds, start=intro)
    whole = Timeline(pieces=(piece,), duration=intro + seconds + 3, recorded=seconds)
    timeline = kept.timeline(whole)
    placed = [timeline.at(time) for time in sorted(times)]
    assert placed == sorted(placed)
    assert all(intro <= time <= intro + seconds + 1e-6 for time in placed)
    lengths = [piece.source_end - piece.source_start for piece in timeline.pieces]
    assert sum(lengths) == pytest.approx(seconds)
    assert timeline.recorded == kept.samples / kept.sample_rate
    for one, length in zip(timeline.pieces, lengths, strict=True):
        assert timeline.at(one.source_start) == pytest.approx(one.start)
        assert timeline.at(one.source_end) == pytest.approx(one.start + length)
