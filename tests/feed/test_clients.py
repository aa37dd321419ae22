"""Independent clients read the feed as it was meant, in every field that they know."""

from __future__ import annotations

import datetime as dt
import io
import time
from typing import Any

import feedparser
import podcastparser
import pytest

from audiopub import feed
from audiopub.model import Publication

TITLES = [
    "]]> & <b>fett</b> „Ende“ 🎙 \u202egnp.exe",
    "Rubio\u2013Lawrow: Das Wichtigste",
]
DESCRIPTION = 'Was heute wichtig ist.\nMit "Zitaten" & Klammern.'
BASE = "https://podcast.example.org/"
COVER = f"{BASE}cover.jpg"
PAGES = [f"{BASE}b%C3%B6se%20folge/", f"{BASE}rubio-lawrow/"]
COVERS = [COVER, f"{PAGES[1]}cover.jpg"]
SOUNDS = [f"{BASE}media/b%C3%B6se%20folge-ff00ff00.mp3", f"{BASE}media/rubio-lawrow-0a1b2c3d.mp3"]
AUTHORS = ['A "Quote" <a@example.org>, B & C', "Vitaly Portnikov"]
NOTES = [
    '<p>]]&gt; ]]&gt;  <a>nein</a> <a href="https://example.org/]]&gt;">ja</a></p>',
    (
        '<p>Worum es <a href="https://example.org/?a=1&amp;b=2">geht</a>.</p>'
        "<ul><li>00:00 Anfang</li><li>03:07 Mitte</li></ul>"
    ),
]
SUMMARIES = ["]]> & <b>fett</b>  „Ende“ 🎙 \u202egnp.exe", "Worum es geht."]


@pytest.fixture
def data(publication: Publication) -> bytes:
    return feed.build(publication)


def instant(moment: dt.datetime) -> time.struct_time:
    return moment.astimezone(dt.UTC).timetuple()


class TestFeedparser:
    """feedparser 6; of several podcast: elements of a name it keeps the last."""

    @pytest.fixture
    def read(self, data: bytes) -> Any:  # noqa: ANN401 - feedparser has no types
        read = feedparser.parse(data)
        assert not read.bozo
        assert read.version == "rss20"
        assert read.encoding == "utf-8"
        return read

    def test_channel(self, read: Any, publication: Publication) -> None:  # noqa: ANN401 - as above
        channel, show = read.feed, publication.show
        assert channel.title == channel.itunes_title == show.title
        assert channel.link == show.url("")
        assert channel.subtitle == DESCRIPTION
        assert channel.language == show.language
        assert channel.rights == show.copyright
        assert channel.generator == "audiopub"
        assert channel.image.href == COVER
        assert channel.publisher_detail == {"name": "Podcast <Team>", "email": show.owner_email}
        assert [tag.term for tag in channel.tags] == ["News", "Politics", "Society & Culture"]
        assert channel.itunes_type == "episodic"
        assert channel.itunes_explicit is None  # it knows "yes" and "clean", not "true" and "false"
        assert channel.podcast_guid == show.guid
        assert channel.podcast_medium == "podcast"
        assert channel.podcast_locked == {"owner": show.owner_email}
        assert channel.podcast_license == {"url": show.license_link}
        newest = instant(publication.episodes[0].published)
        assert channel.published_parsed[:6] == channel.updated_parsed[:6] == newest[:6]
        own = [link.href for link in channel.links if link.rel == "self"]
        assert own == [show.feed_link]

    def test_items(self, read: Any, publication: Publication) -> None:  # noqa: ANN401 - as above
        episodes = publication.episodes
        entries = read.entries
        assert [entry.title for entry in entries] == TITLES
        assert [entry.itunes_title for entry in entries] == TITLES
        assert [entry.link for entry in entries] == PAGES
        assert [entry.id for entry in entries] == [episode.guid for episode in episodes]
        assert not any(entry.guidislink for entry in entries)
        assert [entry.content[0].value for entry in entries] == NOTES
        assert [entry.summary for entry in entries] == SUMMARIES
        assert [entry.author for entry in entries] == AUTHORS
        assert [entry.image.href for entry in entries] == COVERS
        assert [entry.itunes_duration for entry in entries] == ["60", "458"]
        assert [entry.itunes_episodetype for entry in entries] == ["bonus", "full"]
        assert entries[0].subtitle == episodes[0].subtitle
        assert (entries[0].itunes_season, entries[0].itunes_episode) == ("2", "7")
        for entry, episode, sound in zip(entries, episodes, SOUNDS, strict=True):
            assert entry.published_parsed[:6] == instant(episode.published)[:6]
            (enclosure,) = entry.enclosures
            assert enclosure.href == sound
            assert enclosure.type == "audio/mpeg"
            assert enclosure.length == str(episode.enclosure.length)

    def test_chapters(self, read: Any, publication: Publication) -> None:  # noqa: ANN401 - as above
        entry, episode = read.entries[1], publication.episodes[1]
        assert [
            (mark.start_parsed.total_seconds(), mark.title, mark.get("href"))
            for mark in entry.psc_chapters.chapters
        ] == [(mark.start, mark.title, mark.link) for mark in episode.chapters]
        assert entry.podcast_chapters == {
            "url": f"{PAGES[1]}chapters.json",
            "type": "application/json+chapters",
        }


