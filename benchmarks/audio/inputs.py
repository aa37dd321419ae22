"""The sound that is measured, made from the sample show: speech, its intro's music, and noise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audiopub.audio import decode

ROOT = Path(__file__).parents[2]
SPEECH = ROOT / "episodes" / "rubio-lawrow.flac"
MUSIC = ROOT / "show" / "intro.flac"
PICTURE = ROOT / "show" / "cover.png"
RATE = 44_100

Samples = NDArray[np.float32]


def whole(path: Path, rate: int = RATE) -> Samples:
    """Return a file's samples, of one channel."""
    return np.concatenate(list(decode.blocks(path, rate, 1)))[:, 0]


def write_wav(path: Path, blocks: Iterator[Samples], rate: int = RATE, bits: int = 16) -> None:
    """Write blocks of shape (n, channels) as WAV: 16 bits, or 32 bits floating."""
    import struct

    length, channels = 0, 0
    with path.open("wb") as file:
        file.write(bytes(44))
        for block in blocks:
            channels = block.shape[1]
            data = block.astype("<f4") if bits == 32 else np.clip(block * 32768, -32768, 32767)
            raw = data.tobytes() if bits == 32 else data.astype("<i2").tobytes()
            file.write(raw)
            length += len(raw)
        file.seek(0)
        size = bits // 8 * channels
        kind = 3 if bits == 32 else 1
        head = struct.pack("<IHHIIHH", 16, kind, channels, rate, rate * size, size, bits)
        file.write(b"RIFF" + struct.pack("<I", min(36 + length, 2**32 - 1)) + b"WAVEfmt " + head)
        file.write(b"data" + struct.pack("<I", min(length, 2**32 - 1)))


def programme(minutes: float) -> Iterator[Samples]:
    """Yield stereo: speech that comes and goes over music, now soft and now loud."""
    speech, music = whole(SPEECH), whole(MUSIC)
    rng = np.random.default_rng(1)
    done, total = 0, round(minutes * 60 * RATE)
    while done < total:
        piece = speech * np.float32(10 ** (rng.uniform(-9, 9) / 20))
        under = np.resize(music, len(piece)) * np.float32(10 ** (rng.uniform(-40, -14) / 20))
        wide = np.stack([piece + under, np.roll(piece, 9) * 0.9 - under], axis=1)
        wide = wide[: total - done]
        for begin in range(0, len(wide), 1 << 18):
            yield wide[begin : begin + (1 << 18)].astype(np.float32)
        done += len(wide)


def forty(folder: Path) -> list[Path]:
    """Write forty files: speech, music and noise, quiet, loud and clipped, 8 to 96 kHz."""
    files = []
    rates = (8_000, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000, 44_100, 48_000, 44_100)
    rng = np.random.default_rng(2)
    for number in range(40):
        rate, kind = rates[number % 10], number // 10
        length = 25 * rate
        speech = np.roll(whole(SPEECH, rate), -number * 7 * rate)[:length]
        music = np.resize(whole(MUSIC, rate), length)
        noise = rng.normal(size=length) * np.abs(np.sin(np.arange(length) / rate * 3)) ** 8 * 0.2
        mono = (speech, music, 0.7 * speech + 0.3 * music, noise + 0.2 * music)[kind]
        gain = (0.01, 0.05, 1.0, 4.0, 20.0)[number % 5]
        left = np.clip(mono * gain, -1, 1)
        other = np.clip((0.8 * np.roll(mono, 11) + 0.05 * noise) * gain, -1, 1)
        wide = np.stack([left, other], axis=1) if number % 3 else left[:, np.newaxis]
        path = folder / f"{number:02d}.wav"
        write_wav(path, iter([wide.astype(np.float32)]), rate, bits=32)
        files.append(path)
    return files
