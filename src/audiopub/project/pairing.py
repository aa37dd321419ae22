"""Pairing: which transcript and which recording are one episode, by sidecar or by base name."""

from __future__ import annotations

import contextlib
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from audiopub.errors import AudiopubError, PairingError, StoreError
from audiopub.model import Draft
from audiopub.project import sidecar
from audiopub.project.checks import OUTPUT
from audiopub.project.config import FILE, Config
from audiopub.project.sidecar import Sidecars
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The files of one episode."""

    name: str
    """Their base name, as the producer wrote it; audiopub.lock knows the episode by it."""

    transcript: Path
    """The text."""

    audio: Path
    """The recording."""

    by: Literal["sidecar", "name", "listening"]
    """What brought them together."""

    draft: Draft
    """What the sidecar says."""

    sidecar: Path | None = None
    """NAME.toml."""

    chapters: Path | None = None
    """NAME.chapters.txt."""

    cover: Path | None = None
    """NAME.jpg or NAME.png."""

    score: float | None = None
    """By how much the recording speaks the text, if it was listened to; see ``Verdict.score``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The files of an episode that was finished elsewhere and is kept as it was."""

    name: str
    """Their base name."""

    sidecar: Path
    """NAME.toml."""

    draft: Draft
    """What it says; ``imported`` is never open."""

    sound: Path | None
    """The sound, if it lies in the show."""

    chapters: Path | None
    """NAME.chapters.txt."""

    cover: Path | None
    """NAME.jpg or NAME.png."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lone:
    """A transcript or a recording whose other half no name and no sidecar gives."""

    name: str
    """The base name of its files."""

    file: Path
    """The transcript or the recording."""

    draft: Draft
    """What the sidecar says."""

    sidecar: Path | None
    """NAME.toml."""

    chapters: Path | None
    """NAME.chapters.txt."""

    cover: Path | None
    """NAME.jpg or NAME.png."""

    def with_recording(self, audio: Path, score: float) -> Pair:
        """Return the pair of this transcript and a recording that speaks it."""
        return Pair(
            name=self.name,
            transcript=self.file,
            audio=audio,
            by="listening",
            draft=self.draft,
            sidecar=self.sidecar,
            chapters=self.chapters,
            cover=self.cover,
            score=score,
        )


@dataclass(slots=True)
class _Group:
    """All files of one base name, and what its sidecar names."""

    name: str
    transcripts: list[Path] = field(default_factory=list)
    recordings: list[Path] = field(default_factory=list)
    sidecars: list[Path] = field(default_factory=list)
    chapters: list[Path] = field(default_factory=list)
    covers: list[Path] = field(default_factory=list)
    draft: Draft = field(default_factory=Draft)
    named_transcript: Path | None = None
    named_audio: Path | None = None
    named_sound: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """What was found in the folders of sources."""

    pairs: tuple[Pair, ...]
    """In the order of their names."""

    problems: Mapping[str, tuple[AudiopubError, ...]]
    """What cannot be paired, by base name: each with the reason and the way out."""

    finished: tuple[Finished, ...] = ()
    """Episodes that need no pairing."""

    lone_transcripts: tuple[Lone, ...] = ()
    """Those of the problems that are a transcript alone."""

    lone_recordings: tuple[Lone, ...] = ()
    """Those of the problems that are a recording alone, and nothing else."""


