from __future__ import annotations

import json
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.notify.conftest import Service

from audiopub.model import Announcement
from audiopub.notify import channels
from audiopub.notify.channels import News, Untold

NEWS = News(
    show="Stimmen",
    link="https://podcast.example.org",
    feed="https://podcast.example.org/feed.xml",
    pages=("https://podcast.example.org/eins/",),
)


def test_a_hub_is_told_as_pubsubhubbub_has_it(service: Service) -> None:
    channels.websub(service.address, NEWS)
    (post,) = service.posts
    assert post.method == "POST"
    assert post.headers["content-type"] == "application/x-www-form-urlencoded"
    assert parse_qs(post.body.decode()) == {
        "hub.mode": ["publish"],
        "hub.url": [NEWS.feed],
        "hub.topic": [NEWS.feed],
    }


def test_podcast_index_is_told_the_feeds_address(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channels, "PODCAST_INDEX", f"{service.address}hub/pubnotify")
    channels.podcast_index(NEWS)
    (post,) = service.posts
    assert post.method == "GET"
    assert parse_qs(urlsplit(post.path).query) == {"url": [NEWS.feed]}
    assert post.headers["user-agent"].startswith("audiopub/")


def test_podping_is_told_with_the_token(service: Service) -> None:
    channels.podping(service.address, "a-token", NEWS)
    (post,) = service.posts
    assert post.headers["authorization"] == "a-token"
    assert parse_qs(urlsplit(post.path).query) == {
        "url": [NEWS.feed],
        "reason": ["update"],
        "medium": ["podcast"],
    }


def test_podping_without_a_token_is_told_nothing(service: Service) -> None:
    with pytest.raises(Untold, match="AUDIOPUB_PODPING_TOKEN"):
        channels.podping(service.address, "", NEWS)
    assert service.posts == []


def test_search_engines_are_told_the_pages(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channels, "INDEXNOW", service.address)
    channels.indexnow("8c6d1f0e5b7a4d21", NEWS)
    (post,) = service.posts
    assert json.loads(post.body) == {
        "host": "podcast.example.org",
        "key": "8c6d1f0e5b7a4d21",
        "keyLocation": "https://podcast.example.org/8c6d1f0e5b7a4d21.txt",
        "urlList": ["https://podcast.example.org/eins/"],
    }


def test_a_webhook_gets_an_object(service: Service) -> None:
    channels.webhook(service.address, NEWS)
    (post,) = service.posts
    assert json.loads(post.body) == {
        "event": "published",
        "show": "Stimmen",
        "link": NEWS.link,
        "feed": NEWS.feed,
        "pages": list(NEWS.pages),
    }


def test_a_command_finds_the_object_on_its_input_and_no_shell_sees_its_words(
    tmp_path: Path,
) -> None:
    script = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"
    channels.command((sys.executable, "-c", script, "a; b $(c)"), tmp_path, NEWS)
    assert json.loads((tmp_path / "a; b $(c)").read_bytes())["feed"] == NEWS.feed


def test_a_command_that_fails_says_so_with_its_last_words(tmp_path: Path) -> None:
    script = "import sys; sys.exit('no network')"
    with pytest.raises(Untold, match="exited with status 1: no network"):
        channels.command((sys.executable, "-c", script), tmp_path, NEWS)
    with pytest.raises(Untold, match="cannot start no-such-program"):
        channels.command(("no-such-program",), tmp_path, NEWS)


@pytest.mark.parametrize(
    ("status", "passing"), [(404, False), (401, False), (429, True), (503, True)]
)
def test_a_refusal_passes_or_not(service: Service, status: int, *, passing: bool) -> None:
    service.statuses = [status]
    with pytest.raises(Untold, match=str(status)) as refusal:
        channels.webhook(service.address, NEWS)
    assert refusal.value.passing is passing


def test_no_answer_may_pass() -> None:
    with pytest.raises(Untold, match="no answer") as refusal:
        channels.webhook("http://127.0.0.1:9/", NEWS)
    assert refusal.value.passing


def test_nobody_is_told_who_was_not_named(tmp_path: Path) -> None:
    assert channels.channels(Announcement(), tmp_path, {}) == {}


def test_each_way_that_is_named_is_found(tmp_path: Path) -> None:
    announcement = Announcement(
        hubs=("https://one.example", "https://two.example"),
        podcast_index=True,
        podping="https://podping.example",
        indexnow="8c6d1f0e5b7a4d21",
        webhook="https://hook.example",
        command=("true",),
    )
    assert list(channels.channels(announcement, tmp_path, {})) == [
        "WebSub (https://one.example)",
        "WebSub (https://two.example)",
        "Podcast Index",
        "Podping",
        "IndexNow",
        "webhook",
        "command",
    ]


def test_a_secret_webhook_comes_from_the_environment(service: Service, tmp_path: Path) -> None:
    environment = {"AUDIOPUB_WEBHOOK": service.address}
    channels.channels(Announcement(), tmp_path, environment)["webhook"](NEWS)
    assert len(service.posts) == 1
