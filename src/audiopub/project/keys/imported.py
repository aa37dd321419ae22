"""Keys of an imported episode: what stands in its sidecar in place of transcript and recording."""

from __future__ import annotations

from audiopub.project import checks, terms
from audiopub.project.toml import IN_ITS_TABLE, Key

KEYS: tuple[Key, ...] = (
    Key(
        name="enclosure.link",
        kind=str,
        check=checks.address,
        doc="The address of a finished sound: the episode is kept as it is, and needs neither "
        "transcript nor recording.",
        example='"https://media.example.org/12.mp3"',
        rare=True,
    ),
    Key(
        name="enclosure.file",
        kind=str,
        check=checks.text,
        doc="A finished sound in the show, in place of the link; it is published byte for byte.",
        example='"episodes/12.mp3"',
        rare=True,
    ),
    Key(
        name="enclosure.length",
        kind=int,
        check=terms.not_negative,
        doc="Its length in bytes; that of the file counts if there is one.",
        example="6400000",
        rare=True,
    ),
    Key(
        name="enclosure.type",
        kind=str,
        required=IN_ITS_TABLE,
        check=terms.mime_type,
        doc="Its MIME type.",
        example='"audio/mpeg"',
        rare=True,
    ),
    Key(
        name="enclosure.duration",
        kind=float,
        check=terms.moment,
        doc="How long it is, in seconds; that of the file counts if there is one.",
        example="400.0",
        rare=True,
    ),
    Key(
        name="enclosure.notes",
        kind=str,
        doc="The show notes, HTML.",
        example='"<p>Ada begins.</p>"',
        rare=True,
    ),
    Key(
        name="enclosure.artwork",
        kind=str,
        check=checks.address,
        doc="The address of its cover, if it is not the show's.",
        example='"https://media.example.org/12.jpg"',
        rare=True,
    ),
    Key(
        name="enclosure.date_text",
        kind=str,
        check=terms.rfc2822,
        doc="Its date in the letters of the feed that it comes from.",
        example='"Sat, 31 Jan 2026 12:00:00 GMT"',
        rare=True,
    ),
    Key(
        name="enclosure.transcripts[].link",
        kind=str,
        required=True,
        check=checks.address,
        doc="The address of a transcript.",
        example='"https://media.example.org/12.vtt"',
        rare=True,
    ),
    Key(
        name="enclosure.transcripts[].type",
        kind=str,
        required=True,
        check=terms.mime_type,
        doc="Its MIME type.",
        example='"text/vtt"',
        rare=True,
    ),
    Key(
        name="enclosure.chapters.link",
        kind=str,
        required=IN_ITS_TABLE,
        check=checks.address,
        doc="The address of its chapters.",
        example='"https://media.example.org/12.json"',
        rare=True,
    ),
    Key(
        name="enclosure.chapters.type",
        kind=str,
        required=IN_ITS_TABLE,
        check=terms.mime_type,
        doc="Their MIME type.",
        example='"application/json+chapters"',
        rare=True,
    ),
)
