"""Caption files: WebVTT, SubRip, and the JSON of Podcasting 2.0, as far as they can be read.

Sources: https://www.w3.org/TR/webvtt1/#file-structure;
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from audiopub.facts import json
from audiopub.facts.reading import NEWLINE, content, decoded
from audiopub.rules.subjects import Break, CaptionCue, Captions, Subject, Unread

_VTT_TIME = r"(?:(\d{2,9}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_VTT_TIMES = re.compile(rf"\s*{_VTT_TIME}\s+-->\s+{_VTT_TIME}(?:\s.*)?", re.ASCII)
_SRT_TIME = r"(\d{1,9}):([0-5]\d):([0-5]\d)[,.](\d{3})"
_SRT_TIMES = re.compile(rf"\s*{_SRT_TIME}\s*-->\s*{_SRT_TIME}(?:\s.*)?", re.ASCII)

_ARROW = "-->"
_TAG = re.compile(r"</?[a-z0-9][^<>]*>", re.IGNORECASE)
_HEADER = re.compile(r"WEBVTT(?:[ \t].*)?")
_ESTIMATED = re.compile(r"\btimes are estimated\b", re.IGNORECASE)


def read(path: Path, name: str) -> Iterator[Subject]:
    """Yield a caption file.

    Args:
        path: The file; its name says its format.
        name: How findings call it.
    """
    data = content(path, name, "captions")
    if isinstance(data, Unread):
        yield data
        return
    match path.suffix.lower():
        case ".json":
            yield _json(data, name)
        case ".srt":
            yield _lines(data, name, "srt")
        case _:
            yield _lines(data, name, "vtt")


def is_transcript(path: Path) -> bool:
    """Return whether a JSON file is a transcript, and not of chapters."""
    data = content(path, path.name, "captions")
    if isinstance(data, Unread):
        return False
    value, _ = json.value(data)
    return isinstance(value, dict) and "segments" in value


@dataclass(slots=True)
class _Reading:
    """What has been read of a file with lines."""

    cues: list[CaptionCue] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    estimated: int | None = None

    def break_at(self, line: int, reason: str) -> None:
        self.breaks.append(Break(line=line, column=None, reason=reason))


def _lines(data: bytes, name: str, form: Literal["vtt", "srt"]) -> Captions:
    text, broken = decoded(data)
    reading = _Reading()
    if broken:
        reading.breaks.append(broken)
    lines = NEWLINE.split(text)
    first = 0
    if form == "vtt":
        if not _HEADER.fullmatch(lines[0]):
            reading.break_at(1, "The file does not begin with WEBVTT")
        else:
            first = next((n for n, line in enumerate(lines) if not line.strip()), len(lines))
    for number, block in _blocks(lines, first):
        (_vtt_block if form == "vtt" else _srt_block)(reading, number, block)
    return Captions(
        path=name,
        format=form,
        cues=tuple(reading.cues),
        breaks=tuple(reading.breaks),
        estimated=reading.estimated,
    )


def _blocks(lines: list[str], first: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the stretches between empty lines, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*lines[first:], ""], start=first + 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _vtt_block(reading: _Reading, number: int, block: list[str]) -> None:
    word = block[0].split(maxsplit=1)[0]
    if word == "NOTE" and _ARROW not in block[0]:
        for line, text in enumerate(block, start=number):
            if reading.estimated is None and _ESTIMATED.search(text):
                reading.estimated = line
    elif word not in ("STYLE", "REGION") or _ARROW in "".join(block):
        _cue(reading, number, block, _VTT_TIMES)


def _srt_block(reading: _Reading, number: int, block: list[str]) -> None:
    _cue(reading, number, block, _SRT_TIMES)


def _cue(reading: _Reading, number: int, block: list[str], times: re.Pattern[str]) -> None:
    """Read a cue, whose times stand in its first line or, below its name, in the second."""
    at = next((n for n, line in enumerate(block[:2]) if _ARROW in line), None)
    if at is None:
        reading.break_at(number, f"The line is neither a cue nor a note: {_shown(block[0])}")
        return
    match = times.fullmatch(block[at])
    if match is None:
        reading.break_at(number + at, f"The times cannot be read: {_shown(block[at])}")
        return
    parts = [int(part or 0) for part in match.groups()]
    reading.cues.append(
        CaptionCue(
            line=number + at,
            start=_seconds(*parts[:4]),
            end=_seconds(*parts[4:]),
            text="\n".join(html.unescape(_TAG.sub("", line)) for line in block[at + 1 :]),
        )
    )


def _seconds(hours: int, minutes: int, seconds: int, milliseconds: int) -> float:
    return (hours * 60 + minutes) * 60 + seconds + milliseconds / 1000


def _shown(line: str) -> str:
    line = line.strip()
    return line if len(line) <= 60 else f"{line[:59]}…"  # noqa: PLR2004 - of a message's line


def _json(data: bytes, name: str) -> Captions:
    value, broken = json.value(data)
    breaks = [broken] if broken else []
    cues: list[CaptionCue] = []
    segments = value.get("segments") if isinstance(value, dict) else None
    if not isinstance(segments, list):
        if not breaks:
            breaks.append(Break(line=None, column=None, reason="The file has no list of segments"))
        segments = []
    for number, segment in enumerate(segments, start=1):
        cue = _segment(segment)
        if cue is None:
            reason = f"Segment {number} has no startTime and body that can be read"
            breaks.append(Break(line=None, column=None, reason=reason))
        else:
            cues.append(cue)
    return Captions(
        path=name, format="json", cues=tuple(cues), breaks=tuple(breaks), estimated=None
    )


def _segment(segment: Any) -> CaptionCue | None:  # noqa: ANN401 - whatever stands there
    if not isinstance(segment, dict):
        return None
    start, end = json.seconds(segment.get("startTime")), segment.get("endTime")
    body = segment.get("body")
    if start is None or not isinstance(body, str):
        return None
    return CaptionCue(line=None, start=start, end=json.seconds(end), text=body)
