"""Apple's namespace, which all directories read.

Source: https://help.apple.com/itc/podcasts_connect/#/itcb54353390
"""

from __future__ import annotations

from collections.abc import Iterator

from audiopub.feed import safe
from audiopub.feed.elements import Element, present
from audiopub.model import Category, Episode, Person, Show

NAMESPACE = "http://www.itunes.com/dtds/podcast-1.0.dtd"


def of_show(show: Show) -> Iterator[Element]:
    """Yield what Apple wants to know of a show."""
    yield Element("itunes:title", safe.line(show.title))
    yield Element("itunes:author", _names(show.authors))
    yield Element("itunes:summary", show.description)
    yield Element(
        "itunes:owner",
        children=(
            Element("itunes:name", safe.line(show.owner_name)),
            Element("itunes:email", safe.line(show.owner_email)),
        ),
    )
    yield _image(show.url(show.artwork.path))
    for category in show.categories:
        yield _category(category)
    yield Element("itunes:explicit", _truth(show.explicit))
    yield Element("itunes:type", show.kind)
    if show.extras.block:
        yield Element("itunes:block", "Yes")
    if show.extras.complete:
        yield Element("itunes:complete", "Yes")
    yield from present("itunes:new-feed-url", safe.web(show.feed.new_link))


def of_episode(show: Show, episode: Episode) -> Iterator[Element]:
    """Yield what Apple wants to know of an episode."""
    yield Element("itunes:title", safe.line(episode.title))
    yield from present("itunes:subtitle", safe.line(episode.subtitle or ""))
    yield from present("itunes:summary", episode.notes.summary)
    yield Element("itunes:author", _names(episode.authors))
    yield Element("itunes:duration", str(round(episode.enclosure.duration)))
    yield Element("itunes:explicit", _truth(episode.explicit))
    yield _image(show.url(episode.artwork.path))
    yield Element("itunes:episodeType", episode.kind)
    if episode.season is not None:
        yield Element("itunes:season", str(episode.season))
    if episode.number is not None:
        yield Element("itunes:episode", str(episode.number))
    if episode.extras.block:
        yield Element("itunes:block", "Yes")


def _image(link: str) -> Element:
    return Element("itunes:image", attributes={"href": safe.address(link)})


def _category(category: Category) -> Element:
    inner = category.subcategory
    children = (Element("itunes:category", attributes={"text": inner}),) if inner else ()
    return Element("itunes:category", attributes={"text": category.name}, children=children)


def _names(persons: tuple[Person, ...]) -> str:
    return safe.line(", ".join(person.name for person in persons))


def _truth(value: bool) -> str:  # noqa: FBT001 - the value is what is written
    return "true" if value else "false"
