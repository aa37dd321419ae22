from __future__ import annotations

import io
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
    ignored = (root / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert ignored == [".audiopub*/", "feeds/media/"]
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
    assert main(["init", str(tmp_path), *flags]) == 2
    assert "not one of Apple's categories" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_given_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["Voices"])
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(answers))
    assert main(["init", str(tmp_path), *FLAGS[2:]]) == 0
    assert load(tmp_path).document.get("show", "title") == "Voices"


@pytest.mark.parametrize(
    ("flag", "wrong", "message"),
    [
        ("--title", " ", "it is empty"),
        ("--title", "a\x07b", "U+0007"),
        ("--title", "a\udcffb", "U+DCFF"),
        ("--link", "https://e.org/?a=b", "an address without ? and #"),
        ("--language", "German!", "is not a language tag"),
        ("--author", "", "it is empty"),
        ("--email", "ada", "is not an e-mail address"),
    ],
)
def test_a_wrong_flag_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], flag: str, wrong: str, message: str
) -> None:
    flags = [*FLAGS]
    flags[flags.index(flag) + 1] = wrong
    assert main(["init", str(tmp_path), *flags]) == 2
    said = capsys.readouterr().err
    assert flag in said
    assert message in said
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_answer_is_asked_again_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["podcast.example.org", "https://podcast.example.org"])
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(answers))
    flags = [*FLAGS[:2], *FLAGS[4:]]
    assert main(["init", str(tmp_path), *flags]) == 0
    assert "does not begin with https://" in "".join(capsys.readouterr())
    assert load(tmp_path).document.get("show", "link") == "https://podcast.example.org"


def test_without_anybody_to_ask_the_missing_options_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["init", str(tmp_path), *FLAGS[2:10]]) == 2
    said = capsys.readouterr().err
    assert "missing: --title, --email, --category, --explicit/--not-explicit" in " ".join(
        said.split()
    )
    assert list(tmp_path.iterdir()) == []


def test_whoever_interrupts_the_questions_has_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("click.termui.visible_prompt_func", interrupt)
    assert main(["init", str(tmp_path)]) == 130
    assert "Interrupted" in capsys.readouterr().err


def begin(root: Path, title: str) -> int:
    return main(["init", str(root), "--title", title, *FLAGS[2:]])


def test_a_cover_is_drawn_without_what_the_typeface_lacks(tmp_path: Path) -> None:
    assert begin(tmp_path / "a", "🎙️ Voices 日本") == 0
    assert begin(tmp_path / "b", "Voices") == 0
    assert load(tmp_path / "a").document.get("show", "title") == "🎙️ Voices 日本"
    covers = [(tmp_path / name / "show" / "cover.png").read_bytes() for name in "ab"]
    assert covers[0] == covers[1]


@pytest.mark.parametrize("title", ["🎙️", "日本 – 中国", "W" * 5000])
def test_a_title_that_cannot_be_drawn_still_begins_a_show(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], title: str
) -> None:
    assert begin(tmp_path, title) == 0
    assert not (tmp_path / "show" / "cover.png").exists()
    said = capsys.readouterr().out
    assert "cover.png" in said
    assert "1400 to 3000 pixels" in said
    (tmp_path / "show").mkdir()
    (tmp_path / "show" / "cover.png").touch()
    assert load(tmp_path).document.get("show", "title") == title


def test_a_show_inside_of_a_show_is_begun_with_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "audiopub.toml").write_text("mine", encoding="utf-8")
    assert main(["init", str(tmp_path / "seeds" / "b"), *FLAGS]) == 0
    said = capsys.readouterr().err
    assert said.startswith("warning")
    assert "inside of the show" in said
    assert (tmp_path / "seeds" / "b" / "audiopub.toml").exists()
