"""Inspecting: what would be said of an episode, and who says so, without making anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from audiopub import speech, text
from audiopub.audio.probe import probe
from audiopub.model import (
    Chapter,
    Digest,
    Draft,
    Given,
    Piece,
    Place,
    ShowNotes,
    Timeline,
    Transcript,
)
from audiopub.notes import Layout
from audiopub.pipeline import sources
from audiopub.pipeline.editing import edit, layout_of
from audiopub.pipeline.matching import match
from audiopub.pipeline.outcome import WORK
from audiopub.pipeline.understanding import understand
from audiopub.pipeline.workshop import Workshop
from audiopub.project import config as configuration
from audiopub.project import lock as identities
from audiopub.project import pairing
from audiopub.project.config import Config
from audiopub.project.pairing import Pair
from audiopub.speech.given import given
from audiopub.store.files import explained

_PACE = 14.0
"""Letters and spaces a second of somebody reading aloud: 183 words a minute of 4.6 letters each
(M. Brysbaert, How many words do we read per minute?, Journal of Memory and Language 109, 2019)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What is known of an episode before it is made."""

    transcript: Transcript
    """Its text."""

    draft: Draft
    """Every field, with its source."""

    digest: Digest
    """What is told of the text."""

    chapters: tuple[Chapter, ...]
    """Its chapters, at estimated times unless the text gives them."""

    notes: ShowNotes
    """Its show notes."""

    duration: float
    """Of the recording in seconds; estimated, too, if there is none."""


def inspect_episode(root: Path, name: str) -> Inspection:
    """Inspect an episode of a show.

    Raises:
        AudiopubError: There is no such episode, or its text or recording cannot be read.
    """
    config = configuration.load(root)
    return inspect_pair(config, paired(config, name))


def paired(config: Config, name: str) -> Pair:
    """Return the files of an episode.

    Raises:
        AudiopubError: There is no such episode, or its files are no pair.
    """
    shop = Workshop.open(config, keeps=(config.root / WORK).is_dir())
    found = match(shop, pairing.pair(config))
    chosen = sources.selected(config, found, identities.read(config.root), [name])
    for pair in found.pairs:
        if pair.name in chosen:
            return pair
    raise ExceptionGroup(name, list(found.problems[name]))


def inspect_pair(config: Config, pair: Pair, *, marked: bool = True) -> Inspection:
    """Inspect an episode whose files are known.

    Args:
        config: The show.
        pair: The files.
        marked: Whether its chapter list counts.

    Raises:
        AudiopubError: Its text or recording cannot be read.
    """
    if not marked:
        pair = replace(pair, chapters=None)
    source = understand(config, pair, identities.read(config.root))
    recording = probe(pair.audio, config.name(pair.audio))
    footer: str | None = config.document.get("show", "footer")
    return _inspect(source.transcript, source.draft, recording.duration, footer, layout_of(config))


def inspect_text(file: Path) -> Inspection:
    """Inspect a text that belongs to no show; its length in time is estimated.

    Raises:
        TextError: It cannot be understood.
        StoreError: It cannot be read.
    """
    with explained(file, "read it"):
        data = file.read_bytes()
    transcript = text.read(data, str(file))
    language = Given(value=transcript.language, source="derived", place=Place(path=transcript.path))
    draft = transcript.draft.over(Draft(language=language))
    return _inspect(transcript, draft, _length(transcript), None, None)


def _length(transcript: Transcript) -> float:
    """Return how long a text lasts that has no recording: by its own times, or by its letters."""
    if transcript.is_timed:
        return max(sentence.end or 0.0 for sentence in transcript.sentences)
    return sum(len(sentence.text) + 1 for sentence in transcript.sentences) / _PACE


def _inspect(
    transcript: Transcript,
    draft: Draft,
    duration: float,
    footer: str | None,
    layout: Layout | None,
) -> Inspection:
    piece = Piece(source_start=0.0, source_end=duration, start=0.0)
    whole = Timeline(pieces=(piece,), duration=duration, recorded=duration)
    alignment = (
        given(transcript, duration)
        if transcript.is_timed
        else speech.estimate(transcript, duration)
    )
    edited = edit(transcript, draft, alignment, whole, footer=footer, layout=layout)
    return Inspection(
        transcript=transcript,
        draft=draft,
        digest=edited.digest,
        chapters=edited.chapters,
        notes=edited.notes,
        duration=duration,
    )
