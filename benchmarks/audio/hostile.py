"""Feed damaged and hostile sound files: no crash, no hang, and no source is changed.

    .venv/bin/python benchmarks/audio/hostile.py --inputs 100000

Each batch is worked off by a process of its own. A process that dies, or a file that takes longer
than ten seconds, is told with the seed that makes it again.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import av
import inputs

LONGEST = 10.0
BATCH = 200
FORMATS = ("wav", "flac", "mp3", "m4a", "opus")


def make_seeds(folder: Path) -> list[Path]:
    """Write a second of sound in each format."""
    import numpy as np

    from audiopub.audio import codec, mp3

    sound = np.repeat(inputs.whole(inputs.MUSIC)[:44_100, np.newaxis], 2, axis=1)
    files = [folder / f"seed.{form}" for form in FORMATS]
    for file in files:
        form = file.suffix[1:]
        if form == "wav":
            inputs.write_wav(file, iter([sound]))
        elif form == "mp3":
            pcm = mp3.quantised(sound)
            file.write_bytes(mp3.encode(pcm, channels=2, bitrate_kbps=128))
        else:
            codec.write([sound], file, codec.CODECS[form], "stereo")  # type: ignore[index]
    return files


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return data with some of it changed, cut out, doubled or lost."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not changed:
            break
        place = int(len(changed) * chance.random() ** chance.choice((1, 4)))  # headers more often
        match chance.randrange(5):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                changed[place : place + 4] = chance.choice(
                    (b"\xff\xff\xff\xff", bytes(4), b"\x7f\xff\xff\xff", b"\x00\x00\x00\x80")
                )
            case 2:
                del changed[place : place + chance.randint(1, 5000)]
            case 3:
                changed[place:place] = changed[place : place + chance.randint(1, 500)]
            case _:
                del changed[place:]
    return bytes(changed)


def work(first: int, count: int, seeds: list[Path], folder: Path) -> None:
    """Survey, master and read the tags of mutations; whatever is refused is refused in words."""
    import time

    from audiopub.audio.master import MasterOptions, master
    from audiopub.audio.survey import survey
    from audiopub.errors import AudiopubError
    from audiopub.tags import read

    av.logging.set_level(av.logging.PANIC)
    for number in range(first, first + count):
        chance = random.Random(number)  # noqa: S311 (the same again by its number)
        seed = chance.choice(seeds)
        data = mutated(seed.read_bytes(), chance)
        file = folder / f"input{chance.choice(seeds).suffix}"
        file.write_bytes(data)
        before = time.perf_counter()
        with contextlib.suppress(AudiopubError, ExceptionGroup):
            survey(file, "input")
        with contextlib.suppress(AudiopubError, ExceptionGroup):
            read(file, name="input")
        with contextlib.suppress(AudiopubError, ExceptionGroup):
            master(file, folder / "out.mp3", MasterOptions(), name="input")
        took = time.perf_counter() - before
        if took > LONGEST:
            print(f"slow: input {number} took {took:.1f} s", flush=True)
        if hashlib.sha256(file.read_bytes()).digest() != hashlib.sha256(data).digest():
            print(f"changed: input {number}", flush=True)


def main() -> int:
    """Work off all inputs, batch by batch; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--batch", nargs=2, type=int, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.batch:
        seeds = [options.folder / f"seed.{form}" for form in FORMATS]
        work(*options.batch, seeds, options.folder)
        return 0
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_seeds(folder)
        for first in range(0, options.inputs, BATCH):
            count = min(BATCH, options.inputs - first)
            arguments = ["--batch", str(first), str(count), "--folder", str(folder)]
            try:
                done = subprocess.run(
                    [sys.executable, __file__, *arguments],
                    timeout=BATCH * LONGEST,
                    capture_output=True,
                    text=True,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                print(f"hang: somewhere from input {first} on")
                wrong += 1
                continue
            if done.returncode or done.stdout:
                print(f"batch from {first}: status {done.returncode}")
                print(done.stdout, done.stderr[-2000:])
                wrong += 1
    print(f"{options.inputs} inputs, {wrong} batches with something wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
