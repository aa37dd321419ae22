"""Podlove Simple Chapters: the chapters in the feed itself, so that no client must fetch them.

Source: https://podlove.org/simple-chapters/
"""

from __future__ import annotations

from collections.abc import Iterator

from audiopub.feed import safe
from audiopub.feed.elements import Element
from audiopub.model import Episode

NAMESPACE = "http://podlove.org/simple-chapters"


def of_episode(episode: Episode) -> Iterator[Element]:
    """Yield the chapters of an episode, in order of time."""
    if episode.chapters:
        marks = tuple(
            Element(
                "psc:chapter",
                attributes={
                    "start": _normal_play_time(chapter.start),
                    "title": chapter.title,
                    "href": safe.web(chapter.link),
                },
            )
            for chapter in episode.chapters
        )
        yield Element("psc:chapters", attributes={"version": "1.2"}, children=marks)


def _normal_play_time(seconds: float) -> str:
    """Format a time as RFC 2326, 3.6, with all its parts, as the strictest clients want it."""
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds / 1000:06.3f}"
