"""What a value of the right type must be besides; each returns what is wrong, or ``None``."""

from __future__ import annotations

import math
import re
import unicodedata
import urllib.parse
import uuid
import zoneinfo
from pathlib import PurePosixPath
from typing import Any

from audiopub.model import SCHEMES
from audiopub.rules.categories import CATEGORIES

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


OUTPUT = "feeds"
"""The folder of a show in which audiopub publishes."""


def characters(value: object) -> str | None:
    """Texts without control characters (but for line breaks and tabs) and noncharacters.

    XML 1.0, in which feeds are written, forbids most of them and advises against the others
    (https://www.w3.org/TR/xml/#charsets). Lists are looked through; other values have none.
    """
    for item in value if isinstance(value, list) else [value]:
        for character in item if isinstance(item, str) else "":
            if character not in "\n\t" and _is_no_text(character):
                return f"it has the character U+{ord(character):04X}, which is no text"
    return None


def _is_no_text(character: str) -> bool:
    """Control characters, surrogates, and the noncharacters of Unicode (23.7)."""
    point = ord(character)
    return (
        unicodedata.category(character) in ("Cc", "Cs")
        or 0xFDD0 <= point <= 0xFDEF  # noqa: PLR2004 - the block that Unicode names
        or point & 0xFFFE == 0xFFFE  # noqa: PLR2004 - the last two points of each plane
    )


def text(value: str) -> str | None:
    """Something must be said."""
    return None if value.strip() else "it is empty"


def texts(value: list[str]) -> str | None:
    """At least one text, none of them empty."""
    return None if value and all(item.strip() for item in value) else "it is empty"


def folders(value: list[str]) -> str | None:
    """Folders of the show."""
    return next(filter(None, map(folder, value)), None) if value else "it is empty"


def folder(value: str) -> str | None:
    """A folder of the show."""
    path = PurePosixPath(value)
    if not value.strip() or path.is_absolute() or ".." in path.parts:
        return f"{value!r} is not a folder of the show"
    if path.parts[:1] == (OUTPUT,):
        return f"{value!r} is written by audiopub, which takes no sources from there"
    if any(part.startswith(".") for part in path.parts):
        return f"{value!r} is hidden, and hidden folders are passed over"
    return None


def address(value: str) -> str | None:
    """An absolute http or https address."""
    if any(character.isspace() for character in value):
        return f"{value!r} is not an address: there is a space in it"
    scheme = _SCHEME.match(value)
    if scheme is None:
        return f"{value!r} does not begin with https:// or http://"
    if scheme[0].lower() not in ("https://", "http://"):
        return f"{value!r} begins with {scheme[0]}, not with https:// or http://"
    try:
        parts = urllib.parse.urlsplit(value)
        _ = parts.port
    except ValueError as error:
        return f"{value!r} is not an address: {error}"
    return None if parts.hostname else f"{value!r} is not an address: it names no host"


def base(value: str) -> str | None:
    """An address to which the names of files are appended."""
    if "?" in value or "#" in value:
        return f"{value!r} cannot have names of files appended; give an address without ? and #"
    return address(value)


def target(value: str) -> str | None:
    """An address of a host to deploy to, without a secret; or a folder."""
    scheme = _SCHEME.match(value)
    if scheme is None:
        return text(value)
    if scheme[0].lower().removesuffix("://") not in SCHEMES:
        known = ", ".join(f"{name}://" for name in SCHEMES)
        return f"nothing is known of {scheme[0]}; a folder, or one of {known}"
    try:
        parts = urllib.parse.urlsplit(value)
        _ = parts.port
    except ValueError as error:
        return f"it is not an address: {error}"
    if parts.query or parts.fragment:
        return "it has a part after ? or #, which is no part of a place"
    if not parts.hostname and parts.scheme != "file":
        return "it names no host, bucket or remote"
    return _secret(parts)


def _secret(parts: urllib.parse.SplitResult) -> str | None:
    if parts.password is not None:
        return "there is a password in it, which would be read by all who read this file"
    if parts.username is not None and parts.scheme not in _WITH_USERS:
        return "there are credentials in it, which would be read by all who read this file"
    return None


_WITH_USERS = ("sftp", "dav", "davs", "webdav", "webdavs")
"""Schemes whose addresses may name a user, which is no secret."""


