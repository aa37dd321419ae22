from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from audiopub.cli import audiopub, main


def test_every_command_has_help_with_an_example() -> None:
    for name, command in audiopub.commands.items():
        with click.Context(command, info_name=name) as context:
            text = command.get_help(context)
        assert f"audiopub {name}" in text
        assert "Example" in text
        assert command.get_short_help_str()


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("audiopub, version 0.")


def test_wrong_usage_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", "--colour"]) == 2
    assert "--colour" in capsys.readouterr().err


def test_outside_of_a_show_every_command_says_how_to_begin_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (["publish"], ["check"], ["inspect", "x"]):
        assert main(arguments) == 1
        assert "run audiopub init" in capsys.readouterr().err


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from audiopub.cli import main; main(['--help']); "
        "print(sorted({m.split('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1]
    for heavy in ("av", "numpy", "lxml", "PIL", "mutagen", "feedgen", "jinja2", "msgspec", "regex"):
        assert f"'{heavy}'" not in loaded
    assert "publish" in done.stdout


def test_an_interruption_says_that_all_is_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(audiopub, "main", interrupt)
    assert main(["publish"]) == 130
    assert "What is live is whole" in capsys.readouterr().err


def test_a_narrow_terminal_shows_what_it_can(root: Path) -> None:
    (root / "seeds" / "eins.txt").rename(root / "seeds" / "Привет.txt")
    done = subprocess.run(
        [sys.executable, "-m", "audiopub", "publish", "--dry-run"],
        cwd=root,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert b"AP121" in done.stdout
