"""Dates as people write them.

A date is never guessed: each comes with every day it can mean. ``20.10.2025`` can mean one, and so
can ``10/20/2025``; ``10/11/2025`` can mean two, and ``31.02.2025`` none.

Source: the names of months and weekdays are those of Unicode CLDR, by way of Babel.
"""

from __future__ import annotations

import datetime as dt
import functools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from audiopub.model import Finding, Place
from audiopub.text.language import base

# Where a word is looked up that the text's own language does not have as a month.
_LANGUAGES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb"),
    *("fi", "pl", "cs", "uk", "ru", "bg", "ro", "hu", "tr", "el"),
)
_DAYS = """
    car carsamba cmt cs csutortok ct ctvrtek cum cuma cumartesi czw czwartek di dienstag dim
    dimanche dinsdag do dom domenica domingo donderdag donnerstag dum duminica fr fre fredag
    freitag fri friday gio giovedi h hetfo jeu jeudi joi jue jueves k ke kedd keskiviikko
    keskiviikkona la lauantai lauantaina lor lordag lun lundi lunedi lunes luni lør lørdag ma
    maanantai maanantaina maandag man mandag mar mardi martedi martes marti mer mercoledi mercredi
    mi mie miercoles miercuri mittwoch mo mon monday montag ne nedele niedz niedziela ons onsdag p
    pa patek paz pazar pazartesi pe pentek per perjantai perjantaina persembe piatek po pon
    pondeli poniedziałek pt pzt qua quarta-feira qui quinta-feira sa sab sabado sabato sal sali
    sam sambata samedi samstag sat saturday seg segunda-feira sex sexta-feira so sob sobota son
    sondag sonntag sr sroda st streda su sun sunday sunnuntai sze szerda szo szombat søn søndag
    ter terca-feira thu thursday ti tiistai tiistaina tir tirs tirsdag tis tisdag to tor tors
    torsdag torstai torstaina tue tuesday ut utery v vasarnap ven vendredi venerdi vie viernes vin
    vineri vr vrijdag wed wednesday wo woensdag wt wtorek za zaterdag zo zondag δευ δευτερα κυρ
    κυριακη παρ παρασκευη πεμ πεμπτη σαβ σαββατο τετ τεταρτη τρι τριτη воскресенье вс вт вторник
    вівторок нд неделя неділя пʼятниця петък пн понеделник понедельник понеділок пт пятница сб
    середа ср среда сряда суббота субота събота четвер четверг четвъртък чт
"""
_WEEKDAYS = frozenset(_DAYS.split())
"""What :func:`_weekdays` gives for all of :data:`_LANGUAGES`, whose tables take 0.3 s to load."""
_NOON = dt.time(12)
_YEAR_IN_FULL = 4  # digits

_NUMERIC = regex.compile(
    r"(?<![\d\p{L}])(?<!\d[./-])(\d{4}|\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{1,2})(?!\d|[./]\d)"
)
_CHINESE = regex.compile(r"(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日")
_COMPACT = regex.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_WORDED = (  # each with the groups of year, month and day
    (
        regex.compile(
            r"(?<![\d.])(\d{1,2})(?:\.|[º°]|er|re|st|nd|rd|th|-\p{L}{1,2})?\s*(?:de\s+|of\s+|d['’])?"
            r"(\p{L}[\p{L}\p{M}]+)\.?,?\s+(?:de\s+|del\s+|of\s+)?(\d{4})(?!\d)"
        ),
        (3, 2, 1),
    ),
    (
        regex.compile(
            r"(?<!\p{L})(\p{L}[\p{L}\p{M}]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)"
        ),
        (3, 1, 2),
    ),
    (
        regex.compile(r"(?<!\d)(\d{4})[.,]?\s+(\p{L}[\p{L}\p{M}]+)\s+(\d{1,2})(?!\d)"),
        (1, 2, 3),
    ),
)

