from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest

from audiopub.site.interface import (
    clock,
    direction,
    interface_for,
    iso_duration,
    seconds_of,
)
from audiopub.site.words import WORDS, Words

LANGUAGES = ("cs", "de", "en", "es", "fi", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr", "uk")

MOMENT = dt.datetime(2025, 10, 20, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=9)))


def sayings(words: Words) -> dict[str, str]:
    """All words of a language by name, those for roles among them."""
    said = {field.name: getattr(words, field.name) for field in dataclasses.fields(words)}
    return said | {f"role {role}": word for role, word in said.pop("roles").items()}


def test_fourteen_languages_are_spoken() -> None:
    assert tuple(WORDS) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_and_puts_in_the_same(language: str) -> None:
    theirs, english = sayings(WORDS[language]), sayings(WORDS["en"])
    assert theirs.keys() == english.keys()
    for name, word in theirs.items():
        assert word.strip() == word != ""
        assert re.findall(r"\{\w*\}", word) == re.findall(r"\{\w*\}", english[name]), name


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_cyrillic_words_hold_no_latin_letters(language: str) -> None:
    for word in sayings(WORDS[language]).values():
        assert not re.search(r"[A-Za-z]", re.sub(r"\{\w+\}", "", word))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_end_as_sentences(language: str) -> None:
    words = WORDS[language]
    for sentence in (words.estimated, words.partly_estimated, words.unspoken):
        assert sentence.endswith(".")


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
    assert interface.words is WORDS["en"]


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
