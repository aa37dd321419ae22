"""What a text says about itself in the lines at its head, and in its file's name.

Read are forms such as ``Titel | Autor. 20.10.2025.``, ``Titel – Autor, 20. Oktober 2025``, and a
title with ``By Author`` and a date on lines of their own. A date within a title, or in the body, is
part of the text and never the episode's.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from pathlib import PurePosixPath
from typing import Any

import regex

from audiopub import compiled
from audiopub.model import Draft, Finding, Given, Person, Place
from audiopub.text import bylines, dates, numbering, sentences
from audiopub.text.dates import WrittenDate
from audiopub.text.document import Block, Line
from audiopub.text.language import base
from audiopub.text.openers import openers
from audiopub.text.words import WORD

_LAST_BAR = regex.compile(r"\|[^|•·]*\p{L}[^|•·]*[|\s]*$")
_STRONG = regex.compile(r"\s*[|•·]\s*|\s+//\s+")
_WEAK = regex.compile(r"\s+[–—-]\s+|[,(]\s*|(?<=[.!?])\s+")
_EDGE = " \t.,;:|•·–—-/()[]"
_SET_OFF_BEFORE = regex.compile(r"(?:^|[|•·.,;:–—/(\[-])\s*$")
_SET_OFF_AFTER = regex.compile(r"\s*(?:$|[|•·.,;:–—/)\]-])(?!\s*\p{Ll})")
_LAST_WORD = regex.compile(r"(\p{L}+)\s+$")
_FIGURES = regex.compile(r"[\d./-]+")
_DATE_LABEL = compiled.pattern(
    r"(?:^|(?<=[\s(\[]))(?:datum|date|stand|fecha|data|дата|tarih|päivämäärä|päivä"
    r"|veröffentlicht|published|posted|updated|publié|publicado|pubblicato|opublikowano"
    r"|publikováno|publicerad|gepubliceerd|julkaistu|yayın(?:landı)?|опубліковано|опубликовано)"
    r"(?:\s+(?:am|on|le|el|em|il|den|op|dne))?\s*:?\s*$",
    flags=regex.IGNORECASE,
)
_ARTICLE = regex.compile(r"(?:^|(?<=\s))(?:den|le|el|il|am|on|dne|op|der)\s+$", regex.IGNORECASE)
_TITLE_LABEL = regex.compile(
    r"^(?:titel|title|titre|título|titolo|tytuł|název|otsikko|başlık|заголовок|назва|название)"
    r"\s*:\s*",
    flags=regex.IGNORECASE,
)
_KEYWORDS = compiled.pattern(
    r"(?:tags?|key\s?words?|schlag(?:wörter|worte)|stichwörter|stichworte|etiquetas|palabras clave"
    r"|palavras-chave|mots[- ]clés|étiquettes|parole chiave|etichette|tagi|słowa kluczowe|štítky"
    r"|klíčová slova|taggar|etiketter|nyckelord|trefwoorden|avainsanat|asiasanat|etiketler"
    r"|anahtar kelimeler|теги|мітки|ключові слова|метки|ключевые слова)\s*:\s*(?P<words>.+)",
    flags=regex.IGNORECASE,
)
_HASHTAGS = regex.compile(r"#[\p{L}\p{N}_]+(?:[\s,]+#[\p{L}\p{N}_]+)+")
_LINK = regex.compile(r"(?:\p{L}[\p{L}\s]{0,30}:\s*)?<?(?P<link>https?://[^\s<>\"]+)>?")

_DATELINE = regex.compile(
    r"\p{Lu}[\p{L}\p{M}.'’-]*(?:[\s/]\p{Lu}[\p{L}\p{M}.'’-]*){0,2}"
    r",\s*(?:den|le|el|il|am|on|dne|op|der)?\s*"
)

_HEAD_LINES = 8
_LONGEST_HEAD = 250  # characters, with author and date
_LONGEST_TITLE = 120
_ENDED = regex.compile(r"[.!?…:;。！？؟।][\"'”“»«’)\]]*$")
_NO_TITLE = regex.compile(r"[.!:;,…。][\"'”“»«’)\]]*$")
_PROSE = 20  # blocks; they show how this text ends its paragraphs
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A line, taken apart."""

    title: str = ""
    """What is left when the rest is taken away."""

    authors: tuple[str, ...] = ()
    """Their names."""

    date: WrittenDate | None = None
    """The date that is set off from the title."""

    link: str = ""
    """The address that the line is."""

    is_dateline: bool = False
    """Whether the title may be the place that a date was written at: "Berlin, 20. Oktober"."""


def take(
    blocks: Sequence[Block], path: str, language: str, timezone: dt.tzinfo
) -> tuple[Draft, tuple[Block, ...], tuple[Finding, ...]]:
    """Return what the head of a text says about it, the blocks below, and what is odd about it.

    Args:
        blocks: The text, without front matter.
        path: The file's path.
        language: A BCP 47 tag.
        timezone: Of the date.
    """
    heads, taken = _heads(blocks, base(language))
    body = blocks[taken:]
    if body and (link := _LINK.fullmatch(body[-1].text)):
        heads.append((body[-1].lines[0], Head(link=link["link"])))
        body = body[:-1]
    draft, findings = _draft(heads, path, timezone)
    return draft, tuple(body), findings


