"""Rules for a channel's own elements of RSS 2.0 and Atom."""

from __future__ import annotations

from collections.abc import Iterator

from audiopub.rules.document import complete
from audiopub.rules.languages import doubt, is_language
from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Element, Feed, Part, Spot
from audiopub.rules.values import address_fault, date, loose_date, shortened

DESCRIPTION_BYTES = 4000
"""What Apple takes of a description."""

_PARTS = {
    "image": ("url", "title", "link"),
    "textInput": ("title", "description", "name", "link"),
}


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


def address_malformed(feed: Feed) -> Iterator[Fault]:
    """Whatever is an address must be one."""
    for name, value, at in _addresses(feed.channel):
        if fault := address_fault(f"the channel's <{name}>", value):
            yield Fault(fault, *at)


def date_malformed(feed: Feed) -> Iterator[Fault]:
    """The channel's dates follow RFC 2822."""
    for element in _dates(feed):
        if not date(element.value) and not loose_date(element.value):
            value = shortened(element.value)
            yield Fault(f"the channel's <{element.name}> is no date: {value!r}", *element.at)


def date_loose(part: Part) -> Iterator[Fault]:
    """A date that most apps understand is not yet one of RFC 2822."""
    for element in (*part.element.all("pubDate"), *part.element.all("lastBuildDate")):
        if not date(element.value) and (found := loose_date(element.value)):
            message = f"the <{element.name}> {found}: {shortened(element.value)}"
            yield Fault(message, *element.at)


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


def language_doubtful(feed: Feed) -> Iterator[Fault]:
    """Each part of a language tag means something."""
    language = feed.channel and feed.channel.first("language")
    if language and is_language(language.value) and (found := doubt(language.value)):
        yield Fault(f"the language is {shortened(language.value)}, and {found}", *language.at)


def language_with_underscore(feed: Feed) -> Iterator[Fault]:
    """A language tag is joined by hyphens."""
    language = feed.channel and feed.channel.first("language")
    if language and "_" in language.value and is_language(language.value):
        message = f"the language {language.value!r} is written with an underscore"
        yield Fault(message, *language.at)


def self_repeated(feed: Feed) -> Iterator[Fault]:
    """A feed has one address."""
    links = own_links(feed.channel) if feed.channel else ()
    for link in links[1:]:
        if link.attribute("href") != links[0].attribute("href"):
            yield Fault('the channel has several <atom:link rel="self">', *link.at)


def paging_circular(feed: Feed) -> Iterator[Fault]:
    """The next page of a feed is another one."""
    own = {link.attribute("href") for link in own_links(feed.channel)} if feed.channel else set()
    for link in feed.channel.all("atom:link") if feed.channel else ():
        relation = link.attribute("rel").lower()
        if relation in ("next", "prev", "previous") and link.attribute("href") in own:
            yield Fault(f"the {relation} page of the feed is the feed itself", *link.at)


def image_incomplete(feed: Feed) -> Iterator[Fault]:
    """A channel's image and its text input have parts that must be there."""
    for name, parts in _PARTS.items():
        for element in feed.channel.all(name) if feed.channel else ():
            for part in parts:
                if not element.text_of(part):
                    yield Fault(f"the channel's <{name}> has no <{part}>", *element.at)


def skipped_twice(feed: Feed) -> Iterator[Fault]:
    """An hour or a day is skipped once."""
    for name, part in (("skipHours", "hour"), ("skipDays", "day")):
        for skipped in feed.channel.all(name) if feed.channel else ():
            seen: set[str] = set()
            for element in skipped.all(part):
                if element.value in seen:
                    yield Fault(f"the <{part}> {element.value} is given again", *element.at)
                seen.add(element.value)


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
    """Yield the addresses of a channel; what is missing altogether has rules of its own."""
    if channel is None:
        return
    for element in (*channel.all("link"), *channel.all("itunes:new-feed-url")):
        if element.value or element.name != "link":
            yield element.name, element.value, element.at
    for element in (*channel.all("atom:link"), *channel.all("itunes:image")):
        if address := element.attribute("href"):
            yield element.name, address, element.at
    for parent in (*channel.all("image"), *channel.all("textInput")):
        for element in (*parent.all("url"), *parent.all("link")):
            if element.value:
                yield element.name, element.value, element.at
