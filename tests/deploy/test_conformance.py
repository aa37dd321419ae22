"""One suite for every host: what a target promises, and a deployment from end to end.

Hosts that are not installed are skipped, and say so. Ceph takes a quarter of a minute to start, so
it is asked for: ``make test-targets`` installs and runs all of them.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.deploy import google, machine, servers
from tests.deploy.conftest import order, publication
from tests.deploy.listening import read, violations

from audiopub.deploy import claims, kinds
from audiopub.deploy.opening import open_target
from audiopub.deploy.shipping import deploy, rollback
from audiopub.deploy.survey import Memory
from audiopub.deploy.target import PIECE, Content, Target, content_of
from audiopub.deploy.transfer import is_equal
from audiopub.errors import ChangedError, DeployError
from audiopub.model import Destination
from audiopub.store.journal import Journal

HOSTS = ("folder", "sftp", "webdav", "ceph", "azure", "google", "rclone-s3", "rclone")

Place = Callable[[str], Destination]
Open = Callable[[str], Target]


class Hosts:
    """Starts each host when it is first asked for, and stops all of them at the end."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.azurite = ""
        self._stack = stack
        self._made: dict[str, Callable[[str], dict[str, Any]] | servers.Absent] = {}

    def get(self, name: str) -> Callable[[str], dict[str, Any]]:
        if name not in self._made:
            try:
                self._made[name] = getattr(self, f"_{name.replace('-', '_')}")()
            except servers.Absent as absent:
                self._made[name] = absent
        found = self._made[name]
        if isinstance(found, servers.Absent):
            if os.environ.get(servers.ALL) and name != "azure":  # where there is no npm
                raise found
            pytest.skip(f"{found} (make test-targets runs it)")
        return found

    def _start(self, server: Callable[[Path], Any], name: str) -> Any:  # noqa: ANN401 - what each server has
        return self._stack.enter_context(server(self.folder / name))

    def _sftp(self) -> Callable[[str], dict[str, Any]]:
        pytest.importorskip("paramiko", reason="the extra sftp is not installed")
        host = self._start(servers.sftp, "sftp")
        return lambda place: {
            "url": f"sftp://root@127.0.0.1:{host.port}{host.root}/{place}",
            "known_hosts": host.known_hosts,
            "key": host.key,
        }

    def _webdav(self) -> Callable[[str], dict[str, Any]]:
        pytest.importorskip("httpx", reason="the extra webdav is not installed")
        host = self._start(servers.webdav, "webdav")
        return lambda place: {"url": f"dav://{servers.USER}@{host.address}/{place}"}

    def _ceph(self) -> Callable[[str], dict[str, Any]]:
        pytest.importorskip("obstore", reason="the extra s3 is not installed")
        if not os.environ.get(servers.ALL):
            raise servers.Absent("Ceph takes long to start and is not asked for")
        address = self._start(servers.ceph, "ceph")
        servers.make_bucket(address, "bucket")
        return lambda place: {"url": f"s3://bucket/{place}", "endpoint": address}

    def _azure(self) -> Callable[[str], dict[str, Any]]:
        pytest.importorskip("obstore", reason="the extra s3 is not installed")
        self.azurite = self._start(servers.azurite, "azure")
        return lambda place: {"url": f"az://bucket/{place}"}

    def _google(self) -> Callable[[str], dict[str, Any]]:
        pytest.importorskip("obstore", reason="the extra s3 is not installed")
        address = self._stack.enter_context(google.google())
        return lambda place: {"url": f"gs://bucket/{place}", "endpoint": address}

    def _rclone_s3(self) -> Callable[[str], dict[str, Any]]:
        pytest.importorskip("obstore", reason="the extra s3 is not installed")
        address = self._start(servers.lax_s3, "lax")
        return lambda place: {"url": f"s3://bucket/{place}", "endpoint": address}

    def _rclone(self) -> Callable[[str], dict[str, Any]]:
        if not os.environ.get(servers.ALL):
            raise servers.Absent("rclone is started once a step, which takes long: not asked for")
        servers.rclone()
        (self.folder / "remote").mkdir()
        return lambda place: {"url": f"rclone://disk/{place}"}


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosts]:
    with ExitStack() as stack:
        yield Hosts(tmp_path_factory.mktemp("hosts"), stack)


