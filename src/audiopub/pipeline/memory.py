"""What one run remembers for the next: each episode as it went live, and the two trees."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import structs

from audiopub.model import Episode
from audiopub.pipeline import shelves
from audiopub.pipeline.freshness import Seen
from audiopub.pipeline.outcome import FEEDS, WORK
from audiopub.pipeline.records import Kept, Rendered, Whole
from audiopub.pipeline.workshop import Workshop
from audiopub.project import lock as identities
from audiopub.project.lock import Lock, Remembered
from audiopub.project.pairing import Settled, identity_of
from audiopub.store.hashes import Hashes, Known
from audiopub.store.journal import Journal
from audiopub.store.known import State as Tree
from audiopub.store.stamps import Stamps, differing, stamps

BRIEF = "brief:"
EPISODE = "episode:"
PART = "part:"
ITEM = "item:"
ITEM_KEYS = "item keys:"
PARTS = "parts:"
CHECKED = "checked:"
HEARD = "heard:"
DOCUMENT = "document:"
_RECENT = 5.0
"""Seconds for which a look at the published tree is believed; going live takes as long."""


@dataclass(slots=True)
class Memory:
    """The journal, as publishing sees it."""

    shop: Workshop
    journal: Journal
    sources: Seen
    """How the files of the show looked."""

    kept: dict[str, Kept] = field(init=False)
    """The episodes that are live, by :func:`identity_of` of their names."""

    made: dict[str, Whole] = field(default_factory=dict)
    """Those that this run has made, likewise."""

    rendered: dict[str, Rendered] = field(default_factory=dict)
    """The parts of the site that this run has rendered, by their names."""

    hashes: Hashes = field(init=False)
    """Those of the sources."""

    live: Tree = field(init=False)
    """What is known of the published tree."""

    spare: Tree | None = field(init=False)
    """What is known of the other one."""

    lock: Remembered | None = field(init=False)
    """What audiopub.lock says."""

    _known: Known = field(init=False)
    _whole: dict[str, bool] = field(default_factory=dict)
    _looked: float = field(init=False)
    _now: Stamps = field(init=False)
    _touched: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """Read what is known, and look at the published tree."""
        self.kept = shelves.read(self.journal, BRIEF, Kept)
        self._known = self.journal.recall("hashes", Known) or {}
        self.hashes = Hashes(self._known, self.sources.states)
        self.live = self.journal.recall("tree:live", Tree) or Tree()
        self.spare = self.journal.recall("tree:spare", Tree)
        self.lock = self.journal.recall("lock", Remembered)
        self._looked = time.monotonic()
        self._now = stamps(self.shop.config.root / FEEDS)
        self._touched = differing(self.live.stamps, self._now)

    def known(self, name: str) -> Kept | None:
        """Return an episode as it went live last, if all of its files are still whole."""
        key = identity_of(name)
        kept = self.kept.get(key)
        return kept if kept and self._is_whole(key, kept) else None

    def learn(self, name: str) -> None:
        """Take what is known of the files of an episode that is to be looked at."""
        if kept := self.kept.get(identity_of(name)):
            self.hashes.learn(kept.sources)

    def settled(self, lock: Lock, common: str) -> dict[str, Settled]:
        """Return the episodes that are what they were, if their files still look so.

        Args:
            lock: What is given out.
            common: A key of what all episodes depend on.
        """
        return {
            key: Settled(name=one.name, files=one.sources)
            for key, one in self.kept.items()
            if one.sources
            and one.common == common
            and one.is_given(lock.get(one.name))
            and self._is_whole(key, one)
        }

    def keep(self, whole: Whole, common: str, files: Iterable[str]) -> Kept:
        """Take an episode that was made; return it in brief.

        Args:
            whole: The episode.
            common: A key of what all episodes depend on.
            files: All files that it alone depends on, if these alone decide what it is.
        """
        kept = Kept.of(whole, common, self.hashes.sure(files))
        self.made[identity_of(kept.name)] = whole
        return kept

    def confirmed(self, kept: Kept, common: str, files: Iterable[str]) -> Kept:
        """Return an episode that was looked at and is what it was; see :meth:`keep`."""
        sources = self.hashes.sure(files)
        if kept.common == common and kept.sources == sources:
            return kept
        return structs.replace(kept, common=common, sources=sources)

    def whole(self, kept: Kept) -> Whole:
        """Return all that is known of an episode that is kept."""
        key = identity_of(kept.name)
        whole = self.made.get(key) or self.journal.recall(f"{EPISODE}{key}", Whole)
        if whole is None:
            raise AssertionError("what is kept in brief is remembered whole")
        return whole

    def episode(self, kept: Kept) -> Episode:
        """Return an episode that is kept."""
        return self.whole(kept).made.value.episode

    def part(self, name: str) -> Rendered:
        """Return a part of the site that was rendered."""
        part = self.rendered.get(name) or self.journal.recall(f"{PART}{name}", Rendered)
        if part is None:
            raise AssertionError("what is known of a part in brief is remembered whole")
        return part

    def sources_of(self, kept: Kept) -> dict[str, str]:
        """Return where the files of an episode's own folder are taken from, by their names."""
        begin = f"{kept.slug}/"
        return {
            path.removeprefix(begin): self.shop.artefacts.address(sha256)
            for path, sha256 in self.whole(kept).made.files.items()
            if path.startswith(begin)
        }

    @property
    def seen(self) -> Stamps | None:
        """How the published tree looks; ``None`` if it is a while since anybody looked."""
        return self._now if time.monotonic() - self._looked < _RECENT else None

    @property
    def is_untouched(self) -> bool:
        """Whether the published tree is as it was put there, as far as stamps tell."""
        return bool(self._now) and not self._touched

    def records(self, lock: Lock, kept: Iterable[Kept]) -> dict[str, object]:
        """Return what is to be remembered of audiopub.lock, and of sources of no episode kept."""
        found: dict[str, object] = {}
        held = {path for one in kept for path in one.sources}
        hashes = {path: one for path, one in self.hashes.remembered().items() if path not in held}
        if hashes != self._known:
            found["hashes"] = hashes
        now = identities.remember(self.shop.config.root, lock)
        if self.lock is None or self.lock.sha256 != now.sha256:
            found["lock"] = now
        return found

    def _is_whole(self, key: str, kept: Kept) -> bool:
        if (whole := self._whole.get(key)) is None:
            self._whole[key] = whole = self._stands(kept) or self._is_stored(kept)
        return whole

    def _stands(self, kept: Kept) -> bool:
        """Return whether an episode's files are in the published tree as they were put there."""
        for place in (kept.slug, *kept.sounds) if kept.folder else kept.sounds:
            if place in self._touched or place not in self._now:
                return False
        return os.path.isfile(self.shop.artefacts.address(kept.alignment))  # noqa: PTH113

    def _is_stored(self, kept: Kept) -> bool:
        hashes = self.whole(kept).made.files.values()
        return all(self.shop.artefacts.holds(sha256) for sha256 in hashes)


def spare_of(root: Path) -> Path:
    """Return where the tree lies that is not live."""
    return root / WORK / "spare"
