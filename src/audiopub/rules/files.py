"""Rules for files that are missing, damaged, or could not be looked at."""

from __future__ import annotations

from collections.abc import Iterator

from audiopub.rules.rule import Fault
from audiopub.rules.subjects import (
    Damaged,
    FileKind,
    PublishedEpisode,
    PublishedShow,
    ReferenceKind,
    Unread,
)


def enclosure_missing(episode: PublishedEpisode) -> Iterator[Fault]:
    """The sound is there."""
    return _missing(episode, "enclosure", "The sound")


def transcript_missing(episode: PublishedEpisode) -> Iterator[Fault]:
    """The transcripts are there."""
    return _missing(episode, "transcript", "The transcript")


def chapters_missing(episode: PublishedEpisode) -> Iterator[Fault]:
    """The chapters are there."""
    return _missing(episode, "chapters", "The chapters file")


def artwork_missing(episode: PublishedEpisode) -> Iterator[Fault]:
    """The artwork is there."""
    return _missing(episode, "image", "The artwork")


def page_missing(episode: PublishedEpisode) -> Iterator[Fault]:
    """The page is there."""
    return _missing(episode, "page", "The page")


def cover_missing(show: PublishedShow) -> Iterator[Fault]:
    """The show's artwork is there."""
    return _missing(show, "image", "The show's artwork")


def show_page_missing(show: PublishedShow) -> Iterator[Fault]:
    """The show's page is there."""
    return _missing(show, "page", "The show's page")


def elsewhere(show: PublishedShow) -> Iterator[Fault]:
    """What lies elsewhere is not looked at."""
    if show.elsewhere:
        yield Fault(f"addresses in the feed that lead elsewhere: {show.elsewhere}", *show.at)


def unread(file: Unread) -> Iterator[Fault]:
    """What cannot be read is neither good nor bad."""
    if file.kind != "feed":
        yield Fault(f"the file could not be checked: {file.reason}")


def feed_unread(file: Unread) -> Iterator[Fault]:
    """Without its feed there is no show."""
    if file.kind == "feed":
        yield Fault(f"the feed cannot be read: {file.reason}")


def sound_damaged(file: Damaged) -> Iterator[Fault]:
    """A sound can be played."""
    return _damaged(file, "sound", "The sound cannot be played")


def tags_damaged(file: Damaged) -> Iterator[Fault]:
    """Tags can be read."""
    return _damaged(file, "tags", "The tags cannot be read")


def artwork_damaged(file: Damaged) -> Iterator[Fault]:
    """A picture can be shown."""
    return _damaged(file, "image", "The artwork cannot be shown")


def _missing(
    where: PublishedEpisode | PublishedShow, kind: ReferenceKind, what: str
) -> Iterator[Fault]:
    for reference in where.missing:
        if reference.kind == kind:
            yield Fault(f"{what} is not there: {reference.url}", *reference.at)


def _damaged(file: Damaged, kind: FileKind, what: str) -> Iterator[Fault]:
    if file.kind == kind:
        yield Fault(f"{what}: {file.reason}")
