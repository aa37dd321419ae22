"""What the values of a feed must be; each returns what is wrong, or ``None``.

Sources: the pages of https://github.com/Podcastindex-org/podcast-namespace, and what they name.
"""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from audiopub.project import checks

MEDIUMS = (
    "podcast",
    "music",
    "video",
    "film",
    "audiobook",
    "newsletter",
    "blog",
    "publisher",
    "course",
)
"""What a feed can be; each of them but ``publisher`` has a list of its own: ``podcastL``."""

_SHORT = 128
_LONG = 4000
_LABEL = 32

_GEO = re.compile(r"geo:(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)(?:,-?\d+(?:\.\d+)?)?(?:;.+)?")
_OSM = re.compile(r"[NWR][1-9]\d*(?:#\d+)?")
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_RATIO = re.compile(r"[1-9]\d*(?:\.\d+)?(?: ?[/:] ?[1-9]\d*(?:\.\d+)?)?")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_FORMAT = re.compile(r"[a-z0-9]+")
_MIME_TYPE = re.compile(r"[a-z]+/[A-Za-z0-9][A-Za-z0-9.+_-]*(?:; ?[a-z]+=\S+)*")
_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{1,5})?|wss?://\S+")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_RRULE = re.compile(r"[A-Z-]+=[A-Z0-9,:+-]+(?:;[A-Z-]+=[A-Z0-9,:+-]+)*")
_FREQUENCIES = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")


def short(value: str) -> str | None:
    """A text that apps show in a line."""
    return checks.text(value) or _at_most(value, _SHORT)


def long(value: str) -> str | None:
    """A text that may be long."""
    return checks.text(value) or _at_most(value, _LONG)


def label(value: str) -> str | None:
    """A text that stands in the place of a number."""
    return checks.text(value) or _at_most(value, _LABEL)


def _at_most(value: str, most: int) -> str | None:
    if len(value) <= most:
        return None
    return f"it has {len(value)} characters, and apps cut it after {most}"


def geo(value: str) -> str | None:
    """A geo URI (RFC 5870) of a point that exists."""
    found = _GEO.fullmatch(value)
    if not found:
        return f"{value!r} is not a geo URI: geo:LATITUDE,LONGITUDE"
    if abs(float(found[1])) > 90:  # noqa: PLR2004 - the poles
        return f"the latitude {found[1]} is not between -90 and 90"
    if abs(float(found[2])) > 180:  # noqa: PLR2004 - the date line
        return f"the longitude {found[2]} is not between -180 and 180"
    return None


def osm(value: str) -> str | None:
    """An object of OpenStreetMap: a node, a way or a relation."""
    return None if _OSM.fullmatch(value) else f"{value!r} is not N, W or R and a number"


def country(value: str) -> str | None:
    """A country of ISO 3166-1."""
    from babel import Locale

    if _COUNTRY.fullmatch(value) and value.upper() in Locale("en").territories:
        return None
    return f"{value!r} is not a country of ISO 3166-1"


def ratio(value: str) -> str | None:
    """A ratio as CSS writes it."""
    return None if _RATIO.fullmatch(value) else f"{value!r} is not a ratio like 16/9"


def slug(value: str) -> str | None:
    """A name of a service or a protocol."""
    if _SLUG.fullmatch(value):
        return None
    return f"{value!r} is not made of small letters, digits and hyphens"


def mime_type(value: str) -> str | None:
    """A MIME type."""
    return None if _MIME_TYPE.fullmatch(value) else f"{value!r} is not a type like audio/mpeg"


def host(value: str) -> str | None:
    """A server's name; nostr's relays are addresses."""
    return None if _HOST.fullmatch(value) else f"{value!r} is not the name of a server"


def uri(value: str) -> str | None:
    """A URI of any scheme: posts of some protocols are not in the web."""
    return None if _URI.fullmatch(value) else f"{value!r} is not an address"


def decimal(value: str) -> str | None:
    """A decimal number in a text, so that its digits stay as they are."""
    return None if _DECIMAL.fullmatch(value) else f"{value!r} is not a decimal number"


def medium(value: str) -> str | None:
    """A medium of Podcasting 2.0, or a list of one."""
    lists = {f"{one}L" for one in MEDIUMS if one != "publisher"} | {"mixed"}
    if value in MEDIUMS or value in lists:
        return None
    return f"{value!r} is none of {', '.join(MEDIUMS)}, and no list of these (musicL)"


def rrule(value: str) -> str | None:
    """A recurrence rule (RFC 5545, 3.3.10), by its form and its frequency."""
    parts = dict(part.split("=") for part in value.split(";")) if _RRULE.fullmatch(value) else {}
    if parts.get("FREQ") in _FREQUENCIES:
        return None
    return f"{value!r} is not a rule like FREQ=WEEKLY;BYDAY=MO"


def zoned(value: dt.datetime) -> str | None:
    """A moment that is the same everywhere."""
    return None if value.tzinfo else "it has no time zone; end it with Z or +01:00"


def moment(value: float) -> str | None:
    """A time in a recording."""
    return None if 0 <= value < float("inf") else f"{value} s is not a time in a recording"


def length(value: float) -> str | None:
    """A length of time."""
    return None if 0 < value < float("inf") else f"{value} s is not a length of time"


def percentage(value: int) -> str | None:
    """A percentage."""
    return None if 0 <= value <= 100 else f"{value} is not between 0 and 100"  # noqa: PLR2004 - said in the message


def not_negative(value: int) -> str | None:
    """A number from 0."""
    return None if value >= 0 else f"{value} is less than 0"


def rfc2822(value: str) -> str | None:
    """A date as feeds write it."""
    try:
        parsedate_to_datetime(value)
    except ValueError:
        return f"{value!r} is not a date like Sat, 31 Jan 2026 12:00:00 GMT"
    return None


def addresses(value: list[str]) -> str | None:
    """At least one address, none of them twice."""
    if len(set(value)) < len(value):
        return "one of them stands there twice"
    wrong = (problem for item in value if (problem := checks.address(item)))
    return next(wrong, None) if value else "it is empty"


def formats(value: list[str]) -> str | None:
    """Formats by the endings of their files."""
    for item in value:
        if not _FORMAT.fullmatch(item) or item.isdecimal():
            return f"{item!r} is not a file's ending like opus"
    return "one of them stands there twice" if len(set(value)) < len(value) else None
