"""The published tree: brought up to date beside, then put in place whole.

Two trees take turns. The one that was exchanged for the other stays beside it as the spare, and
the next publication changes in it only what differs. Nothing that readers see is ever changed:
they see the one tree or the other.

What lies in a tree is known by its stamps: a folder's time of change tells of every file that was
added to it, removed from it or replaced in it; files that stand alone, and sounds, have their own.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from msgspec import Struct, field

from audiopub.errors import StoreError
from audiopub.store import files
from audiopub.store.exchange import exchange
from audiopub.store.files import WORK, explained, sync_folder
from audiopub.store.known import Known, State
from audiopub.store.stamps import Stamps, path_in, restamped, stamps

_OLD = ".audiopub-old"


class Contents(Struct, frozen=True, kw_only=True):
    """What shall lie in one folder of the tree."""

    digest: str
    """Equal for equal contents."""

    sources: Callable[[], Mapping[str, str]]
    """Returns the path that each file of it is taken from, by its name; asked only of a folder
    that is not as it is wanted."""

    hashes: Mapping[str, str] = field(default_factory=dict[str, str])
    """The SHA-256 of its files by their names, of a folder that holds thousands."""


class Staging:
    """A tree that is brought up to date; nobody sees it before :meth:`swap`."""

    def __init__(
        self,
        target: Path,
        spare: Path,
        *,
        live: State | None = None,
        kept: State | None = None,
        seen: Stamps | None = None,
    ) -> None:
        """Begin with the spare tree, or with an empty one if there is none.

        Args:
            target: The published tree; a link is followed.
            spare: Where the other one lies, on the same disk; if it is another disk, a tree is
                made beside the target, and none is kept.
            live: What is known of the published tree.
            kept: What is known of the spare.
            seen: How the published tree looks, if somebody has looked at it just now.

        Raises:
            StoreError: The tree cannot be made; AP707, a file is in the way.
        """
        self._target = target = target.resolve()
        if target.exists() and not target.is_dir():
            raise StoreError(
                "AP707",
                "this is a file, and the published tree is to become a folder of this name",
                path=str(target),
                hint="move the file away",
            )
        with explained(target, "prepare it"):
            target.parent.mkdir(parents=True, exist_ok=True)
            spare.parent.mkdir(parents=True, exist_ok=True)
            self._keeps = spare.parent.stat().st_dev == target.parent.stat().st_dev
            if self._keeps:
                spare.mkdir(exist_ok=True)
                self.folder = spare
            else:
                self.folder = Path(tempfile.mkdtemp(prefix=WORK, dir=target.parent))
            self.folder.chmod(0o755)
            self._live = Known(target, live, stamps(target) if seen is None else seen)
            self._spare = Known(self.folder, kept, stamps(self.folder))
        self._changed: set[str] = set()
        self._digests: dict[str, str] = {}
        self._hashes: dict[str, Mapping[str, str]] = {}
        self._same: set[str] = set()
        self._foreign: dict[str, tuple[str, ...]] = {}

    def is_live(self, wanted: Mapping[str, Contents]) -> bool:
        """Return whether the published tree is known to be as it is wanted already."""
        return (
            all(map(self._live.is_known, wanted))
            and self._live.state.digests.keys() == wanted.keys()
            and all(self._live.state.digests[name] == wanted[name].digest for name in wanted)
        )

    def fill(self, wanted: Mapping[str, Contents], ours: Callable[[str], bool]) -> None:
        """Bring the tree into the state that is wanted, and take along what is the producer's.

        Args:
            wanted: What shall lie in each folder; ``""`` is the tree itself.
            ours: Whether audiopub makes a file of this path; what else lies in the published tree,
                a CNAME, a .well-known folder, belongs to the producer.

        Raises:
            StoreError: A file cannot be read or written.
        """
        for name in sorted(wanted):
            contents = wanted[name]
            foreign = self._foreign_of(name, wanted, ours)
            self._digests[name] = contents.digest
            if contents.hashes:
                self._hashes[name] = contents.hashes
            if foreign:
                self._foreign[name] = foreign
            same = self._spare.files(name, contents.hashes)
            self._same |= {path_in(name, file) for file in same}
            if not self._is_right(name, wanted, foreign):
                self._put_right(name, wanted, foreign, ours, same)

    def swap(self) -> tuple[State, State | None]:
        """Put the tree in place of the old one; a reader sees the one or the other, whole.

        Returns:
            What is known of the published tree now, and of the one that is the spare now.

        Raises:
            StoreError: It cannot be put in place; the old tree stays.
        """
        with explained(self._target, f"put {self._target.name} in place"):
            for name in sorted(self._changed):
                if (self.folder / name).is_dir():
                    sync_folder(self.folder / name)
            sync_folder(self.folder)
            first = not self._target.exists()
            if first:
                self.folder.rename(self._target)
            elif not exchange(self.folder, self._target):
                old = self._target.with_name(_OLD)
                shutil.rmtree(old, ignore_errors=True)
                self._target.rename(old)
                try:
                    self.folder.rename(self._target)
                except OSError:
                    old.rename(self._target)
                    raise
                old.rename(self.folder)
            sync_folder(self._target.parent)
            sync_folder(self.folder.parent)
        spare = None
        if not first:
            if self._keeps:
                spare = self._live.again(self.folder)
            else:
                shutil.rmtree(self.folder, ignore_errors=True)
        same = self._same | (self._digests.keys() - self._changed)
        now = State(
            node=self._target.stat().st_ino,
            digests={name: digest for name, digest in self._digests.items() if digest},
            stamps=restamped(self._target, self._spare.now, same),
            hashes=self._hashes,
            foreign=self._foreign,
        )
        return now, spare

    def discard(self) -> None:
        """Remove the tree if it is not to be kept."""
        if not self._keeps:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _foreign_of(
        self, name: str, wanted: Mapping[str, Contents], ours: Callable[[str], bool]
    ) -> tuple[str, ...]:
        """Return the names in a folder of the published tree that are the producer's."""
        if name and self._live.is_known(name):
            return self._live.state.foreign.get(name, ())
        folder = self._target / name
        if not folder.is_dir():
            return ()
        sources = wanted[name].sources()
        with explained(folder, "take along what is yours"):
            return tuple(
                file
                for file in sorted(_names(folder))
                if (path := path_in(name, file)) not in wanted
                and file not in sources
                and _is_foreign(folder / file, path, ours)
            )

    def _is_right(
        self, name: str, wanted: Mapping[str, Contents], foreign: tuple[str, ...]
    ) -> bool:
        """Return whether a folder of the tree is known to be as it is wanted."""
        if not name and (foreign or not self._spare.folders <= wanted.keys()):
            return False  # folders of the producer are looked at each time
        return (
            self._spare.is_known(name)
            and self._spare.state.digests[name] == wanted[name].digest
            and self._spare.state.foreign.get(name, ()) == foreign
            and (not foreign or self._live.is_known(name))
        )

    def _put_right(
        self,
        name: str,
        wanted: Mapping[str, Contents],
        foreign: tuple[str, ...],
        ours: Callable[[str], bool],
        same: AbstractSet[str],
    ) -> None:
        folder, contents = self.folder / name, wanted[name]
        sources = contents.sources()
        with explained(folder, f"write {name or self._target.name}"):
            self._changed.add(name)
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                folder.unlink()
            folder.mkdir(exist_ok=True)
            keep = {*sources, *foreign, *(wanted if not name else ())}
            for left in _names(folder):
                if left not in keep:
                    _remove(folder / left)
            for file, source in sources.items():
                if file not in same:
                    self._link(path_in(name, file), source, contents.digest)
            for own in foreign:
                path = path_in(name, own)
                _mirror(self._target / path, self.folder / path, path, ours)

    def _link(self, path: str, source: str, digest: str) -> None:
        """Put a finished file into the tree without copying it, where the disk can do that."""
        try:
            _link(source, f"{self.folder}/{path}")
        except FileNotFoundError:  # the cache was thinned out; what is live has the same bytes
            folder = path.rpartition("/")[0]
            if not (self._live.is_known(folder) and self._live.state.digests[folder] == digest):
                raise
            _link(f"{self._target}/{path}", f"{self.folder}/{path}")


