"""The folder of an episode: its page, the player that other sites embed, its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec import Struct

from audiopub.model import Alignment, Chapter, Episode
from audiopub.site import Entry, Line, Part, discovery, search, structured
from audiopub.site.listing import topics_of
from audiopub.site.rendering import Renderer
from audiopub.site.transcript import sections

SPEEDS = (0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
"""How fast the sound can be played."""

SLEEPS = (5, 15, 30, 45, 60)
"""After how many minutes it can stop by itself."""


class _Neighbours(Struct, frozen=True, kw_only=True):
    newer: Line | None
    older: Line | None


def episode_part(
    renderer: Renderer, entry: Entry, *, newer: Line | None, older: Line | None
) -> Part:
    """Return what the site makes of an episode's folder.

    Args:
        renderer: What the pages of the show have in common.
        entry: The episode.
        newer: The episode that was published after it, if there is one.
        older: The one before it.
    """
    neighbours = _Neighbours(newer=newer, older=older)
    return Part(
        name=f"{entry.slug}/",
        made_of=(renderer.show, renderer.theme, entry.key, entry.spoken.key, neighbours),
        render=partial(_files, renderer, entry, neighbours),
    )


def _files(renderer: Renderer, entry: Entry, neighbours: _Neighbours) -> Mapping[str, bytes]:
    episode, alignment = entry.read(), entry.spoken.read()
    oembed, sentences = f"{episode.slug}/oembed.json", f"{episode.slug}/sentences.js"
    return {
        f"{episode.slug}/index.html": _page(renderer, episode, alignment, neighbours),
        f"{episode.slug}/embed.html": _embed(renderer, episode),
        oembed: discovery.oembed(renderer.show, episode, path=oembed),
        sentences: search.sentences(episode.slug, alignment, path=sentences),
    }


def _page(
    renderer: Renderer, episode: Episode, alignment: Alignment, neighbours: _Neighbours
) -> bytes:
    show, chapters = renderer.show, _chapters(episode)
    return renderer.render(
        "episode.html",
        path=f"{episode.slug}/index.html",
        language=episode.language,
        canonical=show.url(episode.page),
        alignment=alignment,
        chapters=chapters,
        embed=discovery.EMBED,
        episode=episode,
        newer=neighbours.newer,
        older=neighbours.older,
        picture=discovery.picture(episode.artwork),
        sections=sections(alignment.sentences, chapters),
        sleeps=SLEEPS,
        speeds=SPEEDS,
        structured=structured.episode(show, episode),
        topics=topics_of(episode),
    )


def _embed(renderer: Renderer, episode: Episode) -> bytes:
    return renderer.render(
        "embed.html",
        path=f"{episode.slug}/embed.html",
        language=episode.language,
        canonical=renderer.show.url(episode.page),
        chapters=_chapters(episode),
        episode=episode,
        structured=None,
    )


def _chapters(episode: Episode) -> tuple[Chapter, ...]:
    """Return the chapters to show: a single one divides nothing."""
    return episode.chapters if len(episode.chapters) > 1 else ()
