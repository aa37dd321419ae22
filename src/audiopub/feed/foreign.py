"""A feed that another program made: what it says of a show and of its episodes, as it says it.

Nothing is judged here. Texts are cleaned of what no file can hold, and everything keeps the words
of the feed; who moves it in, decides what of it can be used.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from audiopub.errors import ConfigError
from audiopub.feed import safe

Raw = Mapping[str, "str | Raw | list[Raw]"]
"""What a feed says, under the names of our keys."""

_PREFIXES = {
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "https://podcastindex.org/namespace/1.0": "podcast:",
    "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://www.w3.org/2005/atom": "atom:",
    "http://podlove.org/simple-chapters": "psc:",
}

_TABLES: Mapping[str, tuple[str, str | None, Mapping[str, str]]] = {
    "podcast:person": ("persons", "name", {"role": "role", "href": "link", "img": "image"}),
    "podcast:funding": ("funding", "text", {"url": "link"}),
    "podcast:location": (
        "locations",
        "name",
        {"rel": "rel", "geo": "geo", "osm": "osm", "country": "country"},
    ),
    "podcast:socialInteract": (
        "social",
        None,
        {
            "protocol": "protocol",
            "uri": "link",
            "accountId": "account",
            "accountUrl": "account_link",
            "priority": "priority",
        },
    ),
    "podcast:txt": ("texts", "text", {"purpose": "purpose"}),
    "podcast:soundbite": ("soundbites", "title", {"startTime": "start", "duration": "duration"}),
    "podcast:contentLink": ("content_links", "text", {"href": "link"}),
    "podcast:remoteItem": (
        "remote_items",
        None,
        {
            "feedGuid": "feed_guid",
            "feedUrl": "feed_link",
            "itemGuid": "item_guid",
            "medium": "medium",
            "title": "title",
        },
    ),
    "podcast:valueRecipient": (
        "recipients",
        None,
        {
            "name": "name",
            "type": "type",
            "address": "address",
            "split": "split",
            "customKey": "custom_key",
            "customValue": "custom_value",
            "fee": "fee",
        },
    ),
}
"""Elements of which there may be several: the key, that of the content, those of attributes."""


class Node:
    """An element and those in it, by their usual names."""

    def __init__(self, element: etree._Element) -> None:
        """Look at an element."""
        self.element = element
        self._children: dict[str, list[etree._Element]] = defaultdict(list)
        for child in element.iterchildren(tag=etree.Element):
            self._children[name_of(child)].append(child)

    def text(self, *names: str) -> str:
        """Return the first text of elements of these names that is not empty."""
        for name in names:
            for child in self._children[name]:
                if text := safe.text("".join(child.itertext(with_tail=False))):
                    return text
        return ""

    def line(self, *names: str) -> str:
        """Return such a text in a line."""
        return safe.line(self.text(*names))

    def attribute(self, name: str, key: str) -> str:
        """Return the first attribute of elements of this name that is not empty."""
        values = (safe.line(child.get(key, "")) for child in self._children[name])
        return next((value for value in values if value), "")

    def all(self, name: str) -> list[Node]:
        """Return the elements of a name."""
        return [Node(child) for child in self._children[name]]

    def tables(self) -> dict[str, list[Raw]]:
        """Return what elements say of which there may be several."""
        found: dict[str, list[Raw]] = {}
        for name, (key, content, attributes) in _TABLES.items():
            for child in self._children[name]:
                table: dict[str, str] = {}
                if content and (text := safe.text("".join(child.itertext(with_tail=False)))):
                    table[content] = text
                for attribute, field in attributes.items():
                    if value := safe.line(child.get(attribute, "")):
                        table[field] = value
                if name == "podcast:person":
                    table.setdefault("role", "host")  # as the namespace has it
                found.setdefault(key, []).append(table)
        return found

    def links(self, rel: str) -> Iterator[str]:
        """Yield where the links of Atom of a relation lead."""
        for child in self._children["atom:link"]:
            if child.get("rel") == rel and child.get("href"):
                yield safe.line(child.get("href", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A page of a feed."""

    channel: Node
    """The channel, without its items."""

    items: tuple[Item, ...]
    """Its items, in the feed's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What an item says."""

    guid: str
    """Its guid, to the letter; empty if it has none."""

    title: str
    """Its title."""

    date_text: str
    """Its date, to the letter."""

    sound: str
    """The address of its sound; empty if it has none."""

    said: Raw
    """All else, by the keys of a sidecar."""

    chapters: tuple[tuple[str, str, str], ...]
    """Its chapters in the feed itself: start, title and link of each."""


def name_of(element: etree._Element) -> str:
    """Return the name of an element with the prefix that it usually has."""
    name = etree.QName(element)
    return _PREFIXES.get((name.namespace or "").lower(), "") + name.localname


