"""Keys of [sources]: where a show's files are."""

from __future__ import annotations

from audiopub.project import checks
from audiopub.project.toml import Key

KEYS: tuple[Key, ...] = (
    Key(
        name="sources.transcripts",
        kind=list,
        check=checks.folders,
        doc='Folders with transcripts. Default: ["seeds", "episodes"].',
        example='["seeds", "episodes"]',
    ),
    Key(
        name="sources.audio",
        kind=list,
        check=checks.folders,
        doc='Folders with recordings. Default: ["episodes"].',
        example='["episodes"]',
    ),
)
