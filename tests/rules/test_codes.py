"""Every code that is used anywhere is explained, and nothing is explained that is not used."""

from __future__ import annotations

import re
from pathlib import Path

import audiopub
from audiopub import rules
from audiopub.rules.codes import CODES
from audiopub.rules.table import RULES

SOURCE = Path(audiopub.__file__).parent
CODE = re.compile(r'"(AP\d{3})"')


def used() -> set[str]:
    files = set(SOURCE.rglob("*.py")) - {SOURCE / "rules" / "codes.py"}
    return {code for file in files for code in CODE.findall(file.read_text(encoding="utf-8"))}


def test_every_code_that_is_used_is_explained() -> None:
    assert used() <= {entry.code for entry in rules.known()}


def test_every_code_that_is_explained_is_used() -> None:
    assert {entry.code for entry in CODES} <= used()


def test_no_code_has_two_meanings() -> None:
    codes = [entry.code for entry in CODES] + [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))


def test_explanations_are_sentences() -> None:
    for entry in rules.known():
        assert not entry.title.endswith(".")
        assert entry.why.endswith((".", ")")), entry.code
        assert entry.cure.endswith((".", ")")), entry.code
