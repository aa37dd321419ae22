"""The packets of a sound: what a container must hand over unchanged, wherever it puts them."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path

import av
from av.container import InputContainer

from audiopub.errors import TagError
from audiopub.tags.damage import refused


@contextlib.contextmanager
def opened(path: Path, *, name: str) -> Iterator[InputContainer]:
    """Open a file that has a sound in it.

    Only files on the disk are opened, whatever addresses stand in them.

    Raises:
        TagError: It cannot be read (AP406), or has no sound, or one that is copy-protected
            (AP407).
    """
    with refused(name), av.open(path, options={"protocol_whitelist": "file"}) as container:
        if not container.streams.audio or container.streams.audio[0].codec_context is None:
            raise TagError(
                "AP407",
                "there is no sound in it, or one that is copy-protected",
                path=name,
                hint="export it again, without protection",
            )
        yield container


def digest(path: Path, *, name: str) -> bytes:
    """Return a SHA-256 of all packets of the first sound in a file, each with its length.

    Raises:
        TagError: As :func:`opened`.
    """
    found = hashlib.sha256()
    with opened(path, name=name) as container:
        for packet in container.demux(container.streams.audio[0]):
            if packet.size:
                found.update(packet.size.to_bytes(4, "little"))
                found.update(packet)
    return found.digest()
