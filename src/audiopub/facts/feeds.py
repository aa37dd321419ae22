"""Feeds, read item by item.

libxml2 reads on after a break, so that a feed that is not well-formed is judged as far as can be.
It opens nothing but the file: no entities, no DTD, no network; it stops at 256 levels of nesting,
or at a text of 10 MB.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lxml import etree

from audiopub.facts.encoding import Encoding
from audiopub.facts.positions import Positions, Spot
from audiopub.facts.reading import unread
from audiopub.rules.addresses import addresses_of
from audiopub.rules.document import PREFIXES
from audiopub.rules.subjects import Break, Element, Feed, Item, ItemKey, Part, Subject
from audiopub.rules.values import date
from audiopub.rules.vocabulary import CONTAINERS

_PREFIXES = {address.lower(): prefix for address, prefix in PREFIXES.items()}
"""The usual prefix of a namespace; its address in lower case, since feeds misspell it."""

_CHUNK = 1 << 16
_MOST_BREAKS = 1000
_LARGEST_PART = 16 << 20
"""Bytes between the ends of two items, and"""
_MOST_ELEMENTS = 100_000
"""elements in one: a thousand times more than any episode needs."""
_MOST_ATTRIBUTES = 10_000
"""The same of an element."""
_LAST_EXACT_LINE = 65_535
"""libxml2 keeps lines in 16 bits; from here on it goes by the text that follows an element."""

_HTML = re.compile(rb"<(?:!doctype\s+)?html", re.IGNORECASE)
_ENDS = (b"</channel", "</channel".encode("utf-16-le"), "</channel".encode("utf-16-be"))
_TOO_LARGE = "ERR_RESOURCE_LIMIT"
_OTHERS = {
    b"\x1f\x8b": "packed with gzip; let the server say Content-Encoding: gzip, or unpack it",
    b"PK\x03\x04": "a ZIP archive",
    b"{": "JSON, not XML",
    b"[": "JSON, not XML",
    b"ID3": "an MP3 file, not a feed",
    b"\xff\xfb": "an MP3 file, not a feed",
    b"\x89PNG": "a picture, not a feed",
    b"\xff\xd8\xff": "a picture, not a feed",
    b"%PDF": "a PDF file, not a feed",
}
"""What is taken for a feed by mistake, by its first bytes."""

_OUTERMOST = ("item", "channel")
"""What is too large for its text to be of use."""
_NOTHING: Any = MappingProxyType({})
"""The attributes, and the children, of an element that has none."""

_PLAINER = {
    "ERR_NAME_REQUIRED": "an & or a < is not escaped",
    "ERR_ENTITYREF_SEMICOL_MISSING": "an & is not escaped",
    "ERR_INVALID_ENCODING": "bytes that are no characters in the encoding of the feed",
    "ERR_INVALID_CHAR": "a character that XML cannot hold",
    "ERR_RESERVED_XML_NAME": "something stands before the XML declaration",
    "ERR_DOCUMENT_EMPTY": "there is no XML in it",
    _TOO_LARGE: "elements are nested 256 deep, or a text is longer than 10 MB",
}


def read(path: Path, name: str) -> Iterator[Subject]:
    """Yield the items of a feed one by one, then the feed.

    Args:
        path: The file.
        name: How findings call it.
    """
    reader = _Reader(name)
    try:
        with path.open("rb") as file:
            while reader.going_on and (chunk := file.read(_CHUNK)):
                yield from reader.feed(chunk)
    except OSError as error:
        yield unread(name, "feed", error)
        return
    yield from reader.close()


def parse(data: bytes, name: str) -> Iterator[Item | Part | Feed]:
    """Yield the items of a feed that is in memory, then the feed."""
    reader = _Reader(name)
    yield from reader.feed(data)
    yield from reader.close()


class _Reader:
    """A feed that is being read."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._parser = etree.XMLPullParser(
            events=("end",),
            tag=("{*}item", "{*}channel"),
            recover=True,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        self._encoding = Encoding()
        self._now = dt.datetime.now(dt.UTC)
        self._positions = Positions()
        self._names = _Names()
        self._vocabularies: frozenset[str] | None = None
        self._items: list[ItemKey] = []
        self._channels: list[Element] = []
        self._previous: etree._Element | None = None
        self._head = b""
        self._tail = b""
        self._ended = False
        self._podcast = False
        self._since_item = 0
        self._oversized: Break | None = None
        self._equals = 0

    @property
    def going_on(self) -> bool:
        """Whether there is any sense in reading on."""
        return len(self._parser.feed_error_log) < _MOST_BREAKS and self._oversized is None

    def feed(self, chunk: bytes) -> Iterator[Item | Part]:
        """Take the next bytes and yield the items that end in them."""
        self._head = self._head or chunk[:1024]
        seen = self._tail + chunk
        self._ended = self._ended or any(end in seen for end in _ENDS)
        self._tail = seen[-32:]
        self._encoding.feed(chunk)
        self._positions.feed(chunk)
        if self._has_too_many_attributes(chunk):  # libxml2 compares each with each
            self._leave_off(f"an element has more than {_MOST_ATTRIBUTES} attributes")
            return
        self._parser.feed(chunk)
        before = len(self._items)
        yield from self._take()
        self._since_item = 0 if len(self._items) > before else self._since_item + len(chunk)
        if self._since_item > _LARGEST_PART or self._positions.open_elements > _MOST_ELEMENTS:
            self._leave_off(
                f"an item is larger than {_LARGEST_PART >> 20} MB, or has too many elements"
            )

    def _has_too_many_attributes(self, chunk: bytes) -> bool:
        if self._positions.going_on:
            return self._positions.most_attributes > _MOST_ATTRIBUTES
        first, *others = (part.count(b"=") for part in chunk.split(b">"))
        self._equals = self._equals + first if not others else others[-1]
        return max(self._equals, first, *others) > _MOST_ATTRIBUTES

    def _leave_off(self, reason: str) -> None:
        """Read no further, because what follows is out of all proportion."""
        place = Break(line=self._positions.line, column=None, reason=reason)
        self._oversized = self._broken() or place

    def close(self) -> Iterator[Item | Part | Feed]:
        """Yield the items that are still open, and the feed."""
        try:
            root = self._parser.close()
        except etree.XMLSyntaxError:  # there is no element at all
            root = None
        yield from self._take()
        broken = self._oversized or self._broken()
        self._podcast = self._podcast or any(map(_is_podcasts, self._channels))
        for channel in self._channels[:1]:
            yield self._part(channel)
        yield Feed(
            path=self._name,
            root=self._root(root),
            root_at=self._positions.root or (1 if root is None else _line(root, 1), None),
            version=None if root is None else root.get("version"),
            namespaces={} if root is None else _namespaces(root),
            undeclared=self._names.undeclared,
            strays=() if root is None else tuple(self._strays(root)),
            doctype=self._positions.doctype,
            encoding=self._encoding.declared,
            really_utf8=self._encoding.really_utf8,
            read=self._now,
            broken=broken,
            truncated=broken is not None and (not self._ended or self._left_off),
            channels=len(self._channels),
            channel=self._channels[0] if self._channels else None,
            items=tuple(self._items),
            podcast=self._podcast,
        )

    @property
    def _left_off(self) -> bool:
        """Whether reading ended before the feed did, because of its size."""
        log = self._parser.feed_error_log
        return self._oversized is not None or any(e.type_name == _TOO_LARGE for e in log)

    def _root(self, root: etree._Element | None) -> str:
        """Return the name of the outermost element; a web page need not be XML to have one."""
        if root is not None:
            return self._names.of(root.tag)
        return "html" if _HTML.search(self._head) else ""

    def _strays(self, root: etree._Element) -> Iterator[Element]:
        """Yield what stands in <rss> beside channels and items."""
        if root.tag == "rss":
            for child in root:
                name = _usual_name(child.tag)
                if isinstance(child.tag, str) and name not in ("channel", "item", ""):
                    yield Element(name=name, line=_line(child, 1))

    def _take(self) -> Iterator[Item | Part]:
        for _, node in self._parser.read_events():
            match _usual_name(node.tag):
                case "channel":
                    self._channels.append(self._element(node, without="item"))
                case "item":
                    item = self._item(node)
                    yield item
                    yield self._part(item.element)

    def _item(self, node: etree._Element) -> Item:
        if self._vocabularies is None:
            root = node.getroottree().getroot()
            self._vocabularies = frozenset(
                _PREFIXES.get(address.lower(), "") for address in _namespaces(root)
            )
        element = self._element(node)
        above = node.getparent()
        self._forget_the_previous(node)
        self._podcast = self._podcast or _is_podcasts(element)
        enclosure = element.first("enclosure")
        full = element.text_of("itunes:episodeType").lower() in ("", "full")
        published = element.text_of("pubDate")
        found = date(published)
        self._items.append(
            ItemKey(
                line=element.line,
                column=element.column,
                guid=element.text_of("guid"),
                enclosure=enclosure.attribute("url") if enclosure else "",
                published=published,
                moment=found.moment if found else None,
                title=element.text_of("title"),
                number=_number(element) if full else "",
                full=full,
            )
        )
        return Item(
            path=self._name,
            position=len(self._items),
            element=element,
            vocabularies=self._vocabularies,
            parent="" if above is None else _usual_name(above.tag),
        )

    def _part(self, element: Element) -> Part:
        parents, groups = [element], []
        for parent in parents:
            for name, elements in parent.children.items():
                groups.append((parent, name, elements))
                if name in CONTAINERS:
                    parents += elements
        return Part(
            path=self._name,
            element=element,
            groups=tuple(groups),
            addresses=tuple(addresses_of(groups)),
        )

    def _forget_the_previous(self, node: etree._Element) -> None:
        """Empty this item and take the one before it out of the tree; libxml2 needs the last."""
        node.clear()
        if self._previous is not None and (parent := self._previous.getparent()) is not None:
            parent.remove(self._previous)
        self._previous = node

    def _element(self, node: etree._Element, without: str = "") -> Element:
        nodes = tuple(node.iter("*"))  # held until they are converted, or lxml made each one twice
        count = len(nodes)
        if without:  # of which the last one is still there, emptied
            count -= sum(1 for child in node if _usual_name(child.tag) == without)
        spots = self._positions.of_next(count)
        before = self._items[-1].line if self._items else 1
        return self._converted(node, before, spots, without)

    def _converted(
        self, node: etree._Element, before: int, spots: Iterator[Spot | None], without: str = ""
    ) -> Element:
        line, column = next(spots) or (_line(node, before), None)
        name = self._names.of(node.tag, line)
        attributes: Any = node.items()  # lxml's types allow for bytes
        text, children = node.text or "", _NOTHING
        if len(node):
            text = "" if name in _OUTERMOST else _text(node)
            children = self._children(node, line, spots, without)
        return Element(
            name=name,
            line=line,
            column=column,
            text=text,
            attributes={self._names.of(k, line): v for k, v in attributes} or _NOTHING,
            children=children,
        )

    def _children(
        self, node: etree._Element, before: int, spots: Iterator[Spot | None], without: str
    ) -> dict[str, tuple[Element, ...]]:
        children: dict[str, list[Element]] = {}
        for child in node:
            if isinstance(child.tag, str) and not (without and _usual_name(child.tag) == without):
                element = self._converted(child, before, spots)
                before = element.line
                children.setdefault(element.name, []).append(element)
        return {name: tuple(elements) for name, elements in children.items()}

    def _broken(self) -> Break | None:
        if not self._tail:
            return Break(line=1, column=1, reason="it is empty")
        for start, what in _OTHERS.items():
            if self._head.startswith(start):
                return Break(line=1, column=1, reason=f"it is {what}")
        for entry in self._parser.feed_error_log:
            if entry.domain_name != "NAMESPACE":  # undeclared prefixes have their own rule
                plain = _PLAINER.get(entry.type_name)
                words = entry.message.strip().rstrip(".")
                reason = plain or f"{words[:1].lower()}{words[1:]}"
                return Break(line=entry.line or None, column=entry.column or None, reason=reason)
        return None


