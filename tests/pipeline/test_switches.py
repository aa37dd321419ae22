"""Switches of [audio] change the sound of what is published, say so, and move nothing in time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audiopub.pipeline.outcome import Request
from audiopub.pipeline.publishing import publish

RATE = 16_000
Samples = NDArray[np.float32]


def test_a_switch_that_is_turned_on_makes_the_episode_anew(
    spoken: Path,
    reading: tuple[list[str], list[float], Samples],
    write_sound: Callable[[Path, Samples], None],
) -> None:
    _, starts, samples = reading
    time = np.arange(len(samples)) / RATE
    noise = np.random.default_rng(2).normal(size=len(samples)) * 1e-4
    loudness = np.where(time < starts[5] - 0.1, 1.0, 0.25)  # the second half is 12 dB softer
    hum = 0.004 * np.sin(2 * np.pi * 60 * time)
    sound = (samples * loudness + noise + hum).astype(np.float32)
    write_sound(spoken / "episodes/a.wav", sound)
    first = publish(spoken, Request())
    assert first.live, first.findings
    captions = (spoken / "feeds/a/transcript.json").read_bytes()
    config = spoken / "audiopub.toml"
    switches = "[audio]\nhigh_pass = true\nremove_hum = true\nleveler = true\n"
    config.write_text(config.read_text(encoding="utf-8") + switches, encoding="utf-8")
    second = publish(spoken, Request())
    assert second.live, second.findings
    assert [episode.name for episode in second.made] == ["a"]
    assert second.made[0].enclosure.path != first.made[0].enclosure.path
    assert second.made[0].enclosure.duration == first.made[0].enclosure.duration
    assert (spoken / "feeds/a/transcript.json").read_bytes() == captions
    done = json.loads((spoken / "feeds/a/sound.json").read_bytes())["done"]
    assert done[0] == "rumble below 80 Hz taken out"
    assert done[1].startswith("60 Hz hum taken out at 60 Hz")
    assert done[2].startswith("quiet stretches were brought up by up to ")
    assert publish(spoken, Request()).made == ()
