from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from audiopub.cli import main
from audiopub.cli.log import Log
from audiopub.model import Progress

GOLDEN = Path(__file__).parents[1] / "golden" / "events.jsonl"
DOCUMENTED = Path(__file__).parents[2] / "docs" / "events.md"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@pytest.fixture(autouse=True)
def here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def edit(root: Path) -> None:
    file = root / "seeds" / "eins.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("Folge", "Teil"), encoding="utf-8")


def logged(
    capsys: pytest.CaptureFixture[str], *words: str, status: int = 0
) -> list[dict[str, object]]:
    assert main([*words, "--json"]) == status
    events: list[dict[str, object]] = [
        json.loads(line) for line in capsys.readouterr().out.splitlines()
    ]
    assert all(TIME.fullmatch(str(event["time"])) for event in events)
    assert events[-1]["event"] == "done"
    assert events[-1]["status"] == status
    assert [event["event"] for event in events].count("done") == 1
    return events


def test_publish_and_deploy_say_what_they_do_in_a_stable_form(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The golden file has every event in its order, with its fields, and values that stay."""
    edit(root)
    with (root / "audiopub.toml").open("a", encoding="utf-8") as config:
        config.write('[deploy.web]\nurl = "../web"\nfetch = false\n')
    events = logged(capsys, "publish", "--to", "web")
    telling = ("event", "stage", "episode", "state", "name", "code", "live", "target", "status")
    shapes = [
        json.dumps(
            {name: value if name in telling else "…" for name, value in event.items()},
            ensure_ascii=False,
        )
        for event in events
        if event["event"] not in ("planned", "put")
    ]
    assert "\n".join(shapes) + "\n" == GOLDEN.read_text(encoding="utf-8")
    for event in events:
        if event["event"] in ("planned", "put"):
            assert set(event) == {"event", "time", "path", "size", "reason"}


def test_every_event_is_documented(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root)
    with (root / "audiopub.toml").open("a", encoding="utf-8") as config:
        config.write('[deploy.web]\nurl = "../web"\nfetch = false\n')
    events = logged(capsys, "publish", "--to", "web") + logged(capsys, "deploy", "web", "--dry-run")
    text = DOCUMENTED.read_text(encoding="utf-8")
    rows = {row[1]: row[2] for row in re.finditer(r"(?m)^\| (`.+?) \| .* \| (.*) \|$", text)}
    for event in events:
        (fields,) = [row for names, row in rows.items() if f"`{event['event']}`" in names]
        for name in event.keys() - {"event", "time"}:
            assert f"`{name}`" in fields, event


def test_a_run_with_nothing_to_do_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    events = logged(capsys, "publish")
    assert [(one["episode"], one["state"]) for one in events if one["event"] == "step"] == [
        ("zwei", "fresh"),
        ("eins", "fresh"),
    ]
    assert next(event for event in events if event["event"] == "published")["live"] is False


def test_what_cannot_be_done_is_an_event_and_is_still_printed_for_people(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (root / "audiopub.toml").open("a", encoding="utf-8") as config:
        config.write("[audio]\nbitrat = 96\ncrossfade = -1\n")
    assert main(["publish", "--json"]) == 1
    captured = capsys.readouterr()
    *errors, done = map(json.loads, captured.out.splitlines())
    assert [(error["event"], error["line"]) for error in errors] == [("error", 14), ("error", 15)]
    assert errors[0]["hint"] == "did you mean bitrate?"
    assert done["status"] == 1
    assert "unknown key audio.bitrat" in captured.err
    logged(capsys, "deploy", "nowhere", status=1)


def test_each_event_is_there_at_once(root: Path) -> None:
    edit(root)
    words = [sys.executable, "-m", "audiopub", "publish", "--json"]
    with subprocess.Popen(words, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        assert process.poll() is None
        last = json.loads(process.stdout.read().splitlines()[-1])
    assert first["event"] in ("progress", "step")
    assert last["event"] == "done"


def test_progress_is_said_at_each_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    log = Log(on=True, now=lambda: dt.datetime(2026, 11, 28, tzinfo=dt.UTC))
    for number in range(101):
        log.work(Progress(episode="eins", stage="mastering", fraction=number / 100))
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event["fraction"] for event in events] == [n / 10 for n in range(11)]
    assert events[0]["time"] == "2026-11-28T00:00:00.000Z"
