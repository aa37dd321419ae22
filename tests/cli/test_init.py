from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from audiopub.cli import main
from audiopub.project.config import load

FLAGS = [
    "--title", "Voices", "--link", "https://podcast.example.org", "--description", "About.",
    "--language", "en", "--author", "Ada", "--email", "ada@example.org",
    "--category", "News > Politics", "--not-explicit",
]  # fmt: skip


def test_a_show_is_begun_without_questions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "show"
    assert main(["init", str(root), *FLAGS]) == 0
    config = load(root)
    assert config.document.get("show", "title") == "Voices"
    assert config.document.get("show", "explicit") is False
    assert (root / "seeds").is_dir()
    assert (root / "episodes").is_dir()
    with Image.open(root / "show" / "cover.png") as cover:
        assert cover.size == (3000, 3000)
    assert ".audiopub/" in (root / ".gitignore").read_text(encoding="utf-8")
    assert "run: audiopub publish" in capsys.readouterr().out


def test_a_cover_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "show").mkdir()
    (tmp_path / "show" / "cover.png").write_bytes(b"mine")
    assert main(["init", str(tmp_path), *FLAGS]) == 0
    assert (tmp_path / "show" / "cover.png").read_bytes() == b"mine"


def test_a_show_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "audiopub.toml").write_text("mine", encoding="utf-8")
    assert main(["init", str(tmp_path), *FLAGS]) == 1
    assert (tmp_path / "audiopub.toml").read_text(encoding="utf-8") == "mine"
    assert "AP150" in capsys.readouterr().err


def test_an_answer_that_cannot_be_is_refused_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flags = [flag.replace("News > Politics", "Weather") for flag in FLAGS]
    assert main(["init", str(tmp_path), *flags]) == 1
    assert "not one of Apple's categories" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_given_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["Voices"])
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(answers))
    assert main(["init", str(tmp_path), *FLAGS[2:]]) == 0
    assert load(tmp_path).document.get("show", "title") == "Voices"