_WORD_BEFORE = regex.compile(r"(\p{L}[\p{L}\p{M}-]+)\.?,?\s+(?:(?:den|der|le|el|il|dne)\s+)?$")
_WORD_AFTER = regex.compile(r",?\s+(\p{L}[\p{L}\p{M}-]+)")
_YEAR_AFTER = regex.compile(r"\s*(?:р\.|року|г\.|года|r\.|roku)(?!\p{L})")
_TIME_AFTER = regex.compile(
    r",?\s+(?:(?:um|at|à|ore|kl\.?|saat|о|в)\s+)?(\d{1,2})[:.](\d{2})(?![\d.])(?:\s*(?:Uhr|h)\b)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date, as it stands in a text."""

    text: str
    """As it is written, with its weekday and time."""

    start: int
    """Where that begins in the text."""

    readings: tuple[dt.date, ...]
    """The days it can mean: one, or none if there is no such day, or several."""

    time: dt.time | None = None
    """The time that stands beside it."""

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)

    def moment(self, timezone: dt.tzinfo) -> dt.datetime | None:
        """Return the moment it means, if it means one; without a time, noon of that day.

        Noon, because the calendar date is then the same nearly everywhere on earth.
        """
        if len(self.readings) != 1:
            return None
        time = _NOON if self.time is None else self.time
        return dt.datetime.combine(self.readings[0], time, timezone)


def doubts(date: WrittenDate, place: Place) -> tuple[Finding, ...]:
    """Return what is to be said about a date that does not mean exactly one day."""
    if len(date.readings) == 1:
        return ()
    if date.readings:
        code, what = (
            "AP108",
            f"{date.text} can mean {_either(date.readings)}; no date was taken from it",
        )
    else:
        code, what = "AP109", f"there is no such day as {date.text}"
    example = date.readings[0] if date.readings else "2025-10-20"
    return (
        Finding(
            code=code,
            severity="warning",
            message=what,
            place=place,
            hint=f"write the year first, or say date = {example} in the episode's sidecar",
        ),
    )


def _either(days: Sequence[dt.date]) -> str:
    *others, last = map(str, days)
    return f"{', '.join(others)} or {last}"


def find(text: str, language: str) -> tuple[WrittenDate, ...]:
    """Return the dates in a line, in its order.

    Args:
        text: The line.
        language: A BCP 47 tag; a month is looked up in its language first.
    """
    languages = (base(language), *_LANGUAGES)
    found = sorted((*_numeric(text, languages[0]), *_worded(text, languages)))
    return tuple(_widened(text, start, end, readings, languages) for start, end, readings in found)


def in_file_name(stem: str, language: str) -> tuple[WrittenDate | None, str]:
    """Return the date in a file's name, as in ``2025-10-20-title``, and the rest of the name."""
    name = _COMPACT.sub(r"\1-\2-\3", stem.replace("_", "-"))
    dates = find(name, language)
    if not dates:
        return None, name
    return dates[0], f"{name[: dates[0].start]} {name[dates[0].end :]}"


def is_month(word: str, language: str) -> bool:
    """Return whether a word is a month's name in a language, in any case or abbreviated."""
    return _folded(word) in _months(language)


def is_month_anywhere(word: str) -> bool:
    """Return whether a word is a month's name in any of the languages that dates are read in."""
    return _month(word, _LANGUAGES) is not None


def is_abbreviated_month(word: str, language: str) -> bool:
    """Return whether a word is a month's name in a language, and abbreviated."""
    return _folded(word) in _abbreviated_months(language)


_Found = tuple[int, int, tuple[dt.date, ...]]


def _numeric(text: str, language: str) -> Iterator[_Found]:
    for match in _NUMERIC.finditer(text):
        first, sign, second, third = match.groups()
        digits = sorted((len(first), len(third)))
        if digits in ([1, _YEAR_IN_FULL], [2, _YEAR_IN_FULL], [1, 2], [2, 2]):
            readings = _readings(first, second, third, pointed=sign == "." and language != "en")
            yield match.start(), match.end(), readings
    for match in _CHINESE.finditer(text):
        year, month, day = map(int, match.groups())
        yield match.start(), match.end(), _days((year, month, day))


