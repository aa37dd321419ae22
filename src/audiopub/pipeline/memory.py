"""What one run remembers for the next: each episode as it went live, and the two trees."""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path

from audiopub.model import Enclosure, Episode, Finding, Identity
from audiopub.pipeline.outcome import FEEDS, WORK
from audiopub.pipeline.production import ALIGNMENT, Produced
from audiopub.pipeline.workshop import Made, Workshop
from audiopub.project import lock as identities
from audiopub.project.lock import Lock, Remembered
from audiopub.project.pairing import identity_of
from audiopub.rules.subjects import Heard, ItemKey
from audiopub.store.hashes import Hashes, Known, State
from audiopub.store.journal import Journal
from audiopub.store.keys import key_of
from audiopub.store.stamps import Stamps, stamps
from audiopub.store.tree import State as Tree

BRIEF = "brief:"
EPISODE = "episode:"
PART = "part:"
ITEM = "item:"
ITEM_KEY = "key:"
CHECKED = "checked:"
UNREAD = "AP699"
"""What is found of a file that could not be looked at: the next look may find something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """An episode that is live, or ready to be: all that is known of it."""

    inputs: dict[str, str]
    """What it was made of."""

    made: Made[Produced]
    """What it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The same in brief: what every run asks of each of ten thousand episodes."""

    name: str
    """The base name of its files."""

    slug: str
    """Its folder."""

    guid: str
    """What feed readers know it by."""

    published: dt.datetime
    """When it was first published."""

    title: str
    """Its title."""

    subtitle: str | None
    """One line more."""

    language: str
    """A BCP 47 tag."""

    keywords: tuple[str, ...]
    """Search words."""

    is_trailer: bool
    """Whether the head of the feed names it."""

    enclosure: Enclosure
    """Its sound."""

    findings: tuple[Finding, ...]
    """What was noticed while it was made."""

    common: str
    """A key of what it was made of as all episodes are."""

    sources: Known
    """What it alone was made of, if these files alone decide what it is, see ``Pair.alone``."""

    digest: str
    """A key of what it says; equal for equal episodes."""

    alignment: str
    """The SHA-256 of its sentences."""

    folder: str | None
    """A key of its published files in a folder of its own, if it has any."""

    sounds: dict[str, str]
    """The SHA-256 of the others, by their path."""

    @classmethod
    def of(cls, whole: Whole, common: str, sources: Known) -> Kept:
        """Return an episode in brief."""
        made, episode = whole.made, whole.made.value.episode
        within = folders_of(published(made.files))
        alone = within.pop(episode.slug, None)
        return cls(
            name=episode.name,
            slug=episode.slug,
            guid=episode.guid,
            published=episode.published,
            title=episode.title,
            subtitle=episode.subtitle,
            language=episode.language,
            keywords=episode.keywords,
            is_trailer=episode.kind == "trailer",
            enclosure=episode.enclosure,
            findings=made.value.findings,
            common=common,
            sources=sources,
            digest=key_of("episode", 1, episode, made.files[ALIGNMENT]),
            alignment=made.files[ALIGNMENT],
            folder=_key(alone) if alone else None,
            sounds={path: sha256 for files in within.values() for path, sha256 in files.items()},
        )

    def is_given(self, identity: Identity | None) -> bool:
        """Return whether an identity is the one that it has, to the letter."""
        return (
            identity is not None
            and (identity.guid, identity.slug, identity.published)
            == (self.guid, self.slug, self.published)
            and identity.published.utcoffset() == self.published.utcoffset()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A part of the site."""

    key: str
    """What it was made of."""

    files: dict[str, str]
    """The SHA-256 of each of its files by their path in the published tree."""

    folders: dict[str, str]
    """A key of those in each folder of the tree."""

    @classmethod
    def of(cls, key: str, files: dict[str, str]) -> Rendered:
        """Return a part that was made of what a key says."""
        folders = {folder: _key(within) for folder, within in folders_of(files).items()}
        return cls(key=key, files=files, folders=folders)

    def without(self, paths: AbstractSet[str]) -> Rendered:
        """Return it without some of its files."""
        rest = {path: sha256 for path, sha256 in self.files.items() if path not in paths}
        return Rendered.of(self.key, rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """An episode in the documents of the feed."""

    key: str
    """What they were made of."""

    forms: dict[str, str]
    """Its item by the format of the document; of the main one, by ``""``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the checks found of an episode."""

    key: str
    """What was checked, and by which rules."""

    findings: tuple[Finding, ...]
    """In lines of the item, counted from 1, where they speak of the feed."""

    item: ItemKey
    """What the checks of the feed have to know of it, likewise."""

    elsewhere: int
    """How many of its addresses lead elsewhere."""

    heard: dict[str, Heard]
    """What was heard of its sound, see :attr:`audiopub.facts.EpisodeFacts.heard`."""

    heard_with: str
    """A key of the programs that it was heard with."""

    @property
    def is_lasting(self) -> bool:
        """Whether a further look would find the same: not if the disk may have been at fault."""
        return all(one.severity != "error" and one.code != UNREAD for one in self.findings)


@dataclass(slots=True)
class Memory:
    """The journal, as publishing sees it."""

    shop: Workshop
    journal: Journal
    sources: Mapping[str, State]
    """How the files of the show looked before anything was made of them."""

    kept: dict[str, Kept] = field(init=False)
    """The episodes that are live, by :func:`identity_of` of their names."""

    made: dict[str, Whole] = field(default_factory=dict)
    """Those that this run has made, likewise."""

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
    _now: Stamps = field(init=False)
    _touched: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """Read what is known, and look at the published tree."""
        self.kept = dict(self.journal.every(BRIEF, Kept))
        self._known = self.journal.recall("hashes", Known) or {}
        self.hashes = Hashes(self._known, self.sources)
        self.live = self.journal.recall("tree:live", Tree) or Tree()
        self.spare = self.journal.recall("tree:spare", Tree)
        self.lock = self.journal.recall("lock", Remembered)
        self._now = now = stamps(self.shop.config.root / FEEDS)
        old = self.live.stamps
        places = set() if old == now else old.keys() | now.keys()
        self._touched = {place for place in places if old.get(place) != now.get(place)}

    def known(self, name: str) -> Kept | None:
        """Return an episode as it went live last, if all of its files are still whole."""
        key = identity_of(name)
        kept = self.kept.get(key)
        return kept if kept and self._is_whole(key, kept) else None

    def learn(self, name: str) -> None:
        """Take what is known of the files of an episode that is to be looked at."""
        if kept := self.kept.get(identity_of(name)):
            self.hashes.learn(kept.sources)

    def settled(self, lock: Lock, common: str) -> dict[str, dict[str, State]]:
        """Return how the files of episodes looked that are what they were, if they still look so.

        Args:
            lock: What is given out.
            common: A key of what all episodes depend on.
        """
        return {
            key: {path: state for path, (state, _) in one.sources.items()}
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
        return replace(kept, common=common, sources=sources)

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

    def sources_of(self, kept: Kept) -> dict[str, str]:
        """Return where the files of an episode's own folder are taken from, by their names."""
        begin = f"{kept.slug}/"
        return {
            path.removeprefix(begin): self.shop.artefacts.address(sha256)
            for path, sha256 in self.whole(kept).made.files.items()
            if path.startswith(begin)
        }

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


def published(files: Mapping[str, str]) -> dict[str, str]:
    """Return those of an episode's files that are published."""
    return {path: sha256 for path, sha256 in files.items() if path != ALIGNMENT}


def folders_of(files: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the SHA-256 of files by their path, apart for each folder that they lie in."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for path, sha256 in files.items():
        found[path.rpartition("/")[0]][path] = sha256
    return dict(found)


def _key(files: Mapping[str, str]) -> str:
    return key_of("files", 1, files)