@pytest.fixture(params=HOSTS)
def place(
    request: pytest.FixtureRequest,
    hosts: Hosts,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Place:
    """Return a function that gives a place of its own on a host."""
    name = str(request.param)
    monkeypatch.setenv("AUDIOPUB_WEB_PASSWORD", servers.SECRET)
    monkeypatch.setenv("GOOGLE_BEARER_TOKEN", google.TOKEN)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", servers.KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", servers.SECRET)
    monkeypatch.setenv("RCLONE_CONFIG_DISK_TYPE", "alias")
    monkeypatch.setenv("RCLONE_CONFIG_DISK_REMOTE", str(hosts.folder / "remote"))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    given = (lambda place: {"url": str(tmp_path / place)}) if name == "folder" else hosts.get(name)
    monkeypatch.setenv("AZURE_STORAGE_USE_EMULATOR", "true")
    monkeypatch.setenv("AZURITE_BLOB_STORAGE_URL", hosts.azurite)
    prefix = hashlib.sha256(str(tmp_path).encode()).hexdigest()[:8]

    def destination(end: str = "") -> Destination:
        return Destination(
            name="web",
            public="http://127.0.0.1",
            announced=False,
            root=tmp_path,
            **given(f"{prefix}{end}"),
        )

    return destination


@pytest.fixture
def opened(place: Place) -> Iterator[Open]:
    """Return a function that opens a place of its own on a host."""
    with ExitStack() as stack:

        def open_place(end: str = "") -> Target:
            target = open_target(place(end))
            stack.callback(target.close)
            return target

        yield open_place


@pytest.fixture
def target(opened: Open) -> Target:
    return opened("")


def put(target: Target, path: str, data: bytes) -> None:
    target.put(path, content_of(data), kinds.headers(path))


def test_what_is_put_is_there_with_its_size_and_its_bytes(target: Target) -> None:
    put(target, "e1/ein Ö & (1).html", b"page")
    held = target.head("e1/ein Ö & (1).html")
    assert held is not None
    assert (held.path, held.size) == ("e1/ein Ö & (1).html", 4)
    assert abs(held.modified - time.time()) < 120
    assert read(target, "e1/ein Ö & (1).html") == b"page"


def test_an_empty_file_can_be_put(target: Target) -> None:
    put(target, "empty.txt", b"")
    held = target.head("empty.txt")
    assert held is not None
    assert held.size == 0
    assert target.read_range("empty.txt", 0, 10) == b""


