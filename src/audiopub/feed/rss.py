"""RSS 2.0: feedgen writes the channel, we the items, and one module a namespace what that says.

feedgen's own extensions cannot say everything: its ``itunes:explicit`` knows no "true". Its dates
switch the locale of the whole process, and a feed without one of its own gets the clock's; so the
dates are ours, too.

Source: https://www.rssboard.org/rss-specification
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from email.utils import format_datetime

from feedgen.feed import FeedGenerator
from lxml import etree

from audiopub.errors import ConfigError
from audiopub.feed import atom, itunes, podcast, psc, safe
from audiopub.feed.elements import Element, write
from audiopub.feed.paging import Page, in_format
from audiopub.model import Episode, Show

NAMESPACES = {
    "atom": atom.NAMESPACE,
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": itunes.NAMESPACE,
    "podcast": podcast.NAMESPACE,
    "psc": psc.NAMESPACE,
}

END = b"  </channel>\n</rss>\n"

_CHANNEL = 2
_ITEM = 3


def head(show: Show, page: Page, newest: dt.datetime | None, trailers: Iterable[Episode]) -> bytes:
    """Return a page of the feed up to its first item; see :func:`audiopub.feed.head`."""
    declared = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
    core = _core(show)
    own = write(_channel(show, page, newest, trailers), _CHANNEL)
    start = f"<?xml version='1.0' encoding='UTF-8'?>\n<rss{declared} version=\"2.0\">\n"
    return f"{start}  <channel>\n{core}{own}".encode()


def item(show: Show, episode: Episode, form: str | None) -> bytes:
    """Return an item, indented; see :func:`audiopub.feed.item`."""
    own = write(_item(show, in_format(episode, form)), _ITEM)
    return f"    <item>\n{own}    </item>\n".encode()


def date(moment: dt.datetime) -> str:
    """Return a date as RFC 822 has it, with the year in full."""
    if moment.tzinfo is not dt.UTC:
        return format_datetime(moment)
    # As format_datetime does, in a quarter of its time; the locale does not matter to ctime.
    weekday, month, day, time, year = moment.ctime().split()
    return f"{weekday}, {day:0>2} {month} {year} {time} +0000"


def _core(show: Show) -> str:
    """Return RSS's own elements of the channel, but for its dates and links of Atom."""
    try:
        root = etree.fromstring(_generator(show).rss_str(pretty=True))
    except ValueError as error:
        raise ConfigError(
            "AP500",
            "The show has no title, link or description that could be written into a feed",
            hint="Give [show] title, link and description in audiopub.toml",
        ) from error
    for built in root[0].findall("lastBuildDate"):
        root[0].remove(built)
    channel = etree.tostring(root, encoding="unicode").partition("<channel>\n")[2]
    return channel.rpartition("</channel>")[0].rstrip() + "\n"


def _generator(show: Show) -> FeedGenerator:
    feed = FeedGenerator()
    feed.title(safe.line(show.title))
    feed.description(safe.text(show.description))
    feed.language(safe.line(show.language))
    if show.copyright:
        feed.copyright(safe.line(show.copyright))
    feed.generator("audiopub")
    feed.docs("https://www.rssboard.org/rss-specification")
    page, cover = safe.address(show.url("")), safe.address(show.url(show.artwork.path))
    feed.image(url=cover, title=safe.line(show.title), link=page)
    feed.link(href=page, rel="alternate")
    return feed


def _channel(
    show: Show, page: Page, newest: dt.datetime | None, trailers: Iterable[Episode]
) -> Iterator[Element]:
    if newest:  # never the clock
        yield Element("lastBuildDate", date(newest))
        yield Element("pubDate", date(newest))
    yield from atom.of_page(show, page)
    yield from itunes.of_show(show)
    yield from podcast.of_show(show, trailers)


def _item(show: Show, episode: Episode) -> Iterator[Element]:
    yield Element("title", safe.line(episode.title))
    yield Element("link", safe.address(show.url(episode.page)))
    if notes := safe.html(episode.notes.html):
        # Spotify reads the description only, others prefer content:encoded; both render HTML, and
        # all ask for CDATA. Newlines of plain text would be lost in each of them.
        yield Element("description", notes, is_cdata=True)
        yield Element("content:encoded", notes, is_cdata=True)
    yield Element("guid", episode.guid, {"isPermaLink": "false"})
    sound = episode.enclosure
    attributes = {
        "url": safe.address(show.url(sound.path)),
        "length": str(sound.length),
        "type": sound.mime_type,
    }
    yield Element("enclosure", attributes=attributes)
    # An imported episode has its date in the letters that it always had.
    yield Element("pubDate", episode.date_text or date(episode.published))
    yield from itunes.of_episode(show, episode)
    yield from podcast.of_episode(show, episode)
    yield from psc.of_episode(episode)
