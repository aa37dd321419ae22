"""Profiles: what else a directory, a spec or a strict producer asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audiopub.model import Severity
from audiopub.rules.rule import Rule
from audiopub.rules.subjects import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How strictly a feed is judged, and by whose rules."""

    name: str
    """As the command line calls it."""

    asks: str
    """Whose requirements they are, for a reader."""

    adds: frozenset[str] = frozenset()
    """Codes of rules that nobody else asks for."""

    errors: frozenset[str] = frozenset()
    """Codes of rules whose findings are errors here."""

    warnings_are_errors: bool = False
    """Whether all warnings are."""

    def asks_for(self, rule: Rule[Subject]) -> bool:
        """Return whether a rule holds."""
        return rule.default or rule.code in self.adds

    def severity(self, rule: Rule[Subject]) -> Severity:
        """Return how bad it is to break a rule."""
        if rule.code in self.errors or (self.warnings_are_errors and rule.severity == "warning"):
            return "error"
        return rule.severity


_RECOMMENDED = frozenset({"AP853", "AP854", "AP855"})

DEFAULT = Profile(name="default", asks="what all big apps agree on")

PROFILES: Mapping[str, Profile] = {
    profile.name: profile
    for profile in (
        Profile(
            name="apple",
            asks="Apple Podcasts",
            adds=frozenset({"AP852"}),
            errors=frozenset(
                {
                    "AP517",
                    "AP531",
                    "AP534",
                    "AP552",
                    "AP555",
                    "AP576",
                    "AP577",
                    "AP834",
                    "AP836",
                    "AP875",
                    "AP876",
                }
            ),
        ),
        Profile(
            name="spotify",
            asks="Spotify for Creators",
            adds=frozenset({"AP852"}),
            errors=frozenset({"AP533", "AP534", "AP535", "AP552", "AP555", "AP576"}),
        ),
        Profile(
            name="psp1",
            asks="PSP-1, the specification of the Podcast Standards Project",
            adds=_RECOMMENDED,
            errors=frozenset({"AP516", "AP518", "AP552", "AP559", "AP591", "AP840"}),
        ),
        Profile(
            name="podcast20",
            asks="Podcasting 2.0",
            adds=_RECOMMENDED,
            errors=frozenset(
                {
                    *("AP540", "AP541", "AP543", "AP581", "AP583", "AP586", "AP587"),
                    *("AP802", "AP804", "AP807", "AP844", "AP845", "AP847", "AP849"),
                }
            ),
        ),
        Profile(
            name="strict",
            asks="everybody",
            adds=_RECOMMENDED | {"AP852"},
            warnings_are_errors=True,
        ),
    )
}
"""All profiles by name; each holds podcasts' rules against any feed."""
