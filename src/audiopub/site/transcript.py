"""The transcript as a page shows it: under its chapters, in paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from audiopub.model import Chapter, TimedSentence
from audiopub.site.interface import seconds_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph, or the part of one that a chapter leaves to it."""

    sentences: tuple[TimedSentence, ...]
    """At least one."""

    @property
    def start(self) -> float | None:
        """When its first spoken sentence begins, in seconds; ``None`` if none is spoken."""
        return next((sentence.start for sentence in self.sentences if sentence.spoken), None)

    @property
    def speaker(self) -> str | None:
        """Who speaks it, if the text says so; one paragraph has one speaker."""
        return self.sentences[0].speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands under one chapter's heading."""

    chapter: Chapter | None
    """The chapter; ``None`` for what comes before the first."""

    passages: tuple[Passage, ...]
    """Empty if the next chapter opens with the same sentence."""


def spans(passage: Passage) -> Markup:
    """Return the sentences of a passage as markup, one a line: spoken ones with their times.

    A template would say it as well, and take three times as long; nothing else is so many.
    """
    lines = (
        f'<span data-start="{seconds_of(sentence.start)}" data-end="{seconds_of(sentence.end)}">'
        f"{escape(sentence.text)}</span>"
        if sentence.spoken
        else f"<i>{escape(sentence.text)}</i>"
        for sentence in passage.sentences
    )
    return Markup("\n".join(lines))  # noqa: S704 - every text in it is escaped


def sections(sentences: Sequence[TimedSentence], chapters: Sequence[Chapter]) -> list[Section]:
    """Divide a transcript by its chapters, and these by paragraphs.

    A chapter opens with the first sentence of its paragraph. One that was given by its time opens
    with the sentence that begins nearest to it, for people give times to the second.

    Args:
        sentences: All sentences, in the text's order.
        chapters: In order of time.

    Returns:
        The sections in the text's order; none if there is no sentence.
    """
    openings: defaultdict[int, list[Chapter]] = defaultdict(list)
    for chapter in chapters:
        openings[_opening(chapter, sentences)].append(chapter)
    found: list[tuple[Chapter | None, list[list[TimedSentence]]]] = [(None, [])]
    paragraph = -1
    for index, sentence in enumerate(sentences):
        found += [(chapter, []) for chapter in openings[index]]
        passages = found[-1][1]
        if not passages or sentence.paragraph != paragraph:
            passages.append([])
        passages[-1].append(sentence)
        paragraph = sentence.paragraph
    return [
        Section(
            chapter=chapter,
            passages=tuple(Passage(sentences=tuple(passage)) for passage in passages),
        )
        for chapter, passages in found
        if chapter or passages
    ]


def _opening(chapter: Chapter, sentences: Sequence[TimedSentence]) -> int:
    """Return the index of the sentence that opens a chapter, or their number if none does."""
    if chapter.paragraph is None:
        nearest = min(
            enumerate(sentences),
            key=lambda item: (not item[1].spoken, abs(item[1].start - chapter.start)),
            default=(0, None),
        )
        return nearest[0]
    return next(
        (i for i, sentence in enumerate(sentences) if sentence.paragraph >= chapter.paragraph),
        len(sentences),
    )
