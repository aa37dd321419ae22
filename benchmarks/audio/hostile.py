"""Feed damaged and hostile sound files: no crash, no hang, and no source is changed.

    .venv/bin/python benchmarks/audio/hostile.py --inputs 100000

Files of every format, with tags as audiopub, mutagen and older programs write them, are mutated;
then they are measured, their tags are read and replaced, and every tenth is mastered. Each
batch is worked off by a process of its own. A process that dies, a file that takes longer than
ten seconds, and a source that is changed are told with the number that makes the input again.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import av
import inputs
import numpy as np

LONGEST = 10.0
BATCH = 500
MASTERED = 10
"""One of so many inputs is mastered, too, which takes longer than all else."""


def make_seeds(folder: Path) -> None:
    """Write half a second of sound in each format, with tags of every kind."""
    from audiopub import tags
    from audiopub.audio import codec, mp3
    from audiopub.model import Picture, PodcastTag, TagChapter, TagLine, Tags

    sound = np.repeat(inputs.whole(inputs.MUSIC)[:22_050, np.newaxis], 2, axis=1)
    inputs.write_wav(folder / "bare.wav", iter([sound]))
    pcm = mp3.quantised(sound)
    (folder / "bare.mp3").write_bytes(mp3.encode(pcm, channels=2, bitrate_kbps=128))
    for form in ("m4a", "opus", "flac"):
        file = folder / f"bare.{form}"
        deque(codec.written([sound], file, codec.CODECS[form], "stereo"), 0)  # type: ignore[index]
    picture = Picture(data=inputs.PICTURE.read_bytes()[:20_000], mime_type="image/png")
    full = Tags(
        title="Titel – заголовок",
        show="Show",
        authors=("A", "B"),
        language="de",
        lyrics="Satz. " * 50,
        lines=(TagLine(text="Satz.", start=0.1),),
        podcast=PodcastTag(feed="https://example.org/feed.xml", guid="g", keywords=("a",)),
        cover=picture,
        chapters=(
            TagChapter(
                title="Eins", start=0.0, end=0.2, link="https://example.org", picture=picture
            ),
            TagChapter(title="Zwei", start=0.2, end=0.5),
        ),
    )
    for form in ("mp3", "m4a", "opus", "flac"):
        tags.write(folder / f"bare.{form}", folder / f"full.{form}", full, name="seed")
    others(folder)


def others(folder: Path) -> None:
    """Write MP3 files whose tags are of other versions and kinds."""
    from mutagen.apev2 import APEv2
    from mutagen.id3 import ID3

    bare = (folder / "bare.mp3").read_bytes()
    newer = folder / "id3v24.mp3"
    newer.write_bytes(bare)
    ID3(folder / "full.mp3").save(newer, v1=2, v2_version=4)
    ape = folder / "ape.mp3"
    ape.write_bytes(bare)
    comments = APEv2()
    comments["Title"] = "Titel"
    comments.save(ape)
    body = b"\0TT2Title".replace(b"\0TT2", b"TT2\0\0\x06\0")
    (folder / "id3v22.mp3").write_bytes(b"ID3\2\0\0\0\0\0" + bytes([len(body)]) + body + bare)
    lyrics = b"LYRICSBEGININD0000200ETT00005Title"
    words = lyrics + f"{len(lyrics):06d}LYRICS200".encode()
    (folder / "lyrics3.mp3").write_bytes(bare + words + b"TAG" + bytes(125))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return data with some of it changed, cut out, doubled or lost."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        if not changed:
            break
        place = int(len(changed) * chance.random() ** chance.choice((1, 4)))  # headers more often
        match chance.randrange(9):
            case 0 | 1 | 2 | 3:
                changed[place] = chance.randrange(256)
            case 4 | 5:
                changed[place : place + 4] = chance.choice(
                    (b"\xff\xff\xff\xff", bytes(4), b"\x7f\xff\xff\xff", b"\x00\x00\x00\x80")
                )
            case 6:
                del changed[place : place + chance.randint(1, 5000)]
            case 7:
                changed[place:place] = changed[place : place + chance.randint(1, 500)]
            case _:
                del changed[place:]
    return bytes(changed)


def work(first: int, count: int, seeds: Path) -> None:
    """Do all there is with mutations; whatever is refused is refused in words."""
    av.logging.set_level(av.logging.PANIC)
    files = sorted(seeds.iterdir())
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(dir=seeds.parent) as name:
        for number in range(first, first + count):
            chance = random.Random(number)  # noqa: S311 (the same again by its number)
            data = mutated(chance.choice(files).read_bytes(), chance)
            file = Path(name) / f"input{chance.choice(files).suffix}"
            file.write_bytes(data)
            before = time.perf_counter()
            for what, do in jobs(file, mastered=number % MASTERED == 0):
                outcomes[f"{what} {outcome(do)}"] += 1
            took = time.perf_counter() - before
            if took > LONGEST:
                print(f"wrong: input {number} took {took:.1f} s")
            if hashlib.sha256(file.read_bytes()).digest() != hashlib.sha256(data).digest():
                print(f"wrong: input {number} was changed")
    for what, times in outcomes.items():
        print(f"{times} {what}", flush=True)


def jobs(file: Path, *, mastered: bool) -> list[tuple[str, Callable[[], object]]]:
    """Return what is done with a file."""
    from audiopub import tags
    from audiopub.audio.master import master
    from audiopub.audio.survey import survey
    from audiopub.model import MasterOptions, Tags

    out, new = file.with_name("out.mp3"), Tags(title="Neu")
    found: list[tuple[str, Callable[[], object]]] = [
        ("measured", partial(survey, file, "input")),
        ("tags read", partial(tags.read, file, name="input")),
        ("tags written", partial(tags.write, file, file.with_name("tagged"), new, name="input")),
    ]
    if mastered:
        found.append(("mastered", partial(master, file, out, MasterOptions(), name="input")))
    return found


def outcome(do: Callable[[], object]) -> str:
    """Do it; return whether it was done or refused. Any other error ends the process."""
    from audiopub.errors import AudiopubError

    with contextlib.suppress(AudiopubError, ExceptionGroup):
        do()
        return "well"
    return "refused"


def batch(first: int, count: int, seeds: Path) -> tuple[Counter[str], str]:
    """Have a process work off so many inputs; return what came of them, and what was wrong."""
    command = [sys.executable, __file__, "--batch", str(first), str(count), "--seeds", str(seeds)]
    try:
        done = subprocess.run(
            command, timeout=count * LONGEST, capture_output=True, text=True, check=False
        )
    except subprocess.TimeoutExpired:
        return Counter(), f"hang: somewhere from input {first} on"
    lines = done.stdout.splitlines()
    wrong = [line for line in lines if line.startswith("wrong")]
    if done.returncode:
        wrong.append(f"batch from {first}: status {done.returncode}\n{done.stderr[-2000:]}")
    told = (line.split(" ", 1) for line in lines if line[:1].isdigit())
    return Counter({what: int(times) for times, what in told}), "\n".join(wrong)


def main() -> int:
    """Work off all inputs, batch by batch; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--batch", nargs=2, type=int, help=argparse.SUPPRESS)
    parser.add_argument("--seeds", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.batch:
        work(*options.batch, options.seeds)
        return 0
    total: Counter[str] = Counter()
    wrongs = 0
    end = options.first + options.inputs
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(os.cpu_count()) as threads:
        seeds = Path(name) / "seeds"
        seeds.mkdir()
        make_seeds(seeds)
        firsts = range(options.first, end, BATCH)
        for told, wrong in threads.map(
            lambda first: batch(first, min(BATCH, end - first), seeds), firsts
        ):
            total += told
            if wrong:
                wrongs += 1
                print(wrong, flush=True)
    for what, times in sorted(total.items()):
        print(f"{times:>8} {what}")
    print(f"{options.inputs} inputs, {wrongs} batches with something wrong")
    return 1 if wrongs else 0


if __name__ == "__main__":
    sys.exit(main())
