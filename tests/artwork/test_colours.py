"""The colour that stands out in a cover."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from audiopub.artwork import draw, prepare
from audiopub.artwork.colours import accent
from audiopub.artwork.palettes import choose


def picture(ground: str, **shapes: str) -> Image.Image:
    """A ground of 400 x 400 pixels; shapes are named by their edge: ``of_100="#ff0000"``."""
    image = Image.new("RGB", (400, 400), ground)
    for name, colour in shapes.items():
        edge = int(name.removeprefix("of_"))
        ImageDraw.Draw(image).rectangle((0, 0, edge - 1, edge - 1), fill=colour)
    return image


def test_a_vivid_shape_on_a_quiet_ground_is_chosen() -> None:
    assert accent(picture("#dbe6ea", of_160="#d63c28")) == "#d63c28"


def test_a_single_bright_dot_is_not() -> None:
    assert accent(picture("#1d3b8f", of_8="#ff0000")) == "#1d3b8f"


@pytest.mark.parametrize("ground", ["#000000", "#ffffff", "#808080", "#77757a"])
def test_greys_have_no_accent(ground: str) -> None:
    assert accent(picture(ground)) is None
    assert accent(picture(ground).convert("L")) is None


@pytest.mark.parametrize("title", ["Title 0", "Title 2", "Title 5"])
def test_a_drawn_cover_gives_a_colour_of_its_palette(title: str) -> None:
    cover = prepare(draw(title), name="cover.png")
    palette = choose(title)
    assert cover.accent in {palette.accent, palette.ground}
