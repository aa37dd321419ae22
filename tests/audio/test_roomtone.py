"""The tone of a room is told from speech by its level, and from soft music by its evenness."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from audiopub.audio.meter import Form, Meter
from audiopub.audio.roomtone import RoomTone, room_tone, without_music

Make = Callable[..., NDArray[np.float32]]
Samples = NDArray[np.float32]

RATE = 44_100


def found(samples: Samples, rate: int = RATE) -> RoomTone:
    meter = Meter(Form(sample_rate=rate, layout="mono", by_hop=True))
    meter.feed(samples)
    return room_tone(meter.result(), rate)


def noise(seconds: float, level_db: float, rate: int = RATE) -> Samples:
    samples = np.random.default_rng(7).normal(size=(round(seconds * rate), 1))
    return (10 ** (level_db / 20) * samples).astype(np.float32)


def hum(seconds: float, level_db: float) -> Samples:
    time = np.arange(round(seconds * RATE)) / RATE
    lines = np.zeros_like(time)
    for number in range(1, 21):
        lines += np.sin(2 * np.pi * 50 * number * time + number) / number
    return (10 ** (level_db / 20) * lines).astype(np.float32)[:, np.newaxis]


@pytest.mark.parametrize("rate", [44_100, 48_000, 88_200, 96_000])
def test_a_pause_is_found_at_its_place(sine: Make, rate: int) -> None:
    tone = sine(2.0, -20.0, rate=rate)
    room = found(np.concatenate([tone, np.zeros((rate, 1), np.float32), tone]), rate)
    ((begin, end),) = room.stretches
    assert begin / rate == pytest.approx(2.0, abs=0.05)
    assert end / rate == pytest.approx(3.0, abs=0.05)
    assert not room.audible


def test_the_same_is_found_however_loud_all_of_it_is(speech: Make) -> None:
    pause = np.zeros((2 * RATE, 1), np.float32)
    samples = np.concatenate([speech(4.0), pause, speech(4.0)])
    samples += noise(10.0, -50.0)
    loud, soft = found(samples), found(samples * np.float32(0.02))
    assert loud.audible
    assert max(end - begin for begin, end in loud.stretches) == pytest.approx(2 * RATE, rel=0.02)
    assert soft == loud


def test_hum_is_of_the_room_and_music_is_not(sine: Make) -> None:
    whole = [(0, RATE)]
    chord = sine(1.0, -50.0, 330.0) + sine(1.0, -50.0, 415.3)
    for samples, tone in (
        (noise(1.0, -50.0), True),
        (noise(1.0, -55.0) + hum(1.0, -50.0), True),
        (noise(1.0, -55.0) + chord, False),
    ):
        assert list(without_music(whole, [samples], RATE)) == (whole if tone else [])


def test_music_anywhere_in_a_long_stretch_is_found(sine: Make) -> None:
    samples = noise(40.0, -60.0)
    samples[25 * RATE : 30 * RATE] += sine(5.0, -50.0, 440.0)
    stretches = [(0, 4 * RATE), (5 * RATE, 35 * RATE), (36 * RATE, 40 * RATE)]
    blocks = np.split(samples, [RATE, 7 * RATE, 20 * RATE])
    assert list(without_music(stretches, blocks, RATE)) == [stretches[0], stretches[2]]


def test_a_recording_that_is_shorter_than_it_was_has_nothing_there() -> None:
    stretches = [(0, RATE), (2 * RATE, 3 * RATE)]
    assert list(without_music(stretches, [noise(0.5, -50.0)], RATE)) == stretches
