"""What machines read beside the pages: sitemap, robots.txt, oEmbed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from urllib.parse import quote

from markupsafe import Markup

from audiopub.model import Artwork, Episode, Show
from audiopub.site import ROBOTS, ROBOTS_MARK, Part
from audiopub.site.environment import printable
from audiopub.site.listing import Listed
from audiopub.site.rendering import no_character

MOST_ADDRESSES = 50_000
"""A sitemap holds no more addresses (https://www.sitemaps.org/protocol.html)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The size of a frame that another site keeps for the player, in CSS pixels."""

    width: int
    """Its width."""

    height: int
    """Its height."""


EMBED = Frame(width=640, height=220)
"""The size that ``embed.html`` asks for; it fits into narrower ones."""

_Address = tuple[str, str]
"""An address in the published tree, and the day of its last change; "" if that is not known."""


def part(show: Show, episodes: Sequence[Listed]) -> Part:
    """Return the sitemap, in several files where it has to be, and robots.txt.

    Args:
        show: The show.
        episodes: The newest first.
    """
    days = [episode.published.date().isoformat() for episode in episodes]
    pages = [f"{episode.slug}/" for episode in episodes]
    addresses = (("", days[0] if days else ""), *zip(pages, days, strict=True))
    return Part(
        name="sitemap.xml",
        made_of=(show.link, addresses),
        render=partial(_files, show, addresses),
    )


def oembed(show: Show, episode: Episode, *, path: str) -> bytes:
    """Return what a site is told that wants to embed the player of an episode.

    Source: https://oembed.com.
    """
    frame = Markup(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>'
    ).format(
        show.url(f"{episode.slug}/embed.html"),
        printable(episode.title),
        EMBED.width,
        EMBED.height,
    )
    width = episode.artwork.smaller[-1] if episode.artwork.smaller else episode.artwork.width
    data = {
        "version": "1.0",
        "type": "rich",
        "title": printable(episode.title),
        "author_name": printable(", ".join(author.name for author in episode.authors)),
        "provider_name": printable(show.title),
        "provider_url": show.url(""),
        "html": str(frame),
        "width": EMBED.width,
        "height": EMBED.height,
        "thumbnail_url": show.url(picture(episode.artwork)),
        "thumbnail_width": width,
        "thumbnail_height": width,
    }
    try:
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
    except UnicodeEncodeError as error:
        raise no_character(error, path) from error


def picture(artwork: Artwork) -> str:
    """Return the path of the picture that other sites show of a page: large, yet quickly there."""
    return artwork.at(artwork.smaller[-1]) if artwork.smaller else artwork.path


def _files(show: Show, addresses: Sequence[_Address]) -> Mapping[str, bytes]:
    allowed = f"User-agent: *\nAllow: /\n\nSitemap: {show.url('sitemap.xml')}\n"
    files = {ROBOTS: ROBOTS_MARK + allowed.encode()}
    if len(addresses) <= MOST_ADDRESSES:
        return files | {"sitemap.xml": _sitemap(show, addresses, kind="urlset", item="url")}
    names: list[str] = []
    for start in range(0, len(addresses), MOST_ADDRESSES):
        names.append(f"sitemap-{len(names) + 1}.xml")
        some = addresses[start : start + MOST_ADDRESSES]
        files[names[-1]] = _sitemap(show, some, kind="urlset", item="url")
    listed = [(name, "") for name in names]
    return files | {"sitemap.xml": _sitemap(show, listed, kind="sitemapindex", item="sitemap")}


def _sitemap(show: Show, addresses: Sequence[_Address], *, kind: str, item: str) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for address, day in addresses:
        changed = f"<lastmod>{day}</lastmod>" if day else ""
        location = escape(show.url(quote(address)), quote=False)
        lines.append(f"<{item}><loc>{location}</loc>{changed}</{item}>")
    return "\n".join([*lines, f"</{kind}>\n"]).encode()
