"""Every call to a host fails in turn, in every way: what is live stays whole, and goes on."""

from __future__ import annotations

import errno
import hashlib
import itertools
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from tests.deploy.conftest import order, publication

from audiopub.deploy import failures, manifest
from audiopub.deploy import tree as published
from audiopub.deploy.folder import Folder
from audiopub.deploy.shipping import deploy, rollback
from audiopub.deploy.survey import Memory
from audiopub.deploy.target import Capabilities, Content, Headers, Held, content_of
from audiopub.deploy.transfer import Patience
from audiopub.errors import DeployError, TransientError
from audiopub.store.journal import Journal

T = TypeVar("T")
REFUSED = {"EIO": "AP750", "ENOSPC": "AP749", "timeout": "AP739", "reset": "AP739", "500": "AP739"}
CODES = {
    "lost answer": ("AP739",),
    "truncated": ("AP740", "AP746"),
    "wrong": ("AP740", "AP746"),
}
ONCE = Patience(tries=1)


class Faulty:
    """A target of which one call fails."""

    def __init__(self, inner: Folder, fault: str = "", at: int = 0) -> None:
        self._inner = inner
        self._fault = fault
        self._at = at
        self.calls = 0
        self.name = "web"
        # one at a time, so that the nth call is the same one each time
        self.capabilities: Capabilities = replace(inner.capabilities, parallel=1)
        self.heeds_conditions = False

    def _call(self, work: Callable[[], T], spoilt: Callable[[], T] | None = None) -> T:
        self.calls += 1
        if self.calls != self._at:
            return work()
        if self._fault in ("EIO", "ENOSPC"):
            number = getattr(errno, self._fault)
            raise failures.of_system(OSError(number, self._fault), "do it", self.name)
        if self._fault in ("timeout", "reset"):
            kind = TimeoutError if self._fault == "timeout" else ConnectionResetError
            raise failures.of_system(kind(self._fault), "do it", self.name)
        if self._fault == "500":
            raise failures.silent("the server answered 500", self.name)
        if self._fault == "lost answer":
            work()
            raise failures.silent("reset", self.name)
        return spoilt() if spoilt else work()

    def _spoil(self, data: bytes) -> bytes:
        if self._fault == "truncated":
            return data[: len(data) // 2]
        return data[:-1] + bytes([data[-1] ^ 1]) if data else data

    def put(self, path: str, content: Content, headers: Headers) -> None:
        spoilt = content_of(self._spoil(content.read()))
        self._call(
            lambda: self._inner.put(path, content, headers),
            lambda: self._inner.put(path, spoilt, headers),
        )

    def put_if(self, path: str, content: Content, headers: Headers, version: str | None) -> None:
        self._inner.put_if(path, content, headers, version)

    def head(self, path: str) -> Held | None:
        return self._call(lambda: self._inner.head(path))

    def read_range(self, path: str, start: int, length: int) -> bytes:
        return self._call(
            lambda: self._inner.read_range(path, start, length),
            lambda: self._spoil(self._inner.read_range(path, start, length)),
        )

    def rename(self, old: str, new: str) -> None:
        self._call(lambda: self._inner.rename(old, new))

    def delete(self, path: str) -> None:
        self._call(lambda: self._inner.delete(path))

    def list(self, folder: str = "") -> Iterator[Held]:
        return self._call(lambda: iter(tuple(self._inner.list(folder))))

    def close(self) -> None:
        self._inner.close()


class Scene:
    """A target with one publication, on the way to the next, as often as is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = folder / "before"
        self.journal = Journal(Path(":memory:"))
        self.memory = Memory(self.journal, "web", "web")
        feeds = folder / "feeds"
        publication(feeds, 1, title="Old")
        deploy(Folder(self._before, "web"), self._read(feeds), order(), self.memory, _silent)
        self.old = (feeds / "feed.xml").read_bytes()
        publication(feeds, 2, take=2, title="New")
        self.new = (feeds / "feed.xml").read_bytes()
        self.tree = self._read(feeds)
        self._count = itertools.count()

    def _read(self, feeds: Path) -> Mapping[str, Content]:
        tree = published.read(feeds, feeds.parent, self.journal)
        return {path: content_of(content.read()) for path, content in tree.items()}

    def place(self) -> Path:
        """Give a copy of the target as it is before."""
        return Path(shutil.copytree(self._before, self._folder / f"web{next(self._count)}"))

    def run(self, target: Faulty | Folder, patience: Patience) -> DeployError | None:
        """Deploy; return what went wrong."""
        memory = Memory(self.journal, f"web{next(self._count)}", "none of it is remembered")
        try:
            deploy(target, self.tree, order(patience=patience, again=True), memory, _silent)
        except DeployError as error:
            return error
        return None


def _silent(_: object) -> None:
    """Tell nobody."""


def state(web: Path) -> tuple[object, ...]:
    """Return all that matters of a target: what it shows, what it says of itself, what it keeps."""
    files = {
        file.relative_to(web).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(web.rglob("*"))
        if file.is_file() and file.relative_to(web).as_posix() != manifest.PATH
    }
    said = manifest.decode((web / manifest.PATH).read_bytes(), "web")
    return files, said.live, said.pending, said.previous, sorted(said.superseded)


def violations(web: Path, feeds: tuple[bytes, ...]) -> list[str]:
    """Return what a listener would notice: no known feed, or sound that is missing or wrong."""
    feed = (web / "feed.xml").read_bytes()
    found = [] if feed in feeds else ["the feed is none that was published"]
    for path in re.findall(r"example\.org/(media/[^\"]+)", feed.decode()):
        file = web / path
        if not file.is_file():
            found.append(f"{path} is missing")
        elif hashlib.sha256(file.read_bytes()).hexdigest()[:8] not in path:
            found.append(f"{path} is wrong")
    return found


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr("os.fsync", lambda _: None)  # no power cut is tried here
    return Scene(tmp_path)


@pytest.mark.parametrize("fault", ["refused", "lost answer", "truncated", "wrong"])
def test_wherever_a_call_fails_what_is_live_is_whole_and_the_next_run_goes_on(
    scene: Scene, fault: str
) -> None:
    undisturbed = scene.place()
    count = Faulty(Folder(undisturbed, "web"))
    assert scene.run(count, ONCE) is None
    assert count.calls > 50
    wanted = state(undisturbed)
    kinds = itertools.cycle(REFUSED if fault == "refused" else [fault])
    for at in range(1, count.calls + 1):
        web, kind = scene.place(), next(kinds)
        error = scene.run(Faulty(Folder(web, "web"), kind, at), ONCE)
        where = (kind, at, error)
        assert error is None or (error.hint and (error.path or "").startswith("web")), where
        assert error is None or error.code in CODES.get(kind, (REFUSED.get(kind),)), where
        assert violations(web, (scene.old, scene.new)) == [], where
        assert scene.run(Folder(web, "web"), ONCE) is None, where
        assert violations(web, (scene.new,)) == [], where
        assert state(web) == wanted, where
        shutil.rmtree(web)


@pytest.mark.parametrize("fault", ["reset", "lost answer"])
def test_a_passing_fault_is_overcome_by_trying_again(scene: Scene, fault: str) -> None:
    undisturbed = scene.place()
    count = Faulty(Folder(undisturbed, "web"))
    scene.run(count, ONCE)
    wanted = state(undisturbed)
    for at in range(1, count.calls + 1, 3):
        web = scene.place()
        scene.run(Faulty(Folder(web, "web"), fault, at), Patience(sleep=_silent))
        assert state(web) == wanted, at


@pytest.mark.parametrize("fault", ["reset", "wrong"])
def test_a_rollback_that_fails_anywhere_leaves_one_publication_or_the_other(
    scene: Scene, fault: str
) -> None:
    first = scene.place()
    scene.run(Folder(first, "web"), ONCE)
    undisturbed = shutil.copytree(first, first.with_name("undisturbed"))
    count = Faulty(Folder(undisturbed, "web"))
    rollback(count, order(patience=ONCE), scene.memory, _silent)
    for at in range(1, count.calls + 1, 2):
        web = Path(shutil.copytree(first, first.with_name(f"back{at}")))
        try:
            faulty = Faulty(Folder(web, "web"), fault, at)
            rollback(faulty, order(patience=ONCE), scene.memory, _silent)
        except DeployError:
            assert violations(web, (scene.old, scene.new)) == [], at
            assert scene.run(Folder(web, "web"), ONCE) is None, at
            assert violations(web, (scene.new,)) == [], at
        else:
            assert violations(web, (scene.old,)) == [], at


def test_what_is_tried_again_waits_longer_each_time() -> None:
    waits: list[float] = []
    patience = Patience(tries=4, first=1.0, sleep=waits.append)

    def fail() -> None:
        raise TransientError("AP739", "no")

    with pytest.raises(TransientError):
        patience.insist(fail)
    assert [int(wait) for wait in waits] in ([1, 2, 4], [1, 2, 5])
