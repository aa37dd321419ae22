"""Whether there is anything to do: what most runs need to know, and no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from audiopub.model import Finding, Show, Step
from audiopub.pipeline.outcome import FEEDS, Outcome
from audiopub.pipeline.programs import programs
from audiopub.project import config as configuration
from audiopub.project import groups
from audiopub.project import lock as identities
from audiopub.project import theme as themes
from audiopub.project.config import Config
from audiopub.store.hashes import State, state_of
from audiopub.store.journal import Journal
from audiopub.store.keys import code_of, key_of
from audiopub.store.known import State as Tree
from audiopub.store.stamps import stamps

_SCHEMA = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How the files of a show looked before anything was made of them."""

    states: Mapping[str, State]
    """The state of each by its path."""

    key: str
    """Equal if they look the same; without what is another number where a show is moved to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """A publication that is live."""

    fingerprint: str
    """What all of it was made of; empty if something was left out, or failed."""

    show: Show
    """The show."""

    episodes: tuple[str, ...]
    """The names of its episodes, the newest first."""

    findings: tuple[Finding, ...]
    """What was said of it."""

    waiting: tuple[Step, ...] = ()
    """The episodes that were not due yet."""


def unchanged(config: Config, sources: Seen, journal: Journal, now: dt.datetime) -> Outcome | None:
    """Return the outcome of doing nothing, if nothing has changed and nothing is due."""
    live = journal.recall("live", Live)
    if live is None or live.fingerprint != fingerprint(config, sources):
        return None
    if any(step.due is None or step.due <= now for step in live.waiting):
        return None
    folder = config.root / FEEDS
    state = journal.recall("tree:live", Tree)
    if state is None or state.stamps != stamps(folder):
        return None
    fresh = tuple(
        Step(episode=name, name="publish", state="fresh", reason="nothing has changed")
        for name in live.episodes
    )
    return Outcome(
        steps=(*fresh, *live.waiting),
        findings=live.findings,
        folder=folder,
        show=live.show,
        episodes=live.episodes,
    )


def sources_of(config: Config) -> Seen:
    """Look at all files that a publication is made of.

    Raises:
        PairingError: AP120, a folder of sources is not there.
        StoreError: AP701, a folder of sources may not be read.
    """
    found = groups.states(config)
    own = (config.root / configuration.FILE, config.artwork, *config.sound.clips)
    own = (*own, config.root / configuration.NOTES)
    for file in (*own, *themes.files(config)):
        if file and file.exists():
            found[str(file)] = state_of(file)
    root = str(config.root)
    named = {path.removeprefix(root): state[:2] for path, state in found.items()}
    return Seen(states=found, key=key_of("sources", 1, named))


def fingerprint(config: Config, sources: Seen) -> str:
    """Return a key of everything that a publication is made of, without reading it.

    Args:
        config: The show's configuration.
        sources: How its files looked, see :func:`sources_of`.
    """
    code = code_of("facts", "feed", "model", "pipeline", "rules", "site")
    lock = config.root / identities.FILE
    given = state_of(lock)[:2] if lock.exists() else None
    return key_of("fingerprint", _SCHEMA, programs(), code, sources.key, given)
