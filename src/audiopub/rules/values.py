"""Values as feeds write them: addresses, dates, durations, times."""

from __future__ import annotations

import datetime as dt
import html
import posixpath
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

_REMEMBERED = 64
"""Values that are read once for all rules that look at an item."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS = tuple(day[:3].lower() for day in _WEEKDAYS)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {
    **dict.fromkeys(("ut", "utc", "gmt", "z"), 0),
    **dict.fromkeys(("edt",), -4),
    **dict.fromkeys(("est", "cdt"), -5),
    **dict.fromkeys(("cst", "mdt"), -6),
    **dict.fromkeys(("mst", "pdt"), -7),
    **dict.fromkeys(("pst",), -8),
}
_DATE = re.compile(
    r"(?:(?P<weekday>[a-z]{3}),\s*)?(?P<day>\d{1,2})\s+(?P<month>[a-z]{3})\s+(?P<year>\d{4}|\d\d)"
    r"\s+(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"\s+(?P<zone>[+-]\d{4}|[a-z]{1,3})(?:\s*\([^()]*\))?",
    re.IGNORECASE | re.ASCII,
)
_LOOSE_DATE = re.compile(
    r"(?:(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?),?\s*)?"
    r"(?P<day>\d{1,2})\s+"
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\s+(?P<year>\d{4})"
    r"\s+(?P<hour>\d\d?):(?P<minute>\d\d)(?::\d\d)?(?:\s+(?P<zone>[+-]\d{4}|[a-z]{2,5}))?",
    re.IGNORECASE | re.ASCII,
)
_OTHER_ZONES = frozenset(
    {
        *("BST", "IST", "WET", "WEST", "CET", "CEST", "MET", "MEST", "MEZ", "MESZ", "EET", "EEST"),
        *("MSK", "JST", "KST", "HKT", "SGT", "AEST", "AEDT", "ACST", "AWST", "NZST", "NZDT"),
        *(
            "AKST",
            "AKDT",
            "HST",
            "AST",
            "ADT",
            "NST",
            "NDT",
            "BRT",
            "ART",
            "SAST",
            "ET",
            "CT",
            "PT",
        ),
    }
)
_CLOCK = re.compile(r"(?:(?:(\d{1,6}):)?([0-5]?\d):)?(\d{1,9}(?:\.\d*)?)", re.ASCII)
_SECONDS_OF_A_MINUTE = 60
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>.]+(?:\.[^@\s<>.]+)+")
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]+|#\d+|#x[0-9a-f]+);", re.IGNORECASE)
_SPACE = re.compile(r"[\s\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Date:
    """A date of RFC 2822."""

    moment: dt.datetime
    """When, with its time zone."""

    weekday_right: bool
    """Whether the day of the week, if it is given, is that of the date."""

    @property
    def weekday(self) -> str:
        """The day of the week that it is."""
        return _WEEKDAYS[self.moment.weekday()]


@lru_cache(_REMEMBERED)
def date(value: str) -> Date | None:
    """Read a date of RFC 2822, 3.3, or of RFC 822, 5; ``None`` if it is none.

    Of the named zones only those that the RFCs define are understood, and UTC.
    """
    match = _DATE.fullmatch(value)
    if match is None:
        return None
    month, weekday = match["month"].lower(), (match["weekday"] or "").lower()
    zone = _zone(match["zone"].lower())
    if month not in _MONTHS or zone is None or (weekday and weekday not in _DAYS):
        return None
    year = int(match["year"])
    if len(match["year"]) == 2:  # noqa: PLR2004 - two digits
        year += 2000 if year < 50 else 1900  # noqa: PLR2004 - RFC 2822, 4.3
    try:
        moment = dt.datetime(
            year,
            _MONTHS.index(month) + 1,
            int(match["day"]),
            int(match["hour"]),
            int(match["minute"]),
            min(int(match["second"] or 0), 59),  # 60 is a leap second
            tzinfo=zone,
        )
    except ValueError:
        return None
    return Date(moment, not weekday or _DAYS[moment.weekday()] == weekday)


def loose_date(value: str) -> str | None:
    """Say in what a date departs from RFC 2822 that most apps understand all the same.

    Returns:
        ``None`` if it does not depart, or if nobody can be sure to understand it.
    """
    match = _LOOSE_DATE.fullmatch(value)
    if match is None or date(value):
        return None
    parts = match.groupdict()
    weekday, month = ((parts[name] or "")[:3] for name in ("weekday", "month"))
    zone = parts["zone"] or "GMT"
    faults = (
        ("has no time zone", not parts["zone"]),
        ("has a time zone that RFC 2822 does not know", zone.upper() in _OTHER_ZONES),
        ("has an hour of one digit", len(parts["hour"]) == 1),
        ("spells out the day of the week or the month", True),
    )
    zone = "GMT" if zone.upper() in _OTHER_ZONES else zone
    clock = f"{int(parts['hour']):02}:{parts['minute']}"
    strict = f"{parts['day']} {month} {parts['year']} {clock} {zone}"
    if date(f"{weekday}, {strict}" if weekday else strict) is None:
        return None
    return next(fault for fault, holds in faults if holds)


def _zone(name: str) -> dt.timezone | None:
    if name in _ZONES:
        return dt.timezone(dt.timedelta(hours=_ZONES[name]))
    if len(name) == 1:  # a military zone, which RFC 2822, 4.3, takes for UTC
        return dt.UTC
    if name[0] not in "+-" or int(name[3:]) >= 60:  # noqa: PLR2004 - minutes
        return None
    offset = dt.timedelta(hours=int(name[1:3]), minutes=int(name[3:]))
    return dt.timezone(-offset if name[0] == "-" else offset) if offset.days < 1 else None


@lru_cache(_REMEMBERED)
def clock(value: str) -> float | None:
    """Read ``12``, ``1:12`` or ``1:02:12``, with decimals or without, as seconds.

    It is the time of ``itunes:duration`` and, with the same forms, the Normal Play Time of
    RFC 2326, 3.6, that chapters begin at; ``None`` if it is none.
    """
    match = _CLOCK.fullmatch(value)
    if match is None:
        return None
    hours, minutes, seconds = match.groups()
    if minutes and float(seconds) >= _SECONDS_OF_A_MINUTE:
        return None
    return (int(hours or 0) * 60 + int(minutes or 0)) * 60 + float(seconds)


@lru_cache(_REMEMBERED)
def not_web(value: str) -> str | None:
    """Say why a value is no address of the web (RFC 3986); ``None`` if it is one."""
    if not value:
        return "is empty"
    if _SPACE.search(value):
        return "has a space in it"
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - it is checked when it is asked for
    except ValueError:
        return "is malformed"
    if parts.scheme not in ("http", "https"):
        return (
            f"begins with {parts.scheme}:, not with https:" if parts.scheme else "is not absolute"
        )
    if parts.hostname in ("http", "https"):
        return f"begins with {parts.scheme}:// twice"
    return None if parts.hostname else "names no server"


@lru_cache(_REMEMBERED)
def ending(address: str) -> str:
    """Return the ending of an address's path in lower case, ``.mp3``; empty if it has none."""
    return posixpath.splitext(urlsplit(address).path)[1].lower()


