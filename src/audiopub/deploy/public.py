"""What listeners get: the public address, fetched and compared with what was deployed."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence

from lxml import etree

from audiopub import web
from audiopub.deploy.manifest import File
from audiopub.model import Finding, Place

PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0)
"""How long to wait between two looks, in seconds: caches take a moment."""

_SAMPLE = 20  # sound files that are asked for; more would only be slower


def compare(
    address: str,
    live: Mapping[str, File],
    feed: bytes,
    brought: Sequence[str],
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> tuple[Finding, ...]:
    """Fetch the feed and new sound files as a listener would, and say what is not as deployed.

    Args:
        address: The public address of the target, without a slash at its end.
        live: What was deployed.
        feed: The feed that was deployed.
        brought: Paths of the sound files that this deployment brought.
        sleep: Waits, between two looks.
    """
    if finding := _feed(f"{address}/feed.xml", feed, sleep):
        return (finding,)
    findings = [_sound(f"{address}/{path}", live[path].size) for path in brought[:_SAMPLE]]
    return tuple(finding for finding in findings if finding)


def _feed(address: str, deployed: bytes, sleep: Callable[[float], None]) -> Finding | None:
    wanted = hashlib.sha256(deployed).digest()
    for pause in (*PAUSES, None):
        try:
            # caches on the way shall ask the host, not their memory
            answer = web.ask(address, headers={"Cache-Control": "no-cache"})
        except ConnectionError as error:
            problem = f"the public address does not answer: {error}"
        else:
            if answer.is_success and hashlib.sha256(answer.body).digest() == wanted:
                return None
            problem = _difference(answer, deployed)
        if pause is not None:
            sleep(pause)
    return Finding(
        code="AP744",
        severity="error",
        message=problem,
        place=Place(path=address),
        hint="if a cache lies in between, wait and deploy again; else compare the target's url and "
        "its public address in audiopub.toml. Nobody was told of the new publication yet",
    )


def _difference(answer: web.Answer, deployed: bytes) -> str:
    """Say how what was fetched differs from what was deployed, as a listener would notice it."""
    if not answer.is_success:
        return f"the public address answers with status {answer.status}"
    try:
        there = _episodes(answer.body)
    except etree.XMLSyntaxError:
        return "the public address shows something else than a feed"
    here = _episodes(deployed)
    if missing := [title for guid, title in here.items() if guid not in there]:
        return f"the public feed lacks {_some(missing)}"
    if surplus := [title for guid, title in there.items() if guid not in here]:
        return f"the public feed still has {_some(surplus)}"
    return "the public feed has the same episodes as the one deployed, but other bytes"


def _episodes(feed: bytes) -> dict[str, str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    items = etree.fromstring(feed, parser).iterfind("channel/item")
    return {
        item.findtext("guid", default=""): item.findtext("title", default="an episode")
        for item in items
    }


def _some(titles: list[str]) -> str:
    return titles[0] if len(titles) == 1 else f"{titles[0]} and {len(titles) - 1} more"


def _sound(address: str, size: int) -> Finding | None:
    try:
        answer = web.ask(address, method="HEAD")
    except ConnectionError as error:
        problem = f"the sound cannot be fetched: {error}"
    else:
        length = answer.headers.get("content-length")
        kind = answer.headers.get("content-type", "")
        if not answer.is_success:
            problem = f"the sound cannot be fetched: status {answer.status}"
        elif length is not None and int(length) != size:
            problem = f"the sound has {length} bytes there, not {size}"
        elif not kind.startswith(("audio/", "video/", "application/ogg")):
            problem = f"the host says that the sound is {kind or 'of no known type'}"
        else:
            return None
    return Finding(
        code="AP744",
        severity="error",
        message=problem,
        place=Place(path=address),
        hint="see how the host serves the folder media/, then deploy again",
    )
