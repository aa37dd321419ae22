"""Covers that a producer gives."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageDraw, ImageStat

from audiopub.artwork import THUMBNAILS, Cover, prepare
from audiopub.artwork.covers import EMBEDDED_BYTES, PUBLISHED_BYTES
from audiopub.errors import ArtworkError

THUMBNAIL_BYTES = 600_000
"""Even of noise the largest thumbnail is smaller; of a usual cover it has a tenth of that."""


def picture(width: int = 1400, height: int | None = None, mode: str = "RGB") -> Image.Image:
    """A picture with a bright upper left corner."""
    image = Image.new("RGB", (width, height or width), "#12233f")
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, width // 4), fill="#e8a33d")
    return image.convert(mode)


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:  # noqa: ANN401
    """A picture as a file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def noise(width: int) -> Image.Image:
    """A picture that no codec can compress."""
    pixels = np.random.default_rng(1).integers(0, 256, (width, width, 3), dtype=np.uint8)
    return Image.fromarray(pixels)


def brightness(image: Image.Image, corner: int) -> float:
    """How bright the upper left (0) or lower right (1) corner of a picture is."""
    third = image.width // 4
    at = corner * (image.width - third)
    return ImageStat.Stat(image.convert("L").crop((at, at, at + third, at + third))).mean[0]


