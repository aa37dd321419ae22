"""What a feed refers to."""

from __future__ import annotations

from collections.abc import Iterator

from audiopub.rules.subjects import Element, Reference, ReferenceKind


def of_item(item: Element) -> Iterator[Reference]:
    """Yield what an item refers to."""
    for enclosure in item.all("enclosure")[:1]:
        yield _reference("enclosure", enclosure.attribute("url"), enclosure)
    for transcript in item.all("podcast:transcript"):
        yield _reference("transcript", transcript.attribute("url"), transcript)
    for file in item.all("podcast:chapters")[:1]:
        yield _reference("chapters", file.attribute("url"), file)
    yield from _of_both(item)


def of_channel(channel: Element) -> Iterator[Reference]:
    """Yield what a channel refers to."""
    for image in channel.all("image"):
        for url in image.all("url"):
            yield _reference("image", url.value, url)
    yield from _of_both(channel)


def _reference(kind: ReferenceKind, url: str, element: Element) -> Reference:
    return Reference(kind=kind, url=url, line=element.line, column=element.column)


def _of_both(parent: Element) -> Iterator[Reference]:
    for image in parent.all("itunes:image")[:1]:
        yield _reference("image", image.attribute("href"), image)
    for link in parent.all("link")[:1]:
        yield _reference("page", link.value, link)


def further(parent: Element) -> Iterator[Reference]:
    """Yield what an item or a channel refers to that is looked at online only."""
    for alternate in parent.all("podcast:alternateEnclosure"):
        for source in alternate.all("podcast:source"):
            yield _reference("media", source.attribute("uri"), source)
    for trailer in parent.all("podcast:trailer"):
        yield _reference("media", trailer.attribute("url"), trailer)
    for image in parent.all("podcast:image"):
        yield _reference("page", image.attribute("href"), image)
    for link in parent.all("atom:link"):
        if link.attribute("rel") in ("self", "next", "prev", "first", "last"):
            yield _reference("feed", link.attribute("href"), link)
