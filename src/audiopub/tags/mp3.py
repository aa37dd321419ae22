"""MP3 files: where their sound is, and how it gets other tags without being touched."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import mutagen
from mutagen.mp3 import MPEGInfo

from audiopub.errors import TagError
from audiopub.model import Tags
from audiopub.tags import id3, stretches

_LAYER = 3
_ID3V2_HEADER = 10
_ID3V1_SIZE = 128
_APE_HEADER = 32
_APE_HAS_HEADER = 1 << 31


def representable(tags: Tags, source: Path, *, name: str) -> Tags:
    """Return what of the tags ID3v2.3 can say; see :class:`audiopub.tags.formats.Format`."""
    del source
    return id3.representable(tags, name=name)


def rewrite(source: Path, target: Path, tags: Tags, *, name: str) -> None:
    """Write a file again with these tags; see :class:`audiopub.tags.formats.Format`."""
    head = id3.render(tags, name=name)
    with source.open("rb") as sound, target.open("xb") as file:
        span = _span(sound, name=name)
        file.write(head)
        stretches.copy(sound, span, file)


def parse(path: Path, *, name: str) -> Tags:
    """Read the tags of a file; see :class:`audiopub.tags.formats.Format`."""
    with path.open("rb") as file:
        _span(file, name=name)
    return id3.parse(path, name=name)


def same_sound(one: Path, other: Path, *, name: str) -> bool:
    """Return whether two files have the same frames, byte for byte."""
    spans = []
    for path in (one, other):
        with path.open("rb") as file:
            spans.append(_span(file, name=name))
    return stretches.equal(one, spans[0], other, spans[1])


def sound_start(path: Path) -> int:
    """Return where the sound begins: after an ID3v2 tag, if that is all that is before it.

    Returns:
        0 where anything else is before it, or no frame begins after the tag: then it is not
        certain that everybody begins at the same place.
    """
    with path.open("rb") as file:
        head = file.read(_ID3V2_HEADER)
        if head[:3] != b"ID3" or len(head) < _ID3V2_HEADER or head[5]:
            return 0
        start = _ID3V2_HEADER + _syncsafe(head[6:10])
        sync = _at(file, start, 2)
        return start if sync[:1] == b"\xff" and sync[1:] >= b"\xe0" else 0


def _span(file: BinaryIO, *, name: str) -> tuple[int, int]:
    """Return where the sound begins and ends: everything that is not a tag.

    Raises:
        TagError: There is no MPEG layer 3 sound (AP401).
    """
    size = file.seek(0, 2)
    start = _after_leading_tags(file, size)
    end = _before_trailing_tags(file, start, size)
    try:
        info = MPEGInfo(file, offset=start)
        heard = info.layer == _LAYER and not info.sketchy and start < end
    except mutagen.MutagenError:
        heard = False
    if not heard:
        raise TagError(
            "AP401",
            "this is no MP3, M4A, Opus, Vorbis or FLAC file" if size else "the file is empty",
            path=name,
            hint="only these have tags that audiopub knows; look whether the name is right",
        )
    return start, end


def _at(file: BinaryIO, place: int, length: int) -> bytes:
    """Return so many bytes of a file, or none where there is no such place."""
    if place < 0:
        return b""
    file.seek(place)
    return file.read(length)


def _after_leading_tags(file: BinaryIO, size: int) -> int:
    """Return where the sound begins: after any ID3v2 and APEv2 tags."""
    start = 0
    while start < size:
        head = _at(file, start, _APE_HEADER)
        if head[:3] == b"ID3" and len(head) >= _ID3V2_HEADER:
            footer = _ID3V2_HEADER if head[5] & 0x10 else 0
            start += _ID3V2_HEADER + _syncsafe(head[6:10]) + footer
        elif head[:8] == b"APETAGEX":
            start += _APE_HEADER + int.from_bytes(head[12:16], "little")
        else:
            break
    return start


def _before_trailing_tags(file: BinaryIO, start: int, end: int) -> int:
    """Return where the sound ends: before any ID3v1, APEv2, Lyrics3 and appended ID3v2 tags."""
    while end > start:
        if _at(file, end - _ID3V1_SIZE, 3) == b"TAG":
            length = _ID3V1_SIZE
        elif (foot := _at(file, end - _APE_HEADER, _APE_HEADER))[:8] == b"APETAGEX":
            has_header = int.from_bytes(foot[20:24], "little") & _APE_HAS_HEADER
            length = int.from_bytes(foot[12:16], "little") + (_APE_HEADER if has_header else 0)
        elif (foot := _at(file, end - 15, 15))[6:] == b"LYRICS200" and foot[:6].isdigit():
            length = int(foot[:6]) + len(foot)
        elif (foot := _at(file, end - _ID3V2_HEADER, _ID3V2_HEADER))[:3] == b"3DI":
            length = _syncsafe(foot[6:10]) + 2 * _ID3V2_HEADER
        else:
            break
        if not 0 < length <= end - start:
            break  # a lie, or bytes of the sound that look like a tag
        end -= length
    return end


def _syncsafe(digits: bytes) -> int:
    """Return a number of seven bits a byte (ID3v2, section 3.1)."""
    return sum((digit & 0x7F) << shift for digit, shift in zip(digits, (21, 14, 7, 0), strict=True))
