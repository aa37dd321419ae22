"""Chapters: where they begin, what they are called, and the published file that says so.

What the producer marked wins; else the headings in the text; else the topics that the text turns
to, at paragraphs only.

Source: the published file is that of https://github.com/Podcastindex-org/podcast-namespace, "JSON
chapters format", version 1.2.0.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from audiopub.errors import ConfigError
from audiopub.model import (
    Alignment,
    Chapter,
    ChapterMark,
    Place,
    TimedSentence,
    Timeline,
    Transcript,
)
from audiopub.text import openings, phrases, topics

SHORTEST = 30.0
"""No derived chapter is shorter, in seconds."""

# A commentary of ten minutes has some six chapters, a conversation of an hour some fifteen.
_CHAPTERS, _COMMENTARY = 6, 600.0
_FEWEST, _MOST = 4, 10  # of a commentary; it may have fewer if they were shorter than a minute
_MINUTE = 60.0

_VERSION = "1.2.0"
_IN_ORDER = "put the chapters in the order of their times, each at a time of its own"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """Where a chapter begins."""

    title: str
    start: float
    paragraph: int | None
    estimated: bool
    link: str | None = None


def derive(
    transcript: Transcript,
    alignment: Alignment,
    *,
    marks: Sequence[ChapterMark] | None,
    timeline: Timeline,
    place: Place | None = None,
) -> tuple[Chapter, ...]:
    """Return the chapters of an episode.

    Args:
        transcript: The text.
        alignment: Its sentences, in times of the published file.
        marks: What the producer asks for, in times of the recording or by paragraphs; ``None`` or
            nothing to take the headings of the text, or to find its topics.
        timeline: From the recording to the published file.
        place: Where the marks stand, for errors.

    Returns:
        At least one chapter, in order of time. The first begins at 0, also if it was marked later:
        a listener counts what comes before it to it. The last ends with the file.

    Raises:
        ConfigError: A mark lies beyond the end of the recording (AP223), names a paragraph that
            does not exist (AP224), does not lie after the one before (AP221), or begins with words
            that no paragraph (AP260) or several of them begin with (AP261).
    """
    first: dict[int, TimedSentence] = {}
    for sentence in alignment.sentences:
        first.setdefault(sentence.paragraph, sentence)
    if marks:
        openings = [_marked(mark, transcript, first, timeline, place) for mark in marks]
        _require_order(openings, marks, place)
    elif any(heading.paragraph for heading in transcript.headings):
        openings = _headed(transcript, first)
    else:
        openings = _by_topics(transcript, first, alignment.duration)
    return tuple(_closed(openings, alignment.duration))


def _marked(
    mark: ChapterMark,
    transcript: Transcript,
    first: dict[int, TimedSentence],
    timeline: Timeline,
    place: Place | None,
) -> _Opening:
    place = _at_line(mark, place)
    paragraph = None
    if mark.start is not None:
        end = timeline.recorded
        if not 0 <= mark.start < end:
            raise _error(
                "AP223",
                f'the chapter "{mark.title}" begins at {_clock(mark.start)}, but the recording ends'
                f" at {_clock(end)}",
                "give it the time in the recording at which it begins",
                place,
            )
        start, estimated = timeline.at(mark.start), False
    elif (paragraph := _paragraph_of(mark, transcript, place)) in first:
        start, estimated = first[paragraph].start, first[paragraph].estimated
    else:
        raise _error(
            "AP224",
            f'the chapter "{mark.title}" begins with a paragraph that is not in the text',
            "give it the time in the recording at which it begins",
            place,
        )
    return _Opening(
        title=mark.title,
        start=start,
        paragraph=paragraph,
        estimated=estimated,
        link=mark.link,
    )


def _paragraph_of(mark: ChapterMark, transcript: Transcript, place: Place | None) -> int | None:
    """Return the paragraph that a mark names by its number or by the words that it begins with."""
    if mark.opening is None:
        return mark.paragraph
    found = openings.beginning_with(transcript, mark.opening)
    if len(found) == 1:
        return found[0]
    if found:
        raise _error(
            "AP261",
            f'{len(found)} paragraphs begin with "{mark.opening}"',
            "take more of the paragraph's words, or the time in the recording: 00:01:30 Title",
            place,
        )
    near = openings.nearest(transcript, mark.opening)
    meant = f' the nearest one begins with "{near}";' if near else ""
    raise _error(
        "AP260",
        f'no paragraph begins with "{mark.opening}"',
        f"the text has changed:{meant} write the first words as they stand there now",
        place,
    )


def _at_line(mark: ChapterMark, place: Place | None) -> Place | None:
    return replace(place, line=mark.line) if place and mark.line else place


def _require_order(
    openings: Sequence[_Opening], marks: Sequence[ChapterMark], place: Place | None
) -> None:
    for (before, opening), mark in zip(pairwise(openings), marks[1:], strict=True):
        if opening.start <= before.start:
            raise _error(
                "AP221",
                f'the chapter "{opening.title}" begins at {_clock(opening.start)}, not after'
                f' "{before.title}"',
                _IN_ORDER,
                _at_line(mark, place),
            )


def _error(code: str, what: str, hint: str, place: Place | None) -> ConfigError:
    if place is None:
        return ConfigError(code, what, hint=hint)
    return ConfigError(code, what, path=place.path, line=place.line, column=place.column, hint=hint)


def _headed(transcript: Transcript, first: dict[int, TimedSentence]) -> list[_Opening]:
    """Return a chapter for each heading, and one for the text above them."""
    headings = {heading.paragraph: heading.title for heading in transcript.headings}
    titled = dict(headings)
    if 0 not in headings:
        titled = {0: _titles(transcript, [0, min(headings)])[0], **headings}
    return [_at(first[paragraph], title) for paragraph, title in titled.items()]


def _by_topics(
    transcript: Transcript, first: dict[int, TimedSentence], duration: float
) -> list[_Opening]:
    """Return a chapter for each topic that the text turns to.

    A heading over the first paragraph divides nothing, but it is the first chapter's title.
    """
    starts = [0.0, *(first[index].start for index in range(1, len(first)))]
    lengths = [end - start for start, end in pairwise([*starts, duration])]
    units = [paragraph.text for paragraph in transcript.paragraphs]

    boundaries = topics.boundaries(
        units,
        transcript.language,
        lengths=lengths,
        shortest=SHORTEST,
        usual=math.sqrt(duration * _COMMENTARY) / _CHAPTERS,
        between=(
            min(_FEWEST, max(1, int(duration / _MINUTE))),
            max(_MOST, round(2 * _CHAPTERS * math.sqrt(duration / _COMMENTARY))),
        ),
    )
    opening = [0, *boundaries]
    titles = _titles(transcript, [*opening, len(units)])
    headings = {heading.paragraph: heading.title for heading in transcript.headings}
    return [
        _at(first[paragraph], headings.get(paragraph, title))
        for paragraph, title in zip(opening, titles, strict=True)
    ]


def _titles(transcript: Transcript, cuts: Sequence[int]) -> tuple[str, ...]:
    """Return titles for the parts of a text between paragraphs."""
    return phrases.titles(_parts(transcript, cuts), transcript.language)


def _parts(transcript: Transcript, cuts: Sequence[int]) -> list[list[str]]:
    """Return the sentences of the parts of a text between paragraphs."""
    return [
        [
            sentence.text
            for paragraph in transcript.paragraphs[start:end]
            for sentence in paragraph.sentences
        ]
        for start, end in pairwise(cuts)
    ]


def _at(sentence: TimedSentence, title: str) -> _Opening:
    return _Opening(
        title=title,
        start=sentence.start,
        paragraph=sentence.paragraph,
        estimated=sentence.estimated,
    )


def _closed(openings: Sequence[_Opening], duration: float) -> Iterator[Chapter]:
    """Yield the chapters, each up to the next one; what is not spoken at all has none."""
    starts = [0.0, *(min(opening.start, duration) for opening in openings[1:]), duration]
    for opening, (start, end) in zip(openings, pairwise(starts), strict=True):
        if end > start or len(openings) == 1:
            yield Chapter(
                title=opening.title,
                start=start,
                end=end,
                paragraph=opening.paragraph,
                estimated=opening.estimated,
                link=opening.link,
            )


def alternatives(
    transcript: Transcript, chapters: Sequence[Chapter], *, number: int
) -> tuple[tuple[str, ...], ...]:
    """Return for each chapter its title and other ones that would do, the best first.

    Args:
        transcript: The text.
        chapters: Those that were derived from it.
        number: How many others are wished; there may be fewer.
    """
    cuts = [chapter.paragraph or 0 for chapter in chapters]
    proposed = phrases.proposals(
        _parts(transcript, [*cuts, len(transcript.paragraphs)]),
        transcript.language,
        alternatives=number,
    )
    return tuple(
        (chapter.title, *[title for title in titles if title != chapter.title][:number])
        for chapter, titles in zip(chapters, proposed, strict=True)
    )


def to_json(chapters: Sequence[Chapter], *, title: str) -> bytes:
    """Return chapters as a Podcasting 2.0 chapters file, version 1.2.0.

    Args:
        chapters: In order of time.
        title: The episode's title.
    """
    document = {
        "version": _VERSION,
        "title": title,
        "chapters": [
            {
                "startTime": round(chapter.start, 3),
                "endTime": round(chapter.end, 3),
                "title": chapter.title,
                **({"url": chapter.link} if chapter.link else {}),
            }
            for chapter in chapters
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _clock(time: float) -> str:
    minutes, seconds = divmod(round(time), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
