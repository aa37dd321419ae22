from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from audiopub.cli import main


@pytest.fixture(autouse=True)
def here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def test_a_publication_of_ours_has_no_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    out = capsys.readouterr().out
    assert "Checked feeds: " in out
    assert "error" not in out


def test_warnings_fail_a_strict_check() -> None:
    assert main(["check", "--strict"]) == 1


def test_a_damaged_publication_exits_with_1_and_says_where(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    next((root / "feeds" / "media").glob("eins-*")).unlink()
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert "feeds/feed.xml:" in out
    assert "hint:" in out


def test_machines_get_findings_and_counts(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next((root / "feeds" / "media").glob("eins-*")).unlink()
    assert main(["check", "--format", "json"]) == 1
    captured = capsys.readouterr()
    report = json.loads(captured.out)
    assert report["counts"]["error"] >= 1
    assert {"code", "severity", "path", "line", "column", "message", "hint"} <= set(
        report["findings"][0]
    )
    assert captured.err == ""


def test_github_gets_annotations(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next((root / "feeds" / "media").glob("eins-*")).unlink()
    assert main(["check", "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("::error file=feeds/feed.xml,line=") for line in lines)


def test_single_files_are_checked_whoever_made_them(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(next((root / "feeds" / "media").glob("eins-*")), "a.mp3")
    shutil.copy(root / "feeds" / "eins" / "transcript.vtt", "a.vtt")
    assert main(["check", "a.mp3", "a.vtt"]) == 0


def test_what_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere.xml"]) == 1
    assert "nowhere.xml" in capsys.readouterr().err


def test_before_anything_is_published_the_cure_is_to_publish(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(root / "feeds")
    assert main(["check"]) == 1
    assert "run audiopub publish first" in capsys.readouterr().err
