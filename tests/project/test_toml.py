from __future__ import annotations

import contextlib
import datetime as dt
import tomllib
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from audiopub.errors import ConfigError
from audiopub.project.toml import Document, Key, positions, read

KEYS = (
    Key(name="show.title", kind=str, doc="d", example='"T"', required=True),
    Key(name="show.explicit", kind=bool, doc="d", example="false"),
    Key(name="show.owner.email", kind=str, doc="d", example='"a@b.c"'),
    Key(name="show.funding[].link", kind=str, doc="d", example='"https://e.org"', required=True),
    Key(name="audio.crossfade", kind=float, doc="d", example="1.0"),
    Key(name="sources.audio", kind=list, doc="d", example='["a"]'),
    Key(name="when", kind=(dt.date, dt.datetime), doc="d", example="2026-01-31"),
    Key(
        name="season",
        kind=int,
        doc="d",
        example="1",
        check=lambda value: None if value > 0 else "too small",
    ),
)


def problems(text: str) -> list[ConfigError]:
    with pytest.raises(ExceptionGroup) as caught:
        read(text.encode(), "audiopub.toml", KEYS)
    return [error for error in caught.value.exceptions if isinstance(error, ConfigError)]


def good(text: str) -> Document:
    return read(text.encode(), "audiopub.toml", KEYS)


def test_values_of_a_good_file_can_be_read_with_their_places() -> None:
    document = good('# a show\n[show]\ntitle = "T"\n  owner.email = "a@b.c"\n')
    assert document.get("show", "title") == "T"
    assert document.get("show", "owner", "email") == "a@b.c"
    assert document.get("show", "explicit") is None
    assert str(document.place("show", "title")) == "audiopub.toml:3:1"
    assert str(document.place("show", "owner", "email")) == "audiopub.toml:4:3"
    assert str(document.place("show", "explicit")) == "audiopub.toml:2:1"
    assert str(document.place("audio")) == "audiopub.toml"


def test_a_whole_number_is_a_number() -> None:
    assert good('[show]\ntitle="T"\n[audio]\ncrossfade = 2').get("audio", "crossfade") == 2


@pytest.mark.parametrize("marks", ["\ufeff", "\ufeff\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_byte_order_marks_are_passed_over(marks: str, end: str) -> None:
    document = good(f'{marks}[show]{end}title = "T"{end}')
    assert document.get("show", "title") == "T"
    assert str(document.place("show", "title")) == "audiopub.toml:2:1"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("[show]\ntitle = Voices\n", 2, 9),
        ("[show]\ntitle = 'a\n", 2, None),
        ("[show", 1, None),
        ("[show]\ntitle = 1\ntitle = 2\n", None, None),
    ],
)
def test_broken_toml_is_refused_with_its_place(text: str, line: int | None, column: int) -> None:
    with pytest.raises(ConfigError, match="not valid TOML") as caught:
        good(text)
    assert caught.value.code == "AP140"
    if line:
        assert caught.value.line == line
    if column:
        assert caught.value.column == column


def test_a_file_that_is_not_utf8_is_refused_with_its_line() -> None:
    with pytest.raises(ConfigError, match="not UTF-8") as caught:
        read('[show]\ntitle = "Grüße"'.encode("latin-1"), "audiopub.toml", KEYS)
    assert (caught.value.code, caught.value.line) == ("AP140", 2)


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ('[show]\ntitle="T"\ntitel="x"', "audiopub.toml:3:1", "did you mean title?"),
        ('[show]\ntitle="T"\n\n  [shwo]\nx=1', "audiopub.toml:4:3", "did you mean show?"),
        (
            'title="T"\n[show]\ntitle="T"',
            "audiopub.toml:1:1",
            "did you mean show.title, in another",
        ),
        ('[show]\ntitle="T"\nowner.phone="1"', "audiopub.toml:3:1", "known here: email"),
    ],
)
def test_an_unknown_key_is_named_with_its_place_and_the_nearest_known(
    text: str, place: str, hint: str
) -> None:
    (problem,) = problems(text)
    assert problem.code == "AP141"
    assert str(problem).startswith(f"{place}: unknown key")
    assert hint in (problem.hint or "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[show]\ntitle=1", "show.title is a whole number, it should be a text"),
        ('[show]\ntitle="T"\nexplicit="no"', "show.explicit is a text, it should be true or false"),
        ('[show]\ntitle="T"\n[audio]\ncrossfade="1"', "audio.crossfade is a text"),
        ('[show]\ntitle="T"\n[audio]\ncrossfade=true', "audio.crossfade is true or false"),
        ('[show]\ntitle="T"\n[sources]\naudio="a"', "sources.audio is a text, it should be a list"),
        ('[show]\ntitle="T"\n[sources]\naudio=[1]', "sources.audio is a list of texts"),
        ('[show]\ntitle="T"\nfunding="x"', "show.funding is not a table"),
        ('show="x"', "show is not a table"),
        ('when="x"\n[show]\ntitle="T"', "when is a text, it should be a date or a date with time"),
    ],
)
def test_a_wrong_type_is_named_with_what_it_should_be(text: str, message: str) -> None:
    found = [problem for problem in problems(text) if problem.code == "AP142"]
    assert message in found[0].what
    assert found[0].line


