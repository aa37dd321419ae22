"""Proposing chapters: what the producer gets to edit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audiopub import chapterlist, chapters
from audiopub.errors import ConfigError
from audiopub.model import Chapter
from audiopub.pipeline.inspection import inspect_pair, paired
from audiopub.project import config as configuration
from audiopub.project.groups import CHAPTERS
from audiopub.store.files import write_whole

ALTERNATIVES = 2
"""How many other titles are proposed for each chapter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The chapters of an episode, to be edited."""

    chapters: tuple[Chapter, ...]
    """Where they begin, at estimated times."""

    titles: tuple[tuple[str, ...], ...]
    """For each its title and the alternatives."""

    file: Path
    """Where the producer's list belongs."""

    name: str
    """How messages name that file."""

    text: str
    """What is written there."""


def propose(root: Path, name: str) -> Proposal:
    """Propose chapters for an episode, whatever its chapter list says now.

    Raises:
        AudiopubError: There is no such episode, or its text or recording cannot be read.
    """
    config = configuration.load(root)
    pair = paired(config, name)
    found = inspect_pair(config, pair, marked=False)
    titles = chapters.alternatives(found.transcript, found.chapters, number=ALTERNATIVES)
    file = pair.chapters or pair.audio.with_name(f"{pair.name}{CHAPTERS}")
    return Proposal(
        chapters=found.chapters,
        titles=titles,
        file=file,
        name=config.name(file),
        text=chapterlist.to_list(found.transcript, found.chapters, titles),
    )


def write(proposal: Proposal) -> None:
    """Write a proposal where the producer's list belongs.

    Raises:
        ConfigError: There is a list already (AP262).
        StoreError: It cannot be written.
    """
    if proposal.file.exists():
        raise ConfigError(
            "AP262",
            "there is a chapter list already",
            path=proposal.name,
            hint="edit it; or move it away to get a new proposal",
        )
    write_whole(proposal.file, proposal.text.encode())
