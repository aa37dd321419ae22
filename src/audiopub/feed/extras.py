"""What Podcasting 2.0 lets a show and an episode say alike: places, comments, payments.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md
"""

from __future__ import annotations

from collections.abc import Iterator

from audiopub.feed import safe
from audiopub.feed.elements import Element
from audiopub.model.podcasting import (
    Chat,
    ContentLink,
    Extras,
    Image,
    Location,
    Recipient,
    RemoteItem,
    Social,
    Value,
    ValueSplit,
)


def of_extras(extras: Extras) -> Iterator[Element]:
    """Yield what stands in the channel and in an item in the same form."""
    yield from map(_location, extras.locations)
    yield from map(_image, extras.images)
    yield from map(_social, extras.social)
    for text in extras.texts:
        yield Element("podcast:txt", text.text, {"purpose": text.purpose})
    yield from map(_value, extras.value)
    if extras.chat:
        yield chat(extras.chat)


def chat(room: Chat) -> Element:
    """Return where listeners talk."""
    attributes = {
        "server": room.server,
        "protocol": room.protocol,
        "accountId": room.account,
        "space": room.space,
    }
    return Element("podcast:chat", attributes=attributes)


def content_link(link: ContentLink) -> Element:
    """Return where the same content is, too."""
    return Element("podcast:contentLink", safe.line(link.text), {"href": safe.address(link.link)})


def remote_item(item: RemoteItem) -> Element:
    """Return a reference to another feed, or to an item of it."""
    attributes = {
        "feedGuid": item.feed_guid,
        "feedUrl": safe.web(item.feed_link),
        "itemGuid": item.item_guid,
        "medium": item.medium,
        "title": item.title,
    }
    return Element("podcast:remoteItem", attributes=attributes)


def number(value: float | None) -> str | None:
    """Return a decimal number without an exponent and without zeros at its end."""
    return None if value is None else f"{value:.3f}".rstrip("0").rstrip(".")


def _location(place: Location) -> Element:
    attributes = {
        "rel": place.rel,
        "geo": place.geo,
        "osm": place.osm,
        "country": place.country,
    }
    return Element("podcast:location", safe.line(place.name), attributes)


def _image(image: Image) -> Element:
    attributes = {
        "href": safe.address(image.link),
        "alt": image.alt,
        "aspect-ratio": image.aspect_ratio,
        "width": _whole(image.width),
        "height": _whole(image.height),
        "type": image.type,
        "purpose": image.purpose,
    }
    return Element("podcast:image", attributes=attributes)


def _social(post: Social) -> Element:
    attributes = {
        "protocol": post.protocol,
        "uri": safe.address(post.link) if post.link else None,
        "accountId": post.account,
        "accountUrl": safe.web(post.account_link),
        "priority": _whole(post.priority),
    }
    return Element("podcast:socialInteract", attributes=attributes)


def _value(value: Value) -> Element:
    attributes = {"type": value.type, "method": value.method, "suggested": value.suggested}
    children = (*map(_recipient, value.recipients), *map(_split, value.splits))
    return Element("podcast:value", attributes=attributes, children=children)


def _recipient(recipient: Recipient) -> Element:
    attributes = {
        "name": recipient.name,
        "type": recipient.type,
        "address": recipient.address,
        "customKey": recipient.custom_key,
        "customValue": recipient.custom_value,
        "split": str(recipient.split),
        "fee": "true" if recipient.fee else None,
    }
    return Element("podcast:valueRecipient", attributes=attributes)


def _split(split: ValueSplit) -> Element:
    attributes = {
        "startTime": number(split.start),
        "duration": number(split.duration),
        "remoteStartTime": number(split.remote_start),
        "remotePercentage": _whole(split.remote_percentage),
    }
    remote = (remote_item(split.remote),) if split.remote else ()
    children = (*remote, *map(_recipient, split.recipients))
    return Element("podcast:valueTimeSplit", attributes=attributes, children=children)


def _whole(value: int | None) -> str | None:
    return None if value is None else str(value)
