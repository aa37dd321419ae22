"""Rules for Apple's elements, of a channel and of an item."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from audiopub.rules.categories import CATEGORIES, FORMER
from audiopub.rules.document import complete, declares_apple
from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Element, Feed, Item, Part
from audiopub.rules.values import clock, ending, is_email, is_number, not_web, shortened

_TRUTH = frozenset({"true", "false"})
_OLD_TRUTH = frozenset({"yes", "no", "clean", "explicit"})
_OUTDATED = frozenset({"itunes:keywords", "itunes:isClosedCaptioned", "podcast:images"})
_IMAGES = frozenset({".jpg", ".jpeg", ".png"})


def category_missing(feed: Feed) -> Iterator[Fault]:
    """Directories sort shows by category."""
    channel = _apples(feed)
    if channel and not any(each.attribute("text") for each in channel.all("itunes:category")):
        yield Fault("the channel has no <itunes:category>", *feed.at)


def category_unknown(feed: Feed) -> Iterator[Fault]:
    """Apple knows 19 categories."""
    for category in _categories(feed):
        name = category.attribute("text")
        if name not in CATEGORIES and name not in FORMER:
            yield Fault(f"{shortened(name)!r} is none of Apple's categories", *category.at)


def category_former(feed: Feed) -> Iterator[Fault]:
    """Apple did away with some categories in 2019."""
    for category in _categories(feed):
        if (name := category.attribute("text")) in FORMER:
            yield Fault(f"{name!r} has not been one of Apple's categories since 2019", *category.at)


def subcategory_unknown(feed: Feed) -> Iterator[Fault]:
    """Apple knows 91 subcategories."""
    for category in _categories(feed):
        name = category.attribute("text")
        for element in category.all("itunes:category"):
            subcategory = element.attribute("text")
            if name in CATEGORIES and subcategory not in CATEGORIES[name]:
                message = f"{shortened(subcategory)!r} is no subcategory of {name!r}"
                yield Fault(message, *element.at)


def explicit_missing(feed: Feed) -> Iterator[Fault]:
    """Apple wants to be told whether there is explicit content."""
    channel = _apples(feed)
    if channel and not channel.text_of("itunes:explicit"):
        yield Fault("the channel has no <itunes:explicit>", *feed.at)


def explicit_unknown(feed: Feed) -> Iterator[Fault]:
    """It is said with true or false."""
    return _explicit_unknown(feed.channel)


def explicit_old(feed: Feed) -> Iterator[Fault]:
    """It was said with yes, no and clean."""
    return _explicit_old(feed.channel)


def image_missing(feed: Feed) -> Iterator[Fault]:
    """A show needs a cover."""
    channel = _apples(feed)
    if channel and not any(image.attribute("href") for image in channel.all("itunes:image")):
        yield Fault("the channel has no <itunes:image> with an href", *feed.at)


def image_extension(feed: Feed) -> Iterator[Fault]:
    """Apple asks for .jpg or .png."""
    if feed.channel:
        yield from _image_extension(feed.channel)


def author_missing(feed: Feed) -> Iterator[Fault]:
    """Apps show who makes a podcast."""
    channel = _apples(feed)
    if channel and not channel.text_of("itunes:author"):
        yield Fault("the channel has no <itunes:author>", *feed.at)


def owner_missing(feed: Feed) -> Iterator[Fault]:
    """Directories turn to the owner."""
    channel = _apples(feed)
    if channel and not channel.all("itunes:owner"):
        yield Fault("the channel has no <itunes:owner>", *feed.at)


def owner_email_missing(feed: Feed) -> Iterator[Fault]:
    """They turn to the owner by e-mail."""
    for owner in feed.channel.all("itunes:owner") if feed.channel else ():
        if not owner.text_of("itunes:email"):
            yield Fault("the <itunes:owner> has no <itunes:email>", *owner.at)


def owner_email_malformed(feed: Feed) -> Iterator[Fault]:
    """The owner's e-mail address must be one."""
    for owner in feed.channel.all("itunes:owner") if feed.channel else ():
        for email in owner.all("itunes:email"):
            if email.value and not is_email(email.value):
                value = shortened(email.value)
                yield Fault(f"the owner's e-mail address is none: {value!r}", *email.at)


def type_unknown(feed: Feed) -> Iterator[Fault]:
    """A show is episodic or serial."""
    for element in feed.channel.all("itunes:type") if feed.channel else ():
        if element.value.lower() not in ("episodic", "serial"):
            value = shortened(element.value)
            yield Fault(f"a show is episodic or serial, not {value!r}", *element.at)


def item_explicit_unknown(item: Item) -> Iterator[Fault]:
    """It is said with true or false."""
    return _explicit_unknown(item.element)


