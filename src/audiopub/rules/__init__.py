"""The rules: what a publication should be, and where it is not.

A rule is a function, and all of them stand in one literal table (:mod:`audiopub.rules.table`). They
look at values only (:mod:`audiopub.rules.subjects`), so a stranger's feed is judged as ours is.
"""

from __future__ import annotations

from collections.abc import Iterable

from audiopub.model import Finding
from audiopub.rules.codes import Code
from audiopub.rules.subjects import Subject


def judge(subjects: Iterable[Subject], profile: str | None = None) -> tuple[Finding, ...]:
    """Look at each subject with all the rules that there are for its kind.

    The subjects are taken one at a time and none is kept, so that a feed of any length can be
    judged while it is read. Rules that hold for podcasts only are not held against a feed that
    turns out to be none, unless a profile is asked for.

    Args:
        subjects: What was found.
        profile: The name of one of :data:`audiopub.rules.profiles.PROFILES`, whose rules are held
            against it, too.

    Returns:
        All findings, in order of path, line, column, code and message.
    """
    from audiopub.rules import judging

    return judging.judge(subjects, profile)


def matches(code: str, wanted: Iterable[str]) -> bool:
    """Return whether a code or its beginning is wanted: ``AP5`` stands for all of AP5xx."""
    return any(code.startswith(prefix) for prefix in wanted)


def known() -> tuple[Code, ...]:
    """Return what all codes mean, in their order: of the rules, and of errors raised elsewhere."""
    from audiopub.rules import judging

    return judging.known()


def explain(code: str) -> Code:
    """Say what a code means, why it matters and what to do, whoever raises it.

    Args:
        code: ``AP501``, in upper or lower case.

    Raises:
        KeyError: There is no such code.
    """
    from audiopub.rules import judging

    return judging.explain(code)