def read(data: bytes, name: str) -> Foreign:
    """Read a page of a feed; what is broken in it is read as well as can be.

    Args:
        data: The page.
        name: How messages call it.

    Raises:
        ConfigError: AP890, it is no RSS feed.
    """
    items: list[Item] = []
    channel = None
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
    )
    try:
        for event, element in events:
            if event == "start" and channel is None and name_of(element) == "channel":
                channel = element
            elif event == "end" and name_of(element) == "item":
                items.append(_item(Node(element)))
                element.clear()
    except etree.XMLSyntaxError:  # there is nothing in it that could be read, or nothing more
        pass
    if channel is None:
        raise ConfigError(
            "AP890",
            "this is no RSS feed: there is no channel in it",
            path=name,
            hint="give the address or the file of the feed itself, not of a page about it",
        )
    return Foreign(channel=Node(channel), items=tuple(items))


def _item(node: Node) -> Item:
    notes = node.text("content:encoded", "description", "itunes:summary")
    enclosure: dict[str, str | Raw | list[Raw]] = {
        "length": node.attribute("enclosure", "length"),
        "type": node.attribute("enclosure", "type"),
        "duration": node.line("itunes:duration"),
        "notes": notes,
        "artwork": node.attribute("itunes:image", "href"),
        "transcripts": [_file(child) for child in node.all("podcast:transcript")],
    }
    for child in node.all("podcast:chapters"):
        enclosure["chapters"] = _file(child)
    said: dict[str, str | Raw | list[Raw]] = {
        "subtitle": node.line("itunes:subtitle"),
        "link": node.line("link"),
        "summary": safe.plain(node.text("itunes:summary")),
        "explicit": node.line("itunes:explicit"),
        "kind": node.line("itunes:episodeType").lower(),
        "season": node.line("podcast:season", "itunes:season"),
        "season_name": node.attribute("podcast:season", "name"),
        "number": node.line("podcast:episode", "itunes:episode"),
        "number_display": node.attribute("podcast:episode", "display"),
        "block": node.line("itunes:block"),
        "authors": node.line("itunes:author"),
        "keywords": node.line("itunes:keywords"),
        "enclosure": enclosure,
        **{key: value for key, value in node.tables().items() if key != "remote_items"},
        **_both(node),
    }
    return Item(
        guid=node.text("guid"),
        title=node.line("title", "itunes:title"),
        date_text=node.line("pubDate"),
        sound=node.attribute("enclosure", "url"),
        said=said,
        chapters=tuple(
            (
                mark.element.get("start", ""),
                safe.line(mark.element.get("title", "")),
                safe.line(mark.element.get("href", "")),
            )
            for chapters in node.all("psc:chapters")
            for mark in chapters.all("psc:chapter")
        ),
    )


def said_of_show(channel: Node) -> Raw:
    """Return what a channel says beyond the ordinary, by the keys of ``[show]``."""
    return {**channel.tables(), **_both(channel), **_only_show(channel)}


def _both(node: Node) -> dict[str, str | Raw | list[Raw]]:
    said: dict[str, str | Raw | list[Raw]] = {}
    if text := node.line("podcast:license"):
        said["license"] = {"name": text, "link": node.attribute("podcast:license", "url")}
    for room in node.all("podcast:chat"):
        names = {"server": "server", "protocol": "protocol", "account": "accountId"}
        names |= {"space": "space"}
        said["chat"] = {key: room.element.get(name, "") for key, name in names.items()}
    said["value"] = [
        {
            **{key: value.element.get(key, "") for key in ("type", "method", "suggested")},
            "recipients": value.tables().get("recipients", []),
        }
        for value in node.all("podcast:value")
    ]
    return said


def _only_show(channel: Node) -> dict[str, str | Raw | list[Raw]]:
    said: dict[str, str | Raw | list[Raw]] = {
        "medium": channel.line("podcast:medium"),
        "complete": channel.line("itunes:complete"),
        "block": channel.line("itunes:block"),
        "blocks": [
            {"service": one.element.get("id", ""), "block": safe.line(one.element.text or "")}
            for one in channel.all("podcast:block")
        ],
    }
    if text := channel.line("podcast:updateFrequency"):
        rule = channel.attribute("podcast:updateFrequency", "rrule")
        said["update"] = {"text": text, "rrule": rule}
    for roll in channel.all("podcast:podroll"):
        said["podroll"] = roll.tables().get("remote_items", [])
    for publisher in channel.all("podcast:publisher"):
        for item in publisher.tables().get("remote_items", []):
            said["publisher"] = item
    return said


def _file(node: Node) -> Raw:
    return {"link": node.element.get("url", ""), "type": node.element.get("type", "")}
