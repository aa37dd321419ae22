"""Keys of what Podcasting 2.0 can say of a show, of an episode, or of both.

The last part of each name is the field of :mod:`audiopub.model.podcasting` that it fills.
"""

from __future__ import annotations

import datetime as dt

from audiopub.project import checks, terms
from audiopub.project.toml import IN_ITS_TABLE, Key


def _persons(table: str) -> tuple[Key, ...]:
    return (
        Key(
            name=f"{table}persons[].name",
            kind=str,
            required=True,
            check=terms.short,
            doc="Somebody who took part.",
            example='"Charles Babbage"',
        ),
        Key(
            name=f"{table}persons[].role",
            kind=str,
            required=True,
            check=checks.text,
            doc="A role of the Podcast Taxonomy: host, guest, narrator, translator.",
            example='"guest"',
        ),
        Key(
            name=f"{table}persons[].link",
            kind=str,
            check=checks.address,
            doc="A page about them.",
            example='"https://example.org/babbage"',
        ),
        Key(
            name=f"{table}persons[].image",
            kind=str,
            check=checks.address,
            doc="The address of a picture of them.",
            example='"https://example.org/babbage.jpg"',
        ),
    )


def _license(table: str) -> tuple[Key, ...]:
    return (
        Key(
            name=f"{table}license.name",
            kind=str,
            required=False if table else IN_ITS_TABLE,
            check=terms.short,
            doc="The licence: an SPDX identifier, or a name.",
            example='"CC-BY-4.0"',
        ),
        Key(
            name=f"{table}license.link",
            kind=str,
            check=checks.address,
            doc="Where the licence can be read.",
            example='"https://creativecommons.org/licenses/by/4.0/"',
        ),
    )


def _funding(table: str) -> tuple[Key, ...]:
    return (
        Key(
            name=f"{table}funding[].link",
            kind=str,
            required=True,
            check=checks.address,
            doc="Where listeners can support the show.",
            example='"https://example.org/give"',
        ),
        Key(
            name=f"{table}funding[].text",
            kind=str,
            required=True,
            check=terms.short,
            doc="What that link says.",
            example='"Support the show"',
        ),
    )


def _locations(table: str) -> tuple[Key, ...]:
    return (
        Key(
            name=f"{table}locations[].name",
            kind=str,
            required=True,
            check=terms.short,
            doc="A place, as a person reads it.",
            example='"Lviv, Ukraine"',
            rare=True,
        ),
        Key(
            name=f"{table}locations[].rel",
            kind=str,
            check=checks.one_of("subject", "creator"),
            doc="subject: what it is about; creator: where it was made.",
            example='"subject"',
            rare=True,
        ),
        Key(
            name=f"{table}locations[].geo",
            kind=str,
            check=terms.geo,
            doc="Latitude and longitude, a geo URI.",
            example='"geo:49.8397,24.0297"',
            rare=True,
        ),
        Key(
            name=f"{table}locations[].osm",
            kind=str,
            check=terms.osm,
            doc="OpenStreetMap's name of it: N, W or R and a number.",
            example='"R2032280"',
            rare=True,
        ),
        Key(
            name=f"{table}locations[].country",
            kind=str,
            check=terms.country,
            doc="Its country, two letters of ISO 3166-1.",
            example='"UA"',
            rare=True,
        ),
    )


def _images(table: str) -> tuple[Key, ...]:
    return (
        Key(
            name=f"{table}images[].link",
            kind=str,
            required=True,
            check=checks.address,
            doc="The address of a further picture or clip; the cover needs no entry.",
            example='"https://example.org/banner.jpg"',
            rare=True,
        ),
        Key(
            name=f"{table}images[].alt",
            kind=str,
            check=checks.text,
            doc="What it shows, for those who cannot see it.",
            example='"A drawing of the Analytical Engine"',
            rare=True,
        ),
        Key(
            name=f"{table}images[].aspect_ratio",
            kind=str,
            check=terms.ratio,
            doc="Width to height.",
            example='"3/1"',
            rare=True,
        ),
        Key(
            name=f"{table}images[].width",
            kind=int,
            check=checks.positive,
            doc="Its width in pixels.",
            example="1500",
            rare=True,
        ),
        Key(
            name=f"{table}images[].height",
            kind=int,
            check=checks.positive,
            doc="Its height in pixels.",
            example="500",
            rare=True,
        ),
        Key(
            name=f"{table}images[].type",
            kind=str,
            check=terms.mime_type,
            doc="Its MIME type.",
            example='"image/jpeg"',
            rare=True,
        ),
        Key(
            name=f"{table}images[].purpose",
            kind=str,
            check=checks.text,
            doc="What it is for: artwork, banner, social, canvas; several with spaces between.",
            example='"banner"',
            rare=True,
        ),
    )


