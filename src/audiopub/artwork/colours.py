"""The colour that stands out in a picture."""

from __future__ import annotations

import colorsys

from PIL import Image

_EDGE = 64
"""The picture is looked at in so many pixels a side: large areas count, not single dots."""

_COLOURS = 12
"""So many colours a picture is reduced to before one of them is chosen."""

_LEAST_CHROMA = 0.15
"""Colours with less difference between their strongest and weakest channel are greys."""

_LEAST_SHARE = 0.005
"""A colour that fills less than this part of the picture says nothing about it."""


def accent(picture: Image.Image) -> str | None:
    """Return the colour that stands out in a picture.

    It is the colour with the greatest product of chroma and the square root of its area: neither
    the ground only because it is large, nor a single bright dot.

    Args:
        picture: In RGB or grey.

    Returns:
        ``#rrggbb``, or ``None`` if there is nothing but greys; the same for the same picture.
    """
    small = picture.convert("RGB").resize((_EDGE, _EDGE), Image.Resampling.BOX)
    reduced = small.quantize(_COLOURS, Image.Quantize.MEDIANCUT)
    levels = reduced.getpalette() or []
    best, colour = 0.0, None
    for index, count in enumerate(reduced.histogram()[:_COLOURS]):
        rgb = levels[3 * index : 3 * index + 3]
        if not count:
            continue
        red, green, blue = (level / 255 for level in rgb)
        share = count / _EDGE**2
        chroma = max(red, green, blue) - min(red, green, blue)
        lightness = colorsys.rgb_to_hls(red, green, blue)[1]
        # A very dark or very light colour is seen as black or white, whatever its hue.
        weight = chroma * share**0.5 * (1 - abs(2 * lightness - 1))
        if chroma >= _LEAST_CHROMA and share >= _LEAST_SHARE and weight > best:
            best, colour = weight, f"#{rgb[0]:02x}{rgb[1]:02x}{rgb[2]:02x}"
    return colour