def gamma_one() -> bytes:
    """An ICC profile with sRGB's primaries, another name and a linear tone curve."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exponent, linear = bytes.fromhex("00026666"), bytes.fromhex("00010000")
    assert exponent in profile
    return profile.replace(exponent, linear).replace("sRGB".encode("utf-16-be"), b"\0l\0i\0n\0e")


def refusal(data: bytes) -> ArtworkError:
    """What the producer of an unusable cover is told."""
    with pytest.raises(ArtworkError) as caught:
        prepare(data, name="show/cover.jpg")
    assert caught.value.path == "show/cover.jpg"
    assert caught.value.hint
    return caught.value


def opened(cover: Cover) -> Image.Image:
    """The published picture, which must be what directories take."""
    image = Image.open(io.BytesIO(cover.published))
    assert (image.format, image.mode) == ("JPEG", "RGB")
    assert image.size == (cover.width, cover.width)
    assert not image.info.keys() & {"exif", "xmp", "progressive"}
    assert len(cover.published) <= PUBLISHED_BYTES
    small = Image.open(io.BytesIO(cover.embedded))
    assert (small.format, small.mode, small.size) == ("JPEG", "RGB", (600, 600))
    assert len(cover.embedded) < EMBEDDED_BYTES
    assert tuple(cover.thumbnails) == THUMBNAILS
    for width, data in cover.thumbnails.items():
        thumbnail = Image.open(io.BytesIO(data))
        assert (thumbnail.format, thumbnail.size) == ("JPEG", (width, width))
        assert not thumbnail.info.keys() & {"exif", "xmp"}
        assert len(data) < THUMBNAIL_BYTES * (width / THUMBNAILS[-1]) ** 2 + 2_000
    return image


@pytest.mark.parametrize("width", [1400, 3000])
def test_a_fit_jpeg_is_published_byte_for_byte(width: int) -> None:
    data = encoded(picture(width))
    cover = prepare(data, name="cover.jpg")
    assert cover.published == data
    assert cover.width == width
    opened(cover)


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "RGBA", "LA"])
def test_an_opaque_png_becomes_a_jpeg(mode: str) -> None:
    data = encoded(picture(mode=mode), "PNG")
    image = opened(prepare(data, name="cover.png"))
    assert brightness(image, 0) > brightness(image, 1) + 50


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = encoded(picture(), "PNG")
    assert prepare(data, name="a") == prepare(data, name="b")


def test_a_picture_larger_than_directories_take_is_scaled_down() -> None:
    assert prepare(encoded(picture(3200)), name="cover.jpg").width == 3000


def test_a_heavy_jpeg_is_encoded_anew_within_the_limits() -> None:
    data = encoded(noise(1400), quality=95)
    assert len(data) > PUBLISHED_BYTES
    cover = prepare(data, name="cover.jpg")
    assert cover.published != data
    opened(cover)


def test_where_a_photo_was_taken_is_not_published() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    data = encoded(picture(), exif=exif, xmp=b"<x:xmpmeta/>", comment="At home")
    cover = prepare(data, name="cover.jpg")
    opened(cover)
    for private in (b"Camera", b"xmpmeta", b"At home"):
        assert private in data
        assert private not in cover.published
        assert private not in cover.embedded


def test_a_phones_double_picture_is_published_as_a_single_one() -> None:
    data = encoded(picture(), "MPO", save_all=True, append_images=[picture()])
    cover = prepare(data, name="cover.jpg")
    opened(cover)
    assert len(cover.published) < len(data)


def test_a_picture_that_exif_turns_is_published_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    image = opened(prepare(encoded(picture(), exif=exif), name="cover.jpg"))
    assert brightness(image, 1) > brightness(image, 0) + 50


def test_another_colour_space_is_converted_to_srgb() -> None:
    data = encoded(picture(), icc_profile=gamma_one())
    image = opened(prepare(data, name="cover.jpg"))
    assert brightness(image, 0) > brightness(picture(), 0) + 20  # what was linear is brighter now
    assert "icc_profile" not in image.info


@pytest.mark.parametrize("profile", [b"not a profile", gamma_one()[:200]])
def test_a_broken_profile_is_ignored_as_browsers_do(profile: bytes) -> None:
    image = opened(prepare(encoded(picture(), icc_profile=profile), name="cover.jpg"))
    assert brightness(image, 0) == pytest.approx(brightness(picture(), 0), abs=2)


def test_an_srgb_profile_is_no_reason_to_encode_anew() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(picture(), icc_profile=profile)
    assert prepare(data, name="cover.jpg").published == data


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"This is a note, not a picture.\n", "something else"),
        (encoded(picture(), "GIF"), "a GIF"),
        (encoded(picture(), "WEBP"), "a WebP"),
        (encoded(picture(), "TIFF"), "a TIFF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG"),
        (b"\x89PNG\r\n\x1a\n", "something else"),
    ],
    ids=["empty", "text", "gif", "webp", "tiff", "svg", "bare signature"],
)
def test_what_is_no_jpeg_or_png_is_refused_and_named(data: bytes, kind: str) -> None:
    error = refusal(data)
    assert error.code == "AP411"
    assert error.what.endswith(kind)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_file_cut_short_is_refused(kind: str, share: float) -> None:
    data = encoded(noise(1400), kind)
    assert refusal(data[: int(len(data) * share)]).code == "AP412"


def test_a_picture_that_is_not_square_is_refused_with_its_figures() -> None:
    error = refusal(encoded(picture(1500, 1400)))
    assert error.code == "AP414"
    assert "1500 x 1400" in error.what
    assert "1400 x 1400" in str(error.hint)


def test_a_picture_that_is_too_small_is_refused_with_its_figures() -> None:
    error = refusal(encoded(picture(1399)))
    assert error.code == "AP415"
    assert "1399 x 1399" in error.what
    assert "1400" in error.what


@pytest.mark.parametrize(("mode", "kind"), [("CMYK", "JPEG"), ("I;16", "PNG")])
def test_other_colours_than_rgb_are_refused_by_name(mode: str, kind: str) -> None:
    image = Image.new(mode, (1400, 1400))
    error = refusal(encoded(image, kind))
    assert error.code == "AP416"
    assert mode in error.what


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparency_is_refused(mode: str) -> None:
    image = picture(mode=mode)
    image.putpixel((0, 0), (0, 0, 0, 254) if mode == "RGBA" else (0, 254))
    assert refusal(encoded(image, "PNG")).code == "AP417"


def test_a_transparent_palette_colour_is_refused() -> None:
    image = picture(mode="P")
    assert refusal(encoded(image, "PNG", transparency=image.getpixel((0, 0)))).code == "AP417"


@pytest.mark.parametrize("side", [9_000, 60_000])
def test_a_decompression_bomb_is_not_decoded(side: int) -> None:
    header = bytearray(encoded(Image.new("1", (8, 8)), "PNG"))
    header[16:24] = side.to_bytes(4) * 2
    assert refusal(repaired(bytes(header))).code == "AP413"


def repaired(png: bytes) -> bytes:
    """A PNG with the checksum of its first chunk put right."""
    return png[:29] + zlib.crc32(png[12:29]).to_bytes(4) + png[33:]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells the peak there")
@pytest.mark.parametrize(
    ("kind", "width", "options"),
    [
        ("PNG", 3000, {}),
        ("JPEG", 3000, {"quality": 60, "icc_profile": gamma_one()}),
        ("JPEG", 6000, {"quality": 60}),
    ],
)
def test_a_cover_takes_little_more_memory_than_one_decoded_picture(
    kind: str, width: int, options: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "cover"
    path.write_bytes(encoded(picture(width), kind, **options))
    finished = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)], capture_output=True, check=True, text=True
    )
    decoded = 3000 * 3000 * 4  # bytes
    assert decoded / 2 < int(finished.stdout) < 2 * decoded


PEAK = """
import re, sys
from pathlib import Path
from audiopub.artwork import covers

def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) * 1024

data, before = Path(sys.argv[1]).read_bytes(), peak()
covers.prepare(data, name="cover")
print(peak() - before)
"""
"""Prints by how many bytes a cover raised the peak of a fresh process's memory."""


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_damaged_files_are_refused_or_read_and_nothing_else(kind: str) -> None:
    whole = bytearray(encoded(picture(), kind))
    random = np.random.default_rng(7)
    codes = set()
    for _ in range(30):
        damaged = bytearray(whole)
        for place in random.integers(2, len(whole), 6):
            damaged[place] = int(random.integers(0, 256))
        try:
            opened(prepare(bytes(damaged), name="cover"))
        except ArtworkError as error:
            codes.add(error.code)
    assert codes
    assert codes <= {f"AP41{digit}" for digit in range(1, 8)}
