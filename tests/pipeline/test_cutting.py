"""Times are right in all that is published, however much was cut out of a recording."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from lxml import etree
from mutagen.mp3 import MP3
from numpy.typing import NDArray

from audiopub.pipeline.outcome import Request
from audiopub.pipeline.publishing import publish

RATE = 16_000
Samples = NDArray[np.float32]
Reading = tuple[list[str], list[float], Samples]

AFTER = 0.4
"""Seconds from the beginning of a sentence to the pip that marks it."""


def pip() -> Samples:
    """Make a sound that nobody's voice makes."""
    time = np.arange(RATE // 50) / RATE
    tone: Samples = (0.3 * np.sin(2 * np.pi * 5000 * time)).astype(np.float32)
    return tone


def pips_in(file: Path, number: int) -> list[float]:
    """Return when the pips begin that are heard in a sound file."""
    with av.open(str(file)) as container:
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
        frames = [*container.decode(audio=0), None]
        parts = [part.to_ndarray()[0] for frame in frames for part in resampler.resample(frame)]
    likeness = np.abs(np.correlate(np.concatenate(parts), pip(), "valid"))
    found: list[int] = []
    for place in np.argsort(likeness)[::-1].tolist():
        if all(abs(place - other) > RATE // 2 for other in found):
            found.append(place)
        if len(found) == number:
            break
    return [place / RATE for place in sorted(found)]


@pytest.fixture
def paused(
    spoken: Path, reading: Reading, write_sound: Callable[[Path, Samples], None]
) -> tuple[Path, list[float]]:
    """Give a show whose recording has long silences; and when its sentences begin in it."""
    _, starts, samples = reading
    rng = np.random.default_rng(4)
    parts, begins, length = [], [], 0
    silences = {0: 5.0, 3: 4.0, 4: 0.7, 7: 6.0, 10: 4.0}
    for number in range(11):
        hush = rng.normal(size=round(silences.get(number, 0.0) * RATE)).astype(np.float32) * 2e-4
        begin = round((starts[number] - 0.1) * RATE)
        voice = samples[begin : round((starts[number + 1] - 0.1) * RATE)].copy()
        if number == 10:
            voice = voice[:0]
        else:
            begins.append((length + len(hush)) / RATE + 0.1)
            at = round((0.1 + AFTER) * RATE)
            voice[at : at + len(pip())] += pip()
        parts += [hush, voice]
        length += len(hush) + len(voice)
    write_sound(spoken / "episodes/a.wav", np.concatenate(parts))
    config = spoken / "audiopub.toml"
    text = config.read_text(encoding="utf-8")
    text += "[audio]\ntrim_silence = true\nlongest_pause = 1.0\n"
    config.write_text(text, encoding="utf-8")
    return spoken, begins


def clock(time: float) -> str:
    return f"00:{int(time) // 60:02d}:{time % 60:06.3f}"


def test_what_is_timed_is_right_after_cuts(
    paused: tuple[Path, list[float]], reading: Reading
) -> None:
    root, begins = paused
    chapters = [(0.0, "Anfang"), (begins[4], "Mitte"), (begins[8], "Ende")]
    (root / "episodes/a.chapters.txt").write_text(
        "".join(f"{clock(time)} {title}\n" for time, title in chapters), encoding="utf-8"
    )
    bite = begins[6] + AFTER
    (root / "episodes/a.toml").write_text(
        f'[[soundbites]]\nstart = {bite}\nduration = {begins[7] + AFTER - bite}\ntitle = "Da"\n',
        encoding="utf-8",
    )
    outcome = publish(root, Request())
    assert outcome.live, outcome.findings
    (episode,) = outcome.made
    heard = pips_in(root / "feeds" / episode.enclosure.path, 10)

    said = json.loads((root / "feeds/a/sound.json").read_bytes())
    cuts = said["cuts"]
    assert cuts["start"] == pytest.approx(4.7, abs=0.2)
    assert cuts["end"] == pytest.approx(3.4, abs=0.7)
    assert cuts["pauses"] >= 2
    assert any("of silence taken from the beginning" in line for line in said["done"])
    assert any("pauses longer than 1 s shortened" in line for line in said["done"])

    texts, _, _ = reading
    captions = json.loads((root / "feeds/a/transcript.json").read_bytes())["segments"]
    assert [caption["body"] for caption in captions] == texts[:10]
    for caption, time in zip(captions, heard, strict=True):
        assert caption["startTime"] == pytest.approx(time - AFTER, abs=0.25)

    listed = json.loads((root / "feeds/a/chapters.json").read_bytes())["chapters"]
    assert [item["title"] for item in listed] == ["Anfang", "Mitte", "Ende"]
    assert listed[1]["startTime"] == pytest.approx(heard[4] - AFTER, abs=0.01)
    assert listed[2]["startTime"] == pytest.approx(heard[8] - AFTER, abs=0.01)

    feed = etree.parse(str(root / "feeds/feed.xml"))
    spaces = {
        "podcast": "https://podcastindex.org/namespace/1.0",
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    }
    (sounding,) = feed.findall(".//podcast:soundbite", spaces)
    assert float(sounding.get("startTime", "")) == pytest.approx(heard[6], abs=0.01)
    assert float(sounding.get("duration", "")) == pytest.approx(heard[7] - heard[6], abs=0.02)

    length = MP3(root / "feeds" / episode.enclosure.path).info.length
    assert said["duration"] == pytest.approx(length, abs=0.001)
    duration = feed.findtext(".//item/itunes:duration", "", spaces)
    assert int(duration) == pytest.approx(length, abs=1)
    assert listed[-1]["endTime"] == pytest.approx(length, abs=0.001)
    vtt = (root / "feeds/a/transcript.vtt").read_text(encoding="utf-8")
    ends = re.findall(r"--> (?:(\d+):)?(\d+):([\d.]+)", vtt)
    hours, minutes, seconds = ends[-1]
    assert int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds) <= length


def test_a_switch_makes_episodes_anew_and_its_absence_too(
    paused: tuple[Path, list[float]],
) -> None:
    root, _ = paused
    config = root / "audiopub.toml"
    text = config.read_text(encoding="utf-8")
    durations = []
    for settings in (text, text.split("[audio]")[0], text):
        config.write_text(settings, encoding="utf-8")
        (episode,) = publish(root, Request()).made
        durations.append(episode.enclosure.duration)
    assert durations[0] == durations[2] < durations[1] - 10.0


def test_a_recording_that_is_mostly_silent_is_left_whole_and_named(
    paused: tuple[Path, list[float]], write_sound: Callable[[Path, Samples], None]
) -> None:
    root, _ = paused
    noise = np.random.default_rng(1).normal(size=RATE * 12).astype(np.float32)
    noise[RATE * 3 : RATE * 11] *= 1e-4
    noise[: RATE * 3] *= 0.1
    noise[RATE * 11 :] *= 0.1
    write_sound(root / "episodes/a.wav", noise)
    (root / "episodes/a.toml").write_text('align = "estimate"\n', encoding="utf-8")
    outcome = publish(root, Request())
    (finding,) = [finding for finding in outcome.findings if finding.code == "AP370"]
    assert finding.place
    assert finding.place.path == "episodes/a.wav"
    assert "58% of the recording" in finding.message
    assert outcome.made[0].enclosure.duration == pytest.approx(12.0)


def test_another_bed_is_another_sound(
    root: Path, write_sound: Callable[[Path, Samples], None]
) -> None:
    config = root / "audiopub.toml"
    config.write_text(config.read_text(encoding="utf-8") + '[audio]\nbed = "bed.wav"\n', "utf-8")
    paths = []
    for pitch in (220, 330, 330):
        time = np.arange(RATE * 5) / RATE
        write_sound(root / "bed.wav", 0.1 * np.sin(2 * np.pi * pitch * time).astype(np.float32))
        outcome = publish(root, Request())
        assert not outcome.failed, outcome.findings
        (sound,) = (root / "feeds" / "media").glob("eins-*.mp3")
        paths.append(sound.name)
        reasons = {step.episode: step.reason for step in outcome.steps}
    assert paths[0] != paths[1] == paths[2]
    assert reasons["eins"] == "nothing has changed"
