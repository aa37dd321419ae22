"""What one run leaves for the next: each episode as it went live, and what was made of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from msgspec import Struct

from audiopub.model import Enclosure, Finding, Identity
from audiopub.pipeline.production import ALIGNMENT, Produced
from audiopub.pipeline.workshop import Made
from audiopub.rules.subjects import Heard, ItemKey
from audiopub.store.hashes import Known
from audiopub.store.keys import key_of

UNREAD = "AP699"
"""What is found of a file that could not be looked at: the next look may find something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """An episode that is live, or ready to be: all that is known of it."""

    inputs: dict[str, str]
    """What it was made of."""

    made: Made[Produced]
    """What it is."""


class Kept(Struct, frozen=True, kw_only=True):
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

    def within(self, folder: str) -> dict[str, str]:
        """Return the SHA-256 of its files in a folder, by their names."""
        paths = self.files.items()
        return {
            path.rpartition("/")[2]: sha256
            for path, sha256 in paths
            if path.rpartition("/")[0] == folder
        }


class Shape(Struct, frozen=True, kw_only=True):
    """A part of the site in brief."""

    key: str
    """What it was made of."""

    folders: dict[str, str]
    """A key of its files in each folder of the tree."""

    @classmethod
    def of(cls, part: Rendered) -> Shape:
        """Return a part in brief."""
        return cls(key=part.key, folders=part.folders)


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """An episode in the documents of the feed."""

    forms: dict[str, str]
    """Its item by the format of the document; of the main one, by ``""``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listened:
    """What the checks heard of an episode: only another check of it asks for that."""

    heard: dict[str, Heard]
    """What was heard of its sound, see :attr:`audiopub.facts.EpisodeFacts.heard`."""

    programs: str
    """A key of the programs that it was heard with."""


class Checked(Struct, frozen=True, kw_only=True):
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
