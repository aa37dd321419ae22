"""The feed: RSS 2.0 as every client reads it, the same bytes for the same publication.

A feed consists of :func:`pages`, each of a :func:`head`, an :func:`item` for each of its episodes,
and an :func:`end`. Who keeps the bytes of its items need not make them again.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator

from audiopub.feed.paging import Page, pages
from audiopub.model import Episode, Publication, Show

__all__ = ["Page", "build", "documents", "end", "head", "item", "pages", "show_guid", "stream"]

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
    """Return the main page of a publication's feed.

    Raises:
        ConfigError: AP500 if the show has no title, link or description that can be written.
    """
    return b"".join(stream(publication))


def stream(publication: Publication) -> Iterator[bytes]:
    """Yield the main page of a publication's feed piece by piece; see :func:`documents`."""
    _, pieces = next(documents(publication))
    yield from pieces


def documents(publication: Publication) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield the path of each page in the published tree, and its pieces.

    The order is the publication's: the newest episode first. Equal publications give equal bytes:
    both dates of the channel are the newest episode's, and nothing else could change. A page is
    given piece by piece, so that a long one is never held whole.

    Yields:
        A path, and the head of the page, one piece for each episode, and the end.

    Raises:
        ConfigError: AP500 if the show has no title, link or description that can be written.
    """
    show, episodes = publication.show, publication.episodes
    newest = max((episode.published for episode in episodes), default=None)
    trailers = tuple(episode for episode in episodes if episode.kind == "trailer")
    for page in pages(show, len(episodes)):
        yield page.path, _pieces(publication, page, newest, trailers)


def head(
    show: Show, page: Page, *, newest: dt.datetime | None, trailers: Iterable[Episode] = ()
) -> bytes:
    """Return a page of the feed up to its first item.

    Args:
        show: The show.
        page: The page.
        newest: When the newest episode was published; ``None`` if there is none.
        trailers: The episodes that are trailers.

    Raises:
        ConfigError: AP500 if the show has no title, link or description that can be written.
    """
    from audiopub.feed import rss  # feedgen and lxml take 0.1 s to import

    return rss.head(show, page, newest, trailers)


def item(show: Show, episode: Episode, form: str | None = None) -> bytes:
    """Return the item of an episode as it stands in a page of the feed.

    Args:
        show: The show; only its address and its ``feed`` settings matter here.
        episode: The episode.
        form: The format of the page, see :class:`Page`.
    """
    from audiopub.feed import rss

    return rss.item(show, episode, form)


def end() -> bytes:
    """Return what follows the last item of a page."""
    from audiopub.feed import rss

    return rss.END


def _pieces(
    publication: Publication,
    page: Page,
    newest: dt.datetime | None,
    trailers: tuple[Episode, ...],
) -> Iterator[bytes]:
    yield head(publication.show, page, newest=newest, trailers=trailers)
    for episode in publication.episodes[page.start : page.stop]:
        yield item(publication.show, episode, page.format)
    yield end()
