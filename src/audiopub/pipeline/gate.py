"""The gate: a feed that would break what listeners have does not go live unless told why."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from audiopub.feed import regression
from audiopub.feed.regression import Entry
from audiopub.model import Finding, Show
from audiopub.pipeline.records import Kept
from audiopub.store.files import explained
from audiopub.store.journal import Journal

ACCEPTED = "accepted"
"""The journal's key of all that was let through."""

_PAGE = re.compile(r"feed(?:-\d+)?\.xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A finding that was let through."""

    code: str
    """Its code."""

    message: str
    """What it was."""

    reason: str
    """Why it was let through, in the producer's words."""

    when: dt.datetime
    """When it went live."""


def regressions(
    published: Iterable[Entry],
    coming: Iterable[Entry],
    accepted: Mapping[str, str],
    *,
    alike: int = 0,
) -> tuple[Finding, ...]:
    """Compare a publication with the feed that is live.

    Args:
        published: The entries of the published feed, whoever wrote it.
        coming: Those of the feed that is to go live.
        accepted: What is let through: the reason by the code.
        alike: How many further entries the two have that are the same in both.

    Returns:
        What would break. What is let through is an info that says the reason, all else an error.
    """
    found = regression.compare(published, coming, alike=alike)
    return tuple(
        replace(
            finding,
            severity="info",
            message=f"{finding.message}; accepted: {accepted[finding.code]}",
            hint=None,
        )
        if finding.code in accepted
        else finding
        for finding in found
    )


def record(
    journal: Journal,
    findings: Iterable[Finding],
    accepted: Mapping[str, str],
    when: dt.datetime,
) -> dict[str, object]:
    """Return what the journal shall know of all that was let through, now and before."""
    before = journal.recall(ACCEPTED, tuple[Accepted, ...]) or ()
    now = tuple(
        Accepted(code=one.code, message=one.message, reason=accepted[one.code], when=when)
        for one in findings
        if one.code in accepted
    )
    return {ACCEPTED: (*before, *now)} if now else {}


def entries(show: Show, episodes: Iterable[Kept]) -> tuple[Entry, ...]:
    """Return the entries of a feed that was made of these episodes."""
    return tuple(
        regression.entry(
            show,
            guid=episode.guid,
            title=episode.title,
            published=episode.published,
            sound=episode.enclosure,
        )
        for episode in episodes
    )


def read(folder: Path) -> list[Entry]:
    """Return the entries of the feed in a published tree, whoever wrote it.

    Raises:
        StoreError: It cannot be read.
    """
    entries: list[Entry] = []
    if folder.is_dir():
        for file in sorted(folder.iterdir()):
            if _PAGE.fullmatch(file.name) and file.is_file():
                with explained(file, "read the published feed"):
                    entries += regression.read(file.read_bytes())
    return entries
