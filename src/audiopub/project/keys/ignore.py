"""Keys of [[ignore]]: what the producer does not want to see."""

from __future__ import annotations

from audiopub.project import checks
from audiopub.project.toml import Key


def _ignorable(value: str) -> str | None:
    """A code of a finding; a failure cannot be ignored."""
    from audiopub import rules  # a table of all rules, which few files need
    from audiopub.rules.table import RULES

    if value in _FINDINGS or any(rule.code == value for rule in RULES):
        return None
    if any(code.code == value for code in rules.known()):
        return f"{value} is a failure and cannot be ignored"
    return f"there is no code {value}"


_FINDINGS = frozenset(
    (
        "AP107",
        "AP108",
        "AP109",
        "AP110",
        "AP128",
        "AP202",
        "AP204",
        "AP205",
        "AP206",
        "AP360",
        "AP362",
        "AP363",
    )
)
"""What is found while a publication is made, and so by no rule."""


KEYS: tuple[Key, ...] = (
    Key(
        name="ignore[].code",
        kind=str,
        required=True,
        check=_ignorable,
        doc="A finding that shall not be reported.",
        example='"AP237"',
    ),
    Key(
        name="ignore[].reason",
        kind=str,
        required=True,
        check=checks.text,
        doc="Why not; whoever reads the file next will ask.",
        example='"the recordings are too noisy to be followed"',
    ),
)
