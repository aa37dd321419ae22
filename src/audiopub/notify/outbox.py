"""What is still to be told, and to whom: remembered, so that nothing is told twice or forgotten."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from audiopub.model import DeployEvent, Finding, Place
from audiopub.notify.channels import Channel, News, Untold
from audiopub.store.journal import Journal

PAUSES = (1.0, 4.0)
"""How long to wait before each further try, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What is to be told of one publication on one target."""

    fingerprint: str
    """Of the publication."""

    pages: tuple[str, ...] = ()
    """The addresses of its new pages."""

    seen: bool = False
    """Whether the public address shows it, so that it may be told."""

    told: tuple[str, ...] = ()
    """Who was told already."""


class Outbox:
    """The errands of one target."""

    def __init__(self, journal: Journal, target: str) -> None:
        """Remember them in a journal, under the target's name."""
        self._journal = journal
        self._key = f"notify:{target}"

    @property
    def errand(self) -> Errand | None:
        """What is to be told, or was told last."""
        return self._journal.recall(self._key, Errand)

    def put(self, errand: Errand) -> None:
        """Remember what is to be told."""
        self._journal.record(self._key, errand)

    def tell(
        self,
        errand: Errand,
        news: News,
        ways: Mapping[str, Channel],
        tell: Callable[[DeployEvent], None],
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> tuple[Finding, ...]:
        """Tell everybody who was not told yet; whoever cannot be told now is told by the next run.

        Args:
            errand: What is to be told.
            news: The same, in addresses.
            ways: How others are told.
            tell: Told what came of it.
            sleep: Waits, between two tries.

        Returns:
            A warning for each who could not be told.
        """
        findings = []
        for name, way in ways.items():
            if name in errand.told:
                continue
            failure = _attempt(way, news, sleep)
            if failure is None:
                errand = replace(errand, told=(*errand.told, name))
                self.put(errand)
                tell(DeployEvent(verb="told", path=name))
            else:
                tell(DeployEvent(verb="untold", path=name, reason=failure))
                findings.append(_finding(name, failure))
        return tuple(findings)


def _attempt(way: Channel, news: News, sleep: Callable[[float], None]) -> str | None:
    """Tell somebody; return why that was not possible, ``None`` if it was."""
    for pause in (*PAUSES, None):
        try:
            way(news)
        except Untold as failure:
            if pause is None or not failure.passing:
                return str(failure)
            sleep(pause)
        else:
            return None
    return None


def _finding(name: str, failure: str) -> Finding:
    return Finding(
        code="AP760",
        severity="warning",
        message=f"{name} could not be told of the new publication: {failure}",
        place=Place(path="audiopub.toml"),
        hint="the publication is live; the next deployment tells them again. See [notify] in "
        "audiopub.toml",
    )
