"""What all tests share: a small show with two episodes, published once."""

from __future__ import annotations

import shutil
import wave
from collections.abc import Callable
from pathlib import Path

import hypothesis
import numpy as np
import pytest

from audiopub import artwork
from audiopub.pipeline.outcome import Request
from audiopub.pipeline.publishing import publish

hypothesis.settings.register_profile("audiopub", deadline=None, max_examples=60)
hypothesis.settings.load_profile("audiopub")

CONFIG = """\
[show]
title = "Stimmen"
link = "https://podcast.example.org"
description = "Kurze Texte, vorgelesen."
language = "de"
authors = ["Ada Lovelace"]
categories = ["News > Politics"]
explicit = false
artwork = "cover.png"
[show.owner]
name = "Ada"
email = "ada@example.org"
"""

TEXT = """\
{title} | Ada Lovelace. {day}.10.2025.

Die Maschine rechnet schneller als jeder Mensch. Sie wird dabei niemals müde und macht keine Pause.

Wer aber sagt ihr, was sie rechnen soll? Das ist die Frage, die uns heute beschäftigt.

Am Ende bleibt es eine Sache des Menschen, die richtigen Fragen zu stellen.
"""


def speak(file: Path, seconds: float = 6.0, pitch: float = 140.0) -> None:
    """Write a sound that swells and fades four times a second, as syllables do."""
    time = np.arange(int(seconds * 22050)) / 22050
    tone = sum(np.sin(2 * np.pi * pitch * n * time) / n for n in (1, 2, 3, 5))
    samples = tone * (0.55 - 0.45 * np.cos(2 * np.pi * 4 * time)) * 0.2
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(22050)
        sound.writeframes((samples * 32767).astype("<i2").tobytes())


def add_episode(root: Path, name: str, day: int) -> None:
    text = TEXT.format(title=f"Folge {name}", day=day)
    (root / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    speak(root / "episodes" / f"{name}.wav", pitch=100 + day * 3)
    (root / "episodes" / f"{name}.toml").write_text('align = "estimate"\n', encoding="utf-8")


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a show with two episodes, and publish it."""
    root = tmp_path_factory.mktemp("original")
    (root / "audiopub.toml").write_text(CONFIG, encoding="utf-8")
    (root / "cover.png").write_bytes(artwork.draw("Stimmen"))
    for folder in ("seeds", "episodes"):
        (root / folder).mkdir()
    add_episode(root, "eins", 20)
    add_episode(root, "zwei", 21)
    outcome = publish(root, Request())
    assert outcome.live, outcome.findings
    return root


@pytest.fixture
def root(original: Path, tmp_path: Path) -> Path:
    """Give a published show of its own to a test."""
    return Path(shutil.copytree(original, tmp_path / "show"))


@pytest.fixture
def no_mastering(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make mastering fail, to show that it is not done."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("mastered again")

    monkeypatch.setattr("audiopub.audio.master.master", refuse)


@pytest.fixture
def snapshot() -> Callable[[Path], dict[str, bytes]]:
    """Return a function that gives the content of every file below a folder."""

    def take(folder: Path) -> dict[str, bytes]:
        return {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in folder.rglob("*")
            if file.is_file()
        }

    return take
