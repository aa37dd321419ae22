from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from audiopub.model import Draft, Paragraph, Sentence, Transcript

DATA = Path(__file__).parents[1] / "data" / "speech"
RATE = 16000

Samples = NDArray[np.float32]
MakeTranscript = Callable[..., Transcript]


@dataclass(frozen=True)
class Spoken:
    """Sentences, when each starts, and the sound that they are read in."""

    texts: tuple[str, ...]
    starts: tuple[float, ...]
    samples: Samples

    def until(self, count: int) -> Spoken:
        end = int((self.starts[count] - 0.1) * RATE)
        return Spoken(self.texts[:count], self.starts[:count], self.samples[:end])

    def after(self, count: int) -> Spoken:
        start = self.starts[count] - 0.1
        starts = tuple(time - start for time in self.starts[count:])
        return Spoken(self.texts[count:], starts, self.samples[int(start * RATE) :])


def decode(path: Path) -> Samples:
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
        frames = [*container.decode(audio=0), None]
        parts = [part.to_ndarray()[0] for frame in frames for part in resampler.resample(frame)]
    return np.concatenate(parts)


@pytest.fixture(scope="session")
def kerstin() -> Spoken:
    truth = json.loads((DATA / "kerstin.json").read_text(encoding="utf-8"))
    return Spoken(
        tuple(item["text"] for item in truth),
        tuple(item["start"] for item in truth),
        decode(DATA / "kerstin.opus"),
    )


@pytest.fixture(scope="session")
def librivox() -> Spoken:
    texts = (DATA / "librivox-de.txt").read_text(encoding="utf-8").split("\n")
    return Spoken(tuple(filter(None, texts)), (), decode(DATA / "librivox-de.opus"))


@pytest.fixture(scope="session")
def transcript() -> MakeTranscript:
    def make(texts: Sequence[str], language: str = "de") -> Transcript:
        return Transcript(
            path="text.txt",
            language=language,
            paragraphs=tuple(
                Paragraph(sentences=(Sentence(text=text),), line=line)
                for line, text in enumerate(texts, 1)
            ),
            headings=(),
            draft=Draft(),
            changes=(),
        )

    return make
