"""What audiopub.toml says of deployment: where the publication goes, and who is told of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from audiopub.errors import ConfigError
from audiopub.model import Announcement, Destination
from audiopub.project.toml import Document

KEEP_DAYS = 30.0


def destination(document: Document, root: Path, name: str) -> Destination:
    """Return a target of the show.

    Args:
        document: audiopub.toml.
        root: The show's folder.
        name: What the producer calls the target.

    Raises:
        ConfigError: AP747, there is none of this name.
    """
    table: dict[str, Any] = document.get("deploy") or {}
    targets = {key: value for key, value in table.items() if isinstance(value, dict)}
    if name not in targets:
        known = ", ".join(sorted(targets))
        raise ConfigError(
            "AP747",
            f"there is no target {name}",
            path=document.path,
            hint=f"known targets: {known}"
            if known
            else f'add [deploy.{name}] with url = "s3://bucket/show", or another address',
        )
    values = targets[name]
    link: str = document.get("show", "link").rstrip("/")
    public = values.get("public", link).rstrip("/")
    return Destination(
        name=name,
        url=values["url"],
        public=public,
        announced=public == link,
        root=root,
        keep_days=float(values.get("keep_days", table.get("keep_days", KEEP_DAYS))),
        fetch=values.get("fetch", True),
        endpoint=values.get("endpoint"),
        region=values.get("region"),
        known_hosts=_file(root, values.get("known_hosts")),
        key=_file(root, values.get("key")),
    )


def announcement(document: Document) -> Announcement:
    """Return who is told of a new publication."""
    values: dict[str, Any] = document.get("notify") or {}
    return Announcement(
        hubs=tuple(document.get("feed", "hubs") or ()),
        podcast_index=values.get("podcast_index", False),
        podping=values.get("podping"),
        indexnow=values.get("indexnow"),
        webhook=values.get("webhook"),
        command=tuple(values.get("command", ())),
    )


def _file(root: Path, value: str | None) -> Path | None:
    return root / Path(value).expanduser() if value else None
