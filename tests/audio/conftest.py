"""Sound made at test time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from numpy.typing import NDArray

CODECS = {
    "aiff": "pcm_s16be",
    "flv": "pcm_s16le",
    "m4a": "aac",
    "mka": "pcm_s16le",
    "mp3": "libmp3lame",
    "wav": "pcm_s16le",
    "wv": "wavpack",
}
"""By the ending of a name, where it is not the codec's."""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write samples of shape (n, channels) into a file of the format that its name ends in."""

    def write_file(
        name: str,
        samples: NDArray[np.float32],
        rate: int = 44_100,
        codec: str | None = None,
        **more: str,
    ) -> Path:
        path = tmp_path / name
        kind = path.suffix[1:]
        channels = samples.shape[1]
        layout = {1: "mono", 2: "stereo"}.get(channels, f"{channels} channels")
        frame = AudioFrame.from_ndarray(
            np.ascontiguousarray(samples, np.float32).reshape(1, -1), "flt", layout
        )
        frame.sample_rate = rate
        # An MP4 file that is cut short later has to say in its beginning what should be in it.
        options = {"fflags": "+bitexact", **({"movflags": "faststart"} if kind == "m4a" else more)}
        with av.open(str(path), "w", options=options) as container:
            stream = container.add_stream(codec or CODECS.get(kind, kind), rate=rate, layout=layout)
            assert isinstance(stream, AudioStream)
            stream.codec_context.open()
            fit = AudioResampler(stream.format, layout, rate, stream.frame_size or 4096)
            for part in [*fit.resample(frame), *fit.resample(None)]:
                container.mux(stream.encode(part))
            container.mux(stream.encode(None))
        return path

    return write_file


@pytest.fixture(scope="session")
def speech() -> Callable[..., NDArray[np.float32]]:
    """Make something that is as loud and as soft as speech: voiced syllables, hiss and pauses."""

    def make(
        seconds: float, rate: int = 44_100, level: float = 0.1, seed: int = 1
    ) -> NDArray[np.float32]:
        rng = np.random.default_rng(seed)
        time = np.arange(round(seconds * rate)) / rate
        phase = 2 * np.pi * np.cumsum(120 + 20 * np.sin(2 * np.pi * 0.7 * time)) / rate
        voice = np.zeros_like(time)
        for harmonic in range(1, min(20, rate // 300)):
            voice += np.cos(harmonic * phase + harmonic**2) / harmonic
        syllable = rate // 6
        loudness = rng.choice([0.02, 0.4, 1.0, 1.6], len(time) // syllable + 1)
        smooth = np.ones(rate // 50) / (rate // 50)
        envelope = np.convolve(np.repeat(loudness, syllable)[: len(time)], smooth, "same")
        hiss = 0.3 * rng.normal(size=len(time))
        return (level * envelope * (voice + hiss)).astype(np.float32)[:, np.newaxis]

    return make


@pytest.fixture(scope="session")
def sine() -> Callable[..., NDArray[np.float32]]:
    """Make a tone with a peak in dB of full scale."""

    def make(
        seconds: float,
        peak_db: float = -20.0,
        pitch: float = 997.0,
        rate: int = 44_100,
        channels: int = 1,
    ) -> NDArray[np.float32]:
        time = np.arange(round(seconds * rate)) / rate
        tone = 10 ** (peak_db / 20) * np.sin(2 * np.pi * pitch * time)
        return np.repeat(tone.astype(np.float32)[:, np.newaxis], channels, axis=1)

    return make
