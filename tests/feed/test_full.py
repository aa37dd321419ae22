"""A feed that says everything is one that the check has no error in."""

from __future__ import annotations

from pathlib import Path

from audiopub import facts, feed, rules
from audiopub.model import Publication

GOLDEN = Path(__file__).parents[1] / "golden" / "feed-full.xml"


def test_the_full_feed_is_the_golden_file(full: Publication) -> None:
    assert feed.build(full).decode() == GOLDEN.read_text(encoding="utf-8")


def test_the_check_finds_no_error_in_the_full_feed() -> None:
    found = rules.judge(facts.gather(GOLDEN, measure=False))
    assert [one for one in found if one.severity == "error"] == []
