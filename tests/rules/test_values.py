"""Values as feeds write them."""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub.rules import values
from audiopub.rules.languages import is_language


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Mon, 20 Oct 2025 08:30:00 +0200", "2025-10-20T08:30:00+02:00"),
        ("20 Oct 2025 08:30 GMT", "2025-10-20T08:30:00+00:00"),
        ("mon, 20 oct 2025 08:30:00 -0330", "2025-10-20T08:30:00-03:30"),
        ("Mon, 20 Oct 25 08:30:00 EST", "2025-10-20T08:30:00-05:00"),
        ("Wed, 20 Oct 99 08:30:00 PDT", "1999-10-20T08:30:00-07:00"),
        ("Mon,  20 Oct 2025 08:30:60 Z (leap)", "2025-10-20T08:30:59+00:00"),
        ("Mon, 20 Oct 2025 08:30:00 UTC", "2025-10-20T08:30:00+00:00"),
        ("Mon, 20 Oct 2025 08:30:00 A", "2025-10-20T08:30:00+00:00"),
    ],
)
def test_dates_of_the_rfcs_are_read(written: str, moment: str) -> None:
    found = values.date(written)
    assert found
    assert found.moment.isoformat() == moment
    assert found.weekday_right


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2025-10-20T08:30:00Z",
        "Mon, 20 Oct 2025",
        "Mon, 20 Oct 2025 08:30:00",
        "Mon, 31 Feb 2025 08:30:00 GMT",
        "Mon, 20 Okt 2025 08:30:00 GMT",
        "Xyz, 20 Oct 2025 08:30:00 GMT",
        "Mon, 20 Oct 2025 24:30:00 GMT",
        "Mon, 20 Oct 2025 08:30:00 MEZ",
        "Mon, 20 Oct 2025 08:30:00 +0260",
        "Mon, 20 Oct 2025 08:30:00 +2400",
        "Mon, 20 Oct 0000 08:30:00 GMT",
        "Mon, ٢٠ Oct 2025 08:30:00 GMT",
    ],
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert values.date(written) is None


def test_a_wrong_day_of_the_week_is_noticed() -> None:
    found = values.date("Tue, 20 Oct 2025 08:30:00 GMT")
    assert found
    assert not found.weekday_right


@given(
    st.datetimes(
        min_value=dt.datetime(1000, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
        timezones=st.integers(-1439, 1439).map(
            lambda minutes: dt.timezone(dt.timedelta(minutes=minutes))
        ),
    )
)
def test_dates_as_python_writes_them_are_read_back(moment: dt.datetime) -> None:
    found = values.date(format_datetime(moment))
    assert found
    assert found.moment == moment.replace(microsecond=0)
    assert found.weekday_right


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("62", 62),
        ("7:10", 430),
        ("1:02:03", 3723),
        ("00:03:07.250", 187.25),
        ("100:00:00", 360_000),
        ("187.25", 187.25),
        ("90:00", None),
        (f"1{'0' * 5000}", None),
        (f"1{'0' * 5000}:00:00", None),
        ("1:60", None),
        ("1:2:3:4", None),
        (":30", None),
        ("-5", None),
        ("", None),
        ("1h", None),
        ("١:٠٠", None),
    ],
)
def test_times_are_read_as_seconds(written: str, seconds: float | None) -> None:
    assert values.clock(written) == seconds


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://example.org/a?b#c", None),
        ("http://[::1]:8080/", None),
        ("", "is empty"),
        ("https://example.org/a b", "has a space in it"),
        ("https://example.org:port/", "is malformed"),
        ("https://[::1/", "is malformed"),
        ("/a/b", "is not absolute"),
        ("ftp://example.org/", "begins with ftp:, not with https:"),
        ("https:///a", "names no server"),
    ],
)
def test_what_is_no_address_is_told_why(address: str, fault: str | None) -> None:
    assert values.not_web(address) == fault


@pytest.mark.parametrize("email", ["a@b.example", "Ä.b+c@sub.example.org"])
def test_an_e_mail_address_is_one(email: str) -> None:
    assert values.is_email(email)


@pytest.mark.parametrize("email", ["", "a@b", "a b@c.de", "A <a@b.de>", "a@b..de", "@b.de"])
def test_what_is_no_e_mail_address_is_none(email: str) -> None:
    assert not values.is_email(email)


@pytest.mark.parametrize("tag", ["de", "en-GB", "pt_BR", "zh-Hans-CN", "es-419", "iw", "yue"])
def test_a_language_is_one(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize("tag", ["", "qq", "d", "English", "de-", "de--DE", "en GB", "deutsch"])
def test_what_is_no_language_is_none(tag: str) -> None:
    assert not is_language(tag)


def test_texts_are_the_same_whatever_their_white_space_and_their_form() -> None:
    assert values.same_text("Cafe\u0301  au\nlait", "Café au\u00a0lait")
    assert values.same_text("a --> b", "a \N{RIGHTWARDS ARROW} b")
    assert not values.same_text("Anfang", "anfang")


def test_a_long_text_is_shortened_on_one_line() -> None:
    assert values.shortened("a\nb") == "a b"
    assert values.shortened("x" * 61) == "x" * 59 + "…"