def item_explicit_old(item: Item) -> Iterator[Fault]:
    """It was said with yes, no and clean."""
    return _explicit_old(item.element)


def duration_missing(item: Item) -> Iterator[Fault]:
    """Apps show how long an episode is before they fetch it."""
    element = item.element
    if (
        "itunes" in item.vocabularies
        and element.first("enclosure")
        and not element.text_of("itunes:duration")
    ):
        yield Fault("the episode has no <itunes:duration>", *item.at)


def duration_malformed(item: Item) -> Iterator[Fault]:
    """A duration is in seconds, or as 1:02:03."""
    for duration in item.element.all("itunes:duration"):
        if duration.value and clock(duration.value) is None:
            value = shortened(duration.value)
            yield Fault(f"the <itunes:duration> is none: {value!r}", *duration.at)


def episode_type_unknown(item: Item) -> Iterator[Fault]:
    """An episode is full, a trailer or a bonus."""
    for element in item.element.all("itunes:episodeType"):
        if element.value.lower() not in ("full", "trailer", "bonus"):
            value = shortened(element.value)
            yield Fault(f"an episode is full, trailer or bonus, not {value!r}", *element.at)


def number_malformed(item: Item) -> Iterator[Fault]:
    """Seasons and episodes are counted from 1."""
    for name in ("itunes:season", "itunes:episode"):
        for element in item.element.all(name):
            if not (is_number(element.value) and element.value.strip("0")):
                value = shortened(element.value)
                yield Fault(f"the <{name}> is not a number from 1: {value!r}", *element.at)


def _apples(feed: Feed) -> Element | None:
    """Return the channel if it can be asked for Apple's elements."""
    return feed.channel if complete(feed) and declares_apple(feed) else None


def _image_extension(parent: Element) -> Iterator[Fault]:
    for image in parent.all("itunes:image"):
        address = image.attribute("href")
        if not_web(address) or ending(address) in _IMAGES:  # that has a rule of its own
            continue
        if path := urlsplit(address).path:
            name = shortened(path.rpartition("/")[2])
            yield Fault(f"the cover's address does not end in .jpg or .png: {name}", *image.at)


def _categories(feed: Feed) -> Iterator[Element]:
    for category in feed.channel.all("itunes:category") if feed.channel else ():
        if category.attribute("text"):
            yield category


def _explicit_unknown(parent: Element | None) -> Iterator[Fault]:
    for element in parent.all("itunes:explicit") if parent else ():
        if element.value and element.value.lower() not in _TRUTH | _OLD_TRUTH:
            value = shortened(element.value)
            yield Fault(f"<itunes:explicit> is true or false, not {value!r}", *element.at)


def _explicit_old(parent: Element | None) -> Iterator[Fault]:
    for element in parent.all("itunes:explicit") if parent else ():
        if element.value.lower() in _OLD_TRUTH:
            message = f"<itunes:explicit> is true or false, no longer {element.value!r}"
            yield Fault(message, *element.at)


def category_repeated(feed: Feed) -> Iterator[Fault]:
    """A category is given once."""
    seen: set[str] = set()
    for category in _categories(feed):
        subcategories = [each.attribute("text") for each in category.all("itunes:category")]
        for path in ([category.attribute("text"), each] for each in subcategories or [""]):
            name = " > ".join(filter(None, path))
            if name in seen:
                yield Fault(f"the category is given again: {shortened(name)}", *category.at)
            seen.add(name)


def item_image_extension(item: Item) -> Iterator[Fault]:
    """Apple asks for .jpg or .png, for an episode's cover, too."""
    return _image_extension(item.element)


def owner_nameless(feed: Feed) -> Iterator[Fault]:
    """An owner has a name."""
    for owner in feed.channel.all("itunes:owner") if feed.channel else ():
        if not owner.text_of("itunes:name"):
            yield Fault("the <itunes:owner> has no <itunes:name>", *owner.at)


def hidden(feed: Feed) -> Iterator[Fault]:
    """Who blocks a show wants to know it."""
    for block in feed.channel.all("itunes:block") if feed.channel else ():
        if block.value.lower() == "yes":
            yield Fault("<itunes:block> hides the show from Apple's directory", *block.at)


def ended(feed: Feed) -> Iterator[Fault]:
    """A show that is complete is fetched no more."""
    for element in feed.channel.all("itunes:complete") if feed.channel else ():
        if element.value.lower() == "yes":
            yield Fault("<itunes:complete> says that no episode will follow", *element.at)


def outdated(part: Part) -> Iterator[Fault]:
    """What nobody reads any more can be left out."""
    for name, elements in part.element.children.items():
        if name in _OUTDATED or name.startswith("googleplay:"):
            yield Fault(f"nobody reads <{name}> any more", *elements[0].at)
