"""Atom's links: where the feed is, who tells of changes, and where its other pages are.

Sources: https://www.rssboard.org/rss-profile#namespace-elements-atom-link, WebSub (W3C), RFC 5005.
"""

from __future__ import annotations

from collections.abc import Iterator

from audiopub.feed import safe
from audiopub.feed.elements import Element
from audiopub.feed.paging import Page
from audiopub.model import Show

NAMESPACE = "http://www.w3.org/2005/Atom"
RSS = "application/rss+xml"


def of_page(show: Show, page: Page) -> Iterator[Element]:
    """Yield the links of a page of the feed."""
    yield _link(show.url(page.path), "self", RSS)
    yield _link(show.url(""), "alternate", "text/html")
    for hub in show.feed.hubs:
        yield _link(hub, "hub", None)
    if page.count > 1:
        for rel, number in _neighbours(page):
            yield _link(show.url(page.sibling(number)), rel, RSS)


def _neighbours(page: Page) -> Iterator[tuple[str, int]]:
    """Yield the numbers of the other pages, by how this one is related to them."""
    yield "first", 1
    if page.number > 1:
        # RFC 5005 says "previous"; most feeds and readers say "prev", as HTML does.
        yield "prev", page.number - 1
        yield "previous", page.number - 1
    if page.number < page.count:
        yield "next", page.number + 1
    yield "last", page.count


def _link(link: str, rel: str, mime_type: str | None) -> Element:
    attributes = {"href": safe.address(link), "rel": rel, "type": mime_type}
    return Element("atom:link", attributes=attributes)
