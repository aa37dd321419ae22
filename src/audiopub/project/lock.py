"""audiopub.lock: what is given out once and never again changes, episode by episode.

A feed reader knows an episode by its guid, a link by its slug, and both order it by its date. So
these are written down at the first publication and are read, not derived, ever after. The
producer commits the file. Whatever contradicts it is an error; nothing here repairs it silently.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from audiopub.model import Identity
from audiopub.project import checks, toml
from audiopub.project.pairing import identity_of
from audiopub.project.toml import Key
from audiopub.store.files import explained, write_whole

FILE = "audiopub.lock"
VERSION = 1
CURE = "restore the file from your version control; audiopub wrote it"
RESERVED = frozenset({"assets", "media", "cover", "feed", "index", "page", "search", "embed"})
"""Names in the published tree that no episode may have."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _slug(value: str) -> str | None:
    if _SLUG.fullmatch(value) and value not in RESERVED:
        return None
    return f"{value!r} is not made of small letters, digits and single hyphens, or is reserved"


KEYS: tuple[Key, ...] = (
    Key(name="version", kind=int, required=True, doc="The file's format.", example="1"),
    Key(
        name="episode[].name",
        kind=str,
        required=True,
        check=checks.text,
        doc="The base name of the episode's files.",
        example='"first"',
    ),
    Key(
        name="episode[].guid",
        kind=str,
        required=True,
        check=checks.text,
        doc="What feed readers know the episode by.",
        example='"9b024349-ccf0-5f69-a609-6b82873eab3c"',
    ),
    Key(
        name="episode[].slug",
        kind=str,
        required=True,
        check=_slug,
        doc="Its folder in feeds/ and its name in addresses.",
        example='"first"',
    ),
    Key(
        name="episode[].published",
        kind=dt.datetime,
        required=True,
        check=lambda value: None if value.tzinfo else "it has no time zone",
        doc="When it was first published.",
        example="2026-01-31T12:00:00Z",
    ),
)

_HEADER = """\
# What audiopub gave out once and never changes: how feed readers know each episode (guid), its
# name in addresses (slug), and when it was first published. Commit this file; do not edit it.
version = 1

"""


class Lock:
    """The identities of a show's episodes; immutable, :meth:`assign` gives a new one."""

    def __init__(self, identities: Mapping[str, Identity], names: Mapping[str, str]) -> None:
        """Take identities, and names as written, by :func:`identity_of` of the name."""
        self._identities = MappingProxyType(dict(identities))
        self._names = MappingProxyType(dict(names))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all episodes, in the file's order."""
        return tuple(self._names.values())

    @property
    def slugs(self) -> frozenset[str]:
        """The slugs of all episodes."""
        return frozenset(identity.slug for identity in self._identities.values())

    def get(self, name: str) -> Identity | None:
        """Return the identity of an episode, or ``None`` if it was never given one."""
        return self._identities.get(identity_of(name))

    def assign(self, name: str, published: dt.datetime, show_guid: str) -> tuple[Identity, Lock]:
        """Return the identity of an episode, and a lock in which it is given out.

        The guid is a UUID version 5 (RFC 9562, 5.5) of the show's guid and the slug, so that the
        same sources give the same guid on every machine.
        """
        key = identity_of(name)
        if known := self._identities.get(key):
            return known, self
        slug = slug_of(name, self.slugs)
        identity = Identity(
            guid=str(uuid.uuid5(uuid.UUID(show_guid), slug)),
            slug=slug,
            published=published.astimezone(dt.UTC),
        )
        lock = Lock({**self._identities, key: identity}, {**self._names, key: name})
        return identity, lock

    def adopt(self, name: str, identity: Identity) -> Lock:
        """Return a lock in which an episode has the identity that it got elsewhere."""
        key = identity_of(name)
        return Lock({**self._identities, key: identity}, {**self._names, key: name})

    def without(self, name: str) -> Lock:
        """Return a lock in which an episode has no identity."""
        key = identity_of(name)
        identities = {one: value for one, value in self._identities.items() if one != key}
        return Lock(identities, {one: value for one, value in self._names.items() if one != key})

    def to_toml(self, old: str = "") -> str:
        """Render the lock; what stands in an older text of it, comments too, is kept."""
        import tomlkit

        document = tomlkit.parse(old or _HEADER)
        episodes = document.get("episode")
        if episodes is None:
            episodes = tomlkit.aot()
            document["episode"] = episodes
        known = {identity_of(table["name"]) for table in episodes}
        for key, identity in self._identities.items():
            if key in known:
                continue
            table = tomlkit.table()
            table["name"] = self._names[key]
            table["guid"] = identity.guid
            table["slug"] = identity.slug
            table["published"] = identity.published
            episodes.append(table)
        return tomlkit.dumps(document)


def read(root: Path) -> Lock:
    """Read a show's lock; one that is not there is empty.

    Raises:
        ConfigError: AP140, it is not TOML; AP147, two episodes share what must be unique; AP148,
            its version is unknown.
        ExceptionGroup: Of :class:`ConfigError`, everything else that is wrong with it.
        StoreError: It cannot be read.
    """
    file = root / FILE
    if not file.exists():
        return Lock({}, {})
    with explained(file, f"read {FILE}"):
        data = file.read_bytes()
    document = toml.read(data, FILE, KEYS, CURE)
    if document.get("version") != VERSION:
        raise document.error(
            "AP148",
            f"version {document.get('version')} of this file is not known",
            "a newer audiopub wrote it: upgrade audiopub",
            "version",
        )
    identities: dict[str, Identity] = {}
    names: dict[str, str] = {}
    seen: dict[tuple[str, str], str] = {}
    for index, table in enumerate(document.get("episode") or ()):
        for field in ("name", "guid", "slug"):
            value = identity_of(table[field]) if field == "name" else table[field]
            if other := seen.get((field, value)):
                raise document.error(
                    "AP147",
                    f"{table['name']} and {other} have the same {field}, {table[field]!r}",
                    "restore the file from your version control, or correct the newer of the two",
                    "episode",
                    index,
                    field,
                )
            seen[field, value] = table["name"]
        key = identity_of(table["name"])
        names[key] = table["name"]
        identities[key] = Identity(
            guid=table["guid"], slug=table["slug"], published=table["published"]
        )
    return Lock(identities, names)


def write(root: Path, lock: Lock) -> bool:
    """Write a show's lock, if there is anything new in it; return whether there was.

    Raises:
        StoreError: It cannot be written.
    """
    file = root / FILE
    old = file.read_text(encoding="utf-8-sig") if file.exists() else ""
    new = lock.to_toml(old)
    if new == old or not lock.names:
        return False
    write_whole(file, new.encode())
    return True


def slug_of(name: str, taken: frozenset[str]) -> str:
    """Return a folder name of small ASCII letters, digits and hyphens for an episode."""
    from anyascii import anyascii

    stem = re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")[:80].strip("-")
    stem = stem or "episode"
    candidates = (
        stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 3 + len(RESERVED))
    )
    return next(slug for slug in candidates if slug not in taken and slug not in RESERVED)
