"""A publication that would break what listeners have stops, until somebody says why."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from audiopub.feed import regression
from audiopub.pipeline.gate import ACCEPTED, Accepted
from audiopub.pipeline.outcome import JOURNAL, Outcome, Request
from audiopub.pipeline.publishing import publish
from audiopub.store.journal import Journal

Snapshot = Callable[[Path], dict[str, bytes]]


def codes(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.findings if finding.code in regression.CODES]


def edit(file: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, file.read_text(encoding="utf-8"), count=1)
    assert count == 1
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("pattern", "new", "code"),
    [
        ('guid = "[^"]+"', 'guid = "another"', "AP880"),
        (r"published = 2025-10-20T12:", "published = 2025-10-20T13:", "AP882"),
    ],
)
def test_a_lock_that_was_changed_stops_the_publication(
    root: Path, snapshot: Snapshot, pattern: str, new: str, code: str
) -> None:
    before = snapshot(root / "feeds")
    edit(root / "audiopub.lock", pattern, new)
    stopped = publish(root, Request())
    assert codes(stopped) == [code]
    assert stopped.failed
    assert not stopped.live
    assert snapshot(root / "feeds") == before
    outcome = publish(root, Request(accept={code: "an app needs it so"}))
    assert outcome.live
    finding = outcome.findings[-1]
    assert (finding.code, finding.severity) == (code, "info")
    assert "an app needs it so" in finding.message
    assert codes(publish(root, Request())) == []  # what is published now is the measure


def test_the_journal_keeps_the_reason(root: Path) -> None:
    request = Request(accept={"AP880": "an app needs it so"})
    edit(root / "audiopub.lock", 'guid = "[^"]+"', 'guid = "another"')
    publish(root, request)
    with Journal(root / JOURNAL) as journal:
        (accepted,) = journal.recall(ACCEPTED, tuple[Accepted, ...]) or ()
    assert (accepted.code, accepted.reason) == ("AP880", "an app needs it so")
    assert accepted.when == request.now
    assert "another" in accepted.message


def test_the_published_feed_counts_even_if_the_cache_is_gone(root: Path) -> None:
    published = root / "feeds" / "feed.xml"
    edit(published, r"<guid[^>]*>[^<]+</guid>", "<guid>from-elsewhere</guid>")
    edit(root / "seeds" / "eins.txt", "Folge", "Teil")
    stopped = publish(root, Request())
    assert codes(stopped) == ["AP880"]


def test_accepting_one_thing_lets_no_other_through(root: Path) -> None:
    edit(root / "audiopub.lock", 'guid = "[^"]+"', 'guid = "another"')
    assert not publish(root, Request(accept={"AP881": "why not"})).live
