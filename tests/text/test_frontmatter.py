from __future__ import annotations

import datetime as dt
from itertools import chain
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub.errors import TextError
from audiopub.model import Draft, Finding, Given, Person
from audiopub.text import frontmatter
from audiopub.text.document import Line

T = TypeVar("T")
ZONE = dt.timezone(dt.timedelta(hours=2))


def take(text: str) -> tuple[Draft, list[str], tuple[Finding, ...]]:
    lines = [Line(text=line, number=n) for n, line in enumerate(text.split("\n"), start=1)]
    draft, rest, findings = frontmatter.take(lines, "a.md", ZONE)
    return draft, [line.text for line in rest], findings


def value(given_value: Given[T] | None) -> T:
    assert given_value
    return given_value.value


def refused(text: str) -> list[TextError]:
    """Return the errors of a front matter, all at once."""
    with pytest.raises(ExceptionGroup) as caught:
        take(text)
    assert caught.value.message == "a.md"
    errors = [error for error in caught.value.exceptions if isinstance(error, TextError)]
    assert len(errors) == len(caught.value.exceptions)
    return errors


TOML = """\
+++
title = "Krieg und Frieden"
subtitle = "Ein Kommentar"
authors = ["Ada Lovelace", "Karl Meier"]
date = 2025-10-20
language = "de"
link = "https://example.org/a"
summary = "Worum es geht."
notice = "Die Stimme ist synthetisch."
keywords = ["Krieg", "Frieden"]
explicit = false
kind = "bonus"
season = 2
episode = 7
+++
Text"""

YAML = """\
---
# for the blog
title: "Krieg und Frieden"
subtitle: Ein Kommentar
author: Ada Lovelace und Karl Meier
date: 20. Oktober 2025
lang: de
url: https://example.org/a
description: >
  Worum
  es geht.
notice: 'Die Stimme ist synthetisch.'
tags:
- Krieg
- Frieden
explicit: no
kind: bonus
season: 2
number: 7
---
Text"""


@pytest.mark.parametrize("text", [TOML, YAML])
def test_all_fields_are_read_in_both_forms(text: str) -> None:
    draft, rest, findings = take(text)
    assert rest == ["Text"]
    assert findings == ()
    assert value(draft.title) == "Krieg und Frieden"
    assert value(draft.subtitle) == "Ein Kommentar"
    assert value(draft.authors) == (Person(name="Ada Lovelace"), Person(name="Karl Meier"))
    assert value(draft.date) == dt.datetime(2025, 10, 20, 12, tzinfo=ZONE)
    assert value(draft.language) == "de"
    assert value(draft.link) == "https://example.org/a"
    assert value(draft.summary) == "Worum es geht."
    assert value(draft.notice) == "Die Stimme ist synthetisch."
    assert value(draft.keywords) == ("Krieg", "Frieden")
    assert value(draft.explicit) is False
    assert value(draft.kind) == "bonus"
    assert value(draft.season) == 2
    assert value(draft.number) == 7


def test_every_field_says_where_it_stands() -> None:
    for text in (TOML, YAML):
        draft, _, _ = take(text)
        assert draft.title
        assert draft.title.source == "front matter"
        line = (
            text.split("\n").index(
                'title = "Krieg und Frieden"' if text is TOML else 'title: "Krieg und Frieden"'
            )
            + 1
        )
        assert str(draft.title.place) == f"a.md:{line}"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("date: 2025-10-20", dt.datetime(2025, 10, 20, 12, tzinfo=ZONE)),
        ("date: 2025-10-20T18:30", dt.datetime(2025, 10, 20, 18, 30, tzinfo=ZONE)),
        ("date: 2025-10-20T18:30:00Z", dt.datetime(2025, 10, 20, 18, 30, tzinfo=dt.UTC)),
        ("date: October 20, 2025", dt.datetime(2025, 10, 20, 12, tzinfo=ZONE)),
    ],
)
def test_dates_may_have_a_time_and_a_zone(written: str, moment: dt.datetime) -> None:
    draft, _, _ = take(f"---\n{written}\n---")
    assert value(draft.date) == moment


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2025-10-20T18:30:00", dt.datetime(2025, 10, 20, 18, 30, tzinfo=ZONE)),
        ("2025-10-20T18:30:00Z", dt.datetime(2025, 10, 20, 18, 30, tzinfo=dt.UTC)),
        ('"20.10.2025"', dt.datetime(2025, 10, 20, 12, tzinfo=ZONE)),
    ],
)
def test_toml_has_dates_of_its_own(written: str, moment: dt.datetime) -> None:
    draft, _, _ = take(f"+++\ndate = {written}\n+++")
    assert value(draft.date) == moment


