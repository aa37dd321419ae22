"""Holding the rules against what was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from audiopub.model import Finding, Place, Severity
from audiopub.rules.codes import CODES, Code
from audiopub.rules.profiles import DEFAULT, PROFILES
from audiopub.rules.rule import Fault, Rule
from audiopub.rules.subjects import Feed, Subject
from audiopub.rules.table import RULES


def judge(subjects: Iterable[Subject], profile: str | None = None) -> tuple[Finding, ...]:
    """Look at each subject with all rules for its kind; see :func:`audiopub.rules.judge`."""
    chosen = PROFILES[profile] if profile else DEFAULT
    by_kind: dict[type, list[tuple[Rule[Any], Severity]]] = {}
    for rule in RULES:
        if chosen.asks_for(rule):
            by_kind.setdefault(rule.on, []).append((rule, chosen.severity(rule)))
    findings: list[Finding] = []
    podcasts_only: list[Finding] = []  # until the feed is read, and it is known what it is
    for subject in subjects:
        for rule, severity in by_kind.get(type(subject), ()):
            found = podcasts_only if rule.scope == "podcast" else findings
            for fault in rule.check(subject):
                found.append(_finding(rule, severity, fault, subject))
        if isinstance(subject, Feed):
            if subject.podcast or profile:
                findings += podcasts_only
            podcasts_only.clear()
    findings += podcasts_only
    return tuple(sorted(findings, key=_order))


def known() -> tuple[Code, ...]:
    """Return what all codes mean; see :func:`audiopub.rules.known`."""
    rules = (
        Code(code=rule.code, title=rule.title, why=rule.why, cure=rule.cure, link=rule.link)
        for rule in RULES
    )
    return tuple(sorted((*CODES, *rules), key=lambda entry: entry.code))


def explain(code: str) -> Code:
    """Say what a code means; see :func:`audiopub.rules.explain`."""
    return {entry.code: entry for entry in known()}[code.upper()]


def _finding(rule: Rule[Any], severity: Severity, fault: Fault, subject: Subject) -> Finding:
    return Finding(
        code=rule.code,
        severity=severity,
        message=fault.message,
        place=Place(path=fault.path or subject.path, line=fault.line, column=fault.column),
        hint=fault.cure or rule.cure,
        link=fault.link or rule.link,
    )


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    place = finding.place or Place(path="")
    return place.path, place.line or 0, place.column or 0, finding.code, finding.message
