"""Keys of NAME.toml: what one episode says of itself."""

from __future__ import annotations

import datetime as dt

from audiopub.project import checks
from audiopub.project.toml import Key

KEYS: tuple[Key, ...] = (
    Key(name="title", kind=str, check=checks.text, doc="Its title.", example='"The first"'),
    Key(name="subtitle", kind=str, check=checks.text, doc="One line more.", example='"A start"'),
    Key(
        name="authors",
        kind=list,
        check=checks.texts,
        doc="Who wrote it.",
        example='["Ada Lovelace"]',
    ),
    Key(
        name="date",
        kind=(dt.date, dt.datetime),
        doc="When it was or will be published; without a time, at noon of the show's time zone.",
        example="2026-01-31",
    ),
    Key(
        name="language",
        kind=str,
        check=checks.language,
        doc="Its language, a BCP 47 tag.",
        example='"de"',
    ),
    Key(
        name="link",
        kind=str,
        check=checks.address,
        doc="Where the text was first published.",
        example='"https://example.org/article"',
    ),
    Key(
        name="summary",
        kind=str,
        check=checks.text,
        doc="What it is about, in place of a summary out of the text.",
        example='"Ada begins."',
    ),
    Key(
        name="notice",
        kind=str,
        check=checks.text,
        doc="A line that goes with it everywhere: show notes, page, tags.",
        example='"The voice is synthetic."',
    ),
    Key(
        name="keywords",
        kind=list,
        check=checks.texts,
        doc="Search words.",
        example='["engines", "numbers"]',
    ),
    Key(
        name="explicit",
        kind=bool,
        doc="Whether there is something not for children in it; default: as the show.",
        example="false",
    ),
    Key(
        name="kind",
        kind=str,
        check=checks.one_of("full", "trailer", "bonus"),
        doc="full, trailer or bonus.",
        example='"full"',
    ),
    Key(name="season", kind=int, check=checks.positive, doc="The season's number.", example="1"),
    Key(name="number", kind=int, check=checks.positive, doc="The episode's number.", example="1"),
    Key(
        name="align",
        kind=str,
        check=checks.one_of("auto", "estimate"),
        doc="auto listens to the recording; estimate reckons all times from the text's length.",
        example='"auto"',
    ),
    Key(
        name="transcript",
        kind=str,
        check=checks.text,
        doc="Its transcript, relative to audiopub.toml, where the names do not agree.",
        example='"seeds/other-name.txt"',
    ),
    Key(
        name="audio",
        kind=str,
        check=checks.text,
        doc="Its recording, relative to audiopub.toml, where the names do not agree.",
        example='"episodes/rec_001.wav"',
    ),
)
