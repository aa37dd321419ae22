"""What a feed can say beyond the ordinary, mostly in the namespace of Podcasting 2.0.

The fields bear the names of their keys in audiopub.toml and the sidecar.
Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TypeVar

from audiopub.model.sound import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """Where listeners can give."""

    link: str
    """The address."""

    text: str
    """What the link says, at most 128 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class License:
    """On what terms it may be used."""

    name: str
    """An SPDX identifier, or a name."""

    link: str | None = None
    """Where it can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place that it is about, or that it comes from."""

    name: str
    """As a person reads it: ``Austin, TX``."""

    rel: str | None = None
    """``subject``: what it is about; ``creator``: where it was made."""

    geo: str | None = None
    """A geo URI (RFC 5870): ``geo:30.2672,97.7431``."""

    osm: str | None = None
    """What OpenStreetMap calls it: ``R113314``."""

    country: str | None = None
    """Two letters of ISO 3166-1: ``US``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A further picture or clip, for apps that show more than the cover."""

    link: str
    """The address."""

    alt: str | None = None
    """What it shows, for those who cannot see it."""

    aspect_ratio: str | None = None
    """Width to height: ``16/9``."""

    width: int | None = None
    """In pixels."""

    height: int | None = None
    """In pixels."""

    type: str | None = None
    """The MIME type: ``image/jpeg``."""

    purpose: str | None = None
    """What it is for, words with spaces between them: ``banner``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Social:
    """The post under which listeners comment."""

    protocol: str
    """``activitypub``, ``atproto`` …; ``disabled`` where comments are not wanted."""

    link: str | None = None
    """The post's address; none if comments are disabled."""

    account: str | None = None
    """Whose post it is: ``@ada@example.org``."""

    account_link: str | None = None
    """Their page."""

    priority: int | None = None
    """Which of several posts to prefer: the lowest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text for a service, as a proof of ownership."""

    text: str
    """The text, at most 4,000 characters."""

    purpose: str | None = None
    """What it is for: ``verify``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteItem:
    """Another feed, or an item of it."""

    feed_guid: str
    """Its ``podcast:guid``."""

    feed_link: str | None = None
    """Its address."""

    item_guid: str | None = None
    """The guid of the item that is meant."""

    medium: str | None = None
    """Its medium, if it is no podcast."""

    title: str | None = None
    """What it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who gets a share of what listeners send."""

    type: str
    """What kind of address it is: ``node``."""

    address: str
    """The address."""

    split: int
    """Their shares, of the sum of all."""

    name: str | None = None
    """Who they are."""

    custom_key: str | None = None
    """A further key that goes with the payment."""

    custom_value: str | None = None
    """Its value."""

    fee: bool = False
    """Whether their share is a fee, in per cent and taken off first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSplit:
    """A stretch of the sound whose payments go to others."""

    start: float
    """In seconds."""

    duration: float
    """In seconds."""

    remote_start: float | None = None
    """Where the remote item is then, in seconds."""

    remote_percentage: int | None = None
    """How much the remote item's recipients get."""

    remote: RemoteItem | None = None
    """Whose recipients are meant; or"""

    recipients: tuple[Recipient, ...] = ()
    """the recipients themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """How listeners can send money while they listen."""

    type: str
    """The currency or the layer: ``lightning``."""

    method: str
    """How it is sent: ``keysend``."""

    recipients: tuple[Recipient, ...]
    """Who gets it."""

    suggested: str | None = None
    """How much, as a decimal number: ``0.00000005000``."""

    splits: tuple[ValueSplit, ...] = ()
    """Stretches whose payments go to others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """Where listeners talk."""

    server: str
    """The name of the server: ``irc.example.org``."""

    protocol: str
    """``irc``, ``xmpp``, ``nostr`` or ``matrix``."""

    account: str | None = None
    """The producer's account there."""

    space: str | None = None
    """The room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentLink:
    """The same content somewhere else, for instance a video of it."""

    link: str
    """The address."""

    text: str
    """Where it leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundbite:
    """A stretch that stands for the whole."""

    start: float
    """In seconds."""

    duration: float
    """In seconds; 15 to 120 are best."""

    title: str | None = None
    """What it is called; the episode's title if nothing is said."""