class TestPodcastparser:
    """podcastparser 0.6, gPodder's; it keeps chapters to the second."""

    @pytest.fixture
    def read(self, data: bytes) -> dict[str, Any]:
        read: dict[str, Any] = podcastparser.parse(f"{BASE}feed.xml", io.BytesIO(data))
        return read

    def test_channel(self, read: dict[str, Any], publication: Publication) -> None:
        show = publication.show
        expected = {
            "title": show.title,
            "link": show.url(""),
            "description": DESCRIPTION,
            "language": show.language,
            "generator": "audiopub",
            "cover_url": COVER,
            "explicit": show.explicit,
            "type": show.kind,
            "itunes_author": "Vitaly Portnikov",
            "itunes_owner": {"name": show.owner_name, "email": show.owner_email},
            "itunes_categories": [["News", "Politics"], ["Society & Culture"]],
        }
        assert {key: read.get(key) for key in expected} == expected

    def test_items(self, read: dict[str, Any], publication: Publication) -> None:
        entries, episodes = read["episodes"], publication.episodes
        assert [entry["title"] for entry in entries] == TITLES
        assert [entry["link"] for entry in entries] == PAGES
        assert [entry["guid"] for entry in entries] == [episode.guid for episode in episodes]
        assert [entry["description_html"] for entry in entries] == NOTES
        assert [entry["itunes_author"] for entry in entries] == AUTHORS
        assert [entry["episode_art_url"] for entry in entries] == COVERS
        assert [entry["explicit"] for entry in entries] == [True, False]
        assert [entry["total_time"] for entry in entries] == [60, 458]
        assert [entry["type"] for entry in entries] == ["bonus", "full"]
        assert (entries[0]["season"], entries[0]["number"]) == (2, 7)
        assert entries[0]["subtitle"] == episodes[0].subtitle
        assert [entry["published"] for entry in entries] == [
            episode.published.timestamp() for episode in episodes
        ]
        assert [entry["enclosures"] for entry in entries] == [
            [{"url": sound, "file_size": episode.enclosure.length, "mime_type": "audio/mpeg"}]
            for episode, sound in zip(episodes, SOUNDS, strict=True)
        ]
        assert [
            (mark["start"], mark["title"], mark.get("href")) for mark in entries[1]["chapters"]
        ] == [(int(mark.start), mark.title, mark.link) for mark in episodes[1].chapters]


def test_feedparser_knows_what_the_full_feed_says(full: Publication) -> None:
    read = feedparser.parse(feed.build(full))
    assert not read.bozo
    channel, entry = read.feed, read.entries[0]
    assert {link.rel: link.href for link in channel.links if link.rel != "alternate"} == {
        "self": f"{BASE}feed.xml",
        "hub": "https://hub.example.org/",
        "next": f"{BASE}feed-2.xml",
        "last": f"{BASE}feed-2.xml",
        "first": f"{BASE}feed.xml",
        "enclosure": "https://stream.example.org/live.mp3",  # it takes a live item for the channel
    }
    assert channel.itunes_block == 1
    assert channel.itunes_complete == "Yes"
    assert channel["itunes_new-feed-url"] == "https://new.example.org/feed.xml"
    assert channel.podcast_medium == "audiobook"
    # Of several elements of a name it keeps the last, and of one with attributes only these.
    expected = {
        "podcast_season": {"name": "Anfang"},
        "podcast_episode": {"display": "Ch. 7"},
        "podcast_location": {"geo": "geo:49.8397,24.0297", "osm": "R2032280"},
        "podcast_license": "cc0-1.0",
        "podcast_funding": {"url": "https://example.org/give"},
        "podcast_soundbite": {"starttime": "73", "duration": "60"},
        "podcast_contentlink": {"href": "https://video.example.org/3"},
        "podcast_txt": "naj",
        "podcast_alternateenclosure": {"type": "audio/ogg", "length": "99", "bitrate": "32000"},
        "podcast_source": {"uri": f"{BASE}media/x.opus"},
        "podcast_integrity": {"type": "sri", "value": f"sha256-{'/' * 42}8="},
        "podcast_value": {
            "type": "lightning",
            "method": "keysend",
            "suggested": "0.00000005",
        },
        "podcast_socialinteract": {
            "protocol": "activitypub",
            "uri": "https://example.social/@ada/109",
            "accountid": "@ada",
            "accounturl": "https://example.social/@ada",
            "priority": "1",
        },
    }
    assert {key: entry.get(key) for key in expected} == expected
    of_show = {
        "podcast_updatefrequency": {
            "complete": "true",
            "dtstart": "2026-01-05T06:00:00+00:00",
            "rrule": "FREQ=WEEKLY;BYDAY=MO",
        },
        "podcast_podping": {"usespodping": "true"},
        "podcast_images": {"srcset": f"{COVER} 3000w"},
        "podcast_block": {"id": "google"},
        "podcast_liveitem": {
            "status": "pending",
            "start": "2026-01-31T20:00:00+00:00",
            "end": "2026-01-31T21:00:00+00:00",
        },
    }
    assert {key: channel.get(key) for key in of_show} == of_show


def test_podcastparser_knows_what_the_full_feed_says(full: Publication) -> None:
    read = podcastparser.parse(f"{BASE}feed.xml", io.BytesIO(feed.build(full)))
    assert read["new_url"] == "https://new.example.org/feed.xml"
    assert read["paged_feed_next"] == f"{BASE}feed-2.xml"
    assert read["episodes"][0]["type"] == "trailer"
