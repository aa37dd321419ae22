"""Rules for a feed as a document: XML, RSS, namespaces."""

from __future__ import annotations

from collections.abc import Iterator

from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Feed, Item
from audiopub.rules.values import shortened

_OF_PODCASTS = {
    "http://www.google.com/schemas/play-podcasts/1.0": "Google Podcasts",
    "http://www.rawvoice.com/rawvoiceRssModule/": "RawVoice",
    "https://podcastindex.org/namespace/1.0": "Podcasting 2.0",
    "http://www.spotify.com/ns/rss": "Spotify",
    "http://podlove.org/simple-chapters": "Podlove Simple Chapters",
}
PREFIXES = {
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://podlove.org/simple-chapters": "psc",
    "http://podlove.org/simple-chapters/": "psc",
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "http://www.rawvoice.com/rawvoiceRssModule/": "rawvoice",
    "http://www.spotify.com/ns/rss": "spotify",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://backend.userland.com/rss2": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
}
"""The usual prefix of a namespace."""

_APPLE = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_BY_PREFIX = {
    prefix: address
    for address, prefix in reversed(PREFIXES.items())
    if prefix in ("podcast", "psc", "atom", "content")
}


def _bare(address: str) -> str:
    """Return an address without what is often misspelt in it."""
    return address.lower().partition("://")[2].removeprefix("www.").rstrip("/#")


_MEANT = {_bare(address): address for address in reversed(PREFIXES)}


def not_well_formed(feed: Feed) -> Iterator[Fault]:
    """Every reader stops at the first break. A web page that is no XML has another fault."""
    if (broken := feed.broken) and feed.root in ("", "rss"):
        message = f"the feed is not well-formed XML: {broken.reason}"
        yield Fault(message, broken.line, broken.column)


def not_rss(feed: Feed) -> Iterator[Fault]:
    """The outermost element must be rss."""
    if feed.root and feed.root != "rss":
        yield Fault(f"the file is no RSS feed: it begins with <{feed.root}>", *feed.root_at)


def version_not_2(feed: Feed) -> Iterator[Fault]:
    """The version must be 2.0."""
    if feed.root == "rss" and feed.version != "2.0":
        said = "does not say" if feed.version is None else f"says {shortened(feed.version)!r} as"
        yield Fault(f"the feed {said} its version of RSS", *feed.root_at)


def prefix_undeclared(feed: Feed) -> Iterator[Fault]:
    """A prefix means nothing if no namespace belongs to it."""
    for prefix, line in feed.undeclared.items():
        yield Fault(f"the prefix {prefix}: is used, but no namespace is declared for it", line)


def apple_undeclared(feed: Feed) -> Iterator[Fault]:
    """A podcast needs Apple's namespace."""
    if feed.channel and not declares_apple(feed):
        yield Fault("the feed does not declare Apple's namespace", *feed.root_at)


def apple_forgotten(feed: Feed) -> Iterator[Fault]:
    """Who declares other namespaces of podcasting has probably forgotten Apple's."""
    names = [name for address, name in _OF_PODCASTS.items() if address in feed.namespaces]
    if names and not feed.podcast and not declares_apple(feed):
        message = (
            f"The feed declares namespaces of podcasting ({', '.join(names)}), but not Apple's"
        )
        yield Fault(message, *feed.root_at)


def apple_misspelt(feed: Feed) -> Iterator[Fault]:
    """Apple's namespace is compared letter by letter."""
    for address in feed.namespaces:
        if address != _APPLE and address.lower() == _APPLE:
            yield Fault(f"Apple's namespace is misspelt: {address}", *feed.root_at)


def namespace_misspelt(feed: Feed) -> Iterator[Fault]:
    """A namespace is compared letter by letter; Apple's has a rule of its own."""
    for address, prefix in feed.namespaces.items():
        usual = PREFIXES.get(address)
        meant = _MEANT.get(_bare(address)) or _BY_PREFIX.get(prefix)
        if usual is None and meant and meant != _APPLE:
            message = f"the namespace of {prefix or 'the feed'} is misspelt: {shortened(address)}"
            yield Fault(message, *feed.root_at, cure=f"Write {meant}.")


def has_doctype(feed: Feed) -> Iterator[Fault]:
    """A document type declaration is a way in for attacks."""
    if feed.doctype and feed.root == "rss":
        yield Fault("the feed has a document type declaration", *feed.doctype)


def encoding_doubtful(feed: Feed) -> Iterator[Fault]:
    """A feed is in the encoding that it declares."""
    if feed.really_utf8:
        yield Fault(f"the feed declares {feed.encoding}, but is in UTF-8", 1, 1)


def item_outside(item: Item) -> Iterator[Fault]:
    """An item stands in the channel, not beside it or in another item."""
    if item.parent in ("rss", "item"):
        yield Fault(f"the item stands in <{item.parent}>, not in <channel>", *item.at)


def stray(feed: Feed) -> Iterator[Fault]:
    """All that a feed says stands in its channel."""
    for element in feed.strays if feed.channels else ():
        yield Fault(f"<{element.name}> stands beside the channel, not in it", *element.at)


def no_channel(feed: Feed) -> Iterator[Fault]:
    """An RSS feed is a channel."""
    if feed.root == "rss" and not feed.channels and not feed.truncated:
        yield Fault("the feed has no channel", *feed.root_at)


def several_channels(feed: Feed) -> Iterator[Fault]:
    """An RSS feed is one channel."""
    if feed.channels > 1:
        yield Fault(f"the feed has {feed.channels} channels; only the first is read", *feed.at)


def no_items(feed: Feed) -> Iterator[Fault]:
    """A feed without items has nothing to offer."""
    if feed.channel and not feed.items and not feed.truncated and feed.version == "2.0":
        yield Fault("the feed has no items", *feed.at)


def declares_apple(feed: Feed) -> bool:
    """Return whether Apple's namespace is declared, or was meant to be."""
    return "itunes" in feed.undeclared or any(
        address.lower() == _APPLE for address in feed.namespaces
    )


def complete(feed: Feed) -> bool:
    """Return whether a feed can be asked for what RSS 2.0 wants to be in a channel.

    It cannot if it has no channel, is of another version, or breaks off: what is missing is then
    a consequence of that.
    """
    return feed.channel is not None and feed.version == "2.0" and not feed.truncated
