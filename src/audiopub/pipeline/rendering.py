"""Rendering: the items of the feed and the parts of the site, each kept by what it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from audiopub import feed, site
from audiopub.model import Publication, Show
from audiopub.pipeline.memory import Items, Kept, Rendered
from audiopub.pipeline.production import ALIGNMENT, alignment_of
from audiopub.pipeline.workshop import Workshop
from audiopub.project import theme
from audiopub.project.pairing import identity_of
from audiopub.site import Part, Spoken
from audiopub.store.files import explained
from audiopub.store.keys import code_of, key_of

_TOGETHER = 50
"""Parts of the site whose files are brought to the disk together."""


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
    shop: Workshop, publication: Publication, kept: Sequence[Kept], known: Mapping[str, Rendered]
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
    used = theme.read(shop.config)
    keyed = {
        id(publication.show): key_of("show", 1, publication.show),
        id(used): key_of("theme", 1, used),
        **{id(one.made.value.episode): one.digest for one in kept},
    }
    every = site.parts(publication, spoken, used)
    while some := list(islice(every, _TOGETHER)):
        keys = {
            part.name: key_of("part", 2, of_all, part.name, _reduced(part.made_of, keyed))
            for part in some
        }
        same = {
            name: last
            for name, key in keys.items()
            if (last := known.get(name)) and last.key == key
        }
        files = _rendered(shop, [part for part in some if part.name not in same])
        for name, key in keys.items():
            yield name, same.get(name) or Rendered(key=key, files=files[name])


def _reduced(made_of: object, keyed: Mapping[int, str]) -> object:
    """Return what a part is made of, with keys for what stands in thousands of parts.

    Args:
        made_of: The values.
        keyed: The keys of some of them, by their ``id``.
    """
    if isinstance(made_of, tuple):
        return [_reduced(value, keyed) for value in made_of]
    return keyed.get(id(made_of), made_of)


def _rendered(shop: Workshop, some: Iterable[Part]) -> dict[str, dict[str, str]]:
    """Render parts of the site; return the SHA-256 of their files by path, by the part's name."""
    found: dict[str, dict[str, str]] = {}
    with shop.artefacts.workspace() as desk:
        places: list[tuple[str, str, Path]] = []
        for part in some:
            found[part.name] = {}
            for path, data in part.render().items():
                file = desk / str(len(places))
                with explained(file, "write into the cache"):
                    file.write_bytes(data)
                places.append((part.name, path, file))
        hashes = shop.artefacts.adopt([file for _, _, file in places])
    for (name, path, _), sha256 in zip(places, hashes, strict=True):
        found[name][path] = sha256
    return found
