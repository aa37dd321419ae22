from __future__ import annotations

import threading
from pathlib import Path

import pytest

from audiopub.errors import StoreError
from audiopub.store import tree
from audiopub.store.tree import Staging, carry, exchange, listing, sweep


def build(target: Path, text: str, files: int = 3) -> None:
    staging = Staging(target)
    for number in range(files):
        staging.write(f"{number}/file.txt", text.encode())
    staging.swap()
    staging.discard()


def test_a_tree_is_put_in_place_whole(tmp_path: Path) -> None:
    build(tmp_path / "feeds", "new")
    assert sorted(listing(tmp_path / "feeds")) == ["0/file.txt", "1/file.txt", "2/file.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["feeds"]


def test_an_old_tree_is_gone_with_all_its_files(tmp_path: Path) -> None:
    build(tmp_path / "feeds", "old", files=5)
    build(tmp_path / "feeds", "new", files=2)
    assert sorted(listing(tmp_path / "feeds")) == ["0/file.txt", "1/file.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["feeds"]


def test_without_an_exchange_of_folders_the_tree_is_replaced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "exchange", lambda *_: False)
    build(tmp_path / "feeds", "old")
    build(tmp_path / "feeds", "new")
    assert (tmp_path / "feeds" / "0" / "file.txt").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["feeds"]


def test_there_is_a_tree_at_every_instant(tmp_path: Path) -> None:
    target = tmp_path / "feeds"
    build(target, "0")
    other = tmp_path / "other"
    other.mkdir()
    if not exchange(other, target):
        pytest.skip("this system cannot exchange two folders in one step")
    exchange(other, target)
    seen: set[bool] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add(target.is_dir())

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 40):
        build(target, str(number))
    stop.set()
    reader.join()
    assert seen == {True}
    assert (target / "0" / "file.txt").read_text() == "39"


def test_a_tree_that_is_not_put_in_place_leaves_nothing(tmp_path: Path) -> None:
    build(tmp_path / "feeds", "old")
    staging = Staging(tmp_path / "feeds")
    staging.write("0/file.txt", b"new")
    staging.discard()
    assert (tmp_path / "feeds" / "0" / "file.txt").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["feeds"]


def test_two_files_of_one_path_are_refused(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "feeds")
    staging.write("a", b"1")
    with pytest.raises(StoreError):
        staging.write("a", b"2")
    staging.discard()


def test_a_linked_file_has_the_content_of_its_source(tmp_path: Path) -> None:
    (tmp_path / "source").write_bytes(b"sound")
    staging = Staging(tmp_path / "feeds")
    staging.link("media/a.mp3", tmp_path / "source")
    staging.swap()
    assert (tmp_path / "feeds" / "media" / "a.mp3").read_bytes() == b"sound"


def test_sweeping_puts_back_a_tree_that_was_taken_away_by_a_killed_run(tmp_path: Path) -> None:
    build(tmp_path / "feeds", "old")
    (tmp_path / "feeds").rename(tmp_path / ".audiopub-old")
    (tmp_path / ".audiopub-tmp-abc").mkdir()
    sweep(tmp_path / "feeds")
    assert (tmp_path / "feeds" / "0" / "file.txt").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["feeds"]


def test_files_of_the_producer_are_carried_over_and_ours_are_not(tmp_path: Path) -> None:
    feeds = tmp_path / "feeds"
    for path in ("CNAME", ".well-known/x", "media/old.mp3", "index.html"):
        (feeds / path).parent.mkdir(parents=True, exist_ok=True)
        (feeds / path).write_text(path)
    staging = Staging(feeds)
    staging.write("index.html", b"new")
    carry(feeds, staging, lambda path: path.startswith("media/"))
    staging.swap()
    assert sorted(listing(feeds)) == [".well-known/x", "CNAME", "index.html"]
    assert (feeds / "index.html").read_bytes() == b"new"


def test_links_and_empty_folders_of_the_producer_are_carried_over(tmp_path: Path) -> None:
    feeds, elsewhere = tmp_path / "feeds", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (feeds / "empty").mkdir(parents=True)
    (feeds / "link").symlink_to(elsewhere)
    staging = Staging(feeds)
    carry(feeds, staging, lambda _: False)
    staging.swap()
    assert (feeds / "empty").is_dir()
    assert (feeds / "link").readlink() == elsewhere


def test_a_tree_that_is_a_link_is_filled_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "feeds").symlink_to(tmp_path / "www")
    build(tmp_path / "feeds", "new")
    assert (tmp_path / "feeds").is_symlink()
    assert (tmp_path / "www" / "0" / "file.txt").read_text() == "new"


def test_a_file_in_the_way_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "feeds").write_text("mine")
    with pytest.raises(StoreError) as caught:
        Staging(tmp_path / "feeds")
    assert caught.value.code == "AP707"
    assert (tmp_path / "feeds").read_text() == "mine"


def test_a_folder_of_the_producer_beside_the_tree_stays(tmp_path: Path) -> None:
    (tmp_path / ".feeds-backup").mkdir()
    build(tmp_path / "feeds", "new")
    sweep(tmp_path / "feeds")
    assert (tmp_path / ".feeds-backup").is_dir()
