"""What a target says of itself: what lies there, since when, and what lay there before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from audiopub.deploy.kinds import OURS
from audiopub.errors import DeployError

PATH = f"{OURS}/manifest.json"
"""Where it lies on the target."""

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file's content."""

    size: int
    """In bytes."""

    sha256: str
    """In hexadecimal."""


Files = Mapping[str, File]
"""Files of a publication by their paths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """How the publication before differs from the one that is live."""

    files: dict[str, File]
    """What it has that the live one has not, or has otherwise."""

    added: tuple[str, ...]
    """What the live one has and it has not."""

    def apply(self, live: Files) -> dict[str, File]:
        """Return the files of the publication before."""
        return {path: file for path, file in live.items() if path not in self.added} | self.files


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The state of a target."""

    show: str
    """The ``podcast:guid`` of the show that lies there."""

    schema: int = SCHEMA
    """Raised whenever an older audiopub would misread it."""

    live: dict[str, File] = field(default_factory=dict)
    """The publication that was last brought there whole."""

    pending: dict[str, File | None] | None = None
    """Where it is being changed: what each path shall hold, ``None`` for nothing. A path that
    stands here may hold either."""

    previous: Back | None = None
    """The publication before, if it can be brought back."""

    superseded: dict[str, float] = field(default_factory=dict)
    """Files of ours that no live page points at, and since when, by the target's clock."""

    withdrawn: str | None = None
    """The fingerprint of a publication that was rolled back, so that it does not return unasked."""

    def knows(self, path: str) -> bool:
        """Return whether a file of this path was put there by audiopub."""
        return (
            path in self.live
            or path in self.superseded
            or (self.pending is not None and path in self.pending)
            or (self.previous is not None and path in self.previous.files)
        )


def difference(old: Files, new: Files) -> Back | None:
    """Return the way back from one publication to another; ``None`` if they are equal."""
    files = {path: file for path, file in old.items() if new.get(path) != file}
    added = tuple(sorted(path for path in new if path not in old))
    return Back(files=files, added=added) if files or added else None


def changes(old: Files, new: Files) -> dict[str, File | None]:
    """Return what each path shall hold that differs; ``None`` for nothing."""
    return {path: new.get(path) for path in {*old, *new} if old.get(path) != new.get(path)}


def encode(manifest: Manifest) -> bytes:
    """Return a manifest as JSON."""
    return msgspec.json.encode(manifest, order="deterministic")


def decode(data: bytes, name: str) -> Manifest:
    """Read a manifest.

    Args:
        data: JSON.
        name: The target, for messages.

    Raises:
        DeployError: AP746, it is damaged, or of a newer audiopub.
    """
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except msgspec.DecodeError as error:
        raise DeployError(
            "AP746",
            f"cannot understand what lies there: {error}",
            path=f"{name}/{PATH}",
            hint="delete that file, and deploy with --adopt; what lies there is then compared, "
            "not sent again",
        ) from error
    if manifest.schema > SCHEMA:
        raise DeployError(
            "AP746",
            f"a newer audiopub has deployed to this target (schema {manifest.schema})",
            path=f"{name}/{PATH}",
            hint="update audiopub",
        )
    return manifest
