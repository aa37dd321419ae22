"""What a listener gets of a host, and all else that matters of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection

from audiopub.deploy import manifest
from audiopub.deploy.target import Target


def read(target: Target, path: str) -> bytes:
    """Return a file of a host."""
    held = target.head(path)
    assert held is not None, path
    return target.read_range(path, 0, held.size)


def violations(target: Target, feeds: Collection[bytes] | None = None) -> list[str]:
    """Return what a listener would notice: no feed or none of some, or sound missing or wrong."""
    if target.head("feed.xml") is None:
        return ["there is no feed"]
    feed = read(target, "feed.xml")
    found = [] if feeds is None or feed in feeds else ["the feed is none that was published"]
    for path in re.findall(r"example\.org/(media/[^\"]+)", feed.decode()):
        if target.head(path) is None:
            found.append(f"{path} is missing")
        elif hashlib.sha256(read(target, path)).hexdigest()[:8] not in path:
            found.append(f"{path} is wrong")
    return found


def state(target: Target) -> tuple[object, ...]:
    """Return what a host shows, what it says of itself, and what it keeps; without any times."""
    files = {
        held.path: hashlib.sha256(read(target, held.path)).hexdigest()
        for held in target.list()
        if held.path != manifest.PATH
    }
    said = manifest.decode(read(target, manifest.PATH), target.name)
    return files, said.live, said.pending, said.previous, sorted(said.superseded)
