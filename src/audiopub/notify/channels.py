"""Ways of telling others that a feed has changed; each tells once, or says why it could not."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import msgspec

from audiopub import web
from audiopub.model import Announcement

PODCAST_INDEX = "https://api.podcastindex.org/api/1.0/hub/pubnotify"
INDEXNOW = "https://api.indexnow.org/indexnow"

_LATER = (408, 425, 429)
_MOST_PAGES = 10_000  # that IndexNow takes at once
_PATIENCE = 60.0  # seconds that a command may take


class Untold(Exception):  # noqa: N818 - what it says is who was not told
    """Somebody could not be told."""

    def __init__(self, why: str, *, passing: bool) -> None:
        """Say why, and whether it may pass."""
        super().__init__(why)
        self.passing = passing


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is told."""

    show: str
    """The show's title."""

    link: str
    """The address of its page."""

    feed: str
    """The address of its feed."""

    pages: tuple[str, ...]
    """The addresses of pages that are new or changed."""


Channel = Callable[[News], None]


def channels(
    announcement: Announcement, root: Path, environment: Mapping[str, str]
) -> dict[str, Channel]:
    """Return the ways of telling that a show has, by their names.

    Args:
        announcement: What audiopub.toml says.
        root: The show's folder, where a command is started.
        environment: Where secrets are looked for.
    """
    found: dict[str, Channel] = {}
    for hub in announcement.hubs:
        found[f"WebSub ({hub})"] = partial(websub, hub)
    if announcement.podcast_index:
        found["Podcast Index"] = podcast_index
    if service := announcement.podping:
        token = environment.get("AUDIOPUB_PODPING_TOKEN", "")
        found["Podping"] = lambda news: podping(service, token, news)
    if key := announcement.indexnow:
        found["IndexNow"] = lambda news: indexnow(key, news)
    if hook := environment.get("AUDIOPUB_WEBHOOK") or announcement.webhook:
        found["webhook"] = lambda news: webhook(hook, news)
    if announcement.command:
        found["command"] = lambda news: command(announcement.command, root, news)
    return found


def websub(hub: str, news: News) -> None:
    """Tell a WebSub hub to fetch the feed.

    WebSub leaves to the hub how it is told (https://www.w3.org/TR/websub/#publishing); all of them
    understand PubSubHubbub's form (0.4, 7.1).

    Raises:
        Untold: It answers otherwise than with success.
    """
    form = {"hub.mode": "publish", "hub.url": news.feed, "hub.topic": news.feed}
    _send(
        hub,
        method="POST",
        body=urlencode(form).encode(),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )


def podcast_index(news: News) -> None:
    """Tell Podcast Index (https://podcastindex-org.github.io/docs-api/#get-/hub/pubnotify).

    Raises:
        Untold: It answers otherwise than with success.
    """
    _send(f"{PODCAST_INDEX}?{urlencode({'url': news.feed})}")


def podping(service: str, token: str, news: News) -> None:
    """Tell a Podping service (https://github.com/Podcastindex-org/podping.cloud).

    Raises:
        Untold: There is no token, or the service answers otherwise than with success.
    """
    if not token:
        raise Untold("there is no token in AUDIOPUB_PODPING_TOKEN", passing=False)
    query = urlencode({"url": news.feed, "reason": "update", "medium": "podcast"})
    _send(f"{service}?{query}", headers={"Authorization": token})


def indexnow(key: str, news: News) -> None:
    """Tell search engines of new pages (https://www.indexnow.org/documentation).

    Raises:
        Untold: The service answers otherwise than with success.
    """
    pages = news.pages or (f"{news.link}/",)
    host = urlsplit(news.link).netloc
    for start in range(0, len(pages), _MOST_PAGES):
        part = pages[start : start + _MOST_PAGES]
        body = {
            "host": host,
            "key": key,
            "keyLocation": f"{news.link}/{key}.txt",
            "urlList": part,
        }
        _send(INDEXNOW, method="POST", body=msgspec.json.encode(body), headers=_JSON)


def webhook(address: str, news: News) -> None:
    """Send a JSON object to an address.

    Raises:
        Untold: It answers otherwise than with success.
    """
    _send(address, method="POST", body=as_json(news), headers=_JSON)


def command(words: tuple[str, ...], root: Path, news: News) -> None:
    """Start a program, without a shell, with a JSON object on its standard input.

    Raises:
        Untold: It cannot be started, takes more than a minute, or exits with another status than 0.
    """
    try:
        done = subprocess.run(  # noqa: S603 - what the producer wrote, word by word
            words,
            input=as_json(news),
            capture_output=True,
            cwd=root,
            timeout=_PATIENCE,
            check=False,
        )
    except OSError as error:
        raise Untold(f"cannot start {words[0]}: {error.strerror}", passing=False) from error
    except subprocess.TimeoutExpired as error:
        raise Untold(f"{words[0]} took more than {_PATIENCE:.0f} s", passing=False) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise Untold(
            f"{words[0]} exited with status {done.returncode}{f': {said}' if said else ''}",
            passing=False,
        )


def as_json(news: News) -> bytes:
    """Return what webhooks and commands are given."""
    return msgspec.json.encode(
        {
            "event": "published",
            "show": news.show,
            "link": news.link,
            "feed": news.feed,
            "pages": news.pages,
        }
    )


_JSON = {"Content-Type": "application/json; charset=utf-8"}


def _send(
    address: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> None:
    try:
        answer = web.ask(address, method=method, body=body, headers=headers)
    except ConnectionError as error:
        raise Untold(f"no answer: {error}", passing=True) from error
    if not answer.is_success:
        passing = answer.status in _LATER or answer.status >= 500  # noqa: PLR2004 - RFC 9110, 15.6
        raise Untold(f"it answered with status {answer.status}", passing=passing)