def _social(table: str) -> tuple[Key, ...]:
    return (
        Key(
            name=f"{table}social[].protocol",
            kind=str,
            required=True,
            check=terms.slug,
            doc="Where listeners comment: activitypub, atproto, nostr …; disabled for nowhere.",
            example='"activitypub"',
            rare=True,
        ),
        Key(
            name=f"{table}social[].link",
            kind=str,
            check=terms.uri,
            doc="The post under which they comment; needed unless the protocol is disabled.",
            example='"https://example.social/@ada/109"',
            rare=True,
        ),
        Key(
            name=f"{table}social[].account",
            kind=str,
            check=checks.text,
            doc="Whose post it is.",
            example='"@ada@example.social"',
            rare=True,
        ),
        Key(
            name=f"{table}social[].account_link",
            kind=str,
            check=checks.address,
            doc="Their page.",
            example='"https://example.social/@ada"',
            rare=True,
        ),
        Key(
            name=f"{table}social[].priority",
            kind=int,
            check=terms.not_negative,
            doc="Which of several to prefer: the lowest.",
            example="1",
            rare=True,
        ),
    )


def _texts(table: str) -> tuple[Key, ...]:
    return (
        Key(
            name=f"{table}texts[].text",
            kind=str,
            required=True,
            check=terms.long,
            doc="A text for a service, as a proof of ownership; at most 4,000 characters.",
            example='"S6lpp-7ZCn8-dZfGc"',
            rare=True,
        ),
        Key(
            name=f"{table}texts[].purpose",
            kind=str,
            check=terms.short,
            doc="What it is for.",
            example='"verify"',
            rare=True,
        ),
    )


def _chat(table: str) -> tuple[Key, ...]:
    return (
        Key(
            name=f"{table}chat.server",
            kind=str,
            required=IN_ITS_TABLE,
            check=terms.host,
            doc="The server on which listeners talk.",
            example='"irc.example.org"',
            rare=True,
        ),
        Key(
            name=f"{table}chat.protocol",
            kind=str,
            required=IN_ITS_TABLE,
            check=checks.one_of("irc", "xmpp", "nostr", "matrix"),
            doc="irc, xmpp, nostr or matrix.",
            example='"irc"',
            rare=True,
        ),
        Key(
            name=f"{table}chat.account",
            kind=str,
            check=checks.text,
            doc="Your account there.",
            example='"@ada"',
            rare=True,
        ),
        Key(
            name=f"{table}chat.space",
            kind=str,
            check=checks.text,
            doc="The room.",
            example='"#engines"',
            rare=True,
        ),
    )


def _remote(table: str, what: str) -> tuple[Key, ...]:
    return (
        Key(
            name=f"{table}feed_guid",
            kind=str,
            required=IN_ITS_TABLE,
            check=checks.guid,
            doc=f"{what}: the podcast:guid of its feed.",
            example='"917393e3-1b1e-5cef-ace4-edaa54e1f810"',
            rare=True,
        ),
        Key(
            name=f"{table}feed_link",
            kind=str,
            check=checks.address,
            doc="The address of that feed.",
            example='"https://other.example.org/feed.xml"',
            rare=True,
        ),
        Key(
            name=f"{table}item_guid",
            kind=str,
            check=checks.text,
            doc="The guid of the one item that is meant.",
            example='"episode-12"',
            rare=True,
        ),
        Key(
            name=f"{table}medium",
            kind=str,
            check=terms.medium,
            doc="Its medium, if it is no podcast.",
            example='"music"',
            rare=True,
        ),
        Key(
            name=f"{table}title",
            kind=str,
            check=terms.short,
            doc="What it is called.",
            example='"The other show"',
            rare=True,
        ),
    )


