"""Chapters: where they begin, what they are called, and the two files that say so.

What the producer marked wins; else the headings in the text; else the topics that the text turns
to, at paragraphs only.

Source: NAME.chapters.txt is the format of mp4chaps, https://github.com/enzo1982/mp4v2; the
published file that of https://github.com/Podcastindex-org/podcast-namespace, "JSON chapters
format", version 1.2.0.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from audiopub.text import phrases, topics

SHORTEST = 30.0
"""No derived chapter is shorter, in seconds."""

# A commentary of ten minutes has some six chapters, a conversation of an hour some fifteen.
_CHAPTERS, _COMMENTARY = 6, 600.0
_FEWEST, _MOST = 4, 10  # of a commentary; it may have fewer if they were shorter than a minute
_MINUTE = 60.0

_LINE = re.compile(
    r"(?P<time>(?:(?P<hours>\d+):)?(?P<minutes>[0-5]?\d):(?P<seconds>[0-5]\d(?:[.,]\d{1,3})?))"
    r"\s+(?P<title>[^\s<][^<>]*?)(?:\s<(?P<link>[^<>]*)>)?"
)
_ADDRESS = re.compile(r"https?://[^\s\"]+")
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
            does not exist (AP224), or does not lie after the one before (AP221).
    """
    first: dict[int, TimedSentence] = {}
    for sentence in alignment.sentences:
        first.setdefault(sentence.paragraph, sentence)
    if marks:
        openings = [_marked(mark, first, timeline, place) for mark in marks]
        _require_order(openings, place)
    elif any(heading.paragraph for heading in transcript.headings):
        openings = _headed(transcript, first)
    else:
        openings = _by_topics(transcript, first, alignment.duration)
    return tuple(_closed(openings, alignment.duration))


def _marked(
    mark: ChapterMark, first: dict[int, TimedSentence], timeline: Timeline, place: Place | None
) -> _Opening:
    if mark.start is not None:
        end = timeline.pieces[-1].source_end
        if not 0 <= mark.start < end:
            raise _error(
                "AP223",
                f'the chapter "{mark.title}" begins at {_clock(mark.start)}, but the recording ends'
                f" at {_clock(end)}",
                "give it the time in the recording at which it begins",
                place,
            )
        start, estimated = timeline.at(mark.start), False
    elif mark.paragraph in first:
        start, estimated = first[mark.paragraph].start, first[mark.paragraph].estimated
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
        paragraph=mark.paragraph,
        estimated=estimated,
        link=mark.link,
    )


def _require_order(openings: Sequence[_Opening], place: Place | None) -> None:
    for before, opening in pairwise(openings):
        if opening.start <= before.start:
            raise _error(
                "AP221",
                f'the chapter "{opening.title}" begins at {_clock(opening.start)}, not after'
                f' "{before.title}"',
                _IN_ORDER,
                place,
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
    parts = [
        [
            sentence.text
            for paragraph in transcript.paragraphs[start:end]
            for sentence in paragraph.sentences
        ]
        for start, end in pairwise(cuts)
    ]
    return phrases.titles(parts, transcript.language)


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


def parse(text: str, path: str) -> tuple[ChapterMark, ...]:
    """Read NAME.chapters.txt: ``HH:MM:SS.mmm Title <https://link>`` on each line.

    Hours, fractions of a second and the link may be left out. Empty lines, and lines that begin
    with ``#``, mean nothing.

    Args:
        text: The file's content.
        path: Its path.

    Raises:
        ConfigError: There is no chapter (AP222).
        ExceptionGroup: Of :class:`ConfigError`, all lines at once that are wrong: not of this form
            (AP220), or with a time that is not after the one before (AP221).
    """
    marks: list[ChapterMark] = []
    problems: list[ConfigError] = []
    before = -1.0
    for number, given in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if not given.strip() or given.lstrip().startswith("#"):
            continue
        try:
            start, mark = _parsed(given, path, number)
        except ConfigError as error:
            problems.append(error)
            continue
        if start <= before:
            what = f'the chapter "{mark.title}" does not begin after the one before'
            place = Place(path=path, line=number, column=_indent(given) + 1)
            problems.append(_error("AP221", what, _IN_ORDER, place))
        before = start
        marks.append(mark)
    if problems:
        raise ExceptionGroup(path, problems)
    if not marks:
        raise ConfigError(
            "AP222",
            "there is no chapter in the file",
            path=path,
            hint="write a line like 00:01:30.000 Title for each, or remove the file",
        )
    return tuple(marks)


def _parsed(given: str, path: str, number: int) -> tuple[float, ChapterMark]:
    """Return the time of a line, in seconds, and the chapter that it marks."""
    line = _LINE.fullmatch(given.strip())
    if line is None:
        raise ConfigError(
            "AP220",
            "this line is not a time and a title",
            path=path,
            line=number,
            column=_indent(given) + 1,
            hint="write it like 00:01:30.000 Title <https://example.org/page>, without the link"
            " if there is none",
        )
    link = line["link"]
    if link is not None and not _ADDRESS.fullmatch(link):
        raise ConfigError(
            "AP220",
            f"{link or 'nothing'} is not an address",
            path=path,
            line=number,
            column=_indent(given) + line.start("link") + 1,
            hint="write the whole address, like <https://example.org/page>, or leave it out",
        )
    minutes = int(line["hours"] or 0) * 60 + int(line["minutes"])
    start = minutes * 60 + float(line["seconds"].replace(",", "."))
    return start, ChapterMark(title=" ".join(line["title"].split()), start=start, link=link)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


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
