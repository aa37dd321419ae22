"""Rules for a channel's own elements of RSS 2.0 and Atom."""

from __future__ import annotations

from collections.abc import Iterator

from audiopub.rules.document import complete
from audiopub.rules.languages import is_language
from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Element, Feed, Spot
from audiopub.rules.values import address_fault, date, shortened

DESCRIPTION_BYTES = 4000
"""What Apple takes of a description."""

_SINGLE = (
    *("title", "link", "description", "language", "copyright", "managingEditor", "webMaster"),
    *("pubDate", "lastBuildDate", "generator", "docs", "cloud", "ttl", "image", "rating"),
    *("textInput", "skipHours", "skipDays"),
)


def title_missing(feed: Feed) -> Iterator[Fault]:
    """A channel needs a title."""
    return _missing(feed, "title")


def link_missing(feed: Feed) -> Iterator[Fault]:
    """A channel needs a link."""
    return _missing(feed, "link")


def description_missing(feed: Feed) -> Iterator[Fault]:
    """A channel needs a description."""
    return _missing(feed, "description")


def language_missing(feed: Feed) -> Iterator[Fault]:
    """Directories need the language."""
    return _missing(feed, "language")


def element_repeated(feed: Feed) -> Iterator[Fault]:
    """Most of RSS's elements may stand in a channel once."""
    if feed.channel:
        for name in _SINGLE:
            for element in feed.channel.all(name)[1:]:
                yield Fault(f"the channel has more than one <{name}>", *element.at)


def address_malformed(feed: Feed) -> Iterator[Fault]:
    """Whatever is an address must be one."""
    for name, value, at in _addresses(feed.channel):
        if fault := address_fault(f"the channel's <{name}>", value):
            yield Fault(fault, *at)


def date_malformed(feed: Feed) -> Iterator[Fault]:
    """The channel's dates follow RFC 2822."""
    for element in _dates(feed):
        if date(element.value) is None:
            value = shortened(element.value)
            yield Fault(f"the channel's <{element.name}> is no date: {value!r}", *element.at)


def weekday_wrong(feed: Feed) -> Iterator[Fault]:
    """The day of the week is that of the date."""
    for element in _dates(feed):
        found = date(element.value)
        if found and not found.weekday_right:
            value = shortened(element.value)
            message = f"the channel's <{element.name}> {value} is a {found.weekday}"
            yield Fault(message, *element.at)


def description_long(feed: Feed) -> Iterator[Fault]:
    """Apple takes 4,000 bytes."""
    description = feed.channel and feed.channel.first("description")
    if description and (length := len(description.value.encode())) > DESCRIPTION_BYTES:
        message = f"the channel's description has {length} bytes, more than {DESCRIPTION_BYTES}"
        yield Fault(message, *description.at)


def self_missing(feed: Feed) -> Iterator[Fault]:
    """A podcast's feed names its own address."""
    if feed.channel and complete(feed) and not own_links(feed.channel):
        yield Fault('The channel has no <atom:link rel="self">', *feed.at)


def language_unknown(feed: Feed) -> Iterator[Fault]:
    """The language must be one."""
    language = feed.channel and feed.channel.first("language")
    if language and language.value and not is_language(language.value):
        yield Fault(f"{shortened(language.value)!r} is no code of a language", *language.at)


def language_with_underscore(feed: Feed) -> Iterator[Fault]:
    """A language tag is joined by hyphens."""
    language = feed.channel and feed.channel.first("language")
    if language and "_" in language.value and is_language(language.value):
        message = f"the language {language.value!r} is written with an underscore"
        yield Fault(message, *language.at)


def own_links(channel: Element) -> tuple[Element, ...]:
    """Return the links of a channel to itself."""
    return tuple(link for link in channel.all("atom:link") if link.attribute("rel") == "self")


def _missing(feed: Feed, name: str) -> Iterator[Fault]:
    if feed.channel and complete(feed) and not feed.channel.text_of(name):
        yield Fault(f"the channel has no <{name}>", *feed.at)


def _dates(feed: Feed) -> Iterator[Element]:
    if feed.channel:
        yield from feed.channel.all("pubDate")
        yield from feed.channel.all("lastBuildDate")


def _addresses(channel: Element | None) -> Iterator[tuple[str, str, Spot]]:
    if channel is None:
        return
    for element in channel.all("link"):
        if element.value:  # a missing one has its own rule
            yield "link", element.value, element.at
    for element in own_links(channel):
        yield "atom:link", element.attribute("href"), element.at
    for element in channel.all("itunes:image"):
        if element.attribute("href"):
            yield "itunes:image", element.attribute("href"), element.at
    for image in channel.all("image"):
        for element in image.all("url"):
            yield "url", element.value, element.at
    for element in channel.all("itunes:new-feed-url"):
        yield "itunes:new-feed-url", element.value, element.at
