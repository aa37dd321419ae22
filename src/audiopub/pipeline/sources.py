"""Which episodes a run is about, and what stands in the way of the others."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path

from audiopub.errors import PairingError
from audiopub.model import Finding, Place
from audiopub.pipeline.outcome import finding_of
from audiopub.project import lock as identities
from audiopub.project.config import Config
from audiopub.project.lock import Lock
from audiopub.project.pairing import Pairing, identity_of


def selected(config: Config, found: Pairing, lock: Lock, names: Sequence[str]) -> frozenset[str]:
    """Return the names of the pairs that were asked for: by name, by slug or by a file of theirs.

    Raises:
        PairingError: AP127, there is no such episode; AP129, there are no episodes at all.
    """
    if not (found.pairs or found.problems or found.finished or found.settled):
        folders = ", ".join(config.name(folder) for folder in config.transcripts)
        raise PairingError(
            "AP129",
            "there is nothing to publish: no transcript and no recording was found",
            path=folders,
            hint="put a text and its recording there under one name: first.txt and first.wav",
        )
    if not names:
        return frozenset(one.name for some in (found.pairs, found.settled) for one in some)
    files: dict[str, tuple[Path, ...]] = {
        **{pair.name: (pair.transcript, pair.audio) for pair in found.pairs},
        **{one.name: tuple(map(Path, one.files)) for one in found.settled},
    }
    others = {*found.problems, *(one.name for one in found.finished)}
    known: dict[str, str] = {}
    for own in files:
        if identity := lock.get(own):
            known[identity_of(identity.slug)] = own
    for own, of_own in files.items():  # names after slugs: a name is what the producer wrote
        known |= {identity_of(way): own for way in (*map(config.name, of_own), own)}
    for name in names:
        if identity_of(name) not in known and name not in others:
            near = difflib.get_close_matches(name, files, n=1)
            hint = f"did you mean {near[0]}?" if near else "audiopub publish --dry-run lists them"
            raise PairingError("AP127", f"there is no episode {name}", hint=hint)
    return frozenset(known[key] for key in map(identity_of, names) if key in known)


def unpaired(found: Pairing) -> list[Finding]:
    """Return a finding for everything that keeps files from becoming an episode."""
    return [finding_of(error) for errors in found.problems.values() for error in errors]


def withdrawn(found: Pairing, lock: Lock) -> list[Finding]:
    """Return a finding for every published episode whose files are gone."""
    present = {identity_of(pair.name) for pair in found.pairs}
    present |= {identity_of(one.name) for one in found.settled}
    present |= {identity_of(name) for name in found.problems}
    present |= {identity_of(one.name) for one in found.finished}
    return [
        Finding(
            code="AP128",
            severity="warning",
            message=f"{name} was published, and its files are gone: it leaves the feed",
            place=Place(path=identities.FILE),
            hint="bring transcript and recording back, if that is not what you want; "
            "its entry stays, so that its guid is never given to another episode",
        )
        for name in lock.episodes
        if identity_of(name) not in present
    ]


def lost(found: Pairing, lock: Lock, kept: Iterable[str]) -> list[Finding]:
    """Return a finding for every published episode that would vanish because it failed."""
    held = {identity_of(name) for name in kept}
    names = {*found.problems, *(pair.name for pair in found.pairs)}
    names |= {one.name for one in found.finished}
    return [
        Finding(
            code="AP708",
            severity="error",
            message=f"{name} is published, cannot be made now, and its last state is not known "
            "here: nothing goes live, so that it does not vanish",
            place=Place(path=identities.FILE),
            hint="mend what is reported about it; to withdraw it, remove its files",
        )
        for name in sorted(names)
        if lock.get(name) and identity_of(name) not in held
    ]
