"""Measure tagging: a file of 100 MB written again with other tags, beside cp and fsync.

    .venv/bin/python benchmarks/tags/run.py

Both write a new file each time, on the disk on which the temporary folder lies, and wait until it
is there; ours also reads its tags back, compares the sound with the source's, and renames it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import lameenc
import numpy as np

from audiopub import tags
from audiopub.model import Picture, TagChapter, Tags

TARGET = 1.1
ROUNDS = 15
SIZE = 100_000_000


def sound() -> bytes:
    """Return an MP3 of 100 MB: noise at 320 kbit/s, repeated."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(320)
    encoder.set_in_sample_rate(44100)
    encoder.set_channels(2)
    encoder.silence()
    noise = np.random.default_rng(0).normal(0, 3000, 44100 * 20).astype("<i2")
    part = bytes(encoder.encode(noise.tobytes()) + encoder.flush())
    return (part * (SIZE // len(part) + 1))[:SIZE]


def copy(source: Path, target: Path) -> float:
    """Return how long ``cp`` and an fsync take, in seconds."""
    target.unlink(missing_ok=True)
    begin = time.perf_counter()
    subprocess.run(["cp", source, target], check=True)  # noqa: S607 - wherever it is
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    return time.perf_counter() - begin


def retag(source: Path, target: Path, asked: Tags) -> float:
    """Return how long it takes to write a file with other tags, in seconds."""
    target.unlink(missing_ok=True)
    begin = time.perf_counter()
    tags.write(source, target, asked, name="sound.mp3")
    return time.perf_counter() - begin


def main() -> None:
    """Print the figures."""
    data = b"\xff\xd8" + np.random.default_rng(1).bytes(60_000)
    picture = Picture(data=data, mime_type="image/jpeg")
    chapters = tuple(TagChapter(title=f"{n}", start=n, end=n + 1) for n in range(20))
    asked = Tags(title="Title", lyrics="Words. " * 2000, cover=picture, chapters=chapters)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "source.mp3"
        source.write_bytes(sound())
        tags.write(source, source, asked, name="sound.mp3")
        copies, ours = [], []
        for number in range(ROUNDS):
            os.sync()
            copies.append(copy(source, folder / "copy.mp3"))
            os.sync()
            again = replace(asked, title=f"Title {number}")
            ours.append(retag(source, folder / "tagged.mp3", again))
    peer, own = statistics.median(copies), statistics.median(ours)
    verdict = "reached" if own <= TARGET * peer else "MISSED"
    print("| 100 MB of MP3 | median, s |\n|---|---|")
    print(f"| cp and fsync | {peer:.3f} |\n| other tags, proved | {own:.3f} |")
    print(f"\nratio {own / peer:.2f}, asked {TARGET}: {verdict}")


if __name__ == "__main__":
    main()
