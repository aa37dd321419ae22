from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

import audiopub.site
from audiopub.site.interface import (
    LANGUAGES,
    ROLES,
    clock,
    direction,
    interface_for,
    iso_duration,
    seconds_of,
)

SITE = Path(audiopub.site.__file__).parent
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")

MOMENT = dt.datetime(2025, 10, 20, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=9)))


def catalogue(language: str) -> Catalog:
    with (SITE / "languages" / f"{language}.po").open(encoding="utf-8") as file:
        return read_po(file, locale=language)


def sayings(language: str) -> dict[tuple[str | None, str], str]:
    """All words of a language by their context and their English."""
    return {
        (message.context, str(message.id)): str(message.string)
        for message in catalogue(language)
        if message.id
    }


def asked() -> set[tuple[str | None, str]]:
    """What the templates and the roles ask for."""
    found: set[tuple[str | None, str]] = {("role", word) for word in ROLES.values()}
    for template in (SITE / "templates").iterdir():
        with template.open("rb") as file:
            for _, _, message, _ in babel_extract(file, ("_",), (), {}):
                # With values to put in, the message comes first in a tuple.
                first = message if isinstance(message, str) else (message or ("",))[0]
                found.add((None, first or ""))
    return found


def test_fourteen_languages_are_spoken() -> None:
    assert len(LANGUAGES) == 14
    assert {path.stem for path in (SITE / "languages").iterdir()} == set(TRANSLATED)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_language_says_what_is_asked_for_and_nothing_else(language: str) -> None:
    theirs = sayings(language)
    assert theirs.keys() == asked()
    for (_, english), word in theirs.items():
        assert word.strip() == word != ""
        assert re.findall(r"%\(\w+\)s", word) == re.findall(r"%\(\w+\)s", english), english
        assert english.endswith(".") == word.endswith("."), english


def test_a_message_that_nobody_translated_would_be_noticed() -> None:
    assert (None, "Chapters") in asked()
    assert (None, "Play from %(time)s") in asked()
    assert ("role", "Voice") in asked()


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogues_are_sound(language: str) -> None:
    assert not [error for _, errors in catalogue(language).check() for error in errors]


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_cyrillic_words_hold_no_latin_letters(language: str) -> None:
    for word in sayings(language).values():
        assert not re.search(r"[A-Za-z]", re.sub(r"%\(\w+\)s", "", word))


@pytest.mark.parametrize(
    ("tag", "date"),
    [
        ("de", "20. Oktober 2025"),
        ("en", "October 20, 2025"),
        ("en-GB", "20 October 2025"),
        ("uk", "20 жовтня 2025\u202fр."),
        ("pt-BR", "20 de outubro de 2025"),
        ("fi", "20. lokakuuta 2025"),
    ],
)
def test_a_date_is_the_day_at_the_place_of_publication(tag: str, date: str) -> None:
    assert interface_for(tag).date(MOMENT) == date


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 Sek."),
        (41.7, "42 Sek."),
        (59.4, "59 Sek."),
        (59.6, "1 Min."),
        (458, "8 Min."),
        (3600, "1 Std."),
        (3599.9, "1 Std."),
        (3900, "1 Std. 5 Min."),
        (90000, "25 Std."),
    ],
)
def test_durations_are_said_to_the_minute(seconds: float, said: str) -> None:
    assert interface_for("de").duration(seconds) == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (1, "0,1 MB"),
        (64_200, "0,1 MB"),
        (999_999, "1,0 MB"),
        (7_326_000, "7,3 MB"),
        (250_000_000, "250,0 MB"),
    ],
)
def test_sizes_are_said_in_megabytes(length: int, said: str) -> None:
    assert interface_for("de").size(length) == said


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_writes_times_and_sizes(tag: str) -> None:
    interface = interface_for(tag)
    assert interface.language == tag
    assert "5" in interface.duration(3900)
    assert re.search("7[.,]3", interface.size(7_300_000))
    assert interface.number(1.25) in {"1.25", "1,25"}


@pytest.mark.parametrize("tag", ["yo", "x-klingon", "", "de_DE.UTF-8", "ar", "99"])
def test_other_languages_and_no_languages_are_met_in_english(tag: str) -> None:
    interface = interface_for(tag)
    assert interface.language == "en"
    assert interface.catalogue.gettext("Chapters") == "Chapters"


def test_a_role_without_a_word_stays_as_it_is() -> None:
    interface = interface_for("de")
    assert interface.role("Narrator") == "Stimme"
    assert interface.role("audio engineer") == "audio engineer"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("de", "ltr"), ("pt-BR", "ltr"), ("", "ltr")],
)
def test_languages_run_in_their_direction(tag: str, expected: str) -> None:
    assert direction(tag) == expected


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (59.9, "0:59"), (66.47, "1:06"), (3723.2, "1:02:03")]
)
def test_the_clock_shows_times_as_players_do(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0, "PT0S"), (42, "PT42S"), (3600, "PT1H"), (3723.4, "PT1H2M3S"), (60, "PT1M")],
)
def test_durations_are_written_for_machines(seconds: float, written: str) -> None:
    assert iso_duration(seconds) == written


@pytest.mark.parametrize(
    ("time", "written"), [(0, "0"), (41.0, "41"), (66.474, "66.47"), (100.5, "100.5")]
)
def test_fragments_are_as_short_as_they_can_be(time: float, written: str) -> None:
    assert seconds_of(time) == written
