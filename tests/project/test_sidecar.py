from __future__ import annotations

import datetime as dt
import zoneinfo
from pathlib import Path

import pytest

from audiopub.errors import AudiopubError
from audiopub.model import Draft, Person
from audiopub.project.sidecar import read

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")


def draft(tmp_path: Path, text: str) -> Draft:
    file = tmp_path / "a.toml"
    file.write_text(text, encoding="utf-8")
    return read(file, "episodes/a.toml", BERLIN)[1]


def test_every_field_says_where_it_stands(tmp_path: Path) -> None:
    given = draft(tmp_path, '# x\ntitle = "T"\nauthors = ["A", "B"]\n').title
    assert given
    assert (given.value, given.source) == ("T", "sidecar")
    assert str(given.place) == "episodes/a.toml:2:1"


def test_persons_stand_where_their_table_begins(tmp_path: Path) -> None:
    persons = draft(tmp_path, 'title = "T"\n[[persons]]\nname = "P"\nrole = "guest"\n').persons
    assert persons
    assert str(persons.place) == "episodes/a.toml:2:1"


def test_all_fields_are_heard(tmp_path: Path) -> None:
    found = draft(
        tmp_path,
        """
title = "T"
subtitle = "S"
authors = ["A"]
date = 2025-10-20
language = "uk"
link = "https://example.org"
summary = "Sum."
notice = "Synthetic."
keywords = ["a", "b"]
explicit = true
kind = "bonus"
season = 1
number = 2
align = "estimate"
[[persons]]
name = "P"
role = "guest"
link = "https://example.org/p"
""",
    )
    values = {name: getattr(found, name) for name in Draft.__slots__}
    assert {name: given.value for name, given in values.items() if given} == {
        "title": "T",
        "subtitle": "S",
        "authors": (Person(name="A"),),
        "date": dt.datetime(2025, 10, 20, 12, tzinfo=BERLIN),
        "language": "uk",
        "link": "https://example.org",
        "summary": "Sum.",
        "notice": "Synthetic.",
        "keywords": ("a", "b"),
        "explicit": True,
        "kind": "bonus",
        "season": 1,
        "number": 2,
        "align": "estimate",
        "persons": (Person(name="P", role="guest", link="https://example.org/p"),),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-10-20", dt.datetime(2025, 10, 20, 12, tzinfo=BERLIN)),
        ("2025-10-20T06:30:00", dt.datetime(2025, 10, 20, 6, 30, tzinfo=BERLIN)),
        ("2025-10-20T06:30:00Z", dt.datetime(2025, 10, 20, 6, 30, tzinfo=dt.UTC)),
    ],
)
def test_a_date_has_a_time_and_a_zone(tmp_path: Path, text: str, expected: dt.datetime) -> None:
    given = draft(tmp_path, f"date = {text}").date
    assert given
    assert given.value == expected


@pytest.mark.parametrize(
    "text",
    [
        'date = "20.10.2025"',
        'kind = "episode"',
        "season = 0",
        'align = "no"',
        'link = "x"',
        '[[persons]]\nname = "P"',
    ],
)
def test_a_value_that_cannot_be_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ExceptionGroup) as caught:
        draft(tmp_path, text)
    assert caught.group_contains(AudiopubError)


def test_a_sidecar_holds_no_control_characters(tmp_path: Path) -> None:
    with pytest.raises(ExceptionGroup) as caught:
        draft(tmp_path, 'summary = "a"\nkeywords = ["b", "\\u0000"]\n')
    assert caught.group_contains(AudiopubError, match=r"a\.toml:2:1: keywords: .* U\+0000")


def test_the_address_of_an_article_may_have_a_query(tmp_path: Path) -> None:
    link = draft(tmp_path, 'link = "https://example.org/?id=1#top"').link
    assert link
    assert link.value == "https://example.org/?id=1#top"
