"""What the pages themselves say, as a language says it: words, dates, lengths of time, sizes."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.units import format_unit

FALLBACK = "en"
"""The language of the messages themselves: the interface of shows in any other language."""

LANGUAGES = ("cs", "de", "en", "es", "fi", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr", "uk")
"""The languages that the pages speak."""

ROLES = {
    "author": "Text",
    "editor": "Editor",
    "guest": "Guest",
    "host": "Host",
    "narrator": "Voice",
    "producer": "Producer",
    "translator": "Translation",
}
"""The messages for what people did, by role of the Podcast Taxonomy in lower case."""

_QUOTES = {
    "cs": "„“",
    "de": "„“",
    "es": "«»",
    "fi": "””",
    "fr": ("«\u00a0", "\u00a0»"),
    "it": "«»",
    "pl": "„”",
    "pt": "«»",
    "ru": "«»",
    "sv": "””",
    "uk": "«»",
}
"""The quotation marks of languages that have others than English; Babel does not know them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """The interface in one language."""

    language: str
    """A BCP 47 tag."""

    catalogue: NullTranslations
    """Its words, by the English ones."""

    locale: Locale
    """How it writes dates and numbers, from the Unicode CLDR."""

    def __hash__(self) -> int:
        """Hash the language: there is one interface of each."""
        return hash(self.language)

    @property
    def quotes(self) -> tuple[str, str]:
        """The opening and the closing quotation mark."""
        opening, closing = _QUOTES.get(self.locale.language, "“”")
        return opening, closing

    def date(self, day: dt.date) -> str:
        """Write a day: "20. Oktober 2025"; of a moment, the day in the moment's own time zone."""
        return _long_date(day.date() if isinstance(day, dt.datetime) else day, self.locale)

    def duration(self, seconds: float) -> str:
        """Write how long something takes, to the minute: "1 Std. 5 Min."; under one, to the second.

        Joined by a space: Babel 2.18 has no list patterns of units for some languages, es among
        them.
        """
        whole = round(seconds)
        if whole < dt.timedelta(minutes=1).total_seconds():
            return self._unit(whole, "duration-second")
        hours, minutes = divmod(round(whole / 60), 60)
        parts = ((hours, "duration-hour"), (minutes, "duration-minute"))
        return " ".join(self._unit(count, unit) for count, unit in parts if count)

    def minutes(self, count: int) -> str:
        """Write a number of minutes: "15 Min."."""
        return self._unit(count, "duration-minute")

    def size(self, length: int) -> str:
        """Write a number of bytes in units of 1,000,000, to a tenth: "7,3 MB"."""
        tenths = Decimal(max(round(length / 100_000), 1)) / 10
        # CLDR's German word for exactly one is "Mbyte"; one point nought is plural.
        value = tenths.quantize(Decimal("0.1"))
        return format_unit(value, "digital-megabyte", "short", "#,##0.0", self.locale)

    def number(self, value: float) -> str:
        """Write a number: "1,25"."""
        return format_decimal(value, locale=self.locale)

    def role(self, role: str) -> str:
        """Name what a person did; a role without a word stays as the Podcast Taxonomy has it."""
        known = ROLES.get(role.casefold())
        return self.catalogue.pgettext("role", known) if known else role

    def _unit(self, value: float, unit: str) -> str:
        return format_unit(value, unit, "short", locale=self.locale)


@cache
def interface_for(tag: str) -> Interface:
    """Return the interface in a language, given as a BCP 47 tag, or else in English."""
    locale = _locale(tag)
    if locale is None or locale.language not in LANGUAGES:
        tag, locale = FALLBACK, Locale(FALLBACK)
    return Interface(language=tag, catalogue=_catalogue(locale.language), locale=locale)


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction in which a language, given as a BCP 47 tag, is written."""
    locale = _locale(tag)
    return "rtl" if locale is not None and locale.text_direction == "rtl" else "ltr"


def clock(seconds: float) -> str:
    """Write a time of the sound as players do: "1:06" or "1:02:03"; fractions are cut off."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def iso_duration(seconds: float) -> str:
    """Write a length of time as ISO 8601 does: ``PT1H2M3S``."""
    minutes, second = divmod(round(seconds), 60)
    hour, minute = divmod(minutes, 60)
    parts = ((hour, "H"), (minute, "M"), (second, "S"))
    return "PT" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0S")


def seconds_of(time: float) -> str:
    """Write a time as a media fragment does: ``66.47``.

    Source: W3C Media Fragments URI 1.0, 4.2.1.
    """
    return f"{time:.2f}".rstrip("0").rstrip(".")


@cache
def _long_date(day: dt.date, locale: Locale) -> str:
    return format_date(day, format="long", locale=locale)


def _catalogue(language: str) -> NullTranslations:
    """Read a catalogue as translators write it: there is no step that compiles them."""
    if language == FALLBACK:
        return NullTranslations()
    source = resources.files("audiopub.site").joinpath("languages", f"{language}.po")
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.StringIO(source.read_text(encoding="utf-8")), locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return None
