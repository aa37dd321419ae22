"""Rendering: the items of the feed and the parts of the site, each kept by what it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from audiopub import feed, site
from audiopub.model import Episode, Show
from audiopub.pipeline.memory import Memory
from audiopub.pipeline.production import alignment_of
from audiopub.pipeline.records import Items, Kept, Rendered, Shape
from audiopub.project import theme
from audiopub.site import Entry, Line, Part, Spoken
from audiopub.store.files import explained
from audiopub.store.keys import code_of, key_of

_TOGETHER = 50
"""Parts of the site whose files are brought to the disk together."""


def item_keys(show: Show, kept: Mapping[str, Kept]) -> dict[str, str]:
    """Return what the items of each episode are made of, under the names that it is given by."""
    of_all = key_of("item", 1, code_of("feed", "model"), show)
    return {name: key_of("item", 1, of_all, one.digest) for name, one in kept.items()}


def items(show: Show, episode: Episode) -> Items:
    """Render an episode for each document of the feed."""
    forms = ("", *show.feed.formats)
    return Items(
        forms={form: feed.item(show, episode, form or None).decode() for form in forms},
    )


def parts(
    memory: Memory, show: Show, kept: Sequence[Kept], known: Mapping[str, Shape]
) -> Iterator[tuple[str, Shape]]:
    """Yield each part of the site in brief, by its name; render only what has changed.

    Args:
        memory: Has all of each episode, and the workshop that keeps the files.
        show: The show, with its cover.
        kept: Its episodes, the newest first.
        known: The parts as they were rendered before.

    Raises:
        SiteError: A part cannot be rendered, or the theme not be used.
        StoreError: A file of it cannot be kept.
    """
    of_all = key_of("part", 3, code_of("site", "model"))
    used = theme.read(memory.shop.config)
    keyed = {id(show): key_of("show", 1, show), id(used): key_of("theme", 1, used)}
    fresh: dict[str, Part] = {}
    for part in site.parts(show, [_entry(memory, one) for one in kept], used):
        key = key_of("part", 3, of_all, part.name, _reduced(part.made_of, keyed))
        if (last := known.get(part.name)) and last.key == key:
            yield part.name, last
            continue
        fresh[key] = part
        if len(fresh) == _TOGETHER:
            yield from _rendered(memory, fresh)
            fresh.clear()
    if fresh:
        yield from _rendered(memory, fresh)


def _entry(memory: Memory, one: Kept) -> Entry:
    return Entry(
        key=one.digest,
        line=Line(
            slug=one.slug,
            title=one.title,
            language=one.language,
            date=one.published.date(),
        ),
        subtitle=one.subtitle,
        published=one.published,
        keywords=one.keywords,
        read=partial(memory.episode, one),
        spoken=Spoken(key=one.alignment, read=partial(alignment_of, memory.shop, one.alignment)),
    )


def _reduced(made_of: object, keyed: Mapping[int, str]) -> object:
    """Return what a part is made of, with keys for what stands in thousands of parts.

    Args:
        made_of: The values.
        keyed: The keys of some of them, by their ``id``.
    """
    if isinstance(made_of, tuple):
        return [keyed.get(id(value), value) for value in made_of]
    return made_of


def _rendered(memory: Memory, some: Mapping[str, Part]) -> Iterator[tuple[str, Shape]]:
    """Render parts of the site, which are given by their keys; yield them by their names."""
    shop = memory.shop
    with shop.artefacts.workspace() as desk:
        places: list[tuple[str, str, Path]] = []
        for key, part in some.items():
            for path, data in part.render().items():
                file = desk / str(len(places))
                with explained(file, "write into the cache"):
                    file.write_bytes(data)
                places.append((key, path, file))
        hashes = shop.artefacts.adopt([file for _, _, file in places])
    files: dict[str, dict[str, str]] = {key: {} for key in some}
    for (key, path, _), sha256 in zip(places, hashes, strict=True):
        files[key][path] = sha256
    for key, part in some.items():
        memory.rendered[part.name] = rendered = Rendered.of(key, files[key])
        yield part.name, Shape.of(rendered)
