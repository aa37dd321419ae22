"""Pictures of strangers."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import PIL.Image
import pytest

from audiopub import facts
from audiopub.rules.subjects import Damaged, Image, Subject, Unread


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> bytes:
    data = io.BytesIO()
    PIL.Image.effect_noise(size, 50).convert(mode).save(data, form)
    return data.getvalue()


def read(path: Path) -> Subject:
    (subject,) = facts.gather(path, name=path.name)
    return subject


@pytest.mark.parametrize(
    ("form", "mode", "mime_type"),
    [
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"),
        ("GIF", "P", "image/gif"),
        ("WEBP", "RGB", "image/webp"),
    ],
)
def test_a_picture_is_known_by_its_content(
    tmp_path: Path, form: str, mode: str, mime_type: str
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(picture(form, mode))
    assert read(path) == Image(
        path="a.jpg",
        length=path.stat().st_size,
        mime_type=mime_type,
        width=40,
        height=30,
        mode=mode,
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_that_was_cut_off_is_damaged(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.jpg"
    data = picture(form, size=(400, 400))
    path.write_bytes(data[: len(data) // 2])
    assert isinstance(read(path), Damaged)


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_is_no_picture_is_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)
    damaged = read(path)
    assert isinstance(damaged, Damaged)
    assert damaged.reason


def test_a_picture_of_endless_pixels_is_not_decoded(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    path = tmp_path / "a.png"
    for side, kind in ((9000, Image), (60_000, Damaged)):
        header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b""))
        assert isinstance(read(path), kind)


@pytest.mark.parametrize(
    ("error", "subject"),
    [
        (PermissionError(13, "Permission denied"), Unread),
        (OSError("cannot load this image"), Damaged),
        (SyntaxError("broken PNG file"), Damaged),
        (ValueError("tile cannot extend outside image"), Damaged),
    ],
)
def test_what_the_system_does_not_hand_over_is_not_damaged(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    subject: type[Damaged | Unread],
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(picture("PNG"))

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(PIL.Image, "open", refuse)
    reason = error.strerror if isinstance(error, PermissionError) else str(error)
    assert read(path) == subject(path="a.png", kind="image", reason=reason or "")


def test_a_picture_that_was_seen_before_bears_its_own_name(tmp_path: Path) -> None:
    data = picture("JPEG")
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(data)
    first, second = read(tmp_path / "a.jpg"), read(tmp_path / "b.jpg")
    assert isinstance(first, Image)
    assert isinstance(second, Image)
    assert second == replace(first, path="b.jpg")
    (tmp_path / "b.jpg").write_bytes(data[:-300])
    assert isinstance(read(tmp_path / "b.jpg"), Damaged)
