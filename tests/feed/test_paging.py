"""Feeds of several pages, and of several formats."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from audiopub import feed
from audiopub.model import Enclosure, Episode, FeedSettings, Publication, Show

ATOM = "{http://www.w3.org/2005/Atom}link"


@pytest.fixture
def long_show(show: Show, first_episode: Episode) -> Publication:
    episodes = tuple(
        replace(first_episode, guid=f"guid-{n}", slug=f"episode-{n}", title=f"Episode {n}")
        for n in range(7)
    )
    settings = FeedSettings(page_size=3, hubs=("https://hub.example.org/",))
    return Publication(show=replace(show, feed=settings), episodes=episodes)


def documents(publication: Publication) -> dict[str, etree._Element]:
    return {
        path: etree.fromstring(b"".join(pieces))[0] for path, pieces in feed.documents(publication)
    }


def links(channel: etree._Element) -> dict[str, str]:
    return {link.attrib["rel"]: link.attrib["href"] for link in channel.findall(ATOM)}


def test_every_episode_is_on_one_page_the_newest_on_the_first(long_show: Publication) -> None:
    guids = {
        path: [guid.text for guid in channel.findall("item/guid")]
        for path, channel in documents(long_show).items()
    }
    assert guids == {
        "feed.xml": ["guid-0", "guid-1", "guid-2"],
        "feed-2.xml": ["guid-3", "guid-4", "guid-5"],
        "feed-3.xml": ["guid-6"],
    }


def test_pages_lead_to_each_other(long_show: Publication) -> None:
    base = "https://podcast.example.org/"
    fixed = {
        "alternate": base,
        "hub": "https://hub.example.org/",
        "first": f"{base}feed.xml",
        "last": f"{base}feed-3.xml",
    }
    found = {path: links(channel) for path, channel in documents(long_show).items()}
    assert found == {
        "feed.xml": {**fixed, "self": f"{base}feed.xml", "next": f"{base}feed-2.xml"},
        "feed-2.xml": {
            **fixed,
            "self": f"{base}feed-2.xml",
            "prev": f"{base}feed.xml",
            "previous": f"{base}feed.xml",
            "next": f"{base}feed-3.xml",
        },
        "feed-3.xml": {
            **fixed,
            "self": f"{base}feed-3.xml",
            "prev": f"{base}feed-2.xml",
            "previous": f"{base}feed-2.xml",
        },
    }


def test_pages_are_made_of_head_items_and_end(long_show: Publication) -> None:
    show, episodes = long_show.show, long_show.episodes
    for page, (path, pieces) in zip(
        feed.pages(show, len(episodes)), feed.documents(long_show), strict=True
    ):
        newest = max(episode.published for episode in episodes)
        made = [feed.head(show, page, newest=newest)]
        made += [feed.item(show, episode) for episode in episodes[page.start : page.stop]]
        assert [*made, feed.end()] == list(pieces)
        assert page.path == path


@pytest.mark.parametrize(("episodes", "count"), [(0, 1), (1, 1), (3, 1), (4, 2), (6, 2), (7, 3)])
def test_no_page_is_empty_but_that_of_an_empty_show(
    long_show: Publication, episodes: int, count: int
) -> None:
    pages = feed.pages(long_show.show, episodes)
    assert len(pages) == count
    assert sum(page.stop - page.start for page in pages) == episodes


def test_a_format_has_a_feed_with_its_sound_first(show: Show, first_episode: Episode) -> None:
    opus = Enclosure(
        path="media/rubio-lawrow-ff.opus",
        length=99,
        mime_type="audio/ogg",
        duration=458.4,
        sha256="ff" * 32,
    )
    both = replace(first_episode, alternates=(opus,))
    publication = Publication(
        show=replace(show, feed=FeedSettings(formats=("opus",))), episodes=(both, first_episode)
    )
    found = documents(publication)
    sounds = {
        path: [sound.attrib["type"] for sound in channel.findall("item/enclosure")]
        for path, channel in found.items()
    }
    assert sounds == {
        "feed.xml": ["audio/mpeg", "audio/mpeg"],
        "feed-opus.xml": ["audio/ogg", "audio/mpeg"],  # the one is not there in this format
    }
    podcast = "{https://podcastindex.org/namespace/1.0}"
    offered = found["feed-opus.xml"].findall(f"item[1]/{podcast}alternateEnclosure")
    assert [(one.get("type"), one.get("default")) for one in offered] == [
        ("audio/ogg", "true"),
        ("audio/mpeg", None),
    ]
    assert links(found["feed-opus.xml"])["self"] == "https://podcast.example.org/feed-opus.xml"
