"""Keys of the file that ``audiopub tag`` reads: what a sound file shall say of itself."""

from __future__ import annotations

import datetime as dt

from audiopub.project import checks
from audiopub.project.toml import Key


def _text(name: str, doc: str, example: str) -> Key:
    return Key(name=name, kind=str, check=checks.text, doc=doc, example=example)


def _address(name: str, doc: str, example: str) -> Key:
    return Key(name=name, kind=str, check=checks.address, doc=doc, example=example)


def _texts(name: str, doc: str, example: str) -> Key:
    return Key(name=name, kind=list, check=checks.texts, doc=doc, example=example)


KEYS: tuple[Key, ...] = (
    _text("title", "The title.", '"The first"'),
    _text("subtitle", "One line more.", '"A start"'),
    _text("show", "The show, which players call the album.", '"Voices of the Week"'),
    _texts("authors", "Who speaks or wrote it.", '["Ada Lovelace"]'),
    _texts("show_authors", "Who makes the show, the album's artist.", '["Ada Lovelace"]'),
    Key(
        name="date",
        kind=(dt.date, dt.datetime),
        doc="When it was published; without a zone in UTC, without a time at noon.",
        example="2026-01-31T06:00:00Z",
    ),
    Key(
        name="language",
        kind=str,
        check=checks.language,
        doc="The language, a BCP 47 tag.",
        example='"de"',
    ),
    Key(name="number", kind=int, check=checks.positive, doc="The episode's number.", example="1"),
    Key(name="season", kind=int, check=checks.positive, doc="The season's number.", example="1"),
    _text("genre", "The genre.", '"Podcast"'),
    _text("description", "The show notes, plain text.", '"Ada begins."'),
    _text("comment", "A comment, plain text.", '"The voice is synthetic."'),
    _address("link", "The episode's page.", '"https://example.org/first"'),
    _text("copyright", "The copyright line.", '"© 2026 Ada Lovelace"'),
    _text("publisher", "Who publishes it.", '"Ada Lovelace"'),
    _text("cover", "The front cover, a JPEG or PNG, beside this file.", '"cover.jpg"'),
    _text("lyrics", "The transcript, a plain text file in UTF-8, beside this file.", '"first.txt"'),
    _text(
        "chapter_list",
        "The chapters, a file as NAME.chapters.txt is, beside this file.",
        '"first.chapters.txt"',
    ),
    _address("podcast.feed", "The feed's address.", '"https://example.org/feed.xml"'),
    _text("podcast.guid", "The episode's guid.", '"9b024349-ccf0-5f69-a609-6b82873eab3c"'),
    _text("podcast.category", "Apple's category.", '"News"'),
    _texts("podcast.keywords", "Search words.", '["engines", "numbers"]'),
    Key(
        name="chapters[].start",
        kind=(int, float),
        required=True,
        check=checks.moment,
        doc="Where a chapter begins, in seconds.",
        example="66.5",
    ),
    Key(
        name="chapters[].title",
        kind=str,
        required=True,
        check=checks.text,
        doc="Its title.",
        example='"The order of steps"',
    ),
    _address("chapters[].link", "An address that belongs to it.", '"https://example.org"'),
    _text("chapters[].picture", "A picture, a JPEG or PNG, beside this file.", '"steps.jpg"'),
)
