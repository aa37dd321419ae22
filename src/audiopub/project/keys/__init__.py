"""The keys that the producer's files may have, a table of them a module.

A new table gets a module here, and its place in one of the tables below.
"""

from __future__ import annotations

from audiopub.project.keys import (
    audio,
    deploy,
    episode,
    feed,
    ignore,
    imported,
    llm,
    notify,
    podcasting,
    show,
    site,
    sources,
    tags,
)
from audiopub.project.toml import Key

CONFIG: tuple[Key, ...] = (
    *show.KEYS,
    *podcasting.SHOW,
    *feed.KEYS,
    *sources.KEYS,
    *audio.KEYS,
    *site.KEYS,
    *deploy.KEYS,
    *notify.KEYS,
    *llm.KEYS,
    *ignore.KEYS,
)
"""Those of audiopub.toml, in the order in which a new file has them."""

EPISODE: tuple[Key, ...] = (*episode.KEYS, *podcasting.EPISODE, *imported.KEYS)
"""Those of a sidecar, NAME.toml."""

TAGS: tuple[Key, ...] = tags.KEYS
"""Those of the file that ``audiopub tag`` reads."""
