"""A show that moves in: what its feed says, as audiopub.toml, sidecars and audiopub.lock."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from audiopub.feed import safe, show_guid
from audiopub.feed.foreign import Item, Node, Raw, said_of_show
from audiopub.feed.regression import instant
from audiopub.model import Finding, Identity, Place
from audiopub.project import checks, template
from audiopub.project.keys import CONFIG, EPISODE
from audiopub.project.lock import Lock, slug_of
from audiopub.project.toml import Key

_SHOW = {key.name: key for key in CONFIG}
_EPISODE = {key.name: key for key in EPISODE}

_TRUE = frozenset({"true", "yes", "explicit", "1"})
_FALSE = frozenset({"false", "no", "clean", "0"})
_CLOCK = re.compile(r"(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d+)?)")
_TYPES = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/x-m4a",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
}
_CATEGORY = "Society & Culture"

Table = dict[str, Any]
"""A table of TOML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An episode that moves in."""

    name: str
    """The base name of its files; its slug, too."""

    link: str
    """Where its sound is."""

    length: int
    """How long the feed says that it is, in bytes; 0 if it does not."""

    sidecar: Table
    """What its sidecar says."""

    chapters: str
    """Its chapter list; empty if it has none."""

    def within(self, file: str) -> Moved:
        """Return the episode with its sound in the show."""
        enclosure = {key: v for key, v in self.sidecar["enclosure"].items() if key != "link"}
        return replace(self, sidecar={**self.sidecar, "enclosure": {"file": file, **enclosure}})

    @property
    def suffix(self) -> str:
        """How the name of its sound ends."""
        return suffix_of(self.link) or ".mp3"


def suffix_of(link: str) -> str:
    """Return how the name of a file ends that an address leads to: ``.mp3``."""
    return PurePosixPath(urlsplit(link).path).suffix.lower()


def episodes(
    items: Iterable[Item], show_authors: str, name: str
) -> tuple[tuple[Moved, ...], Lock, tuple[Finding, ...]]:
    """Return the episodes of a feed, their identities, and what could not be moved.

    Args:
        items: The feed's items.
        show_authors: Who makes the show, as the feed says it.
        name: How messages call the feed.
    """
    lock = Lock()
    moved: list[Moved] = []
    findings: list[Finding] = []
    guids: set[str] = set()
    for item in items:
        guid, published = item.guid or item.sound, instant(item.date_text)
        link = safe.address(item.sound)
        reason = _useless(guid, guids, published, link)
        if reason or published is None:
            findings.append(_left(name, f"{item.title!r} is left out: {reason}"))
            continue
        guids.add(guid)
        slug = slug_of(item.title, lock.slugs)
        one, lost = _moved(item, link, slug, published, show_authors)
        findings += [_left(name, f"{item.title!r}: {said} is left out") for said in lost]
        moved.append(one)
        lock.adopt(slug, Identity(guid=guid, slug=slug, published=published))
    return tuple(moved), lock, tuple(findings)


def _useless(guid: str, guids: set[str], published: dt.datetime | None, link: str) -> str | None:
    """Return why an item cannot become an episode."""
    if not link:
        return "it has no sound"
    if wrong := checks.address(link):
        return f"its sound: {wrong}"
    if published is None:
        return "it has no date that can be read"
    if guid in guids:
        return f"another one has its guid, {guid}"
    return checks.characters(guid)


def _left(name: str, message: str) -> Finding:
    return Finding(
        code="AP892",
        severity="warning",
        message=message,
        place=Place(path=name),
        hint="add by hand what shall be there: docs/files.md says how",
    )


def _moved(
    item: Item, link: str, slug: str, published: dt.datetime, show_authors: str
) -> tuple[Moved, list[str]]:
    lost: list[str] = []
    said = dict(item.said)
    enclosure = said.pop("enclosure", {})
    assert isinstance(enclosure, Mapping)  # noqa: S101 - feed.foreign makes it so
    known = {**enclosure, "link": link, "date_text": item.date_text}
    known["type"] = known["type"] or _TYPES.get(suffix_of(link), "audio/mpeg")
    if said.get("authors") == show_authors:
        said.pop("authors")
    table = _clean({**said, "title": item.title or slug, "enclosure": known}, "", _EPISODE, lost)
    table["date"] = published
    return (
        Moved(
            name=slug,
            link=link,
            length=table["enclosure"].get("length", 0),
            sidecar=table,
            chapters="".join(_chapters(item)),
        ),
        lost,
    )


def _chapters(item: Item) -> Iterator[str]:
    for start, title, link in item.chapters:
        seconds = _seconds(start)
        if seconds is not None and title:
            minutes, rest = divmod(seconds, 60)
            hours, minutes = divmod(int(minutes), 60)
            address = f" <{link}>" if link and checks.address(link) is None else ""
            yield f"{hours:02}:{minutes:02}:{rest:06.3f} {title}{address}\n"


def show(channel: Node, feed_link: str, link: str, artwork: str) -> tuple[str, list[str]]:
    """Return the audiopub.toml of a show, and what it needs to be told that the feed does not say.

    Args:
        channel: The feed's channel.
        feed_link: Where the feed was, for its guid.
        link: Where it will be, see ``show.link``.
        artwork: The file of its cover in the show.
    """
    lost: list[str] = []
    values: dict[str, template.Value] = {
        "show.link": link,
        "show.artwork": artwork,
        "show.explicit": channel.line("itunes:explicit").lower() in _TRUE,
        "show.locked": channel.line("podcast:locked").lower() != "no",
        "show.categories": _categories(channel, lost),
        "show.guid": _first("show.guid", [channel.line("podcast:guid")], show_guid(feed_link), []),
    }
    author = channel.line("itunes:author", "managingEditor") or channel.line("title")
    owners = [*channel.all("itunes:owner"), channel]
    names = [owner.line("itunes:name") for owner in owners]
    emails = [owner.line("itunes:email") for owner in owners]
    emails += [channel.attribute("podcast:locked", "owner"), channel.line("managingEditor")]
    values["show.authors"] = [author or "Unknown"]
    for key, found, default in (
        ("show.title", [channel.line("title", "itunes:title")], "Untitled"),
        ("show.description", [safe.plain(channel.text("description", "itunes:summary"))], "…"),
        ("show.language", [channel.line("language").replace("_", "-")], "en"),
        ("show.owner.name", names, author or "Unknown"),
        ("show.owner.email", emails, "owner@example.org"),
    ):
        values[key] = _first(key, found, default, lost)
    optional = {
        "show.kind": channel.line("itunes:type").lower(),
        "show.copyright": channel.line("copyright"),
    }
    values |= {k: text for k, text in optional.items() if text and _SHOW[k].wrong(text) is None}
    said = _clean(said_of_show(channel), "show.", _SHOW, lost)
    scalars = {f"show.{key}": v for key, v in said.items() if isinstance(v, str | bool)}
    tables = {key: v for key, v in said.items() if f"show.{key}" not in scalars}
    text = template.render({**values, **scalars})
    return text + "".join(f"{line}\n" for line in _lines(tables, ("show",))), lost


def _first(key: str, found: Sequence[str], default: str, lost: list[str]) -> str:
    """Return the first good value of a key that must be there."""
    good = next((text for text in found if text and _SHOW[key].wrong(text) is None), None)
    if good is None:
        lost.append(f"{key} is not in the feed; {default!r} stands there now")
    return good or default


def _categories(channel: Node, lost: list[str]) -> list[str]:
    found: list[str] = []
    for main in channel.all("itunes:category"):
        name = safe.line(main.element.get("text", ""))
        inner = [safe.line(one.element.get("text", "")) for one in main.all("itunes:category")]
        found += [f"{name} > {one}" for one in inner if one] or [name]
    good = [item for item in found if checks.categories([item]) is None]
    lost += [f"the category {item!r} is not Apple's" for item in found if item not in good]
    if not good:
        lost.append(f"show.categories is not in the feed; {_CATEGORY!r} stands there now")
    return good or [_CATEGORY]


def to_toml(table: Table) -> str:
    """Return a table as TOML, texts of several lines as such."""
    return "".join(f"{line}\n" for line in _lines(table, ()))


def _lines(table: Table, way: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of a table: values first, since whatever follows a header belongs to it."""
    for key, value in table.items():
        if not _is_table(value):
            yield f"{key} = {_literal(value)}"
    for key, value in table.items():
        if not _is_table(value):
            continue
        name = ".".join((*way, key))
        for inner in value if isinstance(value, list) else [value]:
            yield f"\n[[{name}]]" if isinstance(value, list) else f"\n[{name}]"
            yield from _lines(inner, (*way, key))


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    )