def _is_foreign(file: Path, path: str, ours: Callable[[str], bool]) -> bool:
    """Return whether something in the tree is the producer's: a link, a file, an empty folder."""
    if file.is_symlink() or not file.is_dir():
        return file.is_symlink() or not ours(path)
    inside = list(file.iterdir())
    return not inside or any(_is_foreign(one, f"{path}/{one.name}", ours) for one in inside)


def _names(folder: Path) -> list[str]:
    with os.scandir(folder) as entries:
        return [entry.name for entry in entries]


def _link(source: str, file: str) -> None:
    """Make a file the same as another one: a link, or a copy where the disk has no links.

    Paths are texts here: a folder of ten thousand sounds is gone through whenever one is new.

    Raises:
        FileNotFoundError: There is no other one.
    """
    wanted = os.stat(source)  # noqa: PTH116
    try:
        there = os.lstat(file)
    except FileNotFoundError:
        there = None
    if there:
        if stat.S_ISREG(there.st_mode) and _same(source, wanted, file, there):
            return
        _remove(Path(file))
    try:
        os.link(source, file)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(source, file)
        with open(file, "rb+") as handle:  # noqa: PTH123
            os.fsync(handle.fileno())


def _same(source: str, wanted: os.stat_result, file: str, there: os.stat_result) -> bool:
    if (wanted.st_dev, wanted.st_ino) == (there.st_dev, there.st_ino):
        return True
    return wanted.st_size == there.st_size and filecmp.cmp(source, file, shallow=False)


def _mirror(source: Path, target: Path, path: str, ours: Callable[[str], bool]) -> None:
    """Make a file, a link or a folder of the producer's the same in another place."""
    if source.is_symlink():
        if not (target.is_symlink() and target.readlink() == source.readlink()):
            _remove(target)
            target.symlink_to(source.readlink())
    elif source.is_dir():
        if target.is_symlink() or not target.is_dir():
            _remove(target)
            target.mkdir()
        inside = [one for one in source.iterdir() if _is_foreign(one, f"{path}/{one.name}", ours)]
        for left in {one.name for one in target.iterdir()} - {one.name for one in inside}:
            _remove(target / left)
        for one in inside:
            _mirror(one, target / one.name, f"{path}/{one.name}", ours)
    else:
        _link(str(source), str(target))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def sweep(target: Path) -> None:
    """Mend what a killed run left beside a tree; call it only under the lock.

    Where two folders cannot be exchanged at once, a run can die between its two renames. Then the
    old tree is put back.
    """
    target = target.resolve()
    old = target.with_name(_OLD)
    if old.is_dir() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    files.sweep(target.parent)
