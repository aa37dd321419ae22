"""A second of sound to write tags into, and tags to write."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import lameenc
import numpy as np
import pytest
from PIL import Image

from audiopub.model import Picture, TagChapter, Tags


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
        genre="Podcast",
        comment="Zusammenfassung.\n\nDie Stimme ist synthetisch.",
        link="https://podcast.example.org/rubio-lawrow/",
        copyright="2025 Vitaly Portnikov",
        lyrics="Erster Absatz, „so“.\n\nZweiter Absatz.\n",
        cover=cover,
        chapters=(
            TagChapter(title="Ein sehr langer erster Titel für ein Kapitel", start=0, end=0.25),
            TagChapter(title="Київ", start=0.25, end=0.5, link="https://example.org/kyjiw"),
            TagChapter(title="Ende", start=0.5, end=1.045),
        ),
    )
