"""audiopub.lock: what is given out once and never again changes, episode by episode.

A feed reader knows an episode by its guid, a link by its slug, and both order it by its date. So
these are written down at the first publication and are read, not derived, ever after. The
producer commits the file. Whatever contradicts it is an error; nothing here repairs it silently.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import uuid
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path

from audiopub.model import Identity
from audiopub.project import checks, toml
from audiopub.project.pairing import identity_of
from audiopub.project.toml import Key
from audiopub.store.files import explained, sha256_of, write_whole

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
    """The identities of a show's episodes."""

    def __init__(self, episodes: Mapping[str, Identity] | None = None) -> None:
        """Take identities by the names of their episodes, as they are written."""
        self._identities: dict[str, Identity] = {}
        self._names: dict[str, str] = {}
        self._slugs: set[str] = set()
        for name, identity in (episodes or {}).items():
            self.adopt(name, identity)

    @property
    def episodes(self) -> dict[str, Identity]:
        """The identities by the names of their episodes as written, in the order of the file."""
        return {self._names[key]: identity for key, identity in self._identities.items()}

    @property
    def slugs(self) -> AbstractSet[str]:
        """The slugs of all episodes."""
        return self._slugs

    def get(self, name: str) -> Identity | None:
        """Return the identity of an episode, or ``None`` if it was never given one."""
        return self._identities.get(identity_of(name))

    def assign(self, name: str, published: dt.datetime, show_guid: str) -> Identity:
        """Return the identity of an episode; give one out if it has none.

        The guid is a UUID version 5 (RFC 9562, 5.5) of the show's guid and the slug, so that the
        same sources give the same guid on every machine.
        """
        if known := self.get(name):
            return known
        slug = slug_of(name, self._slugs)
        identity = Identity(
            guid=str(uuid.uuid5(uuid.UUID(show_guid), slug)),
            slug=slug,
            published=published.astimezone(dt.UTC),
        )
        self.adopt(name, identity)
        return identity

    def adopt(self, name: str, identity: Identity) -> None:
        """Give an episode the identity that it got elsewhere."""
        key = identity_of(name)
        self._identities[key] = identity
        self._names[key] = name
        self._slugs.add(identity.slug)

    def withdraw(self, name: str) -> None:
        """Take back the identity of an episode, if it has one: nobody may have seen it yet."""
        key = identity_of(name)
        if identity := self._identities.pop(key, None):
            self._slugs.remove(identity.slug)
            del self._names[key]

    def copy(self) -> Lock:
        """Return a lock of its own that says the same."""
        return Lock(self.episodes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A lock that was read before, since reading ten thousand tables of TOML takes a second."""

    sha256: str
    """Of the file."""

    episodes: dict[str, Identity]
    """What it says."""


def read(root: Path, remembered: Remembered | None = None) -> Lock:
    """Read a show's lock; one that is not there is empty.

    Args:
        root: The folder of the show.
        remembered: What it said before; parsed is only a file that has changed since.

    Raises:
        ConfigError: AP140, it is not TOML; AP147, two episodes share what must be unique; AP148,
            its version is unknown.
        ExceptionGroup: Of :class:`ConfigError`, everything else that is wrong with it.
        StoreError: It cannot be read.
    """
    file = root / FILE
    if not file.exists():
        return Lock()
    with explained(file, f"read {FILE}"):
        data = file.read_bytes()
    if remembered and remembered.sha256 == hashlib.sha256(data).hexdigest():
        return Lock(remembered.episodes)
    document = toml.read(data, FILE, KEYS, CURE)
    if document.get("version") != VERSION:
        raise document.error(
            "AP148",
            f"version {document.get('version')} of this file is not known",
            "a newer audiopub wrote it: upgrade audiopub",
            "version",
        )
    lock = Lock()
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
        identity = Identity(guid=table["guid"], slug=table["slug"], published=table["published"])
        lock.adopt(table["name"], identity)
    return lock


def remember(root: Path, lock: Lock) -> Remembered:
    """Return what a lock says that has just been written or read.

    Raises:
        StoreError: The file cannot be read.
    """
    return Remembered(sha256=sha256_of(root / FILE), episodes=lock.episodes)


def write(root: Path, lock: Lock, given: Lock) -> bool:
    """Add to a show's lock what is given out now; what stands in it stays, comments too.

    Args:
        root: The folder of the show.
        lock: What is given out now.
        given: What the file says.

    Returns:
        Whether there was anything to add.

    Raises:
        StoreError: It cannot be written.
    """
    added = {name: one for name, one in lock.episodes.items() if given.get(name) is None}
    if not added:
        return False
    file = root / FILE
    old = file.read_text(encoding="utf-8-sig") if file.exists() else _HEADER
    write_whole(file, "".join((old.rstrip(), "\n", *starmap(_table, added.items()))).encode())
    return True


def _table(name: str, identity: Identity) -> str:
    import tomlkit

    values = {"name": name, "guid": identity.guid, "slug": identity.slug}
    lines = [f"{key} = {tomlkit.item(value).as_string()}\n" for key, value in values.items()]
    published = tomlkit.item(identity.published).as_string()
    return "".join(("\n[[episode]]\n", *lines, f"published = {published}\n"))


def slug_of(name: str, taken: AbstractSet[str]) -> str:
    """Return a folder name of small ASCII letters, digits and hyphens for an episode."""
    from anyascii import anyascii

    stem = re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")[:80].strip("-")
    stem = stem or "episode"
    candidates = (
        stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 3 + len(RESERVED))
    )
    return next(slug for slug in candidates if slug not in taken and slug not in RESERVED)
