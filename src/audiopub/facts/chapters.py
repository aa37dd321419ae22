"""Chapters files of Podcasting 2.0.

Source:
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audiopub.facts import json
from audiopub.facts.reading import content
from audiopub.rules.subjects import Break, Chapters, Mark, Subject, Unread


def read(path: Path, name: str) -> Iterator[Subject]:
    """Yield a chapters file.

    Args:
        path: The file.
        name: How findings call it.
    """
    data = content(path, name, "chapters")
    if isinstance(data, Unread):
        yield data
        return
    value, broken = json.value(data)
    if broken:
        yield Chapters(path=name, marks=(), breaks=(broken,))
        return
    reasons: list[str] = []
    marks = tuple(_marks(value, reasons))
    breaks = tuple(Break(line=None, column=None, reason=reason) for reason in reasons)
    yield Chapters(path=name, marks=marks, breaks=breaks)


def _marks(value: Any, reasons: list[str]) -> Iterator[Mark]:  # noqa: ANN401 - whatever stands there
    """Yield the marks that players show; say why others cannot be read."""
    if not isinstance(value, dict) or not isinstance(value.get("chapters"), list):
        reasons.append("The file has no list of chapters")
        return
    if not isinstance(value.get("version"), str):
        reasons.append("The file does not say the version of its format")
    for number, chapter in enumerate(value["chapters"], start=1):
        start = json.seconds(chapter.get("startTime")) if isinstance(chapter, dict) else None
        if start is None:
            reasons.append(f"Chapter {number} has no startTime that can be read")
        elif chapter.get("toc") is not False:
            title = chapter.get("title")
            yield Mark(start=start, title=title if isinstance(title, str) else "")
