"""``audiopub serve``: what it says before it listens, and what it prints for web servers."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiopub.cli import main
from audiopub.pipeline import previewing


@pytest.fixture(autouse=True)
def here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def test_it_says_where_to_look_once_all_is_ready(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(_: object, sockets: list[object]) -> None:
        assert sockets

    monkeypatch.setattr("uvicorn.Server.run", run)
    assert main(["serve", "--port", "0", "--no-watch"]) == 0
    out = capsys.readouterr().out
    assert "pages  http://127.0.0.1:" in out
    assert "/feed.xml\n" in out


def test_a_phone_gets_a_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)
    monkeypatch.setattr(previewing, "lan_address", lambda: "192.168.1.7")
    assert main(["serve", "--port", "0", "--lan", "--no-watch"]) == 0
    out = capsys.readouterr().out
    assert "http://192.168.1.7:" in out
    assert "█" in out
    monkeypatch.setattr(previewing, "lan_address", lambda: None)
    assert main(["serve", "--lan"]) == 2
    assert "leave out --lan" in capsys.readouterr().err


def test_nothing_is_announced_that_cannot_be_shown(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "feeds" / "index.html").unlink()
    assert main(["serve", "--port", "0"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "AP672" in said.err


@pytest.mark.parametrize("server", ["nginx", "caddy", "apache"])
def test_a_configuration_is_printed_for_the_show(
    server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--print-config", server, "--root", "/srv/show"]) == 0
    out = capsys.readouterr().out
    assert "podcast.example.org" in out
    assert "/srv/show" in out
