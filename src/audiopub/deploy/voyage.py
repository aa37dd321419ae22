"""A plan on its way: every step in its order, so that it can break off anywhere."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import replace
from typing import TypeVar

from audiopub.deploy import kinds, manifest
from audiopub.deploy import plan as planning
from audiopub.deploy.claims import Claim
from audiopub.deploy.kinds import Stage
from audiopub.deploy.manifest import File, Manifest
from audiopub.deploy.plan import Plan, Put
from audiopub.deploy.survey import Arrived, Memory, Survey
from audiopub.deploy.target import PIECE, Content, Held, Target, content_of
from audiopub.deploy.transfer import Patience, bring, bring_if, many
from audiopub.model import DeployEvent

Tell = Callable[[DeployEvent], None]
T = TypeVar("T")

_LARGE = 4  # files of more than one piece that travel at once; each takes several pieces of memory
_BREATH = 0.5  # seconds between two entries into the journal, each of which waits for the disk
_KEPT = f"{kinds.OURS}/kept/"


class Voyage:
    """One deployment on its way to one target."""

    def __init__(
        self, target: Target, claim: Claim, patience: Patience, memory: Memory, tell: Tell
    ) -> None:
        """Begin; the claim is held."""
        self._target = target
        self._claim = claim
        self._patience = patience
        self._memory = memory
        self._tell = tell

    def carry(
        self, plan: Plan, known: Manifest | None, found: Survey, tree: Mapping[str, Content]
    ) -> None:
        """Carry a plan out.

        What is on its way is written down on the target first, so that any machine can go on. What
        will be overwritten is copied before anything is. The feed comes last of all, and only if
        nobody else has replaced it meanwhile; what it pointed at is deleted after it.

        Args:
            plan: The plan.
            known: What the target says of itself.
            found: What lies there.
            tree: The contents that are put.

        Raises:
            DeployError: The host refuses; what was live stays live.
        """
        for event in plan.events():
            self._tell(event)
        if plan.begun != known:
            self._say(plan.begun)
        for path in found.leftovers:
            self._delete(path)
        self._tell_present(plan, known)
        done = plan.done if self._keep(plan.keeps) else replace(plan.done, previous=None)
        for stage, group in itertools.groupby(plan.puts, key=lambda put: put.stage):
            puts = list(group)
            if stage is Stage.FEED:
                self._bring_feed(puts[0], found, tree)
            else:
                self._bring_all(puts, tree)
        for deletion in plan.deletions:
            if deletion.now:
                self._delete(deletion.path)
                self._tell(DeployEvent(verb="deleted", path=deletion.path, size=deletion.size))
        if done != plan.begun:
            self._say(done)
        self._sweep(plan, found, done)

    def _say(self, state: Manifest) -> None:
        content = content_of(manifest.encode(state))
        bring(self._target, manifest.PATH, content, self._patience, self._claim.check)

    def _tell_present(self, plan: Plan, known: Manifest | None) -> None:
        """Tell what a deployment that broke off had brought already."""
        brought = {put.path for put in plan.puts}
        for path, file in sorted(((known and known.pending) or {}).items()):
            if file and path not in brought and plan.done.live.get(path) == file:
                self._tell(DeployEvent(verb="present", path=path, size=file.size))

    def _keep(self, files: Mapping[str, File]) -> bool:
        """Copy what will be overwritten; return whether all of it is what it should be."""

        def keep(path: str, file: File) -> bool:
            for _ in range(2):  # what arrives here may be damaged on its way, too
                content = content_of(self._read(path, file.size + 1))
                if content.sha256 == file.sha256:
                    copy = planning.kept(file)
                    bring(self._target, copy, content, self._patience, self._claim.check)
                    return True
            return False

        whole = True
        with many(self._target.capabilities.parallel) as pool:
            futures = {pool.submit(keep, path, file): path for path, file in files.items()}
            for future in _each(pool, futures):
                whole = whole and future.result()
                if future.result():
                    self._tell(DeployEvent(verb="kept", path=futures[future]))
        return whole

    def _read(self, path: str, length: int) -> bytes:
        return self._patience.insist(lambda: self._target.read_range(path, 0, length))

    def _bring_all(self, puts: Iterable[Put], tree: Mapping[str, Content]) -> None:
        """Bring the files of one stage, small ones many at a time."""
        parallel = self._target.capabilities.parallel
        small = [put for put in puts if put.file.size <= PIECE]
        large = [put for put in puts if put.file.size > PIECE]
        for group, width in ((small, parallel), (large, min(parallel, _LARGE))):
            with many(width) as pool:
                futures = {pool.submit(self._bring, put, tree[put.path]): put for put in group}
                self._collect(pool, futures)

    def _bring(self, put: Put, content: Content) -> Held:
        return bring(self._target, put.path, content, self._patience, self._claim.check)

    def _collect(self, pool: ThreadPoolExecutor, futures: Mapping[Future[Held], Put]) -> None:
        """Write down what has arrived, now and then; also when something fails."""
        arrived: dict[str, Arrived] = {}
        written = time.monotonic()
        try:
            for future in _each(pool, futures):
                put = futures[future]
                held = future.result()
                arrived[put.path] = Arrived(sha256=put.file.sha256, version=held.version)
                self._tell_put(put)
                if time.monotonic() - written > _BREATH:
                    self._memory.arrived(arrived)
                    arrived = {}
                    written = time.monotonic()
        finally:
            self._memory.arrived(arrived)

    def _bring_feed(self, put: Put, found: Survey, tree: Mapping[str, Content]) -> None:
        self._claim.check(surely=True)
        content, expected = tree[put.path], found.versions.get(put.path)
        held = bring_if(self._target, put.path, content, self._patience, expected)
        self._memory.arrived({put.path: Arrived(sha256=put.file.sha256, version=held.version)})
        self._tell_put(put)
        self._tell(DeployEvent(verb="live", path=put.path))

    def _tell_put(self, put: Put) -> None:
        self._tell(DeployEvent(verb="put", path=put.path, size=put.file.size, reason=put.reason))

    def _delete(self, path: str) -> None:
        self._claim.check()
        self._patience.insist(lambda: self._target.delete(path))

    def _sweep(self, plan: Plan, found: Survey, done: Manifest) -> None:
        """Delete copies that no way back needs any more."""
        before = done.previous.files if done.previous else {}
        needed = {planning.kept(file) for file in before.values()}
        copies = {path for path in found.there if path.startswith(_KEPT)}
        copies |= {planning.kept(file) for file in plan.keeps.values()}
        for path in sorted(copies - needed):
            self._delete(path)


def _each(pool: ThreadPoolExecutor, futures: Iterable[Future[T]]) -> Iterator[Future[T]]:
    """Give work as it is done; what has not begun when one fails is not begun."""
    for future in as_completed(futures):
        if future.exception():
            pool.shutdown(wait=True, cancel_futures=True)
        yield future
