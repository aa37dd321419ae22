"""A publication of two episodes whose texts try to break out of the feed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from audiopub.model import (
    Artwork,
    Attachment,
    Category,
    Chapter,
    Enclosure,
    Episode,
    EpisodeExtras,
    FeedSettings,
    Funding,
    License,
    Loudness,
    Person,
    Publication,
    Show,
    ShowExtras,
    ShowNotes,
)
from audiopub.model.podcasting import (
    Block,
    Chat,
    ContentLink,
    Image,
    Live,
    Location,
    Recipient,
    RemoteItem,
    Social,
    Soundbite,
    Stream,
    Text,
    Update,
    Value,
    ValueSplit,
)

BERLIN = dt.timezone(dt.timedelta(hours=2))


@pytest.fixture
def show() -> Show:
    return Show(
        title="Kommentare & mehr <live>",
        link="https://podcast.example.org",
        description='Was heute wichtig ist.\r\nMit "Zitaten" & Klammern\x0b.',
        language="de",
        authors=(Person(name="Vitaly Portnikov", link="https://example.org/vp"),),
        owner_name="Podcast <Team>",
        owner_email="podcast@example.org",
        categories=(
            Category(name="News", subcategory="Politics"),
            Category(name="Society & Culture"),
        ),
        explicit=False,
        artwork=Artwork(path="cover.jpg", mime_type="image/jpeg", width=3000),
        guid="2f9c0c1e-58d5-5f0f-9c0d-5a35c9b2c0de",
        copyright="© 2025 Vitaly Portnikov",
        license="CC-BY-SA-4.0",
        license_link="https://creativecommons.org/licenses/by-sa/4.0/",
        funding=(
            Funding(link="https://spenden.example/für uns", text="Unterstützen & danke"),
            Funding(link="javascript:alert(1)", text="Nein"),
        ),
    )


@pytest.fixture
def first_episode() -> Episode:
    return Episode(
        name="rubio-lawrow",
        guid="b6f6f5a2-0001-5c62-8d5b-0d8f5a1b7c3e",
        slug="rubio-lawrow",
        published=dt.datetime(2025, 10, 20, 8, 30, tzinfo=BERLIN),
        title="Rubio\u2013Lawrow:\n Das Wichtigste",
        language="de",
        authors=(Person(name="Vitaly Portnikov"),),
        explicit=False,
        notes=ShowNotes(
            text="Worum es geht.\n\n00:00 Anfang\n03:07 Mitte",
            html=(
                '<p>Worum es <a href="https://example.org/?a=1&amp;b=2">geht</a>.</p>'
                "<ul><li>00:00 Anfang</li><li>03:07 Mitte</li></ul>"
            ),
            summary="Worum es geht.",
        ),
        chapters=(
            Chapter(title="Anfang", start=0.0, end=187.25, paragraph=0, estimated=False),
            Chapter(
                title="Mitte & <Ende>",
                start=187.25,
                end=458.4,
                paragraph=7,
                estimated=False,
                link="https://example.org/mitte",
            ),
        ),
        enclosure=Enclosure(
            path="media/rubio-lawrow-0a1b2c3d.mp3",
            length=7334400,
            mime_type="audio/mpeg",
            duration=458.4,
            sha256="0a1b2c3d" * 8,
            bitrate=128_000,
        ),
        artwork=Artwork(path="rubio-lawrow/cover.jpg", mime_type="image/jpeg", width=3000),
        transcripts=(
            Attachment(path="rubio-lawrow/transcript.vtt", mime_type="text/vtt"),
            Attachment(path="rubio-lawrow/transcript.srt", mime_type="application/x-subrip"),
            Attachment(path="rubio-lawrow/transcript.json", mime_type="application/json"),
            Attachment(path="rubio-lawrow/transcript.html", mime_type="text/html"),
        ),
        chapters_file=Attachment(
            path="rubio-lawrow/chapters.json", mime_type="application/json+chapters"
        ),
        waveform=Attachment(path="rubio-lawrow/waveform.svg", mime_type="image/svg+xml"),
        loudness=Loudness(integrated_lufs=-16.0, loudness_range=5.0, true_peak_dbtp=-1.2),
        persons=(
            Person(
                name="Ein Sprecher",
                role="narrator",
                link="https://example.org/sprecher",
                image="https://example.org/sprecher.jpg",
            ),
            Person(name="Eine Übersetzerin", role="Translator"),
            Person(name="Jemand", role="unheard of"),
        ),
    )


@pytest.fixture
def second_episode() -> Episode:
    hostile = "]]> & <b>fett</b> \x00\x0b\ufffe\ud800 „Ende“ 🎙 \u202egnp.exe"
    return Episode(
        name="böse",
        guid="b6f6f5a2-0002-5c62-8d5b-0d8f5a1b7c3e",
        slug="böse folge",
        published=dt.datetime(2025, 11, 3, 18, 0, tzinfo=dt.UTC),
        title=hostile,
        language="uk",
        authors=(Person(name='A "Quote" <a@example.org>'), Person(name="B & C")),
        explicit=True,
        notes=ShowNotes(
            text=hostile,
            html=(
                "<p onclick='x()'>]]&gt; ]]> &#11; <script>alert(1)</script>"
                '<a href="javascript:alert(1)">nein</a> <a href="https://example.org/]]>">ja</a>'
                "<img src=x onerror=alert(1)></p>"
            ),
            summary=hostile,
        ),
        chapters=(Chapter(title=hostile, start=0.0, end=59.5, paragraph=0, estimated=True),),
        enclosure=Enclosure(
            path="media/böse folge-ff00ff00.mp3",
            length=952000,
            mime_type="audio/mpeg",
            duration=59.5,
            sha256="ff00ff00" * 8,
        ),
        artwork=Artwork(path="cover.jpg", mime_type="image/jpeg", width=3000),
        transcripts=(Attachment(path="böse folge/transcript.vtt", mime_type="text/vtt"),),
        chapters_file=Attachment(
            path="böse folge/chapters.json", mime_type="application/json+chapters"
        ),
        waveform=Attachment(path="böse folge/waveform.svg", mime_type="image/svg+xml"),
        loudness=Loudness(integrated_lufs=-16.0, loudness_range=5.0, true_peak_dbtp=-1.2),
        subtitle="Noch & eine Zeile",
        persons=(Person(name="X", link="data:text/html,<script>"),),
        kind="bonus",
        season=2,
        number=7,
    )


@pytest.fixture
def publication(show: Show, first_episode: Episode, second_episode: Episode) -> Publication:
    return Publication(show=show, episodes=(second_episode, first_episode))


@pytest.fixture
def full(publication: Publication) -> Publication:
    """Give a publication that says everything that a feed has an element for."""
    ada = Recipient(
        name="Ada", type="node", address="02d5", split=99, custom_key="112", custom_value="wal"
    )
    fee = Recipient(name="Fee", type="node", address="032f", split=1, fee=True)
    value = Value(type="lightning", method="keysend", suggested="0.00000005", recipients=(ada, fee))
    remote = RemoteItem(
        feed_guid="917393e3-1b1e-5cef-ace4-edaa54e1f810",
        feed_link="https://other.example.org/feed.xml",
        item_guid="song-1",
        medium="music",
    )
    chat = Chat(server="irc.example.org", protocol="irc", account="@ada", space="#engines")
    place = Location(name="Lviv, Ukraine", geo="geo:49.8397,24.0297", osm="R2032280")
    live = Live(
        title="Fragen",
        guid="live-1",
        status="pending",
        start=dt.datetime(2026, 1, 31, 20, tzinfo=dt.UTC),
        end=dt.datetime(2026, 1, 31, 21, tzinfo=dt.UTC),
        stream=Stream(link="https://stream.example.org/live.mp3", type="audio/mpeg"),
        content_links=(ContentLink(link="https://video.example.org/live", text="Video"),),
        chat=chat,
    )
    show = replace(
        publication.show,
        persons=(Person(name="Charles", role="host"),),
        extras=ShowExtras(
            locations=(place,),
            images=(Image(link="https://example.org/banner.jpg", width=1500, purpose="banner"),),
            social=(Social(protocol="disabled"),),
            texts=(Text(text="S6", purpose="verify"),),
            value=(value,),
            chat=chat,
            block=True,
            medium="audiobook",
            blocks=(Block(block=True), Block(service="google", block=False)),
            complete=True,
            update=Update(
                text="every Monday",
                rrule="FREQ=WEEKLY;BYDAY=MO",
                start=dt.datetime(2026, 1, 5, 6, tzinfo=dt.UTC),
            ),
            podroll=(remote,),
            publisher=replace(remote, medium="publisher", item_guid=None),
            remote_items=(remote,),
            live=(live,),
        ),
        feed=FeedSettings(
            hubs=("https://hub.example.org/",),
            new_link="https://new.example.org/feed.xml",
            podping=True,
            srcset=True,
            page_size=1,
        ),
    )
    opus = Enclosure(
        path="media/x.opus",
        length=99,
        mime_type="audio/ogg",
        duration=458.4,
        sha256="ff" * 32,
        bitrate=32000,
    )
    ep = replace(
        publication.episodes[0],
        kind="trailer",
        alternates=(opus,),
        extras=EpisodeExtras(
            locations=(place,),
            images=(Image(link="https://example.org/3.jpg"),),
            social=(
                Social(
                    protocol="activitypub",
                    link="https://example.social/@ada/109",
                    account="@ada",
                    account_link="https://example.social/@ada",
                    priority=1,
                ),
            ),
            texts=(Text(text="naj"),),
            value=(
                replace(
                    value,
                    splits=(
                        ValueSplit(
                            start=60.0,
                            duration=237.5,
                            remote_start=1.0,
                            remote_percentage=95,
                            remote=remote,
                        ),
                    ),
                ),
            ),
            chat=chat,
            block=True,
            funding=(Funding(link="https://example.org/give", text="Folge"),),
            license=License(name="CC0-1.0"),
            season_name="Anfang",
            number_display="Ch. 7",
            soundbites=(Soundbite(start=73.0, duration=60.0, title="Kern"),),
            content_links=(ContentLink(link="https://video.example.org/3", text="Video"),),
        ),
    )
    return Publication(show=show, episodes=(ep, publication.episodes[1]))
