"""Ogg files, with Opus or Vorbis: Vorbis comments in the second packet, the cover among them.

Sources: https://www.rfc-editor.org/rfc/rfc7845.html#section-5.2 and
https://www.rfc-editor.org/rfc/rfc3533.html
"""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

import mutagen
from mutagen.flac import Picture as Block
from mutagen.ogg import OggFileType
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from audiopub.errors import TagError
from audiopub.model import Picture, Tags
from audiopub.tags import packets, vorbis
from audiopub.tags.damage import refused

PADDING = 2048
"""Zero bytes after the comments, so that other programs can edit them without moving the sound."""

_PICTURE = "metadata_block_picture"
_FRONT = 3


def representable(tags: Tags, source: Path, *, name: str) -> Tags:
    """Return what of the tags Ogg can say; see :class:`audiopub.tags.formats.Format`."""
    return vorbis.representable(tags, _opened(source, name).info.length, name=name, form="Ogg")


def rewrite(source: Path, target: Path, tags: Tags, *, name: str) -> None:
    """Write a file again with these tags; see :class:`audiopub.tags.formats.Format`.

    The pages are numbered anew where the comments take more of them, or fewer.
    """
    shutil.copyfile(source, target)
    file = _opened(target, name)
    file.tags[:] = list(vorbis.fields(tags))
    if tags.cover:
        block = Block()
        block.type, block.mime, block.data = _FRONT, tags.cover.mime_type, tags.cover.data
        file.tags.append((_PICTURE.upper(), base64.b64encode(block.write()).decode()))
    with refused(name):
        file.save(padding=lambda _: PADDING)


def parse(path: Path, *, name: str) -> Tags:
    """Read the tags of a file; see :class:`audiopub.tags.formats.Format`."""
    file = _opened(path, name)
    with refused(name):
        cover = _cover([value for key, value in file.tags if key.lower() == _PICTURE])
    comments = [pair for pair in file.tags if pair[0].lower() != _PICTURE]
    return vorbis.understood(comments, cover, file.info.length)


def same_sound(one: Path, other: Path, *, name: str) -> bool:
    """Return whether two files have the same packets."""
    return packets.digest(one, name=name) == packets.digest(other, name=name)


def _cover(values: list[str]) -> Picture | None:
    """Return the front cover, or any picture if none is called so."""
    blocks = [Block(base64.b64decode(value)) for value in values]
    for block in sorted(blocks, key=lambda each: each.type != _FRONT):
        return Picture(data=block.data, mime_type=block.mime)
    return None


def _opened(path: Path, name: str) -> OggFileType:
    with refused(name):
        file = mutagen.File(path, options=[OggOpus, OggVorbis])
    if file is None:
        raise TagError(
            "AP401",
            "this is no Opus or Vorbis sound",
            path=name,
            hint="export it as Opus, MP3, M4A or FLAC",
        )
    return file
