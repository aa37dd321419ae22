"""Title, authors and date of sixty heads of texts in fourteen languages, twenty of them hostile."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from row import Row, at_least

from audiopub import text

TARGET = 58
DOUBTS = ("AP108", "AP109")
"""What must be said where a date stands that does not mean one day."""


def rows(verbose: bool) -> Iterator[Row]:  # noqa: FBT001 - every measure is told
    """Yield how many heads are wholly right; the language is recognised, not told."""
    data = tomllib.loads(Path(__file__).with_name("headings.toml").read_text(encoding="utf-8"))
    right = hostile = 0
    for case in data["heading"]:
        wrong = _mistakes(case, data["body"][case["language"]])
        right += not wrong
        hostile += not wrong and case.get("hostile", False)
        if wrong and verbose:
            print(f"{case['language']} {case['head']!r}: {'; '.join(wrong)}")
    count = len(data["heading"])
    of_hostile = sum(case.get("hostile", False) for case in data["heading"])
    yield at_least(f"heads of texts, wholly right of {count}", right, TARGET)
    yield Row(name=f"of the {of_hostile} hostile ones", figure=f"{hostile}", target="")


def _mistakes(case: dict[str, Any], body: str) -> list[str]:
    path = case.get("file", "text.txt")
    found = text.read(f"{case['head']}\n\n{body}\n".encode(), path)
    draft = found.draft
    said = {
        "title": draft.title.value if draft.title else None,
        "authors": [person.name for person in draft.authors.value] if draft.authors else [],
        "date": draft.date.value.date() if draft.date else None,
        "paragraphs": len(found.paragraphs),
    }
    wanted = {
        "title": case["title"],
        "authors": case.get("authors", []),
        "date": case.get("date"),
        "paragraphs": body.count("\n\n") + 1,
    }
    wrong = [f"{key} {said[key]!r}" for key in wanted if said[key] != wanted[key]]
    doubtful = any(finding.code in DOUBTS for finding in found.findings)
    if doubtful != case.get("doubtful", False):
        wrong.append("doubts" if doubtful else "no doubt")
    return wrong
