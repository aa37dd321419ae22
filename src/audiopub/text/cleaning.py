"""Mending: web debris removed, broken paragraphs rejoined, spacing put right.

Only the text is mended, never the file; every change is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import regex

from audiopub.model import Change
from audiopub.text.debris import is_debris, is_notice
from audiopub.text.document import Block
from audiopub.text.language import base

_SAYS_SOMETHING = regex.compile(r"[\p{L}\p{N}]")
_CLOSED = regex.compile(r"[.!?…:;。！？؟।։۔][\"'”“»«’‘›‹)\]}」』]*$")
_OPEN_ENDED = regex.compile(r"[,–—]$|\s-$")
_GOES_ON = regex.compile(r"[„“\"'«»‚‘(\[–—\s-]*\p{Ll}")
_SALUTATION = 40  # characters; "Liebe Freunde," is a paragraph, though it ends with a comma
_ITEM = 60  # characters; so short a paragraph without an end may be an item of a list
_OUTSIDE = 6  # blocks at the head and at the foot of a text, where web pages have their notices
_GLIMPSE = 3  # words on either side of a seam, to show where it was

_SPACES = r"[ \xA0\u202F]+"
_SPACE_BEFORE = regex.compile(rf"(?<=\S){_SPACES}([,;:!?)\]]|\.(?!\.))(?=\s|$)")
_SPACE_AFTER = regex.compile(rf"([(\[„¿¡]){_SPACES}(?=\S)")
_MISSING_SPACE = regex.compile(
    r"(?<=\p{Ll}{2}|\p{Ll}[”“»)])([.!?])(?=[„“«\"(]?\p{Lu}\p{Ll}+(?:\s|[,.;:!?]|$))"
)

_ADDRESS_SIGN = regex.compile(r"[/@]|www\.", regex.IGNORECASE)

_QUOTES = (  # in this order
    (regex.compile(r"(?<!\w),,(?=\w)"), "„"),
    (regex.compile(r"``(?=\w)"), "“"),
    (regex.compile(r"(?<=[\p{L}\p{N}.!?…,])''"), "”"),
    (regex.compile(r"<<\s?([^<>]{1,500}?)\s?>>"), r"«\1»"),
    (regex.compile(r"(?<=\p{L})[`´](?=\p{L})"), "’"),
)
_HALF_OPEN = regex.compile(r"(„[^„“”\"]{1,500})\"")
_CLOSING_QUOTES = dict.fromkeys(("hu", "nl", "pl", "ro"), "”")
_FRENCH_MARKS = ";:!?"  # French has a space before these


def clean(blocks: Iterable[Block], language: str) -> tuple[tuple[Block, ...], tuple[Change, ...]]:
    """Return blocks mended, and what was mended, in the text's order.

    Args:
        blocks: The text.
        language: A BCP 47 tag.
    """
    changes: list[Change] = []
    kept = _without_debris(blocks, changes)
    quoted = [_quoted(block, language, changes) for block in kept]
    spaced = [_spaced(block, language, changes) for block in quoted]
    joined = tuple(_rejoined(spaced, changes))
    return joined, tuple(sorted(changes, key=lambda change: change.line))


def _without_debris(blocks: Iterable[Block], changes: list[Change]) -> list[Block]:
    kept = []
    given = list(blocks)
    for place, block in enumerate(given):
        outside = place < _OUTSIDE or place >= len(given) - _OUTSIDE
        if not block.level and (
            is_debris(block.text)
            or (outside and is_notice(block.text))
            or not _SAYS_SOMETHING.search(block.text)
        ):
            changes.append(Change(kind="removed", line=block.number, before=block.text, after=""))
        else:
            kept.append(block)
    return kept


def _spaced(block: Block, language: str, changes: list[Change]) -> Block:
    """Return a block without spaces before closing marks and after opening ones.

    Where none parts two sentences, one is put there.
    """
    spared = _FRENCH_MARKS if base(language) == "fr" else ""
    lines = []
    for line in block.lines:

        def mended(space: regex.Match[str], number: int = line.number) -> str:
            if space[1] in spared:
                return space[0]
            word = space.string[: space.start()].rpartition(" ")[2]
            changes.append(
                Change(kind="spacing", line=number, before=word + space[0], after=word + space[1])
            )
            return space[1]

        def parted(mark: regex.Match[str], number: int = line.number) -> str:
            word = mark.string[: mark.start()].rpartition(" ")[2]
            if _ADDRESS_SIGN.search(word) or word.casefold() == "www":
                return mark[1]
            changes.append(
                Change(
                    kind="spacing", line=number, before=word + mark[1], after=f"{word}{mark[1]} "
                )
            )
            return f"{mark[1]} "

        text = _SPACE_AFTER.sub(mended, _SPACE_BEFORE.sub(mended, line.text))
        text = _MISSING_SPACE.sub(parted, text)
        lines.append(replace(line, text=text))
    return replace(block, lines=tuple(lines))


def _quoted(block: Block, language: str, changes: list[Change]) -> Block:
    """Return a block with the quotation marks that were typed as something else.

    Straight ones are left as they are, unless a typographic one opens what they close.
    """
    closing = _CLOSING_QUOTES.get(base(language), "“")
    lines = []
    for line in block.lines:
        text = line.text
        for pattern, mark in (*_QUOTES, (_HALF_OPEN, rf"\1{closing}")):
            for found in pattern.finditer(text):
                after = found.expand(mark)
                changes.append(
                    Change(kind="quotes", line=line.number, before=found[0], after=after)
                )
            text = pattern.sub(mark, text)
        lines.append(replace(line, text=text))
    return replace(block, lines=tuple(lines))


def _rejoined(blocks: Sequence[Block], changes: list[Change]) -> Iterator[Block]:
    """Yield the blocks, with those that were one paragraph as one."""
    together: list[Block] = []
    for block in blocks:
        if together and _is_broken(together[-1], block):
            changes.append(_seam(together[-1], block))
        elif together:
            yield _as_one(together)
            together = []
        together.append(block)
    if together:
        yield _as_one(together)


def _as_one(blocks: Sequence[Block]) -> Block:
    return replace(blocks[0], lines=tuple(line for block in blocks for line in block.lines))


def _is_broken(block: Block, following: Block) -> bool:
    """Return whether a paragraph was broken off and goes on in the following one."""
    if block.level or following.level or block.line_is_sentence or block.is_timed:
        return False
    if block.speaker != following.speaker:
        return False
    goes_on = _GOES_ON.match(following.lines[0].text) is not None
    end = block.lines[-1].text
    if _OPEN_ENDED.search(end):
        return goes_on or len(block.text) > _SALUTATION
    return goes_on and len(block.text) > _ITEM and not _CLOSED.search(end)


def _seam(block: Block, following: Block) -> Change:
    before = " ".join(block.lines[-1].text.split()[-_GLIMPSE:])
    after = " ".join(following.lines[0].text.split()[:_GLIMPSE])
    return Change(
        kind="joined",
        line=following.number,
        before=f"{before}\n\n{after}",
        after=f"{before} {after}",
    )
