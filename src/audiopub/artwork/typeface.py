"""The typeface of drawn covers, Inter Display Bold, and how wide a text is in it.

Pillow kerns by HarfBuzz only where the system has FriBidi, and without it not at all. So that a
cover looks the same on every machine, its glyphs are placed here, one by one. ``font/kerning.json``
holds the font's own pair kerning (its ``GPOS`` table as HarfBuzz applies it) in thousandths of an
em: left-hand characters, then for each distance the right-hand ones.
"""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Iterator
from importlib import resources

from PIL import ImageFont

EM = 1000
"""Units of an em, in which advances and kerning are measured."""

TRACKING = -8
"""Added after every glyph, in units: display sizes are set tight."""

CAP_HEIGHT = 719
"""The height of a capital in units, from the font's ``OS/2`` table (1472 of 2048)."""

_NOT_A_CHARACTER = "\uffff"
"""Never assigned, so that every font draws its mark for a missing glyph."""

_SAMPLE = 64
"""A size in pixels at which no glyph looks like that mark."""


class Typeface:
    """The font, measured in units of a thousandth of an em."""

    def __init__(self) -> None:
        """Read the font and its kerning out of the package."""
        folder = resources.files(__package__) / "font"
        self._data = (folder / "InterDisplay-Bold.otf").read_bytes()
        table = json.loads((folder / "kerning.json").read_text(encoding="utf-8"))
        self._kerning = {
            left + right: int(units)
            for lefts, row in table.items()
            for units, rights in row.items()
            for left in lefts
            for right in rights
        }
        self._ruler = self.at(EM)
        self._sampler = self.at(_SAMPLE)
        self._advance = functools.cache(self._ruler.getlength)

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """Return the font at a size in pixels an em."""
        return ImageFont.truetype(
            io.BytesIO(self._data), size, layout_engine=ImageFont.Layout.BASIC
        )

    def missing(self, text: str) -> str:
        """Return the characters of a text that the font cannot draw, each once, in order."""
        mark = bytes(self._sampler.getmask(_NOT_A_CHARACTER))
        return "".join(
            character
            for character in dict.fromkeys(text)
            if not character.isspace() and bytes(self._sampler.getmask(character)) == mark
        )

    def pen(self, text: str) -> Iterator[tuple[str, float]]:
        """Yield each character with the place of its origin in units, from 0 at the left."""
        x = 0.0
        for at, character in enumerate(text):
            yield character, x
            x += self._advance(character) + self._kerning.get(text[at : at + 2], 0) + TRACKING

    def bearing(self, character: str) -> float:
        """Return how far the ink of a character begins to the right of its origin, in units."""
        mask, offset = self._ruler.getmask2(character, "L", anchor="ls")
        ink = mask.getbbox()
        return offset[0] + (ink[0] if ink else 0)

    def width(self, text: str) -> float:
        """Return how wide a text is, in units, from its origin to its last glyph's end."""
        if not text:
            return 0
        *_, (last, x) = self.pen(text)
        return x + self._advance(last)
