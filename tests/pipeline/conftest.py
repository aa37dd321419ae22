"""Shows whose recordings are read by a person: pieces of one reading, each with its own text."""

from __future__ import annotations

import json
import shutil
import wave
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

SPEECH = Path(__file__).parents[1] / "data" / "speech"
RATE = 16000

Samples = NDArray[np.float32]


def write_wave(file: Path, samples: Samples) -> None:
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


@pytest.fixture(scope="session")
def write_sound() -> Callable[[Path, Samples], None]:
    """Return what writes a recording at 16 kHz."""
    return write_wave


@pytest.fixture(scope="session")
def reading() -> tuple[list[str], list[float], Samples]:
    """Give sentences, when each starts, and the sound that they are read in."""
    truth = json.loads((SPEECH / "kerstin.json").read_text(encoding="utf-8"))
    with av.open(str(SPEECH / "kerstin.opus")) as container:
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
        frames = [*container.decode(audio=0), None]
        parts = [part.to_ndarray()[0] for frame in frames for part in resampler.resample(frame)]
    texts = [item["text"] for item in truth]
    return texts, [item["start"] for item in truth], np.concatenate(parts)


Piece = Callable[[Path, Path, int, int], None]


@pytest.fixture(scope="session")
def piece(reading: tuple[list[str], list[float], Samples]) -> Piece:
    """Return a function that writes sentences from one number up to another, and their sound."""
    texts, starts, samples = reading

    def write(transcript: Path, audio: Path, first: int, last: int) -> None:
        body = "\n\n".join(texts[first:last])
        text = f"Stück {first} | Kerstin. {first + 1}.10.2025.\n\n{body}\n"
        transcript.write_text(text, encoding="utf-8")
        begin = int((starts[first] - 0.1) * RATE)
        end = int((starts[last] - 0.1) * RATE) if last < len(starts) else len(samples)
        write_wave(audio, samples[begin:end])

    return write


@pytest.fixture
def spoken(root: Path, piece: Piece) -> Path:
    """Give a show with one episode that is really spoken, not published yet."""
    for file in (*root.glob("seeds/*"), *root.glob("episodes/*"), root / "audiopub.lock"):
        file.unlink()
    for folder in (".audiopub", "feeds"):
        shutil.rmtree(root / folder)
    piece(root / "seeds/a.txt", root / "episodes/a.wav", 0, 10)
    return root