def indexnow(value: str) -> str | None:
    """A key of IndexNow (https://www.indexnow.org/documentation)."""
    if re.fullmatch(r"[A-Za-z0-9-]{8,128}", value):
        return None
    return "an IndexNow key has 8 to 128 letters, digits and hyphens"


def days(value: float) -> str | None:
    """A number of days, none included."""
    return None if 0 <= value <= 36500 else f"{value} is not between 0 and 36500"  # noqa: PLR2004 - said in the message


def email(value: str) -> str | None:
    """An e-mail address."""
    return None if _EMAIL.fullmatch(value) else f"{value!r} is not an e-mail address"


def language(value: str) -> str | None:
    """A language tag by BCP 47 (https://www.rfc-editor.org/info/bcp47), by its form."""
    if _LANGUAGE.fullmatch(value):
        return None
    return f"{value!r} is not a language tag like de or pt-BR"


def guid(value: str) -> str | None:
    """A UUID, as podcast:guid wants it."""
    try:
        uuid.UUID(value)
    except ValueError:
        return f"{value!r} is not a UUID"
    return None


def timezone(value: str) -> str | None:
    """A name of the IANA time zone database."""
    try:
        zoneinfo.ZoneInfo(value)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return f"{value!r} is not a time zone of the IANA database"
    return None


def categories(value: list[str]) -> str | None:
    """One to three of Apple's categories, as ``News`` or ``News > Politics``."""
    if not value:
        return "it is empty"
    for item in value:
        name, _, subcategory = (part.strip() for part in item.partition(">"))
        if name not in CATEGORIES:
            return f"{name!r} is not one of Apple's categories"
        if subcategory and subcategory not in CATEGORIES[name]:
            known = ", ".join(CATEGORIES[name]) or "none"
            return f"{subcategory!r} is not in {name}; there are: {known}"
    return None


def one_of(*choices: str) -> OneOf:
    """Return a check that a value is one of a few."""
    return OneOf(choices)


class OneOf:
    """A check that a value is one of a few."""

    def __init__(self, choices: tuple[str, ...]) -> None:
        """Take the values that are allowed."""
        self._choices = choices

    def __call__(self, value: str) -> str | None:
        """Return what is wrong with a value, or ``None``."""
        if value in self._choices:
            return None
        return f"{value!r} is none of {', '.join(self._choices)}"


def positive(value: int) -> str | None:
    """A number from 1."""
    return None if value >= 1 else f"{value} is less than 1"


def moment(value: float) -> str | None:
    """A time within a file."""
    return None if 0 <= value < math.inf else f"{value} is no time: it must be 0 or more"


def loudness(value: float) -> str | None:
    """A target that players and directories accept."""
    return None if -30 <= value <= -10 else f"{value} LUFS is not between -30 and -10"  # noqa: PLR2004 - said in the message


def peak(value: float) -> str | None:
    """A ceiling that leaves something of the sound."""
    return None if -9 <= value <= 0 else f"{value} dBTP is not between -9 and 0"  # noqa: PLR2004 - said in the message


def bitrate(value: int) -> str | None:
    """A bit rate of MPEG-1 Layer III (ISO 11172-3, 2.4.2.3)."""
    rates = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
    if value in rates:
        return None
    *most, last = rates
    return f"MP3 has no {value} kbit/s, only {', '.join(map(str, most))} and {last}"


def formats(value: list[Any]) -> str | None:
    """Formats of sound, each once."""
    known = ("mp3", "m4a", "opus", "flac")
    if not value:
        return "there has to be one format at least"
    for item in value:
        if item not in known:
            return f"{item!r} is none of {', '.join(known)}"
    return "a format stands there twice" if len(set(value)) < len(value) else None


def seconds(value: float) -> str | None:
    """A length of time up to a minute."""
    return None if 0 <= value <= 60 else f"{value} s is not between 0 and 60"  # noqa: PLR2004 - said in the message


def bed_level(value: float) -> str | None:
    """A level of music that lets words be understood, and can be heard."""
    return None if -50 <= value <= -6 else f"{value} LU is not between -50 and -6"  # noqa: PLR2004 - said in the message


def pause(value: float) -> str | None:
    """A pause that leaves a word its end and the next one its beginning."""
    return None if 0.5 <= value <= 60 else f"{value} s is not between 0.5 and 60"  # noqa: PLR2004 - said in the message
