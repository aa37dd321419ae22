"""Where a publication goes, and who is told of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SCHEMES = ("file", "s3", "gs", "az", "sftp", "dav", "davs", "webdav", "webdavs", "rclone")
"""What the address of a target can begin with, before ``://``."""

DeployVerb = Literal[
    "planned", "put", "kept", "present", "deleted", "live", "fetched", "told", "untold", "done"
]
"""What was done; ``present`` is what a broken run had brought already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A place that the published tree is deployed to, as audiopub.toml has it."""

    name: str
    """What the producer calls it."""

    url: str
    """Its address, never with a secret in it: ``s3://bucket/show``, ``sftp://host/srv/www``."""

    public: str
    """The address under which listeners fetch what lies there, without a slash at its end."""

    announced: bool
    """Whether that is the show's own address, so that others are told of a new publication."""

    root: Path
    """The show's folder, which relative paths are relative to."""

    keep_days: float = 30.0
    """How long superseded files stay, in days; 0 keeps nothing and forgoes the way back."""

    fetch: bool = True
    """Whether the public address is fetched and compared after a deployment."""

    endpoint: str | None = None
    """The address of an S3 service other than Amazon's, or of a gateway to Google's."""

    region: str | None = None
    """The region of a bucket."""

    known_hosts: Path | None = None
    """A file of host keys besides the user's own, for SFTP."""

    key: Path | None = None
    """A private key file, for SFTP."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """Who is told that the feed has changed; nobody by default."""

    hubs: tuple[str, ...] = ()
    """The addresses of the WebSub hubs that the feed names."""

    podcast_index: bool = False
    """Whether Podcast Index is told."""

    podping: str | None = None
    """The address of a Podping service that takes messages by HTTP."""

    indexnow: str | None = None
    """The IndexNow key, which also is a file ``KEY.txt`` of the site."""

    webhook: str | None = None
    """An address that is sent a JSON object."""

    command: tuple[str, ...] = ()
    """A program and its arguments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployEvent:
    """Something that a deployment did."""

    verb: DeployVerb
    """What was done."""

    path: str | None = None
    """The file, in the published tree; the address or the channel that is meant otherwise."""

    size: int | None = None
    """Its size, in bytes."""

    reason: str | None = None
    """Why, or what came of it."""

    due: dt.datetime | None = None
    """When a file is deleted, for what is planned."""