def identity_of(name: str) -> str:
    """Return what makes two base names the same: normal form C, without regard to case."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def pair(
    config: Config, seen: Mapping[str, State] | None = None, sidecars: Sidecars | None = None
) -> Pairing:
    """Bring transcripts and recordings together.

    Args:
        config: The show's configuration.
        seen: The files of the show, if they were looked at already; see :func:`states`. Those
            outside of the folders of sources are passed over.
        sidecars: Knows what sidecars say.

    Raises:
        PairingError: AP120, a folder of sources is not there.
        StoreError: AP701, a folder of sources may not be read.
    """
    groups = _groups(config, states(config) if seen is None else seen)
    problems: dict[str, tuple[AudiopubError, ...]] = {}
    claims: dict[Path, str] = {}
    pairs: list[Pair] = []
    finished: list[Finished] = []
    texts: list[Lone] = []
    sounds: list[Lone] = []
    for group in groups:
        with _collected(problems, group):
            _read_sidecar(config, group, claims, sidecars)
    for group in groups:
        with _collected(problems, group):
            found = None if group.name in problems else _pair(config, group, claims)
            if isinstance(found, Pair):
                pairs.append(found)
            elif isinstance(found, Finished):
                finished.append(found)
            elif isinstance(found, Lone):
                is_sound = found.file.suffix.lower() in RECORDINGS
                if not is_sound or found.sidecar is None:
                    (sounds if is_sound else texts).append(found)
                problems[group.name] = (_incomplete(config, found),)
    return Pairing(
        pairs=tuple(pairs),
        problems=problems,
        finished=tuple(finished),
        lone_transcripts=tuple(texts),
        lone_recordings=tuple(sounds),
    )


@contextlib.contextmanager
def _collected(problems: dict[str, tuple[AudiopubError, ...]], group: _Group) -> Iterator[None]:
    """Note what goes wrong with one episode, so that the others go on."""
    try:
        yield
    except AudiopubError as error:
        problems[group.name] = (error,)
    except ExceptionGroup as errors:
        problems[group.name] = tuple(e for e in errors.exceptions if isinstance(e, AudiopubError))


def _groups(config: Config, seen: Iterable[str]) -> list[_Group]:
    shows = (config.root / FILE, *config.sound.clips, config.artwork)
    others = {str(file) for file in shows if file}
    texts = tuple(f"{folder}{os.sep}" for folder in config.transcripts)
    sounds = tuple(f"{folder}{os.sep}" for folder in config.recordings)
    groups: dict[str, _Group] = {}
    for path in sorted(seen, key=lambda path: path.replace(os.sep, "\0")):
        if path in others or not path.startswith((*texts, *sounds)):
            continue
        kind, stem = _kind(path, texts, sounds)
        if kind:
            group = groups.setdefault(identity_of(stem), _Group(unicodedata.normalize("NFC", stem)))
            getattr(group, kind).append(Path(path))
    return [groups[key] for key in sorted(groups)]


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
            found.update(_below(str(folder), str(config.root / OUTPUT)))
    except OSError as error:
        raise StoreError(
            "AP701",
            f"cannot read it: {error.strerror}",
            path=config.name(Path(error.filename)),
            hint="give yourself the right to read it",
        ) from error
    found.pop(str(config.root / FILE), None)
    return found


def _below(folder: str, output: str) -> Iterator[tuple[str, State]]:
    """Yield the files in a folder and those below it; raise what the system refuses to list."""
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
                yield entry.path, state_in(status)
            elif entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, output)


def _kind(path: str, texts: tuple[str, ...], sounds: tuple[str, ...]) -> tuple[str | None, str]:
    """Return what a file is to an episode, and the base name of the episode.

    Args:
        path: The file.
        texts: How the paths of all transcripts begin.
        sounds: How those of all recordings do.
    """
    name = path.rpartition(os.sep)[2]
    if name.lower().endswith(CHAPTERS):
        return "chapters", name[: -len(CHAPTERS)]
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 - ten thousand paths take a second
    suffix = suffix.lower()
    if suffix in TRANSCRIPTS and path.startswith(texts):
        return "transcripts", stem
    if suffix in RECORDINGS and path.startswith(sounds):
        return "recordings", stem
    if suffix == ".toml":
        return "sidecars", stem
    if suffix in COVERS:
        return "covers", stem
    return None, stem


def _read_sidecar(
    config: Config, group: _Group, claims: dict[Path, str], sidecars: Sidecars | None
) -> None:
    """Read what a sidecar says, and claim the files it names before names are compared."""
    file = _only(config, group.sidecars, "sidecars")
    if file is None:
        return
    if sidecars and (draft := sidecars.recall(file)):
        group.draft = draft
        return
    document, group.draft = sidecar.read(file, config.name(file), config.timezone)
    group.named_transcript = sidecar.named_file(document, "transcript", config.root)
    group.named_audio = sidecar.named_file(document, "audio", config.root)
    group.named_sound = sidecar.named_file(document, "enclosure.file", config.root)
    named_files = (group.named_transcript, group.named_audio, group.named_sound)
    if sidecars and not any(named_files):
        sidecars.keep(file, group.draft)
    for named in filter(None, named_files):
        other = claims.setdefault(named, group.name)
        if other != group.name:
            raise PairingError(
                "AP124",
                f"{group.name} and {other} both claim {config.name(named)}",
                path=config.name(file),
                hint="correct the sidecar of one of them",
            )


def _pair(
    config: Config, group: _Group, claims: Mapping[Path, str]
) -> Pair | Finished | Lone | None:
    """Return the pair of a group, or its half; ``None`` if its files are other episodes'."""
    if group.draft.imported:
        return _finished(config, group)
    texts = [file for file in group.transcripts if file not in claims]
    sounds = [file for file in group.recordings if file not in claims]
    if not (group.sidecars or texts or sounds):
        return None
    transcript = group.named_transcript or _only(config, texts, "transcripts")
    audio = group.named_audio or _only(config, sounds, "recordings")
    given = _only(config, group.sidecars, "sidecars")
    chapters = _only(config, group.chapters, "chapter lists")
    cover = _only(config, group.covers, "covers")
    if transcript and audio:
        return Pair(
            name=group.name,
            transcript=transcript,
            audio=audio,
            by="sidecar" if group.named_transcript or group.named_audio else "name",
            draft=group.draft,
            sidecar=given,
            chapters=chapters,
            cover=cover,
        )
    half = transcript or audio
    if half is None:
        raise _empty(config, group)
    return Lone(
        name=group.name,
        file=half,
        draft=group.draft,
        sidecar=given,
        chapters=chapters,
        cover=cover,
    )