def test_an_ambiguous_date_is_a_finding_and_no_date() -> None:
    draft, _, [finding] = take("---\ntitle: a\ndate: 10/11/2025\n---")
    assert draft.date is None
    assert (finding.code, str(finding.place)) == ("AP108", "a.md:3")


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: a\ntitel: b\nfoo: news\nsummary1: c\n---",
        "+++\ntitle = 'a'\ntitel = 'b'\nfoo = 'news'\nsummary1 = 5\n+++",
    ],
)
def test_every_key_that_is_not_known_is_reported(text: str) -> None:
    _, _, findings = take(text)
    assert [(finding.code, str(finding.place)) for finding in findings] == [
        ("AP107", "a.md:3"),
        ("AP107", "a.md:4"),
        ("AP107", "a.md:5"),
    ]
    assert [finding.message.split()[3] for finding in findings] == ["titel", "foo", "summary1"]
    assert findings[0].hint == "did you mean title?"
    assert (findings[1].hint or "").startswith("known are author, authors, date,")
    assert findings[2].hint == "did you mean summary?"


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("title = 5", "title is not a text"),
        ("keywords = [1]", "keywords is not a list of texts"),
        ('date = "bald"', "date is not a date"),
        ("date = 5", "date is not a date"),
        ('language = "Deutsch, bitte"', "language is not a language tag"),
        ('link = "javascript:alert(1)"', "link is not an address"),
        ('explicit = "maybe"', "explicit is not true or false"),
        ('kind = "extra"', "kind is not a kind of episode"),
        ("season = 0", "season is not a number from 1"),
        ("number = true", "number is not a number from 1"),
    ],
)
def test_a_value_of_the_wrong_kind_is_an_error_with_its_line_and_a_cure(
    entry: str, what: str
) -> None:
    [error] = refused(f"+++\nnotice = 'a'\n{entry}\n+++")
    assert (error.code, error.what, error.line) == ("AP106", what, 3)
    assert "write" in (error.hint or "")


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: a\nseason: one\nexplicit: maybe\nlink: b\n---",
        "+++\ntitle = 'a'\nseason = 'one'\nexplicit = 'maybe'\nlink = 'b'\n+++",
    ],
)
def test_all_values_of_the_wrong_kind_are_told_at_once(text: str) -> None:
    assert [(error.code, error.path, error.line) for error in refused(text)] == [
        ("AP106", "a.md", 3),
        ("AP106", "a.md", 4),
        ("AP106", "a.md", 5),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("+++\ntitle = 'a'", 1),
        ("+++\ntitle = 'a'\nauthor = \n+++", 3),
        ("+++\na = " + "[" * 100_000 + "\n+++", 2),
    ],
)
def test_broken_toml_is_an_error_with_its_place(text: str, line: int) -> None:
    with pytest.raises(TextError) as caught:
        take(text)
    assert (caught.value.code, caught.value.line) == ("AP105", line)


@pytest.mark.parametrize(
    "text",
    ["", "Text", "---", "---\nText\n---\nmehr", "---\ntitle: a", "---\nModerator: Guten Tag.\n---"],
)
def test_what_is_no_front_matter_stays_in_the_text(text: str) -> None:
    draft, rest, _ = take(text)
    assert draft == Draft()
    assert "\n".join(rest) == text


WORDS = st.text(st.characters(categories=["Ll", "Lu"], codec="ascii"), min_size=1, max_size=8)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_keywords_come_back_from_every_way_to_write_them(words: list[str]) -> None:
    quoted = ", ".join(f'"{word}"' for word in words)
    ways = (
        f"+++\nkeywords = [{quoted}]\n+++",
        f"---\nkeywords: [{quoted}]\n---",
        f"---\nkeywords: {', '.join(words)}\n---",
        "\n".join(chain(["---", "keywords:"], (f"- {word}" for word in words), ["---"])),
    )
    assert {value(take(way)[0].keywords) for way in ways} == {tuple(words)}
