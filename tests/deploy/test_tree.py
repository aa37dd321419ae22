from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from audiopub.deploy.target import Content
from audiopub.errors import DeployError

Tree = Callable[[], Mapping[str, Content]]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Cover.JPG", "cover.jpg"), ("m\u00fcde.txt", "mu\u0308de.txt"), ("A/x.txt", "a/x.txt")],
)
def test_names_that_some_hosts_take_for_one_are_refused(
    feeds: Path, tree: Tree, one: str, other: str
) -> None:
    for name in (one, other):
        (feeds / name).parent.mkdir(exist_ok=True)
        (feeds / name).write_bytes(b"x")
    if len({path.name for path in feeds.iterdir()}) < 2:
        pytest.skip("this disk takes them for one, too")
    with pytest.raises(DeployError, match="differs from") as error:
        tree()
    assert error.value.code == "AP733"


def test_a_link_to_a_file_of_the_show_is_that_file(feeds: Path, tree: Tree) -> None:
    (feeds.parent / "robots.txt").write_bytes(b"all are welcome")
    (feeds / "robots.txt").symlink_to("../robots.txt")
    assert tree()["robots.txt"].read() == b"all are welcome"


@pytest.mark.parametrize("end", ["/etc/hostname", "../nowhere", "e0"])
def test_other_links_are_refused(feeds: Path, tree: Tree, end: str) -> None:
    (feeds / "link").symlink_to(end)
    with pytest.raises(DeployError, match="this link leads") as error:
        tree()
    assert error.value.path == "feeds/link"


def test_what_is_no_file_is_refused(feeds: Path, tree: Tree) -> None:
    os.mkfifo(feeds / "pipe")
    with pytest.raises(DeployError, match="this is no file"):
        tree()


@pytest.mark.parametrize("name", ["a\\b.txt", "line\nbreak.txt", os.fsdecode(b"broken\xff.txt")])
def test_names_that_not_every_host_can_hold_are_refused(feeds: Path, tree: Tree, name: str) -> None:
    (feeds / name).write_bytes(b"x")
    with pytest.raises(DeployError, match="not every host can hold") as error:
        tree()
    str(error.value).encode()


def test_nothing_published_says_so(feeds: Path, tree: Tree) -> None:
    (feeds / "feed.xml").unlink()
    with pytest.raises(DeployError, match=r"no feed\.xml") as error:
        tree()
    assert error.value.code == "AP748"


def test_a_file_that_did_not_change_is_hashed_once(
    feeds: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in feeds.rglob("*"):
        os.utime(file, (time.time() - 60,) * 2)
    first = tree()
    monkeypatch.setattr("audiopub.deploy.tree.sha256_of", pytest.fail)
    assert tree() == first


def test_a_file_that_changed_a_moment_ago_is_hashed_again(feeds: Path, tree: Tree) -> None:
    page = feeds / "index.html"
    status = page.stat()
    before = tree()["index.html"].sha256
    page.write_bytes(b"x" * status.st_size)
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert tree()["index.html"].sha256 != before
