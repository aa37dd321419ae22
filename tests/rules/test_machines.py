"""Findings for build servers and code hosts, held against the schemas of those who read them."""

from __future__ import annotations

import json
from pathlib import Path

import fastjsonschema
from lxml import etree

from audiopub import rules
from audiopub.model import Finding, Place
from audiopub.rules.junit import as_junit
from audiopub.rules.sarif import as_sarif

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"

FINDINGS = (
    Finding(
        code="AP501",
        severity="error",
        message="the feed is not well-formed XML: an & is not escaped",
        place=Place(path="feeds/my feed.xml", line=3, column=9),
        hint="Mend the place.",
        link="https://www.w3.org/TR/xml/#sec-well-formed",
        snippet="<title>This & that\x0b</title>",
    ),
    Finding(code="AP838", severity="info", message="nobody reads it", place=Place(path="b.xml")),
    Finding(code="AP519", severity="error", message="there is no such file"),
    Finding(
        code="AP557",
        severity="warning",
        message="a wrong day",
        place=Place(path="b.xml", line=7),
    ),
)


def test_sarif_is_what_its_schema_asks_for() -> None:
    validate = fastjsonschema.compile(
        json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    )
    for findings in (FINDINGS, ()):
        validate(json.loads(as_sarif(findings, rules.known())))


def test_sarif_says_where_what_and_what_it_means() -> None:
    (run,) = json.loads(as_sarif(FINDINGS, rules.known()))["runs"]
    driver = run["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == ["AP501", "AP519", "AP557", "AP838"]
    first = run["results"][0]
    assert driver["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "AP501"
    assert [result["level"] for result in run["results"]] == ["error", "note", "error", "warning"]
    (location,) = first["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "feeds/my%20feed.xml"
    region = location["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (3, 9)
    assert region["snippet"]["text"].startswith("<title>This & that")
    assert "locations" not in run["results"][2]


def test_junit_is_what_its_schema_asks_for() -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
    for findings in (FINDINGS, ()):
        report = as_junit(findings, ["feeds/my feed.xml", "c.mp3"], frozenset({"error"}))
        schema.assertValid(etree.fromstring(report))


def test_junit_counts_what_fails_and_passes_what_is_good() -> None:
    report = as_junit(FINDINGS, ["c.mp3"], frozenset({"error", "warning"}))
    suites = {suite.get("name"): suite for suite in etree.fromstring(report)}
    assert {name: suite.get("failures") for name, suite in suites.items()} == {
        "c.mp3": "0",
        "feeds/my feed.xml": "1",
        "b.xml": "1",
        "audiopub check": "1",
    }
    assert [case.get("name") for case in suites["c.mp3"]] == ["nothing found"]
    assert len(suites["b.xml"].findall("testcase/failure")) == 1
    assert len(suites["b.xml"].findall("testcase/system-out")) == 1
