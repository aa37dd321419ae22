"""All parts of the site: which there are, and what each is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from audiopub.errors import SiteError
from audiopub.model import Show
from audiopub.site import Entry, Part, Theme, discovery, environment, search
from audiopub.site.episode_pages import episode_part
from audiopub.site.rendering import Renderer
from audiopub.site.show_pages import show_pages

RESERVED = frozenset({"", ".", "..", "assets", "media", "page", "search"})
"""Names that no episode's folder can have."""

_NO_NAME = re.compile(r"[/\\\x00-\x1f]")


def parts(show: Show, entries: Sequence[Entry], theme: Theme) -> Iterator[Part]:
    """Yield the site in parts; see :func:`audiopub.site.parts`."""
    _check_addresses(entries)
    environment.check(theme)
    renderer = Renderer.of(show, theme)
    shared = {asset.path: asset.content for asset in renderer.assets.values()}
    yield Part(name="assets/", made_of=tuple(shared), render=partial(dict, shared))
    yield from show_pages(renderer, entries)
    yield discovery.part(show, entries)
    around = (None, *(entry.line for entry in entries), None)
    for newer, entry, older in zip(around, entries, around[2:], strict=False):
        yield episode_part(renderer, entry, newer=newer, older=older)
    yield from search.parts(renderer.interface, entries)


def _check_addresses(entries: Sequence[Entry]) -> None:
    """Refuse slugs that would write a page over another one, or out of the tree."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        folder = entry.slug.casefold()
        if folder in RESERVED or _NO_NAME.search(folder):
            raise SiteError(
                "AP601",
                f"the slug {entry.slug!r} cannot be the name of an episode's folder",
                path=entry.read().name,
                hint="give the episode another slug in audiopub.lock: letters, digits and hyphens",
            )
        # Letter case does not tell folders apart everywhere.
        other = seen.setdefault(folder, entry)
        if other is not entry:
            first, second = other.read(), entry.read()
            raise SiteError(
                "AP602",
                f"the episodes {first.name!r} and {second.name!r} share the slug"
                f" {entry.slug!r}, so one page would replace the other",
                path=second.name,
                hint="give the one that is not published yet another slug in audiopub.lock",
            )
