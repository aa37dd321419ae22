"""Rules for what can be read and is probably not meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from audiopub.rules.podcasting import feed_marks
from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Feed, Item, ItemKey
from audiopub.rules.values import clock, ending, is_number, not_web, shortened

_OLDEST = 1990
_DAY = dt.timedelta(days=1)
_LONGEST = 48 * 3600.0
_SHORTEST = 5.0
_SLOWEST = 500  # bytes a second, 4 kbit/s; no codec of speech that apps play needs less
_TRANSCRIPTS = {
    ".vtt": frozenset({"text/vtt"}),
    ".srt": frozenset({"application/x-subrip", "application/srt", "text/srt"}),
    ".json": frozenset({"application/json"}),
    ".html": frozenset({"text/html"}),
    ".txt": frozenset({"text/plain"}),
}
_KINDS = frozenset().union(*_TRANSCRIPTS.values())


def date_implausible(feed: Feed) -> Iterator[Fault]:
    """An episode was published since there are podcasts, and not in time to come."""
    for key in feed.items:
        if key.moment and key.moment.year < _OLDEST:
            yield Fault(f"the <pubDate> is of the year {key.moment.year}", *key.at)
        elif key.moment and key.moment > feed.read + _DAY:
            yield Fault(f"the <pubDate> is yet to come: {shortened(key.published)}", *key.at)


def title_repeated(feed: Feed) -> Iterator[Fault]:
    """Two episodes of one name cannot be told apart."""
    for key, first in repeated(feed, lambda key: key.title):
        message = f"the title of the item in line {first} is given again: {shortened(key.title)}"
        yield Fault(message, *key.at)


def number_repeated(feed: Feed) -> Iterator[Fault]:
    """The number of an episode is its own within its season."""
    for key, first in repeated(feed, lambda key: key.number):
        yield Fault(f"the item in line {first} has the same number: {key.number}", *key.at)


def number_missing(feed: Feed) -> Iterator[Fault]:
    """A serial show is listened to by number."""
    if feed.channel and feed.channel.text_of("itunes:type").lower() == "serial":
        for key in feed.items:
            if key.full and not key.number:
                yield Fault("the show is serial, and the episode has no number", *key.at)


def length_implausible(item: Item) -> Iterator[Fault]:
    """A length in bytes is not one in seconds or kilobytes."""
    seconds = clock(item.element.text_of("itunes:duration"))
    for enclosure in item.element.all("enclosure"):
        length = enclosure.attribute("length")
        if seconds and is_number(length) and 0 < int(length[:18]) < seconds * _SLOWEST:
            message = f"the enclosure's length is {length} bytes for {seconds:g} seconds"
            yield Fault(message, *enclosure.at)


def duration_implausible(item: Item) -> Iterator[Fault]:
    """A duration is in seconds, not in milliseconds, and there is something to hear."""
    for element in item.element.all("itunes:duration"):
        seconds = clock(element.value)
        if seconds is not None and not 0 < seconds <= _LONGEST:
            yield Fault(f"the <itunes:duration> is {seconds:g} seconds", *element.at)


def beyond_duration(item: Item) -> Iterator[Fault]:
    """Chapters and soundbites lie within the episode."""
    duration = clock(item.element.text_of("itunes:duration"))
    if not duration or duration < _SHORTEST:
        return
    for mark in feed_marks(item):
        start = clock(mark.attribute("start"))
        if start is not None and start >= duration:
            message = f"the <psc:chapter> begins at {start:g} s; the episode lasts {duration:g} s"
            yield Fault(message, *mark.at)
    for bite in item.element.all("podcast:soundbite"):
        parts = clock(bite.attribute("startTime")), clock(bite.attribute("duration"))
        if parts[0] is not None and (end := parts[0] + (parts[1] or 0)) > duration + 1:
            message = f"the <podcast:soundbite> ends at {end:g} s; the episode lasts {duration:g} s"
            yield Fault(message, *bite.at)


def transcript_ending(item: Item) -> Iterator[Fault]:
    """The ending of a transcript's address fits the type."""
    for transcript in item.element.all("podcast:transcript"):
        kind = transcript.attribute("type").partition(";")[0].strip().lower()
        url = transcript.attribute("url")
        found = "" if not_web(url) else ending(url)
        expected = _TRANSCRIPTS.get(found)
        if expected and kind in _KINDS - expected:
            message = f"the transcript's address ends in {found}, its type is {shortened(kind)}"
            yield Fault(message, *transcript.at)


def repeated(feed: Feed, what: Callable[[ItemKey], str]) -> Iterator[tuple[ItemKey, int]]:
    """Yield each item that repeats something of an earlier one, and where that one stands."""
    seen: dict[str, int] = {}
    for key in feed.items:
        if value := what(key):
            if value in seen:
                yield key, seen[value]
            seen.setdefault(value, key.line)