def _readings(first: str, second: str, third: str, *, pointed: bool) -> tuple[dt.date, ...]:
    """Return the days that three figures can mean.

    A year of four digits in front is followed by the month everywhere (ISO 8601). With points, the
    day comes first everywhere but in English; with other signs, nobody can tell.
    """
    a, b, c = int(first), int(second), int(third)
    if len(first) == _YEAR_IN_FULL:
        return _days((a, b, c))
    year = c if len(third) == _YEAR_IN_FULL else 2000 + c
    day_first, month_first = (year, b, a), (year, a, b)
    if pointed:
        return _days(day_first) or _days(month_first)
    if len(third) == _YEAR_IN_FULL:
        return _days(day_first, month_first)
    return _days(day_first, month_first, (2000 + a, b, c))


def _days(*candidates: tuple[int, int, int]) -> tuple[dt.date, ...]:
    """Return those of the years, months and days that exist, each once."""
    days = []
    for year, month, day in candidates:
        try:
            days.append(dt.date(year, month, day))
        except ValueError:
            continue
    return tuple(dict.fromkeys(days))


def _worded(text: str, languages: Sequence[str]) -> Iterator[_Found]:
    for pattern, groups in _WORDED:
        for match in pattern.finditer(text, overlapped=True):
            year, name, day = (match[group] for group in groups)
            month = _month(name, languages)
            if month:
                yield match.start(), match.end(), _days((int(year), month, int(day)))


def _widened(
    text: str, start: int, end: int, readings: tuple[dt.date, ...], languages: Sequence[str]
) -> WrittenDate:
    """Return a date with the weekday before it, and with the word for year and the time after."""
    before = _WORD_BEFORE.search(text, 0, start)
    if before and _is_weekday(before[1], languages):
        start = before.start()
    if after := _YEAR_AFTER.match(text, end):
        end = after.end()
    if (after := _WORD_AFTER.match(text, end)) and _is_weekday(after[1], languages):
        end = after.end()
    time = None
    if after := _TIME_AFTER.match(text, end):
        hour, minute = int(after[1]), int(after[2])
        if hour < 24 and minute < 60:  # noqa: PLR2004 - hours and minutes
            time, end = dt.time(hour, minute), after.end()
    return WrittenDate(text=text[start:end], start=start, readings=readings, time=time)


def _month(name: str, languages: Sequence[str]) -> int | None:
    folded = _folded(name)
    numbers = (_months(language).get(folded) for language in languages)
    return next((number for number in numbers if number), None)


@functools.cache
def _months(language: str) -> dict[str, int]:
    """Return the months' numbers by their names, in all cases and abbreviated."""
    return {_folded(name): number for number, name in _names(language, "months")}


@functools.cache
def _abbreviated_months(language: str) -> frozenset[str]:
    """Return the names that are abbreviated; "May" and "mars" are not."""
    full = {_folded(name) for _, name in _names(language, "months", ("wide",))}
    return frozenset(_months(language)) - full


def _is_weekday(name: str, languages: Sequence[str]) -> bool:
    folded = _folded(name)
    others = (language for language in languages if language not in _LANGUAGES)
    return folded in _WEEKDAYS or any(folded in _weekdays(language) for language in others)


@functools.cache
def _weekdays(language: str) -> frozenset[str]:
    return frozenset(_folded(name) for _, name in _names(language, "days"))


def _names(
    language: str, kind: str, widths: Sequence[str] = ("wide", "abbreviated")
) -> Iterator[tuple[int, str]]:
    """Yield the numbers and names of months or weekdays; none if CLDR has only figures."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return
    for names in getattr(locale, kind).values():
        for width in widths:
            for number, name in names[width].items():
                if not name.rstrip(".").isdigit():
                    yield number, name


def _folded(word: str) -> str:
    """Return a word without case, accents, the Turkish dotless i, and its abbreviating point."""
    bare = unicodedata.normalize("NFD", word.casefold()).replace("ı", "i").rstrip(".")
    return "".join(character for character in bare if not unicodedata.combining(character))