def test_a_value_that_cannot_be_is_named() -> None:
    (problem,) = problems('season = 0\n[show]\ntitle="T"')
    assert (problem.code, problem.what) == ("AP144", "season: too small")


def test_missing_keys_are_named_with_their_table() -> None:
    text = '[show]\n[[show.funding]]\nlink="https://e.org"\n[[show.funding]]\n'
    assert [str(problem) for problem in problems(text)] == [
        "audiopub.toml:1:1: show.title is missing",
        "audiopub.toml:4:1: show.funding[].link is missing",
    ]


def test_a_required_key_is_missing_from_an_empty_file() -> None:
    (problem,) = problems("")
    assert (problem.code, problem.what) == ("AP143", "show.title is missing")


def test_all_problems_are_named_in_the_order_of_the_file() -> None:
    text = "wen = 1\n[show]\nexplicit = 3\n[audio]\ncrossfade = 'x'"
    assert [problem.line for problem in problems(text)] == [1, 2, 3, 5]


def test_positions_survive_strings_comments_and_arrays_that_look_like_toml() -> None:
    text = '''
a = """
[no]
b = 1
"""
c = [ # ]
  "x", # d = 1
  """]""",
]
"quoted key" = 'x = 1' # e = 2
[t] # f = 3
g.h = { i = 1, j = "}" }
[[u.v]]
k = 1
[[u.v]]
k = 2
'''
    assert positions(text) == {
        ("a",): (2, 1),
        ("c",): (6, 1),
        ("quoted key",): (10, 1),
        ("t",): (11, 1),
        ("t", "g", "h"): (12, 1),
        ("u", "v", 0): (13, 1),
        ("u", "v", 0, "k"): (14, 1),
        ("u", "v", 1): (15, 1),
        ("u", "v", 1, "k"): (16, 1),
    }


names = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=8)
plain = st.one_of(st.text(max_size=12), st.integers(-9, 9), st.booleans(), st.lists(st.text()))


@given(
    st.dictionaries(names.filter(lambda n: '"' not in n and "'" not in n and "\\" not in n), plain)
)
def test_every_key_of_a_written_file_has_a_position(values: dict[str, Any]) -> None:
    text = tomlkit.dumps(values)
    found = positions(text)
    assert set(found) == {(name,) for name in values}
    lines = text.split("\n")
    for (name,), (line, column) in found.items():
        assert str(name) in lines[line - 1][column - 1 :]


@given(st.text())
def test_any_text_is_read_or_refused_with_a_config_error(text: str) -> None:
    with contextlib.suppress(ConfigError, ExceptionGroup):
        document = read(text.encode("utf-8", "replace"), "x.toml", KEYS)
        assert document.values == tomllib.loads(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('[show]\ntitle = "a"\ntitle = "b"\n', "it stands there twice"),
        ("[show]\n[show]\n", "it stands there twice"),
        ("a = {b = 1, b = 2}\n", "it stands there twice"),
        ("a = {b = 1}\na.c = 2\n", "it stands there twice"),
        ("a = [1 2]\n", "a bracket is not closed"),
        ('a = ["x",', "a bracket is not closed"),
        ("<<<<<<< HEAD\n", "one key and one value a line"),
        ("[show\n", "a bracket is not closed"),
        ("a = {b = 1\n", "a bracket is not closed"),
        ('a = "x\n', "a quote is not closed"),
        ("a = 'x", "a quote is not closed"),
        ('a = """x', "a quote is not closed"),
        ('a = "C:\\Users"', "write a backslash twice"),
        ('a = "\\q"', "write a backslash twice"),
        ("a = hello", "texts stand in quotes"),
        ("a = 2026-13-41", "one key and one value a line"),
        ("title\n", "one key and one value a line"),
        ('a = "\x01"', "see https://toml.io"),
    ],
)
def test_the_cure_of_broken_toml_fits_what_is_wrong(text: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        good(text)
    assert caught.value.code == "AP140"
    assert hint in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("value", "point"),
    [
        (r'"a\u0007b"', "U+0007"),
        (r'"a\u0085"', "U+0085"),
        (r'"a\rb"', "U+000D"),
        (r'"\ufdd0"', "U+FDD0"),
        (r'"a\U0001ffff"', "U+1FFFF"),
    ],
)
def test_a_character_that_no_text_may_have_is_named(value: str, point: str) -> None:
    (problem,) = problems(f"[show]\ntitle = {value}\n")
    assert (problem.code, problem.line) == ("AP144", 2)
    assert problem.what == f"show.title: it has the character {point}, which is no text"
    (problem,) = problems(f'[show]\ntitle = "T"\n[sources]\naudio = ["x", {value}]\n')
    assert point in problem.what


def test_lines_and_tabs_are_text() -> None:
    assert good('[show]\ntitle = """a\n\tb"""').get("show", "title") == "a\n\tb"


@pytest.mark.parametrize("text", ["[show", "[show]\n", "titel = 1\n[show]\ntitle = 2\n"])
def test_a_file_that_nobody_writes_by_hand_has_a_cure_of_its_own(text: str) -> None:
    with pytest.raises((ConfigError, ExceptionGroup)) as caught:
        read(text.encode(), "x.lock", KEYS, cure="restore it")
    raised = caught.value
    errors = raised.exceptions if isinstance(raised, ExceptionGroup) else [raised]
    assert {error.hint for error in errors if isinstance(error, ConfigError)} == {"restore it"}
