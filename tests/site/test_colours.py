"""Whatever a cover's colour, everything can be read."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub.site.colours import READABLE, Scheme, colours, contrast

TEXTS = ("ink", "soft", "accent")


def least(scheme: Scheme) -> float:
    pairs = [*itertools.product(TEXTS, ["paper"]), ("ink", "mark"), ("accent", "mark")]
    return min(contrast(getattr(scheme, text), getattr(scheme, ground)) for text, ground in pairs)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0)],
)
def test_contrast_is_as_wcag_defines_it(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


@given(st.binary(min_size=3, max_size=3))
def test_every_colour_is_made_readable_by_day_and_by_night(rgb: bytes) -> None:
    found = colours(f"#{rgb.hex()}")
    assert least(found.light) >= READABLE
    assert least(found.dark) >= READABLE


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert colours("#1f3f9f").light.accent == "#1f3f9f"


def test_a_pale_colour_keeps_its_hue() -> None:
    accent = colours("#ffd700").light.accent
    red, green, blue = bytes.fromhex(accent[1:])
    assert red > green > blue
    assert blue < 10


def test_a_show_without_a_colour_has_ours() -> None:
    assert colours(None).css().startswith(":root {\n  --paper: #fdfcf9;\n")
    assert "@media (prefers-color-scheme: dark)" in colours(None).css()
