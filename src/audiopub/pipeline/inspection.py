"""Inspecting: what would be said of an episode, and who says so, without making anything."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audiopub import chapters, notes, speech, text
from audiopub.audio.probe import probe
from audiopub.model import Chapter, Draft, Given, Piece, Place, ShowNotes, Timeline, Transcript
from audiopub.pipeline import sources
from audiopub.pipeline.matching import match
from audiopub.pipeline.outcome import WORK
from audiopub.pipeline.understanding import understand
from audiopub.pipeline.workshop import Workshop
from audiopub.project import config as configuration
from audiopub.project import lock as identities
from audiopub.project import pairing
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
    lock = identities.read(root)
    shop = Workshop.open(config, keeps=(root / WORK).is_dir())
    found = match(shop, pairing.pair(config))
    chosen = sources.selected(config, found, lock, [name])
    if not chosen:
        errors = found.problems[name]
        raise ExceptionGroup(name, list(errors))
    source = understand(config, chosen[0], lock)
    recording = probe(chosen[0].audio, config.name(chosen[0].audio))
    footer: str | None = config.document.get("show", "footer")
    return _inspect(source.transcript, source.draft, recording.duration, footer)


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
    return _inspect(transcript, draft, _length(transcript), None)


def _length(transcript: Transcript) -> float:
    """Return how long a text lasts that has no recording: by its own times, or by its letters."""
    if transcript.is_timed:
        return max(sentence.end or 0.0 for sentence in transcript.sentences)
    return sum(len(sentence.text) + 1 for sentence in transcript.sentences) / _PACE


def _inspect(
    transcript: Transcript, draft: Draft, duration: float, footer: str | None
) -> Inspection:
    whole = Timeline(
        pieces=(Piece(source_start=0.0, source_end=duration, start=0.0),), duration=duration
    )
    parts = chapters.derive(
        transcript,
        given(transcript, duration)
        if transcript.is_timed
        else speech.estimate(transcript, duration),
        marks=draft.chapters.value if draft.chapters else None,
        timeline=whole,
    )
    shown = notes.write(
        transcript,
        parts,
        summary=draft.summary.value if draft.summary else None,
        notice=draft.notice.value if draft.notice else None,
        link=draft.link.value if draft.link else None,
        footer=footer,
        language=transcript.language,
    )
    return Inspection(
        transcript=transcript, draft=draft, chapters=parts, notes=shown, duration=duration
    )
