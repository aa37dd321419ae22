"""Findings for machines.

Sources: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands;
escaping as in https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from audiopub.errors import AudiopubError
from audiopub.model import Finding, Place, Severity

_COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def as_json(findings: Sequence[Finding]) -> bytes:
    """Return findings as JSON, with how many there are of each severity.

    The form is stable: ``{"findings": [{"code", "severity", "path", "line", "column", "message",
    "hint", "link", "snippet"}], "counts": {"error", "warning", "info"}}``; what is not known is
    ``null``.
    """
    counts = Counter(finding.severity for finding in findings)
    report = {
        "findings": [as_object(finding) for finding in findings],
        "counts": {severity: counts[severity] for severity in get_args(Severity)},
    }
    return (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode()


def as_github(findings: Sequence[Finding]) -> str:
    """Return findings as commands of GitHub Actions, which shows each at its line.

    One command a line; nothing if there are no findings.
    """
    return "".join(f"{_as_command(finding)}\n" for finding in findings)


def of_error(error: AudiopubError) -> Finding:
    """Return an error as a finding, so that both can be told in one list."""
    place = Place(path=error.path, line=error.line, column=error.column) if error.path else None
    return Finding(
        code=error.code, severity="error", message=error.what, place=place, hint=error.hint
    )


def as_object(finding: Finding) -> dict[str, str | int | None]:
    """Return a finding in the form of :func:`as_json`."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity,
        "path": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": finding.message,
        "hint": finding.hint,
        "link": finding.link,
        "snippet": finding.snippet,
    }


def _as_command(finding: Finding) -> str:
    place = finding.place
    properties = {
        "file": place.path if place else None,
        "line": place.line if place else None,
        "col": place.column if place else None,
        "title": finding.code,
    }
    said = ",".join(
        f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items() if value
    )
    message = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    return f"::{_COMMANDS[finding.severity]} {said}::{_escaped(message)}"


def _escaped(value: str, separators: str = "") -> str:
    for (
        character
    ) in f"%\r\n{separators}":  # the percent sign first: it begins what the others become
        value = value.replace(character, f"%{ord(character):02X}")
    return value
