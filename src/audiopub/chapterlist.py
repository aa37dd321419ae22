"""NAME.chapters.txt: the list of chapters that the producer writes, or gets to edit.

Source: times and titles are the format of mp4chaps, https://github.com/enzo1982/mp4v2; the first
words of a paragraph in place of a time, and the link, are audiopub's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiopub.errors import ConfigError
from audiopub.model import Chapter, ChapterMark, Place, Transcript
from audiopub.text import openings

_TITLE = r"\s+(?P<title>[^\s<][^<>]*?)(?:\s<(?P<link>[^<>]*)>)?"
_OPENED = re.compile(rf'"(?P<opening>[^"]*)"{_TITLE}')
_LINE = re.compile(
    r"(?P<time>(?:(?P<hours>\d+):)?(?P<minutes>[0-5]?\d):(?P<seconds>[0-5]\d(?:[.,]\d{1,3})?))"
    + _TITLE
)
_ADDRESS = re.compile(r"https?://[^\s\"]+")
_IN_ORDER = "put the chapters in the order of their times, each at a time of its own"


def parse(text: str, path: str) -> tuple[ChapterMark, ...]:
    """Read NAME.chapters.txt: ``HH:MM:SS.mmm Title <https://link>`` on each line.

    Hours, fractions of a second and the link may be left out. In place of a time, the first words
    of the paragraph may stand in straight quotation marks: ``"It was a dark" The storm``. Empty
    lines, and lines that begin with ``#``, mean nothing.

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
        if start is None:
            marks.append(mark)
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


def _parsed(given: str, path: str, number: int) -> tuple[float | None, ChapterMark]:
    """Return the time of a line, in seconds, if it has one, and the chapter that it marks."""
    opened = _OPENED.fullmatch(given.strip())
    line = opened or _LINE.fullmatch(given.strip())
    if line is None:
        raise ConfigError(
            "AP220",
            "this line is not a time, or the first words of a paragraph, and a title",
            path=path,
            line=number,
            column=_indent(given) + 1,
            hint="write it like 00:01:30.000 Title <https://example.org/page>, or like"
            ' "The first words" Title',
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
    title = " ".join(line["title"].split())
    if opened:
        return None, _opened(opened["opening"], title, link, Place(path=path, line=number))
    minutes = int(line["hours"] or 0) * 60 + int(line["minutes"])
    start = minutes * 60 + float(line["seconds"].replace(",", "."))
    return start, ChapterMark(title=title, start=start, line=number, link=link)


def _opened(opening: str, title: str, link: str | None, place: Place) -> ChapterMark:
    if not openings.words(opening):
        raise _error(
            "AP220",
            "there are no words in the quotation marks",
            "write the first words of the paragraph that the chapter begins with",
            place,
        )
    return ChapterMark(title=title, opening=opening.strip(), line=place.line, link=link)


def parse_timed(text: str, path: str) -> tuple[tuple[float, ChapterMark], ...]:
    """Read a chapter list of a sound file that has no text; return each chapter with its time.

    Args:
        text: The file's content.
        path: Its path.

    Raises:
        ConfigError: There is no chapter (AP222), or one has no time (AP263).
        ExceptionGroup: As in :func:`parse`.
    """
    timed = []
    for mark in parse(text, path):
        if mark.start is None:
            raise _error(
                "AP263",
                f'the chapter "{mark.title}" has no time, and there is no text to find it in',
                "write it like 00:01:30.000 Title",
                Place(path=path, line=mark.line),
            )
        timed.append((mark.start, mark))
    return tuple(timed)


def to_list(
    transcript: Transcript, chapters: Sequence[Chapter], titles: Sequence[Sequence[str]]
) -> str:
    """Return NAME.chapters.txt for the producer to edit.

    Each chapter is tied to the first words of its paragraph, so many that no other begins so; to
    its time, where the text gives no such words.

    Args:
        transcript: The text.
        chapters: Its chapters.
        titles: For each its title and the alternatives.
    """
    lines = [
        "# Chapters: the first words of a paragraph, or a time in the recording (00:01:30), and a",
        "# title; at the end of a line, a link may stand: <https://example.org/page>. Lines that",
        "# begin with # mean nothing.",
    ]
    for chapter, (title, *others) in zip(chapters, titles, strict=True):
        opening = openings.opening_of(transcript, chapter.paragraph or 0)
        anchor = f'"{opening}"' if opening else _clock(chapter.start)
        lines += ["", f"# about {_clock(chapter.start)}", f"{anchor} {title}"]
        lines += [f"#   or: {other}" for other in others]
    return "\n".join(lines) + "\n"


def _error(code: str, what: str, hint: str, place: Place) -> ConfigError:
    return ConfigError(code, what, path=place.path, line=place.line, column=place.column, hint=hint)


def _clock(time: float) -> str:
    minutes, seconds = divmod(int(time), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
