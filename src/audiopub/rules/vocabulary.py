"""The elements that feeds are made of: where each may stand, how often, and with what in it.

Of RSS 2.0, Apple, Podcasting 2.0, Podlove Simple Chapters, and what podcasts use of Atom. A new
element is one entry; the rules of :mod:`audiopub.rules.grammar` hold for it at once.

Sources: https://www.rssboard.org/rss-specification; https://help.apple.com/itc/podcasts_connect/;
https://github.com/Podcastindex-org/podcast-namespace/tree/main/docs/tags;
https://podlove.org/simple-chapters/; https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from audiopub.rules.expected import (
    Check,
    boolean,
    contact,
    country,
    day,
    decimal,
    email,
    geo,
    group,
    guid,
    host,
    language,
    medium,
    mime,
    moment,
    number,
    number_to,
    one_of,
    osm,
    positive,
    ratio,
    recurrence,
    relation,
    slug,
    srcset,
    up_to,
    uri,
    web,
)

CHANNEL = frozenset({"channel"})
ITEM = frozenset({"item", "podcast:liveItem"})
BOTH = CHANNEL | ITEM

_NAMESPACE = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """An element of a feed."""

    parents: frozenset[str]
    """What it may stand in."""

    many: bool = False
    """Whether it may stand there several times."""

    required: tuple[str, ...] = ()
    """The attributes that it must have, unless another rule asks for them."""

    attributes: Mapping[str, Check | None] = field(default_factory=dict)
    """All attributes that it may have, and what finds fault with the value of each."""

    filled: bool = False
    """Whether something must stand in it, unless another rule asks for it."""

    value: Check | None = None
    """What finds fault with what stands in it, unless another rule does."""

    longest: int | None = None
    """How many characters may stand in it."""

    plain: bool = False
    """Whether what stands in it is shown as it is, so that markup has no place there."""

    holds: tuple[str, ...] = ()
    """Elements of which one at least must stand in it."""

    container: bool = False
    """Whether elements may stand in it."""

    link: str | None = None
    """Where it is described."""


def _tag(file: str, word: Word) -> Word:
    """Return a word of Podcasting 2.0 with the page that describes it."""
    return replace(word, link=_NAMESPACE + file)


RSS: Mapping[str, Word] = {
    "title": Word(parents=BOTH | {"image", "textInput"}),
    "link": Word(parents=BOTH | {"image", "textInput"}),
    "description": Word(parents=BOTH | {"image", "textInput"}),
    "language": Word(parents=CHANNEL),
    "copyright": Word(parents=CHANNEL, plain=True),
    "managingEditor": Word(parents=CHANNEL, value=contact),
    "webMaster": Word(parents=CHANNEL, value=contact),
    "pubDate": Word(parents=BOTH),
    "lastBuildDate": Word(parents=CHANNEL),
    "category": Word(parents=BOTH, many=True, attributes={"domain": None}, plain=True),
    "generator": Word(parents=CHANNEL, plain=True),
    "docs": Word(parents=CHANNEL, value=web),
    "cloud": Word(
        parents=CHANNEL,
        required=("domain", "port", "path", "registerProcedure", "protocol"),
        attributes={
            "domain": None,
            "port": number,
            "path": None,
            "registerProcedure": None,
            "protocol": one_of("xml-rpc", "soap", "http-post"),
        },
    ),
    "ttl": Word(parents=CHANNEL, filled=True, value=number),
    "image": Word(parents=CHANNEL, container=True),
    "rating": Word(parents=CHANNEL),
    "textInput": Word(parents=CHANNEL, container=True),
    "skipHours": Word(parents=CHANNEL, container=True, holds=("hour",)),
    "skipDays": Word(parents=CHANNEL, container=True, holds=("day",)),
    "item": Word(parents=CHANNEL, many=True, container=True),
    "author": Word(parents=ITEM, value=contact, plain=True),
    "comments": Word(parents=ITEM, value=web),
    "enclosure": Word(
        parents=ITEM, many=True, attributes={"url": None, "length": None, "type": None}
    ),
    "guid": Word(parents=ITEM, attributes={"isPermaLink": None}),
    "source": Word(parents=ITEM, required=("url",), attributes={"url": web}, filled=True),
    "url": Word(parents=frozenset({"image"})),
    "width": Word(parents=frozenset({"image"}), value=number_to(144)),
    "height": Word(parents=frozenset({"image"}), value=number_to(400)),
    "name": Word(parents=frozenset({"textInput"})),
    "hour": Word(parents=frozenset({"skipHours"}), many=True, filled=True, value=number_to(24)),
    "day": Word(
        parents=frozenset({"skipDays"}),
        many=True,
        filled=True,
        value=one_of(
            *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        ),
    ),
    "content:encoded": Word(parents=ITEM | CHANNEL),
    "atom:link": Word(
        parents=BOTH,
        many=True,
        required=("href",),
        attributes={
            "href": None,
            "rel": relation,
            "type": mime,
            "hreflang": language,
            "title": None,
            "length": number,
        },
        link="https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7",
    ),
}

ITUNES: Mapping[str, Word] = {
    "itunes:author": Word(parents=BOTH, plain=True),
    "itunes:block": Word(parents=BOTH, value=one_of("yes", "no", fold=True)),
    "itunes:category": Word(
        parents=CHANNEL | {"itunes:category"},
        many=True,
        required=("text",),
        attributes={"text": None},
        container=True,
    ),
    "itunes:complete": Word(parents=CHANNEL, value=one_of("yes", "no", fold=True)),
    "itunes:duration": Word(parents=ITEM),
    "itunes:email": Word(parents=frozenset({"itunes:owner"})),
    "itunes:episode": Word(parents=ITEM),
    "itunes:episodeType": Word(parents=ITEM),
    "itunes:explicit": Word(parents=BOTH),
    "itunes:image": Word(parents=BOTH, attributes={"href": None}),
    "itunes:isClosedCaptioned": Word(parents=ITEM, value=one_of("yes", "no", fold=True)),
    "itunes:keywords": Word(parents=BOTH, plain=True),
    "itunes:name": Word(parents=frozenset({"itunes:owner"}), plain=True),
    "itunes:new-feed-url": Word(parents=CHANNEL),
    "itunes:order": Word(parents=ITEM, value=number),
    "itunes:owner": Word(parents=CHANNEL, container=True),
    "itunes:season": Word(parents=ITEM),
    "itunes:subtitle": Word(parents=BOTH, longest=255, plain=True),
    "itunes:summary": Word(parents=BOTH, longest=4000),
    "itunes:title": Word(parents=BOTH),
    "itunes:type": Word(parents=CHANNEL),
    "itunes:applepodcastsverify": Word(parents=CHANNEL),
}

PODCAST: Mapping[str, Word] = {
    "podcast:alternateEnclosure": _tag(
        "alternate-enclosure.md",
        Word(
            parents=ITEM,
            many=True,
            required=("type",),
            attributes={
                "type": mime,
                "length": number,
                "bitrate": decimal,
                "height": number,
                "lang": language,
                "title": up_to(32),
                "rel": None,
                "codecs": None,
                "default": boolean,
            },
            holds=("podcast:source",),
            container=True,
        ),
    ),
    "podcast:block": _tag(
        "block.md",
        Word(
            parents=CHANNEL,
            many=True,
            attributes={"id": slug},
            filled=True,
            value=one_of("yes", "no"),
        ),
    ),
    "podcast:chapters": _tag(
        "chapters.md", Word(parents=ITEM, attributes={"url": None, "type": None})
    ),
    "podcast:chat": _tag(
        "chat.md",
        Word(
            parents=BOTH,
            required=("server", "protocol"),
            attributes={
                "server": host,
                "protocol": one_of("irc", "xmpp", "nostr", "matrix"),
                "accountId": None,
                "space": None,
                "embedUrl": web,
            },
        ),
    ),
    "podcast:contentLink": _tag(
        "content-link.md",
        Word(parents=ITEM, many=True, required=("href",), attributes={"href": uri}, filled=True),
    ),
    "podcast:episode": _tag("episode.md", Word(parents=ITEM, attributes={"display": up_to(32)})),
    "podcast:funding": _tag(
        "funding.md",
        Word(
            parents=BOTH, many=True, attributes={"url": None}, filled=True, longest=128, plain=True
        ),
    ),
    "podcast:guid": _tag("guid.md", Word(parents=CHANNEL)),
    "podcast:image": _tag(
        "image.md",
        Word(
            parents=BOTH,
            many=True,
            required=("href",),
            attributes={
                "href": web,
                "alt": None,
                "aspect-ratio": ratio,
                "width": number,
                "height": number,
                "type": mime,
                "purpose": up_to(128),
            },
        ),
    ),
    "podcast:images": _tag(
        "images-(deprecated).md",
        Word(parents=BOTH, required=("srcset",), attributes={"srcset": srcset}),
    ),
    "podcast:integrity": _tag(
        "integrity.md",
        Word(
            parents=frozenset({"podcast:alternateEnclosure"}),
            required=("type", "value"),
            attributes={"type": one_of("sri", "pgp-signature"), "value": None},
        ),
    ),
    "podcast:license": _tag(
        "license.md", Word(parents=BOTH, attributes={"url": web}, filled=True, longest=128)
    ),
    "podcast:liveItem": _tag(
        "live-item.md",
        Word(
            parents=CHANNEL,
            many=True,
            required=("status", "start"),
            attributes={
                "status": one_of("pending", "live", "ended"),
                "start": moment,
                "end": moment,
            },
            container=True,
        ),
    ),
    "podcast:location": _tag(
        "location.md",
        Word(
            parents=BOTH,
            many=True,
            attributes={
                "rel": one_of("subject", "creator"),
                "geo": geo,
                "osm": osm,
                "country": country,
            },
            filled=True,
            longest=128,
            plain=True,
        ),
    ),
    "podcast:locked": _tag("locked.md", Word(parents=CHANNEL, attributes={"owner": email})),
    "podcast:medium": _tag("medium.md", Word(parents=CHANNEL)),
    "podcast:person": _tag(
        "person.md",
        Word(
            parents=BOTH,
            many=True,
            attributes={"role": None, "group": group, "img": web, "href": web},
            longest=128,
            plain=True,
        ),
    ),
    "podcast:podping": _tag(
        "podping.md", Word(parents=CHANNEL, attributes={"usesPodping": boolean})
    ),
    "podcast:podroll": _tag(
        "podroll.md", Word(parents=CHANNEL, holds=("podcast:remoteItem",), container=True)
    ),
    "podcast:publisher": _tag(
        "publisher.md", Word(parents=CHANNEL, holds=("podcast:remoteItem",), container=True)
    ),
    "podcast:remoteItem": _tag(
        "remote-item.md",
        Word(
            parents=CHANNEL | {"podcast:podroll", "podcast:valueTimeSplit", "podcast:publisher"},
            many=True,
            required=("feedGuid",),
            attributes={
                "feedGuid": guid,
                "feedUrl": web,
                "itemGuid": None,
                "medium": medium,
                "title": None,
                "feedImg": web,
            },
        ),
    ),
    "podcast:season": _tag("season.md", Word(parents=ITEM, attributes={"name": up_to(128)})),
    "podcast:socialInteract": _tag(
        "social-interact.md",
        Word(
            parents=BOTH,
            many=True,
            required=("protocol",),
            attributes={
                "protocol": one_of(
                    *("disabled", "activitypub", "twitter", "lightning", "atproto", "bluesky"),
                    *("nostr", "hive", "matrix"),
                ),
                "uri": uri,
                "accountId": None,
                "accountUrl": web,
                "priority": number,
            },
        ),
    ),
    "podcast:soundbite": _tag(
        "soundbite.md",
        Word(
            parents=ITEM,
            many=True,
            required=("startTime", "duration"),
            attributes={"startTime": decimal, "duration": positive},
            longest=128,
            plain=True,
        ),
    ),
    "podcast:source": _tag(
        "source.md",
        Word(
            parents=frozenset({"podcast:alternateEnclosure"}),
            many=True,
            required=("uri",),
            attributes={"uri": uri, "contentType": mime},
        ),
    ),
    "podcast:trailer": _tag(
        "trailer.md",
        Word(
            parents=CHANNEL,
            many=True,
            required=("url", "pubdate"),
            attributes={
                "url": web,
                "pubdate": day,
                "length": number,
                "type": mime,
                "season": number,
            },
            filled=True,
            longest=128,
            plain=True,
        ),
    ),
    "podcast:transcript": _tag(
        "transcript.md",
        Word(
            parents=ITEM,
            many=True,
            attributes={
                "url": None,
                "type": None,
                "language": language,
                "rel": one_of("captions"),
            },
        ),
    ),
    "podcast:txt": _tag(
        "txt.md",
        Word(
            parents=BOTH,
            many=True,
            attributes={"purpose": up_to(128)},
            filled=True,
            longest=4000,
        ),
    ),
    "podcast:updateFrequency": _tag(
        "update-frequency.md",
        Word(
            parents=CHANNEL,
            attributes={"complete": boolean, "dtstart": moment, "rrule": recurrence},
            filled=True,
            longest=128,
            plain=True,
        ),
    ),
    "podcast:value": _tag(
        "value.md",
        Word(
            parents=BOTH,
            many=True,
            required=("type", "method"),
            attributes={"type": None, "method": None, "suggested": decimal},
            holds=("podcast:valueRecipient",),
            container=True,
        ),
    ),
    "podcast:valueRecipient": _tag(
        "value-recipient.md",
        Word(
            parents=frozenset({"podcast:value", "podcast:valueTimeSplit"}),
            many=True,
            required=("type", "address", "split"),
            attributes={
                "name": None,
                "customKey": None,
                "customValue": None,
                "type": None,
                "address": None,
                "split": number,
                "fee": boolean,
            },
        ),
    ),
    "podcast:valueTimeSplit": _tag(
        "value-time-split.md",
        Word(
            parents=frozenset({"podcast:value"}),
            many=True,
            required=("startTime", "duration"),
            attributes={
                "startTime": decimal,
                "duration": positive,
                "remoteStartTime": decimal,
                "remotePercentage": number_to(100),
            },
            holds=("podcast:remoteItem", "podcast:valueRecipient"),
            container=True,
        ),
    ),
}

PSC: Mapping[str, Word] = {
    "psc:chapters": Word(
        parents=ITEM,
        attributes={"version": one_of("1.0", "1.1", "1.2")},
        holds=("psc:chapter",),
        container=True,
        link="https://podlove.org/simple-chapters/",
    ),
    "psc:chapter": Word(
        parents=frozenset({"psc:chapters"}),
        many=True,
        attributes={"start": None, "title": None, "href": uri, "image": web},
        link="https://podlove.org/simple-chapters/",
    ),
}

WORDS: Mapping[str, Word] = {**RSS, **ITUNES, **PODCAST, **PSC}
"""All elements, by the usual name of each."""

CONTAINERS = frozenset(name for name, word in WORDS.items() if word.container)
"""The names of those that elements may stand in."""
