"""RSS 2.0 by feedgen, whose core elements are taken and whose extensions are not.

feedgen's own extensions cannot say everything: its ``itunes:explicit`` knows no "true". Ours, one
module a namespace, are handed a show or an episode and write what their namespace has to say of it.

Source: https://www.rssboard.org/rss-specification
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Protocol

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from audiopub.errors import ConfigError
from audiopub.feed import dates, itunes, podcast, psc, safe
from audiopub.model import Episode, Publication, Show

_END = b"  </channel>\n</rss>\n"


class _ItemExtension(Protocol):
    def extend_rss(self, item: etree._Element) -> None: ...


def stream(publication: Publication) -> Iterator[bytes]:
    """Yield the feed piece by piece; see :func:`audiopub.feed.stream`."""
    rss, head = _channel(publication)
    yield head
    for episode in publication.episodes:
        yield _item(rss, publication.show, episode)
    yield _END


def _channel(publication: Publication) -> tuple[etree._Element, bytes]:
    """Return an empty root that declares all namespaces, and the feed up to its first item."""
    show = publication.show
    newest = max((episode.published for episode in publication.episodes), default=None)
    extensions: Mapping[str, Callable[[], object]] = {
        "dates": partial(dates.Channel, newest),
        "itunes": partial(itunes.Channel, show),
        "podcast": partial(podcast.Channel, show),
        "psc": psc.Channel,
    }
    feed = _generator(show)
    for name, extension in extensions.items():
        feed.register_extension(name, extension, atom=False)
    try:
        whole: bytes = feed.rss_str(pretty=True)
    except ValueError as error:
        raise ConfigError(
            "AP500",
            "The show has no title, link or description that could be written into a feed",
            hint="Give [show] title, link and description in audiopub.toml",
        ) from error
    root = etree.fromstring(whole)
    return etree.Element("rss", nsmap=root.nsmap), whole.removesuffix(_END)


def _generator(show: Show) -> FeedGenerator:
    feed = FeedGenerator()
    feed.title(safe.line(show.title))
    feed.description(safe.text(show.description))
    feed.language(safe.line(show.language))
    if show.copyright:
        feed.copyright(safe.line(show.copyright))
    feed.generator("audiopub")
    feed.docs("https://www.rssboard.org/rss-specification")
    page, cover = safe.address(show.link), safe.address(show.url(show.artwork.path))
    feed.image(url=cover, title=safe.line(show.title), link=page)
    feed.link(href=safe.address(show.feed_link), rel="self", type="application/rss+xml")
    feed.link(href=page, rel="alternate")  # the last one becomes <link>
    return feed


def _item(rss: etree._Element, show: Show, episode: Episode) -> bytes:
    """Return an item as it stands in the channel, indented."""
    item: etree._Element = _entry(show, episode).rss_entry()
    rss.append(item)  # so that its elements take the prefixes that the root declares
    etree.indent(item, level=2)
    xml = etree.tostring(item, encoding="UTF-8")
    rss.remove(item)
    # The declarations are the root's; they stand on the item only because it was written alone.
    return b"    <item>" + xml.partition(b">")[2] + b"\n"


def _entry(show: Show, episode: Episode) -> FeedEntry:
    entry = FeedEntry()
    entry.title(safe.line(episode.title))
    entry.guid(safe.text(episode.guid), permalink=False)
    entry.link(href=safe.address(show.url(episode.page)), rel="alternate")
    if notes := safe.html(episode.notes.html):
        # Spotify reads the description only, others prefer content:encoded; both render HTML, and
        # all ask for CDATA. Newlines of plain text would be lost in each of them.
        entry.description(etree.CDATA(notes))
        entry.content(notes, type="CDATA")
    sound = episode.enclosure
    entry.enclosure(safe.address(show.url(sound.path)), sound.length, sound.mime_type)
    extensions: Mapping[str, _ItemExtension] = {
        "dates": dates.Item(episode),
        "itunes": itunes.Item(show, episode),
        "podcast": podcast.Item(show, episode),
        "psc": psc.Item(episode),
    }
    for name, extension in extensions.items():
        entry.register_extension(name, lambda extension=extension: extension, atom=False)
    return entry
