"""Publishing: the whole way from the sources to a checked tree that goes live in one step.

Most runs have nothing to do. So what they need to know that is all that is loaded here; the work
itself is in :mod:`audiopub.pipeline.run`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from audiopub.errors import JournalError
from audiopub.model import Finding, Place
from audiopub.pipeline.freshness import sources_of, unchanged
from audiopub.pipeline.outcome import FEEDS, JOURNAL, WORK, Outcome, Request
from audiopub.pipeline.workshop import Tell, Workshop, known_journal, silent
from audiopub.project import config as configuration
from audiopub.store import files, tree
from audiopub.store import lock as running
from audiopub.store.journal import Journal

_DAMAGED = "AP771"


def publish(
    root: Path,
    request: Request,
    *,
    tell: Tell = silent,
    waiting: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Publish a show: produce what is new or changed, check the whole, and put it in place.

    One episode that fails does not stop the others; if it was live before, it stays as it was.
    Whatever goes wrong, readers of the published tree never see half of it.

    Args:
        root: The folder of the show.
        request: What is asked for.
        tell: Told how far long steps are, and what became of each episode.
        waiting: Told who is at work on this show, before waiting for them.

    Raises:
        AudiopubError: Nothing could be done; what was live stays live.
        ExceptionGroup: Of :class:`AudiopubError`, several reasons for that at once.
    """
    config = configuration.load(root)
    if request.dry_run:
        from audiopub.pipeline.run import Run

        with known_journal(root) as journal:
            shop = Workshop.open(config, tell, keeps=(root / WORK).is_dir())
            return Run.open(request, shop, journal, sources_of(config)).plan()
    with running.held(root / WORK / "lock", wait=request.wait, waiting=waiting):
        files.sweep(root)
        tree.sweep(root / FEEDS)
        shop = Workshop.open(config, tell)
        shop.artefacts.sweep()
        shop.results.sweep()
        try:
            return _publish(request, shop, damaged=False)
        except JournalError:
            return _publish(request, shop, damaged=True)  # the journal is a new one now


def _publish(request: Request, shop: Workshop, *, damaged: bool) -> Outcome:
    with Journal(shop.config.root / JOURNAL) as journal:
        sources = sources_of(shop.config)
        fresh = None if request.episodes else unchanged(shop.config, sources, journal, request.now)
        if fresh:
            return fresh
        from audiopub.pipeline.run import Run

        outcome = Run.open(request, shop, journal, sources).publish()
        if not (damaged or journal.damaged):
            return outcome
        return replace(outcome, findings=(_rebuilt(), *outcome.findings))


def _rebuilt() -> Finding:
    return Finding(
        code=_DAMAGED,
        severity="info",
        message="the journal was damaged, and was made anew from what is there",
        place=Place(path=JOURNAL),
        hint="nothing is lost; if it happens again, look after the disk",
    )
