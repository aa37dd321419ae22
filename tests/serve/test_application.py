"""The preview: what it sends, what it refuses, and that open pages learn of changes."""

from __future__ import annotations

import asyncio
import gzip
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from audiopub.serve import Changes, application

Serve = Callable[[ASGIApp], AbstractContextManager[httpx.Client]]

SOUND = bytes(range(256)) * 40


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A published tree, and files beside it that nobody shall see."""
    folder = tmp_path / "feeds"
    for path, data in {
        "index.html": b"<html><head></head><body>" + b"Die Sendung. " * 200 + b"</body></html>",
        "embed.html": b"<html></html>",
        "eins/index.html": b"<html><head></head></html>",
        "eins/transcript.vtt": b"WEBVTT\n",
        "eins/chapters.json": b"{}",
        "feed.xml": b"<rss>https://podcast.example.org/media/eins-0123abcd.mp3</rss>",
        "media/eins-0123abcd.mp3": SOUND,
        ".hidden": b"secret",
        ".well-known/x": b"secret",
    }.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


@pytest.fixture
def client(tree: Path, served: Serve) -> Iterator[httpx.Client]:
    """Ask the preview of it."""
    made = application(
        tree,
        link="https://podcast.example.org",
        hubs=("https://hub.example.org/",),
        hosts=("127.0.0.1",),
    )
    with served(made) as found:
        yield found


def test_sound_is_sent_in_ranges(client: httpx.Client) -> None:
    path = "/media/eins-0123abcd.mp3"
    whole = client.get(path)
    assert whole.content == SOUND
    assert whole.headers["accept-ranges"] == "bytes"
    part = client.get(path, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, SOUND[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(SOUND)}"
    assert client.get(path, headers={"Range": "bytes=-5"}).content == SOUND[-5:]
    assert client.get(path, headers={"Range": "bytes=999999-"}).status_code == 416
    head = client.head(path)
    assert (head.headers["content-length"], head.content) == (str(len(SOUND)), b"")


def test_a_range_of_what_has_changed_is_sent_whole(client: httpx.Client) -> None:
    path = "/media/eins-0123abcd.mp3"
    known = client.get(path).headers["etag"]
    for tag, status in ((known, 206), ('"other"', 200)):
        answer = client.get(path, headers={"Range": "bytes=0-1", "If-Range": tag})
        assert answer.status_code == status


@pytest.mark.parametrize("path", ["/", "/feed.xml", "/eins/transcript.vtt", "/eins/"])
def test_what_a_client_knows_is_not_sent_again(client: httpx.Client, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_text_is_compressed_and_sound_is_not(client: httpx.Client) -> None:
    page = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in page.headers["vary"]
    sound = client.get("/media/eins-0123abcd.mp3", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in sound.headers
    assert len(gzip.compress(page.content)) < len(page.content)


def test_each_file_has_the_headers_of_a_host(client: httpx.Client) -> None:
    kinds = {
        "/": "text/html; charset=utf-8",
        "/feed.xml": "application/rss+xml; charset=utf-8",
        "/eins/transcript.vtt": "text/vtt; charset=utf-8",
        "/eins/chapters.json": "application/json+chapters",
        "/media/eins-0123abcd.mp3": "audio/mpeg",
    }
    for path, kind in kinds.items():
        headers = client.get(path).headers
        assert headers["content-type"] == kind
        assert headers["x-content-type-options"] == "nosniff"
    assert "immutable" in client.get("/media/eins-0123abcd.mp3").headers["cache-control"]
    page = client.get("/eins/").headers["content-security-policy"]
    assert "default-src 'none'" in page
    assert "frame-ancestors 'self'" in page
    assert "frame-ancestors *" in client.get("/embed.html").headers["content-security-policy"]
    assert client.get("/eins/chapters.json").headers["access-control-allow-origin"] == "*"
    link = client.get("/feed.xml").headers["link"]
    assert link == (
        '<https://hub.example.org/>; rel="hub", <https://podcast.example.org/feed.xml>; rel="self"'
    )


def test_an_app_can_subscribe_to_the_preview(client: httpx.Client) -> None:
    home = str(client.base_url).rstrip("/")
    assert client.get("/feed.xml").text == f"<rss>{home}/media/eins-0123abcd.mp3</rss>"


def raw(client: httpx.Client, path: str) -> httpx.Request:
    """A request of just this path, which no client has tidied up."""
    request = client.build_request("GET", "/")
    request.url = request.url.copy_with(raw_path=path.encode())
    return request


@pytest.mark.parametrize(
    "path",
    [
        "/.hidden",
        "/.well-known/x",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/eins/..%5c..%5csecret.txt",
        "//etc/hostname",
        "/link.txt",
        "/nothing",
        "/eins/%00",
        "/" + "x" * 5000,
    ],
)
def test_nothing_outside_of_the_tree_is_handed_out(client: httpx.Client, path: str) -> None:
    answer = client.send(raw(client, path))
    assert answer.status_code in (400, 404)
    assert "secret" not in answer.text


def test_only_reading_is_allowed_and_only_under_its_own_name(client: httpx.Client) -> None:
    assert client.post("/feed.xml").status_code == 405
    assert client.get("/", headers={"Host": "evil.example.org"}).status_code == 400


def test_a_folder_is_asked_for_with_its_slash(client: httpx.Client) -> None:
    answer = client.get("/eins", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"].endswith("/eins/")


def test_open_pages_wait_for_changes_only_if_there_is_somebody_to_tell(
    tree: Path, client: httpx.Client, served: Serve
) -> None:
    assert b"/-/reload.js" not in client.get("/").content
    assert client.get("/-/reload.js").status_code == 404
    changes = Changes()
    with served(application(tree, link="https://x.example", changes=changes)) as watched:
        assert (
            b'<script type="module" src="/-/reload.js"></script></head>' in watched.get("/").content
        )
        assert "let known = 0;" in watched.get("/-/reload.js").text
        changes.tell()
        assert watched.get("/-/changed.js?after=0").text == "export const count = 1;\n"
        assert watched.get("/-/changed.js?after=x").status_code == 400


def test_whoever_waits_for_a_change_is_told_at_once() -> None:
    changes = Changes()

    async def wait() -> tuple[int, int]:
        waiting = asyncio.create_task(changes.after(0, limit=60))
        await asyncio.sleep(0)
        await asyncio.to_thread(changes.tell)
        return await waiting, await changes.after(1, limit=0.01)

    # in a thread of its own: Playwright leaves a running loop in the one of the tests
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(lambda: asyncio.run(wait())).result(timeout=60) == (1, 1)


def test_a_tree_that_is_swapped_is_handed_out_anew(tree: Path, client: httpx.Client) -> None:
    before = client.get("/eins/transcript.vtt").headers["etag"]
    tree.rename(tree.with_name("old"))
    (tree / "eins").mkdir(parents=True)
    (tree / "eins" / "transcript.vtt").write_text("WEBVTT\n\nneu", encoding="utf-8")
    os.utime(tree / "eins" / "transcript.vtt", (1, 1))
    after = client.get("/eins/transcript.vtt")
    assert after.text.endswith("neu")
    assert after.headers["etag"] != before