Stretch = TypeVar("Stretch", Soundbite, ValueSplit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Whether a service may list the feed."""

    service: str | None = None
    """The service's slug; all of them if none is said."""

    block: bool
    """Whether it must not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """How often episodes come."""

    text: str
    """As a person reads it: ``every other Monday``."""

    rrule: str | None = None
    """A recurrence rule (RFC 5545, 3.3.10): ``FREQ=WEEKLY;INTERVAL=2;BYDAY=MO``."""

    start: dt.datetime | None = None
    """When the rule begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """The sound or picture of a live show."""

    link: str
    """The address."""

    type: str
    """The MIME type: ``audio/mpeg``."""

    length: int = 0
    """In bytes; 0 while it runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """A live show."""

    title: str
    """Its title."""

    guid: str
    """Globally unique."""

    status: str
    """``pending``, ``live`` or ``ended``."""

    start: dt.datetime
    """When it begins; with a time zone."""

    stream: Stream
    """What is heard."""

    end: dt.datetime | None = None
    """When it ends; with a time zone."""

    description: str | None = None
    """What it is about, plain text."""

    link: str | None = None
    """A page about it."""

    image: str | None = None
    """The address of its cover."""

    content_links: tuple[ContentLink, ...] = ()
    """Where else it can be seen or heard."""

    chat: Chat | None = None
    """Where its listeners talk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What can be said of a show and of an episode alike."""

    locations: tuple[Location, ...] = ()
    """What it is about, and where it was made."""

    images: tuple[Image, ...] = ()
    """Further pictures."""

    social: tuple[Social, ...] = ()
    """Where listeners comment."""

    texts: tuple[Text, ...] = ()
    """Texts for services."""

    value: tuple[Value, ...] = ()
    """How listeners can send money."""

    chat: Chat | None = None
    """Where listeners talk."""

    block: bool = False
    """Whether Apple must not list it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeExtras(Extras):
    """What else can be said of an episode."""

    funding: tuple[Funding, ...] = ()
    """Where listeners can give, if not where the show says."""

    license: License | None = None
    """On what terms it may be used, if not on the show's."""

    season_name: str | None = None
    """What its season is called."""

    number_display: str | None = None
    """What apps shall show in place of its number: ``Ch. 3``."""

    soundbites: tuple[Soundbite, ...] = ()
    """Stretches that stand for the whole; in times of the recording where the producer gives
    them, in times of the published file in an episode."""

    content_links: tuple[ContentLink, ...] = ()
    """The same content somewhere else."""

    def placed(self, timeline: Timeline) -> EpisodeExtras:
        """Return the same with times of the published file in place of the recording's."""
        return replace(
            self,
            soundbites=tuple(_placed(bite, timeline) for bite in self.soundbites),
            value=tuple(
                replace(value, splits=tuple(_placed(split, timeline) for split in value.splits))
                for value in self.value
            ),
        )


def _placed(stretch: Stretch, timeline: Timeline) -> Stretch:
    start = timeline.at(stretch.start)
    end = timeline.at(stretch.start + stretch.duration)
    return replace(stretch, start=start, duration=end - start)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowExtras(Extras):
    """What else can be said of a show."""

    medium: str = "podcast"
    """What it is: ``podcast``, ``audiobook``, ``music`` …"""

    blocks: tuple[Block, ...] = ()
    """Which services may list the feed."""

    complete: bool = False
    """Whether no more episodes will come."""

    update: Update | None = None
    """How often episodes come."""

    podroll: tuple[RemoteItem, ...] = ()
    """Shows that it recommends."""

    publisher: RemoteItem | None = None
    """The feed of its publisher."""

    remote_items: tuple[RemoteItem, ...] = ()
    """Feeds and items that belong to it."""

    live: tuple[Live, ...] = ()
    """Live shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """How the feed itself is made."""

    page_size: int | None = None
    """Episodes on a page of the feed (RFC 5005); ``None`` for all on one."""

    hubs: tuple[str, ...] = ()
    """WebSub hubs that are told of each change."""

    new_link: str | None = None
    """Where the feed has moved to."""

    podping: bool = False
    """Whether each change is announced by podping."""

    srcset: bool = False
    """Whether ``podcast:images`` is written, too, which ``podcast:image`` has replaced."""

    formats: tuple[str, ...] = ()
    """Further formats, each of which gets a feed of its own."""
