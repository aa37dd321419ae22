"""When what is said, for programs in which sound is looked at: Audacity and Praat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from audiopub.captions.pieces import one_line
from audiopub.model import Alignment, TimedSentence, TimedWord


class _Interval(NamedTuple):
    """A stretch of time and what is said in it."""

    start: int
    """In milliseconds."""

    end: int
    """In milliseconds, after ``start``."""

    text: str
    """Empty where nothing is said."""


def to_labels(alignment: Alignment) -> bytes:
    """Return what is spoken as an Audacity label track, a sentence a label.

    Source: https://manual.audacityteam.org/man/importing_and_exporting_labels.html

    Args:
        alignment: The sentences, timed; those that are not spoken are left out.
    """
    return "".join(
        f"{sentence.start:.3f}\t{sentence.end:.3f}\t{one_line(sentence.text)}\n"
        for sentence in _spoken(alignment)
    ).encode()


def to_textgrid(alignment: Alignment) -> bytes:
    """Return what is spoken as a Praat TextGrid with a tier of sentences and one of words.

    The intervals of a tier join without gaps from 0 to the sound's end, to the millisecond; those
    in which nothing is said have no text. A sentence or word that overlaps the next one ends with
    its start, and one that is left no time is left out.

    Source: https://www.fon.hum.uva.nl/praat/manual/TextGrid_file_formats.html, the long text file

    Args:
        alignment: The sentences, timed; those that are not spoken are left out.
    """
    sentences = _spoken(alignment)
    words = [word for sentence in sentences for word in sentence.words]
    end = _milliseconds(alignment.duration)
    lines = [
        'File type = "ooTextFile"',
        'Object class = "TextGrid"',
        "",
        "xmin = 0",
        f"xmax = {_seconds(end)}",
        "tiers? <exists>",
        "size = 2",
        "item []:",
        *_tier(1, "sentences", list(_intervals(sentences, end)), end),
        *_tier(2, "words", list(_intervals(words, end)), end),
    ]
    return ("\n".join(lines) + "\n").encode()


def _spoken(alignment: Alignment) -> list[TimedSentence]:
    return [sentence for sentence in alignment.sentences if sentence.spoken]


def _intervals(marks: Sequence[TimedSentence | TimedWord], end: int) -> Iterator[_Interval]:
    """Yield intervals that cover the time from 0 to ``end``."""
    given = [
        _Interval(_milliseconds(mark.start), _milliseconds(mark.end), one_line(mark.text))
        for mark in marks
    ]
    now = 0
    for mark, following in pairwise([*given, _Interval(end, end, "")]):
        start, stop = max(mark.start, now), min(mark.end, following.start, end)
        if start >= stop:
            continue
        if start > now:
            yield _Interval(now, start, "")
        yield _Interval(start, stop, mark.text)
        now = stop
    if now < end:
        yield _Interval(now, end, "")


def _tier(number: int, name: str, intervals: Sequence[_Interval], end: int) -> Iterator[str]:
    yield f"    item [{number}]:"
    yield '        class = "IntervalTier"'
    yield f'        name = "{name}"'
    yield "        xmin = 0"
    yield f"        xmax = {_seconds(end)}"
    yield f"        intervals: size = {len(intervals)}"
    for index, interval in enumerate(intervals, 1):
        text = interval.text.replace('"', '""')
        yield f"        intervals [{index}]:"
        yield f"            xmin = {_seconds(interval.start)}"
        yield f"            xmax = {_seconds(interval.end)}"
        yield f'            text = "{text}"'


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000:03}"
