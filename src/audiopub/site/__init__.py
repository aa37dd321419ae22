"""The show's page and its episodes' pages: native audio, no library, readable without a script."""

from __future__ import annotations

from collections.abc import Iterator

from audiopub.model import Publication


def render(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Render the pages of a publication, one at a time.

    The pages refer to each other, to the sound and to the captions by relative addresses, so they
    work at any address, in a folder of it, and from the disk. Only what machines read (canonical
    links, Open Graph, JSON-LD) is absolute.

    Args:
        publication: The show and its episodes, the newest first.

    Yields:
        Path in the published tree and content, sorted by path: ``index.html``, an ``index.html``
        in each episode's folder, and the files of ``assets/``, which are named by their content:
        a page never meets a style of another version, and caches may keep them for ever.

    Raises:
        SiteError: AP601 if an episode's slug cannot be the name of its folder, AP602 if two
            episodes share one, AP603 if a text holds what is no character.
    """
    from audiopub.site import pages

    yield from pages.render(publication)
