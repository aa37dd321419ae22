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
