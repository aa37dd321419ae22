"""Captions as files: WebVTT, SubRip, and the podcast namespace's JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from audiopub.captions.chaptering import spoken
from audiopub.captions.pieces import one_line
from audiopub.model import Alignment, Chapter, Cue

ESTIMATED = "The times are estimated from the length of the text."


def to_vtt(cues: Sequence[Cue], *, language: str, title: str, words: bool = False) -> bytes:
    """Return cues as WebVTT, with a note that says what they are of.

    A note may hold anything but an arrow (section 4.1), which becomes a typographic one. Who speaks
    is said by a voice span (section 4.2.2), whose end may be left out as it is the cue's.

    Source: https://www.w3.org/TR/webvtt1/

    Args:
        cues: The cues.
        language: Their language, a BCP 47 tag.
        title: The episode's title.
        words: Whether to say when each word within a cue is spoken, as far as it is known, by a
            timestamp tag before it (section 6.4). Many apps show these tags as text.
    """
    note = [" ".join(title.split()), f"Language: {language}"]
    if any(cue.estimated for cue in cues):
        note.append(ESTIMATED)
    blocks = ["WEBVTT", "\n".join(["NOTE", *(_without_arrow(line) for line in note if line)])]
    for cue in cues:
        times = f"{_timestamp(cue.start, '.')} --> {_timestamp(cue.end, '.')}"
        said = _with_tags(cue) if words else _escaped(_text(cue))
        blocks.append(f"{times}\n{_voice(cue.speaker)}{said}")
    return ("\n\n".join(blocks) + "\n").encode()


def to_srt(cues: Sequence[Cue]) -> bytes:
    """Return cues as SubRip; the podcast namespace asks for two lines of 32 characters at most.

    An arrow in the text, which would be taken for a time, becomes a typographic one.
    Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md

    Args:
        cues: The cues, made with ``line_width=32``.
    """
    blocks = []
    for number, cue in enumerate(cues, 1):
        times = f"{_timestamp(cue.start, ',')} --> {_timestamp(cue.end, ',')}"
        text = _without_arrow(_text(cue))
        blocks.append(f"{number}\n{times}\n{text}\n")
    return "\n".join(blocks).encode() or b"\n"


def to_json(alignment: Alignment, chapters: Sequence[Chapter] = ()) -> bytes:
    """Return what is spoken as a podcast namespace transcript, version 1.0.0: sentence by sentence.

    Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md

    Args:
        alignment: The sentences, timed; those that are not spoken are left out.
        chapters: The chapters that the cues were made with, for the same times as theirs.
    """
    segments = [
        {
            **({"speaker": one_line(sentence.speaker)} if sentence.speaker else {}),
            "startTime": round(sentence.start, 3),
            "endTime": round(sentence.end, 3),
            "body": sentence.text,
        }
        for sentence in spoken(alignment, chapters)
    ]
    transcript = {"version": "1.0.0", "segments": segments}
    return (json.dumps(transcript, ensure_ascii=False, indent=1) + "\n").encode()


def _text(cue: Cue) -> str:
    return "\n".join(cue.lines)


def _voice(speaker: str | None) -> str:
    """Return the tag that says who speaks a cue."""
    return f"<v {_escaped(one_line(speaker))}>" if speaker else ""


def _without_arrow(text: str) -> str:
    """Replace what would be taken for the arrow between times."""
    return text.replace("-->", "\u2192")


def _with_tags(cue: Cue) -> str:
    """Return a cue's text with a timestamp tag before each word that begins later within it.

    The times must be after the cue's start, before its end, and each after the one before it.
    """
    text = _text(cue)
    parts, done, at = [], 0, 0
    latest, end = round(cue.start * 1000), round(cue.end * 1000)
    for word in cue.words:
        place = text.index(word.text, at)
        time = round(word.start * 1000)
        if place and latest < time < end:
            parts += [_escaped(text[done:place]), f"<{_timestamp(word.start, '.')}>"]
            done, latest = place, time
        at = place + len(word.text)
    return "".join([*parts, _escaped(text[done:])])


def _escaped(text: str) -> str:
    """Escape what WebVTT would take for markup or for an arrow between times."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _timestamp(seconds: float, point: str) -> str:
    """Render a time as ``HH:MM:SS.mmm``."""
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    whole, fraction = divmod(milliseconds, 1000)
    return f"{hours:02}:{minutes:02}:{whole:02}{point}{fraction:03}"
