"""Findings as SARIF 2.1.0, for code hosts and editors.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from audiopub import __version__
from audiopub.model import Finding, Severity
from audiopub.rules.codes import Code

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(findings: Sequence[Finding], codes: Sequence[Code]) -> bytes:
    """Return findings as a log of one run.

    Args:
        findings: What was found.
        codes: What the codes mean; those that were found are described in the log.
    """
    found = {finding.code for finding in findings}
    described = [code for code in codes if code.code in found]
    index = {code.code: number for number, code in enumerate(described)}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "audiopub",
                        "version": __version__,
                        "rules": [_rule(code) for code in described],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, index) for finding in findings],
            }
        ],
    }
    return (json.dumps(log, ensure_ascii=False, indent=2) + "\n").encode()


def _rule(code: Code) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": code.code,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.why},
        "help": {"text": code.cure},
    }
    if code.link:
        described["helpUri"] = code.link
    return described


def _result(finding: Finding, index: Mapping[str, int]) -> dict[str, Any]:
    text = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    if place := finding.place:
        region: dict[str, Any] = {}
        if place.line:
            region["startLine"] = place.line
            if place.column:
                region["startColumn"] = place.column
            if finding.snippet:
                region["snippet"] = {"text": finding.snippet}
        physical: dict[str, Any] = {"artifactLocation": {"uri": quote(place.path, safe="/:?&=%~")}}
        if region:
            physical["region"] = region
        result["locations"] = [{"physicalLocation": physical}]
    return result
