"""audiopub.toml: the show, where its files are, and how it shall sound."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from audiopub.errors import ConfigError, StoreError
from audiopub.model import (
    Artwork,
    Category,
    Directory,
    FeedSettings,
    Funding,
    MasterOptions,
    Person,
    Show,
    ShowExtras,
)
from audiopub.project import extras, toml
from audiopub.project.keys import CONFIG
from audiopub.project.toml import Document

FILE = "audiopub.toml"
NOTES = "notes.html.jinja"
"""The producer's template of the show notes, beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignore:
    """A finding that the producer does not want to see."""

    code: str
    """Its code."""

    reason: str
    """Why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A show's audiopub.toml, complete with its defaults."""

    root: Path
    """The folder of the show."""

    document: Document
    """The file as it was read, for places."""

    artwork: Path
    """The show's cover."""

    timezone: dt.tzinfo
    """Where a date without a time is meant."""

    transcripts: tuple[Path, ...]
    """Folders with transcripts."""

    recordings: tuple[Path, ...]
    """Folders with recordings."""

    sound: MasterOptions
    """How episodes shall sound."""

    ignores: tuple[Ignore, ...]
    """Findings that shall not be reported."""

    extras: ShowExtras
    """What else is said of the show."""

    feed: FeedSettings
    """How its feed is made."""

    theme: Path | None = None
    """The folder with the producer's own templates."""

    def name(self, path: Path) -> str:
        """Return how messages name a file: relative to the show, with slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    def show(self, artwork: Artwork, guid: str) -> Show:
        """Return the show.

        Args:
            artwork: Its published cover.
            guid: The ``podcast:guid`` that follows from its address; the file's own one wins.
        """
        get = self.document.get
        return Show(
            title=get("show", "title").strip(),
            link=get("show", "link").rstrip("/"),
            description=get("show", "description").strip(),
            language=get("show", "language"),
            authors=tuple(Person(name=name.strip()) for name in get("show", "authors")),
            owner_name=get("show", "owner", "name"),
            owner_email=get("show", "owner", "email"),
            categories=tuple(_category(item) for item in get("show", "categories")),
            explicit=get("show", "explicit"),
            artwork=artwork,
            guid=get("show", "guid") or guid,
            kind=get("show", "kind") or "episodic",
            locked=get("show", "locked") is not False,
            copyright=get("show", "copyright"),
            license=get("show", "license", "name"),
            license_link=get("show", "license", "link"),
            funding=tuple(
                Funding(link=item["link"], text=item["text"])
                for item in get("show", "funding") or ()
            ),
            directories=tuple(
                Directory(name=item["name"].strip(), link=item["link"])
                for item in get("show", "directories") or ()
            ),
            footer=get("show", "footer"),
            persons=tuple(Person(**item) for item in get("show", "persons") or ()),
            extras=self.extras,
            feed=self.feed,
        )

    @property
    def feed_link(self) -> str:
        """The address of the feed."""
        return f"{self.document.get('show', 'link').rstrip('/')}/feed.xml"

    @property
    def language(self) -> str:
        """The show's language."""
        language: str = self.document.get("show", "language")
        return language


def find_root(start: Path) -> Path:
    """Return the folder of the show that a folder belongs to: its own or one above it.

    Raises:
        ConfigError: AP145, there is none.
    """
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise ConfigError(
        "AP145",
        f"there is no {FILE} in {start} or above it",
        hint="go into the folder of your show, or run audiopub init to begin one here",
    )


def load(root: Path) -> Config:
    """Read the audiopub.toml of a show.

    Raises:
        ConfigError: It cannot be read, or is not TOML.
        ExceptionGroup: Of :class:`ConfigError`, everything else that is wrong with it.
    """
    try:
        data = (root / FILE).read_bytes()
    except OSError as error:
        raise StoreError(
            "AP701",
            f"cannot read it: {error.strerror}",
            path=FILE,
            hint="give yourself the right to read it",
        ) from error
    document = toml.read(data, FILE, CONFIG)
    problems = [problem for keys in _PATHS if (problem := _lost(root, document, keys))]
    if problems:
        raise ExceptionGroup(FILE, problems)
    get = document.get
    return Config(
        root=root,
        document=document,
        artwork=root / get("show", "artwork"),
        timezone=zoneinfo.ZoneInfo(get("show", "timezone") or "UTC"),
        transcripts=tuple(
            root / item for item in get("sources", "transcripts") or ("seeds", "episodes")
        ),
        recordings=tuple(root / item for item in get("sources", "audio") or ("episodes",)),
        sound=_mastering(root, get("audio") or {}),
        ignores=tuple(
            Ignore(code=item["code"], reason=item["reason"]) for item in get("ignore") or ()
        ),
        extras=extras.of_show(document),
        feed=extras.of_feed(document),
        theme=root / get("site", "theme") if get("site", "theme") else None,
    )


def _mastering(root: Path, audio: Mapping[str, Any]) -> MasterOptions:
    """Return how episodes shall sound; what is not given is as :class:`MasterOptions` has it."""
    given: dict[str, Any] = {
        **audio,
        **{name: float(audio[name]) for name in _NUMBERS if name in audio},
        **{name: root / audio[name] for name in _CLIPS if name in audio},
        **{name: tuple(audio[name]) for name in ("formats",) if name in audio},
    }
    return MasterOptions(**given)


_NUMBERS = ("target_lufs", "ceiling_dbtp", "crossfade", "bed_level", "longest_pause")
_CLIPS = ("intro", "outro", "bed")


_PATHS = (("show", "artwork"), *(("audio", clip) for clip in _CLIPS))


def _lost(root: Path, document: Document, way: tuple[str, str]) -> ConfigError | None:
    """Return an error if a file that the configuration names is not there."""
    value = document.get(*way)
    if value is None:
        return None
    name = ".".join(way)
    if PurePosixPath(value).is_absolute() or ".." in PurePosixPath(value).parts:
        return document.error(
            "AP144",
            f"{name}: {value!r} lies outside of the show",
            "copy the file into the show, and name it relative to audiopub.toml",
            *way,
        )
    if (root / value).is_file():
        return None
    return document.error(
        "AP146",
        f"{name}: there is no file {value}",
        "put it there, or correct the name; names are relative to audiopub.toml",
        *way,
    )


def _category(item: str) -> Category:
    name, _, subcategory = (part.strip() for part in item.partition(">"))
    return Category(name=name, subcategory=subcategory or None)
