"""The colours of drawn covers."""

from __future__ import annotations

import pytest

from audiopub.artwork.palettes import PALETTES, Palette, choose


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [value / 255 for value in bytes.fromhex(colour[1:])]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.ground)
def test_type_and_disc_stand_out_from_the_ground(palette: Palette) -> None:
    assert contrast(palette.ink, palette.ground) >= 7
    assert contrast(palette.accent, palette.ground) >= 3


def test_every_palette_is_chosen_by_some_title() -> None:
    assert {choose(f"Show {number}") for number in range(100)} == set(PALETTES)


def test_a_title_keeps_its_palette() -> None:
    assert choose("Kommentare von Vitaly Portnikov").ground == "#dbe6ea"
