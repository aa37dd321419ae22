"""The files of a show, brought together by their base names."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from audiopub.errors import PairingError, StoreError
from audiopub.project.checks import OUTPUT
from audiopub.project.config import FILE, Config
from audiopub.store.hashes import State, state_in
from audiopub.text import formats

TRANSCRIPTS = formats.SUFFIXES
RECORDINGS = frozenset(
    (
        ".aac",
        ".aif",
        ".aiff",
        ".amr",
        ".ape",
        ".caf",
        ".flac",
        ".m4a",
        ".m4b",
        ".mka",
        ".mkv",
        ".mov",
        ".mp3",
        ".mp4",
        ".oga",
        ".ogg",
        ".opus",
        ".w64",
        ".wav",
        ".webm",
        ".wma",
        ".wv",
    )
)
COVERS = (".jpg", ".jpeg", ".png")
CHAPTERS = ".chapters.txt"


@dataclass(slots=True)
class Group:
    """All files of one base name."""

    files: dict[str, State]
    """How each looks, by its path."""

    kinds: dict[str, str]
    """What each is to an episode, likewise."""

    stems: set[str]
    """Their base names as written."""

    @property
    def name(self) -> str:
        """Their base name, as the first of them has it."""
        if len(self.stems) == 1:
            (stem,) = self.stems
        else:
            stem, _ = _divided(min(self.files, key=_in_order))
        return unicodedata.normalize("NFC", stem)

    def of_kind(self, kind: str) -> list[Path]:
        """Return those that are of a kind, in order."""
        files = (path for path in self.files if self.kinds[path] == kind)
        return [Path(path) for path in sorted(files, key=_in_order)]


def identity_of(name: str) -> str:
    """Return what makes two base names the same: normal form C, without regard to case."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def groups(config: Config, seen: Mapping[str, State]) -> dict[str, Group]:
    """Return the files of a show by the identity of their base name.

    Args:
        config: The show's configuration.
        seen: How its files look; those outside of the folders of sources are passed over.
    """
    shows = (config.root / FILE, *config.sound.clips, config.artwork)
    others = {str(file) for file in shows if file}
    texts = tuple(f"{folder}{os.sep}" for folder in config.transcripts)
    sounds = tuple(f"{folder}{os.sep}" for folder in config.recordings)
    found: dict[str, Group] = {}
    for path, state in seen.items():
        if not path.startswith((*texts, *sounds)) or path in others:
            continue
        kind, stem = _kind(path, texts, sounds)
        if kind:
            key = identity_of(stem)
            if (group := found.get(key)) is None:
                group = found[key] = Group({}, {}, set())
            group.stems.add(stem)
            group.files[path] = state
            group.kinds[path] = kind
    return found


def states(config: Config) -> dict[str, State]:
    """Return the state of all files in the folders of sources, by their paths.

    Left out are hidden ones and, in a show whose sources lie beside audiopub.toml, that file and
    what audiopub publishes.

    Raises:
        PairingError: AP120, a folder of sources is not there.
        StoreError: AP701, a folder of sources may not be read: were it taken for empty, its
            episodes would look withdrawn.
    """
    found: dict[str, State] = {}
    try:
        for folder in dict.fromkeys((*config.transcripts, *config.recordings)):
            if not folder.is_dir():
                raise PairingError(
                    "AP120",
                    "this folder of sources is not there",
                    path=config.name(folder),
                    hint="make it, or correct [sources] in audiopub.toml",
                )
            _look(str(folder), str(config.root / OUTPUT), found)
    except OSError as error:
        raise StoreError(
            "AP701",
            f"cannot read it: {error.strerror}",
            path=config.name(Path(error.filename)),
            hint="give yourself the right to read it",
        ) from error
    found.pop(str(config.root / FILE), None)
    return found


def _look(folder: str, output: str, found: dict[str, State]) -> None:
    """Note the files in a folder and those below it; raise what the system refuses to list."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.path == output:
                continue
            try:
                status = entry.stat()
            except PermissionError:
                raise
            except OSError:  # a link that leads nowhere, or in a circle
                continue
            if stat.S_ISREG(status.st_mode):
                found[entry.path] = state_in(status)
            elif entry.is_dir(follow_symlinks=False):
                _look(entry.path, output, found)


def _kind(path: str, texts: tuple[str, ...], sounds: tuple[str, ...]) -> tuple[str | None, str]:
    """Return what a file is to an episode, and the base name of the episode.

    Args:
        path: The file.
        texts: How the paths of all transcripts begin.
        sounds: How those of all recordings do.
    """
    stem, suffix = _divided(path)
    suffix = suffix.lower()
    if suffix == CHAPTERS:
        return "chapters", stem
    if suffix in TRANSCRIPTS and path.startswith(texts):
        return "transcripts", stem
    if suffix in RECORDINGS and path.startswith(sounds):
        return "recordings", stem
    if suffix == ".toml":
        return "sidecars", stem
    if suffix in COVERS:
        return "covers", stem
    return None, stem


def _divided(path: str) -> tuple[str, str]:
    """Return the base name of an episode that a file belongs to, and the ending of the file."""
    name = path.rpartition(os.sep)[2]
    if name.lower().endswith(CHAPTERS):
        return name[: -len(CHAPTERS)], CHAPTERS
    return os.path.splitext(name)  # noqa: PTH122 - ten thousand paths take a second


def _in_order(path: str) -> str:
    """Return what paths are in order by: what lies in a folder stands together."""
    return path.replace(os.sep, "\0")
