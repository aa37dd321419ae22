"""Pairing: which transcript and which recording are one episode, by sidecar or by base name."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from msgspec import Struct

from audiopub.errors import AudiopubError, PairingError
from audiopub.model import Draft
from audiopub.project import groups, sidecar, unpaired
from audiopub.project.config import Config
from audiopub.project.groups import RECORDINGS, Group, identity_of
from audiopub.store.hashes import Known, State

__all__ = ["Finished", "Lone", "Pair", "Pairing", "Settled", "identity_of", "pair"]


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

    alone: tuple[str, ...] = ()
    """All files of its name, if nothing else decides what it is; see :class:`Settled`."""


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

    alone: tuple[str, ...] = ()
    """All files of its name, if nothing else decides what it is; see :class:`Settled`."""


class Settled(Struct, frozen=True, kw_only=True):
    """An episode whose files look as they did when it was made: it is what it was then.

    So they need no closer look. That cannot be said of files that a sidecar brings together, or
    that were listened to: there, files of other names decide, too.
    """

    name: str
    """Their base name."""

    files: Known
    """How they looked, and their SHA-256, by their paths."""


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


class _Asked:
    """A group that is looked at, and what its sidecar says."""

    def __init__(self, group: Group) -> None:
        self.name = group.name
        self.of_kind = group.of_kind
        self.sidecars = group.of_kind("sidecars")
        self.draft = Draft()
        self.named_transcript: Path | None = None
        self.named_audio: Path | None = None
        self.named_sound: Path | None = None
        self._files = tuple(group.files)

    @property
    def named(self) -> tuple[Path | None, ...]:
        """The files that the sidecar names."""
        return self.named_transcript, self.named_audio, self.named_sound

    def alone(self, claims: Mapping[Path, str]) -> tuple[str, ...]:
        """Return its files, if no sidecar, its own or another one, names any of them or others."""
        if any(self.named) or any(Path(file) in claims for file in self._files):
            return ()
        return self._files


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """What was found in the folders of sources."""

    pairs: tuple[Pair, ...]
    """In the order of their names."""

    problems: Mapping[str, tuple[AudiopubError, ...]]
    """What cannot be paired, by base name: each with the reason and the way out."""

    finished: tuple[Finished, ...] = ()
    """Episodes that need no pairing."""

    settled: tuple[Settled, ...] = ()
    """Episodes of either kind that need no closer look, in the order of their names."""

    lone_transcripts: tuple[Lone, ...] = ()
    """Those of the problems that are a transcript alone."""

    lone_recordings: tuple[Lone, ...] = ()
    """Those of the problems that are a recording alone, and nothing else."""


def pair(
    config: Config,
    seen: Mapping[str, State] | None = None,
    known: Mapping[str, Settled] | None = None,
) -> Pairing:
    """Bring transcripts and recordings together.

    Args:
        config: The show's configuration.
        seen: The files of the show, if they were looked at already; see :func:`groups.states`.
            Those outside of the folders of sources are passed over.
        known: Episodes that are what they were, if their files still look so; by the identities of
            their names. The same folders were looked through for them: see :func:`folders_of`.

    Raises:
        PairingError: AP120, a folder of sources is not there.
        StoreError: AP701, a folder of sources may not be read.
    """
    seen = groups.states(config) if seen is None else seen
    still, rest = _unchanged(config, seen, known or {})
    asked = {key: _Asked(rest[key]) for key in sorted(rest)}
    problems: dict[str, tuple[AudiopubError, ...]] = {}
    claims: dict[Path, str] = {}
    for one in asked.values():
        with _collected(problems, one.name):
            _read_sidecar(config, one, claims)
    named = {str(file) for file in claims}
    for key in sorted(still) if named else ():
        if named & still[key].files.keys():
            own = {file: seen[file] for file in still[key].files}
            asked[key] = one = _Asked(groups.groups(config, own)[key])
            with _collected(problems, one.name):
                _read_sidecar(config, one, claims)
    return replace(
        _paired(config, [asked[key] for key in sorted(asked)], claims, problems),
        settled=tuple(still[key] for key in sorted(still.keys() - asked.keys())),
    )


def folders_of(config: Config) -> tuple[str, ...]:
    """Return what decides which files are of an episode, besides their names."""
    files = (config.artwork, *config.sound.clips)
    parts = (config.transcripts, config.recordings, tuple(file for file in files if file))
    return tuple(", ".join(map(config.name, part)) for part in parts)


def _unchanged(
    config: Config, seen: Mapping[str, State], known: Mapping[str, Settled]
) -> tuple[dict[str, Settled], dict[str, Group]]:
    """Return the episodes that look as they did, and the groups of all other files."""
    still = {key: one for key, one in known.items() if _looks_so(seen, one.files)}
    while True:
        held = {file for one in still.values() for file in one.files}
        others = {file: state for file, state in seen.items() if file not in held}
        rest = groups.groups(config, others)
        grown = still.keys() & rest.keys()  # there is a further file of such a name
        if not grown:
            return still, rest
        for key in grown:
            del still[key]


def _looks_so(seen: Mapping[str, State], files: Known) -> bool:
    """Return whether files look as they did; ``all`` takes twice as long for ten thousand."""
    for file, (state, _) in files.items():  # noqa: SIM110
        if seen.get(file) != state:
            return False
    return True


def _paired(
    config: Config,
    asked: Iterable[_Asked],
    claims: Mapping[Path, str],
    problems: dict[str, tuple[AudiopubError, ...]],
) -> Pairing:
    pairs: list[Pair] = []
    finished: list[Finished] = []
    texts: list[Lone] = []
    sounds: list[Lone] = []
    for one in asked:
        with _collected(problems, one.name):
            found = None if one.name in problems else _pair(config, one, claims)
            if isinstance(found, Pair):
                pairs.append(found)
            elif isinstance(found, Finished):
                finished.append(found)
            elif isinstance(found, Lone):
                is_sound = found.file.suffix.lower() in RECORDINGS
                if not is_sound or found.sidecar is None:
                    (sounds if is_sound else texts).append(found)
                problems[one.name] = (unpaired.no_other_half(config, found.name, found.file),)
    return Pairing(
        pairs=tuple(pairs),
        problems=problems,
        finished=tuple(finished),
        lone_transcripts=tuple(texts),
        lone_recordings=tuple(sounds),
    )


@contextlib.contextmanager
def _collected(problems: dict[str, tuple[AudiopubError, ...]], name: str) -> Iterator[None]:
    """Note what goes wrong with one episode, so that the others go on."""
    try:
        yield
    except AudiopubError as error:
        problems[name] = (error,)
    except ExceptionGroup as errors:
        problems[name] = tuple(e for e in errors.exceptions if isinstance(e, AudiopubError))


def _read_sidecar(config: Config, asked: _Asked, claims: dict[Path, str]) -> None:
    """Read what a sidecar says, and claim the files it names before names are compared."""
    file = _only(config, asked.sidecars, "sidecars")
    if file is None:
        return
    document, asked.draft = sidecar.read(file, config.name(file), config.timezone)
    asked.named_transcript = sidecar.named_file(document, "transcript", config.root)
    asked.named_audio = sidecar.named_file(document, "audio", config.root)
    asked.named_sound = sidecar.named_file(document, "enclosure.file", config.root)
    for named in filter(None, asked.named):
        other = claims.setdefault(named, asked.name)
        if other != asked.name:
            raise PairingError(
                "AP124",
                f"{asked.name} and {other} both claim {config.name(named)}",
                path=config.name(file),
                hint="correct the sidecar of one of them",
            )


def _pair(
    config: Config, asked: _Asked, claims: Mapping[Path, str]
) -> Pair | Finished | Lone | None:
    """Return the pair of a group, or its half; ``None`` if its files are other episodes'."""
    if asked.draft.imported:
        return _finished(config, asked)
    texts = [file for file in asked.of_kind("transcripts") if file not in claims]
    sounds = [file for file in asked.of_kind("recordings") if file not in claims]
    if not (asked.sidecars or texts or sounds):
        return None
    transcript = asked.named_transcript or _only(config, texts, "transcripts")
    audio = asked.named_audio or _only(config, sounds, "recordings")
    given = _only(config, asked.sidecars, "sidecars")
    chapters = _only(config, asked.of_kind("chapters"), "chapter lists")
    cover = _only(config, asked.of_kind("covers"), "covers")
    if transcript and audio:
        return Pair(
            name=asked.name,
            transcript=transcript,
            audio=audio,
            by="sidecar" if asked.named_transcript or asked.named_audio else "name",
            draft=asked.draft,
            sidecar=given,
            chapters=chapters,
            cover=cover,
            alone=asked.alone(claims),
        )
    half = transcript or audio
    if half is None:
        raise unpaired.neither_half(config, asked.name, asked.sidecars[0])
    return Lone(
        name=asked.name,
        file=half,
        draft=asked.draft,
        sidecar=given,
        chapters=chapters,
        cover=cover,
    )


def _finished(config: Config, asked: _Asked) -> Finished:
    return Finished(
        name=asked.name,
        sidecar=asked.sidecars[0],
        draft=asked.draft,
        sound=asked.named_sound,
        chapters=_only(config, asked.of_kind("chapters"), "chapter lists"),
        cover=_only(config, asked.of_kind("covers"), "covers"),
        alone=asked.alone({}),
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
