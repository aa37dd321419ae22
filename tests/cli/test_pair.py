from __future__ import annotations

import json
from pathlib import Path

import pytest

from audiopub.cli import main


@pytest.fixture(autouse=True)
def here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def test_every_pair_is_shown_with_its_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pair"]) == 0
    out = capsys.readouterr().out
    assert "seeds/eins.txt  episodes/eins.wav  by name, " in out
    assert "2 pairs, 0 unpaired." in out


def test_machines_get_pairs_and_what_is_unpaired(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "episodes" / "eins.wav").unlink()
    assert main(["pair", "--format", "json"]) == 1
    captured = capsys.readouterr()
    found = json.loads(captured.out)
    (pair,) = found["pairs"]
    assert (pair["transcript"], pair["audio"]) == ("seeds/zwei.txt", "episodes/zwei.wav")
    assert pair["by"] == "name"
    assert isinstance(pair["score"], float)
    (left,) = found["unpaired"]
    assert (left["path"], left["code"]) == ("seeds/eins.txt", "AP121")
    assert captured.err == ""


def test_nothing_is_written_where_nothing_was_published(root: Path) -> None:
    (root / ".audiopub").rename(root / "elsewhere")
    main(["pair"])
    assert not (root / ".audiopub").exists()
