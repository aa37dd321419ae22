"""What lies on a target, as far as it is known, and as far as it must be found out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from audiopub.deploy import kinds, manifest
from audiopub.deploy.manifest import Manifest
from audiopub.deploy.plan import Seen
from audiopub.deploy.target import Content, Held, Target
from audiopub.deploy.transfer import Patience, is_equal, many
from audiopub.errors import DeployError
from audiopub.store.journal import Journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A file that was brought and verified; what the journal remembers."""

    sha256: str
    """Its content."""

    version: str
    """As the host called it then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What lies on a target."""

    there: Mapping[str, Seen]
    """Every file but those on their way, by its path."""

    versions: Mapping[str, str]
    """Their versions, as the host calls them."""

    foreign: tuple[str, ...]
    """Files that somebody else put there, and that stand in the way or around."""

    leftovers: tuple[str, ...]
    """What a broken run left."""


class Memory:
    """What was brought to one target: verified once, and not looked at again."""

    def __init__(self, journal: Journal, name: str, url: str) -> None:
        """Remember in a journal, under a target's name and address."""
        self._journal = journal
        self._key = f"deploy:{name}:{url}:"

    def arrived(self, files: Mapping[str, Arrived]) -> None:
        """Remember that files were brought and verified."""
        self._journal.replace({f"{self._key}{path}": one for path, one in files.items()})

    def knows(self, held: Held, sha256: str) -> bool:
        """Return whether a file on the target is known to have a content."""
        last = self._journal.recall(f"{self._key}{held.path}", Arrived)
        return last == Arrived(sha256=sha256, version=held.version)


def read_manifest(target: Target, patience: Patience) -> Manifest | None:
    """Return what a target says of itself, ``None`` if nothing was ever deployed to it.

    Raises:
        DeployError: AP746, it cannot be understood; or the host refuses.
    """
    held = patience.insist(lambda: target.head(manifest.PATH))
    if held is None:
        return None
    size = held.size

    def read() -> Manifest:
        data = patience.insist(lambda: target.read_range(manifest.PATH, 0, size))
        return manifest.decode(data, target.name)

    try:
        return read()
    except DeployError:  # what arrives here may be damaged on its way; what lies there, hardly
        return read()


def survey(
    target: Target,
    tree: Mapping[str, Content],
    known: Manifest | None,
    memory: Memory,
    patience: Patience,
    *,
    thorough: bool,
) -> Survey:
    """Find out what lies on a target.

    What the manifest says is believed where the size fits. Of all other files that we would put,
    it is found out whether they are there already: by the journal, by the host's hash, or by
    reading them back.

    Args:
        target: The target.
        tree: What shall be there.
        known: What the target says of itself.
        memory: What was brought to it from here.
        patience: How often to try.
        thorough: Whether to believe neither manifest nor journal.

    Raises:
        DeployError: The host refuses.
    """
    listed = patience.insist(lambda: {held.path: held for held in target.list()})
    claims = f"{kinds.OURS}/claims/"
    held = {
        path: one
        for path, one in listed.items()
        if not path.startswith(claims) and not _is_on_its_way(path)
    }
    hashes: dict[str, str | None] = {}
    doubtful: list[tuple[Held, Content]] = []
    for path, one in held.items():
        content = tree.get(path)
        hashes[path] = None if thorough else _believed(one, content, known, memory)
        if hashes[path] is None and content and content.size == one.size:
            doubtful.append((one, content))
    hashes |= _compared(target, doubtful, patience)
    return Survey(
        there={path: Seen(size=one.size, sha256=hashes[path]) for path, one in held.items()},
        versions={path: one.version for path, one in held.items()},
        foreign=tuple(
            path for path in sorted(held) if _is_foreign(path, known, tree.get(path), hashes[path])
        ),
        leftovers=tuple(path for path in sorted(listed) if _is_on_its_way(path)),
    )


def refuse_foreign(target: Target, found: Survey, known: Manifest | None, show: str) -> None:
    """Refuse a target that holds what is not ours.

    Raises:
        DeployError: AP732, it does.
    """
    if known is not None and known.show != show:
        what = f"another show lies there (podcast:guid {known.show})"
    elif found.foreign:
        first = ", ".join(found.foreign[:3])
        more = f" and {len(found.foreign) - 3} more" if len(found.foreign) > 3 else ""  # noqa: PLR2004 - those named
        what = f"files lie there that audiopub did not put there: {first}{more}"
    else:
        return
    raise DeployError(
        "AP732",
        what,
        path=target.name,
        hint="deploy to an empty place; or take this one over with --adopt, which replaces files "
        "of the same names and leaves all others",
    )


def _is_on_its_way(path: str) -> bool:
    return PurePosixPath(path).name.startswith(kinds.WORK)


def _is_foreign(
    path: str, known: Manifest | None, content: Content | None, sha256: str | None
) -> bool:
    if path.startswith(f"{kinds.OURS}/") or (content and sha256 == content.sha256):
        return False
    # what lies around was accepted when the manifest was written; what stands in the way was not
    return known is None or (content is not None and not known.knows(path))


def _believed(
    held: Held, wanted: Content | None, known: Manifest | None, memory: Memory
) -> str | None:
    """Return the hash of a file as the manifest or the journal says it, if they can be believed."""
    if known and held.path not in (known.pending or ()):
        believed = known.live.get(held.path)
        if believed and believed.size == held.size:
            return believed.sha256
    if wanted and wanted.size == held.size and memory.knows(held, wanted.sha256):
        return wanted.sha256
    return None


def _compared(
    target: Target, pairs: list[tuple[Held, Content]], patience: Patience
) -> dict[str, str | None]:
    """Return the hashes of those files that turn out to be what we would put."""

    def compare(pair: tuple[Held, Content]) -> str | None:
        held, content = pair
        equal = patience.insist(lambda: is_equal(target, held, content))
        return content.sha256 if equal else None

    with many(target.capabilities.parallel) as pool:
        found = list(pool.map(compare, pairs))
    return {held.path: sha256 for (held, _), sha256 in zip(pairs, found, strict=True)}
