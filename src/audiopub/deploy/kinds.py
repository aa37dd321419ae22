"""What a file of the published tree is: when it is put, and what the host shall say about it."""

from __future__ import annotations

import enum
import mimetypes
import re
from pathlib import PurePosixPath

from audiopub.deploy.target import Headers

OURS = "_audiopub"
"""The folder of a target where the manifest, claims and kept files lie.

No slug has an underscore. A name that begins with a dot would be left out of what some hosts list
(nginx's WebDAV module for one).
"""

WORK = "_audiopub-tmp-"
"""How names of files begin that are still on their way."""


class Stage(enum.IntEnum):
    """The order in which files are put: what is pointed at before what points at it."""

    MEDIA = 0
    TRANSCRIPTS = 1
    CHAPTERS = 2
    IMAGES = 3
    ASSETS = 4
    PAGES = 5
    OLDER_FEED = 6
    FEED = 7


_SOUND = (".mp3", ".m4a", ".m4b", ".mp4", ".aac", ".opus", ".ogg", ".flac", ".wav")
_IMAGES = (".jpg", ".jpeg", ".png", ".webp", ".svg", ".gif", ".avif")
_HASHED = re.compile(r"(?:media|assets)/(?:.+/)?[^/]+-[0-9a-f]{8,64}\.[a-z0-9]+")
_FEED = re.compile(r"feed(-\d+)?\.xml")

_TYPES = {
    ".xml": "application/xml",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4",
    ".opus": "audio/ogg",
    ".ogg": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".woff2": "font/woff2",
}


def stage(path: str) -> Stage:
    """Return when a file is put."""
    name = PurePosixPath(path)
    if found := _FEED.fullmatch(path):
        return Stage.OLDER_FEED if found[1] else Stage.FEED
    if name.suffix.lower() in _SOUND:
        return Stage.MEDIA
    if name.stem == "transcript":
        return Stage.TRANSCRIPTS
    if name.name == "chapters.json":
        return Stage.CHAPTERS
    if name.suffix.lower() == ".html":
        return Stage.PAGES
    return Stage.IMAGES if name.suffix.lower() in _IMAGES else Stage.ASSETS


def is_immutable(path: str) -> bool:
    """Return whether a file's name carries the hash of its content, so that it never changes."""
    return bool(_HASHED.fullmatch(path))


def headers(path: str) -> Headers:
    """Return what the host shall say about a file.

    What is named by its content may be kept for a year (RFC 8246); all else is asked for again
    after five minutes, so that a new episode is seen soon.
    """
    if path.startswith(f"{OURS}/"):
        return Headers(content_type="application/octet-stream", cache_control="no-store")
    immutable = is_immutable(path)
    return Headers(
        content_type=content_type(path),
        cache_control="public, max-age=31536000, immutable" if immutable else "public, max-age=300",
    )


def content_type(path: str) -> str:
    """Return the MIME type of a file, by its name."""
    if _FEED.fullmatch(path):
        return "application/rss+xml; charset=utf-8"
    if PurePosixPath(path).name == "chapters.json":
        return "application/json+chapters"
    known = _TYPES.get(PurePosixPath(path).suffix.lower())
    # without the tables of this machine, which would make it depend on what is installed
    return known or mimetypes.MimeTypes().guess_type(path)[0] or "application/octet-stream"
