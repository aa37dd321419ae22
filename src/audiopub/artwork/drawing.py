"""A typographic cover, drawn from nothing but a title."""

from __future__ import annotations

import io
import unicodedata

from PIL import Image, ImageDraw

from audiopub.artwork import LARGEST
from audiopub.artwork.palettes import choose
from audiopub.artwork.setting import LEADING, Block, fit
from audiopub.artwork.typeface import CAP_HEIGHT, EM, Typeface
from audiopub.errors import ArtworkError

SIZE = LARGEST
"""The cover's width and height in pixels."""

MARGIN = 270
"""What stays free around the type, in pixels, as are all lengths here."""

_MEASURE = SIZE - 2 * MARGIN

_TITLE_SIZES = (60, 760)
_TITLE_HEIGHT = 1480
_TITLE_HEIGHT_WITH_SUBTITLE = 1120
_SUBTITLE_SIZES = (60, 144)
_SUBTITLE_HEIGHT = 300
_SUBTITLE_MEASURE = 1850
_SUBTITLE_GAP = 190

_DISC_CENTRE = 2640
_DISC_RADIUS = 780
_SMOOTHING = 3

_HINT = "give a cover of your own: a square JPEG or PNG, 1400 to 3000 pixels wide"


def draw(title: str, subtitle: str = "") -> bytes:
    """See :func:`audiopub.artwork.draw`."""
    title, subtitle = _clean(title), _clean(subtitle)
    if not title:
        raise ArtworkError("AP421", "there is no title to draw a cover of", hint=_HINT)
    face = Typeface()
    if missing := face.missing(title + subtitle):
        raise ArtworkError(
            "AP422", f"the typeface for drawn covers has no glyph for {missing[:20]}", hint=_HINT
        )
    palette = choose(title)
    cover = Image.new("RGB", (SIZE, SIZE), palette.ground)
    _disc(cover, palette.accent)

    height = _TITLE_HEIGHT_WITH_SUBTITLE if subtitle else _TITLE_HEIGHT
    block = _fit(title, face, measure=_MEASURE, height=height, sizes=_TITLE_SIZES)
    bottom = _set(cover, block, face, top=MARGIN, ink=palette.ink)
    if subtitle:
        block = _fit(
            subtitle,
            face,
            measure=_SUBTITLE_MEASURE,
            height=_SUBTITLE_HEIGHT,
            sizes=_SUBTITLE_SIZES,
        )
        _set(cover, block, face, top=bottom + _SUBTITLE_GAP, ink=palette.ink)

    png = io.BytesIO()
    cover.save(png, "PNG")
    return png.getvalue()


def _clean(text: str) -> str:
    """Compose accents, and turn line breaks and control characters into spaces."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(
        "".join(c if unicodedata.category(c)[0] != "C" else " " for c in composed).split()
    )


def _fit(text: str, face: Typeface, *, measure: int, height: int, sizes: tuple[int, int]) -> Block:
    """Set a text as large as it fits, or refuse it."""
    block = fit(
        text, lambda line: face.width(line) / EM, measure=measure, height=height, sizes=sizes
    )
    if block is None:
        raise ArtworkError(
            "AP423", f"{len(text)} characters are too many for a drawn cover", hint=_HINT
        )
    return block


def _set(cover: Image.Image, block: Block, face: Typeface, *, top: float, ink: str) -> float:
    """Set lines flush left with their capitals' top at ``top``; return the last baseline."""
    pencil = ImageDraw.Draw(cover)
    font = face.at(block.size)
    baseline = top + block.size * CAP_HEIGHT / EM
    for line in block.lines:
        bearing = face.bearing(line[0])
        for character, x in face.pen(line):
            place = (MARGIN + (x - bearing) * block.size / EM, baseline)
            pencil.text(place, character, font=font, fill=ink, anchor="ls")
        baseline += block.size * LEADING
    return baseline - block.size * LEADING


def _disc(cover: Image.Image, colour: str) -> None:
    """Draw the disc that runs off the lower right corner, with smooth edges."""
    corner = _DISC_CENTRE - _DISC_RADIUS
    side = SIZE - corner
    mask = Image.new("L", (side * _SMOOTHING, side * _SMOOTHING))
    diameter = 2 * _DISC_RADIUS * _SMOOTHING
    ImageDraw.Draw(mask).ellipse((0, 0, diameter, diameter), fill=255)
    cover.paste(colour, (corner, corner), mask.reduce(_SMOOTHING))
