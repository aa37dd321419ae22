"""The feed as XML: what is in it, and that it is the same bytes every time."""

from __future__ import annotations

import datetime as dt
import os
import time
from dataclasses import replace
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from audiopub import feed
from audiopub.errors import ConfigError
from audiopub.feed import rss
from audiopub.model import (
    Artwork,
    Attachment,
    Category,
    Chapter,
    Enclosure,
    Episode,
    Loudness,
    Person,
    Publication,
    Show,
    ShowNotes,
)

GOLDEN = Path(__file__).parents[1] / "golden" / "feed.xml"

PREFIXES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}


def parse(data: bytes) -> etree._Element:
    root = etree.fromstring(data)
    channel = root.find("channel")
    assert channel is not None
    return channel


def texts(parent: etree._Element, path: str) -> list[str]:
    return [element.text or "" for element in parent.findall(path, PREFIXES)]


def attributes(parent: etree._Element, path: str) -> list[dict[str, str]]:
    return [
        {str(k): str(v) for k, v in element.attrib.items()}
        for element in parent.findall(path, PREFIXES)
    ]


def test_feed_is_the_golden_file(publication: Publication) -> None:
    assert feed.build(publication).decode() == GOLDEN.read_text(encoding="utf-8")


def test_equal_publications_give_equal_bytes_whatever_the_clock_and_zone(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = feed.build(publication)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    time.tzset()
    try:
        assert feed.build(publication) == here
    finally:
        os.environ.pop("TZ")
        time.tzset()


def test_feed_is_streamed_an_episode_a_piece(publication: Publication) -> None:
    pieces = list(feed.stream(publication))
    assert len(pieces) == len(publication.episodes) + 2
    assert b"".join(pieces) == feed.build(publication)


def test_namespaces_are_declared_once_with_their_usual_prefixes(publication: Publication) -> None:
    data = feed.build(publication)
    assert data.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<rss xmlns:")
    assert etree.fromstring(data).nsmap == PREFIXES
    assert data.count(b"xmlns:") == len(PREFIXES)


def test_both_dates_of_the_channel_are_the_newest_episodes(publication: Publication) -> None:
    channel = parse(feed.build(publication))
    newest = "Mon, 03 Nov 2025 18:00:00 +0000"
    assert texts(channel, "lastBuildDate") == texts(channel, "pubDate") == [newest]
    assert texts(channel, "item/pubDate") == [newest, "Mon, 20 Oct 2025 08:30:00 +0200"]


def test_a_show_without_episodes_has_no_dates(show: Show) -> None:
    channel = parse(feed.build(Publication(show=show, episodes=())))
    assert not texts(channel, "lastBuildDate")
    assert not texts(channel, "pubDate")
    assert not texts(channel, "item")


@given(st.datetimes(timezones=st.timezones() | st.just(dt.UTC)))
@settings(deadline=None)
def test_a_date_is_written_as_mail_has_it(moment: dt.datetime) -> None:
    assert rss.date(moment) == format_datetime(moment)


def test_channel_links_to_its_page_and_to_itself(publication: Publication) -> None:
    channel = parse(feed.build(publication))
    assert texts(channel, "link") == ["https://podcast.example.org/"]
    assert attributes(channel, "atom:link") == [
        {
            "href": "https://podcast.example.org/feed.xml",
            "rel": "self",
            "type": "application/rss+xml",
        },
        {"href": "https://podcast.example.org/", "rel": "alternate", "type": "text/html"},
    ]


def test_explicit_is_said_as_true_or_false(publication: Publication) -> None:
    channel = parse(feed.build(publication))
    assert texts(channel, "itunes:explicit") == ["false"]
    assert texts(channel, "item/itunes:explicit") == ["true", "false"]


def test_generator_has_no_version(publication: Publication) -> None:
    assert texts(parse(feed.build(publication)), "generator") == ["audiopub"]


def test_categories_are_nested(publication: Publication) -> None:
    channel = parse(feed.build(publication))
    assert attributes(channel, "itunes:category") == [
        {"text": "News"},
        {"text": "Society & Culture"},
    ]
    assert attributes(channel, "itunes:category/itunes:category") == [{"text": "Politics"}]


def test_duration_is_in_whole_seconds(publication: Publication) -> None:
    assert texts(parse(feed.build(publication)), "item/itunes:duration") == ["60", "458"]


def test_captions_are_marked_as_such_and_json_and_html_are_not(publication: Publication) -> None:
    channel = parse(feed.build(publication))
    base = "https://podcast.example.org/rubio-lawrow/transcript"
    assert attributes(channel, "item[2]/podcast:transcript") == [
        {"url": f"{base}.vtt", "type": "text/vtt", "language": "de", "rel": "captions"},
        {"url": f"{base}.srt", "type": "application/x-subrip", "language": "de", "rel": "captions"},
        {"url": f"{base}.json", "type": "application/json", "language": "de"},
        {"url": f"{base}.html", "type": "text/html", "language": "de"},
    ]


def test_persons_bear_their_role_and_its_group(publication: Publication) -> None:
    persons = attributes(parse(feed.build(publication)), "item[2]/podcast:person")
    assert persons == [
        {"role": "author", "group": "writing"},
        {
            "role": "narrator",
            "group": "cast",
            "href": "https://example.org/sprecher",
            "img": "https://example.org/sprecher.jpg",
        },
        {"role": "translator", "group": "writing"},
        {"role": "unheard of"},
    ]


def test_season_and_episode_are_said_to_apple_and_to_podcasting_2(
    publication: Publication,
) -> None:
    channel = parse(feed.build(publication))
    for prefix in ("itunes", "podcast"):
        assert texts(channel, f"item/{prefix}:season") == ["2"]
        assert texts(channel, f"item/{prefix}:episode") == ["7"]


def test_chapters_stand_in_the_feed_in_normal_play_time(publication: Publication) -> None:
    channel = parse(feed.build(publication))
    assert attributes(channel, "item[2]/psc:chapters") == [{"version": "1.2"}]
    assert attributes(channel, "item[2]/psc:chapters/psc:chapter") == [
        {"start": "00:00:00.000", "title": "Anfang"},
        {
            "start": "00:03:07.250",
            "title": "Mitte & <Ende>",
            "href": "https://example.org/mitte",
        },
    ]


def test_an_episode_without_chapters_has_no_element_for_them(
    show: Show, first_episode: Episode
) -> None:
    episode = replace(first_episode, chapters=())
    channel = parse(feed.build(Publication(show=show, episodes=(episode,))))
    assert channel.find(".//psc:chapters", PREFIXES) is None


@pytest.mark.parametrize(
    ("start", "expected"),
    [(0.0004, "00:00:00.000"), (59.9996, "00:01:00.000"), (36_000.5, "10:00:00.500")],
)
def test_times_are_rounded_to_the_millisecond(
    show: Show, first_episode: Episode, start: float, expected: str
) -> None:
    chapter = Chapter(title="x", start=start, end=start, paragraph=0, estimated=False)
    episode = replace(first_episode, chapters=(chapter,))
    channel = parse(feed.build(Publication(show=show, episodes=(episode,))))
    assert attributes(channel, "item/psc:chapters/psc:chapter")[0]["start"] == expected


def test_links_that_lead_out_of_the_web_are_left_out(publication: Publication) -> None:
    data = feed.build(publication)
    assert b"javascript" not in data
    assert b"data:" not in data
    assert attributes(parse(data), "podcast:funding") == [
        {"url": "https://spenden.example/f%C3%BCr%20uns"}
    ]


def test_notes_are_html_without_anything_that_could_run(publication: Publication) -> None:
    channel = parse(feed.build(publication))
    notes = texts(channel, "item[1]/description")[0]
    assert texts(channel, "item[1]/content:encoded") == [notes]
    assert notes == (
        '<p>]]&gt; ]]&gt;  <a>nein</a> <a href="https://example.org/]]&gt;">ja</a></p>'
    )


def test_an_episode_without_notes_has_no_empty_elements(show: Show, first_episode: Episode) -> None:
    episode = replace(first_episode, notes=ShowNotes(text="", html="", summary=""))
    item = parse(feed.build(Publication(show=show, episodes=(episode,)))).find("item")
    assert item is not None
    assert item.find("description") is None
    assert item.find("content:encoded", PREFIXES) is None


def test_a_licence_is_an_identifier_in_lower_case_or_a_name(show: Show) -> None:
    def written(name: str) -> list[str]:
        publication = Publication(show=replace(show, license=name), episodes=())
        return texts(parse(feed.build(publication)), "podcast:license")

    assert written("CC-BY-SA-4.0") == ["cc-by-sa-4.0"]
    assert written("Unsere eigene Lizenz") == ["Unsere eigene Lizenz"]


def test_what_a_show_does_not_say_is_left_out(show: Show) -> None:
    bare = replace(show, copyright=None, license=None, funding=(), locked=False)
    channel = parse(feed.build(Publication(show=bare, episodes=())))
    for path in ("copyright", "podcast:license", "podcast:funding"):
        assert channel.find(path, PREFIXES) is None
    assert texts(channel, "podcast:locked") == ["no"]


def test_a_show_whose_title_cannot_be_written_is_refused(show: Show) -> None:
    with pytest.raises(ConfigError) as caught:
        feed.build(Publication(show=replace(show, title="\x00\x0b"), episodes=()))
    assert caught.value.code == "AP500"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("link", "guid"),
    [
        ("https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("podnews.net/rss/", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("http://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
    ],
)
def test_show_guid_is_that_of_the_specs_examples(link: str, guid: str) -> None:
    assert feed.show_guid(link) == guid


@given(text=st.text(), address=st.text())
@settings(deadline=None, max_examples=60)
def test_no_text_and_no_address_breaks_the_feed(text: str, address: str) -> None:
    channel = parse(feed.build(publication_of(text, f"https://example.org/{address}")))
    item = channel.find("item")
    assert item is not None
    assert texts(channel, "itunes:author") == texts(item, "itunes:author")
    assert texts(channel, "title")[0].startswith("T")


def publication_of(text: str, address: str) -> Publication:
    """Return a publication with one text everywhere."""
    person = Person(name=text, role=text, link=address, image=address)
    artwork = Artwork(path=text, mime_type="image/jpeg", width=3000)
    attachment = Attachment(path=text, mime_type="text/vtt")
    show = Show(
        title=f"T{text}",
        link="https://podcast.example.org",
        description=f"D{text}",
        language="de",
        authors=(person,),
        owner_name=text,
        owner_email=text,
        categories=(Category(name=text, subcategory=text),),
        explicit=False,
        artwork=artwork,
        guid=text,
        copyright=text,
        license=text,
    )
    episode = Episode(
        name=text,
        guid=text,
        slug=text,
        published=dt.datetime(2025, 1, 1, tzinfo=dt.UTC),
        title=f"T{text}",
        language="de",
        authors=(person,),
        explicit=True,
        notes=ShowNotes(text=text, html=text, summary=text),
        chapters=(
            Chapter(title=text, start=0.0, end=1.0, paragraph=None, estimated=False, link=address),
        ),
        enclosure=Enclosure(
            path=text, length=1, mime_type="audio/mpeg", duration=1.0, sha256="00" * 32
        ),
        artwork=artwork,
        transcripts=(attachment,),
        chapters_file=attachment,
        waveform=attachment,
        loudness=Loudness(integrated_lufs=-16.0, loudness_range=1.0, true_peak_dbtp=-1.0),
        subtitle=text,
    )
    return Publication(show=show, episodes=(episode,))
