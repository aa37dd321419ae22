"""Apple's namespace, which all directories read.

Source: https://help.apple.com/itc/podcasts_connect/#/itcb54353390
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from audiopub.feed import safe
from audiopub.feed.elements import add
from audiopub.model import Episode, Person, Show

NAMESPACE = "http://www.itunes.com/dtds/podcast-1.0.dtd"


@dataclass(frozen=True, slots=True)
class Channel:
    """What Apple wants to know of a show."""

    show: Show
    """The show."""

    def extend_ns(self) -> dict[str, str]:
        """Return the namespace with its usual prefix."""
        return {"itunes": NAMESPACE}

    def extend_rss(self, rss: etree._Element) -> None:
        """Write the show's elements."""
        channel, show = rss[0], self.show
        add(channel, NAMESPACE, "title", safe.line(show.title))
        add(channel, NAMESPACE, "author", _names(show.authors))
        owner = add(channel, NAMESPACE, "owner")
        add(owner, NAMESPACE, "name", safe.line(show.owner_name))
        add(owner, NAMESPACE, "email", safe.line(show.owner_email))
        image = safe.address(show.url(show.artwork.path))
        add(channel, NAMESPACE, "image", attributes={"href": image})
        for category in show.categories:
            main = add(channel, NAMESPACE, "category", attributes={"text": category.name})
            if category.subcategory:
                add(main, NAMESPACE, "category", attributes={"text": category.subcategory})
        add(channel, NAMESPACE, "explicit", _truth(show.explicit))
        add(channel, NAMESPACE, "type", show.kind)


@dataclass(frozen=True, slots=True)
class Item:
    """What Apple wants to know of an episode."""

    show: Show
    """The show."""

    episode: Episode
    """The episode."""

    def extend_rss(self, item: etree._Element) -> None:
        """Write the episode's elements."""
        episode = self.episode
        add(item, NAMESPACE, "title", safe.line(episode.title))
        if episode.subtitle:
            add(item, NAMESPACE, "subtitle", safe.line(episode.subtitle))
        add(item, NAMESPACE, "author", _names(episode.authors))
        add(item, NAMESPACE, "duration", str(round(episode.enclosure.duration)))
        add(item, NAMESPACE, "explicit", _truth(episode.explicit))
        image = safe.address(self.show.url(episode.artwork.path))
        add(item, NAMESPACE, "image", attributes={"href": image})
        add(item, NAMESPACE, "episodeType", episode.kind)
        if episode.season is not None:
            add(item, NAMESPACE, "season", str(episode.season))
        if episode.number is not None:
            add(item, NAMESPACE, "episode", str(episode.number))


def _names(persons: tuple[Person, ...]) -> str:
    return safe.line(", ".join(person.name for person in persons))


def _truth(value: bool) -> str:  # noqa: FBT001 - the value is what is written
    return "true" if value else "false"
