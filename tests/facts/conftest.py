"""Sound made at test time, and a small publication."""

from __future__ import annotations

import io
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import lameenc
import numpy as np
import PIL.Image
import pytest
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from audiopub import tags
from audiopub.model import Picture, TagChapter, Tags

RATE = 44_100

Samples: TypeAlias = NDArray[np.float32]
WriteSound: TypeAlias = Callable[..., Path]


def noise(seconds: float, level: float = 0.1) -> Samples:
    """Mono noise, the same every time."""
    rng = np.random.default_rng(1)
    return (rng.standard_normal(round(seconds * RATE)) * level).clip(-1, 1).astype(np.float32)


@pytest.fixture
def write_sound(tmp_path: Path) -> WriteSound:
    """Write noise to a file of the format that its name ends in; MP3 with a Xing frame."""

    def write(name: str, seconds: float = 2.0, level: float = 0.1) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        codec = {".mp3": "libmp3lame", ".m4a": "aac", ".opus": "libopus", ".wav": "pcm_s16le"}
        rate = 48_000 if path.suffix == ".opus" else RATE
        with av.open(str(path), "w", options={"fflags": "+bitexact"}) as container:
            stream = container.add_stream(
                codec.get(path.suffix, path.suffix[1:]), rate=rate, layout="mono"
            )
            assert isinstance(stream, av.AudioStream)
            frame = AudioFrame.from_ndarray(noise(seconds, level).reshape(1, -1), "flt", "mono")
            frame.sample_rate = RATE
            frame.time_base = Fraction(1, RATE)
            fit = AudioResampler(stream.format, "mono", rate, stream.frame_size or 4096)
            for part in [*fit.resample(frame), *fit.resample(None)]:
                container.mux(stream.encode(part))
            container.mux(stream.encode(None))
        return path

    return write


@pytest.fixture
def write_bare_mp3(tmp_path: Path) -> Callable[..., Path]:
    """Write silence and then noise as an MP3 that says nothing about its length."""

    def write(name: str, *, vbr: bool) -> Path:
        encoder = lameenc.Encoder()
        encoder.set_in_sample_rate(RATE)
        encoder.set_channels(1)
        encoder.silence()
        if vbr:
            encoder.set_vbr(3)
            encoder.set_vbr_quality(4)
        else:
            encoder.set_bit_rate(64)
        sound = np.concatenate([np.zeros(5 * RATE, np.float32), noise(5.0, 0.3)])
        samples = (sound * 32767).astype("<i2").tobytes()
        path = tmp_path / name
        path.write_bytes(bytes(encoder.encode(samples)) + bytes(encoder.flush()))
        return path

    return write


@pytest.fixture(scope="session")
def cover() -> bytes:
    data = io.BytesIO()
    PIL.Image.new("RGB", (1400, 1400), "navy").save(data, "JPEG")
    return data.getvalue()


@pytest.fixture
def publication(tmp_path: Path, write_sound: WriteSound, cover: bytes) -> Path:
    """A folder with the feed ``good.xml`` and what its second episode needs; all of it good."""
    sound = write_sound("published/media/second.mp3", seconds=4.0, level=0.14)
    root = tmp_path / "published"
    chapters = (
        TagChapter(title="How it begins", start=0.0, end=2.25),
        TagChapter(title="How it goes on", start=2.25, end=4.0),
    )
    told = Tags(
        title="The second",
        show="A good show",
        cover=Picture(data=cover, mime_type="image/jpeg"),
        chapters=chapters,
    )
    tags.write(sound, sound, told, name="second.mp3")
    feed = (Path(__file__).parents[1] / "data" / "feeds" / "good.xml").read_text(encoding="utf-8")
    for old, new in (
        ('length="1000000"', f'length="{sound.stat().st_size}"'),
        ("<itunes:duration>62", "<itunes:duration>4"),
        ("00:00:30.250", "00:00:02.250"),
        (feed[feed.rindex("    <item>") : feed.index("  </channel>")], ""),
    ):
        feed = feed.replace(old, new)
    page = """<!doctype html><title>The second</title>
        <link rel="alternate" type="application/rss+xml" href="/feed.xml">
        <h1>The second</h1><audio controls src="../media/second.mp3"></audio>
        <h2>How it begins</h2><p>It begins like this.</p><h2>How it goes on</h2><p>And ends.</p>"""
    vtt = """WEBVTT

00:00.500 --> 00:02.000
It begins like this.

00:02.250 --> 00:03.500
And ends.
"""
    srt = """1
00:00:00,500 --> 00:00:02,000
It begins
like this.

2
00:00:02,250 --> 00:00:03,500
And ends.
"""
    json = """{"version": "1.2.0", "chapters": [
        {"startTime": 0, "title": "How it begins"}, {"startTime": 2.25, "title": "How it goes on"}
    ]}"""
    for name, content in {
        "feed.xml": feed,
        "index.html": page.replace("../media", "media"),
        "second/index.html": page,
        "second/transcript.vtt": vtt,
        "second/transcript.srt": srt,
        "second/chapters.json": json,
    }.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    for name in ("cover.jpg", "second/cover.jpg"):
        (root / name).write_bytes(cover)
    return root
