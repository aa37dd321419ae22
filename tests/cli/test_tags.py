"""``audiopub tags`` and ``audiopub tag``, without a show."""

from __future__ import annotations

import io
import json
import wave
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from audiopub.cli import main

SHEET = """\
title = "Die Maschine"
authors = ["Ada Lovelace", "AC/DC"]
date = 2026-01-31
language = "en"
number = 3
description = "Worum es geht."
cover = "cover.jpg"
lyrics = "talk.txt"
[podcast]
feed = "https://example.org/feed.xml"
keywords = ["engines"]
[[chapters]]
start = 1.5
title = "Der zweite"
link = "https://example.org/zwei"
[[chapters]]
start = 0
title = "Der erste"
picture = "cover.jpg"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A talk as FLAC, and a sheet of its tags."""
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes((np.sin(np.arange(48000) * 0.1) * 9000).astype("<i2").tobytes())
    sound.seek(0)
    with av.open(sound, "r") as source, av.open(tmp_path / "talk.flac", "w") as target:
        stream = target.add_stream("flac", 16000, layout="mono")
        for frame in source.decode(audio=0):
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    Image.new("RGB", (40, 40), "#123").save(tmp_path / "cover.jpg")
    (tmp_path / "talk.txt").write_text("Erstens.\n\nZweitens.", encoding="utf-8")
    (tmp_path / "talk.toml").write_text(SHEET, encoding="utf-8")
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *files: Path) -> list[dict[str, Any]]:
    assert main(["tags", *map(str, files), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    return data if isinstance(data, list) else [data]


def test_a_sheet_becomes_the_tags_of_a_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = folder / "talk.flac"
    assert main(["tag", str(sound), "--from", str(folder / "talk.toml")]) == 0
    assert "Die Maschine, 2 chapters" in capsys.readouterr().out
    [said] = told(capsys, sound)
    assert said["title"] == "Die Maschine"
    assert said["authors"] == ["Ada Lovelace", "AC/DC"]
    assert said["published"] == "2026-01-31T12:00:00Z"
    assert said["track"] == 3
    assert said["lyrics"] == "Erstens.\n\nZweitens."
    assert said["podcast"]["keywords"] == ["engines"]
    assert said["cover"] == {
        "mime_type": "image/jpeg",
        "length": (folder / "cover.jpg").stat().st_size,
    }
    assert [(c["title"], c["start"], c["end"]) for c in said["chapters"]] == [
        ("Der erste", 0.0, 1.5),
        ("Der zweite", 1.5, 3.0),
    ]


def test_what_the_sheet_does_not_say_stays_unless_it_shall_be_replaced(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound, sheet, other = (folder / n for n in ("talk.flac", "talk.toml", "other.toml"))
    other.write_text('title = "Neu"\n', encoding="utf-8")
    main(["tag", str(sound), "--from", str(sheet)])
    main(["tag", str(sound), "--from", str(other), "-o", str(folder / "kept.flac")])
    main(["tag", str(sound), "--from", str(other), "-o", str(folder / "bare.flac"), "--replace"])
    capsys.readouterr()
    before, kept, bare = told(capsys, sound, folder / "kept.flac", folder / "bare.flac")
    assert before["title"] == "Die Maschine"
    assert (kept["title"], kept["track"], len(kept["chapters"])) == ("Neu", 3, 2)
    assert (bare["title"], bare["track"], bare["chapters"]) == ("Neu", None, [])


def test_tags_are_shown_to_a_reader(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = folder / "talk.flac"
    assert main(["tags", str(sound)]) == 0
    assert capsys.readouterr().out == "There are no tags in it.\n"
    main(["tag", str(sound), "--from", str(folder / "talk.toml")])
    capsys.readouterr()
    main(["tags", str(sound)])
    out = capsys.readouterr().out
    assert "title           Die Maschine\n" in out
    assert "chapter            0:02  Der zweite <https://example.org/zwei>\n" in out


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('titel = "x"', "titel"),
        ('cover = "none.jpg"', "there is no file none.jpg"),
        ('cover = "talk.txt"', "neither a JPEG nor a PNG"),
        ('lyrics = "cover.jpg"', "is not UTF-8"),
        ("number = 0", "number"),
        ('[[chapters]]\nstart = -1\ntitle = "x"', "is no time"),
    ],
)
def test_a_wrong_sheet_is_refused_with_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str], line: str, message: str
) -> None:
    sheet, sound = folder / "wrong.toml", folder / "talk.flac"
    sheet.write_text(f"{line}\n", encoding="utf-8")
    before = sound.read_bytes()
    assert main(["tag", str(sound), "--from", str(sheet)]) == 1
    error = capsys.readouterr().err
    assert message in error
    assert "wrong.toml:" in error
    assert "hint:" in error
    assert sound.read_bytes() == before


def test_what_is_no_sound_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tags", str(folder / "talk.txt")]) == 1
    assert "AP401" in capsys.readouterr().err
