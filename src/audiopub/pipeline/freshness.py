"""Whether there is anything to do: what most runs need to know, and no more."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from audiopub.model import Finding, Show, Step
from audiopub.pipeline.outcome import FEEDS, Listed, Outcome
from audiopub.pipeline.programs import programs
from audiopub.project import config as configuration
from audiopub.project import lock as identities
from audiopub.project import pairing
from audiopub.project import theme as themes
from audiopub.project.config import Config
from audiopub.store.journal import Journal
from audiopub.store.keys import code_of, key_of
from audiopub.store.tree import State, stamps

_SCHEMA = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """A publication that is live."""

    fingerprint: str
    """What all of it was made of; empty if something was left out, or failed."""

    show: Show
    """The show."""

    episodes: tuple[Listed, ...]
    """Its episodes, the newest first."""

    findings: tuple[Finding, ...]
    """What was said of it."""

    waiting: tuple[Step, ...] = ()
    """The episodes that were not due yet."""


def unchanged(config: Config, journal: Journal, now: dt.datetime) -> Outcome | None:
    """Return the outcome of doing nothing, if nothing has changed and nothing is due."""
    live = journal.recall("live", Live)
    if live is None or live.fingerprint != fingerprint(config):
        return None
    if any(step.due is None or step.due <= now for step in live.waiting):
        return None
    folder = config.root / FEEDS
    state = journal.recall("tree:live", State)
    if state is None or state.stamps != stamps(folder):
        return None
    fresh = tuple(
        Step(episode=episode.name, name="publish", state="fresh", reason="nothing has changed")
        for episode in live.episodes
    )
    return Outcome(
        steps=(*fresh, *live.waiting),
        findings=live.findings,
        folder=folder,
        show=live.show,
        episodes=live.episodes,
    )


def fingerprint(config: Config) -> str:
    """Return a key of everything that a publication is made of, without reading it."""
    root, sound = config.root, config.sound
    states: dict[str, tuple[int, int]] = pairing.states(config)
    others = (root / configuration.FILE, root / identities.FILE, config.artwork)
    for file in (*others, *themes.files(config), *sound.clips):
        if file and file.exists():
            status = file.stat()
            states[str(file)] = (status.st_size, status.st_mtime_ns)
    code = code_of("facts", "feed", "model", "pipeline", "rules", "site")
    named = {name.removeprefix(str(root)): state for name, state in states.items()}
    return key_of("fingerprint", _SCHEMA, programs(), code, named)
