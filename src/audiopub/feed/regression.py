"""What a new feed would do to those who have the old one: guids, dates and sounds that changed.

An app knows an episode by its guid and keeps what it has fetched by its address. So a changed guid
is a second download for every listener, and a sound that changed under its name is never fetched
again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from lxml import etree

from audiopub.feed import safe
from audiopub.model import Enclosure, Finding, Publication, Show

GUID, VANISHED, DATE, SOUND, SHRUNK = "AP880", "AP881", "AP882", "AP883", "AP884"
CODES = (GUID, VANISHED, DATE, SOUND, SHRUNK)
"""All that can be found here, and let through one by one."""

_SHARE = 10
"""A feed that loses more than so many parts of a hundred at once has shrunk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What must not change of an episode."""

    guid: str
    """Its guid."""

    title: str
    """Its title, to name it by."""

    published: dt.datetime | None
    """When it was published; ``None`` if that cannot be read."""

    sound: str
    """The address of its sound."""

    length: str
    """Its length in bytes, as the feed says it."""

    mime_type: str
    """Its type, as the feed says it."""


def entries_of(publication: Publication) -> tuple[Entry, ...]:
    """Return the entries that the feed of a publication has."""
    return tuple(
        entry(
            publication.show,
            guid=episode.guid,
            title=episode.title,
            published=episode.published,
            sound=episode.enclosure,
        )
        for episode in publication.episodes
    )


def entry(show: Show, *, guid: str, title: str, published: dt.datetime, sound: Enclosure) -> Entry:
    """Return the entry that an episode has in the feed of a show."""
    return Entry(
        guid=safe.text(guid),
        title=safe.line(title),
        published=published,
        sound=safe.address(show.url(sound.path)),
        length=str(sound.length),
        mime_type=sound.mime_type,
    )


def read(data: bytes) -> tuple[Entry, ...]:
    """Return the entries of a feed; what cannot be read of it is passed over.

    Args:
        data: A page of a feed.
    """
    found: list[Entry] = []
    events = etree.iterparse(
        io.BytesIO(data),
        tag="item",
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
    )
    with contextlib.suppress(etree.XMLSyntaxError):  # there is nothing in it that could be read
        for _, item in events:
            found.append(_entry(item))
            item.clear()  # a long feed is not held whole
    return tuple(found)


def _entry(item: etree._Element) -> Entry:
    sound = item.find("enclosure")
    attributes: Mapping[str, str] = {} if sound is None else dict(sound.attrib)
    return Entry(
        guid=(item.findtext("guid") or "").strip(),
        title=" ".join((item.findtext("title") or "").split()),
        published=instant(item.findtext("pubDate")),
        sound=safe.address(attributes.get("url", "")),
        length=attributes.get("length", ""),
        mime_type=attributes.get("type", ""),
    )


def instant(value: str | None) -> dt.datetime | None:
    """Return the moment that a date of RFC 2822 names; one without a zone is meant in UTC."""
    try:
        moment = parsedate_to_datetime((value or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def compare(old: Iterable[Entry], new: Iterable[Entry], *, alike: int = 0) -> tuple[Finding, ...]:
    """Return what a new feed would break for those who have the old one.

    Args:
        old: The entries of the published feed.
        new: Those of the feed that is to replace it.
        alike: How many further entries the two have that are the same in both.

    Returns:
        Findings, all of them errors, in the old feed's order: AP880 a changed guid, AP881 a
        vanished episode, AP882 a moved date, AP883 a sound that changed under its name, and at
        last AP884 if much is gone at once.
    """
    before = {entry.guid: entry for entry in old if entry.guid}
    after = {entry.guid: entry for entry in new}
    fresh = [entry for guid, entry in after.items() if guid not in before]
    findings: list[Finding] = []
    gone = 0
    for guid, entry in before.items():
        if same := after.get(guid):
            findings += _changed(entry, same)
        elif other := next((one for one in fresh if _is_same(entry, one)), None):
            findings.append(_renamed(entry, other))
        else:
            gone += 1
            findings.append(_vanished(entry))
    count = len(before) + alike
    if gone > 1 and gone * 100 > count * _SHARE:
        findings.append(_shrunk(gone, count))
    return tuple(findings)


def _is_same(old: Entry, new: Entry) -> bool:
    """Return whether two entries of different guids are one episode."""
    if old.sound and old.sound == new.sound:
        return True
    return old.title == new.title and old.published == new.published


def _changed(old: Entry, new: Entry) -> Iterator[Finding]:
    if old.published and new.published and old.published != new.published:
        yield Finding(
            code=DATE,
            severity="error",
            message=f"{old.title!r} was published {old.published}, and would be "
            f"{new.published} now",
            hint="restore the date in audiopub.lock: an episode that moves is new to some apps, "
            "and lost to others",
        )
    if old.sound == new.sound and _differs(old, new):
        yield Finding(
            code=SOUND,
            severity="error",
            message=f"the sound of {old.title!r} changes under its name: {old.length} bytes of "
            f"{old.mime_type} were published, {new.length} bytes of {new.mime_type} would be",
            hint="give the changed sound another name: apps and caches keep what they have under "
            "this one",
        )


def _differs(old: Entry, new: Entry) -> bool:
    """Return whether a sound is another than the old feed said; what it left open, it did not."""
    length = old.length.strip()
    known = length.isdecimal() and int(length) > 0
    return (known and length != new.length) or old.mime_type not in ("", new.mime_type)


def _renamed(old: Entry, new: Entry) -> Finding:
    return Finding(
        code=GUID,
        severity="error",
        message=f"{old.title!r} had the guid {old.guid}, and would have {new.guid} now",
        hint="restore audiopub.lock from your version control: with another guid every app takes "
        "it for a new episode",
    )


def _vanished(old: Entry) -> Finding:
    return Finding(
        code=VANISHED,
        severity="error",
        message=f"{old.title!r} is published, and would vanish from the feed",
        hint=f"bring its files back; if it shall be withdrawn, say why: --accept {VANISHED}=REASON",
    )


def _shrunk(gone: int, all_of_them: int) -> Finding:
    return Finding(
        code=SHRUNK,
        severity="error",
        message=f"the feed would shrink: {gone} of {all_of_them} published episodes are gone",
        hint="see that all folders of sources are there; if it shall shrink, say why: --accept "
        f"{SHRUNK}=REASON",
    )
