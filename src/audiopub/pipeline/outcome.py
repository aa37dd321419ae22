"""What is asked of a run, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from audiopub.errors import AudiopubError
from audiopub.model import Episode, Finding, Place, Show, Step

FEEDS = "feeds"
"""The published tree, inside of the show."""

WORK = ".audiopub"
"""Cache, journal and lock, inside of the show; can be deleted at any time."""

JOURNAL = f"{WORK}/journal.sqlite3"
"""The journal, inside of the show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the producer asks for."""

    episodes: tuple[str, ...] = ()
    """Names of the episodes to work on; none for all."""

    dry_run: bool = False
    """Whether to say what would be done, and do nothing."""

    jobs: int | None = None
    """On how many cores to work; on all of them, if not said."""

    cluster: str | None = None
    """The address of a Dask scheduler whose workers do it instead."""

    wait: float = 60.0
    """How long to wait for another run on the same show, in seconds."""

    accept: Mapping[str, str] = field(default_factory=dict)
    """What may break for those who have the published feed: the reason by the code."""

    now: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    """The time: what is dated later waits. It is never written into what is published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a run."""

    steps: tuple[Step, ...]
    """What was done with each episode, and why."""

    findings: tuple[Finding, ...]
    """What should not be; what failed, too."""

    folder: Path
    """The published tree."""

    show: Show | None = None
    """The show that is live now, if this run knows it."""

    episodes: tuple[str, ...] = ()
    """The names of its episodes, the newest first."""

    made: tuple[Episode, ...] = ()
    """Those of them that were made in this run."""

    live: bool = False
    """Whether this run changed what is live."""

    @property
    def failed(self) -> bool:
        """Whether anything failed, or a finding is an error."""
        return any(finding.severity == "error" for finding in self.findings)


def failures(error: AudiopubError | ExceptionGroup[Exception]) -> list[Finding]:
    """Return all that is wrong with one episode as findings, so that the others go on.

    Raises:
        ExceptionGroup: Something in a group is no error of ours.
    """
    if isinstance(error, AudiopubError):
        return [finding_of(error)]
    ours, others = error.split(AudiopubError)
    if others or ours is None:
        raise error
    return [finding_of(one) for one in ours.exceptions if isinstance(one, AudiopubError)]


def finding_of(error: AudiopubError) -> Finding:
    """Return what could not be done as a finding."""
    place = None
    if error.path:
        place = Place(path=error.path, line=error.line, column=error.column)
    return Finding(
        code=error.code, severity="error", message=error.what, place=place, hint=error.hint
    )
