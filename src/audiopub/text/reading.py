"""From a file's bytes to a transcript: the steps in their order."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

import regex

from audiopub.errors import TextError
from audiopub.model import Draft, Finding, Given, Heading, Paragraph, Place, Sentence, Transcript
from audiopub.text import cleaning, condition, formats, metadata, sentences, speakers
from audiopub.text import language as languages
from audiopub.text.document import Block, Document, Line

_WORD = regex.compile(r"\w+")


def read(
    data: bytes,
    path: str,
    *,
    language: str | None = None,
    expected: str | None = None,
    timezone: dt.tzinfo = dt.UTC,
) -> Transcript:
    """Read a transcript and understand it.

    Args:
        data: The file's content, in the format that the path's ending says, and plain text if it
            says none: see :mod:`audiopub.text.formats`.
        path: The file's path, relative to the show. A title and a date that the text does not
            name are taken from it.
        language: The text's language, a BCP 47 tag, which overrules what the front matter says.
            With neither, the language is recognised, and ``und`` if there is too little text.
        expected: The language that it is likely to be in if nothing says it, a BCP 47 tag.
        timezone: Of dates that name none. A date without a time is taken for noon, so that it is
            the same date nearly everywhere on earth.

    Returns:
        The transcript. Its draft says what was found about it and where, its changes what was
        mended, its findings what is left open.

    Raises:
        TextError: The file is empty or white space (AP101), binary (AP102), in another encoding
            (AP103), or without a paragraph of text (AP104); its front matter cannot be read
            (AP105); its format needs an extra that is not installed (AP152); or it is damaged,
            or not what its name says (AP153 to AP157).
        ExceptionGroup: Of :class:`TextError`, all values of the front matter at once that are of
            the wrong kind (AP106).
    """
    document = formats.reader(path)(data, path, timezone)
    tag, recognised, unsure = _language(document, path, language, expected)
    remarks = (*unsure, *condition.remarks(document.blocks, tag, path))
    listed, kept = metadata.take_keywords(document.blocks, path)
    blocks, changes = cleaning.clean(speakers.attribute(kept), tag)
    heading, body, doubts = _head(document, blocks, path, tag, timezone)
    body, long = condition.parted(body, tag, path)
    paragraphs = [_paragraph(block, tag) for block in body if not block.level]
    _require_text(document, paragraphs, path)
    draft = document.draft.over(heading.over(listed)).over(document.properties).over(recognised)
    authors = draft.authors.value if draft.authors else ()
    draft = draft.over(speakers.persons(body, (person.name for person in authors), path))
    text = " ".join(block.text for block in body)
    derived, name_doubts = metadata.from_file_name(path, text, tag, timezone)
    if document.draft.date or document.properties.date:
        doubts = ()
    elif draft.date is None:
        doubts = doubts or name_doubts
    return Transcript(
        path=path,
        language=tag,
        paragraphs=tuple(paragraphs),
        headings=_headings(body),
        draft=draft.over(derived),
        changes=tuple(sorted((*document.changes, *changes), key=lambda change: change.line)),
        findings=(*document.findings, *remarks, *long, *doubts),
    )


def _head(
    document: Document, blocks: Sequence[Block], path: str, tag: str, timezone: dt.tzinfo
) -> tuple[Draft, tuple[Block, ...], tuple[Finding, ...]]:
    """Return what the text's head says, the text below it, and what is odd about the head."""
    if not document.has_head:
        return Draft(), tuple(blocks), ()
    heading, body, doubts = metadata.take(blocks, path, tag, timezone)
    return heading, (*_overruled(blocks, heading.title, document.draft.title), *body), doubts


def _language(
    document: Document, path: str, asked: str | None, expected: str | None
) -> tuple[str, Draft, tuple[Finding, ...]]:
    """Return the text's language, a draft that says so if it was recognised, and what is odd."""
    if asked:
        return asked, Draft(), ()
    if document.draft.language:
        return document.draft.language.value, Draft(), ()
    whole = "\n".join(block.text for block in document.blocks)
    tag = languages.recognise(whole, expected)
    place = Place(path=path)
    said = document.properties.language
    if said and (tag == languages.UNKNOWN or languages.base(said.value) == tag):
        return said.value, Draft(language=said), ()  # it may know the region, too
    if tag != languages.UNKNOWN:
        return tag, Draft(language=Given(value=tag, source="derived", place=place)), ()
    unsure = Finding(
        code="AP110",
        severity="warning",
        message="the text does not show clearly which language it is in",
        place=place,
        hint='say language = "de", or whichever it is, in the episode\'s sidecar',
    )
    return tag, Draft(), (unsure,)


def _overruled(
    blocks: Sequence[Block], title: Given[str] | None, stronger: Given[str] | None
) -> tuple[Block, ...]:
    """Return the text's marked title as a heading if the front matter has another title."""
    if not (title and title.place and stronger) or _words(title) == _words(stronger):
        return ()
    return tuple(
        replace(block, lines=(replace(block.lines[0], text=title.value),))
        for block in blocks
        if block.level and block.number == title.place.line
    )


def _words(title: Given[str]) -> list[str]:
    return _WORD.findall(title.value.casefold())


def _paragraph(block: Block, tag: str) -> Paragraph:
    texts = (
        tuple(line.text for line in block.lines)
        if block.line_is_sentence
        else sentences.split(block.text, tag)
    )
    if block.is_timed:
        made = tuple(_timed(block, texts))
    else:
        made = tuple(Sentence(text=text) for text in texts)
    return Paragraph(sentences=made, line=block.number, speaker=block.speaker)


def _timed(block: Block, texts: Sequence[str]) -> Iterator[Sentence]:
    """Yield the sentences of a block whose lines have times.

    Within a line the time runs with the characters.
    """
    starts = [0, *accumulate(len(line.text) + 1 for line in block.lines)]
    whole = block.text
    at = 0
    for text in texts:
        begin = whole.index(text, at)
        at = begin + len(text)
        yield Sentence(
            text=text,
            start=round(_moment(block.lines, starts, begin), 3),
            end=round(_moment(block.lines, starts, at - 1, after=True), 3),
        )


def _moment(
    lines: Sequence[Line], starts: Sequence[int], place: int, *, after: bool = False
) -> float:
    """Return when a character of a block begins to be spoken, or has been."""
    index = bisect_right(starts, place) - 1
    line = lines[index]
    begin, end = line.span or (0.0, 0.0)
    return begin + (end - begin) * (place - starts[index] + after) / len(line.text)


def _headings(blocks: Sequence[Block]) -> tuple[Heading, ...]:
    """Return the headings that a paragraph follows, each with its number."""
    headings = []
    paragraph = 0
    for block, following in pairwise(blocks):
        if not block.level:
            paragraph += 1
        elif not following.level:
            headings.append(Heading(title=block.text, paragraph=paragraph, line=block.number))
    return tuple(headings)


def _require_text(document: Document, paragraphs: Sequence[Paragraph], path: str) -> None:
    if paragraphs:
        return
    if not any(character.isalnum() for block in document.blocks for character in block.text):
        raise TextError(
            "AP101",
            "there is no text in the file",
            path=path,
            hint="write the episode's text into it",
        )
    raise TextError(
        "AP104",
        "there is a heading, but no paragraph of text",
        path=path,
        line=document.blocks[0].number,
        hint="write the episode's text below it, an empty line between",
    )
