"""Sentences and the chapters in which they are spoken."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace

from audiopub.model import Alignment, Chapter, TimedSentence

SCRAP = 0.5
"""No chapter's start tears so little or less off a sentence, at either end; in seconds."""


def bounds(duration: float, chapters: Sequence[Chapter]) -> list[int]:
    """Return 0, where chapters start within the sound, and its end, in milliseconds."""
    end = milliseconds(duration)
    starts = {milliseconds(chapter.start) for chapter in chapters}
    return [0, *sorted(start for start in starts if 0 < start < end), end]


def spoken(alignment: Alignment, chapters: Sequence[Chapter]) -> Iterator[TimedSentence]:
    """Yield what is spoken, with the times at which every transcript shows it.

    A chapter's start that a person wrote down is seldom exact: it falls a little after a sentence
    has begun, or before the last one has ended. Such a sentence is not torn: it begins with the
    chapter, or ends with the chapter before, whichever has more of it. Its times are moved, since
    no caption may stand across a chapter's start; and they are moved here, once, so that captions
    and transcripts of an episode cannot differ. A sentence with more than ``SCRAP`` on both sides
    keeps its times.

    Args:
        alignment: The sentences, timed; those that are not spoken are left out.
        chapters: The chapters.
    """
    *marks, _ = bounds(alignment.duration, chapters)
    last = 0
    for sentence in alignment.sentences:
        if sentence.spoken:
            middle = (sentence.start + sentence.end) / 2
            begun = milliseconds(min(sentence.start + SCRAP, middle))
            ended = milliseconds(max(sentence.end - SCRAP, middle))
            first = max(last, bisect.bisect_right(marks, begun) - 1)
            last = max(first, bisect.bisect_left(marks, ended) - 1)
            start = max(sentence.start, marks[first] / 1000)
            end = max(sentence.end, start)
            if last + 1 < len(marks):
                end = min(end, marks[last + 1] / 1000)
            yield replace(sentence, start=min(start, end), end=end)


def milliseconds(seconds: float) -> int:
    """Return a time as captions have it."""
    return round(seconds * 1000)
