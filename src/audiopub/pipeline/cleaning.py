"""Cleaning: what neither the publication nor the next run needs is removed from the cache."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiopub.pipeline.covers import prepare_cover
from audiopub.pipeline.freshness import Live
from audiopub.pipeline.memory import EPISODE, PART, spare_of
from audiopub.pipeline.outcome import JOURNAL, WORK
from audiopub.pipeline.records import Rendered, Whole
from audiopub.pipeline.workshop import Made, Workshop
from audiopub.project import config as configuration
from audiopub.store import lock as running
from audiopub.store.journal import Journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Freed:
    """What was removed."""

    files: int
    """How many files."""

    size: int
    """How many bytes are free again."""


def clean(root: Path, *, wait: float, waiting: Callable[[str], None] = lambda _: None) -> Freed:
    """Remove what neither the publication nor the next run needs; nothing, if nothing is live.

    What is needed are the files of all episodes and pages that are live, and what every step gave
    that they were made with: it saves the next run from doing it again. The spare tree is removed,
    since it holds the files of the publication before; the next publication makes it anew.

    Args:
        root: The folder of the show.
        wait: How long to wait for another run, in seconds.
        waiting: Told who is at work, before waiting.

    Raises:
        AudiopubError: The show cannot be read, another run goes on, or the disk refuses.
    """
    if not (root / JOURNAL).is_file():
        return Freed(files=0, size=0)
    shop = Workshop.open(configuration.load(root))
    with (
        running.held(root / WORK / "lock", wait=wait, waiting=waiting),
        Journal(root / JOURNAL) as journal,
    ):
        if journal.recall("live", Live) is None:
            return Freed(files=0, size=0)
        shop.artefacts.sweep()
        shop.results.sweep()
        journal.replace({}, forget=["tree:spare"])
        shutil.rmtree(spare_of(root), ignore_errors=True)
        made: list[Made[Any]] = [one.made for _, one in journal.every(EPISODE, Whole)]
        made.append(prepare_cover(shop, shop.config.artwork, shop.show.artwork.path))
        needed = {sha for _, part in journal.every(PART, Rendered) for sha in part.files.values()}
        needed |= {sha for one in made for sha in one.files.values()}
        steps = _with_all(shop, (key for one in made for key in (one.key, *one.steps)))
        for key in steps:
            if step := shop.results.recall(key, Made[Any]):
                needed |= set(step.files.values())
        artefacts, freed = shop.artefacts.clear(needed)
        results, more = shop.results.clear(steps)
    return Freed(files=artefacts + results, size=freed + more)


def _with_all(shop: Workshop, keys: Iterable[str]) -> set[str]:
    """Return the keys of steps, and of all that those were made with."""
    found: set[str] = set()
    asked = list(keys)
    while asked:
        key = asked.pop()
        if key not in found:
            found.add(key)
            step = shop.results.recall(key, Made[Any])
            asked += step.steps if step else ()
    return found
