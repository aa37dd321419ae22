"""The pages of a show: the newest episodes, the pages of older ones, years and topics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from audiopub.model import Episode
from audiopub.site import Entry, Line, Part, discovery, search, structured
from audiopub.site.links import any_app, subscriptions
from audiopub.site.listing import Shelf, chunks, topics, years
from audiopub.site.rendering import Renderer

MOST_TOPICS = 30
"""So many topics stand on the show's page; the others on a page of their own."""

TOPICS = "page/topics.html"
"""The page of all topics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A year or a topic as the show's page lists it."""

    name: str
    """The year or the topic."""

    path: str
    """Its page."""

    count: int
    """How many episodes stand there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the show's page says of all that it leads to."""

    episodes: int
    """How many episodes there are."""

    older: str | None
    """The page of those that were there before."""

    years: tuple[Count, ...]
    """The years, the newest first."""

    topics: tuple[Count, ...]
    """The topics, those with the most episodes first."""

    topics_page: str | None
    """The page of all topics, if there are more."""


def show_pages(renderer: Renderer, entries: Sequence[Entry]) -> Iterator[Part]:
    """Yield the show's page, and all further lists of episodes.

    Args:
        renderer: What the pages of the show have in common.
        entries: The newest first.
    """
    show, theme = renderer.show, renderer.theme
    newest, older = chunks(entries)
    by_year, by_topic = years(entries), topics(entries)
    contents = Contents(
        episodes=len(entries),
        older=_archive(len(older)) if older else None,
        years=tuple(map(_count, by_year)),
        topics=tuple(map(_count, by_topic[:MOST_TOPICS])),
        topics_page=TOPICS if len(by_topic) > MOST_TOPICS else None,
    )
    yield Part(
        name="index.html",
        made_of=(show, theme, _keys(newest), contents),
        render=partial(_index, renderer, newest, contents),
    )
    for number, listed in enumerate(older, start=1):
        newer = _archive(number + 1) if number < len(older) else "index.html"
        yield Part(
            name=_archive(number),
            made_of=(show, theme, _keys(listed), newer),
            render=partial(_older, renderer, number, listed, newer),
        )
    for kind, shelves in (("year", by_year), ("topic", by_topic)):
        for shelf in shelves:
            lines = tuple(entry.line for entry in shelf.episodes)
            yield Part(
                name=shelf.path,
                made_of=(show, theme, shelf.name, lines),
                render=partial(_shelf, renderer, kind, shelf.name, shelf.path, lines),
            )
    if contents.topics_page:
        counted = tuple(map(_count, by_topic))
        yield Part(
            name=TOPICS,
            made_of=(show, theme, counted),
            render=partial(_topics, renderer, counted),
        )


def _keys(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(entry.key for entry in entries)


def _read(entries: Sequence[Entry]) -> list[Episode]:
    return [entry.read() for entry in entries]


def _archive(number: int) -> str:
    return f"page/{number}.html"


def _count(shelf: Shelf[Entry]) -> Count:
    return Count(name=shelf.name, path=shelf.path, count=len(shelf.episodes))


def _index(renderer: Renderer, listed: Sequence[Entry], contents: Contents) -> Mapping[str, bytes]:
    show = renderer.show
    page = renderer.render(
        "show.html",
        path="index.html",
        language=show.language,
        canonical=show.url(""),
        any_app=any_app(show),
        apps=tuple(subscriptions(show)),
        contents=contents,
        episodes=_read(listed),
        older=contents.older,
        picture=discovery.picture(show.artwork),
        segments=search.count(contents.episodes),
        structured=structured.series(show),
    )
    return {"index.html": page}


def _older(
    renderer: Renderer, number: int, listed: Sequence[Entry], newer: str
) -> Mapping[str, bytes]:
    path = _archive(number)
    page = _listing(
        renderer,
        "archive.html",
        path,
        episodes=_read(listed),
        newer=newer,
        number=number,
        older=_archive(number - 1) if number > 1 else None,
    )
    return {path: page}


def _shelf(
    renderer: Renderer, kind: str, name: str, path: str, lines: Sequence[Line]
) -> Mapping[str, bytes]:
    return {path: _listing(renderer, "lines.html", path, kind=kind, lines=lines, name=name)}


def _topics(renderer: Renderer, counted: Sequence[Count]) -> Mapping[str, bytes]:
    return {TOPICS: _listing(renderer, "topics.html", TOPICS, topics=counted)}


def _listing(renderer: Renderer, template: str, path: str, **values: object) -> bytes:
    show = renderer.show
    return renderer.render(
        template,
        path=path,
        language=show.language,
        canonical=show.url(path),
        picture=discovery.picture(show.artwork),
        structured=None,
        **values,
    )
