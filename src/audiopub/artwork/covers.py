"""A producer's cover, judged, and made into the two files that are published."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageCms, ImageOps

from audiopub.artwork import LARGEST, SMALLEST, THUMBNAILS, Cover
from audiopub.artwork.colours import accent
from audiopub.errors import ArtworkError

PUBLISHED_BYTES = 1_000_000
"""A published cover is at most so large, or every subscriber's app waits for it."""

EMBEDDED_WIDTH = 600
"""The width in pixels of the cover inside the sound file."""

EMBEDDED_BYTES = 150_000
"""A cover inside the sound file is smaller than this."""

MOST_PIXELS = 64_000_000
"""A picture of more pixels is not decoded: 256 MB in memory, or an attack."""

_THUMBNAIL_QUALITY = 82
_QUALITIES = (92, 88, 84, 80, 72, 64, 56, 48, 40, 30, 20, 10)
_COLOUR = {"RGB", "RGBA", "P", "PA", "L", "LA", "1"}
_OTHER_FORMATS = (
    (0, b"GIF8", "a GIF"),
    (0, b"BM", "a BMP"),
    (8, b"WEBP", "a WebP"),
    (0, b"<svg", "an SVG"),
    (0, b"%PDF", "a PDF"),
    (0, b"8BPS", "a Photoshop document"),
    (0, b"II*\0", "a TIFF"),
    (0, b"MM\0*", "a TIFF"),
    (4, b"ftyp", "a HEIC, an AVIF or a video"),
)
_CURE = "save it as a square JPEG or PNG in RGB, 1400 to 3000 pixels wide"


def prepare(data: bytes, *, name: str) -> Cover:
    """See :func:`audiopub.artwork.prepare`."""
    with warnings.catch_warnings():
        # Pillow warns of huge pictures and of odd metadata; what matters is judged here.
        warnings.simplefilter("ignore")
        given = _open(data, name=name)
        _judge_shape(given, name=name)
        fit = _is_fit(given, data)
        # One picture of 3000 x 3000 pixels takes 36 MB: each goes as soon as the next is there.
        picture = _decode(given, name=name)
        del given
    picture = _scale(picture, min(picture.width, LARGEST))
    largest = _scale(picture, THUMBNAILS[-1])
    return Cover(
        published=data if fit else _encode(picture, PUBLISHED_BYTES),
        width=picture.width,
        embedded=_encode(_scale(picture, EMBEDDED_WIDTH), EMBEDDED_BYTES),
        thumbnails={width: _thumbnail(largest, width) for width in THUMBNAILS},
        accent=accent(largest),
    )


def _open(data: bytes, *, name: str) -> Image.Image:
    """Read a picture's header."""
    try:
        return Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
    except Image.DecompressionBombError:
        raise ArtworkError(
            "AP413", "the picture has too many pixels to be decoded", path=name, hint=_CURE
        ) from None
    except Exception:  # noqa: BLE001 - Pillow's parsers raise whatever they stumble over
        raise ArtworkError(
            "AP411",
            f"the cover is neither a JPEG nor a PNG: it is {_kind(data)}",
            path=name,
            hint=_CURE,
        ) from None


def _kind(data: bytes) -> str:
    """Name what a file is, by its first bytes."""
    if not data:
        return "empty"
    kinds = (kind for at, mark, kind in _OTHER_FORMATS if data.startswith(mark, at))
    return next(kinds, "something else")


def _judge_shape(picture: Image.Image, *, name: str) -> None:
    """Refuse a picture by its header."""
    width, height = picture.size
    measured = f"{width} x {height} pixels"
    if width * height > MOST_PIXELS:
        raise ArtworkError(
            "AP413", f"the cover has too many pixels: {measured}", path=name, hint=_CURE
        )
    if width != height:
        raise ArtworkError(
            "AP414",
            f"the cover is not square: {measured}",
            path=name,
            hint=f"crop it to {min(width, height)} x {min(width, height)} pixels",
        )
    if width < SMALLEST:
        raise ArtworkError(
            "AP415",
            f"the cover is too small: {measured}, and directories ask for {SMALLEST} at least",
            path=name,
            hint="export it again, 3000 x 3000 pixels, from its source; enlarging would blur it",
        )
    if picture.mode not in _COLOUR:
        raise ArtworkError(
            "AP416",
            f"the cover's colours are {picture.mode}, and apps show RGB only",
            path=name,
            hint="convert it to 8-bit sRGB in a picture editor and save it again",
        )


