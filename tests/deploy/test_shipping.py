from __future__ import annotations

import itertools
import json
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.deploy.conftest import SHOW, order, publication

from audiopub.deploy import manifest
from audiopub.deploy.folder import Folder
from audiopub.deploy.shipping import deploy, preview, rollback
from audiopub.deploy.survey import Memory
from audiopub.deploy.target import Content
from audiopub.errors import DeployError
from audiopub.model import DeployEvent

Tree = Callable[[], Mapping[str, Content]]
Snapshot = Callable[[Path], dict[str, bytes]]
DAY = 86400


def shown(folder: Path) -> dict[str, bytes]:
    """Return what a web server would show of a target."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and "_audiopub" not in file.parts
    }


class Log(list[DeployEvent]):
    def __call__(self, event: DeployEvent) -> None:
        self.append(event)

    def paths(self, verb: str) -> list[str | None]:
        return [event.path for event in self if event.verb == verb]


def test_a_first_deployment_brings_all_of_it_the_feed_last(
    folder: Folder, tree: Tree, memory: Memory, feeds: Path, web: Path
) -> None:
    log = Log()
    deploy(folder, tree(), order(), memory, log)
    assert shown(web) == shown(feeds)
    put = log.paths("put")
    assert put[-1] == "feed.xml"
    kinds = ["media/", "transcript.vtt", "chapters.json", "cover.jpg", "assets/", "index.html"]
    places = [[i for i, path in enumerate(put) if kind in str(path)] for kind in kinds]
    assert all(max(one) < min(two) for one, two in itertools.pairwise(places))


def test_a_second_deployment_finds_nothing_to_do(
    folder: Folder, tree: Tree, memory: Memory
) -> None:
    deploy(folder, tree(), order(), memory, Log())
    log = Log()
    assert deploy(folder, tree(), order(), memory, log).plan is None
    assert log == []


def test_only_what_changed_is_put(
    folder: Folder, tree: Tree, memory: Memory, feeds: Path, web: Path
) -> None:
    deploy(folder, tree(), order(), memory, Log())
    (feeds / "e1" / "index.html").write_text("<h1>mended</h1>", encoding="utf-8")
    log = Log()
    deploy(folder, tree(), order(), memory, log)
    assert log.paths("put") == ["e1/index.html"]
    assert shown(web) == shown(feeds)


def test_a_preview_writes_nothing(
    folder: Folder, tree: Tree, memory: Memory, web: Path, snapshot: Snapshot
) -> None:
    plan = preview(folder, tree(), order(), memory).plan
    assert plan is not None
    assert plan.puts[-1].path == "feed.xml"
    assert snapshot(web) == {}


def test_superseded_media_stay_and_are_deleted_after_the_grace_period(
    folder: Folder, tree: Tree, memory: Memory, feeds: Path, web: Path
) -> None:
    deploy(folder, tree(), order(keep_days=2), memory, Log())
    old = {path for path in shown(web) if path.startswith("media/")}
    for take in (2, 3):  # of what the publication before needs, nothing is deleted
        publication(feeds, 3, take=take)
        deploy(folder, tree(), order(keep_days=2), memory, Log())
        assert old < set(shown(web))
    state = manifest.decode((web / manifest.PATH).read_bytes(), "web")
    assert old < set(state.superseded)
    aged = {path: since - 3 * DAY for path, since in state.superseded.items()}
    plan = preview(folder, tree(), order(keep_days=2), memory).plan
    assert plan
    ours = [one.when for one in plan.deletions if one.path in old]
    assert len(ours) == len(old)
    assert all(when.startswith("with the first deployment after 20") for when in ours)
    others = [one for one in plan.deletions if one.path not in old]
    assert others
    assert all("once another publication is live" in one.when for one in others)
    rewritten = manifest.encode(
        manifest.Manifest(show=SHOW, live=state.live, previous=state.previous, superseded=aged)
    )
    (web / manifest.PATH).write_bytes(rewritten)
    log = Log()
    deploy(folder, tree(), order(keep_days=2), memory, log)
    assert set(log.paths("deleted")) == old
    assert not old & set(shown(web))
    needed = {path for path in shown(web) if path.startswith("media/")}
    assert len(needed) == 6  # those of the live publication, and of the one before
    rollback(folder, order(keep_days=2), memory, Log())


def test_keep_days_of_zero_deletes_at_once_and_leaves_no_way_back(
    folder: Folder, tree: Tree, memory: Memory, feeds: Path, web: Path
) -> None:
    deploy(folder, tree(), order(keep_days=0), memory, Log())
    publication(feeds, 2, take=2)
    deploy(folder, tree(), order(keep_days=0), memory, Log())
    assert shown(web) == shown(feeds)
    with pytest.raises(DeployError, match="no publication before") as error:
        rollback(folder, order(keep_days=0), memory, Log())
    assert error.value.code == "AP743"


def test_a_rollback_brings_the_previous_publication_back_and_a_second_one_undoes_it(
    folder: Folder, tree: Tree, memory: Memory, feeds: Path, web: Path
) -> None:
    deploy(folder, tree(), order(), memory, Log())
    first = shown(web)
    publication(feeds, 4, take=2, title="Anew")
    deploy(folder, tree(), order(), memory, Log())
    second = shown(web)
    log = Log()
    rollback(folder, order(), memory, log)
    now = shown(web)
    assert {path: now[path] for path in first} == first
    assert log.paths("put")[-1] == "feed.xml"
    rollback(folder, order(), memory, Log())
    now = shown(web)
    assert {path: now[path] for path in second} == second


def test_what_was_rolled_back_does_not_return_unasked(
    folder: Folder, tree: Tree, memory: Memory, feeds: Path, web: Path
) -> None:
    deploy(folder, tree(), order(), memory, Log())
    publication(feeds, 4)
    deploy(folder, tree(), order(), memory, Log())
    rollback(folder, order(), memory, Log())
    with pytest.raises(DeployError) as error:
        deploy(folder, tree(), order(), memory, Log())
    assert error.value.code == "AP752"
    deploy(folder, tree(), order(again=True), memory, Log())
    assert shown(web)["feed.xml"] == (feeds / "feed.xml").read_bytes()


def test_a_rollback_that_lacks_a_file_changes_nothing(
    folder: Folder, tree: Tree, memory: Memory, feeds: Path, web: Path, snapshot: Snapshot
) -> None:
    deploy(folder, tree(), order(), memory, Log())
    publication(feeds, 4, title="Anew")
    deploy(folder, tree(), order(), memory, Log())
    for copy in (web / "_audiopub" / "kept").iterdir():
        copy.unlink()
    before = snapshot(web)
    with pytest.raises(DeployError) as error:
        rollback(folder, order(), memory, Log())
    assert error.value.code == "AP751"
    assert snapshot(web) == before


def test_copies_that_no_way_back_needs_are_deleted(
    folder: Folder, tree: Tree, memory: Memory, feeds: Path, web: Path
) -> None:
    for title in ("one", "two", "three", "four"):
        publication(feeds, 2, title=title)
        deploy(folder, tree(), order(), memory, Log())
    state = manifest.decode((web / manifest.PATH).read_bytes(), "web")
    assert state.previous is not None
    needed = {file.sha256 for file in state.previous.files.values()}
    assert {file.name for file in (web / "_audiopub" / "kept").iterdir()} == needed


def test_a_foreign_target_is_refused_and_left_alone(
    folder: Folder, tree: Tree, memory: Memory, web: Path, snapshot: Snapshot
) -> None:
    (web / "index.html").write_text("somebody's home", encoding="utf-8")
    before = snapshot(web)
    with pytest.raises(DeployError, match=r"did not put there: index\.html") as error:
        deploy(folder, tree(), order(), memory, Log())
    assert error.value.code == "AP732"
    assert "--adopt" in str(error.value.hint)
    assert snapshot(web) == before


def test_an_adopted_target_keeps_what_is_not_ours(
    folder: Folder, tree: Tree, memory: Memory, feeds: Path, web: Path
) -> None:
    (web / "index.html").write_text("an older page", encoding="utf-8")
    (web / "other.txt").write_text("not ours", encoding="utf-8")
    deploy(folder, tree(), order(adopt=True), memory, Log())
    publication(feeds, 1)
    deploy(folder, tree(), order(keep_days=0), memory, Log())
    assert shown(web) == shown(feeds) | {"other.txt": b"not ours"}


def test_a_file_that_somebody_put_in_the_way_later_is_refused(
    folder: Folder, tree: Tree, memory: Memory, feeds: Path, web: Path
) -> None:
    deploy(folder, tree(), order(), memory, Log())
    publication(feeds, 4)
    (web / "e3").mkdir()
    (web / "e3" / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(DeployError, match="e3/index"):
        deploy(folder, tree(), order(), memory, Log())
    assert (web / "e3" / "index.html").read_text(encoding="utf-8") == "mine"


def test_another_show_is_refused_and_its_files_are_never_deleted(
    folder: Folder, tree: Tree, memory: Memory, web: Path
) -> None:
    other = manifest.Manifest(show="another", live={"a.mp3": manifest.File(size=1, sha256="x")})
    (web / "_audiopub").mkdir()
    (web / manifest.PATH).write_bytes(manifest.encode(other))
    (web / "a.mp3").write_bytes(b"a")
    with pytest.raises(DeployError, match="another show"):
        deploy(folder, tree(), order(), memory, Log())
    deploy(folder, tree(), order(adopt=True, keep_days=0), memory, Log())
    assert (web / "a.mp3").read_bytes() == b"a"


def test_a_manifest_of_a_newer_version_is_not_touched(
    folder: Folder, tree: Tree, memory: Memory, web: Path, snapshot: Snapshot
) -> None:
    (web / "_audiopub").mkdir()
    (web / manifest.PATH).write_text(json.dumps({"show": SHOW, "schema": 99}), encoding="utf-8")
    before = snapshot(web)
    with pytest.raises(DeployError, match="newer audiopub"):
        deploy(folder, tree(), order(), memory, Log())
    assert snapshot(web) == before


def test_a_lost_manifest_costs_no_second_upload(
    folder: Folder, tree: Tree, memory: Memory, web: Path
) -> None:
    deploy(folder, tree(), order(), memory, Log())
    (web / manifest.PATH).unlink()
    log = Log()
    deploy(folder, tree(), order(), memory, log)
    assert log.paths("put") == []
    assert deploy(folder, tree(), order(), memory, Log()).plan is None


@pytest.mark.parametrize("thorough", [False, True])
def test_damage_on_the_target_is_mended(
    folder: Folder, tree: Tree, memory: Memory, feeds: Path, web: Path, *, thorough: bool
) -> None:
    deploy(folder, tree(), order(), memory, Log())
    damaged = next((web / "media").iterdir())
    data = bytearray(damaged.read_bytes())
    if thorough:
        data[5] ^= 1  # of the same size: only comparing finds it
    else:
        data.pop()  # of another size: found as soon as there is anything to do
        (feeds / "index.html").write_text("changed", encoding="utf-8")
    damaged.write_bytes(data)
    deploy(folder, tree(), order(thorough=thorough), memory, Log())
    assert shown(web) == shown(feeds)


def test_a_feed_that_something_else_replaced_meanwhile_stays(
    tree: Tree, memory: Memory, feeds: Path, web: Path
) -> None:
    class Meddled(Folder):
        def rename(self, old: str, new: str) -> None:
            super().rename(old, new)
            if new == "index.html":
                (web / "feed.xml").write_text("theirs", encoding="utf-8")

    deploy(Folder(web, "web"), tree(), order(), memory, Log())
    publication(feeds, 4, title="Anew")
    with pytest.raises(DeployError) as error:
        deploy(Meddled(web, "web"), tree(), order(), memory, Log())
    assert error.value.code == "AP742"
    assert (web / "feed.xml").read_text(encoding="utf-8") == "theirs"


def test_a_file_that_changes_while_it_is_sent_does_not_arrive(
    tree: Tree, memory: Memory, feeds: Path, web: Path
) -> None:
    contents = tree()
    page = feeds / "e1" / "index.html"
    page.write_text("<h1>other</h1>", encoding="utf-8")
    os.utime(page, (time.time(), time.time() + 1))
    with pytest.raises(DeployError, match="changed while it was sent") as error:
        deploy(Folder(web, "web"), contents, order(), memory, Log())
    assert error.value.code == "AP734"
    assert error.value.path == "feeds/e1/index.html"
    assert not (web / "feed.xml").exists()
    assert not (web / "e1" / "index.html").exists()


def test_what_a_broken_run_left_is_swept(
    folder: Folder, tree: Tree, memory: Memory, feeds: Path, web: Path
) -> None:
    deploy(folder, tree(), order(), memory, Log())
    (web / "media" / "_audiopub-tmp-0123").write_bytes(b"half")
    (feeds / "index.html").write_text("changed", encoding="utf-8")
    deploy(folder, tree(), order(), memory, Log())
    assert shown(web) == shown(feeds)


def test_a_half_made_deployment_can_be_taken_back(
    tree: Tree, memory: Memory, feeds: Path, web: Path
) -> None:
    class Breaking(Folder):
        def rename(self, old: str, new: str) -> None:
            if new == "feed.xml":
                raise DeployError("AP750", "the host refuses", path="web")
            super().rename(old, new)

    deploy(Folder(web, "web"), tree(), order(), memory, Log())
    first = shown(web)
    publication(feeds, 4, title="Anew")
    with pytest.raises(DeployError):
        deploy(Breaking(web, "web"), tree(), order(), memory, Log())
    assert shown(web)["index.html"] == b"<h1>Anew</h1>"
    rollback(Folder(web, "web"), order(), memory, Log())
    now = shown(web)
    assert {path: now[path] for path in first} == first
    deploy(Folder(web, "web"), tree(), order(), memory, Log())
    assert {path: shown(web)[path] for path in shown(feeds)} == shown(feeds)
