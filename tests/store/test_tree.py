from __future__ import annotations

import errno
import os
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from audiopub.errors import StoreError
from audiopub.store import tree
from audiopub.store.exchange import exchange
from audiopub.store.known import State
from audiopub.store.stamps import Stamps, stamps
from audiopub.store.tree import Contents, Staging, sweep

Wanted = Mapping[str, Mapping[str, str]]


class Show:
    """A tree, its spare, and what is known of both."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.feeds = root / "feeds"
        self.live: State | None = None
        self.kept: State | None = None
        self.lost: set[str] = set()

    def stage(self, wanted: Wanted) -> Staging:
        staging = Staging(self.feeds, self.root / "work" / "spare", live=self.live, kept=self.kept)
        staging.fill(
            {name: self.contents(texts) for name, texts in wanted.items()},
            lambda path: path == "feed" or path.endswith("ours.txt"),
        )
        return staging

    def put(self, wanted: Wanted) -> None:
        self.live, self.kept = self.stage(wanted).swap()

    def contents(self, texts: Mapping[str, str]) -> Contents:
        return Contents(
            digest=repr(sorted(texts.items())),
            sources=lambda: {name: str(self.source(text)) for name, text in texts.items()},
            hashes=texts,
        )

    def source(self, text: str) -> Path:
        file = self.root / "work" / "artefacts" / text
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() and text not in self.lost:
            file.write_text(text)
        return file

    def files(self) -> dict[str, str]:
        return {
            file.relative_to(self.feeds).as_posix(): file.read_text()
            for file in sorted(self.feeds.rglob("*"))
            if file.is_file()
        }


@pytest.fixture
def show(tmp_path: Path) -> Show:
    return Show(tmp_path)


ONE: Wanted = {"": {"feed": "1"}, "a": {"ours.txt": "a1"}, "b": {"ours.txt": "b1"}}
TWO: Wanted = {"": {"feed": "2"}, "a": {"ours.txt": "a2"}, "b": {"ours.txt": "b1"}}
LESS: Wanted = {"": {"feed": "3"}, "b": {"ours.txt": "b1"}}


def test_a_tree_is_put_in_place_whole(show: Show) -> None:
    show.put(ONE)
    assert show.files() == {"a/ours.txt": "a1", "b/ours.txt": "b1", "feed": "1"}


def test_two_trees_take_turns_and_each_is_right(show: Show) -> None:
    for wanted in (ONE, TWO, LESS, ONE, LESS, TWO, TWO):
        show.put(wanted)
        assert show.files() == {
            f"{folder}/{name}".lstrip("/"): text
            for folder, texts in wanted.items()
            for name, text in texts.items()
        }
    assert sorted(path.name for path in show.root.iterdir()) == ["feeds", "work"]


def test_only_what_differs_is_touched(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    for wanted in (ONE, ONE, ONE):
        show.put(wanted)
    linked: list[str] = []
    link = tree._link

    def note(source: str, file: str) -> None:
        linked.append(Path(file).name)
        link(source, file)

    monkeypatch.setattr(tree, "_link", note)
    show.put(TWO)
    assert linked == ["feed", "ours.txt"]


def test_of_thousands_of_sounds_only_those_are_touched_that_differ(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked: list[str] = []
    link = tree._link

    def note(source: str, file: str) -> None:
        linked.append(Path(file).name)
        link(source, file)

    before = {**ONE, "media": {"x.ours.txt": "x", "y.ours.txt": "y"}}
    for wanted in (before, before, before):
        show.put(wanted)
    monkeypatch.setattr(tree, "_link", note)
    for text in ("y2", "y3", "y"):
        linked.clear()
        after = {**ONE, "media": {"x.ours.txt": "x", "y.ours.txt": text}}
        show.put(after)
        assert linked == ["y.ours.txt"]
        assert show.files()["media/y.ours.txt"] == text
        assert show.live
        assert show.live.stamps == stamps(show.feeds)


def test_a_sound_in_the_spare_that_somebody_changed_is_put_right(show: Show) -> None:
    before = {**ONE, "media": {"x.ours.txt": "x", "y.ours.txt": "y"}}
    for wanted in (before, before):
        show.put(wanted)
    changed = show.root / "work" / "spare" / "media" / "x.ours.txt"
    changed.unlink()
    changed.write_text("another")
    show.put({**ONE, "media": {"x.ours.txt": "x", "y.ours.txt": "z"}})
    assert show.files()["media/x.ours.txt"] == "x"


def test_what_readers_see_is_never_changed(show: Show) -> None:
    show.put(ONE)
    show.put(ONE)
    before = stamps(show.feeds)
    show.stage(TWO)
    assert stamps(show.feeds) == before
    assert show.files()["a/ours.txt"] == "a1"


def test_a_spare_that_somebody_changed_is_put_right(show: Show) -> None:
    show.put(ONE)
    show.put(ONE)
    spare = show.root / "work" / "spare"
    (spare / "a" / "ours.txt").unlink()
    (spare / "b" / "more").write_text("x")
    (spare / "c").mkdir()
    show.put(ONE)
    assert show.files() == {"a/ours.txt": "a1", "b/ours.txt": "b1", "feed": "1"}


def test_nothing_has_to_be_known_of_the_trees(show: Show) -> None:
    show.put(ONE)
    show.put(TWO)
    show.live = show.kept = None
    show.put(LESS)
    assert show.files() == {"b/ours.txt": "b1", "feed": "3"}


def test_what_is_known_of_one_tree_is_not_believed_of_the_other(show: Show) -> None:
    show.put(ONE)
    show.put(TWO)
    show.live, show.kept = show.kept, show.live
    show.put(ONE)
    assert show.files() == {"a/ours.txt": "a1", "b/ours.txt": "b1", "feed": "1"}


def test_a_file_whose_source_is_gone_is_taken_from_the_published_tree(show: Show) -> None:
    show.put(ONE)
    (show.root / "work" / "artefacts" / "b1").unlink()
    show.lost.add("b1")
    show.put(TWO)
    assert show.files()["b/ours.txt"] == "b1"


def test_a_file_that_is_nowhere_is_an_error_with_its_place(show: Show) -> None:
    show.put(ONE)
    (show.root / "work" / "artefacts" / "b1").unlink()
    show.lost.add("b1")
    (show.feeds / "b" / "ours.txt").unlink()
    with pytest.raises(StoreError):
        show.put(TWO)
    assert show.files() == {"a/ours.txt": "a1", "feed": "1"}


def test_files_are_copied_where_the_disk_has_no_links(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    for wanted in (ONE, TWO, LESS, ONE):
        show.put(wanted)
    assert show.files() == {"a/ours.txt": "a1", "b/ours.txt": "b1", "feed": "1"}


def test_without_an_exchange_of_folders_the_tree_is_replaced_all_the_same(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "exchange", lambda *_: False)
    for wanted in (ONE, TWO, LESS):
        show.put(wanted)
    assert show.files() == {"b/ours.txt": "b1", "feed": "3"}
    assert sorted(path.name for path in show.root.iterdir()) == ["feeds", "work"]


def test_a_disk_that_fails_between_the_two_renames_leaves_the_old_tree(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "exchange", lambda *_: False)
    show.put(ONE)
    before, rename = show.files(), Path.rename

    def failing(self: Path, target: Path) -> Path:
        if target == show.feeds and self.name != tree._OLD:
            raise OSError(errno.EIO, "Input/output error", str(self))
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", failing)
        with pytest.raises(StoreError, match="Input/output error"):
            show.put(TWO)
    assert show.files() == before
    show.put(TWO)
    assert show.files() != before


def test_a_disk_that_refuses_an_exchange_is_not_one_that_cannot(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "one", tmp_path / "none")


def test_there_is_a_tree_at_every_instant(show: Show) -> None:
    show.put(ONE)
    other = show.root / "other"
    other.mkdir()
    if not exchange(other, show.feeds):
        pytest.skip("this system cannot exchange two folders in one step")
    exchange(other, show.feeds)
    seen: set[tuple[bool, bool]] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            handle = os.open(show.feeds, os.O_RDONLY)
            names = os.listdir(handle)  # noqa: PTH208 - by the handle: the path may lead elsewhere now
            os.close(handle)
            seen.add(("feed" in names, "b" in names))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(15):
        show.put(TWO)
        show.put(LESS)
    stop.set()
    reader.join()
    assert seen == {(True, True)}


def test_files_of_the_producer_are_carried_over_and_ours_are_not(show: Show) -> None:
    show.put(ONE)
    mine = {"CNAME": "1", ".well-known/x": "2", "a/mine.pdf": "3", "other/deep/x": "4"}
    for path, text in {**mine, "gone/ours.txt": "5"}.items():
        (show.feeds / path).parent.mkdir(parents=True, exist_ok=True)
        (show.feeds / path).write_text(text)
    for _ in range(3):
        show.put(TWO)
        assert show.files() == {**mine, "feed": "2", "a/ours.txt": "a2", "b/ours.txt": "b1"}
    (show.feeds / "CNAME").unlink()
    (show.feeds / "a" / "mine.pdf").unlink()
    (show.feeds / "other" / "deep" / "y").write_text("6")
    for _ in range(3):
        show.put(TWO)
        assert "CNAME" not in show.files()
        assert "a/mine.pdf" not in show.files()
        assert show.files()["other/deep/y"] == "6"


def test_what_is_the_producer_s_in_a_withdrawn_episode_s_folder_stays(show: Show) -> None:
    show.put(ONE)
    (show.feeds / "a" / "mine.pdf").write_text("3")
    show.put(LESS)
    show.put(LESS)
    assert show.files() == {"a/mine.pdf": "3", "b/ours.txt": "b1", "feed": "3"}


def test_links_and_empty_folders_of_the_producer_are_carried_over(show: Show) -> None:
    elsewhere = show.root / "elsewhere"
    elsewhere.mkdir()
    (show.feeds / "empty").mkdir(parents=True)
    (show.feeds / "link").symlink_to(elsewhere)
    for wanted in (ONE, TWO, TWO):
        show.put(wanted)
        assert (show.feeds / "empty").is_dir()
        assert (show.feeds / "link").readlink() == elsewhere


def test_a_tree_that_is_a_link_is_filled_where_it_leads(show: Show) -> None:
    (show.root / "www").mkdir()
    show.feeds.symlink_to(show.root / "www")
    show.put(ONE)
    show.put(TWO)
    assert show.feeds.is_symlink()
    assert (show.root / "www" / "a" / "ours.txt").read_text() == "a2"


def test_a_file_in_the_way_is_not_replaced(show: Show) -> None:
    show.feeds.write_text("mine")
    with pytest.raises(StoreError) as caught:
        show.stage(ONE)
    assert caught.value.code == "AP707"
    assert show.feeds.read_text() == "mine"


def test_sweeping_puts_back_a_tree_that_was_taken_away_by_a_killed_run(show: Show) -> None:
    show.put(ONE)
    show.feeds.rename(show.root / ".audiopub-old")
    (show.root / ".audiopub-tmp-abc").mkdir()
    sweep(show.feeds)
    assert show.files() == {"a/ours.txt": "a1", "b/ours.txt": "b1", "feed": "1"}
    assert sorted(path.name for path in show.root.iterdir()) == ["feeds", "work"]


def test_a_folder_of_the_producer_beside_the_tree_stays(show: Show) -> None:
    (show.root / ".feeds-backup").mkdir()
    show.put(ONE)
    sweep(show.feeds)
    assert (show.root / ".feeds-backup").is_dir()


def test_stamps_tell_of_every_file_that_is_added_removed_or_replaced(show: Show) -> None:
    show.put({**ONE, "media": {"x.mp3": "sound"}})
    before = stamps(show.feeds)
    assert stamps(show.feeds) == before
    (show.feeds / "media" / "x.mp3").write_text("noise!")
    assert {path for path, stamp in stamps(show.feeds).items() if before[path] != stamp} == {
        "media/x.mp3"
    }
    (show.feeds / "a" / "new").touch()
    assert stamps(show.feeds)["a"] != before["a"]


def test_what_is_known_of_a_new_tree_is_how_it_looks(show: Show) -> None:
    wanted = {"": {"feed": "1"}, "one": {"a": "a"}, "two": {"a": "a"}, "media": {"m": "m"}}
    show.put(wanted)
    (show.feeds / "mine").mkdir()
    (show.feeds / "mine" / "x").write_text("x")
    for number in range(4):
        one = {"b": str(number)} if number % 2 else {"a": "a"}
        show.put({**wanted, "": {"feed": str(number)}, "one": one})
        assert show.live
        assert show.live.stamps == stamps(show.feeds)


def test_a_look_that_was_taken_just_now_is_not_taken_again(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = {"": {"feed": "1"}, "a": {"ours.txt": "1"}}
    show.put(wanted)
    seen = stamps(show.feeds)
    looked: list[Path] = []

    def note(folder: Path) -> Stamps:
        looked.append(folder)
        return stamps(folder)

    monkeypatch.setattr(tree, "stamps", note)
    staging = Staging(show.feeds, show.root / "work" / "spare", live=show.live, seen=seen)
    assert staging.is_live({name: show.contents(texts) for name, texts in wanted.items()})
    assert looked == [staging.folder]