def _decode(picture: Image.Image, *, name: str) -> Image.Image:
    """Decode a picture to sRGB, upright; a large JPEG in as few pixels as are needed."""
    try:
        picture.draft(None, (LARGEST, LARGEST))
        ImageOps.exif_transpose(picture, in_place=True)
        picture.load()
    except Exception as error:  # noqa: BLE001 - Pillow's decoders raise whatever they stumble over
        raise ArtworkError(
            "AP412",
            f"the cover cannot be decoded: {error}",
            path=name,
            hint="the file is damaged or was cut short: copy or export it again",
        ) from None
    if picture.has_transparency_data:
        faintest, _ = _converted(picture, "RGBA").getchannel("A").getextrema()
        if faintest != 255:  # noqa: PLR2004 - opaque
            raise ArtworkError(
                "AP417",
                "the cover is transparent in places",
                path=name,
                hint="put a ground behind it in a picture editor and save it without alpha channel",
            )
    return _to_srgb(picture)


def _to_srgb(picture: Image.Image) -> Image.Image:
    """Convert from the picture's own colour space; one without or with a broken profile is sRGB."""
    profile = picture.info.get("icc_profile")
    if picture.mode != "L":
        picture = _converted(picture, "RGB")
    if profile and not _is_srgb(profile):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            transform = ImageCms.buildTransform(own, srgb, picture.mode, "RGB")
            if picture.mode != "RGB":
                return transform.apply(picture)
            transform.apply_in_place(picture)
        except (ImageCms.PyCMSError, OSError):
            pass  # browsers take no notice of such a profile either
    return _converted(picture, "RGB")


def _converted(picture: Image.Image, mode: str) -> Image.Image:
    """Convert to a mode; Pillow would copy a picture that has it."""
    return picture if picture.mode == mode else picture.convert(mode)


def _is_srgb(profile: bytes) -> bool:
    """Tell whether an ICC profile calls itself sRGB, in Latin-1 or UTF-16 as its version has it."""
    return b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile


def _is_fit(given: Image.Image, data: bytes) -> bool:
    """Tell whether a JPEG can be published as it is, if it can be decoded."""
    profile = given.info.get("icc_profile")
    return (
        given.format == "JPEG"
        and given.mode == "RGB"
        and given.width <= LARGEST
        and len(data) <= PUBLISHED_BYTES
        and not given.info.keys() & {"exif", "xmp"}
        and (profile is None or _is_srgb(profile))
    )


def _scale(picture: Image.Image, width: int) -> Image.Image:
    """Scale a square picture."""
    if picture.width == width:
        return picture
    return picture.resize((width, width), Image.Resampling.LANCZOS)


def _thumbnail(picture: Image.Image, width: int) -> bytes:
    """Encode a small picture for a page, where every kilobyte is waited for: about 10 to 60 kB."""
    jpeg = io.BytesIO()
    scaled = _scale(picture, width)
    scaled.save(jpeg, "JPEG", quality=_THUMBNAIL_QUALITY, progressive=True, comment=None)
    return jpeg.getvalue()


def _encode(picture: Image.Image, most: int) -> bytes:
    """Encode as the best JPEG of at most so many bytes.

    Baseline, as car radios show no progressive covers, and with full colour resolution, as type is
    set in colour. Not with ``optimize``: Pillow then fails on pictures that hardly compress.
    """
    for quality in _QUALITIES:
        jpeg = io.BytesIO()
        picture.save(jpeg, "JPEG", quality=quality, subsampling=0, comment=None)
        if jpeg.tell() <= most:
            break
    return jpeg.getvalue()
