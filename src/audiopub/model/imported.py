"""An episode that was finished elsewhere and is kept as it was."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """A file that lies elsewhere."""

    link: str
    """Its address."""

    type: str
    """Its MIME type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an episode without transcript and recording says of its finished sound."""

    link: str | None = None
    """The address of the sound; ``None`` if it lies in the show."""

    file: str | None = None
    """The sound in the show, relative to audiopub.toml; it is published as it is."""

    length: int = 0
    """In bytes, as the feed said it; that of the file counts if there is one."""

    type: str = "audio/mpeg"
    """Its MIME type."""

    duration: float = 0.0
    """In seconds, 0 if nobody said it; that of the file counts if there is one."""

    notes: str = ""
    """The show notes, HTML."""

    artwork: str | None = None
    """The address of its cover; ``None`` for that of the show."""

    date_text: str | None = None
    """Its date in the letters that it always had."""

    transcripts: tuple[RemoteFile, ...] = ()
    """Where its transcripts are."""

    chapters: RemoteFile | None = None
    """Where its chapters are."""