def test_a_file_of_several_parts_arrives_whole(target: Target, tmp_path: Path) -> None:
    data = np.random.default_rng(5).bytes(PIECE + PIECE // 2)
    file = tmp_path / "large.mp3"
    file.write_bytes(data)
    content = Content(size=len(data), sha256=hashlib.sha256(data).hexdigest(), source=file)
    target.put("media/large.mp3", content, kinds.headers("media/large.mp3"))
    held = target.head("media/large.mp3")
    assert held is not None
    assert held.size == len(data)
    assert is_equal(target, held, content)
    assert target.read_range("media/large.mp3", PIECE - 3, 7) == data[PIECE - 3 : PIECE + 4]


def test_a_range_ends_where_the_file_ends(target: Target) -> None:
    put(target, "a.txt", b"0123456789")
    assert target.read_range("a.txt", 3, 4) == b"3456"
    assert target.read_range("a.txt", 8, 100) == b"89"
    assert target.read_range("a.txt", 10, 5) == b""


def test_what_is_not_there_is_not_there(target: Target) -> None:
    assert target.head("nothing.mp3") is None
    assert target.head("no/folder/nothing.mp3") is None
    assert list(target.list("no/folder")) == []
    target.delete("nothing.mp3")
    target.delete("no/folder/nothing.mp3")
    with pytest.raises(DeployError) as error:
        target.read_range("nothing.mp3", 0, 1)
    assert error.value.code == "AP738"


def test_a_file_that_goes_while_it_is_read_is_not_there(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(target, "a.txt", b"0123456789")
    held = target.head("a.txt")
    target.delete("a.txt")
    monkeypatch.setattr(target, "head", lambda _path: held)
    for length in (4, 10):
        with pytest.raises(DeployError) as error:
            target.read_range("a.txt", 0, length)
        assert error.value.code == "AP738"


def test_a_put_replaces_what_is_there(target: Target) -> None:
    put(target, "a.txt", b"the first")
    first = target.head("a.txt")
    put(target, "a.txt", b"the 2nd, longer")
    second = target.head("a.txt")
    assert read(target, "a.txt") == b"the 2nd, longer"
    assert first is not None
    assert second is not None
    assert first.version != second.version


def test_a_rename_replaces_what_is_there(target: Target) -> None:
    put(target, "e1/new", b"new")
    put(target, "e1/index.html", b"old")
    target.rename("e1/new", "e1/index.html")
    assert read(target, "e1/index.html") == b"new"
    assert target.head("e1/new") is None


def test_a_list_has_every_file_below_a_folder(target: Target) -> None:
    names = ["a.txt", "e1/b.txt", "e1/deep/c.txt", "e1.txt", "e10/d.txt", "hidden/e.txt"]
    for name in names:
        put(target, name, name.encode())
    listed = {held.path: held.size for held in target.list()}
    assert listed == {name: len(name) for name in names}
    assert {held.path for held in target.list("e1")} == {"e1/b.txt", "e1/deep/c.txt"}
    assert {held.path for held in target.list("hidden")} == {"hidden/e.txt"}


def test_head_and_list_agree(target: Target) -> None:
    put(target, "e1/b.txt", b"some bytes")
    (listed,) = target.list()
    held = target.head("e1/b.txt")
    assert held is not None
    assert (held.path, held.size, held.version) == (listed.path, listed.size, listed.version)
    assert abs(held.modified - listed.modified) <= 1  # some give fractions in one of the two


def test_what_is_deleted_is_gone_and_all_else_is_not(target: Target) -> None:
    put(target, "e1/a.txt", b"a")
    put(target, "e1/b.txt", b"b")
    target.delete("e1/a.txt")
    assert [held.path for held in target.list()] == ["e1/b.txt"]


def test_names_that_look_like_patterns_mean_themselves(target: Target) -> None:
    put(target, "a[1]*.txt", b"pattern")
    put(target, "a1x.txt", b"other")
    held = target.head("a[1]*.txt")
    assert held is not None
    assert held.size == 7
    target.delete("a[1]*.txt")
    assert [one.path for one in target.list()] == ["a1x.txt"]


def test_a_digest_that_the_host_gives_is_that_of_the_content(target: Target) -> None:
    put(target, "a.txt", b"content")
    held = target.head("a.txt")
    assert held is not None
    assert held.digest is None or held.digest.fits(content_of(b"content"))
    assert is_equal(target, held, content_of(b"content"))
    assert not is_equal(target, held, content_of(b"kontent"))


def test_conditions_are_heeded_or_refused_but_never_ignored(target: Target) -> None:
    headers = kinds.headers("feed.xml")
    if not target.heeds_conditions:
        with pytest.raises(DeployError):
            target.put_if("feed.xml", content_of(b"one"), headers, None)
        assert target.head("feed.xml") is None
        return
    target.put_if("feed.xml", content_of(b"one"), headers, None)
    first = target.head("feed.xml")
    assert first is not None
    with pytest.raises(ChangedError):
        target.put_if("feed.xml", content_of(b"two"), headers, None)
    target.put_if("feed.xml", content_of(b"two"), headers, first.version)
    with pytest.raises(ChangedError):
        target.put_if("feed.xml", content_of(b"three"), headers, first.version)
    assert read(target, "feed.xml") == b"two"
    second = target.head("feed.xml")
    assert second is not None
    target.delete("feed.xml")
    with pytest.raises(ChangedError):
        target.put_if("feed.xml", content_of(b"three"), headers, second.version)
    assert target.head("feed.xml") is None


def test_which_hosts_heed_conditions(target: Target, request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.params["place"]
    assert target.heeds_conditions is (name in ("ceph", "azure", "google"))


def test_it_can_be_used_by_many_threads(target: Target) -> None:
    with ThreadPoolExecutor(target.capabilities.parallel) as pool:
        list(pool.map(lambda n: put(target, f"e{n % 5}/{n}.txt", b"x" * n), range(24)))
        sizes = list(pool.map(lambda n: target.head(f"e{n % 5}/{n}.txt"), range(24)))
    assert [held.size if held else None for held in sizes] == list(range(24))


def test_a_whole_deployment_its_successor_and_the_way_back(
    opened: Open,
    memory: Memory,
    tree: Callable[[], Mapping[str, Content]],
    feeds: Path,
    journal: Journal,
) -> None:
    target = opened("")

    def shown() -> dict[str, bytes]:
        return {
            held.path: read(target, held.path)
            for held in target.list()
            if not held.path.startswith(kinds.OURS)
        }

    def published() -> dict[str, bytes]:
        return {path: one.read() for path, one in tree().items()}

    episodes = 0 if target.name.startswith("rclone") else 3  # which is slow
    publication(feeds, episodes)
    deploy(target, tree(), order(), memory, lambda _: None)
    first = published()
    assert shown() == first
    assert deploy(target, tree(), order(), memory, lambda _: None).plan is None
    publication(feeds, episodes + 1, take=2, title="Anew")
    deploy(opened(""), tree(), order(), memory, lambda _: None)
    assert published().items() <= shown().items()
    # another machine, which remembers nothing, finds the same
    elsewhere = Memory(journal, "elsewhere", "another")
    assert deploy(opened(""), tree(), order(owner="there"), elsewhere, lambda _: None).plan is None
    rollback(target, order(), memory, lambda _: None)
    assert first.items() <= shown().items()


def test_two_machines_at_once_make_no_mix(place: Place, target: Target, tmp_path: Path) -> None:
    """Whoever looks sees a feed that was published, and all that it names, whole and right."""
    if target.name.startswith("rclone"):
        pytest.skip("it is started once a step, which takes minutes")
    takes = {"one": (1, 3), "two": (2, 4)}
    seen: set[bytes] = set()
    missed: list[str] = []

    def look() -> None:
        if target.head("feed.xml"):
            seen.add(read(target, "feed.xml"))
            missed.extend(violations(target))

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        at_work = [
            pool.submit(machine.work, place(""), tmp_path / name, name, takes[name])
            for name in takes
        ]
        while not all(one.done() for one in at_work):
            look()
        published = [feed for one in at_work for feed in one.result()]
    look()
    assert missed == []
    assert seen
    assert seen <= set(published)
    (last,) = {one for one in published if read(target, "feed.xml") == one}
    (live,) = re.findall(r"<title>(.*)</title>", last.decode())
    for page in ("index.html", "e0/index.html", "e1/index.html", "e0/transcript.vtt"):
        assert live.encode() in read(target, page)
    assert list(target.list(claims.FOLDER)) == []


def test_content_types_and_cache_headers_are_told(
    target: Target, request: pytest.FixtureRequest
) -> None:
    if not target.capabilities.headers:
        pytest.skip("this kind of host has its own table of types")
    put(target, "media/e1-0123abcd.mp3", b"sound")
    put(target, "feed.xml", b"<rss/>")
    name = request.node.callspec.params["place"]
    told = {path: servers.headers(target, path) for path in ("media/e1-0123abcd.mp3", "feed.xml")}
    assert told["feed.xml"]["Content-Type"] == "application/rss+xml; charset=utf-8"
    if name in ("ceph", "google"):  # rclone has no place for them
        assert told["feed.xml"]["Cache-Control"] == "public, max-age=300"
        assert "immutable" in told["media/e1-0123abcd.mp3"]["Cache-Control"]
        assert told["media/e1-0123abcd.mp3"]["Content-Type"] == "audio/mpeg"
