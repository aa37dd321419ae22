"""The namespace of Podcasting 2.0.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from audiopub.feed import safe
from audiopub.feed.elements import add
from audiopub.model import Attachment, Episode, Person, Show
from audiopub.model.taxonomy import GROUPS

NAMESPACE = "https://podcastindex.org/namespace/1.0"

_CAPTIONS = frozenset({"text/vtt", "application/x-subrip", "application/srt"})
_IDENTIFIER = re.compile(r"[A-Za-z0-9.+-]+")


@dataclass(frozen=True, slots=True)
class Channel:
    """What Podcasting 2.0 knows of a show."""

    show: Show
    """The show."""

    def extend_ns(self) -> dict[str, str]:
        """Return the namespace with its usual prefix."""
        return {"podcast": NAMESPACE}

    def extend_rss(self, rss: etree._Element) -> None:
        """Write the show's elements."""
        channel, show = rss[0], self.show
        add(channel, NAMESPACE, "guid", show.guid)
        add(channel, NAMESPACE, "medium", "podcast")
        locked = "yes" if show.locked else "no"
        add(channel, NAMESPACE, "locked", locked, {"owner": show.owner_email})
        if show.license:
            link = safe.web(show.license_link)
            add(channel, NAMESPACE, "license", _license(show.license), {"url": link})
        for funding in show.funding:
            if link := safe.web(funding.link):
                add(channel, NAMESPACE, "funding", safe.line(funding.text), {"url": link})
        for person in show.authors:
            _person(channel, person)


@dataclass(frozen=True, slots=True)
class Item:
    """What Podcasting 2.0 knows of an episode."""

    show: Show
    """The show."""

    episode: Episode
    """The episode."""

    def extend_rss(self, item: etree._Element) -> None:
        """Write the episode's elements."""
        episode = self.episode
        for transcript in episode.transcripts:
            self._transcript(item, transcript)
        link = safe.address(self.show.url(episode.chapters_file.path))
        attributes = {"url": link, "type": episode.chapters_file.mime_type}
        add(item, NAMESPACE, "chapters", attributes=attributes)
        # All of them: persons of an item replace the channel's.
        for person in (*episode.authors, *episode.persons):
            _person(item, person)
        if episode.season is not None:
            add(item, NAMESPACE, "season", str(episode.season))
        if episode.number is not None:
            add(item, NAMESPACE, "episode", str(episode.number))

    def _transcript(self, item: etree._Element, transcript: Attachment) -> None:
        attributes = {
            "url": safe.address(self.show.url(transcript.path)),
            "type": transcript.mime_type,
            "language": self.episode.language,
            "rel": "captions" if transcript.mime_type in _CAPTIONS else None,
        }
        add(item, NAMESPACE, "transcript", attributes=attributes)


def _person(parent: etree._Element, person: Person) -> None:
    name, role = safe.line(person.name), safe.line(person.role).casefold()
    if not name:
        return
    attributes = {
        "role": role,
        "group": GROUPS.get(role),
        "href": safe.web(person.link),
        "img": safe.web(person.image),
    }
    add(parent, NAMESPACE, "person", name, attributes)


def _license(name: str) -> str:
    """Return an SPDX identifier in lower case, as the list of licences has it, a name as it is."""
    return name.lower() if _IDENTIFIER.fullmatch(name) else safe.line(name)
