"""Pictures."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import PIL.Image

from audiopub.facts.reading import unread
from audiopub.rules.subjects import Damaged, Image, Subject

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
_MOST_PIXELS = 64_000_000
"""Five times the largest artwork; more is not decoded."""


def read(path: Path, name: str) -> Iterator[Subject]:
    """Yield a picture; it is decoded, since one that was cut off shows only then.

    Args:
        path: The file.
        name: How findings call it.
    """
    try:
        length = path.stat().st_size
        with (
            warnings.catch_warnings(action="ignore"),
            PIL.Image.open(path, formats=_FORMATS) as image,
        ):
            found = Image(
                path=name,
                length=length,
                mime_type=PIL.Image.MIME.get(image.format or "", "application/octet-stream"),
                width=image.width,
                height=image.height,
                mode=image.mode,
            )
            if image.width * image.height <= _MOST_PIXELS:
                image.draft(image.mode, (1, 1))  # JPEG decodes eight times as fast so
                image.load()
        yield found
    except PIL.UnidentifiedImageError:
        yield Damaged(path=name, kind="image", reason="the file is not a picture")
    except PIL.Image.DecompressionBombError:
        yield Damaged(path=name, kind="image", reason="it has too many pixels")
    except OSError as error:
        if error.errno:
            yield unread(name, "image", error)
        else:  # Pillow's word for a file that ends too early
            yield Damaged(path=name, kind="image", reason=str(error))
    except (ValueError, SyntaxError, EOFError) as error:  # as its decoders fail on what is damaged
        yield Damaged(path=name, kind="image", reason=str(error))
