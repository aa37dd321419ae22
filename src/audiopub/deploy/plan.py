"""The plan of a deployment: what is put in which order, what is kept, what is deleted when.

A pure value: it follows from the tree, the manifest and what lies on the target, and from nothing
else.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from audiopub.deploy import kinds, manifest
from audiopub.deploy.kinds import Stage
from audiopub.deploy.manifest import Back, File, Files, Manifest
from audiopub.model import DeployEvent

DAY = 86400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A file that lies on the target."""

    size: int
    """In bytes."""

    sha256: str | None
    """Its content, if that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A file that is put."""

    path: str
    """Where."""

    file: File
    """What."""

    stage: Stage
    """When."""

    reason: str
    """Why: "new"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """A superseded file, and when it is deleted."""

    path: str
    """The file."""

    size: int
    """In bytes; 0 if it is not there any more."""

    due: float
    """When it may be deleted, in seconds since 1970."""

    now: bool
    """Whether it is deleted by this deployment."""

    needed: bool
    """Whether the way back needs it, so that it stays however old it is."""

    @property
    def when(self) -> str:
        """When it is deleted, for a reader."""
        if self.now:
            return "now"
        date = dt.datetime.fromtimestamp(self.due, dt.UTC).date()
        if self.needed:
            return (
                f"after {date}, once another publication is live: a rollback may need it till then"
            )
        return f"with the first deployment after {date}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a deployment does."""

    puts: tuple[Put, ...]
    """In order: what is pointed at before what points at it, the feed last."""

    keeps: Mapping[str, File]
    """What lies at a path now, will be overwritten, and is copied first for the way back."""

    deletions: tuple[Deletion, ...]
    """Those of now and those to come, the earliest first."""

    begun: Manifest
    """What the target says while the deployment is on its way."""

    done: Manifest
    """What the target says once all is there."""

    @property
    def size(self) -> int:
        """How many bytes are put."""
        return sum(put.file.size for put in self.puts)

    def events(self) -> Iterator[DeployEvent]:
        """Yield what is planned, file by file."""
        for put in self.puts:
            yield DeployEvent(verb="planned", path=put.path, size=put.file.size, reason=put.reason)
        for one in self.deletions:
            yield DeployEvent(
                verb="planned",
                path=one.path,
                size=one.size,
                reason="delete now" if one.now else "delete later",
                due=dt.datetime.fromtimestamp(one.due, dt.UTC),
            )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do, and the target says so already."""
        return not self.puts and not any(d.now for d in self.deletions) and self.begun == self.done


def make(
    *,
    tree: Files,
    known: Manifest,
    there: Mapping[str, Seen],
    now: float,
    keep_days: float,
) -> Plan:
    """Plan a deployment.

    Args:
        tree: The publication that shall be live.
        known: What the target says of itself.
        there: What lies there.
        now: The time, in seconds since 1970, by the target's clock.
        keep_days: How long superseded files stay.
    """
    changed = dict(tree) != known.live
    back = _back(tree, known, keep_days) if changed else known.previous
    gone = {*known.live, *known.superseded, *(known.pending or ())} - set(tree)
    since = {path: known.superseded.get(path, now) for path in sorted(gone)}
    needed = set(back.files) if back else set()
    deletions = sorted(
        (
            Deletion(
                path=path,
                size=there[path].size if path in there else 0,
                due=moment + keep_days * DAY,
                now=moment + keep_days * DAY <= now and path not in needed,
                needed=path in needed,
            )
            for path, moment in since.items()
        ),
        key=lambda deletion: (deletion.due, deletion.path),
    )
    deleted = {deletion.path for deletion in deletions if deletion.now}
    pending = manifest.changes(known.live, tree)
    return Plan(
        puts=_puts(tree, known, there),
        keeps=_keeps(tree, known, there) if keep_days else {},
        deletions=tuple(deletions),
        begun=replace(known, pending={**(known.pending or {}), **pending} or None),
        done=replace(
            known,
            live=dict(tree),
            pending=None,
            previous=back,
            superseded={p: moment for p, moment in since.items() if p not in deleted},
        ),
    )


def _back(tree: Files, known: Manifest, keep_days: float) -> Back | None:
    """Return the way back to what is live now; there is none if nothing is kept, or was there."""
    return manifest.difference(known.live, tree) if keep_days and known.live else None


def _puts(tree: Files, known: Manifest, there: Mapping[str, Seen]) -> tuple[Put, ...]:
    puts = []
    for path, file in tree.items():
        seen = there.get(path)
        if seen and seen.sha256 == file.sha256:
            continue
        if seen is None:
            reason = "new" if path not in known.live else "it is missing there"
        elif known.live.get(path) == file:
            reason = "it is damaged there"
        else:
            reason = "changed"
        puts.append(Put(path=path, file=file, stage=kinds.stage(path), reason=reason))
    return tuple(sorted(puts, key=lambda put: (put.stage, put.path)))


def _keeps(tree: Files, known: Manifest, there: Mapping[str, Seen]) -> dict[str, File]:
    return {
        path: old
        for path, old in sorted(known.live.items())
        if path in tree and tree[path] != old and path in there and kept(old) not in there
    }


def kept(file: File) -> str:
    """Return where a copy of a file lies on the target that was overwritten."""
    return f"{kinds.OURS}/kept/{file.sha256}"


def fingerprint(tree: Files) -> str:
    """Return a hash of a whole publication."""
    canonical = msgspec.json.encode(sorted((path, file.sha256) for path, file in tree.items()))
    return hashlib.sha256(canonical).hexdigest()
