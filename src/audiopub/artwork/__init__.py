"""Artwork: a cover drawn from a title, and a producer's cover made fit to publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST = 1400
"""The least width in pixels that Apple takes."""

LARGEST = 3000
"""The greatest width in pixels that Apple takes.

Source of both: https://podcasters.apple.com/support/896-artwork-requirements
"""


THUMBNAILS = (192, 384, 768)
"""The widths in pixels of the pictures that pages show, for screens of one to four dots a pixel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A cover as it is published; all pictures are JPEG, sRGB, without EXIF."""

    published: bytes
    """The picture that the feed and the page show."""

    width: int
    """The published picture's width in pixels; its height is the same."""

    embedded: bytes
    """The small picture for the sound file's tags."""

    thumbnails: Mapping[int, bytes]
    """The pictures for pages, by their width in pixels: those of :data:`THUMBNAILS`."""

    accent: str | None
    """The colour that stands out in it, as ``#rrggbb``; ``None`` if it has none but greys."""


def draw(title: str, subtitle: str = "") -> bytes:
    """Draw a cover: the title set large, a disc in the corner, the colours chosen by the title.

    Args:
        title: The show's title.
        subtitle: A line set small below it.

    Returns:
        A PNG of 3000 x 3000 pixels, RGB; the same bytes for the same words.

    Raises:
        ArtworkError: The title is empty (AP421), has characters that the typeface lacks (AP422),
            or is too long for a cover (AP423).
    """
    from audiopub.artwork import drawing  # Pillow takes 0.05 s to import

    return drawing.draw(title, subtitle)


def prepare(data: bytes, *, name: str) -> Cover:
    """Judge a producer's cover, and make of it what is published.

    A JPEG that is fit to publish stays as it is, byte for byte. Everything else is encoded anew:
    PNG, a picture larger than 3000 pixels (scaled down), larger than a megabyte, rotated by EXIF,
    in another colour space than sRGB, or with EXIF or XMP (which can tell where a photo was taken).
    Transparency is refused, as nobody can know what should be seen through it.

    Args:
        data: The file's content.
        name: The file's name, for messages.

    Returns:
        The cover; the same bytes for the same picture.

    Raises:
        ArtworkError: It is neither JPEG nor PNG (AP411), damaged (AP412), of too many pixels
            (AP413), not square (AP414), smaller than 1400 pixels (AP415), neither RGB nor grey
            (AP416), or transparent (AP417).
    """
    from audiopub.artwork import covers

    return covers.prepare(data, name=name)
