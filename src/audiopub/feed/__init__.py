"""The feed: RSS 2.0 as every client reads it, the same bytes for the same publication."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from audiopub.model import Publication

_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of all ``podcast:guid``s."""


def show_guid(feed_link: str) -> str:
    """Return the ``podcast:guid`` of a show: a UUID version 5 of its feed's address.

    It is reckoned once, from the first address, and stays when the feed moves.
    Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/guid.md

    Args:
        feed_link: The feed's address; its scheme and the slashes at its end do not count.
    """
    bare = feed_link.partition("://")[2] or feed_link
    return str(uuid.uuid5(_NAMESPACE, bare.rstrip("/")))


def build(publication: Publication) -> bytes:
    """Return the whole feed of a publication.

    Raises:
        ConfigError: AP500 if the show has no title, link or description that can be written.
    """
    return b"".join(stream(publication))


def stream(publication: Publication) -> Iterator[bytes]:
    """Yield the feed of a publication piece by piece, so that a long one is never held whole.

    The order is the publication's: the newest episode first. Equal publications give equal bytes:
    both dates of the channel are the newest episode's, and nothing else could change.

    Yields:
        The head of the feed, one piece for each episode, and the end.

    Raises:
        ConfigError: AP500 if the show has no title, link or description that can be written.
    """
    from audiopub.feed import rss  # feedgen and lxml take 0.1 s to import

    yield from rss.stream(publication)
