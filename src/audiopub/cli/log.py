"""The log for machines: one JSON object a line, as things happen; docs/events.md describes it."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiopub.errors import AudiopubError
from audiopub.store.files import explained

if TYPE_CHECKING:
    from audiopub.model import DeployEvent, Finding, Progress, Step

_PARTS = 10
"""How often a long step is told of, at most."""


def option(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the option that asks for the log."""
    return click.option(
        "--json",
        "as_log",
        is_flag=True,
        help="Print a log for machines as things happen, one JSON object a line.",
    )(command)


class Log:
    """Says events on the standard output, if a machine is to read them; each at once."""

    def __init__(
        self, *, on: bool, now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    ) -> None:
        """Begin; one that is off says nothing."""
        self.on = on
        self._now = now
        self._last: tuple[str, str | None, int] | None = None
        self._told: set[Step] = set()

    def say(self, event: str, **about: object) -> None:
        """Say an event; what is not known of it is left out."""
        if not self.on:
            return
        time = self._now().astimezone(dt.UTC).isoformat(timespec="milliseconds")
        fields = {"event": event, "time": time.replace("+00:00", "Z"), **about}
        known = {name: value for name, value in fields.items() if value is not None}
        click.echo(json.dumps(known, ensure_ascii=False, default=_plain))

    def work(self, told: Progress | Step) -> None:
        """Say how far a long step is, now and then; or what became of one."""
        from audiopub.model import Step

        if isinstance(told, Step):
            self.steps((told,))
            return
        here = (told.stage, told.episode, int(told.fraction * _PARTS + 1e-9))
        if here == self._last:
            return
        self._last = here
        fraction = round(told.fraction, 3)
        self.say("progress", stage=told.stage, episode=told.episode, fraction=fraction)

    def steps(self, steps: Iterable[Step]) -> None:
        """Say what became of each episode, once."""
        for step in steps:
            if step not in self._told:
                self._told.add(step)
                self.say(
                    "step",
                    episode=step.episode,
                    state=step.state,
                    reason=step.reason,
                    due=step.due,
                    sound=step.sound or None,
                )

    def waiting(self, who: str) -> None:
        """Say whom we wait for."""
        self.say("waiting", who=who)

    def deployment(self, event: DeployEvent) -> None:
        """Say what a deployment did."""
        self.say(event.verb, path=event.path, size=event.size, reason=event.reason, due=event.due)

    def findings(self, findings: Sequence[Finding]) -> None:
        """Say what should not be, in the form of ``audiopub check --format json``."""
        if self.on:
            from audiopub.rules.report import as_object

            for finding in findings:
                self.say("finding", **as_object(finding))

    def done(self, status: int) -> int:
        """Say that this was all, and return the exit status."""
        self.say("done", status=status)
        return status

    @contextlib.contextmanager
    def errors(self) -> Iterator[None]:
        """Say what cannot be done, as the last thing, before it is printed for people."""
        try:
            with explained(Path(), "go on"):
                yield
        except (AudiopubError, ExceptionGroup) as failure:
            for error in _leaves(failure):
                self._error(error)
            self.done(1)
            raise

    def _error(self, error: AudiopubError) -> None:
        self.say(
            "error",
            code=error.code,
            path=error.path,
            line=error.line,
            column=error.column,
            message=error.what,
            hint=error.hint,
        )


def _leaves(failure: Exception) -> Iterator[AudiopubError]:
    """Yield the errors of ours in a failure: itself, or those of a group."""
    if isinstance(failure, AudiopubError):
        yield failure
    elif isinstance(failure, ExceptionGroup):
        for error in failure.exceptions:
            yield from _leaves(error)


def _plain(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    raise TypeError(type(value).__name__)
