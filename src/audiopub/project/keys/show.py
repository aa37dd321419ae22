"""Keys of [show]: what holds for every episode."""

from __future__ import annotations

from audiopub.project import checks
from audiopub.project.toml import Key

KEYS: tuple[Key, ...] = (
    Key(
        name="show.title",
        kind=str,
        required=True,
        check=checks.text,
        doc="The show's name.",
        example='"Voices of the Week"',
    ),
    Key(
        name="show.link",
        kind=str,
        required=True,
        check=checks.base,
        doc="The address under which the folder feeds/ can be fetched; the feed is its feed.xml.",
        example='"https://podcast.example.org"',
    ),
    Key(
        name="show.description",
        kind=str,
        required=True,
        check=checks.text,
        doc="What the show is about, a few sentences of plain text.",
        example='"Commentaries on the news, read aloud."',
    ),
    Key(
        name="show.language",
        kind=str,
        required=True,
        check=checks.language,
        doc="The show's language, a BCP 47 tag.",
        example='"de"',
    ),
    Key(
        name="show.authors",
        kind=list,
        required=True,
        check=checks.texts,
        doc="Who makes the show; directories print these names.",
        example='["Ada Lovelace"]',
    ),
    Key(
        name="show.owner.name",
        kind=str,
        required=True,
        check=checks.text,
        doc="Whom directories turn to.",
        example='"Ada Lovelace"',
    ),
    Key(
        name="show.owner.email",
        kind=str,
        required=True,
        check=checks.email,
        doc="Their address; directories send a code there to prove that the show is yours.",
        example='"podcast@example.org"',
    ),
    Key(
        name="show.categories",
        kind=list,
        required=True,
        check=checks.categories,
        doc="Apple's categories, the main one first.",
        example='["News > Politics"]',
    ),
    Key(
        name="show.explicit",
        kind=bool,
        required=True,
        doc="Whether there is something not for children in it.",
        example="false",
    ),
    Key(
        name="show.artwork",
        kind=str,
        required=True,
        check=checks.text,
        doc="The cover: a square JPEG or PNG, 1400 to 3000 pixels wide.",
        example='"show/cover.png"',
    ),
    Key(
        name="show.kind",
        kind=str,
        check=checks.one_of("episodic", "serial"),
        doc="episodic: the newest first; serial: to be heard in order.",
        example='"episodic"',
    ),
    Key(
        name="show.locked",
        kind=bool,
        doc="Whether other hosts must ask the owner before they import the feed. Default: true.",
        example="true",
    ),
    Key(
        name="show.copyright",
        kind=str,
        check=checks.text,
        doc="The copyright line.",
        example='"© 2026 Ada Lovelace"',
    ),
    Key(
        name="show.footer",
        kind=str,
        check=checks.text,
        doc="A line at the end of every episode's show notes.",
        example='"Write to us: podcast@example.org"',
    ),
    Key(
        name="show.guid",
        kind=str,
        check=checks.guid,
        doc="The podcast:guid of a show that moves here; otherwise it follows from the link.",
        example='"9b024349-ccf0-5f69-a609-6b82873eab3c"',
    ),
    Key(
        name="show.timezone",
        kind=str,
        check=checks.timezone,
        doc="Where a date without a time is meant (at noon). Default: UTC.",
        example='"Europe/Berlin"',
    ),
)
