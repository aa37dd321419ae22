"""Episodes of the future wait, and nothing of them is seen before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from audiopub.cli import main
from audiopub.pipeline.outcome import Outcome, Request
from audiopub.pipeline.publishing import publish

Snapshot = Callable[[Path], dict[str, bytes]]

BEFORE = dt.datetime(2026, 12, 24, 11, 59, tzinfo=dt.UTC)
DUE = dt.datetime(2026, 12, 24, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def future(root: Path) -> Path:
    """Give a published show with a third episode that is dated later."""
    text = (root / "seeds" / "zwei.txt").read_text(encoding="utf-8")
    text = text.replace("Folge zwei", "Geheim").replace("21.10.2025", "24.12.2026")
    (root / "seeds" / "drei.txt").write_text(text, encoding="utf-8")
    (root / "episodes" / "drei.wav").write_bytes((root / "episodes" / "zwei.wav").read_bytes())
    (root / "episodes" / "drei.toml").write_text('align = "estimate"\n', encoding="utf-8")
    return root


def waiting(outcome: Outcome) -> list[tuple[str | None, dt.datetime | None]]:
    return [(step.episode, step.due) for step in outcome.steps if step.state == "waiting"]


def test_nothing_of_it_is_seen_before_its_date(future: Path, snapshot: Snapshot) -> None:
    before = snapshot(future / "feeds")
    outcome = publish(future, Request(now=BEFORE))
    assert waiting(outcome) == [("drei", DUE)]
    assert "2026-12-24 12:00 UTC" in outcome.steps[0].reason
    assert not outcome.failed
    assert snapshot(future / "feeds") == before
    assert "drei" not in (future / "audiopub.lock").read_text(encoding="utf-8")
    assert not any(b"Geheim" in data or "drei" in path for path, data in before.items())


def test_a_run_without_changes_still_says_what_waits_and_until_when(future: Path) -> None:
    publish(future, Request(now=BEFORE))
    assert waiting(publish(future, Request(now=BEFORE))) == [("drei", DUE)]


def test_it_is_published_once_its_time_has_come(future: Path) -> None:
    publish(future, Request(now=BEFORE))
    outcome = publish(future, Request(now=DUE))
    assert outcome.live
    assert waiting(outcome) == []
    assert b"Geheim" in (future / "feeds" / "feed.xml").read_bytes()
    again = publish(future, Request(now=BEFORE))  # a clock that goes wrong takes nothing back
    assert b"Geheim" in (future / "feeds" / "feed.xml").read_bytes()
    assert waiting(again) == []


def test_a_dry_run_says_that_it_would_wait(future: Path) -> None:
    outcome = publish(future, Request(now=BEFORE, dry_run=True))
    assert waiting(outcome) == [("drei", DUE)]


def test_a_show_whose_only_episode_waits_publishes_nothing(
    future: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in (*future.glob("*/eins.*"), *future.glob("*/zwei.*"), future / "audiopub.lock"):
        file.unlink()
    text = (future / "seeds" / "drei.txt").read_text(encoding="utf-8")
    (future / "seeds" / "drei.txt").write_text(text.replace("2026", "2999"), encoding="utf-8")
    monkeypatch.chdir(future)
    assert main(["publish"]) == 0
    out = capsys.readouterr().out
    assert "Nothing to publish yet." in out
    assert "Waiting: drei, it is due 2999-12-24 12:00 UTC." in out
