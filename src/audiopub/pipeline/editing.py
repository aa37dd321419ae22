"""What an editor would make of a text and its times: chapters, what is told of it, show notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audiopub import chapters, notes
from audiopub.model import (
    Alignment,
    Chapter,
    ChapterMark,
    Digest,
    Draft,
    ShowNotes,
    Suggestion,
    Timeline,
    Transcript,
)
from audiopub.project.config import NOTES, Config
from audiopub.store.files import explained
from audiopub.text.decoding import decode
from audiopub.text.digest import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What is said of an episode beside its text."""

    digest: Digest
    """Summary, quotes, persons, places, keywords."""

    chapters: tuple[Chapter, ...]
    """In times of the published file."""

    notes: ShowNotes
    """The show notes."""


def edit(
    transcript: Transcript,
    draft: Draft,
    alignment: Alignment,
    timeline: Timeline,
    *,
    footer: str | None,
    layout: notes.Layout | None,
    suggestion: Suggestion | None = None,
) -> Edited:
    """Derive what is said of an episode; what the producer gave wins.

    Args:
        transcript: The text.
        draft: Every field that somebody gave.
        alignment: The text's sentences, in times of the published file.
        timeline: From the recording to the published file.
        footer: A closing line of the show.
        layout: The producer's template of the show notes, if there is one.
        suggestion: What a language model proposes, if one was asked; headings of the text win.

    Raises:
        ConfigError: A chapter that was asked for cannot be, or the template cannot be used.
    """
    parts = chapters.derive(
        transcript,
        alignment,
        marks=draft.chapters.value if draft.chapters else _marks(suggestion, transcript, alignment),
        timeline=timeline,
        place=draft.chapters.place if draft.chapters else None,
    )
    told = digest(transcript)
    if suggestion:
        told = replace(told, summary=suggestion.summary)
    if draft.summary:
        told = replace(told, summary=(draft.summary.value,))
    shown = notes.write(
        told,
        parts,
        starts=starts_of(transcript, alignment),
        notice=draft.notice.value if draft.notice else None,
        link=draft.link.value if draft.link else None,
        footer=footer,
        layout=layout,
    )
    return Edited(digest=told, chapters=parts, notes=shown)


def _marks(
    suggestion: Suggestion | None, transcript: Transcript, alignment: Alignment
) -> list[ChapterMark] | None:
    """Return the chapters that a model proposes; one that were too short goes to its neighbour."""
    if suggestion is None or any(heading.paragraph for heading in transcript.headings):
        return None
    first: dict[int, float] = {}
    for sentence in alignment.sentences:
        first.setdefault(sentence.paragraph, sentence.start)
    marks: list[ChapterMark] = []
    before = 0.0
    for paragraph, title in zip(suggestion.openings, suggestion.titles, strict=True):
        start = first[paragraph] if marks else 0.0
        fits = start - before >= chapters.SHORTEST <= alignment.duration - start
        if not marks or fits:
            marks.append(ChapterMark(title=title, paragraph=paragraph))
            before = start
    return marks


def starts_of(transcript: Transcript, alignment: Alignment) -> Sequence[float]:
    """Return when each sentence of a text begins; nothing if what was aligned is not the text."""
    if len(alignment.sentences) != len(transcript.sentences):
        return ()
    return [sentence.start for sentence in alignment.sentences]


def template_of(config: Config) -> Path | None:
    """Return the producer's template of the show notes: a file beside audiopub.toml."""
    file = config.root / NOTES
    return file if file.is_file() else None


def layout_of(config: Config) -> notes.Layout | None:
    """Read the producer's template of the show notes, if there is one.

    Raises:
        StoreError: It cannot be read.
        TextError: It is no text.
    """
    file = template_of(config)
    if file is None:
        return None
    with explained(file, "read it"):
        data = file.read_bytes()
    name = config.name(file)
    return notes.Layout(source=decode(data, name), path=name)
