"""Rules for a picture by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Image

_ENDINGS = {"image/jpeg": frozenset({".jpg", ".jpeg"}), "image/png": frozenset({".png"})}
_SMALLEST, _LARGEST = 1400, 3000
_POSSIBLE = frozenset({"RGBA", "LA", "PA", "L", "P"})


def format_unknown(image: Image) -> Iterator[Fault]:
    """Apple takes JPEG and PNG."""
    if image.mime_type not in _ENDINGS:
        yield Fault(f"the artwork is {image.mime_type}, neither JPEG nor PNG")


def not_square(image: Image) -> Iterator[Fault]:
    """Artwork is square."""
    if image.width != image.height:
        yield Fault(f"the artwork is not square: {image.width} x {image.height} pixels")


def wrong_size(image: Image) -> Iterator[Fault]:
    """Artwork has 1400 to 3000 pixels."""
    side = max(image.width, image.height)
    if not _SMALLEST <= side <= _LARGEST:
        message = f"the artwork is {side} pixels wide, not {_SMALLEST} to {_LARGEST}"
        yield Fault(message)


def wrong_colours(image: Image) -> Iterator[Fault]:
    """Artwork is in RGB."""
    if image.mode != "RGB" and image.mode not in _POSSIBLE:
        yield Fault(f"the colours of the artwork are {image.mode}, not RGB")


def odd_colours(image: Image) -> Iterator[Fault]:
    """Artwork has neither transparency nor a palette."""
    if image.mode in _POSSIBLE:
        what = {"L": "shades of grey only", "P": "a palette"}.get(image.mode, "transparency")
        yield Fault(f"the artwork has {what}")


def wrong_ending(image: Image) -> Iterator[Fault]:
    """The name says what the picture is."""
    endings = _ENDINGS.get(image.mime_type)
    if endings and PurePosixPath(image.path).suffix.lower() not in endings:
        yield Fault(f"the artwork is {image.mime_type}, but its name does not say so")
