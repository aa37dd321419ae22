"""Addresses: within the published tree, out into the web, and into the listeners' apps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, urlencode, urlsplit

from audiopub.model import Show, is_elsewhere

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
    """Yield the ways into apps: the producer's own links, then the apps that take a feed's address.

    An app that the producer names is not named twice. Spotify takes no feed's address, so it is
    there only if the producer gives its link.

    Sources: https://antennapod.org/documentation/podcasters-hosters/add-on-antennapod;
    https://overcast.fm/podcasterinfo; https://castro.fm/blog/a-podcast-url-scheme for ``pcast:``,
    which opens Apple Podcasts; for Pocket Casts, whose scheme wants the address without its own,
    the clients of https://github.com/podlove/podlove-ui.
    """
    feed = show.feed_link
    bare = feed.partition("://")[2]
    deep_link = urlencode({"url": feed, "title": show.title}, errors="replace")
    by_address = (
        App(name="Apple Podcasts", link=f"pcast://{bare}"),
        App(name="AntennaPod", link=f"https://antennapod.org/deeplink/subscribe?{deep_link}"),
        App(name="Overcast", link=f"overcast://x-callback-url/add?{urlencode({'url': feed})}"),
        App(name="Pocket Casts", link=f"pktc://subscribe/{bare}"),
    )
    own = {
        directory.name.casefold(): App(name=directory.name, link=link)
        for directory in show.directories
        if (link := web(directory.link))
    }
    for app in by_address:
        yield own.pop(app.name.casefold(), app)
    yield from own.values()


def any_app(show: Show) -> str:
    """Return the address of the feed for whichever app a device opens podcasts with."""
    return f"podcast://{show.feed_link.partition('://')[2]}"


def within(path: str, *, depth: int) -> str:
    """Return the address of a file as a page so many folders deep says it.

    It is relative for a file of the tree; a file that lies elsewhere has its own.
    """
    if is_elsewhere(path):
        return web(path) or ""
    return "../" * depth + quote(path)


def suffix(path: str) -> str:
    """Return what kind of file a path names, as a reader knows it: "MP3"."""
    return PurePosixPath(path).suffix.removeprefix(".").upper()
