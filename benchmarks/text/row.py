"""A line of the table that run.py prints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "text"
"""Texts with their truth; see its MANIFEST.md for where they come from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure beside what is asked of it."""

    name: str
    """What was measured."""

    figure: str
    """As it is shown, with its unit."""

    target: str
    """What is asked, as it is shown; empty if nothing is."""

    met: bool = True
    """Whether the figure is as good as was asked."""


def at_least(name: str, figure: float, target: float, unit: str = "") -> Row:
    """Return a row whose figure should not be smaller than its target."""
    return Row(
        name=name,
        figure=f"{figure:.3g}{unit}",
        target=f"at least {target:g}{unit}",
        met=figure >= target,
    )


def at_most(name: str, figure: float, target: float, unit: str = "") -> Row:
    """Return a row whose figure should not be larger than its target."""
    return Row(
        name=name,
        figure=f"{figure:.3g}{unit}",
        target=f"at most {target:g}{unit}",
        met=figure <= target,
    )
