"""Podlove Simple Chapters: the chapters in the feed itself, so that no client must fetch them.

Source: https://podlove.org/simple-chapters/
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from audiopub.feed import safe
from audiopub.feed.elements import add
from audiopub.model import Episode

NAMESPACE = "http://podlove.org/simple-chapters"


@dataclass(frozen=True, slots=True)
class Channel:
    """Declares the namespace; a show has no chapters."""

    def extend_ns(self) -> dict[str, str]:
        """Return the namespace with its usual prefix."""
        return {"psc": NAMESPACE}

    def extend_rss(self, rss: etree._Element) -> None:
        """Write nothing."""


@dataclass(frozen=True, slots=True)
class Item:
    """The chapters of an episode."""

    episode: Episode
    """The episode."""

    def extend_rss(self, item: etree._Element) -> None:
        """Write the chapters, in order of time."""
        if not self.episode.chapters:
            return
        chapters = add(item, NAMESPACE, "chapters", attributes={"version": "1.2"})
        for chapter in self.episode.chapters:
            attributes = {
                "start": _normal_play_time(chapter.start),
                "title": chapter.title,
                "href": safe.web(chapter.link),
            }
            add(chapters, NAMESPACE, "chapter", attributes=attributes)


def _normal_play_time(seconds: float) -> str:
    """Format a time as RFC 2326, 3.6, with all its parts, as the strictest clients want it."""
    milliseconds = round(seconds * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"
