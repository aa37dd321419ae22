"""What a file of the published tree is: when it is put, and what the host shall say about it."""

from __future__ import annotations

import enum
from pathlib import PurePosixPath

from audiopub import hosting
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


_NEWEST = "feed.xml"
_SOUND = (".mp3", ".m4a", ".m4b", ".mp4", ".aac", ".opus", ".ogg", ".flac", ".wav")
_IMAGES = (".jpg", ".jpeg", ".png", ".webp", ".svg", ".gif", ".avif")


def stage(path: str) -> Stage:
    """Return when a file is put."""
    name = PurePosixPath(path)
    if hosting.is_feed(path):
        return Stage.FEED if path == _NEWEST else Stage.OLDER_FEED
    if name.suffix.lower() in _SOUND:
        return Stage.MEDIA
    if name.stem == "transcript":
        return Stage.TRANSCRIPTS
    if name.name == "chapters.json":
        return Stage.CHAPTERS
    if name.suffix.lower() == ".html":
        return Stage.PAGES
    return Stage.IMAGES if name.suffix.lower() in _IMAGES else Stage.ASSETS


def headers(path: str) -> Headers:
    """Return what the host shall say about a file; nobody shall keep those of our own."""
    if path.startswith(f"{OURS}/"):
        return Headers(content_type="application/octet-stream", cache_control="no-store")
    return Headers(
        content_type=hosting.content_type(path), cache_control=hosting.cache_control(path)
    )
