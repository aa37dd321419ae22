"""What a host says about each file of the published tree: its type, how long it keeps, who may.

One table for all who hand the files out: the preview, the configurations of web servers, and the
uploads to a host.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip",
    ".xml": "application/xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4",
    ".opus": "audio/ogg",
    ".ogg": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
}
"""MIME types by the ending of a name, without those of single files below."""

FEED_TYPE = "application/rss+xml; charset=utf-8"
CHAPTERS_TYPE = "application/json+chapters"

FOREVER = "public, max-age=31536000, immutable"
"""For what is named by its content, and so never changes (RFC 8246)."""

BRIEFLY = "public, max-age=300"
"""For all else, so that a new episode is seen soon."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: http:; "
    "media-src 'self' https: http:; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The Content-Security-Policy that a host sends with every page: nothing inline, no foreign script.

Each page says itself whether it fetches sound and pictures from other hosts, as only those of
imported episodes do; both policies hold.
"""

COMPRESSED = (
    "text/",
    "application/json",
    "application/rss+xml",
    "application/xml",
    "image/svg+xml",
)
"""How the types begin that are worth compressing; sound and pictures are compressed already."""

_HASHED = re.compile(r"(?:media|assets)/(?:.+/)?[^/]+-[0-9a-f]{8,64}\.[a-z0-9]+")
_FEED = re.compile(r"feed(?:-[a-z0-9]+)*\.xml")
_EMBEDDED = "embed.html"


def is_feed(path: str) -> bool:
    """Return whether a path of the tree is a feed, the newest page of it or another one."""
    return bool(_FEED.fullmatch(path))


def is_immutable(path: str) -> bool:
    """Return whether a file's name carries the hash of its content, so that it never changes."""
    return bool(_HASHED.fullmatch(path))


def content_type(path: str) -> str:
    """Return the MIME type of a file, by its path in the tree."""
    if is_feed(path):
        return FEED_TYPE
    if PurePosixPath(path).name == "chapters.json":
        return CHAPTERS_TYPE
    known = TYPES.get(PurePosixPath(path).suffix.lower())
    # without the tables of this machine, which would make it depend on what is installed
    return known or mimetypes.MimeTypes().guess_type(path)[0] or "application/octet-stream"


def cache_control(path: str) -> str:
    """Return how long a file may be kept without asking again."""
    return FOREVER if is_immutable(path) else BRIEFLY


def headers(path: str, *, feed_link: str, hubs: Sequence[str] = ()) -> dict[str, str]:
    """Return all headers that a host should send with a file, but for those of HTTP itself.

    Web players fetch sound, captions and chapters from other origins, so any may. Only
    ``embed.html`` may stand in another site's frame.

    Args:
        path: In the published tree, with ``/``.
        feed_link: The feed's address.
        hubs: WebSub hubs, which are named with the feed
            (https://www.w3.org/TR/websub/#discovery).
    """
    found = {
        "Content-Type": content_type(path),
        "Cache-Control": cache_control(path),
        "X-Content-Type-Options": "nosniff",
    }
    if found["Content-Type"].startswith("text/html"):
        frames = "*" if PurePosixPath(path).name == _EMBEDDED else "'self'"
        found["Content-Security-Policy"] = f"{POLICY}; frame-ancestors {frames}"
        found["Referrer-Policy"] = "strict-origin-when-cross-origin"
    else:
        found["Access-Control-Allow-Origin"] = "*"
    if is_feed(path) and hubs:
        links = [f'<{hub}>; rel="hub"' for hub in hubs]
        found["Link"] = ", ".join([*links, f'<{feed_link}>; rel="self"'])
    return found
