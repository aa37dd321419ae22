"""What a rule is, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

from audiopub.model import Severity
from audiopub.rules.subjects import Subject

S = TypeVar("S", bound=Subject)

Scope: TypeAlias = Literal["any", "podcast"]
"""Which feeds a rule is held against: any, or only a podcast's."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a rule is broken."""

    message: str
    """What is the matter, one sentence without a full stop at its end."""

    line: int | None = None
    """Where in the subject's file, counted from 1."""

    column: int | None = None
    """Counted from 1."""

    path: str | None = None
    """The file, if it is another one than the subject's."""

    cure: str | None = None
    """What to do about it, if more can be said than the rule says."""

    link: str | None = None
    """The clause of the spec, if it is another one than the rule's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[S]):
    """A rule: a function, and what to say of it."""

    code: str
    """Stable, never reused: ``AP501``."""

    severity: Severity
    """Error: who follows the specs loses the show, an episode, or what the element is there for.
    Warning: it is shown incompletely, or must be guessed. Info: worth knowing."""

    title: str
    """What is the matter, in a few words."""

    why: str
    """Why it matters, for a producer."""

    cure: str
    """What to do about it."""

    link: str
    """The clause of the spec that asks for it."""

    on: type[S]
    """The kind of subject that it looks at."""

    check: Callable[[S], Iterable[Fault]]
    """Yields all places where it is broken."""

    scope: Scope = "any"
    """Which feeds it is held against."""

    default: bool = True
    """Whether it holds always, or only where a profile asks for it."""
