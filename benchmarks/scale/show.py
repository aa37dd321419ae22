"""A show of any length: real text, short sounds.

Each episode has a paragraph of this repository's sample as its text, and one of ten short sounds;
times are estimated, since nobody speaks the text in it. So nothing is left out but the minutes of
mastering and listening that a thousand real recordings take.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import wave
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
FIRST = dt.date(1995, 1, 1)
SOUNDS = 10
RATE = 16000
_LONG = 150
"""Characters of a paragraph that is no heading."""

CONFIG = """\
[show]
title = "Zehntausend"
link = "https://podcast.example.org"
description = "Kurze Texte."
language = "de"
authors = ["Ada Lovelace"]
categories = ["News > Politics"]
explicit = false
artwork = "cover.png"
[show.owner]
name = "Ada"
email = "ada@example.org"
[[ignore]]
code = "AP237"
reason = "times are estimated on purpose"
[feed]
page_size = {page}
"""


def make(
    root: Path,
    episodes: int,
    seconds: float = 20.0,
    *,
    page: int | None = None,
    sounds: int = SOUNDS,
) -> None:
    """Write the sources of a show.

    Args:
        root: Where.
        episodes: How many.
        seconds: How long each recording is.
        page: Episodes on a page of the feed; all on one, if not said.
        sounds: How many different recordings there are; each is mastered once.
    """
    for name in ("seeds", "episodes", "sounds"):
        (root / name).mkdir(parents=True)
    config = CONFIG.format(page=page) if page else CONFIG.partition("[feed]")[0]
    (root / "audiopub.toml").write_text(config, encoding="utf-8")
    shutil.copy(ROOT / "show" / "cover.png", root / "cover.png")
    made = [_sound(root / "sounds" / f"{n}.wav", seconds, 110 + 9 * n) for n in range(sounds)]
    for number in range(episodes):
        add(root, number, made[number % sounds])


def add(root: Path, number: int, sound: Path) -> None:
    """Write the sources of one episode."""
    stem = f"folge-{number:05d}"
    (root / "seeds" / f"{stem}.txt").write_text(_text(number), encoding="utf-8")
    (root / "episodes" / f"{stem}.toml").write_text('align = "estimate"\n', encoding="utf-8")
    os.link(sound, root / "episodes" / f"{stem}.wav")


def _text(number: int) -> str:
    _, *paragraphs = (ROOT / "seeds" / "rubio-lawrow.txt").read_text(encoding="utf-8").split("\n\n")
    long = [paragraph for paragraph in paragraphs if len(paragraph) > _LONG]
    chosen = long[number % len(long)]
    day = FIRST + dt.timedelta(days=number)
    return f"Folge {number} | Ada Lovelace. {day:%d.%m.%Y}.\n\n" + chosen + "\n"


def _sound(file: Path, seconds: float, pitch: float) -> Path:
    """Write a sound that swells and fades four times a second, as syllables do."""
    time = np.arange(int(seconds * RATE)) / RATE
    tone = sum(np.sin(2 * np.pi * pitch * n * time) / n for n in (1, 2, 3, 5))
    samples = tone * (0.55 - 0.45 * np.cos(2 * np.pi * 4 * time)) * 0.2
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes((samples * 32767).astype("<i2").tobytes())
    return file
