"""Feeds with one defect each, as people and programs make them: it is found, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict, cast

import pytest

from audiopub import facts, rules

DATA = Path(__file__).parents[1] / "data" / "feeds"
FEED = (DATA / "everything.xml").read_text(encoding="utf-8")
START, END = FEED.index("    <item>"), FEED.index("    </item>")

Defect = TypedDict(
    "Defect", {"defect": str, "in": str, "replace": str, "by": str, "codes": list[str]}
)

DEFECTS = cast("list[Defect]", json.loads((DATA / "single-defects.json").read_text("utf-8")))


@pytest.mark.parametrize("case", DEFECTS, ids=lambda case: case["defect"])
def test_one_defect_is_found_in_its_line_and_nothing_else(case: Defect, tmp_path: Path) -> None:
    start = START if case["in"] == "item" else 0
    assert case["replace"] in FEED[start:]
    at = FEED.index(case["replace"], start)
    text = FEED[:at] + case["by"] + FEED[at + len(case["replace"]) :]
    feed = tmp_path / "feed.xml"
    feed.write_text(text, encoding="utf-8")
    findings = rules.judge(facts.gather(feed))
    assert sorted({finding.code for finding in findings}) == case["codes"]
    assert all(finding.place and finding.place.line for finding in findings)
