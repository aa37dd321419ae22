from __future__ import annotations

import json
from pathlib import Path

import pytest

from audiopub.cli import main


def test_every_field_of_an_episode_is_shown_with_its_place(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "episodes" / "eins.toml").write_text('keywords = ["a", "b"]\n', encoding="utf-8")
    (root / "episodes" / "eins.chapters.txt").write_text(
        "00:00:00 Anfang\n00:00:03.5 Ende <https://example.org>\n", encoding="utf-8"
    )
    monkeypatch.chdir(root)
    assert main(["inspect", "eins"]) == 0
    out = capsys.readouterr().out
    assert "from heading, seeds/eins.txt:1:1" in out
    assert "from sidecar, episodes/eins.toml:1:1" in out
    assert "from show, audiopub.toml:8:1" in out
    assert "a, b" in out
    assert "Anfang, Ende" in out
    assert "0:03  Ende" in out


def test_a_text_without_a_show_is_inspected_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.txt").write_text(
        "A Talk | Ada Lovelace. 20.10.2025.\n\n" + "The engine weaves patterns. " * 40,
        encoding="utf-8",
    )
    assert main(["inspect", "talk.txt", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["title"], found["authors"], found["date"]) == (
        "A Talk",
        ["Ada Lovelace"],
        "2025-10-20",
    )
    assert found["chapters"][0]["start"] == 0
    assert found["chapters"][0]["estimated"] is True
    assert found["provenance"]["language"]["source"] == "derived"
    assert found["notes"]["text"]


def test_an_episode_whose_files_are_incomplete_says_why(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "episodes" / "eins.wav").unlink()
    monkeypatch.chdir(root)
    assert main(["inspect", "eins"]) == 1
    assert "AP121" in capsys.readouterr().err


SUBTITLES = """WEBVTT

00:01.000 --> 00:03.000
<v Ada Lovelace>Good evening, and welcome to the engine.

00:03.000 --> 00:05.000
<v Charles Babbage>Thank you. It is not finished yet.
"""


def test_subtitles_in_a_show_are_inspected_with_their_own_times(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    Path("seeds/talk.vtt").write_text(SUBTITLES, encoding="utf-8")
    assert main(["inspect", "seeds/talk.vtt", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["speakers"] == ["Ada Lovelace", "Charles Babbage"]
    assert set(found["persons"]) >= {"Ada Lovelace", "Charles Babbage"}
    assert found["chapters"][0]["estimated"] is False


def test_each_change_and_each_doubt_is_shown_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.txt").write_text(
        "Folge 7: Der Hafen\n\nVon Ada Lovelace, 10/11/2025\n\n"
        'Er sagte ,,Nein", und ging.Dann kam er wieder.\n\n3 Kommentare\n',
        encoding="utf-8",
    )
    assert main(["inspect", "talk.txt"]) == 0
    out = capsys.readouterr().out
    assert "number     7\n           from heading, talk.txt:1:1" in out
    assert "line 5: quotes ',,' -> '„'" in out
    assert "line 5: spacing 'ging.' -> 'ging. '" in out
    assert "line 7: removed '3 Kommentare'" in out
    assert "warning AP108: talk.txt:3:19: 10/11/2025 can mean 2025-11-10 or 2025-10-11" in out
    assert "date = 2025-11-10 in the episode's sidecar" in out
