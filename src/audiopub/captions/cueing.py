"""From timed sentences to cues."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from audiopub.captions.breaking import fits, lines, split
from audiopub.captions.chaptering import bounds, milliseconds, spoken
from audiopub.captions.pieces import Piece, pieces
from audiopub.model import Alignment, Chapter, Cue, TimedSentence, TimedWord

COLUMNS_A_SECOND = 20
"""How fast a cue may ask to be read, where the sound leaves the time."""

SHOWN_AT_LEAST = 1000
"""How long a cue stays, where the sound leaves the time; in milliseconds."""

GAP_AT_LEAST = 250
"""A shorter gap between two cues would flicker, so the first one stays; in milliseconds."""

GLIMPSE = 300
"""How long a part of a sentence is seen at least, if the sentence lasts; in milliseconds."""

NEAR = 1.0
"""The longest pause within a cue, between two short sentences; in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Caption:
    """What one cue will show."""

    pieces: Sequence[Piece]
    """At least one."""

    window: int
    """The chapter that it is shown in."""

    paragraph: int
    """The paragraph that it is from."""

    whole: bool
    """Whether it is whole sentences."""

    continues: bool
    """Whether it goes on with the sentence of the caption before it."""

    estimated: bool
    """Whether its times are reckoned."""

    speaker: str | None
    """Who speaks it, if that is known."""


def cues(
    alignment: Alignment,
    chapters: Sequence[Chapter],
    *,
    line_width: int = 42,
    max_lines: int = 2,
) -> tuple[Cue, ...]:
    """Make cues of what is spoken.

    A cue is a part of a sentence, or a few short sentences of a paragraph. It begins when its first
    word is spoken, and stays when its last one has been until it can have been read, but never
    beyond the next cue, the chapter or the sound. A sentence of which a chapter's start would cut
    off a scrap is within one chapter; see ``chaptering.spoken``.

    Args:
        alignment: The sentences, timed; those that are not spoken are left out.
        chapters: The chapters; no cue crosses the start of one.
        line_width: How many columns a line may have; at least 2.
        max_lines: How many lines a cue may have.

    Returns:
        The cues: in order, to the millisecond, within the sound, none empty and none overlapping.
        Where there are more cues than milliseconds, those that find none are left out.
    """
    marks = bounds(alignment.duration, chapters)
    captions = _captions(spoken(alignment, chapters), marks, line_width, max_lines)
    joined = _join_short(captions, line_width, max_lines)
    return tuple(
        Cue(
            start=start / 1000,
            end=end / 1000,
            lines=lines(caption.pieces, line_width),
            estimated=caption.estimated,
            words=() if caption.estimated else _words(caption.pieces),
            speaker=caption.speaker,
        )
        for window, group in itertools.groupby(joined, lambda caption: caption.window)
        for caption, start, end in _timed(list(group), marks[window], marks[window + 1])
    )


def _words(shown: Sequence[Piece]) -> tuple[TimedWord, ...]:
    return tuple(word for piece in shown for word in piece.words)


def _captions(
    sentences: Iterable[TimedSentence], marks: Sequence[int], line_width: int, max_lines: int
) -> Iterator[_Caption]:
    """Split every sentence at chapters' starts, then into captions."""
    window = 0
    for sentence in sentences:
        last = bisect.bisect_left(marks, milliseconds(sentence.end), lo=1, hi=len(marks) - 1) - 1

        def window_of(piece: Piece, last: int = last) -> int:
            nonlocal window
            begun = bisect.bisect_right(marks, milliseconds(piece.start)) - 1
            window = max(window, min(begun, last))
            return window

        parts = [
            (at, part)
            for at, group in itertools.groupby(pieces(sentence, line_width), window_of)
            for part in split(list(group), line_width, max_lines)
        ]
        for number, (at, part) in enumerate(parts):
            yield _Caption(
                pieces=part,
                window=at,
                paragraph=sentence.paragraph,
                whole=len(parts) == 1,
                continues=number > 0,
                estimated=sentence.estimated,
                speaker=sentence.speaker,
            )


def _join_short(
    captions: Iterator[_Caption], line_width: int, max_lines: int
) -> Iterator[_Caption]:
    """Join a sentence of less than half a line with its neighbour."""
    previous: _Caption | None = None
    for caption in captions:
        if previous and _belong_together(previous, caption, line_width, max_lines):
            previous = _Caption(
                pieces=[*previous.pieces, *caption.pieces],
                window=caption.window,
                paragraph=caption.paragraph,
                whole=True,
                continues=False,
                estimated=previous.estimated or caption.estimated,
                speaker=caption.speaker,
            )
            continue
        if previous:
            yield previous
        previous = caption
    if previous:
        yield previous


def _belong_together(first: _Caption, second: _Caption, line_width: int, max_lines: int) -> bool:
    shorter = min(sum(piece.columns + 1 for piece in caption.pieces) for caption in (first, second))
    return (
        first.whole
        and second.whole
        and (first.window, first.paragraph) == (second.window, second.paragraph)
        and first.speaker == second.speaker
        and second.pieces[0].start - first.pieces[-1].end <= NEAR
        and shorter <= line_width / 2
        and fits([*first.pieces, *second.pieces], line_width, max_lines)
    )


def _timed(
    captions: Sequence[_Caption], low: int, high: int
) -> Iterator[tuple[_Caption, int, int]]:
    """Give captions their times, in milliseconds from ``low`` to ``high``.

    Overlapping sentences are cut at the next one's start; those that begin together are put one
    after the other.
    """
    captions = captions[: high - low]
    begun = [milliseconds(caption.pieces[0].start) for caption in captions]
    starts, ends = [], []
    earliest = low
    for caption, start, following in zip(captions, begun, [*begun, high][1:], strict=True):
        begin = max(start, earliest)
        earliest = max(begin + 1, min(milliseconds(caption.pieces[-1].end), following))
        starts.append(begin)
        ends.append(earliest)
    latest = high
    for index in reversed(range(len(captions))):
        ends[index] = min(ends[index], latest)
        latest = starts[index] = min(starts[index], ends[index] - 1)
    _share(captions, starts, low, high)
    for caption, start, end, following in zip(
        captions, starts, ends, [*starts, high][1:], strict=True
    ):
        shown = max(end, start + SHOWN_AT_LEAST, start + _reading_time(caption))
        yield caption, start, following if shown > following - GAP_AT_LEAST else shown


def _share(captions: Sequence[_Caption], starts: list[int], low: int, high: int) -> None:
    """Move starts within their sentence, so that each of its captions is seen for a ``GLIMPSE``.

    A sentence's own start is not moved; what it has left for another chapter can begin with that.
    """
    firsts = [index for index, caption in enumerate(captions) if not (index and caption.continues)]
    for first, stop in itertools.pairwise([*firsts, len(captions)]):
        earliest = low if captions[first].continues else starts[first]
        end = starts[stop] if stop < len(captions) else high
        share = min(GLIMPSE, (end - earliest) // (stop - first))
        for index in range(first, stop):
            latest = end - share * (stop - index)
            starts[index] = min(max(starts[index], earliest), latest)
            earliest = starts[index] + share


def _reading_time(caption: _Caption) -> int:
    """Return how many milliseconds a caption takes to be read."""
    width = sum(piece.columns + piece.spaced for piece in caption.pieces)
    return -(-1000 * width // COLUMNS_A_SECOND)
