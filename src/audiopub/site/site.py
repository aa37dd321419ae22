"""All parts of the site: which there are, and what each is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from audiopub.errors import SiteError
from audiopub.model import Episode, Publication
from audiopub.site import Part, Spoken, Theme, discovery, environment, search
from audiopub.site.episode_pages import episode_part
from audiopub.site.rendering import Renderer
from audiopub.site.show_pages import show_pages

RESERVED = frozenset({"", ".", "..", "assets", "media", "page", "search"})
"""Names that no episode's folder can have."""


def parts(publication: Publication, spoken: Mapping[str, Spoken], theme: Theme) -> Iterator[Part]:
    """Yield the site in parts; see :func:`audiopub.site.parts`."""
    _check_addresses(publication.episodes)
    environment.check(theme)
    show, episodes = publication.show, publication.episodes
    renderer = Renderer.of(show, theme)
    shared = {asset.path: asset.content for asset in renderer.assets.values()}
    yield Part(name="assets/", made_of=tuple(shared), render=partial(dict, shared))
    yield from show_pages(renderer, episodes)
    yield discovery.part(show, episodes)
    around = (None, *episodes, None)
    for newer, episode, older in zip(around, episodes, around[2:], strict=False):
        yield episode_part(renderer, episode, spoken[episode.slug], newer=newer, older=older)
    yield from search.parts(renderer.interface, episodes, spoken)


def _check_addresses(episodes: Sequence[Episode]) -> None:
    """Refuse slugs that would write a page over another one, or out of the tree."""
    seen: dict[str, Episode] = {}
    for episode in episodes:
        if episode.slug.casefold() in RESERVED or re.search(r"[/\\\x00-\x1f]", episode.slug):
            raise SiteError(
                "AP601",
                f"the slug {episode.slug!r} cannot be the name of an episode's folder",
                path=episode.name,
                hint="give the episode another slug in audiopub.lock: letters, digits and hyphens",
            )
        # Letter case does not tell folders apart everywhere.
        other = seen.setdefault(episode.slug.casefold(), episode)
        if other is not episode:
            raise SiteError(
                "AP602",
                f"the episodes {other.name!r} and {episode.name!r} share the slug"
                f" {episode.slug!r}, so one page would replace the other",
                path=episode.name,
                hint="give the one that is not published yet another slug in audiopub.lock",
            )
