"""FLAC files: Vorbis comments in a metadata block, the cover in another one.

Source: https://www.rfc-editor.org/rfc/rfc9639.html#section-8
"""

from __future__ import annotations

import shutil
from pathlib import Path

from mutagen import flac

from audiopub.errors import TagError
from audiopub.model import Picture, Tags
from audiopub.tags import stretches, vorbis
from audiopub.tags.damage import refused

PADDING = 8192
"""Zero bytes after the metadata, so that other programs can edit it without moving the sound."""

_MOST_BYTES = (1 << 24) - 1
"""A metadata block says its length in three bytes."""


def representable(tags: Tags, source: Path, *, name: str) -> Tags:
    """Return what of the tags FLAC can say; see :class:`audiopub.tags.formats.Format`."""
    return vorbis.representable(tags, _opened(source, name).info.length, name=name, form="FLAC")


def rewrite(source: Path, target: Path, tags: Tags, *, name: str) -> None:
    """Write a file again with these tags; see :class:`audiopub.tags.formats.Format`."""
    shutil.copyfile(source, target)
    file = _opened(target, name)
    file.clear_pictures()
    if file.tags is None:
        file.add_tags()
    file.tags[:] = list(vorbis.fields(tags))
    if tags.cover:
        picture = flac.Picture()
        picture.type, picture.mime, picture.data = 3, tags.cover.mime_type, tags.cover.data
        file.add_picture(picture)
    try:
        file.save(deleteid3=True, padding=lambda _: PADDING)
    except flac.error as error:
        raise TagError(
            "AP405",
            f"the tags are too large, a block of FLAC holds {_MOST_BYTES / 1e6:.0f} MB",
            path=name,
            hint="use a smaller cover",
        ) from error


def parse(path: Path, *, name: str) -> Tags:
    """Read the tags of a file; see :class:`audiopub.tags.formats.Format`."""
    file = _opened(path, name)
    fronts = sorted(file.pictures, key=lambda picture: picture.type != 3)  # noqa: PLR2004 - front
    cover = Picture(data=fronts[0].data, mime_type=fronts[0].mime) if fronts else None
    return vorbis.understood(file.tags or (), cover, file.info.length)


def same_sound(one: Path, other: Path, *, name: str) -> bool:
    """Return whether two files have the same frames, byte for byte."""
    del name
    return stretches.equal(one, _frames(one), other, _frames(other))


def _frames(path: Path) -> tuple[int, int]:
    """Return where the frames of a file begin and end: after the last metadata block."""
    with path.open("rb") as file:
        place, last = 4, False
        while not last:
            file.seek(place)
            head = file.read(4)
            last = not head or bool(head[0] & 0x80)
            place += 4 + int.from_bytes(head[1:], "big")
        return place, file.seek(0, 2)


def _opened(path: Path, name: str) -> flac.FLAC:
    with refused(name):
        return flac.FLAC(path)
