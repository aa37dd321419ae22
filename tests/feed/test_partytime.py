"""npm's podcast-partytime reads the feed as it was meant, in every field that it knows.

It needs node and the package: ``npm install podcast-partytime`` in the root of the repository, or
anywhere else with that folder in AUDIOPUB_NODE. Without them these tests are skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from audiopub import feed
from audiopub.model import Publication

SCRIPT = Path(__file__).with_name("partytime.mjs")
HOME = Path(os.environ.get("AUDIOPUB_NODE", Path(__file__).parents[2]))
BASE = "https://podcast.example.org/"


@pytest.fixture
def read(publication: Publication) -> dict[str, Any]:
    return parsed(publication)


def parsed(publication: Publication) -> dict[str, Any]:
    """Return what it makes of the feed of a publication."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    if not (HOME / "node_modules" / "podcast-partytime").is_dir():
        pytest.skip(f"podcast-partytime is not installed in {HOME} (see AUDIOPUB_NODE)")
    run = subprocess.run(
        [node, str(SCRIPT), str(HOME)],
        input=feed.build(publication),
        capture_output=True,
        check=True,
        timeout=60,
    )
    read: dict[str, Any] = json.loads(run.stdout)
    return read


def test_channel(read: dict[str, Any], publication: Publication) -> None:
    show = publication.show
    cover = f"{BASE}cover.jpg"
    newest = "2025-11-03T18:00:00.000Z"
    expected = {
        "title": show.title,
        "link": show.url(""),
        "description": 'Was heute wichtig ist. Mit "Zitaten" & Klammern.',
        "language": show.language,
        "copyright": show.copyright,
        "generator": "audiopub",
        "explicit": False,
        "itunesType": "episodic",
        "itunesImage": cover,
        "itunesCategory": ["News > Politics", "Society & Culture"],
        "image": {"url": cover, "title": show.title, "link": show.url("")},
        "author": "Vitaly Portnikov",
        "owner": {"name": show.owner_name, "email": show.owner_email},
        "pubsub": {"self": show.feed_link},
        "pubDate": newest,
        "lastBuildDate": newest,
        "guid": show.guid,
        "medium": "podcast",
        "locked": True,
        "podcastOwner": show.owner_email,
        "license": {"identifier": "cc-by-sa-4.0", "url": show.license_link},
        "podcastFunding": [
            {"message": "Unterstützen & danke", "url": "https://spenden.example/f%C3%BCr%20uns"}
        ],
        "podcastPeople": [
            {
                "name": "Vitaly Portnikov",
                "role": "Author",
                "group": "Writing",
                "href": "https://example.org/vp",
            }
        ],
    }
    assert {key: read.get(key) for key in expected} == expected


def test_item(read: dict[str, Any], publication: Publication) -> None:
    assert [item["guid"] for item in read["items"]] == [e.guid for e in publication.episodes]
    episode, item = publication.episodes[1], read["items"][1]
    folder = f"{BASE}rubio-lawrow/"
    expected = {
        "title": "Rubio\u2013Lawrow: Das Wichtigste",
        "link": folder,
        "author": "Vitaly Portnikov",
        "duration": 458,
        "explicit": False,
        "itunesImage": f"{folder}cover.jpg",
        "itunesEpisodeType": "full",
        "pubDate": "2025-10-20T06:30:00.000Z",
        "content": (
            '<p>Worum es <a href="https://example.org/?a=1&b=2">geht</a>.</p>'
            "<ul><li>00:00 Anfang</li><li>03:07 Mitte</li></ul>"
        ),
        "enclosure": {
            "url": f"{BASE}media/rubio-lawrow-0a1b2c3d.mp3",
            "length": episode.enclosure.length,
            "type": "audio/mpeg",
        },
        "podcastTranscripts": [
            {
                "url": f"{folder}transcript.vtt",
                "type": "text/vtt",
                "language": "de",
                "rel": "captions",
            },
            {
                "url": f"{folder}transcript.srt",
                "type": "application/srt",
                "language": "de",
                "rel": "captions",
            },
            {"url": f"{folder}transcript.json", "type": "application/json", "language": "de"},
            {"url": f"{folder}transcript.html", "type": "text/html", "language": "de"},
        ],
        "podcastChapters": {
            "url": f"{folder}chapters.json",
            "type": "application/json+chapters",
        },
        "podcastPeople": [
            {"name": "Vitaly Portnikov", "role": "Author", "group": "Writing"},
            {
                "name": "Ein Sprecher",
                "role": "Narrator",
                "group": "Cast",
                "img": "https://example.org/sprecher.jpg",
                "href": "https://example.org/sprecher",
            },
            {"name": "Eine Übersetzerin", "role": "Translator", "group": "Writing"},
            {
                "name": "Jemand",
                "role": "Host",
                "group": "Cast",
            },  # what it takes an unknown role for
        ],
    }
    assert {key: item.get(key) for key in expected} == expected


def test_item_with_everything(read: dict[str, Any]) -> None:
    item = read["items"][0]
    expected = {
        "title": "]]> & <b>fett</b> „Ende“ 🎙 \u202egnp.exe",
        "subtitle": "Noch & eine Zeile",
        "explicit": True,
        "itunesEpisodeType": "bonus",
        "itunesSeason": 2,
        "itunesEpisode": 7,
        "podcastSeason": {"number": 2},
        "podcastEpisode": {"number": 7},
    }
    assert {key: item.get(key) for key in expected} == expected


