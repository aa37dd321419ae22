"""A text as lines of proper characters.

What cannot be seen is taken out, what can be written in two ways is written in one, and every
space is an ordinary one. Kept are the joiners that Arabic, Indic scripts and emoji need, and the
no-break spaces of French punctuation and of grouped figures.

Source: Unicode Standard Annex #15 (Normalization Form C) and #44 (general categories).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

from audiopub.model import Change
from audiopub.text.document import Line

_LINE_END = regex.compile(r"\r\n|\r|\n")
_INVISIBLE = regex.compile(
    r"[[\p{Cc}\p{Cf}]--[\t\u200C\u200D\u0600-\u0605\u06DD\u070F\u08E2\U000E0020-\U000E007F]]",
    regex.V1,
)
_SPACES = regex.compile(r"[\p{Z}\t]+")
_TYPOGRAPHIC = regex.compile(
    r"[\xA0\u202F](?=[;:!?»%€])|(?<=«)[\xA0\u202F]|(?<=\d)[\xA0\u202F](?=\d)"
)


def lines(text: str) -> tuple[tuple[Line, ...], tuple[Change, ...]]:
    """Return a text's lines, without white space at their ends, and what was mended in them.

    Characters that cannot be shown are named in a change: ``U+0007``. A change that occurs several
    times in a line is listed once.
    """
    mended: list[Line] = []
    changes: list[Change] = []
    for number, given in enumerate(_LINE_END.split(text), start=1):
        visible = _INVISIBLE.sub("", given)
        composed = unicodedata.normalize("NFC", visible).strip()
        spaced = _SPACES.sub(_plain_space, composed)
        mended.append(Line(text=spaced, number=number))
        if spaced != given:
            found = (*_invisible(given, number), *_composed(visible, number))
            changes += dict.fromkeys((*found, *_spaces(composed, number)))
    return tuple(mended), tuple(changes)


def _plain_space(spaces: regex.Match[str]) -> str:
    """Return what stands for a run of white space: one space, or the one that belongs there."""
    run = spaces[0]
    if len(run) == 1 and _TYPOGRAPHIC.match(spaces.string, spaces.start()):
        return run
    return " "


def _invisible(line: str, number: int) -> Iterator[Change]:
    for found in _INVISIBLE.finditer(line):
        yield Change(kind="characters", line=number, before=_name(found[0]), after="")


def _composed(line: str, number: int) -> Iterator[Change]:
    if unicodedata.is_normalized("NFC", line):
        return
    for word in line.split():
        composed = unicodedata.normalize("NFC", word)
        if composed != word:
            yield Change(kind="characters", line=number, before=word, after=composed)


def _spaces(line: str, number: int) -> Iterator[Change]:
    for found in _SPACES.finditer(line):
        after = _plain_space(found)
        if after != found[0]:
            before = " ".join(_name(space) for space in found[0])
            yield Change(kind="spacing", line=number, before=before, after=after)


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"
