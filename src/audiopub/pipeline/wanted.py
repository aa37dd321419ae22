"""What shall lie in each folder of the published tree: files of episodes, of the site, the feed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from audiopub.store.keys import key_of
from audiopub.store.tree import Contents

Sources = Callable[[], Mapping[str, str]]
"""Returns where files are taken from, by their names."""


class Wanted:
    """What shall lie in the tree."""

    def __init__(self) -> None:
        """Begin with an empty tree."""
        self._digests: defaultdict[str, list[str]] = defaultdict(list, {"": []})
        self._sources: defaultdict[str, list[Sources]] = defaultdict(list, {"": []})
        self._hashes: defaultdict[str, dict[str, str]] = defaultdict(dict)

    def add(self, path: str, sha256: str, source: str) -> None:
        """Put in a file."""
        folder, _, name = path.rpartition("/")
        self._hashes[folder][name] = sha256
        self.put(folder, f"{name} {sha256}", lambda: {name: source})

    def put(self, folder: str, digest: str, sources: Sources) -> None:
        """Put files into a folder.

        Args:
            folder: The folder.
            digest: Equal for equal files.
            sources: Returns where each is taken from, by its name.
        """
        self._digests[folder].append(digest)
        self._sources[folder].append(sources)

    def contents(self) -> dict[str, Contents]:
        """Return it folder by folder."""
        return {
            folder: Contents(
                digest=key_of("folder", 2, sorted(digests)),
                sources=partial(_together, self._sources[folder]),
                hashes=self._hashes.get(folder, {}),
            )
            for folder, digests in self._digests.items()
        }


def _together(parts: Iterable[Sources]) -> dict[str, str]:
    return {name: source for files in parts for name, source in files().items()}