def _recipients(table: str) -> tuple[Key, ...]:
    table = f"{table}recipients[]."
    return (
        Key(
            name=f"{table}name",
            kind=str,
            check=terms.short,
            doc="Who gets a share.",
            example='"Ada"',
            rare=True,
        ),
        Key(
            name=f"{table}type",
            kind=str,
            required=True,
            check=terms.slug,
            doc="What kind of address it is: node, wallet, lnaddress.",
            example='"node"',
            rare=True,
        ),
        Key(
            name=f"{table}address",
            kind=str,
            required=True,
            check=checks.text,
            doc="The address.",
            example='"02d5c1bf8b940dc9cadca86d1b0a3c37fbe39cee4c7e839e33bef9174531d27f52"',
            rare=True,
        ),
        Key(
            name=f"{table}split",
            kind=int,
            required=True,
            check=terms.not_negative,
            doc="Their shares, of the sum of all.",
            example="90",
            rare=True,
        ),
        Key(
            name=f"{table}custom_key",
            kind=str,
            check=checks.text,
            doc="A further key that goes with the payment.",
            example='"112111100"',
            rare=True,
        ),
        Key(
            name=f"{table}custom_value",
            kind=str,
            check=checks.text,
            doc="Its value.",
            example='"wal_hrDHs0RBEM576"',
            rare=True,
        ),
        Key(
            name=f"{table}fee",
            kind=bool,
            doc="Whether the share is a fee in per cent, taken off first.",
            example="false",
            rare=True,
        ),
    )


def _value(table: str) -> tuple[Key, ...]:
    split = f"{table}value[].splits[]."
    return (
        Key(
            name=f"{table}value[].type",
            kind=str,
            required=True,
            check=terms.slug,
            doc="How listeners can send money: the currency or its layer.",
            example='"lightning"',
            rare=True,
        ),
        Key(
            name=f"{table}value[].method",
            kind=str,
            required=True,
            check=terms.slug,
            doc="How it is sent.",
            example='"keysend"',
            rare=True,
        ),
        Key(
            name=f"{table}value[].suggested",
            kind=str,
            check=terms.decimal,
            doc="How much for each payment.",
            example='"0.00000005000"',
            rare=True,
        ),
        *_recipients(f"{table}value[]."),
        Key(
            name=f"{split}start",
            kind=float,
            required=True,
            check=terms.moment,
            doc="Where a stretch begins whose payments go to others, in seconds of the recording.",
            example="60.0",
            rare=True,
        ),
        Key(
            name=f"{split}duration",
            kind=float,
            required=True,
            check=terms.length,
            doc="How long it is, in seconds.",
            example="237.0",
            rare=True,
        ),
        Key(
            name=f"{split}remote_start",
            kind=float,
            check=terms.moment,
            doc="Where the remote item is then, in seconds.",
            example="0.0",
            rare=True,
        ),
        Key(
            name=f"{split}remote_percentage",
            kind=int,
            check=terms.percentage,
            doc="How much the remote item's recipients get. Default: all.",
            example="95",
            rare=True,
        ),
        *_remote(f"{split}remote.", "Whose recipients get it"),
        *_recipients(split),
    )


def _both(table: str) -> tuple[Key, ...]:
    return (
        *_locations(table),
        *_images(table),
        *_social(table),
        *_texts(table),
        *_chat(table),
        *_value(table),
        Key(
            name=f"{table}block",
            kind=bool,
            doc="Whether Apple must not list it. Default: false.",
            example="false",
            rare=True,
        ),
    )


def _content_links(table: str) -> tuple[Key, ...]:
    return (
        Key(
            name=f"{table}content_links[].link",
            kind=str,
            required=True,
            check=checks.address,
            doc="Where the same content is, too.",
            example='"https://video.example.org/1"',
            rare=True,
        ),
        Key(
            name=f"{table}content_links[].text",
            kind=str,
            required=True,
            check=terms.short,
            doc="Where that link leads.",
            example='"Watch it as a video"',
            rare=True,
        ),
    )


