"""Rules for the elements of Podcasting 2.0 and for Podlove Simple Chapters."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from itertools import pairwise

from audiopub.model.taxonomy import GROUPS
from audiopub.rules import expected
from audiopub.rules.document import complete
from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Element, Feed, Item, Part
from audiopub.rules.values import address_fault, clock, is_number, shortened

TRANSCRIPTS = frozenset(
    {
        *("text/vtt", "application/x-subrip", "application/srt", "text/srt"),
        *("application/json", "text/html", "text/plain"),
    }
)
"""The types of transcripts that the spec names, and those that SRT goes by."""

_CHAPTERS = frozenset({"application/json+chapters", "application/json"})
_SRI = re.compile(r"(?:sha(?:256|384|512)-[A-Za-z0-9+/]{43,86}={0,2}\s*)+", re.ASCII)
_LICENSES = re.compile(
    r"arr|cc0-1\.0|cc-by(?:-nc)?(?:-nd|-sa)?-[1-4]\.\d|pod-v4v-1\.0|(?:mit|unlicense|wtfpl)"
    r"|(?:apache|gpl|lgpl|agpl|mpl|gfdl|odbl|bsd)-[a-z0-9.-]+",
    re.IGNORECASE,
)
_GUIDS_VERSION = 5
_SHORTEST_BITE, _LONGEST_BITE = 15, 120
_DECIMAL = re.compile(r"\d+(?:\.\d+)?", re.ASCII)


def guid_malformed(feed: Feed) -> Iterator[Fault]:
    """A podcast:guid is a UUID."""
    for guid in _channels(feed, "podcast:guid"):
        if expected.guid(guid.value):
            message = f"the <podcast:guid> is no UUID: {shortened(guid.value)!r}"
            yield Fault(message, *guid.at)


def locked_unknown(feed: Feed) -> Iterator[Fault]:
    """A feed is locked or not."""
    for locked in _channels(feed, "podcast:locked"):
        if locked.value not in ("yes", "no"):
            message = f"<podcast:locked> is yes or no, not {shortened(locked.value)!r}"
            yield Fault(message, *locked.at)


def funding_malformed(feed: Feed) -> Iterator[Fault]:
    """Who wants to give needs an address."""
    for funding in _channels(feed, "podcast:funding"):
        if fault := address_fault("the <podcast:funding>", funding.attribute("url")):
            yield Fault(fault, *funding.at)


def medium_unknown(feed: Feed) -> Iterator[Fault]:
    """Apps treat a feed by its medium."""
    for medium in _channels(feed, "podcast:medium"):
        if medium.value not in expected.MEDIUMS:
            message = f"the <podcast:medium> is none of the list: {shortened(medium.value)!r}"
            yield Fault(message, *medium.at)


def transcript_malformed(item: Item) -> Iterator[Fault]:
    """A transcript has an address and a type."""
    return _link_malformed(item, "podcast:transcript")


def transcript_unknown(item: Item) -> Iterator[Fault]:
    """Apps read transcripts of some types."""
    for transcript in item.element.all("podcast:transcript"):
        kind = transcript.attribute("type")
        if kind and kind.partition(";")[0].strip().lower() not in TRANSCRIPTS:
            message = (
                f"The type of the <podcast:transcript> is none of the list: {shortened(kind)!r}"
            )
            yield Fault(message, *transcript.at)


def chapters_malformed(item: Item) -> Iterator[Fault]:
    """A chapters file has an address and a type."""
    return _link_malformed(item, "podcast:chapters")


def chapters_unknown(item: Item) -> Iterator[Fault]:
    """Apps read chapters as JSON."""
    for chapters in item.element.all("podcast:chapters"):
        kind = chapters.attribute("type")
        if kind and kind.partition(";")[0].strip().lower() not in _CHAPTERS:
            message = f"the type of the <podcast:chapters> is not JSON's: {shortened(kind)!r}"
            yield Fault(message, *chapters.at)


def person_nameless(item: Item) -> Iterator[Fault]:
    """A person has a name."""
    for person in item.element.all("podcast:person"):
        if not person.value:
            yield Fault("the <podcast:person> has no name", *person.at)


def role_unknown(item: Item) -> Iterator[Fault]:
    """A role is one of the Podcast Taxonomy."""
    for person in item.element.all("podcast:person"):
        role = person.attribute("role")
        if role and role.casefold() not in GROUPS:
            message = f"the role of the <podcast:person> is none of the list: {shortened(role)!r}"
            yield Fault(message, *person.at)


def number_malformed(item: Item) -> Iterator[Fault]:
    """Seasons are whole numbers, episodes may be decimal."""
    for season in item.element.all("podcast:season"):
        if not is_number(season.value):
            message = f"the <podcast:season> is no whole number: {shortened(season.value)!r}"
            yield Fault(message, *season.at)
    for episode in item.element.all("podcast:episode"):
        if not _DECIMAL.fullmatch(episode.value):
            message = f"the <podcast:episode> is no number: {shortened(episode.value)!r}"
            yield Fault(message, *episode.at)


def mark_malformed(item: Item) -> Iterator[Fault]:
    """A chapter mark has a time and a title."""
    for mark in feed_marks(item):
        start = mark.attribute("start")
        if clock(start) is None:
            message = f"the start of the <psc:chapter> is no time: {shortened(start)!r}"
            yield Fault(message, *mark.at)
        elif not mark.attribute("title"):
            yield Fault("the <psc:chapter> has no title", *mark.at)


def marks_unsorted(item: Item) -> Iterator[Fault]:
    """Chapter marks follow one another."""
    for earlier, later in pairwise(feed_marks(item)):
        before, after = clock(earlier.attribute("start")), clock(later.attribute("start"))
        if before is not None and after is not None and after <= before:
            message = (
                f"The <psc:chapter> does not begin after the one before: {later.attribute('start')}"
            )
            yield Fault(message, *later.at)


def feed_marks(item: Item) -> tuple[Element, ...]:
    """Return the chapter marks that stand in an item."""
    chapters = item.element.first("psc:chapters")
    return chapters.all("psc:chapter") if chapters else ()


def _channels(feed: Feed, name: str) -> tuple[Element, ...]:
    return feed.channel.all(name) if feed.channel else ()


def _link_malformed(item: Item, name: str) -> Iterator[Fault]:
    for element in item.element.all(name):
        if fault := address_fault(f"the <{name}>", element.attribute("url")):
            yield Fault(fault, *element.at)
        if not element.attribute("type"):
            yield Fault(f"the <{name}> does not say its type", *element.at)


def integrity_malformed(item: Item) -> Iterator[Fault]:
    """A checksum is one that browsers know, too."""
    for enclosure in item.element.all("podcast:alternateEnclosure"):
        for integrity in enclosure.all("podcast:integrity"):
            kind, value = integrity.attribute("type"), integrity.attribute("value")
            if kind == "sri" and value and not _SRI.fullmatch(value):
                message = f"the value of the <podcast:integrity> is none: {shortened(value)!r}"
                yield Fault(message, *integrity.at)


def discussion_nowhere(part: Part) -> Iterator[Fault]:
    """A discussion is somewhere, unless there is none."""
    for element in part.element.all("podcast:socialInteract"):
        if element.attribute("protocol") != "disabled" and not element.attribute("uri"):
            yield Fault("the <podcast:socialInteract> has no uri", *element.at)


def license_unknown(part: Part) -> Iterator[Fault]:
    """A licence is a known one, or can be read somewhere."""
    for element in part.element.all("podcast:license"):
        known = _LICENSES.fullmatch(element.value)
        if element.value and not element.attribute("url") and not known:
            message = f"the licence is no known one, and has no url: {shortened(element.value)!r}"
            yield Fault(message, *element.at)


def publisher_malformed(feed: Feed) -> Iterator[Fault]:
    """A publisher is a feed of its own."""
    for publisher in _channels(feed, "podcast:publisher"):
        for remote in publisher.all("podcast:remoteItem"):
            if remote.attribute("medium") != "publisher":
                message = 'the <podcast:remoteItem> of the publisher is not of medium="publisher"'
                yield Fault(message, *remote.at)


def guid_random(feed: Feed) -> Iterator[Fault]:
    """A podcast:guid can be reckoned from the feed's address."""
    for guid in _channels(feed, "podcast:guid"):
        version = None if expected.guid(guid.value) else uuid.UUID(guid.value).version
        if version and version != _GUIDS_VERSION:
            yield Fault(f"the <podcast:guid> is a UUID of version {version}, not 5", *guid.at)