def _finished(config: Config, group: _Group) -> Finished:
    return Finished(
        name=group.name,
        sidecar=group.sidecars[0],
        draft=group.draft,
        sound=group.named_sound,
        chapters=_only(config, group.chapters, "chapter lists"),
        cover=_only(config, group.covers, "covers"),
    )


def _only(config: Config, files: list[Path], what: str) -> Path | None:
    if len(files) > 1:
        others = ", ".join(config.name(file) for file in files[1:])
        raise PairingError(
            "AP123",
            f"two {what} of one name: also {others}",
            path=config.name(files[0]),
            hint="keep one of them in the folders of sources"
            + (
                f', or say which in {files[0].stem}.toml: {key} = "{config.name(files[0])}"'
                if (key := {"recordings": "audio", "transcripts": "transcript"}.get(what))
                else ""
            ),
        )
    return files[0] if files else None


def _incomplete(config: Config, lone: Lone) -> PairingError:
    if lone.file.suffix.lower() in RECORDINGS:
        return PairingError(
            "AP122",
            "this recording has no transcript",
            path=config.name(lone.file),
            hint=f"put {lone.name}.txt into {_named(config, config.transcripts)}, or name the "
            f"transcript in {lone.name}.toml",
        )
    return PairingError(
        "AP121",
        "this transcript has no recording",
        path=config.name(lone.file),
        hint=f"put {lone.name}.wav (or .flac, .mp3 …) into "
        f"{_named(config, config.recordings)}, or name the recording in {lone.name}.toml",
    )


def _empty(config: Config, group: _Group) -> PairingError:
    return PairingError(
        "AP125",
        "this sidecar has neither a transcript nor a recording",
        path=config.name(group.sidecars[0]),
        hint=f"put {group.name}.txt into {_named(config, config.transcripts)} and "
        f"{group.name}.wav into {_named(config, config.recordings)}",
    )


def _named(config: Config, folders: Iterable[Path]) -> str:
    return " or ".join(config.name(folder) for folder in folders)