def address_fault(what: str, value: str) -> str | None:
    """Say what is the matter with an address; ``None`` if nothing is.

    Args:
        what: What it is the address of: ``the enclosure``.
        value: The address.
    """
    fault = not_web(value)
    if fault is None:
        return None
    return f"the address of {what} {fault}{f': {shortened(value)}' if value else ''}"


def is_number(value: str) -> bool:
    """Return whether a value is a whole number, written in the digits 0 to 9."""
    return value.isascii() and value.isdecimal()


def is_email(value: str) -> bool:
    """Return whether a value has the form of an e-mail address."""
    return _EMAIL.fullmatch(value) is not None


def markup_in(value: str) -> str | None:
    """Return the first tag or entity in a text; ``&B;`` in "R&B; jazz" is none."""
    for found in _TAG.finditer(value):
        if found[0].startswith("<") or html.unescape(found[0]) != found[0]:
            return found[0]
    return None


def same_text(left: str, right: str) -> bool:
    """Return whether two texts look the same to a reader."""
    return squeezed(left) == squeezed(right)


def squeezed(value: str) -> str:
    """Return a text in one form of its characters and without white space, to be compared.

    White space comes and goes with markup and line breaks, in languages that write without it, too.
    An arrow, which captions cannot hold, is the same in all its forms.
    """
    return "".join(unicodedata.normalize("NFKC", value).split()).replace(
        "-->", "\N{RIGHTWARDS ARROW}"
    )


def shortened(value: str, length: int = 60) -> str:
    """Return a text short enough to stand in a message."""
    line = " ".join(value.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