@pytest.fixture
def everything(full: Publication) -> dict[str, Any]:
    return parsed(full)


CHAT = {
    "phase": "7",
    "protocol": "irc",
    "server": "irc.example.org",
    "accountId": "@ada",
    "space": "#engines",
}
PLACE = {"name": "Lviv, Ukraine", "osm": "R2032280", "geo": "geo:49.8397,24.0297"}
REMOTE = {
    "feedGuid": "917393e3-1b1e-5cef-ace4-edaa54e1f810",
    "itemGuid": "song-1",
    "feedUrl": "https://other.example.org/feed.xml",
    "medium": "music",
}
RECIPIENTS = [
    {
        "name": "Ada",
        "customKey": "112",
        "customValue": "wal",
        "type": "node",
        "address": "02d5",
        "split": 99,
        "fee": False,
    },
    {"name": "Fee", "type": "node", "address": "032f", "split": 1, "fee": True},
]
VALUE = {
    "type": "lightning",
    "method": "keysend",
    "suggested": 5e-08,
    "recipients": RECIPIENTS,
}


def test_all_that_it_knows_of_a_channel(everything: dict[str, Any]) -> None:
    expected = {
        "itunesBlock": True,
        "itunesComplete": True,
        "itunesNewFeedUrl": "https://new.example.org/feed.xml",
        "pubsub": {
            "self": f"{BASE}feed.xml",
            "hub": "https://hub.example.org/",
            "next": f"{BASE}feed-2.xml",
        },
        "medium": "audiobook",
        "podcastPeople": [
            {
                "name": "Vitaly Portnikov",
                "role": "Author",
                "group": "Writing",
                "href": "https://example.org/vp",
            },
            {"name": "Charles", "role": "Host", "group": "Cast"},
        ],
        "podcastLocation": PLACE,
        "trailers": [
            {
                "title": "]]> & <b>fett</b> „Ende“ 🎙 \u202egnp.exe",
                "url": f"{BASE}media/b%C3%B6se%20folge-ff00ff00.mp3",
                "pubdate": "2025-11-03T18:00:00.000Z",
                "type": "audio/mpeg",
                "length": 952000,
                "season": 2,
            }
        ],
        "value": VALUE,
        "podcastImages": [
            {
                "raw": f"{BASE}cover.jpg 3000w",
                "parsed": {"url": f"{BASE}cover.jpg", "width": 3000},
            }
        ],
        "podcastBlocked": "yes",
        "podcastBlockedPlatforms": {"google": False},
        "podcastTxt": [{"value": "S6", "purpose": "verify"}],
        "podcastRemoteItems": [REMOTE],
        "podroll": [REMOTE],
        "podcastPublisher": {key: REMOTE[key] for key in ("feedGuid", "feedUrl")},
        "chat": CHAT,
        "podcastSeasons": {"2": {"number": 2, "name": "Anfang"}},
        "podcastLiveItems": [
            {
                "status": "pending",
                "start": "2026-01-31T20:00:00.000Z",
                "end": "2026-01-31T21:00:00.000Z",
                "guid": "live-1",
                "title": "Fragen",
                "enclosure": {
                    "url": "https://stream.example.org/live.mp3",
                    "length": 0,
                    "type": "audio/mpeg",
                },
                "alternativeEnclosures": [
                    {
                        "type": "audio/mpeg",
                        "length": 0,
                        "default": True,
                        "source": [
                            {
                                "uri": "https://stream.example.org/live.mp3",
                                "contentType": "audio/mpeg",
                            }
                        ],
                    }
                ],
                "chat": CHAT,
                "contentLinks": [{"title": "Video", "url": "https://video.example.org/live"}],
            }
        ],
    }
    assert {key: everything.get(key) for key in expected} == expected


def test_all_that_it_knows_of_an_item(everything: dict[str, Any]) -> None:
    item = everything["items"][0]
    expected = {
        "itunesEpisodeType": "trailer",
        "podcastSoundbites": [{"duration": 60, "startTime": 73, "title": "Kern"}],
        "podcastLocation": PLACE,
        "podcastSeason": {"number": 2, "name": "Anfang"},
        "podcastEpisode": {"number": 7, "display": "Ch. 7"},
        "license": {
            "identifier": "cc0-1.0",
            "url": "https://spdx.org/licenses/CC0-1.0.html",  # what it knows of the identifier
        },
        "value": {
            **VALUE,
            "valueTimeSplits": [
                {
                    "type": "remoteItem",
                    "startTime": 60,
                    "duration": 237.5,
                    "remoteStartTime": 1,
                    "remotePercentage": 95,
                    "remoteItem": REMOTE,
                }
            ],
        },
        "podcastSocialInteraction": [
            {
                "platform": "activitypub",
                "id": "@ada",
                "url": "https://example.social/@ada/109",
                "priority": 1,
                "profileUrl": "https://example.social/@ada",
            }
        ],
        "podcastTxt": [{"value": "naj"}],
        "chat": CHAT,
    }
    assert {key: item.get(key) for key in expected} == expected
    opus = item["alternativeEnclosures"][1]
    assert opus == {
        "type": "audio/ogg",
        "length": 99,
        "bitrate": 32000,
        "default": False,
        "source": [{"uri": f"{BASE}media/x.opus", "contentType": "audio/ogg"}],
        "integrity": {"type": "sri", "value": f"sha256-{'/' * 42}8="},
    }