def _heads(blocks: Sequence[Block], language: str) -> tuple[list[tuple[Line, Head]], int]:
    """Return the lines of the head, taken apart, and the number of blocks that they fill.

    A head is a title, with a subtitle, bylines, dates and addresses on lines around it.
    """
    numbered = [
        (number, line)
        for number, block in enumerate(takewhile(_may_be_head, blocks[:_HEAD_LINES]))
        for line in block.lines
    ]
    heads = [taken_apart(line.text, language) for _, line in numbered]
    end = _while_without_title(heads, 0)
    if end < len(heads) and _is_title(blocks, *numbered[end], heads[end], language):
        end += 1
        follows = heads[end : end + 2]
        if follows and (names := bylines.names(follows[0].title, language)):
            heads[end] = replace(follows[0], title="", authors=names)
        elif (
            len(follows) > 1
            and follows[0].title
            and not follows[0].is_dateline
            and (not follows[1].title or follows[1].is_dateline)
        ):
            end += 1
        end = _while_without_title(heads, end)
    while end and end < len(numbered) and numbered[end][0] == numbered[end - 1][0]:
        end -= 1  # only whole blocks
    taken = numbered[end - 1][0] + 1 if end else 0
    return [(line, head) for (_, line), head in zip(numbered[:end], heads, strict=False)], taken


def _may_be_head(block: Block) -> bool:
    return block.level <= 1 and len(block.lines) <= _HEAD_LINES and block.speaker is None


def _while_without_title(heads: Sequence[Head], start: int) -> int:
    """Return the first line that has a title; after one, a dateline has none."""
    while start < len(heads) and (
        not heads[start].title or (start > 0 and heads[start].is_dateline)
    ):
        start += 1
    return start


def _is_title(blocks: Sequence[Block], number: int, line: Line, head: Head, language: str) -> bool:
    """Return whether a line is the text's title.

    It is if it is marked as one, or bears an author or a date, or is a short line without a point
    in a text whose paragraphs end with one.
    """
    if blocks[number].level or head.authors or head.date:
        return True
    if not _looks_like_title(line.text, language):
        return False
    ended = [
        _ENDED.search(block.lines[-1].text) is not None
        for block in islice(blocks, number + 1, number + 1 + _PROSE)
        if not block.level
    ]
    prose = ended[ended.index(True) :] if True in ended[:_HEAD_LINES] else []
    return bool(prose) and sum(prose) >= _MOSTLY * len(prose)


def _looks_like_title(text: str, language: str) -> bool:
    return (
        len(text) <= _LONGEST_TITLE
        and not _NO_TITLE.search(text)
        and not text[0].islower()
        and len(sentences.split(text, language)) == 1
    )


def taken_apart(text: str, language: str) -> Head:
    """Take a line apart that may be a title, with an author and a date."""
    if len(text) > _LONGEST_HEAD:
        return Head(title=text)
    if link := _LINK.fullmatch(text):
        return Head(link=link["link"])
    rest, date = _without_date(text, language)
    rest = _TITLE_LABEL.sub("", rest)
    pieces = [piece for part in _STRONG.split(rest) if (piece := part.strip(_EDGE))]
    pieces, authors = _without_authors(pieces, language, dated=date is not None)
    if date and not authors and _author_then_date(text, date):
        authors = bylines.short_names(pieces[-1], language)
        pieces = pieces[: -1 if authors else None]
    is_dateline = date is not None and not authors and _DATELINE.fullmatch(text[: date.start])
    return Head(title=" | ".join(pieces), authors=authors, date=date, is_dateline=bool(is_dateline))


def _author_then_date(text: str, date: WrittenDate) -> bool:
    """Return whether a line is ``Title | Author. Date.``, where the bar alone tells the author."""
    title, _, _ = text[: date.start].partition("|")
    return (
        bool(title.strip(_EDGE))
        and _LAST_BAR.search(text, 0, date.start) is not None
        and not text[date.end :].strip(_EDGE)
    )


def _without_date(text: str, language: str) -> tuple[str, WrittenDate | None]:
    """Return a line without the date that is set off from the rest of it, and that date."""
    for date in reversed(dates.find(text, language)):
        before, after = text[: date.start], text[date.end :]
        label = _DATE_LABEL.search(before)
        word = _LAST_WORD.search(before)
        set_off = (
            label
            or _SET_OFF_BEFORE.search(_ARTICLE.sub("", before))
            or (_FIGURES.fullmatch(date.text) and word and word[1].lower() not in openers(language))
        )
        if set_off and _SET_OFF_AFTER.match(after):
            before = before[: label.start()] if label else _ARTICLE.sub("", before)
            return f"{before.strip(_EDGE)} | {after.strip(_EDGE)}", date
    return text, None


