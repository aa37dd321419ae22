"""Sound files."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from audiopub import tags
from audiopub.errors import AudiopubError, SoundError, StoreError, TagError
from audiopub.facts.reading import unread
from audiopub.model import Tags
from audiopub.rules.subjects import APPLES, Damaged, Heard, Sound, Subject, Target, Unread

_SIGNATURES = (
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (8, b"WAVE", "audio/wav"),
    (4, b"ftyp", "audio/mp4"),
    (0, b"%PDF", "application/pdf"),
)
_SYNC, _LAYER, _LAYER_3 = 0xE0, 0x06, 0x02
"""The first bits of an MPEG frame, and its layer (ISO/IEC 11172-3, 2.4.1.3); AAC says 0."""

_OF_MUTAGEN = (ArithmeticError, LookupError, ValueError, struct.error)
"""How mutagen stumbles over damaged headers, besides its own errors."""

_UNREADABLE = "AP301"
"""What :mod:`audiopub.audio.decode` says of a file that the system does not hand over."""

_UNKNOWN = "AP401"
"""What :mod:`audiopub.tags` says of a format whose tags it cannot read."""


@dataclass(frozen=True, slots=True)
class _Header:
    """What a player knows of a sound before it has read it."""

    duration: float | None
    """In seconds; ``None`` if it cannot know."""

    reliable: bool
    """Whether that was written down when the file was made, and is not reckoned from its size."""


def read(
    path: Path,
    name: str,
    *,
    measure: bool,
    target: Target = APPLES,
    heard: Mapping[str, Heard] | None = None,
) -> Iterator[Subject]:
    """Yield a sound file; and what is the matter with its tags, if they cannot be read.

    Args:
        path: The file.
        name: How findings call it.
        measure: Whether to decode it and to measure its loudness. If not, its duration is what its
            header says; a file whose header says nothing for certain is decoded all the same.
        target: What its loudness is compared with.
        heard: What was heard of sounds before, by ``Sound.heard_sha256``: these are not decoded
            again. ``None`` if nobody wants to know that of this one.
    """
    sha256, known = None, None
    try:
        if heard is not None:
            sha256 = tags.heard_sha256(path, name=name)
            known = heard.get(sha256)
        length = path.stat().st_size
        with path.open("rb") as file:
            mime_type = _mime_type(file.read(16))
        header = _header(path, mime_type)
        if known is None and (measure or not header.reliable):
            known = _listen(path, name, measure=measure)
    except OSError as error:
        yield unread(name, "sound", error)
        return
    except StoreError as error:
        yield Unread(path=name, kind="sound", reason=_reason(error))
        return
    except SoundError as error:
        subject = Unread if error.code == _UNREADABLE else Damaged
        yield subject(path=name, kind="sound", reason=_reason(error))
        return
    said = _tags(path, name)
    if isinstance(said, Damaged | Unread):
        yield said
    yield Sound(
        path=name,
        length=length,
        mime_type=mime_type,
        duration=known.duration if known else header.duration or 0.0,
        decoded=known is not None,
        header_duration=header.duration,
        tags=said if isinstance(said, Tags) else None,
        loudness=known.loudness if known else None,
        target=target,
        heard_sha256=sha256,
    )


def _mime_type(start: bytes) -> str:
    for offset, signature, mime_type in _SIGNATURES:
        if start.startswith(signature, offset):
            return mime_type
    if len(start) > 1 and start[0] == 0xFF and start[1] & _SYNC == _SYNC:  # noqa: PLR2004 - sync
        return "audio/mpeg" if start[1] & _LAYER == _LAYER_3 else "audio/aac"
    return "application/octet-stream"


def _header(path: Path, mime_type: str) -> _Header:
    import mutagen
    from mutagen.mp3 import BitrateMode, MPEGInfo

    try:
        if mime_type == "audio/mpeg":  # without the tags, which are read later, and once is enough
            with path.open("rb") as file:
                info = MPEGInfo(file)
        else:
            info = getattr(mutagen.File(path), "info", None)
    except (mutagen.MutagenError, *_OF_MUTAGEN):
        info = None
    duration = float(getattr(info, "length", 0.0))
    if not duration:
        return _Header(None, reliable=False)
    # An MP3 without a Xing, Info or VBRI frame says nothing; players go by its first bit rate.
    guessed = isinstance(info, MPEGInfo) and info.bitrate_mode == BitrateMode.UNKNOWN
    return _Header(duration, reliable=not guessed)


def _listen(path: Path, name: str, *, measure: bool) -> Heard:
    """Decode a sound to its end.

    Raises:
        SoundError: It cannot be decoded, or there is nothing in it.
    """
    from audiopub.audio import decode
    from audiopub.audio.meter import Meter

    with decode.opened(path, name) as source:
        meter = Meter.of(source) if measure else None
        for _ in meter.heard(source) if meter else source.frames():
            pass
        if not source.duration:
            raise decode.not_sound(name)
        loudness = meter.result().loudness if meter else None
        return Heard(duration=source.duration, loudness=loudness)


def _tags(path: Path, name: str) -> Tags | Damaged | Unread | None:
    try:
        return tags.read(path, name=name)
    except TagError as error:
        if error.code == _UNKNOWN:
            return None
        return Damaged(path=name, kind="tags", reason=_reason(error))
    except StoreError as error:
        return Unread(path=name, kind="tags", reason=_reason(error))


def _reason(error: AudiopubError) -> str:
    return f"{error.what[:1].lower()}{error.what[1:]}"
