"""Addresses: within the published tree, out into the web, and into the listeners' apps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, urlencode, urlsplit

from audiopub.model import Show

WEB_SCHEMES = frozenset({"http", "https"})
"""What a link of the publication may begin with: a page cannot be made to run ``javascript:``."""

_NOT_IN_ADDRESSES = re.compile(r'[\x00-\x20"<>\\^`{|}\x7f]')
"""What people write into addresses although it has to be escaped (URL Standard, 4.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """A way to subscribe to the feed."""

    name: str
    """What the link says: a name of a program, the same in all languages."""

    link: str
    """Where it leads."""


def web(address: str | None) -> str | None:
    """Return an address as a page may hold it if it leads to a page of the web, else ``None``."""
    if address is None:
        return None
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # "https://[half an IPv6 address"
        return None
    if parts.scheme not in WEB_SCHEMES or not parts.hostname:
        return None
    return _NOT_IN_ADDRESSES.sub(lambda match: quote(match[0]), address.strip())


def host(address: str) -> str:
    """Return where an address of the web leads, as a reader knows it: "example.org"."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def subscriptions(show: Show) -> Iterator[App]:
    """Yield the apps that take a feed by its address, as each of them asks for it.

    Sources: https://antennapod.org/documentation/podcasters-hosters/add-on-antennapod;
    https://overcast.fm/podcasterinfo; for Apple Podcasts and Pocket Casts, whose schemes want the
    address without its own, the clients of https://github.com/podlove/podlove-ui. Spotify takes
    no feed's address.
    """
    feed = show.feed_link
    bare = feed.partition("://")[2]
    yield App(name="Apple Podcasts", link=f"podcast://{bare}")
    deep_link = urlencode({"url": feed, "title": show.title})
    yield App(name="AntennaPod", link=f"https://antennapod.org/deeplink/subscribe?{deep_link}")
    yield App(name="Overcast", link=f"overcast://x-callback-url/add?{urlencode({'url': feed})}")
    yield App(name="Pocket Casts", link=f"pktc://subscribe/{bare}")


def within(path: str, *, depth: int) -> str:
    """Return the relative address of a file of the tree, as a page so many folders deep says it."""
    return "../" * depth + quote(path)


def suffix(path: str) -> str:
    """Return what kind of file a path names, as a reader knows it: "MP3"."""
    return PurePosixPath(path).suffix.removeprefix(".").upper()