SHOW: tuple[Key, ...] = (
    *_license("show."),
    *_funding("show."),
    *_persons("show."),
    *_both("show."),
    Key(
        name="show.medium",
        kind=str,
        check=terms.medium,
        doc="What the show is: podcast, audiobook, music … Default: podcast.",
        example='"podcast"',
        rare=True,
    ),
    Key(
        name="show.complete",
        kind=bool,
        doc="Whether no more episodes will come. Default: false.",
        example="false",
        rare=True,
    ),
    Key(
        name="show.update.text",
        kind=str,
        required=IN_ITS_TABLE,
        check=terms.short,
        doc="How often episodes come, as a person reads it.",
        example='"every other Monday"',
        rare=True,
    ),
    Key(
        name="show.update.rrule",
        kind=str,
        check=terms.rrule,
        doc="The same as a recurrence rule of RFC 5545.",
        example='"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"',
        rare=True,
    ),
    Key(
        name="show.update.start",
        kind=dt.datetime,
        check=terms.zoned,
        doc="When that rule begins.",
        example="2026-01-05T06:00:00Z",
        rare=True,
    ),
    Key(
        name="show.blocks[].service",
        kind=str,
        check=terms.slug,
        doc="A service that may, or may not, list the feed; without it, all of them.",
        example='"google"',
        rare=True,
    ),
    Key(
        name="show.blocks[].block",
        kind=bool,
        required=True,
        doc="Whether it must not.",
        example="true",
        rare=True,
    ),
    *_remote("show.podroll[].", "A show that you recommend"),
    *_remote("show.publisher.", "Your publisher"),
    *_remote("show.remote_items[].", "A feed or an item that belongs to this one"),
    Key(
        name="show.live[].title",
        kind=str,
        required=True,
        check=checks.text,
        doc="The title of a live show.",
        example='"Questions and answers"',
        rare=True,
    ),
    Key(
        name="show.live[].guid",
        kind=str,
        required=True,
        check=checks.text,
        doc="What apps know it by; never give it to another.",
        example='"live-2026-01-31"',
        rare=True,
    ),
    Key(
        name="show.live[].status",
        kind=str,
        required=True,
        check=checks.one_of("pending", "live", "ended"),
        doc="pending, live or ended.",
        example='"pending"',
        rare=True,
    ),
    Key(
        name="show.live[].start",
        kind=dt.datetime,
        required=True,
        check=terms.zoned,
        doc="When it begins.",
        example="2026-01-31T20:00:00+01:00",
        rare=True,
    ),
    Key(
        name="show.live[].end",
        kind=dt.datetime,
        check=terms.zoned,
        doc="When it ends.",
        example="2026-01-31T21:00:00+01:00",
        rare=True,
    ),
    Key(
        name="show.live[].description",
        kind=str,
        check=checks.text,
        doc="What it is about, plain text.",
        example='"Ask anything about engines."',
        rare=True,
    ),
    Key(
        name="show.live[].link",
        kind=str,
        check=checks.address,
        doc="A page about it.",
        example='"https://example.org/live"',
        rare=True,
    ),
    Key(
        name="show.live[].image",
        kind=str,
        check=checks.address,
        doc="The address of its cover.",
        example='"https://example.org/live.jpg"',
        rare=True,
    ),
    Key(
        name="show.live[].stream.link",
        kind=str,
        required=True,
        check=checks.address,
        doc="What is heard.",
        example='"https://stream.example.org/live.mp3"',
        rare=True,
    ),
    Key(
        name="show.live[].stream.type",
        kind=str,
        required=True,
        check=terms.mime_type,
        doc="Its MIME type.",
        example='"audio/mpeg"',
        rare=True,
    ),
    Key(
        name="show.live[].stream.length",
        kind=int,
        check=terms.not_negative,
        doc="Its length in bytes; 0 while it runs.",
        example="0",
        rare=True,
    ),
    *_content_links("show.live[]."),
    *_chat("show.live[]."),
)
"""Those of audiopub.toml."""

EPISODE: tuple[Key, ...] = (
    *_persons(""),
    *_license(""),
    *_funding(""),
    *_both(""),
    Key(
        name="season_name",
        kind=str,
        check=terms.short,
        doc="What its season is called.",
        example='"The beginnings"',
        rare=True,
    ),
    Key(
        name="number_display",
        kind=str,
        check=terms.label,
        doc="What apps shall show in place of its number, at most 32 characters.",
        example='"Ch. 3"',
        rare=True,
    ),
    Key(
        name="soundbites[].start",
        kind=float,
        required=True,
        check=terms.moment,
        doc="Where a stretch begins that stands for the whole, in seconds of the recording.",
        example="73.0",
        rare=True,
    ),
    Key(
        name="soundbites[].duration",
        kind=float,
        required=True,
        check=terms.length,
        doc="How long it is, in seconds; 15 to 120 are best.",
        example="60.0",
        rare=True,
    ),
    Key(
        name="soundbites[].title",
        kind=str,
        check=terms.short,
        doc="What it is called.",
        example='"Why the engine repeats itself"',
        rare=True,
    ),
    *_content_links(""),
)
"""Those of a sidecar."""
