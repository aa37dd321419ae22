"""RSS's own dates, as RFC 2822 wants them.

feedgen writes them, too, but switches the locale of the whole process for each, and gives a feed
that has no date of its own the clock's.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from email.utils import format_datetime

from lxml import etree

from audiopub.feed.elements import add
from audiopub.model import Episode


@dataclass(frozen=True, slots=True)
class Channel:
    """The dates of the channel: both are the newest episode's, never the clock's."""

    newest: dt.datetime | None
    """When the newest episode was published; ``None`` if there is no episode."""

    def extend_ns(self) -> dict[str, str]:
        """Return the namespaces needed: none."""
        return {}

    def extend_rss(self, rss: etree._Element) -> None:
        """Write the dates, and take away feedgen's."""
        channel = rss[0]
        for built in channel.findall("lastBuildDate"):
            channel.remove(built)
        if self.newest:
            add(channel, "", "lastBuildDate", format_datetime(self.newest))
            add(channel, "", "pubDate", format_datetime(self.newest))


@dataclass(frozen=True, slots=True)
class Item:
    """The date of an item."""

    episode: Episode
    """The episode."""

    def extend_rss(self, item: etree._Element) -> None:
        """Write the date."""
        add(item, "", "pubDate", format_datetime(self.episode.published))
