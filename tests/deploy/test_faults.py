"""Every call to a host fails in turn, in every way: what is live stays whole, and goes on."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.deploy.bucket import Bucket
from tests.deploy.conftest import order, publication
from tests.deploy.faulty import FAULTS, Faulty
from tests.deploy.listening import state, violations

from audiopub.deploy import tree as published
from audiopub.deploy.folder import Folder
from audiopub.deploy.shipping import deploy, rollback
from audiopub.deploy.survey import Memory
from audiopub.deploy.target import Content, Target, content_of
from audiopub.deploy.transfer import Patience
from audiopub.errors import DeployError, TransientError
from audiopub.store.journal import Journal

ONCE = Patience(tries=1)


class Scene:
    """A host with one publication, on the way to the next, as often as is asked for."""

    def __init__(self, folder: Path, *, is_bucket: bool) -> None:
        self._folder = folder
        self._before = Bucket() if is_bucket else Folder(folder / "before", "web")
        self._count = itertools.count()
        self.journal = Journal(Path(":memory:"))
        self.memory = Memory(self.journal, "web", "web")
        feeds = folder / "feeds"
        publication(feeds, 1, title="Old")
        deploy(self._before, self._read(feeds), order(), self.memory, _silent)
        self.old = (feeds / "feed.xml").read_bytes()
        publication(feeds, 2, take=2, title="New")
        self.new = (feeds / "feed.xml").read_bytes()
        self.tree = self._read(feeds)

    def _read(self, feeds: Path) -> Mapping[str, Content]:
        tree = published.read(feeds, feeds.parent, self.journal)
        return {path: content_of(content.read()) for path, content in tree.items()}

    def place(self) -> Target:
        """Give a copy of the host as it is before."""
        return self.copy(self._before)

    def copy(self, host: Target) -> Target:
        """Give a copy of a host."""
        if isinstance(host, Bucket):
            return Bucket(host.files)
        root = self._folder / f"web{next(self._count)}"
        assert isinstance(host, Folder)
        return Folder(Path(shutil.copytree(host._root, root)), "web")

    def run(self, target: Target, patience: Patience) -> DeployError | None:
        """Deploy; return what went wrong."""
        memory = Memory(self.journal, f"web{next(self._count)}", "none of it is remembered")
        try:
            deploy(target, self.tree, order(patience=patience, again=True), memory, _silent)
        except DeployError as error:
            return error
        return None


def _silent(_: object) -> None:
    """Tell nobody."""


@pytest.fixture(params=["folder", "bucket"])
def scene(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr("os.fsync", lambda _: None)  # no power cut is tried here
    return Scene(tmp_path, is_bucket=request.param == "bucket")


@pytest.mark.parametrize("fault", FAULTS)
def test_wherever_a_call_fails_what_is_live_is_whole_and_the_next_run_goes_on(
    scene: Scene, fault: str
) -> None:
    undisturbed = scene.place()
    count = Faulty(undisturbed)
    assert scene.run(count, ONCE) is None
    assert count.calls > 25
    wanted = state(undisturbed)
    said = 0
    for at in range(1, count.calls + 1):
        host = scene.place()
        error = scene.run(Faulty(host, fault, at), ONCE)
        where = (fault, at, error)
        if error is not None:
            said += 1
            assert error.code in FAULTS[fault], where
            assert error.what, where
            assert error.hint, where
            assert (error.path or "").startswith(host.name), where
        assert violations(host, (scene.old, scene.new)) == [], where
        assert scene.run(host, ONCE) is None, where
        assert violations(host, (scene.new,)) == [], where
        assert state(host) == wanted, where
    assert said


@pytest.mark.parametrize("fault", ["reset", "lost answer"])
def test_a_passing_fault_is_overcome_by_trying_again(scene: Scene, fault: str) -> None:
    undisturbed = scene.place()
    count = Faulty(undisturbed)
    scene.run(count, ONCE)
    wanted = state(undisturbed)
    for at in range(1, count.calls + 1, 3):
        host = scene.place()
        assert scene.run(Faulty(host, fault, at), Patience(sleep=_silent)) is None, at
        assert state(host) == wanted, at


@pytest.mark.parametrize("fault", ["reset", "wrong"])
def test_a_rollback_that_fails_anywhere_leaves_one_publication_or_the_other(
    scene: Scene, fault: str
) -> None:
    first = scene.place()
    scene.run(first, ONCE)
    count = Faulty(scene.copy(first))
    rollback(count, order(patience=ONCE), scene.memory, _silent)
    for at in range(1, count.calls + 1, 2):
        host = scene.copy(first)
        try:
            rollback(Faulty(host, fault, at), order(patience=ONCE), scene.memory, _silent)
        except DeployError:
            assert violations(host, (scene.old, scene.new)) == [], at
            assert scene.run(host, ONCE) is None, at
            assert violations(host, (scene.new,)) == [], at
        else:
            assert violations(host, (scene.old,)) == [], at


def test_what_is_tried_again_waits_longer_each_time() -> None:
    waits: list[float] = []
    patience = Patience(tries=4, first=1.0, sleep=waits.append)

    def fail() -> None:
        raise TransientError("AP739", "no")

    with pytest.raises(TransientError):
        patience.insist(fail)
    assert [int(wait) for wait in waits] in ([1, 2, 4], [1, 2, 5])
