"""The lists that an episode stands in: pages of the newest first, years, topics."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, Protocol, TypeVar

from anyascii import anyascii

PAGE = 25
"""So many episodes stand on a page of the list; on the first one, up to twice as many."""

_LONGEST = 60
"""So many letters of a topic's name stand in its address."""


class Listed(Protocol):
    """What lists have to know of an episode: the episode itself, or an entry for it."""

    @property
    def slug(self) -> str:
        """Its folder."""

    @property
    def published(self) -> dt.datetime:
        """When it came out."""

    @property
    def keywords(self) -> tuple[str, ...]:
        """Its topics."""


T = TypeVar("T")
E = TypeVar("E", bound=Listed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic of an episode."""

    name: str
    """As the episode names it."""

    path: str
    """The page of all episodes on it; the same for all spellings of its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf(Generic[E]):
    """The episodes of a year or on a topic."""

    name: str
    """The year or the topic."""

    path: str
    """Its page."""

    episodes: tuple[E, ...]
    """The newest first; at least one."""


def chunks(episodes: Sequence[T]) -> tuple[tuple[T, ...], list[tuple[T, ...]]]:
    """Divide the list of episodes into pages.

    Pages are counted from the oldest episode on, so that an episode keeps its page for ever, and a
    new one changes only the first page.

    Args:
        episodes: The newest first.

    Returns:
        What stands on the first page, and the pages before it, the oldest first; each the newest
        first.
    """
    count = max(len(episodes) // PAGE - 1, 0)
    ends = [len(episodes) - PAGE * index for index in range(count + 1)]
    older = [tuple(episodes[end - PAGE : end]) for end in ends[:count]]
    return tuple(episodes[: ends[count]]), older


def years(episodes: Sequence[E]) -> list[Shelf[E]]:
    """Return the episodes by the year that they came out in, the newest first."""
    found: defaultdict[int, list[E]] = defaultdict(list)
    for episode in episodes:
        found[episode.published.year].append(episode)
    return [
        Shelf(name=str(year), path=f"page/year-{year}.html", episodes=tuple(found[year]))
        for year in sorted(found, reverse=True)
    ]


def topics(episodes: Sequence[E]) -> list[Shelf[E]]:
    """Return the episodes by topic; those with the most episodes first, then by name."""
    found: defaultdict[str, list[E]] = defaultdict(list)
    names: dict[str, str] = {}
    for episode in episodes:
        for topic in topics_of(episode):
            found[topic.path].append(episode)
            names.setdefault(topic.path, topic.name)
    shelves = (Shelf(name=names[path], path=path, episodes=tuple(on)) for path, on in found.items())
    return sorted(shelves, key=lambda shelf: (-len(shelf.episodes), shelf.name, shelf.path))


def topics_of(episode: Listed) -> tuple[Topic, ...]:
    """Return an episode's topics: its keywords, each once."""
    found: dict[str, Topic] = {}
    for topic in map(_topic, episode.keywords):
        if topic:
            found.setdefault(topic.path, topic)
    return tuple(found.values())


@cache  # ten thousand episodes share a few hundred
def _topic(keyword: str) -> Topic | None:
    name = " ".join(keyword.split())
    return Topic(name=name, path=f"page/topic-{_address(name)}.html") if name else None


def _address(name: str) -> str:
    """Return a topic's name as an address says it: "freie-wahlen".

    What cannot be said in it is told apart by a digest: "C++" and "C#" are "c-5e2f91", "c-09b3ac".
    """
    folded = unicodedata.normalize("NFC", name).casefold()
    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(folded).lower()).strip("-")[:_LONGEST]
    if plain == folded.replace(" ", "-"):
        return plain
    digest = hashlib.sha256(folded.encode(errors="surrogatepass")).hexdigest()[:6]
    return f"{plain}-{digest}".strip("-")
