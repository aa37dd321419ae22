"""The words that paragraphs begin with, by which they are known when a text is edited elsewhere."""

from __future__ import annotations

import difflib
import unicodedata

import regex

from audiopub.model import Transcript

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_FEWEST, _MOST = 4, 12  # words of an opening
_NEAR = 0.5  # how alike an opening must be to be named as the one that was meant


def words(text: str) -> list[str]:
    """Return the words of a text by which openings are compared: no marks, no capitals."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def beginning_with(transcript: Transcript, opening: str) -> tuple[int, ...]:
    """Return the paragraphs that begin with some words, counted from 0."""
    wanted = words(opening)
    return tuple(
        index
        for index, paragraph in enumerate(transcript.paragraphs)
        if words(paragraph.text)[: len(wanted)] == wanted
    )


def nearest(transcript: Transcript, opening: str) -> str | None:
    """Return the opening of a paragraph that is most like some words, if one is like them."""
    wanted = words(opening)
    written = {
        " ".join(words(paragraph.text)[: len(wanted)]): paragraph.text
        for paragraph in transcript.paragraphs
    }
    found = difflib.get_close_matches(" ".join(wanted), list(written), n=1, cutoff=_NEAR)
    return _as_written(written[found[0]], len(wanted)) if found else None


def opening_of(transcript: Transcript, paragraph: int) -> str | None:
    """Return the first words of a paragraph, so many that no other one begins with them.

    Returns:
        Four words or more, as they stand there; ``None`` if twelve are not enough.
    """
    beginnings = [words(one.text)[:_MOST] for one in transcript.paragraphs]
    own = beginnings[paragraph]
    for number in range(max(1, min(_FEWEST, len(own))), len(own) + 1):
        if sum(beginning[:number] == own[:number] for beginning in beginnings) == 1:
            return _as_written(transcript.paragraphs[paragraph].text, number)
    return None


def _as_written(text: str, number: int) -> str:
    """Return the first words of a text with the marks between them, but no double quotes."""
    ends = [word.end() for word in _WORD.finditer(text)]
    return text[: ends[min(number, len(ends)) - 1]].replace('"', "'").strip() if ends else ""
