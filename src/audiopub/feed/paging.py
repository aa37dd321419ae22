"""Which documents a feed consists of: its pages, and one feed for each further format.

Source: https://www.rfc-editor.org/info/rfc5005, section 3: paged feeds
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from audiopub.model import Episode, Show


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document of the feed."""

    number: int = 1
    """From 1, where the newest episodes are."""

    count: int = 1
    """How many pages there are."""

    format: str | None = None
    """The format whose sound it has: ``opus``; ``None`` for the main one."""

    start: int = 0
    """The first of its episodes, counted from 0, the newest."""

    stop: int
    """The one after its last."""

    @property
    def path(self) -> str:
        """Its path in the published tree."""
        return self.sibling(self.number)

    def sibling(self, number: int) -> str:
        """Return the path of another page of the same feed."""
        parts = ("feed", self.format, str(number) if number > 1 else None)
        return f"{'-'.join(part for part in parts if part)}.xml"


def pages(show: Show, episodes: int) -> tuple[Page, ...]:
    """Return the documents of a feed, the main one first.

    Args:
        show: The show.
        episodes: How many episodes it has.
    """
    size = show.feed.page_size or max(episodes, 1)
    count = max(-(-episodes // size), 1)
    return tuple(
        Page(
            number=number + 1,
            count=count,
            format=form,
            start=number * size,
            stop=min((number + 1) * size, episodes),
        )
        for form in (None, *show.feed.formats)
        for number in range(count)
    )


def in_format(episode: Episode, form: str | None) -> Episode:
    """Return an episode whose main sound is that of a format; as it was, where it has none."""
    for sound in episode.alternates:
        if form and PurePosixPath(sound.path).suffix == f".{form}":
            others = tuple(one for one in episode.alternates if one is not sound)
            return replace(episode, enclosure=sound, alternates=(episode.enclosure, *others))
    return episode
