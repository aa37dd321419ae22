"""Web pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from audiopub.facts.addresses import Tree
from audiopub.facts.reading import content
from audiopub.rules.subjects import Page, Subject, Unread

_UNSEEN = ("head", "noscript", "script", "style", "template")
_FETCHED = (
    *(("a", "href"), ("link", "href"), ("audio", "src"), ("source", "src"), ("track", "src")),
    *(("img", "src"), ("script", "src")),
)
_FEED_TYPES = frozenset({"application/rss+xml", "application/xml", "text/xml"})


def read(
    path: Path, name: str, *, address: str | None = None, tree: Tree | None = None
) -> Iterator[Subject]:
    """Yield a page.

    Args:
        path: The file.
        name: How findings call it.
        address: Its address in the web, which what it refers to is relative to.
        tree: The publication that it belongs to; without one its links are not followed.
    """
    data = content(path, name, "page")
    if isinstance(data, Unread):
        yield data
        return
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(data, parser) if data.strip() else None
    if root is None:  # empty, or nothing in it is HTML
        root = etree.Element("html")
    nodes = list(root.iter(etree.Element))
    titles = [node for node in nodes if node.tag == "title"]
    audio = [node for node in nodes if node.tag == "audio"]
    yield Page(
        path=name,
        title=" ".join((titles[0].text or "").split()) if titles else "",
        audio=bool(audio),
        sounds=tuple(_absolute(address, source) for source in _sources(audio)),
        feeds=tuple(_absolute(address, link) for link in _feeds(nodes)),
        missing=tuple(_missing(nodes, address, tree)) if address and tree else (),
        text=_text(root),
    )


def _absolute(address: str | None, reference: str) -> str:
    try:
        return urljoin(address or "", reference)
    except ValueError:  # half an IPv6 address
        return reference


def _text(root: etree._Element) -> str:
    """Return what can be read, on one line; the rest is taken out of the tree."""
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    parts: Iterator[Any] = root.itertext()
    return " ".join("".join(parts).split())


def _sources(audio: list[etree._Element]) -> Iterator[str]:
    for element in audio:
        for node in (element, *element.iter("source")):
            if source := node.get("src"):
                yield source.strip()


def _feeds(nodes: list[etree._Element]) -> Iterator[str]:
    for node in nodes:
        if (
            node.tag == "link"
            and "alternate" in node.get("rel", "").lower().split()
            and node.get("type", "").lower() in _FEED_TYPES
        ):
            yield node.get("href", "").strip()


def _missing(nodes: list[etree._Element], address: str, tree: Tree) -> Iterator[str]:
    """Yield the addresses within the publication that lead to nothing, each once."""
    seen: set[str] = set()
    for node in nodes:
        for tag, attribute in _FETCHED:
            reference = node.get(attribute, "").strip() if node.tag == tag else ""
            if reference and reference not in seen:
                seen.add(reference)
                place = tree.place(_absolute(address, reference))
                if place is not None and tree.file(place) is None:
                    yield reference
