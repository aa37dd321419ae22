"""What every host of a publication can do, however different hosts are."""

from __future__ import annotations

import errno
import hashlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

PIECE = 1 << 23
"""How much is read at once, and the size of the parts of a large upload: 8 MiB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The bytes of a file: those of a local file, or given."""

    size: int
    """In bytes."""

    sha256: str
    """In hexadecimal."""

    source: Path | bytes | None
    """Where they are; ``None`` if only the host has them."""

    stamp: int | None = None
    """When the local file was last changed before it was hashed, in nanoseconds since 1970."""

    @property
    def is_unchanged(self) -> bool:
        """Whether the local file still is what was hashed."""
        if not isinstance(self.source, Path) or self.stamp is None:
            return True
        try:
            status = self.source.stat()
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == (self.size, self.stamp)

    def open(self) -> BinaryIO:
        """Open them for reading.

        Raises:
            OSError: The file cannot be read.
        """
        if self.source is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return io.BytesIO(self.source) if isinstance(self.source, bytes) else self.source.open("rb")

    def read(self) -> bytes:
        """Return them all.

        Raises:
            OSError: The file cannot be read.
        """
        with self.open() as file:
            return file.read()


def content_of(data: bytes) -> Content:
    """Return bytes as a content."""
    return Content(size=len(data), sha256=hashlib.sha256(data).hexdigest(), source=data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headers:
    """What a host shall say about a file, where it can be told to."""

    content_type: str
    """A MIME type."""

    cache_control: str
    """How long caches may keep it (RFC 9111)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A hash of a file that a host vouches for."""

    algorithm: str
    """As :mod:`hashlib` names it."""

    value: str
    """In hexadecimal."""

    part: int | None = None
    """``None`` for the hash of the whole; else the value is the hash of the hashes of parts of so
    many bytes, as S3 gives it for an upload in parts."""

    def fits(self, content: Content) -> bool:
        """Return whether it is the hash of a content; no if that is not here to be hashed.

        Raises:
            OSError: The content cannot be read.
        """
        if content.source is None:
            return False
        if self.part is None and self.algorithm == "sha256":
            return content.sha256 == self.value
        found = hashlib.new(self.algorithm, usedforsecurity=False)
        with content.open() as file:
            while piece := file.read(self.part or PIECE):
                if self.part:
                    piece = hashlib.new(self.algorithm, piece, usedforsecurity=False).digest()
                found.update(piece)
        return found.hexdigest() == self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A file that a host holds."""

    path: str
    """Relative to the target, with ``/``."""

    size: int
    """In bytes."""

    modified: float
    """When it was last changed, in seconds since 1970 by the host's clock."""

    version: str
    """Changes whenever the file does: an ETag, or the time of change."""

    digest: Digest | None = None
    """A hash of it, if the host gives one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a host can do beyond what all can."""

    rename: bool
    """Whether a file can take another's place in one step. If so, a put may show half a file, and
    what is put is renamed into place once it is verified; else a put is whole or not at all."""

    headers: bool
    """Whether content types and cache headers can be set file by file."""

    parallel: int
    """How many transfers at once do it good."""


class Target(Protocol):
    """A host, or a folder of one.

    Paths are relative to it. Whatever goes wrong is a :class:`audiopub.errors.DeployError`, and a
    :class:`audiopub.errors.TransientError` if a further try may succeed. Every method may be called
    from several threads at once.
    """

    @property
    def name(self) -> str:
        """How messages call it; without secrets."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""

    @property
    def heeds_conditions(self) -> bool:
        """Whether :meth:`put_if` keeps its promise; found out once, by trying it."""

    def put(self, path: str, content: Content, headers: Headers) -> Held | None:
        """Write a file, in place of one that is there; folders are made as needed.

        Returns:
            What the host holds now, if it says so at once with a digest; its time of change is
            not known then.
        """

    def put_if(self, path: str, content: Content, headers: Headers, version: str | None) -> None:
        """Write a file whole, if what is there is of this version; ``None`` if nothing is there.

        Raises:
            ChangedError: It is of another version; nothing was written.
        """

    def head(self, path: str) -> Held | None:
        """Return what is known of a file; ``None`` if there is none."""

    def read_range(self, path: str, start: int, length: int) -> bytes:
        """Return so many bytes of a file, fewer where it ends.

        Raises:
            DeployError: AP738, there is no such file.
        """

    def rename(self, old: str, new: str) -> None:
        """Put a file in the place of another in one step."""

    def delete(self, path: str) -> None:
        """Delete a file; all is well if there is none."""

    def list(self, folder: str = "") -> Iterator[Held]:
        """Give every file below a folder, in any order; nothing if there is no such folder."""

    def close(self) -> None:
        """Let go of connections."""
