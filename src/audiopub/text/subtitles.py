"""Subtitles as texts: SubRip and WebVTT, which say when everything is spoken.

What is only for the eye is left out: styles, positions, notes, what is heard but not said, and the
lines that captions made while somebody spoke repeat from one to the next. Voices (``<v Name>``) are
speakers. Cues are put together to paragraphs where the speaker changes or pauses.

Source: WebVTT, https://www.w3.org/TR/webvtt1/; SubRip is defined by no text, and read as written by
most programs: a number, the times, the lines, an empty line.
"""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from audiopub.errors import TextError
from audiopub.model import Change, Draft, Given, Place
from audiopub.text import characters, speakers
from audiopub.text.decoding import decode
from audiopub.text.document import Block, Document, Line

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TIMES = regex.compile(rf"{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_NUMBER = regex.compile(r"\d+")
_LANGUAGE = regex.compile(r"Language:\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", regex.IGNORECASE)
_VOICE = regex.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>|</v>")
_TAG = regex.compile(r"</?[A-Za-z0-9][^<>]{0,200}>|\{\\[^{}]{0,200}\}")
_HEARD = regex.compile(r"(?:[\[(][^\])]*[\])]|[♪♫#*\s]+|[♪♫].*[♪♫])")
_TURN = regex.compile(r"(?:>>+|[-–—])\s*")
_CLOSED = regex.compile(r"[.!?…。！？؟।۔][\"'”“»«’)\]」』]*$")

_PAUSE = 1.5  # seconds between two cues; a new paragraph begins
_LONG = 600  # characters; so long a paragraph ends with its sentence
_TOO_LONG = 1_500  # and so long a one, with its cue
_ROLLING = 0.2  # seconds; within them a line that stands in two cues is one
_SELDOM = 0.05  # of the cues end a sentence: there is no punctuation, and each is one


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cue:
    """A cue, as it stands in the file."""

    start: float
    end: float
    number: int
    """The line of its times."""

    lines: tuple[Line, ...]


def read(data: bytes, path: str, timezone: dt.tzinfo) -> Document:  # noqa: ARG001 - as all readers
    """Take subtitles apart.

    Raises:
        TextError: See :func:`audiopub.text.decoding.decode`; or there are no times (AP157), or a
            cue ends before it begins (AP157).
    """
    lines, changes = characters.lines(decode(data, path))
    cues = sorted(_cues(lines, path), key=lambda cue: cue.start)
    if not cues and any(line.text for line in lines):
        raise TextError(
            "AP157",
            "there is no cue in these subtitles",
            path=path,
            hint="each needs a line such as 00:00:01.000 --> 00:00:04.000 above its text; "
            "if it is a text without times, name it .txt",
        )
    said, silent = _said(_once(cues))
    return Document(
        blocks=tuple(_paragraphs(said)),
        properties=_properties(lines, path),
        changes=(*changes, *silent),
        has_head=False,
    )


def _cues(lines: Sequence[Line], path: str) -> Iterator[_Cue]:
    """Yield the cues in the order of the file."""
    heads = [index for index, line in enumerate(lines) if _TIMES.fullmatch(line.text)]
    for head, following in pairwise([*heads, len(lines)]):
        times = _TIMES.fullmatch(lines[head].text)
        assert times  # noqa: S101 - it was looked for
        start, end = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
        if end < start:
            raise TextError(
                "AP157",
                "this cue ends before it begins",
                path=path,
                line=lines[head].number,
                hint="put the earlier time first",
            )
        shown = list(lines[head + 1 : following])
        if following < len(lines) and shown and _NUMBER.fullmatch(shown[-1].text):
            shown.pop()  # of the cue that follows, with no empty line between
        yield _Cue(start=start, end=end, number=lines[head].number, lines=tuple(_shown(shown)))


def _shown(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines of a cue: those down to the first empty one."""
    for line in lines:
        if not line.text:
            return
        yield line


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + float(f"0.{fraction or 0}")


def _once(cues: Sequence[_Cue]) -> Iterator[_Cue]:
    """Yield the cues without the lines that the cue before has shown already."""
    before: _Cue | None = None
    for cue in cues:
        lines = cue.lines
        if before and cue.start - before.end <= _ROLLING and len(cue.lines) > 1:
            shown = {line.text for line in before.lines}
            lines = tuple(line for line in cue.lines if line.text not in shown)
        yield replace(cue, lines=lines)
        before = cue


def _said(cues: Iterable[_Cue]) -> tuple[list[tuple[Line, str | None]], list[Change]]:
    """Return what is said, each with its speaker, and what is not."""
    said: list[tuple[Line, str | None]] = []
    silent: list[Change] = []
    for cue in cues:
        parts = list(_voices(cue))
        length = sum(len(text) for text, _, _ in parts)
        done = 0
        for text, number, speaker in parts:
            begin = cue.start + (cue.end - cue.start) * done / length
            done += len(text)
            end = cue.start + (cue.end - cue.start) * done / length
            if _HEARD.fullmatch(text):
                silent.append(Change(kind="removed", line=number, before=text, after=""))
            else:
                said.append((Line(text=text, number=number, span=(begin, end)), speaker))
    return said, silent


def _voices(cue: _Cue) -> Iterator[tuple[str, int, str | None]]:
    """Yield the parts of a cue that one speaks: their text, line, and speaker."""
    turns = sum(_TURN.match(_TAG.sub("", line.text)) is not None for line in cue.lines) > 1
    speaker: str | None = None
    held: list[str] = []
    number = cue.number + 1
    for line in cue.lines:
        for index, part in enumerate(_VOICE.split(line.text)):
            if index % 2:
                yield from _part(held, number, speaker)
                held, number, speaker = [], line.number, part and html.unescape(part).strip()
            elif plain := html.unescape(_TAG.sub("", part)).strip():
                is_turn = speakers.is_labelled(plain) or (turns and _TURN.match(plain))
                if is_turn and not index and held:
                    yield from _part(held, number, speaker)
                    held, number = [], line.number
                held.append(_TURN.sub("", plain, count=1) if turns else plain.removeprefix(">> "))
    yield from _part(held, number, speaker)


def _part(
    held: Sequence[str], number: int, speaker: str | None
) -> Iterator[tuple[str, int, str | None]]:
    if text := " ".join(" ".join(held).split()):
        yield text, number, speaker


def _paragraphs(said: Sequence[tuple[Line, str | None]]) -> Iterator[Block]:
    """Yield what is said as paragraphs: one ends where the speaker changes, or pauses."""
    closed = sum(_CLOSED.search(line.text) is not None for line, _ in said)
    line_is_sentence = closed < _SELDOM * len(said)
    together: list[Line] = []
    for index, (line, speaker) in enumerate(said):
        together.append(line)
        following = said[index + 1] if index + 1 < len(said) else None
        if following is None or _ends_paragraph(
            together, following, speaker, closed=line_is_sentence or _is_closed(line)
        ):
            yield Block(lines=tuple(together), speaker=speaker, line_is_sentence=line_is_sentence)
            together = []


def _is_closed(line: Line) -> bool:
    return _CLOSED.search(line.text) is not None


def _ends_paragraph(
    together: Sequence[Line],
    following: tuple[Line, str | None],
    speaker: str | None,
    *,
    closed: bool,
) -> bool:
    length = sum(len(line.text) + 1 for line in together)
    if following[1] != speaker or length > _TOO_LONG:
        return True
    end, start = together[-1].span, following[0].span
    paused = end is not None and start is not None and start[0] - end[1] >= _PAUSE
    return closed and (paused or length > _LONG)


def _properties(lines: Iterable[Line], path: str) -> Draft:
    """Return the language that a WebVTT file names above its cues."""
    for line in lines:
        if _TIMES.fullmatch(line.text):
            break
        if language := _LANGUAGE.fullmatch(line.text):
            place = Place(path=path, line=line.number)
            return Draft(language=Given(value=language[1], source="properties", place=place))
    return Draft()
