"""A second of sound to write tags into, and tags to write."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import av
import lameenc
import numpy as np
import pytest
from av.audio.fifo import AudioFifo
from PIL import Image

from audiopub.model import Picture, PodcastTag, TagChapter, TagLine, Tags


@pytest.fixture(scope="session")
def sound() -> bytes:
    """A second of MP3 without tags."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(64)
    encoder.set_in_sample_rate(44100)
    encoder.set_channels(1)
    encoder.silence()
    wave = np.sin(np.arange(44100) * 0.06) * 8000
    return bytes(encoder.encode(wave.astype("<i2").tobytes()) + encoder.flush())


@pytest.fixture
def mp3(tmp_path: Path, sound: bytes) -> Path:
    """The same as a file."""
    path = tmp_path / "sound.mp3"
    path.write_bytes(sound)
    return path


def encode(path: Path, codec: str, form: str) -> None:
    """Write a second of sound."""
    wave = (np.sin(np.arange(48000) * 0.06) * 8000).astype("<i2").reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(wave, format="s16", layout="mono")
    frame.rate = 48000
    with av.open(path, "w", format=form, options={"fflags": "+bitexact"}) as container:
        # FFmpeg's own Vorbis encoder knows stereo only, and calls itself experimental
        layout = "stereo" if codec == "vorbis" else "mono"
        stream = container.add_stream(codec, 48000, {"strict": "experimental"}, layout=layout)
        assert isinstance(stream, av.AudioStream)
        stream.codec_context.open()
        resampler = av.AudioResampler(stream.codec_context.format, layout, 48000)
        fifo = AudioFifo()
        for piece in resampler.resample(frame):
            fifo.write(piece)
        for piece in fifo.read_many(stream.codec_context.frame_size, partial=True):
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))


@pytest.fixture(scope="session")
def sounds(tmp_path_factory: pytest.TempPathFactory, sound: bytes) -> dict[str, Path]:
    """A second of sound without tags in every format, by its ending."""
    folder = tmp_path_factory.mktemp("sounds")
    (folder / "sound.mp3").write_bytes(sound)
    encode(folder / "sound.m4a", "aac", "ipod")
    encode(folder / "sound.opus", "libopus", "ogg")
    encode(folder / "sound.ogg", "vorbis", "ogg")
    encode(folder / "sound.flac", "flac", "flac")
    return {path.suffix[1:]: path for path in folder.iterdir()}


@pytest.fixture(scope="session")
def cover() -> Picture:
    """A small JPEG."""
    file = io.BytesIO()
    Image.new("RGB", (60, 60), "#12233f").save(file, "JPEG")
    return Picture(data=file.getvalue(), mime_type="image/jpeg")


@pytest.fixture(scope="session")
def tags(cover: Picture) -> Tags:
    """All that can be said."""
    return Tags(
        title="Rubio–Lawrow: Das Wichtigste 🎙",
        show="Kommentare von Vitaly Portnikov",
        show_authors=("Vitaly Portnikov", "Kyjiw/Live"),
        authors=("Vitaly Portnikov", "AC/DC", "Léa Žďárská"),
        published=dt.datetime(2025, 10, 20, 8, 5, tzinfo=dt.UTC),
        language="de",
        track=7,
        season=2,
        genre="Podcast",
        subtitle="Zwei Diplomaten telefonieren",
        description="Worum es geht.\n\n• Kapitel\n"
        + "Ein langer Satz, der nicht endet. " * 12
        + "Ende.",
        comment="Zusammenfassung.\n\nDie Stimme ist synthetisch.",
        link="https://podcast.example.org/rubio-lawrow/",
        copyright="2025 Vitaly Portnikov",
        lyrics="Erster Absatz, „so“.\n\nZweiter Absatz.\n",
        publisher="Verlag & Söhne",
        lines=(
            TagLine(text="Erster Absatz, „so“.", start=0.1),
            TagLine(text="Zweiter.", start=0.6),
        ),
        podcast=PodcastTag(
            feed="https://podcast.example.org/feed.xml",
            guid="audiopub:1234",
            category="News",
            keywords=("Diplomatie", "Київ"),
        ),
        cover=cover,
        chapters=(
            TagChapter(title="Ein sehr langer erster Titel für ein Kapitel", start=0, end=0.25),
            TagChapter(
                title="Київ", start=0.25, end=0.5, link="https://example.org/kyjiw", picture=cover
            ),
            TagChapter(title="Ende", start=0.5, end=1.045),
        ),
    )
