"""What one run remembers for the next: each episode as it went live, and the two trees."""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from audiopub.model import Enclosure, Episode, Finding
from audiopub.pipeline.outcome import FEEDS, WORK
from audiopub.pipeline.production import ALIGNMENT, Produced
from audiopub.pipeline.workshop import Made, Workshop
from audiopub.project import lock as identities
from audiopub.project.lock import Lock, Remembered
from audiopub.project.pairing import identity_of
from audiopub.project.sidecar import Known as Drafts
from audiopub.project.sidecar import Sidecars
from audiopub.rules.subjects import ItemKey
from audiopub.store.hashes import Hashes, Known, State
from audiopub.store.journal import Journal
from audiopub.store.keys import code_of, key_of
from audiopub.store.tree import Stamps, stamps
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

    inputs: str
    """A key of what it was made of."""

    digest: str
    """A key of what it says; equal for equal episodes."""

    alignment: str
    """The SHA-256 of its sentences."""

    folder: str | None
    """A key of its published files in a folder of its own, if it has any."""

    sounds: dict[str, str]
    """The SHA-256 of the others, by their path."""

    @classmethod
    def of(cls, whole: Whole) -> Kept:
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
            inputs=key_of("inputs", 1, whole.inputs),
            digest=key_of("episode", 1, episode, made.files[ALIGNMENT]),
            alignment=made.files[ALIGNMENT],
            folder=_key(alone) if alone else None,
            sounds={path: sha256 for files in within.values() for path, sha256 in files.items()},
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

    @property
    def is_lasting(self) -> bool:
        """Whether a further look would find the same: not if the disk may have been at fault."""
        return all(one.severity != "error" and one.code != UNREAD for one in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Sidecars that were read."""

    by: str
    """What they were read by."""

    drafts: Drafts
    """What they said."""


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

    sidecars: Sidecars = field(init=False)
    """What they say."""

    live: Tree = field(init=False)
    """What is known of the published tree."""

    spare: Tree | None = field(init=False)
    """What is known of the other one."""

    lock: Remembered | None = field(init=False)
    """What audiopub.lock says."""

    _known: Known = field(init=False)
    _read: Read = field(init=False)
    _whole: dict[str, bool] = field(default_factory=dict)
    _now: Stamps = field(init=False)
    _touched: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """Read what is known, and look at the published tree."""
        self.kept = dict(self.journal.every(BRIEF, Kept))
        self._known = self.journal.recall("hashes", Known) or {}
        self.hashes = Hashes(self._known, self.sources)
        self._read = self.journal.recall("sidecars", Read) or Read(by="", drafts={})
        self.sidecars = Sidecars(
            self.hashes, self._read.drafts if self._read.by == self._by else {}
        )
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
        if kept is None:
            return None
        if key not in self._whole:
            self._whole[key] = self._stands(kept) or self._is_stored(kept)
        return kept if self._whole[key] else None

    def keep(self, whole: Whole) -> Kept:
        """Take an episode that was made; return it in brief."""
        kept = Kept.of(whole)
        self.made[identity_of(kept.name)] = whole
        return kept

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

    def records(self, lock: Lock) -> dict[str, object]:
        """Return what is to be remembered of the sources, and of audiopub.lock."""
        found: dict[str, object] = {}
        if self.hashes.changed(self._known):
            found["hashes"] = self.hashes.remembered()
        read = Read(by=self._by, drafts=self.sidecars.remembered())
        if self._read != read:
            found["sidecars"] = read
        now = identities.remember(self.shop.config.root, lock)
        if self.lock is None or self.lock.sha256 != now.sha256:
            found["lock"] = now
        return found

    @property
    def _by(self) -> str:
        """What sidecars are read by: the code, and the time zone of their dates."""
        return key_of("sidecar", 1, code_of("model", "project"), str(self.shop.config.timezone))

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
