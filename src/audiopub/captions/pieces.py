"""The words of a sentence, each with its time and its width: what captions are made of."""

from __future__ import annotations

import bisect
import itertools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from audiopub.model import TimedSentence, TimedWord

_CLUSTER = regex.compile(r"\X")
_UNPRINTABLE = regex.compile(r"[\p{Cc}\p{Cs}]")
_WORD = regex.compile(r"\S+")
_WIDE_CLAUSE = regex.compile(r".*?[。！？、，；：]+|.+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A word, or a part of one that is too long for a line."""

    text: str
    """Without white space."""

    columns: int
    """How wide it is."""

    spaced: bool
    """Whether a space stands before it."""

    start: float
    """In seconds."""

    end: float
    """In seconds; not before ``start``."""

    words: tuple[TimedWord, ...]
    """The words in it whose times are known, as far as they stand in it."""


def one_line(text: str) -> str:
    """Return a text on one line, with a single space for what separates or cannot be shown."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def columns(text: str) -> int:
    """Return how many columns a text takes: two for each wide character (UAX #11), else one."""
    if text.isascii():
        return len(text)
    return sum(
        2 if any(unicodedata.east_asian_width(c) in "WF" for c in cluster) else 1
        for cluster in _CLUSTER.findall(text)
    )


def pieces(sentence: TimedSentence, widest: int) -> list[Piece]:
    """Split a sentence at its spaces, and words wider than ``widest`` columns into parts.

    The times are those of the sentence's words, if all of them can be found in its text in turn;
    else they are in proportion to the characters.
    """
    text = one_line(sentence.text)
    clock = _Clock(text, sentence)
    return [
        Piece(
            text=text[start:end],
            columns=columns(text[start:end]),
            spaced=start == word.start(),
            start=clock.start(start),
            end=clock.end(end),
            words=tuple(clock.words(start, end)),
        )
        for word in _WORD.finditer(text)
        for start, end in _spans(word.group(), word.start(), widest)
    ]


def _spans(word: str, at: int, widest: int) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a word begin and end; cut between graphemes where it must be."""
    clauses = _WIDE_CLAUSE.findall(word) if columns(word) > widest else [word]
    for clause in clauses:
        start, width = at, 0
        for cluster in _CLUSTER.findall(clause) if columns(clause) > widest else [clause]:
            if width and width + columns(cluster) > widest:
                yield start, at
                start, width = at, 0
            at += len(cluster)
            width += columns(cluster)
        yield start, at


class _Clock:
    """When each character of a sentence is spoken."""

    def __init__(self, text: str, sentence: TimedSentence) -> None:
        """Fix the times of the words, or of the sentence's two ends."""
        words = _word_times(text, sentence)
        known = words or [(0, sentence.start), (len(text), sentence.end)]
        self._text = text
        self._begins = [place for place, _ in words[::2]]
        self._ends = [place for place, _ in words[1::2]]
        self._places = [place for place, _ in known]
        bounded = (min(max(time, sentence.start), sentence.end) for _, time in known)
        self._times = list(itertools.accumulate(bounded, max))

    def start(self, place: int) -> float:
        """Return when a part that begins at a place begins to sound."""
        return self._between(bisect.bisect_right(self._places, place) - 1, place)

    def end(self, place: int) -> float:
        """Return when a part that ends at a place has sounded."""
        return self._between(bisect.bisect_left(self._places, place) - 1, place)

    def words(self, start: int, end: int) -> Iterator[TimedWord]:
        """Yield the words between two places, each as far as it stands there."""
        first = bisect.bisect_right(self._ends, start)
        for index in range(first, bisect.bisect_left(self._begins, end)):
            begin, stop = max(self._begins[index], start), min(self._ends[index], end)
            if begin < stop:
                text = self._text[begin:stop]
                yield TimedWord(text=text, start=self.start(begin), end=self.end(stop))

    def _between(self, index: int, place: int) -> float:
        """Interpolate between a known place and the next one."""
        last = len(self._places) - 1
        first, second = max(index, 0), min(index + 1, last)
        distance = self._places[second] - self._places[first]
        share = (place - self._places[first]) / distance if distance else 0.0
        begin, end = self._times[first], self._times[second]
        return begin + (end - begin) * min(max(share, 0.0), 1.0)


def _word_times(text: str, sentence: TimedSentence) -> Sequence[tuple[int, float]]:
    """Return the places of the words' first and last characters with their times, if all fit."""
    known: list[tuple[int, float]] = []
    at = 0
    for word in sentence.words:
        place = text.find(word.text, at)
        if place < 0:
            return ()
        at = place + len(word.text)
        known += [(place, word.start), (at, word.end)]
    return known