def live_incomplete(feed: Feed) -> Iterator[Fault]:
    """A live item is an item."""
    for live in _channels(feed, "podcast:liveItem"):
        for name in ("title", "guid", "enclosure"):
            if name not in live.children:
                yield Fault(f"the <podcast:liveItem> has no <{name}>", *live.at)
        for enclosure in live.all("enclosure"):
            if fault := address_fault("the enclosure", enclosure.attribute("url")):
                yield Fault(fault, *enclosure.at)


def soundbite_length(item: Item) -> Iterator[Fault]:
    """A soundbite is heard between two songs."""
    for bite in item.element.all("podcast:soundbite"):
        seconds = clock(bite.attribute("duration"))
        if seconds and not _SHORTEST_BITE <= seconds <= _LONGEST_BITE:
            yield Fault(f"the <podcast:soundbite> lasts {seconds:g} s", *bite.at)


def person_of_show(feed: Feed) -> Iterator[Fault]:
    """Who makes a show has a name, and a role of the taxonomy."""
    for person in _channels(feed, "podcast:person"):
        role = person.attribute("role")
        if not person.value:
            yield Fault("the <podcast:person> has no name", *person.at)
        elif role and role.casefold() not in GROUPS:
            message = f"the role of the <podcast:person> is none of the list: {shortened(role)!r}"
            yield Fault(message, *person.at)


def guid_missing(feed: Feed) -> Iterator[Fault]:
    """A show is known by its guid."""
    return _missing(feed, "podcast:guid")


def locked_missing(feed: Feed) -> Iterator[Fault]:
    """A feed says whether others may import it."""
    return _missing(feed, "podcast:locked")


def transcript_missing(item: Item) -> Iterator[Fault]:
    """An episode can be read."""
    if item.element.first("enclosure") and not item.element.first("podcast:transcript"):
        yield Fault("the episode has no <podcast:transcript>", *item.at)


def _missing(feed: Feed, name: str) -> Iterator[Fault]:
    if feed.channel and complete(feed) and not feed.channel.text_of(name):
        yield Fault(f"the channel has no <{name}>", *feed.at)