class _Names:
    """The names of elements and attributes, with the usual prefixes."""

    def __init__(self) -> None:
        self.undeclared: dict[str, int] = {}
        """Prefixes without a namespace, and the line of the first use of each."""
        self._known: dict[str, str] = {}

    def of(self, tag: Any, line: int = 1) -> str:  # noqa: ANN401 - lxml's types allow for more than str
        """Return the name of a tag, ``{http://www.itunes.com/dtds/podcast-1.0.dtd}image``."""
        name = self._known.get(tag)
        if name is None:
            name = _usual_name(tag)
            if _is_undeclared(str(tag)):
                prefix = name.partition(":")[0]
                self.undeclared[prefix] = min(line, self.undeclared.get(prefix, line))
            else:
                self._known[tag] = name
        return name


def _is_undeclared(tag: str) -> bool:
    """Return whether a tag has a prefix that libxml2 found no namespace for."""
    return ":" in tag and not tag.startswith("{")


def _usual_name(tag: Any) -> str:  # noqa: ANN401 - lxml's types allow for more than str
    """Return a name with the usual prefix of its namespace; in an unknown one, with its address."""
    written = str(tag)
    address, brace, local = written.removeprefix("{").rpartition("}")
    usual = _PREFIXES.get(address.lower()) if brace else None
    if usual is None:
        return written
    return f"{usual}:{local}" if usual else local


def _namespaces(root: etree._Element) -> dict[str, str]:
    return {address: prefix or "" for prefix, address in root.nsmap.items()}


def _line(node: etree._Element, before: int) -> int:
    """Return the line of a node; the one before it in the feed may be the best that is known."""
    line = int(node.sourceline or 0)
    return line if 0 < line != _LAST_EXACT_LINE else max(line, before)


def _text(node: etree._Element) -> str:
    parts: Iterator[Any] = node.itertext()
    return "".join(parts)


def _number(element: Element) -> str:
    """Return season and number of an episode; empty if it has no number."""
    season, number = element.text_of("itunes:season"), element.text_of("itunes:episode")
    return f"{season}.{number}".strip(".") if number else ""


def _is_podcasts(element: Element) -> bool:
    """Return whether an item or a channel can only be a podcast's.

    An enclosure that is a picture, as feeds of news have it, does not make a podcast.
    """
    enclosure = element.first("enclosure")
    if enclosure and not enclosure.attribute("type").lower().startswith("image/"):
        return True
    return any(name.startswith(("itunes:", "podcast:")) for name in element.children)
