from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from audiopub.model import Place
from audiopub.text import dates

DAY = dt.date(2025, 10, 20)
LANGUAGES = (
    *("cs", "da", "de", "en", "es", "fi", "fr", "hu", "it", "nb"),
    *("nl", "pl", "pt", "ru", "sv", "tr", "uk"),
)


def readings(text: str, language: str) -> list[tuple[dt.date, ...]]:
    return [date.readings for date in dates.find(text, language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("20.10.2025", "de"),
        ("20. 10. 2025", "cs"),
        ("20.10.25", "ru"),
        ("2025-10-20", "en"),
        ("2025/10/20", "en"),
        ("20/10/2025", "fr"),
        ("10/20/2025", "en"),
        ("October 20th, 2025", "en"),
        ("Oct. 20, 2025", "en"),
        ("20 October 2025", "de"),
        ("20 жовтня 2025 року", "uk"),
        ("20-го октября 2025 г.", "ru"),
        ("20 października 2025 r.", "pl"),
        ("20 EKİM 2025", "tr"),
        ("2025年10月20日", "zh"),
    ],
)
def test_a_sure_date_has_one_reading(text: str, language: str) -> None:
    assert readings(text, language) == [(DAY,)]


@pytest.mark.parametrize("language", LANGUAGES)
@given(day=st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)))
def test_the_long_form_of_every_language_is_understood(language: str, day: dt.date) -> None:
    for width in ("long", "full"):
        written = format_date(day, width, locale=language)
        assert readings(f"X – {written}", "en") == [(day,)]


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("10/11/2025", "fr", 2),
        ("10-11-2025", "nl", 2),
        ("10.11.2025", "en", 2),
        ("01/02/03", "en", 3),
        ("31.02.2025", "de", 0),
        ("31. Februar 2025", "de", 0),
    ],
)
def test_what_is_not_sure_is_not_guessed(text: str, language: str, number: int) -> None:
    [date] = dates.find(text, language)
    assert len(date.readings) == number
    assert date.moment(dt.UTC) is None


@pytest.mark.parametrize(
    "text",
    [
        "Version 1.2.3",
        "am 3. Oktober",
        "Oktober 2025",
        "5 Fragen 2025",
        "1.2.3.4",
        "192.168.10.20",
        "Tel. 030/1234/56",
        "2025-10-2025",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert readings(text, "de") == []


def test_weekday_and_time_belong_to_the_date() -> None:
    text = "Kiew, Montag, den 20. Oktober 2025, 14:30 Uhr."
    [date] = dates.find(text, "de")
    assert date.text == "Montag, den 20. Oktober 2025, 14:30 Uhr"
    assert text[date.start : date.end] == date.text
    timezone = dt.timezone(dt.timedelta(hours=2))
    assert date.moment(timezone) == dt.datetime(2025, 10, 20, 14, 30, tzinfo=timezone)
    [turkish] = dates.find("20 Ekim 2025, Pazartesi", "tr")
    assert turkish.text == "20 Ekim 2025, Pazartesi"


def test_a_time_that_is_none_does_not_belong_to_it() -> None:
    [date] = dates.find("20.10.2025, 25:10", "de")
    assert (date.text, date.time) == ("20.10.2025", None)


def test_without_a_time_it_is_noon() -> None:
    [date] = dates.find("20.10.2025", "de")
    assert date.moment(dt.UTC) == dt.datetime(2025, 10, 20, 12, tzinfo=dt.UTC)


def test_several_dates_are_found_in_order() -> None:
    found = dates.find("Der 9. November 1989 – Anna Meier, 20.10.2025", "de")
    assert [date.readings[0].year for date in found] == [1989, 2025]


@pytest.mark.parametrize(
    ("stem", "rest"),
    [
        ("2025-10-20-rubio-lawrow", "-rubio-lawrow"),
        ("2025_10_20_rubio", "-rubio"),
        ("20251020 rubio", "rubio"),
        ("rubio-2025-10-20", "rubio-"),
        ("20.10.2025", ""),
    ],
)
def test_a_file_name_bears_a_date(stem: str, rest: str) -> None:
    date, left = dates.in_file_name(stem, "de")
    assert date
    assert date.readings == (DAY,)
    assert left.strip() == rest


def test_a_file_name_without_a_date_is_left_alone() -> None:
    assert dates.in_file_name("folge-12345678", "de") == (None, "folge-12345678")


def test_doubts_name_the_readings_and_the_key_that_settles_it() -> None:
    place = Place(path="a.txt", line=1)
    [ambiguous] = dates.doubts(dates.find("10/11/2025", "en")[0], place)
    assert ambiguous.code == "AP108"
    assert "2025-11-10 or 2025-10-11" in ambiguous.message
    assert "date = 2025-11-10" in (ambiguous.hint or "")
    [impossible] = dates.doubts(dates.find("31.02.2025", "de")[0], place)
    assert impossible.code == "AP109"
    assert dates.doubts(dates.find("20.10.2025", "de")[0], place) == ()


def test_months_are_known_by_language() -> None:
    assert dates.is_month("Oktober", "de")
    assert not dates.is_month("Oktober", "uk")
    assert not dates.is_month("Oktober", "xx")
    assert dates.is_abbreviated_month("Okt.", "de")
    assert not dates.is_abbreviated_month("Mai", "de")


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    for date in dates.find(text, "de"):
        assert text[date.start : date.end] == date.text


def test_the_weekdays_are_those_of_cldr() -> None:
    assert set().union(*map(dates._weekdays, dates._LANGUAGES)) == dates._WEEKDAYS
