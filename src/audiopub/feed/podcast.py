"""The namespace of Podcasting 2.0: what is said of a show, and of an episode.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from email.utils import format_datetime

from audiopub.feed import safe
from audiopub.feed.elements import Element, present
from audiopub.feed.extras import (
    chat,
    content_link,
    number,
    of_extras,
    remote_item,
)
from audiopub.model import (
    Artwork,
    Attachment,
    Enclosure,
    Episode,
    Funding,
    Person,
    Show,
)
from audiopub.model.podcasting import Live, Update
from audiopub.model.taxonomy import GROUPS

NAMESPACE = "https://podcastindex.org/namespace/1.0"

_CAPTIONS = frozenset({"text/vtt", "application/x-subrip", "application/srt"})
_IDENTIFIER = re.compile(r"[A-Za-z0-9.+-]+")


def of_show(show: Show, trailers: Iterable[Episode]) -> Iterator[Element]:
    """Yield what is said of a show.

    Args:
        show: The show.
        trailers: Its trailers.
    """
    more = show.extras
    yield Element("podcast:guid", show.guid)
    yield Element("podcast:medium", more.medium)
    yield Element("podcast:locked", _yes(show.locked), {"owner": show.owner_email})
    if show.license:
        yield _license(show.license, show.license_link)
    yield from _funding(show.funding)
    yield from _persons((*show.authors, *show.persons))
    yield from _artwork(show, show.artwork, show.title)
    yield from of_extras(more)
    for block in more.blocks:
        yield Element("podcast:block", _yes(block.block), {"id": block.service})
    if more.update:
        yield _update(more.update, complete=more.complete)
    if show.feed.podping:
        yield Element("podcast:podping", attributes={"usesPodping": "true"})
    for trailer in trailers:
        yield _trailer(show, trailer)
    if more.podroll:
        yield Element("podcast:podroll", children=tuple(map(remote_item, more.podroll)))
    if more.publisher:
        yield Element("podcast:publisher", children=(remote_item(more.publisher),))
    yield from map(remote_item, more.remote_items)
    yield from map(_live, more.live)


def of_episode(show: Show, episode: Episode) -> Iterator[Element]:
    """Yield what is said of an episode."""
    more = episode.extras
    for transcript in episode.transcripts:
        yield _transcript(show, episode, transcript)
    if file := episode.chapters_file:
        link = safe.address(show.url(file.path))
        yield Element("podcast:chapters", attributes={"url": link, "type": file.mime_type})
    for sound in (episode.enclosure, *episode.alternates):
        if sound.sha256:  # or there is nothing to say that the enclosure does not say
            yield _alternate(show, sound, default=sound is episode.enclosure)
    # All of them: persons of an item replace the channel's.
    yield from _persons((*episode.authors, *episode.persons))
    if episode.season is not None:
        yield Element("podcast:season", str(episode.season), {"name": more.season_name})
    if episode.number is not None:
        yield Element("podcast:episode", str(episode.number), {"display": more.number_display})
    yield from _artwork(show, episode.artwork, episode.title)
    yield from of_extras(more)
    if more.license:
        yield _license(more.license.name, more.license.link)
    yield from _funding(more.funding)
    for bite in more.soundbites:
        times = {"startTime": number(bite.start), "duration": number(bite.duration)}
        yield Element("podcast:soundbite", bite.title or "", times)
    yield from map(content_link, more.content_links)


def _persons(persons: Iterable[Person]) -> Iterator[Element]:
    for person in persons:
        role = safe.line(person.role).casefold()
        attributes = {
            "role": role,
            "group": GROUPS.get(role),
            "href": safe.web(person.link),
            "img": safe.web(person.image),
        }
        if name := safe.line(person.name):
            yield Element("podcast:person", name, attributes)


def _license(name: str, link: str | None) -> Element:
    """Return a licence: an SPDX identifier in lower case, as its list has it, a name as it is."""
    short = name.lower() if _IDENTIFIER.fullmatch(name) else safe.line(name)
    return Element("podcast:license", short, {"url": safe.web(link)})


def _funding(funding: Iterable[Funding]) -> Iterator[Element]:
    for one in funding:
        if link := safe.web(one.link):
            yield Element("podcast:funding", safe.line(one.text), {"url": link})


def _artwork(show: Show, artwork: Artwork, alt: str) -> Iterator[Element]:
    """Yield the cover as the one namespace's image, and as its former one's if asked for."""
    link, width = safe.address(show.url(artwork.path)), str(artwork.width or "") or None
    attributes = {
        "href": link,
        "alt": alt,
        "aspect-ratio": "1/1",
        "width": width,
        "type": artwork.mime_type or None,
        "purpose": "artwork",
    }
    yield Element("podcast:image", attributes=attributes)
    if show.feed.srcset and width:
        yield Element("podcast:images", attributes={"srcset": f"{link} {width}w"})


def _transcript(show: Show, episode: Episode, transcript: Attachment) -> Element:
    attributes = {
        "url": safe.address(show.url(transcript.path)),
        "type": transcript.mime_type,
        "language": episode.language,
        "rel": "captions" if transcript.mime_type in _CAPTIONS else None,
    }
    return Element("podcast:transcript", attributes=attributes)


def _alternate(show: Show, sound: Enclosure, *, default: bool) -> Element:
    """Return a format of the sound, with its hash (Subresource Integrity, W3C)."""
    attributes = {
        "type": sound.mime_type,
        "length": str(sound.length),
        "bitrate": str(sound.bitrate) if sound.bitrate else None,
        "default": "true" if default else None,
    }
    digest = base64.b64encode(bytes.fromhex(sound.sha256 or "")).decode()
    children = (
        Element("podcast:source", attributes={"uri": safe.address(show.url(sound.path))}),
        Element("podcast:integrity", attributes={"type": "sri", "value": f"sha256-{digest}"}),
    )
    return Element("podcast:alternateEnclosure", attributes=attributes, children=children)


def _trailer(show: Show, episode: Episode) -> Element:
    attributes = {
        "url": safe.address(show.url(episode.enclosure.path)),
        "pubdate": format_datetime(episode.published),
        "length": str(episode.enclosure.length),
        "type": episode.enclosure.mime_type,
        "season": str(episode.season) if episode.season is not None else None,
    }
    return Element("podcast:trailer", safe.line(episode.title), attributes)


def _update(update: Update, *, complete: bool) -> Element:
    attributes = {
        "complete": "true" if complete else None,
        "dtstart": update.start.isoformat() if update.start else None,
        "rrule": update.rrule,
    }
    return Element("podcast:updateFrequency", safe.line(update.text), attributes)


def _live(live: Live) -> Element:
    """Return a live show, which is written as an item is."""
    stream = live.stream
    sound = {
        "url": safe.address(stream.link),
        "length": str(stream.length),
        "type": stream.type,
    }
    source = Element("podcast:source", attributes={"uri": sound["url"]})
    alternate = {"type": stream.type, "default": "true"}
    image = safe.web(live.image)
    children = (
        Element("title", safe.line(live.title)),
        *present("link", safe.web(live.link)),
        *present("description", live.description),
        Element("guid", live.guid, {"isPermaLink": "false"}),
        Element("enclosure", attributes=sound),
        *([Element("itunes:image", attributes={"href": image})] if image else ()),
        Element("podcast:alternateEnclosure", attributes=alternate, children=(source,)),
        *map(content_link, live.content_links),
        *([chat(live.chat)] if live.chat else ()),
    )
    attributes = {
        "status": live.status,
        "start": live.start.isoformat(),
        "end": live.end.isoformat() if live.end else None,
    }
    return Element("podcast:liveItem", attributes=attributes, children=children)


def _yes(value: bool) -> str:  # noqa: FBT001 - the value is what is written
    return "yes" if value else "no"
