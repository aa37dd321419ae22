"""Findings as a JUnit report, for build servers.

Source: the schema of Jenkins' xUnit plugin,
https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from audiopub.model import Finding, Severity


def as_junit(
    findings: Sequence[Finding], checked: Sequence[str], failing: frozenset[Severity]
) -> bytes:
    """Return findings as a report: a suite for each file, in it a case for each finding.

    Args:
        findings: What was found.
        checked: What was checked; what nothing was found in passes.
        failing: The severities that fail.
    """
    by_path: dict[str, list[Finding]] = {name: [] for name in checked}
    for finding in findings:
        by_path.setdefault(finding.place.path if finding.place else "", []).append(finding)
    root = etree.Element("testsuites", name="audiopub check")
    for path, found in by_path.items():
        failures = sum(finding.severity in failing for finding in found)
        suite = etree.SubElement(
            root,
            "testsuite",
            name=_plain(path) or "audiopub check",
            tests=str(max(len(found), 1)),
            failures=str(failures),
            errors="0",
        )
        for finding in found:
            _case(suite, finding, fails=finding.severity in failing)
        if not found:
            etree.SubElement(suite, "testcase", name="nothing found", classname=_plain(path))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _case(suite: etree._Element, finding: Finding, *, fails: bool) -> None:
    place = str(finding.place) if finding.place else ""
    case = etree.SubElement(
        suite, "testcase", name=_plain(f"{finding.code} {place}"), classname=finding.code
    )
    lines = (f"{place}: {finding.message}", finding.snippet, finding.hint, finding.link)
    text = _plain("\n".join(filter(None, lines)))
    if fails:
        told = etree.SubElement(
            case, "failure", type=finding.severity, message=_plain(finding.message)
        )
    else:
        told = etree.SubElement(case, "system-out")
    told.text = text


def _plain(text: str) -> str:
    """Return a text without the control characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff\x7f"))
