"""Pictures."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import PIL.Image

from audiopub.facts.reading import unread
from audiopub.rules.subjects import Damaged, Image, Subject

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
_MOST_PIXELS = 64_000_000
"""Five times the largest artwork; more is not decoded."""

_SMALL = 4_000_000
"""Bytes of a picture that is held while the next ones are looked at."""

_Seen = tuple[str, int, int, str]
"""Type, width, height and mode."""


def read(path: Path, name: str) -> Iterator[Subject]:
    """Yield a picture; it is decoded, since one that was cut off shows only then.

    Args:
        path: The file.
        name: How findings call it.
    """
    try:
        length = path.stat().st_size
        seen = _seen(path) if length > _SMALL else _seen_in(path.read_bytes())
        mime_type, width, height, mode = seen
        yield Image(
            path=name,
            length=length,
            mime_type=mime_type,
            width=width,
            height=height,
            mode=mode,
        )
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


@lru_cache(maxsize=8)  # episodes without a cover of their own all have the show's, in four sizes
def _seen_in(data: bytes) -> _Seen:
    return _seen(io.BytesIO(data))


def _seen(source: Path | io.BytesIO) -> _Seen:
    with (
        warnings.catch_warnings(action="ignore"),
        PIL.Image.open(source, formats=_FORMATS) as image,
    ):
        mime_type = PIL.Image.MIME.get(image.format or "", "application/octet-stream")
        seen = mime_type, image.width, image.height, image.mode
        if image.width * image.height <= _MOST_PIXELS:
            image.draft(image.mode, (1, 1))  # JPEG decodes eight times as fast so
            image.load()
    return seen
