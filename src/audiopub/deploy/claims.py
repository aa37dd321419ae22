"""One deployment at a time, on any host: whoever would write claims the target first.

A claim is a file of its own name. Who has put one lists them all: if there is another, they take
theirs back and wait. Since each puts before it lists, of two at least one sees the other, and
never do two go on (as in Lamport's bakery algorithm; "A new solution of Dijkstra's concurrent
programming problem", 1974). It needs no promise of the host but that what was put is listed.

A claim is put anew all the time. One that has not been for a while belongs to a process that died.
Ages are reckoned by the host's clock alone, so that ours may be wrong. Its name begins with its
owner, since who was killed while a claim was written has left none of its content.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import random
import socket
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from audiopub.deploy import kinds
from audiopub.deploy.kinds import OURS
from audiopub.deploy.target import Held, Target, content_of
from audiopub.deploy.transfer import Patience
from audiopub.errors import DeployError

FOLDER = f"{OURS}/claims"
_LIFE = 90.0  # seconds after which a claim that was not renewed counts as dead
_RENEWAL = 15.0  # seconds
_LOOKS = int(_LIFE)  # a second apart: within them, one that is not renewed is dead
_DOUBT = 45.0  # seconds without a renewal after which we look whether the claim still holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Who claims, and how long they wait for others."""

    owner: str
    """This installation. It runs one deployment at a time, so another claim of it is a dead one."""

    wait: float
    """How long to wait for another deployment, in seconds."""

    waiting: Callable[[str], None]
    """Told once who is at work, before waiting."""

    patience: Patience
    """How often to try what the host refuses for the moment."""


class Claim:
    """The right to write to a target, held as long as the block runs."""

    def __init__(self, target: Target, terms: Terms) -> None:
        """Describe the claim; it is made when the block is entered."""
        self._target = target
        self._terms = terms
        self._own = f"{FOLDER}/{terms.owner}-"
        self._path = f"{self._own}{uuid.uuid4().hex}"
        who = f"process {os.getpid()} on {socket.gethostname()}"
        since = f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M:%S} UTC"
        self._content = content_of(json.dumps({"who": who, "since": since}).encode())
        self._stop = threading.Event()
        self._renewed = 0.0
        self._thread = threading.Thread(target=self._renew_always, daemon=True)
        self.now = 0.0
        """The time by the target's clock when the claim was made, in seconds since 1970."""

    def __enter__(self) -> Self:
        """Claim the target.

        Raises:
            DeployError: AP741, another deployment is still at work after the wait.
        """
        try:
            self._wait()
        except BaseException:
            self._retract()
            raise
        self._thread.start()
        return self

    def _wait(self) -> None:
        deadline = awake() + self._terms.wait
        told = False
        while rival := self._attempt():
            if not told:
                self._terms.waiting(self._named(rival))
                told = True
            if awake() >= deadline:
                raise DeployError(
                    "AP741",
                    f"{self._named(rival)} is deploying to this target",
                    path=self._target.name,
                    hint="wait until it has ended; --wait SECONDS waits longer. Its last sign of "
                    f"life came {max(0.0, self.now - rival.modified):.0f} seconds ago: if it died, "
                    f"its claim ends in {_left(rival, self.now):.0f} seconds",
                )
            self._terms.patience.sleep(min(1.0, self._terms.wait) * (0.5 + random.random()))  # noqa: S311 - no secret

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the target free."""
        self._stop.set()
        self._thread.join()
        self._retract()

    def check(self, *, surely: bool = False) -> None:
        """Make sure that nobody else took over, as they may after this machine has slept.

        Args:
            surely: Whether to ask the host however short ago the claim was renewed.

        Raises:
            DeployError: AP742, somebody did.
        """
        slept = awake() - self._renewed >= _DOUBT
        if not slept and not surely:
            return
        self._see_nobody(tries=1 if slept else _LOOKS)
        self._terms.patience.insist(self._put)
        if slept:  # somebody may have taken us for dead just before we put the claim anew
            self._see_nobody(tries=1)

    def _see_nobody(self, tries: int) -> None:
        """Make sure that ours is the only claim.

        Args:
            tries: How often to look. Who waits for us puts a claim for a moment each time that they
                try, and takes it back when they see ours; who took over leaves theirs there.
        """
        for left in reversed(range(tries)):
            claims = self._listed()
            mine = next((claim for claim in claims if claim.path == self._path), None)
            others = [claim for claim in claims if claim is not mine]
            if mine is not None and not any(_left(other, mine.modified) >= 0 for other in others):
                return
            if mine is None or not left:
                who = self._named(others[0]) if others else "another deployment"
                raise DeployError(
                    "AP742",
                    f"{who} has taken over this target, since nothing was heard of us for a while",
                    path=self._target.name,
                    hint="deploy again; what arrived is not sent again",
                )
            self._terms.patience.sleep(1.0)

    def _retract(self) -> None:
        with contextlib.suppress(DeployError):  # it lapses by itself
            self._delete(self._path)

    def _attempt(self) -> Held | None:
        """Put a claim; return another one that is alive, for which ours was taken back."""
        insist = self._terms.patience.insist
        insist(self._put)
        claims = self._listed()
        mine = next((claim for claim in claims if claim.path == self._path), None)
        self.now = mine.modified if mine else time.time()
        for other in claims:
            if other.path == self._path:
                continue
            if self._is_alive(other):
                self._delete(self._path)
                return other
            self._delete(other.path)
        return None

    def _is_alive(self, other: Held) -> bool:
        return _left(other, self.now) >= 0 and not other.path.startswith(self._own)

    def _listed(self) -> list[Held]:
        return self._terms.patience.insist(lambda: list(self._target.list(FOLDER)))

    def _delete(self, path: str) -> None:
        self._terms.patience.insist(lambda: self._target.delete(path))

    def _put(self) -> None:
        self._target.put(self._path, self._content, kinds.headers(self._path))
        self._renewed = awake()

    def _renew_always(self) -> None:
        while not self._stop.wait(_RENEWAL):
            if awake() - self._renewed > _DOUBT:
                return  # it may be another's turn by now; check() finds out
            with contextlib.suppress(DeployError):  # the next time, or never: then check() looks
                self._put()

    def _said(self, claim: Held) -> dict[str, str]:
        try:
            said = json.loads(self._target.read_range(claim.path, 0, claim.size))
        except (DeployError, ValueError):
            return {}
        return said if isinstance(said, dict) else {}

    def _named(self, claim: Held) -> str:
        said = self._said(claim)
        since = f" (since {said['since']} by its clock)" if "since" in said else ""
        return f"{said.get('who', 'another run')}{since}"


def _left(claim: Held, now: float) -> float:
    """Return after how many seconds a claim ends, if it is not put anew."""
    return _LIFE - (now - claim.modified)


def awake() -> float:
    """Return a clock in seconds that never goes back and goes on while the machine sleeps."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)
