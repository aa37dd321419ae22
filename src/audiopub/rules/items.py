"""Rules for an item's elements of RSS 2.0, and for the items among each other."""

from __future__ import annotations

from collections.abc import Iterator

from audiopub.rules.bodies import BODIES
from audiopub.rules.channel import DESCRIPTION_BYTES
from audiopub.rules.plausible import repeated
from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Feed, Item
from audiopub.rules.values import address_fault, date, loose_date, markup_in, not_web, shortened


def empty(item: Item) -> Iterator[Fault]:
    """An item has a title or a description."""
    element = item.element
    if not any(element.text_of(name) for name in ("title", "description", "content:encoded")) and (
        not element.first("enclosure")
    ):
        yield Fault("the item has neither a title nor a description", *item.at)


def title_missing(item: Item) -> Iterator[Fault]:
    """An episode needs a title."""
    if not item.element.text_of("title"):
        yield Fault("the episode has no <title>", *item.at)


def title_with_markup(item: Item) -> Iterator[Fault]:
    """A title is plain text."""
    for name in ("title", "itunes:title"):
        for title in item.element.all(name):
            if found := markup_in(title.text):
                yield Fault(f"the <{name}> has markup in it: {shortened(found)}", *title.at)


def guid_missing(item: Item) -> Iterator[Fault]:
    """Apps know an episode by its guid."""
    if not item.element.text_of("guid"):
        yield Fault("the episode has no <guid>", *item.at)


def guid_no_permalink(item: Item) -> Iterator[Fault]:
    """A guid is an address, unless it says that it is not."""
    for guid in item.element.all("guid"):
        permalink = guid.attributes.get("isPermaLink", "true").strip().lower()
        if permalink == "true" and guid.value and not_web(guid.value):
            message = f"the guid is no address, but says it is: {shortened(guid.value)}"
            yield Fault(message, *guid.at)


def guid_attribute_unknown(item: Item) -> Iterator[Fault]:
    """IsPermaLink is true or false."""
    for guid in item.element.all("guid"):
        permalink = guid.attributes.get("isPermaLink", "true").strip()
        if permalink not in ("true", "false"):
            message = f"isPermaLink is true or false, not {shortened(permalink)!r}"
            yield Fault(message, *guid.at)


def date_missing(item: Item) -> Iterator[Fault]:
    """Apps sort episodes by date."""
    if not item.element.text_of("pubDate"):
        yield Fault("the episode has no <pubDate>", *item.at)


def date_malformed(item: Item) -> Iterator[Fault]:
    """A date follows RFC 2822."""
    for element in item.element.all("pubDate"):
        if element.value and not date(element.value) and not loose_date(element.value):
            yield Fault(f"the <pubDate> is no date: {shortened(element.value)!r}", *element.at)


def weekday_wrong(item: Item) -> Iterator[Fault]:
    """The day of the week is that of the date."""
    for element in item.element.all("pubDate"):
        found = date(element.value)
        if found and not found.weekday_right:
            message = f"the <pubDate> {shortened(element.value)} is a {found.weekday}"
            yield Fault(message, *element.at)


def description_missing(item: Item) -> Iterator[Fault]:
    """Apps show what an episode is about."""
    if not any(item.element.text_of(name) for name in BODIES):
        yield Fault("the episode has no <description>", *item.at)


def description_long(item: Item) -> Iterator[Fault]:
    """Apple takes 4,000 bytes."""
    for element in item.element.all("description"):
        if (length := len(element.value.encode())) > DESCRIPTION_BYTES:
            message = f"the description has {length} bytes, more than {DESCRIPTION_BYTES}"
            yield Fault(message, *element.at)


def address_malformed(item: Item) -> Iterator[Fault]:
    """Whatever is an address must be one."""
    element = item.element
    for link in element.all("link"):
        if link.value and (fault := address_fault("the <link>", link.value)):
            yield Fault(fault, *link.at)
    for image in element.all("itunes:image"):
        if fault := address_fault("the <itunes:image>", image.attribute("href")):
            yield Fault(fault, *image.at)


# --- among each other -----------------------------------------------------------------------------


def guid_repeated(feed: Feed) -> Iterator[Fault]:
    """Two items with one guid are one episode to an app."""
    for key, first in repeated(feed, lambda key: key.guid):
        message = f"the guid of the item in line {first} is given again: {shortened(key.guid)}"
        yield Fault(message, *key.at)


def enclosure_repeated(feed: Feed) -> Iterator[Fault]:
    """Two items with one sound are one episode to Apple."""
    for key, first in repeated(feed, lambda key: key.enclosure):
        sound = shortened(key.enclosure)
        yield Fault(f"the sound of the item in line {first} is given again: {sound}", *key.at)


def not_newest_first(feed: Feed) -> Iterator[Fault]:
    """Some apps show the items in the order of the feed."""
    earlier = None
    for key in feed.items:
        if key.moment and earlier and key.moment > earlier:
            yield Fault("the items are not sorted: this one is newer than the last", *key.at)
            return
        earlier = key.moment or earlier
