"""What search engines read: a show and an episode as JSON-LD.

Source: https://schema.org/PodcastSeries, https://schema.org/PodcastEpisode.
"""

from __future__ import annotations

from collections.abc import Sequence

from audiopub.model import Episode, Person, Show
from audiopub.site.interface import iso_duration, seconds_of
from audiopub.site.links import web

Thing = dict[str, object]
"""An object of JSON-LD; what is ``None`` or empty in it is left out."""


def series(show: Show) -> Thing:
    """Return a show as a ``PodcastSeries``."""
    return _stated(
        {
            "@context": "https://schema.org",
            "@type": "PodcastSeries",
            "name": show.title,
            "url": show.url(""),
            "description": show.description,
            "inLanguage": show.language,
            "image": show.url(show.artwork.path),
            "webFeed": show.feed_link,
            "author": _people(show.authors),
            "genre": [category.name for category in show.categories],
            "isFamilyFriendly": not show.explicit,
            "copyrightNotice": show.copyright,
            "license": web(show.license_link),
        }
    )


def episode(show: Show, episode: Episode) -> Thing:
    """Return an episode as a ``PodcastEpisode``, its chapters as clips of it."""
    page = show.url(episode.page)
    sound = _stated(
        {
            "@type": "AudioObject",
            "contentUrl": show.url(episode.enclosure.path),
            "contentSize": str(episode.enclosure.length),
            "encodingFormat": episode.enclosure.mime_type,
            "duration": iso_duration(episode.enclosure.duration),
        }
    )
    clips = [
        _stated(
            {
                "@type": "Clip",
                "name": chapter.title,
                "startOffset": round(chapter.start, 2),
                "endOffset": round(chapter.end, 2),
                "url": f"{page}#t={seconds_of(chapter.start)}",
            }
        )
        for chapter in episode.chapters
    ]
    return _stated(
        {
            "@context": "https://schema.org",
            "@type": "PodcastEpisode",
            "name": episode.title,
            "url": page,
            "description": episode.notes.summary,
            "inLanguage": episode.language,
            "datePublished": episode.published.isoformat(),
            "duration": iso_duration(episode.enclosure.duration),
            "image": show.url(episode.artwork.path),
            "episodeNumber": episode.number,
            "author": _people(episode.authors),
            "contributor": _people(episode.persons),
            "keywords": list(episode.keywords),
            "isFamilyFriendly": not episode.explicit,
            "license": web(show.license_link),
            "associatedMedia": sound,
            "hasPart": clips,
            "partOfSeries": {
                "@type": "PodcastSeries",
                "name": show.title,
                "url": show.url(""),
                "webFeed": show.feed_link,
            },
        }
    )


def _people(people: Sequence[Person]) -> list[Thing]:
    return [
        _stated({"@type": "Person", "name": person.name, "url": web(person.link)})
        for person in people
    ]


def _stated(thing: Thing) -> Thing:
    return {key: value for key, value in thing.items() if value not in (None, "", [])}
