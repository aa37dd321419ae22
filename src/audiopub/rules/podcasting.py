"""Rules for the elements of Podcasting 2.0 and for Podlove Simple Chapters."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from itertools import pairwise

from audiopub.model.taxonomy import GROUPS
from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Element, Feed, Item
from audiopub.rules.values import address_fault, clock, is_number, shortened

TRANSCRIPTS = frozenset(
    {
        *("text/vtt", "application/x-subrip", "application/srt", "text/srt"),
        *("application/json", "text/html", "text/plain"),
    }
)
"""The types of transcripts that the spec names, and those that SRT goes by."""

_CHAPTERS = frozenset({"application/json+chapters", "application/json"})
_MEDIA = (
    *("podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher"),
    "course",
)
_MEDIUMS = frozenset({*_MEDIA, *(f"{medium}L" for medium in _MEDIA), "mixed"})
_DECIMAL = re.compile(r"\d+(?:\.\d+)?", re.ASCII)


def guid_malformed(feed: Feed) -> Iterator[Fault]:
    """A podcast:guid is a UUID."""
    for guid in _channels(feed, "podcast:guid"):
        try:
            uuid.UUID(guid.value)
        except ValueError:
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
        if medium.value not in _MEDIUMS:
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
