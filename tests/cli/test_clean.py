"""``audiopub clean``: what is freed, and that nothing of value is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from audiopub.cli import main

Snapshot = Callable[[Path], dict[str, bytes]]


def test_what_an_earlier_state_left_is_freed_and_the_next_run_has_nothing_to_do(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    snapshot: Snapshot,
) -> None:
    monkeypatch.chdir(root)
    seed = root / "seeds" / "eins.txt"
    seed.write_text(seed.read_text("utf-8").replace("Folge", "Teil"), encoding="utf-8")
    assert main(["publish", "-q"]) == 0
    before = snapshot(root / "feeds")
    capsys.readouterr()
    assert main(["clean"]) == 0
    assert "are free again" in capsys.readouterr().out
    assert main(["clean"]) == 0
    assert "nothing to free" in capsys.readouterr().out
    monkeypatch.setattr("audiopub.audio.master.master", None)  # nothing is mastered again
    assert main(["publish", "--explain"]) == 0
    assert "nothing has changed" in capsys.readouterr().out
    assert snapshot(root / "feeds") == before


def test_a_show_that_was_never_published_has_nothing_to_free(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    (root / ".audiopub" / "journal.sqlite3").unlink()
    assert main(["clean"]) == 0
    assert "nothing to free" in capsys.readouterr().out
