"""What values of a feed should be: each function says what is wrong with one, or ``None``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import TypeAlias
from urllib.parse import urlsplit

from audiopub.model.taxonomy import GROUPS
from audiopub.rules.languages import is_language, is_territory
from audiopub.rules.values import date, is_email, is_number, not_web

Check: TypeAlias = Callable[[str], str | None]
"""Takes a value without white space around it, and says what is wrong: ``is no whole number``."""

MEDIUMS = frozenset(
    {
        *("podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher"),
        *("course", "mixed", "podcastL", "musicL", "videoL", "filmL", "audiobookL"),
        *("newsletterL", "blogL", "publisherL", "courseL"),
    }
)
"""What a feed can be by podcast:medium, and lists of it."""

_GROUPS = frozenset(GROUPS.values())
_RELATIONS = frozenset(
    {
        *("self", "hub", "alternate", "related", "via", "enclosure", "replies", "license"),
        *("first", "last", "next", "previous", "prev", "current", "prev-archive", "next-archive"),
        *("search", "edit", "payment", "me", "author", "about", "canonical", "shortlink", "help"),
        *("icon", "image", "up", "index", "archives", "service", "monitor", "describedby"),
        *("collection", "contents", "start", "terms-of-service", "privacy-policy", "item", "tag"),
        *("http-callback", "bookmark", "shortcut", "pingback", "webmention", "describes"),
    }
)
_MIME = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(?:\s*;.*)?", re.ASCII)
_DECIMAL = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_GEO = re.compile(
    r"geo:(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)(?:,-?\d+(?:\.\d+)?)?(?:;.*)?",
    re.ASCII | re.IGNORECASE,
)
_OSM = re.compile(r"[NWR]\d+(?:#\d+)?", re.ASCII)
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z0-9-]{2,}(?::\d+)?", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SLUG = re.compile(r"[a-z0-9_.-]+")
_RATIO = re.compile(r"\d+(?:\.\d+)?(?:\s*[/:]\s*\d+(?:\.\d+)?)?", re.ASCII)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
_FREQUENCIES = "SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY"
_RULE = re.compile(rf"(?:[A-Z-]+=[^;=\s]+;)*FREQ=(?:{_FREQUENCIES})(?:;[A-Z-]+=[^;=\s]+)*;?")
_LAST_LATITUDE, _LAST_LONGITUDE = 90, 180


def number(value: str) -> str | None:
    """A whole number."""
    return None if is_number(value) else "is no whole number"


def decimal(value: str) -> str | None:
    """A number, with decimals or without."""
    return None if _DECIMAL.fullmatch(value) else "is no number"


def positive(value: str) -> str | None:
    """A number above zero."""
    return decimal(value) or (None if float(value) > 0 else "is zero")


def number_to(most: int) -> Check:
    """Return the check for a whole number up to another."""

    def check(value: str) -> str | None:
        return number(value) or (f"is more than {most}" if int(value[:9]) > most else None)

    return check


def one_of(*words: str, fold: bool = False) -> Check:
    """Return the check for one of a few words.

    Args:
        words: The words.
        fold: Whether upper and lower case are the same.
    """
    known = frozenset(map(str.lower, words) if fold else words)
    said = " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))

    def check(value: str) -> str | None:
        return None if (value.lower() if fold else value) in known else f"is not {said}"

    return check


boolean = one_of("true", "false")


def up_to(length: int) -> Check:
    """Return the check for a text of so many characters."""

    def check(value: str) -> str | None:
        return f"has {len(value)} characters, more than {length}" if len(value) > length else None

    return check


def web(value: str) -> str | None:
    """An address of the web."""
    return not_web(value)


def uri(value: str) -> str | None:
    """An address of any kind: a magnet link, a telephone number."""
    if value.lower().startswith(("http:", "https:")):
        return not_web(value)
    if value.lower().startswith(("javascript:", "data:", "vbscript:")):
        return "is something that runs"
    return None if _SCHEME.fullmatch(value) else "is no address"


def host(value: str) -> str | None:
    """The name of a server."""
    return None if _HOST.fullmatch(value) else "is no name of a server"


def mime(value: str) -> str | None:
    """A MIME type."""
    return None if _MIME.fullmatch(value) else "is no MIME type"


def language(value: str) -> str | None:
    """A language."""
    return None if is_language(value) else "is no code of a language"


def country(value: str) -> str | None:
    """A country of ISO 3166-1."""
    return None if is_territory(value) else "is no code of a country"


def email(value: str) -> str | None:
    """An e-mail address."""
    return None if is_email(value) else "is no e-mail address"


def contact(value: str) -> str | None:
    """An e-mail address, with a name or without: ``a@example.org (A. Author)``."""
    return None if any(map(is_email, re.split(r"[\s<>()]+", value))) else "has no e-mail address"


def guid(value: str) -> str | None:
    """A UUID."""
    return None if _UUID.fullmatch(value) else "is no UUID"


def day(value: str) -> str | None:
    """A date of RFC 2822, with the right day of the week."""
    found = date(value)
    if found is None:
        return "is no date of RFC 2822"
    return None if found.weekday_right else f"is a {found.weekday}"


def moment(value: str) -> str | None:
    """A date or time of ISO 8601."""
    try:
        dt.datetime.fromisoformat(value)
    except ValueError:
        return "is no date of ISO 8601"
    return None


def geo(value: str) -> str | None:
    """A place by its latitude and longitude, as RFC 5870 writes it."""
    match = _GEO.fullmatch(value)
    if match is None:
        return "is no geo: address"
    latitude, longitude = (abs(float(part)) for part in match.groups())
    if latitude > _LAST_LATITUDE or longitude > _LAST_LONGITUDE:
        return "is no place on Earth"
    return None


def osm(value: str) -> str | None:
    """An object of OpenStreetMap."""
    return None if _OSM.fullmatch(value) else "is no object of OpenStreetMap"


def group(value: str) -> str | None:
    """A group of the Podcast Taxonomy."""
    return None if value.casefold() in _GROUPS else "is no group of the Podcast Taxonomy"


def medium(value: str) -> str | None:
    """What a feed is."""
    return None if value in MEDIUMS else "is none of the list"


def slug(value: str) -> str | None:
    """A service, as the list of Podcasting 2.0 names it."""
    return None if _SLUG.fullmatch(value) else "is no name of a service"


def ratio(value: str) -> str | None:
    """The ratio of width to height."""
    return None if _RATIO.fullmatch(value) else "is no ratio, such as 16/9"


def relation(value: str) -> str | None:
    """What a link leads to: a registered relation, or one that is an address (RFC 4287)."""
    if value.lower() in _RELATIONS or urlsplit(value).scheme:
        return None
    return "is no registered relation"


def srcset(value: str) -> str | None:
    """Addresses of pictures, each with its width."""
    for candidate in value.split(","):
        address, _, width = candidate.strip().partition(" ")
        if fault := not_web(address):
            return f"has an address that {fault}"
        if width.strip() and not re.fullmatch(r"\d+(?:\.\d+)?[wx]", width.strip(), re.ASCII):
            return "has a width that is no number of pixels, such as 300w"
    return None


def recurrence(value: str) -> str | None:
    """A rule of iCalendar (RFC 5545, 3.3.10)."""
    return None if _RULE.fullmatch(value) else "is no recurrence rule, such as FREQ=WEEKLY"
