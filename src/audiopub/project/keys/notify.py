"""Keys of [notify]: who is told of a new publication."""

from __future__ import annotations

from audiopub.project import checks
from audiopub.project.toml import Key

KEYS: tuple[Key, ...] = (
    Key(
        name="notify.podcast_index",
        kind=bool,
        doc="Whether Podcast Index is told. Default: false.",
        example="true",
    ),
    Key(
        name="notify.podping",
        kind=str,
        check=checks.address,
        doc="A Podping service that is told by HTTP; its token stands in AUDIOPUB_PODPING_TOKEN.",
        example='"https://podping.cloud/"',
    ),
    Key(
        name="notify.indexnow",
        kind=str,
        check=checks.indexnow,
        doc="Your IndexNow key; put a file KEY.txt that holds it into feeds/, too.",
        example='"8c6d1f0e5b7a4d21"',
    ),
    Key(
        name="notify.webhook",
        kind=str,
        check=checks.address,
        doc="An address that is sent a JSON object. One that is secret stands in "
        "AUDIOPUB_WEBHOOK instead.",
        example='"https://example.org/hook"',
    ),
    Key(
        name="notify.command",
        kind=list,
        check=checks.texts,
        doc="A program and its arguments; it finds the same JSON object on its standard input.",
        example='["show/announce.sh", "--quietly"]',
    ),
)
