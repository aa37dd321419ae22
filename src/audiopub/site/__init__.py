"""The show's page and its episodes' pages: native audio, no library, readable without a script.

The pages refer to each other, to the sound and to the captions by relative addresses, so they work
at any address, in a folder of it, and from the disk. Only what machines read (canonical links, Open
Graph, JSON-LD) is absolute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from audiopub.model import Alignment, Episode, Publication, Show


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file of the site that can be rendered."""

    path: str
    """In the published tree."""

    made_of: object
    """The values that it is made of: while they and the code are equal, so are the bytes."""

    render: Callable[[], bytes]
    """Renders it.

    Raises:
        SiteError: AP603 if a text holds what is no character.
    """


def show_pages(publication: Publication) -> Iterator[Page]:
    """Yield what belongs to the whole show: ``index.html`` and the files of ``assets/``.

    The assets are named by their content: a page never meets a style of another version, and
    caches may keep them for ever.

    Args:
        publication: The show and its episodes, the newest first.

    Raises:
        SiteError: AP601 if an episode's slug cannot be the name of its folder, AP602 if two
            episodes share one.
    """
    from audiopub.site import pages

    yield from pages.show_pages(publication)


def episode_page(
    show: Show,
    episode: Episode,
    alignment: Alignment,
    *,
    newer: Episode | None = None,
    older: Episode | None = None,
) -> bytes:
    """Return the page of an episode, ``SLUG/index.html``; it depends on nothing else.

    Args:
        show: The show.
        episode: The episode.
        alignment: Its sentences, in times of the published file.
        newer: The episode that was published after it, if there is one.
        older: The one before it.

    Raises:
        SiteError: AP603 if a text holds what is no character.
    """
    from audiopub.site import pages

    return pages.episode_page(show, episode, alignment, newer=newer, older=older)
