from __future__ import annotations

from pathlib import Path

import pytest

from audiopub.cli import main


def test_chapters_are_proposed_edited_and_win(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    listed = root / "episodes" / "eins.chapters.txt"
    assert main(["chapters", "eins"]) == 0
    assert "0:00  " in capsys.readouterr().out
    assert not listed.exists()

    assert main(["chapters", "eins", "--edit"]) == 0
    assert "wrote episodes/eins.chapters.txt" in capsys.readouterr().out
    lines = listed.read_text(encoding="utf-8").splitlines()
    edited = [
        line.rpartition('"')[0] + '" Mein Titel' if line.startswith('"') else line for line in lines
    ]
    assert edited != lines
    listed.write_text("\n".join(edited), encoding="utf-8")
    assert main(["inspect", "eins"]) == 0
    assert "Mein Titel" in capsys.readouterr().out


def test_what_was_edited_is_not_overwritten(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    listed = root / "episodes" / "eins.chapters.txt"
    listed.write_text("00:00 Meins\n", encoding="utf-8")
    assert main(["chapters", "eins", "--edit"]) == 1
    assert "AP262" in capsys.readouterr().err
    assert listed.read_text(encoding="utf-8") == "00:00 Meins\n"


def test_a_chapter_whose_words_are_gone_is_an_error_with_its_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    (root / "episodes" / "eins.chapters.txt").write_text(
        '# Liste\n"Das steht dort nirgends" Titel\n', encoding="utf-8"
    )
    assert main(["inspect", "eins"]) == 1
    assert "AP260  episodes/eins.chapters.txt:2: no paragraph" in capsys.readouterr().err
