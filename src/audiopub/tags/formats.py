"""Which format a sound file has, and what writing and reading have in common in all of them."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path
from typing import Protocol

from audiopub.errors import TagError
from audiopub.model import Tags
from audiopub.store.files import explained, flushing, replacing


class Format(Protocol):
    """What a module of a format offers."""

    def representable(self, tags: Tags, source: Path, *, name: str) -> Tags:
        """Return what of the tags a file of this format can say; exactly this is read back.

        Raises:
            TagError: Something cannot be said and cannot be left out (AP402, AP403).
        """
        ...

    def rewrite(self, source: Path, target: Path, tags: Tags, *, name: str) -> None:
        """Write the sound of a file into another one that is not there yet, with these tags.

        Args:
            source: The sound.
            target: The file to write.
            tags: What :meth:`representable` returned.
            name: What messages call the file.

        Raises:
            TagError: The source is no sound of this format (AP401, AP406, AP407), or the tags are
                too large (AP405).
        """
        ...

    def parse(self, path: Path, *, name: str) -> Tags:
        """Read the tags of a file.

        Raises:
            TagError: It is no sound of this format (AP401), or they cannot be read (AP406).
        """
        ...

    def same_sound(self, one: Path, other: Path, *, name: str) -> bool:
        """Return whether two files hold the same encoded sound."""
        ...


def write(source: Path, target: Path, tags: Tags, *, name: str) -> None:
    """See :func:`audiopub.tags.write`."""
    with explained(source, f"read {name}"):
        form = _format(source)
        asked = form.representable(tags, source, name=name)
        with replacing(target) as fresh:
            form.rewrite(source, fresh, asked, name=name)
            with flushing(fresh):  # which takes as long as to read it once more
                found = form.parse(fresh, name=name)
                different = [
                    field.name
                    for field in dataclasses.fields(Tags)
                    if getattr(asked, field.name) != getattr(found, field.name)
                ]
                if not form.same_sound(source, fresh, name=name):
                    different.append("sound")
            if different:
                raise TagError(
                    "AP404",
                    f"what was written reads back differently: {', '.join(different)}",
                    path=name,
                    hint="nothing was changed; run the command again, and report it if it happens "
                    "again",
                )


def read(path: Path, *, name: str) -> Tags:
    """See :func:`audiopub.tags.read`."""
    with explained(path, f"read {name}"):
        return _format(path).parse(path, name=name)


def heard_sha256(path: Path, *, name: str) -> str:
    """See :func:`audiopub.tags.heard_sha256`."""
    from audiopub.tags import mp3

    with explained(path, f"read {name}"):
        start = mp3.sound_start(path) if _format(path) is mp3 else 0
        with path.open("rb") as file:
            file.seek(start)
            return hashlib.file_digest(file, "sha256").hexdigest()


def _format(path: Path) -> Format:
    """Return the format of a file by its first bytes; MP3 has none that are its own."""
    with path.open("rb") as file:
        start = file.read(8)
    # Each when it is needed: that of MP4 loads FFmpeg.
    if start[:4] == b"fLaC":
        from audiopub.tags import flac

        return flac
    if start[:4] == b"OggS":
        from audiopub.tags import ogg

        return ogg
    if start[4:] == b"ftyp":
        from audiopub.tags import mp4

        return mp4
    from audiopub.tags import mp3

    return mp3
