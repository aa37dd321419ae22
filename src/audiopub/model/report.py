"""What is said about a run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

StepState = Literal["made", "fresh", "failed", "planned", "waiting"]
"""What became of a piece of work; ``planned`` in a dry run, ``waiting`` until its date has come."""

Severity = Literal["error", "warning", "info"]
"""How bad a finding is: an error keeps a publication from going live, the others do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands."""

    path: str
    """The file, with ``/``, relative to the show if it lies in it."""

    line: int | None = None
    """Counted from 1."""

    column: int | None = None
    """Counted from 1."""

    def __str__(self) -> str:
        """Render as ``path:line:column``, leaving out what is not known."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that should not be."""

    code: str
    """Stable, never reused: ``AP501``."""

    severity: Severity
    """How bad it is."""

    message: str
    """What is the matter, one sentence without a full stop at its end."""

    place: Place | None = None
    """Where."""

    hint: str | None = None
    """What to do about it."""

    link: str | None = None
    """The clause of the spec that asks for it."""

    snippet: str | None = None
    """What stands at the place, on one line; ``None`` if it was not looked at."""


class Step(Struct, frozen=True, kw_only=True):
    """A piece of work and what became of it; skipped work is a value with a reason."""

    episode: str | None
    """The episode's name, or ``None`` for the whole show."""

    name: str
    """The stage: ``master``."""

    state: StepState
    """What became of it."""

    reason: str
    """Why: "the recording changed"."""

    due: dt.datetime | None = None
    """When it is done, if it waits."""

    sound: tuple[str, ...] = ()
    """What was done to the sound of an episode that was made, a line or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a long step is."""

    episode: str | None
    """The episode's name, or ``None`` for the whole show."""

    stage: str
    """What is being done, for a reader: "mastering"."""

    fraction: float
    """From 0 to 1."""
