"""The workshop: does a step once, and remembers what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from audiopub import feed
from audiopub.model import Artwork, Progress, Show, Step
from audiopub.pipeline.outcome import JOURNAL, WORK
from audiopub.project.config import Config
from audiopub.store.artefacts import Artefacts
from audiopub.store.files import explained, sha256_of
from audiopub.store.journal import Journal
from audiopub.store.results import Results

T = TypeVar("T")
Tell = Callable[[Progress | Step], None]
"""Told how far a long step is, and what became of each."""


def known_journal(root: Path) -> Journal:
    """Open what a show's journal knows without leaving a trace where there is none yet."""
    file = root / JOURNAL
    return Journal(file if file.is_file() else Path(":memory:"))


def show_of(config: Config) -> Show:
    """Return the show of a configuration; how large its cover is, nobody has looked yet."""
    cover = Artwork(path="cover.jpg", mime_type="image/jpeg", width=0)
    return config.show(cover, feed.show_guid(config.feed_link))


def silent(_: Progress | Step) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Generic[T]):
    """What a step gave."""

    value: T
    """What is known of it."""

    files: Mapping[str, str]
    """The files that it made: their SHA-256 by their name."""

    key: str = ""
    """The key of the step."""

    steps: tuple[str, ...] = ()
    """The keys of the steps that it was made with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What every step of a run needs."""

    config: Config
    """The show's configuration."""

    show: Show
    """The show."""

    artefacts: Artefacts
    """Where files are kept."""

    results: Results
    """What is known of each step that was done."""

    tell: Tell
    """Told how far a long step is."""

    used: list[str] = field(default_factory=list)
    """The keys of the steps that the one which is being done has asked for."""

    @classmethod
    def open(cls, config: Config, tell: Tell = silent, *, keeps: bool = True) -> Workshop:
        """Return the workshop of a show.

        Args:
            config: Its configuration.
            tell: Told how far long steps are.
            keeps: Whether what is found out may be written down.
        """
        return cls(
            config=config,
            show=show_of(config),
            artefacts=Artefacts(config.root / WORK / "artefacts"),
            results=Results(config.root / WORK / "results", keeps=keeps),
            tell=tell,
        )

    def hash(self, file: Path | None) -> str | None:
        """Return the SHA-256 of a source file, ``None`` for none."""
        return sha256_of(file) if file else None

    def recall(self, key: str, kind: type[Made[T]]) -> Made[T] | None:
        """Return what a step gave, if it was done and all of its files are still whole."""
        made = self.results.recall(key, kind)
        if made and all(self.artefacts.holds(sha256) for sha256 in made.files.values()):
            return made
        return None

    def do(
        self,
        key: str,
        kind: type[Made[T]],
        work: Callable[[Path], tuple[T, Mapping[str, Path]]],
    ) -> Made[T]:
        """Return what a step gave; do it if that is not known.

        Args:
            key: The step's key.
            kind: What it gives.
            work: Does it, in an empty folder that it is given; returns what is known of it, and
                the files that it made there.
        """
        if made := self.recall(key, kind):
            self.used.append(key)
            return made
        before = len(self.used)
        with self.artefacts.workspace() as folder:
            with explained(folder, "write into the cache"):
                value, files = work(folder)
            hashes = self.artefacts.adopt(list(files.values()))
            made = Made(
                value=value,
                files=dict(sorted(zip(files, hashes, strict=True))),
                key=key,
                steps=tuple(self.used[before:]),
            )
        self.results.record(key, made)
        self.used[before:] = [key]
        # As a later run recalls it: what is 0 here may be 0.0 there, and is written differently.
        return self.results.recall(key, kind) or made
