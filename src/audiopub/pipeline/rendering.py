"""Rendering: the items of the feed and the parts of the site, each kept by what it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from audiopub import feed, site
from audiopub.model import Publication, Show
from audiopub.pipeline.memory import Items, Kept, Rendered
from audiopub.pipeline.production import ALIGNMENT, alignment_of
from audiopub.pipeline.workshop import Workshop
from audiopub.project import theme
from audiopub.project.pairing import identity_of
from audiopub.site import Spoken
from audiopub.store.keys import code_of, key_of


def item_keys(show: Show, kept: Iterable[Kept]) -> dict[str, str]:
    """Return what the items of each episode are made of, by :func:`identity_of` of its name."""
    of_all = key_of("item", 1, code_of("feed", "model"), show)
    return {
        identity_of(one.made.value.episode.name): key_of("item", 1, of_all, one.digest)
        for one in kept
    }


def items(show: Show, one: Kept, key: str) -> Items:
    """Render an episode for each document of the feed."""
    forms = ("", *show.feed.formats)
    episode = one.made.value.episode
    return Items(
        key=key,
        forms={form: feed.item(show, episode, form or None).decode() for form in forms},
    )


def parts(
    shop: Workshop, publication: Publication, kept: Iterable[Kept], known: Mapping[str, Rendered]
) -> Iterator[tuple[str, Rendered]]:
    """Yield each part of the site by its name; render only what has changed.

    Args:
        shop: The workshop, which keeps the files.
        publication: The show, with its cover, and its episodes.
        kept: The episodes, too.
        known: The parts as they were rendered before.

    Raises:
        SiteError: A part cannot be rendered, or the theme not be used.
        StoreError: A file of it cannot be kept.
    """
    spoken = {
        one.made.value.episode.slug: Spoken(
            key=one.made.files[ALIGNMENT], read=partial(alignment_of, shop, one.made)
        )
        for one in kept
    }
    of_all = key_of("part", 1, code_of("site", "model"))
    for part in site.parts(publication, spoken, theme.read(shop.config)):
        key = key_of("part", 1, of_all, part.name, part.made_of)
        last = known.get(part.name)
        if last is None or last.key != key:
            files = {path: shop.artefacts.keep(data) for path, data in part.render().items()}
            last = Rendered(key=key, files=files)
        yield part.name, last
