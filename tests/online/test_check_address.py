"""``audiopub check`` on an address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audiopub.cli import main

BAD = (Path(__file__).parents[1] / "data" / "feeds" / "defects" / "full.rss").read_bytes()


def test_a_feed_is_fetched_and_its_findings_name_the_address(
    server: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    server.files["/feed"] = ("application/rss+xml", BAD)
    assert main(["check", "--allow-private", f"{server.address}/feed"]) == 0
    out = capsys.readouterr().out
    assert f"{server.address}/feed:29:2: <itunes:explicit>" in out
    assert "      | <itunes:explicit>clean</itunes:explicit>" in out
    assert f"Checked {server.address}/feed: " in out


def test_a_private_network_is_refused_unless_it_is_allowed(
    server: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", f"{server.address}/feed"]) == 1
    assert "AP860" in capsys.readouterr().err
    assert server.asked == []


def test_a_web_page_is_said_to_be_none(server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    server.files["/"] = ("text/html", b"<!doctype html><html><body>Hello</body></html>")
    assert main(["check", "--allow-private", "--format", "json", f"{server.address}/"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["code"] == "AP502"
    assert finding["path"] == f"{server.address}/"


def test_captions_are_checked_from_their_address_too(
    server: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    server.files["/a.vtt"] = ("text/vtt", b"WEBVTT\n\nno cue\n")
    assert main(["check", "--allow-private", f"{server.address}/a.vtt?x=1"]) == 1
    assert "AP230" in capsys.readouterr().out


def test_what_a_feed_refers_to_is_looked_at_when_asked(
    server: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_bytes(BAD.replace(b"https://", f"{server.address}/".encode()))
    main(["check", "--allow-private", "--online", "--select", "AP87", str(feed)])
    assert "AP870" in capsys.readouterr().out
    assert server.asked
