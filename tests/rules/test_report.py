"""Findings for machines."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from audiopub.errors import ConfigError, StoreError
from audiopub.model import Finding, Place
from audiopub.rules import report

FINDING = Finding(
    code="AP501",
    severity="error",
    message="The feed is not well-formed XML: 100 % broken\r\n::error::really",
    place=Place(path="feeds/a,b:c.xml", line=3, column=7),
    hint="Mend it.",
    link="https://example.org/",
)
NOWHERE = Finding(code="AP598", severity="info", message="Straße & „Ende“")


def test_json_has_every_field_and_counts_every_severity() -> None:
    assert json.loads(report.as_json([FINDING, NOWHERE])) == {
        "findings": [
            {
                "code": "AP501",
                "severity": "error",
                "path": "feeds/a,b:c.xml",
                "line": 3,
                "column": 7,
                "message": FINDING.message,
                "hint": "Mend it.",
                "link": "https://example.org/",
                "snippet": None,
            },
            {
                "code": "AP598",
                "severity": "info",
                "path": None,
                "line": None,
                "column": None,
                "message": "Straße & „Ende“",
                "hint": None,
                "link": None,
                "snippet": None,
            },
        ],
        "counts": {"error": 1, "warning": 0, "info": 1},
    }


def test_json_is_readable_utf_8_that_ends_in_a_newline() -> None:
    data = report.as_json([NOWHERE])
    assert "Straße & „Ende“".encode() in data
    assert data.endswith(b"}\n")


def test_github_command_escapes_what_would_end_it() -> None:
    assert report.as_github([FINDING]) == (
        "::error file=feeds/a%2Cb%3Ac.xml,line=3,col=7,title=AP501::"
        "The feed is not well-formed XML: 100 %25 broken%0D%0A::error::really%0AMend it.\n"
    )


def test_github_command_without_a_place_has_a_title_only() -> None:
    assert report.as_github([NOWHERE]) == "::notice title=AP598::Straße & „Ende“\n"


def test_no_findings_are_no_commands_and_an_empty_list() -> None:
    assert report.as_github([]) == ""
    assert json.loads(report.as_json([])) == {
        "findings": [],
        "counts": {"error": 0, "warning": 0, "info": 0},
    }


@given(message=st.text(), path=st.text(min_size=1))
def test_github_command_is_one_line_whatever_it_says(message: str, path: str) -> None:
    finding = Finding(code="AP1", severity="warning", message=message, place=Place(path=path))
    command = report.as_github([finding])
    match = re.fullmatch(r"::warning file=([^:,\r\n]*),title=AP1::([^\r\n]*)\n", command)
    assert match
    assert unescaped(match[1]) == path
    assert unescaped(match[2]) == message


def unescaped(value: str) -> str:
    for code, character in (("0D", "\r"), ("0A", "\n"), ("3A", ":"), ("2C", ","), ("25", "%")):
        value = value.replace(f"%{code}", character)
    return value


def test_an_error_is_a_finding_for_machines() -> None:
    error = ConfigError(
        "AP142", "no such key", path="audiopub.toml", line=3, column=1, hint="remove it"
    )
    assert report.of_error(error) == Finding(
        code="AP142",
        severity="error",
        message="no such key",
        place=Place(path="audiopub.toml", line=3, column=1),
        hint="remove it",
    )
    assert report.of_error(StoreError("AP701", "no space")).place is None
