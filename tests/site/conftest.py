"""A publication of three episodes, and the parts to make others of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from audiopub import site
from audiopub.model import (
    Alignment,
    Artwork,
    Attachment,
    Category,
    Chapter,
    Enclosure,
    Episode,
    Funding,
    Loudness,
    Person,
    Publication,
    Show,
    ShowNotes,
    TimedSentence,
)

TEXTS = (
    ("Zwei Minister haben telefoniert.", "Das Gespräch war kurz."),
    ("Worüber sie sprachen, sagt niemand.", "Man darf raten."),
    ("Am Ende bleibt die Frage nach dem Geld.",),
)


def entries_of(publication: Publication, spoken: Callable[[], Alignment]) -> list[site.Entry]:
    """Return the entries of episodes whose sentences are read so."""
    return [
        site.Entry(
            key=repr(episode),
            line=site.Line(
                slug=episode.slug,
                title=episode.title,
                language=episode.language,
                date=episode.published.date(),
            ),
            subtitle=episode.subtitle,
            published=episode.published,
            keywords=episode.keywords,
            read=partial(replace, episode),
            spoken=site.Spoken(key="the same for all", read=spoken),
        )
        for episode in publication.episodes
    ]


@pytest.fixture(scope="session")
def sentences() -> tuple[TimedSentence, ...]:
    flat = [(text, index) for index, texts in enumerate(TEXTS) for text in texts]
    return tuple(
        TimedSentence(
            text=text,
            paragraph=paragraph,
            start=20.5 * number,
            end=20.5 * number + 20,
            confidence=0.9,
            spoken=True,
            estimated=False,
        )
        for number, (text, paragraph) in enumerate(flat)
    )


@pytest.fixture(scope="session")
def alignment(sentences: tuple[TimedSentence, ...]) -> Alignment:
    return Alignment(language="de", duration=102.5, sentences=sentences, estimated=False)


@pytest.fixture(scope="session")
def show() -> Show:
    return Show(
        title="Kommentare",
        link="https://podcast.example.org/kommentare",
        description="Was geschehen ist.\n\nUnd was folgen kann.",
        language="de",
        authors=(Person(name="Vera Vogt", link="https://example.org/vogt"),),
        owner_name="Vera Vogt",
        owner_email="podcast@example.org",
        categories=(Category(name="News", subcategory="Politics"),),
        explicit=False,
        artwork=Artwork(path="cover.jpg", mime_type="image/jpeg", width=3000),
        guid="d2a81cc6-6c1d-55a1-9d6c-0a6a3b3a2f11",
        copyright="© 2025 Vera Vogt",
        license="CC-BY-4.0",
        license_link="https://creativecommons.org/licenses/by/4.0/",
        funding=(Funding(link="https://example.org/geben", text="Die Arbeit unterstützen"),),
    )


@pytest.fixture(scope="session")
def episode() -> Episode:
    slug = "telefonat"
    return Episode(
        name=slug,
        guid=slug,
        slug=slug,
        published=dt.datetime(2025, 10, 20, 9, tzinfo=dt.timezone(dt.timedelta(hours=2))),
        title="Ein Telefonat: Das Wichtigste",
        subtitle="Zwei Minister, kein Ergebnis",
        language="de",
        authors=(Person(name="Vera Vogt", link="https://example.org/vogt"),),
        persons=(Person(name="Klara Klang", role="narrator"),),
        explicit=False,
        notes=ShowNotes(
            text="Worum es geht.",
            html='<p>Worum es geht.</p><ul><li><a href="https://example.org/mehr">Mehr</a></li></ul>',
            summary="Worum es geht.",
        ),
        chapters=(
            Chapter(title="Der Anruf", start=0, end=41, paragraph=0, estimated=False),
            Chapter(
                title="Das Schweigen",
                start=41,
                end=102.5,
                paragraph=1,
                estimated=False,
                link="https://www.example.org/schweigen",
            ),
        ),
        enclosure=Enclosure(
            path="media/telefonat-0a1b2c3d.mp3",
            length=1_640_000,
            mime_type="audio/mpeg",
            duration=102.5,
            sha256="0a1b2c3d" * 8,
            bitrate=128_000,
        ),
        artwork=Artwork(path=f"{slug}/cover.jpg", mime_type="image/jpeg", width=1400),
        transcripts=(
            Attachment(path=f"{slug}/transcript.vtt", mime_type="text/vtt"),
            Attachment(path=f"{slug}/transcript.srt", mime_type="application/x-subrip"),
            Attachment(path=f"{slug}/transcript.json", mime_type="application/json"),
            Attachment(path=f"{slug}/transcript.html", mime_type="text/html"),
        ),
        chapters_file=Attachment(
            path=f"{slug}/chapters.json", mime_type="application/json+chapters"
        ),
        waveform=Attachment(path=f"{slug}/waveform.svg", mime_type="image/svg+xml"),
        loudness=Loudness(integrated_lufs=-16.0, loudness_range=5.0, true_peak_dbtp=-1.0),
        link="https://example.org/text",
        notice="Die Stimme ist synthetisch.",
        keywords=("Diplomatie",),
        season=2,
        number=7,
    )


@pytest.fixture(scope="session")
def publication(show: Show, episode: Episode) -> Publication:
    newer = replace(episode, name="neu", slug="neu", title="Die neue Folge", season=None)
    older = replace(episode, name="alt", slug="alt", title="Die alte Folge", kind="bonus")
    return Publication(show=show, episodes=(newer, episode, older))


@pytest.fixture(scope="session")
def publish(show: Show) -> Callable[[Episode], Publication]:
    """Return a function that makes a publication of one episode."""
    return lambda episode: Publication(show=show, episodes=(episode,))


@pytest.fixture(scope="session")
def render(alignment: Alignment) -> Callable[..., dict[str, bytes]]:
    """Return a function that renders a whole publication, in which each episode is aligned so."""

    def whole(publication: Publication, alignment: Alignment = alignment) -> dict[str, bytes]:
        files: dict[str, bytes] = {}
        for part in site.parts(publication.show, entries_of(publication, lambda: alignment)):
            made = part.render()
            assert not files.keys() & made.keys()
            files |= made
        return files

    return whole