def _literal(value: object) -> str:
    import tomlkit

    if isinstance(value, str) and "\n" in value:
        return tomlkit.string(value, multiline=True).as_string()
    return tomlkit.item(value).as_string()


def _clean(raw: Raw, table: str, keys: Mapping[str, Key], lost: list[str]) -> Table:
    """Return what of a table can be used; nothing, if something is missing that must be there."""
    found: Table = {}
    for field, value in raw.items():
        if not value:
            continue
        inner: Any = None
        if isinstance(value, list):
            tables = [_clean(one, f"{table}{field}[].", keys, lost) for one in value]
            inner = [one for one in tables if one]
        elif isinstance(value, Mapping):
            inner = _clean(value, f"{table}{field}.", keys, lost)
        elif key := keys.get(f"{table}{field}"):
            inner = _value(key, value)
            if inner is None:
                lost.append(f"{key.name} = {value[:60]!r}")
        if inner not in (None, {}, []):
            found[field] = inner
    start = len(table)
    needed = (name[start:] for name, key in keys.items() if name.startswith(table) and key.required)
    missing = [name for name in needed if "." not in name and name not in found]
    if missing and table not in ("", "show."):
        if found:
            lost.append(f"{table.rstrip('.[]')} without {missing[0]}")
        return {}
    return found


def _value(key: Key, text: str) -> object:
    """Return a text as the value of a key; ``None`` if it is none."""
    text = "".join(one for one in text if checks.characters(one) is None)
    value: object = text
    if key.kind is bool:
        lower = text.lower()
        value = lower in _TRUE if lower in _TRUE | _FALSE else None
    elif key.kind is int:
        value = int(text) if text.isascii() and text.isdecimal() else None
    elif key.kind is float:
        value = _seconds(text)
    elif key.kind is list:
        value = [part.strip() for part in text.split(",") if part.strip()]
    return None if value is None or key.wrong(value) else value


def _seconds(text: str) -> float | None:
    """Return a time in seconds: ``1:02:03.5``, ``62:03``, ``3723``."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return None
    return int(found[1] or 0) * 3600 + int(found[2] or 0) * 60 + float(found[3])