def _without_authors(
    pieces: list[str], language: str, *, dated: bool
) -> tuple[list[str], tuple[str, ...]]:
    """Return the pieces of a line without the author, and the author's name or authors' names.

    After a strong sign, a name is an author, unless it may be a phrase and no date shows that the
    line is a heading; after a weak one, only if there is a date or a word such as "by".
    """
    for index, piece in enumerate(pieces):
        if found := bylines.byline(piece, language):
            return pieces[:index] + pieces[index + 1 :], found
    for index, piece in enumerate(pieces[1:], start=1):
        found = bylines.names(piece, language)
        if found and (dated or not bylines.begins_like_a_phrase(piece, language)):
            left = [piece for piece in pieces[:index] if not bylines.is_rubric(piece)]
            return left or pieces[:index], found  # what follows the author is the site
    if len(pieces) == 1:
        for sign in reversed(list(_WEAK.finditer(pieces[0]))):
            title, tail = pieces[0][: sign.start()].strip(_EDGE), pieces[0][sign.end() :]
            found = bylines.byline(tail, language) or (
                bylines.names(tail, language) if dated else ()
            )
            if title and found:
                return [title], found
        if dated:
            title, found = bylines.title_and_byline(pieces[0], language)
            return [title], found
    return pieces, ()


def _draft(
    heads: Sequence[tuple[Line, Head]], path: str, timezone: dt.tzinfo
) -> tuple[Draft, tuple[Finding, ...]]:
    given: dict[str, Given[Any]] = {}
    findings: list[Finding] = []
    for line, head in heads:
        for field, value, text in _fields(head, timezone, titled="title" in given):
            column = line.text.find(text) + 1 or None
            place = Place(path=path, line=line.number, column=column)
            if isinstance(value, WrittenDate):
                findings += dates.doubts(value, place)
            else:
                given.setdefault(field, Given(value=value, source="heading", place=place))
    return Draft(**given), tuple(findings)


def _fields(head: Head, timezone: dt.tzinfo, *, titled: bool) -> Iterator[tuple[str, object, str]]:
    """Yield what a line of the head says: the field, its value, and the text that says so."""
    numbered = None if titled else numbering.take(head.title)
    if head.title and not (titled and head.is_dateline):
        yield "subtitle" if titled else "title", head.title, head.title
    if numbered:
        yield "number", numbered.number, head.title
    if numbered and numbered.season:
        yield "season", numbered.season, head.title
    if head.authors:
        yield "authors", tuple(Person(name=name) for name in head.authors), head.authors[0]
    if head.date:
        yield "date", head.date.moment(timezone) or head.date, head.date.text
    if head.link:
        yield "link", head.link, head.link


def from_file_name(
    path: str, text: str, language: str, timezone: dt.tzinfo
) -> tuple[Draft, tuple[Finding, ...]]:
    """Return the title and date that a file's name tells, and what is odd about it.

    Args:
        path: The file's path.
        text: The text, which shows how the words of the name are written.
        language: A BCP 47 tag.
        timezone: Of the date.
    """
    place = Place(path=path)
    stem = PurePosixPath(path).stem
    numbered = numbering.take(stem, of_file=True)
    date, rest = dates.in_file_name(numbered.title if numbered else stem, language)
    if numbered is None and (numbered := numbering.take(rest, of_file=True)):
        rest = numbered.title
    title = _spelt(rest, text)
    said = {
        "title": title,
        "date": date.moment(timezone) if date else None,
        "number": numbered.number if numbered else None,
        "season": numbered.season if numbered else None,
    }
    given: dict[str, Given[Any]] = {
        field: Given(value=value, source="derived", place=place)
        for field, value in said.items()
        if value
    }
    return Draft(**given), dates.doubts(date, place) if date else ()


def take_keywords(blocks: Sequence[Block], path: str) -> tuple[Draft, tuple[Block, ...]]:
    """Return the keywords that a text lists, as in ``Tags: war, peace``, and all other blocks.

    They stand above or below what the text says, and not within it.
    """
    for block in (*blocks[:_HEAD_LINES], *blocks[_HEAD_LINES:][-_HEAD_LINES:]):
        listed = _KEYWORDS.fullmatch(block.text)
        tags = _HASHTAGS.fullmatch(block.text)
        words = listed["words"].split(",") if listed else block.text.split() if tags else ()
        found = tuple(filter(None, (word.strip(" .#") for word in words)))
        if found:
            place = Place(path=path, line=block.number)
            draft = Draft(keywords=Given(value=found, source="heading", place=place))
            return draft, tuple(other for other in blocks if other is not block)
    return Draft(), tuple(blocks)


def _spelt(name: str, text: str) -> str:
    """Return the words of a file's name as a title: each as the text mostly writes it."""
    words = name.replace("-", " ").replace(".", " ").split()
    wanted = {word.casefold() for word in words}
    written = Counter(word for word in WORD.findall(text) if word.casefold() in wanted)
    spellings = {word.casefold(): word for word, _ in reversed(written.most_common())}
    title = " ".join(spellings.get(word.casefold(), word) for word in words)
    return title[:1].upper() + title[1:]
