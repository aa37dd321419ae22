"""From a file's bytes to a transcript: the steps in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath

import regex

from audiopub.errors import TextError
from audiopub.model import Draft, Finding, Given, Heading, Paragraph, Place, Sentence, Transcript
from audiopub.text import cleaning, markdown, metadata, plain, sentences
from audiopub.text import language as languages
from audiopub.text.document import Block, Document

_READERS: dict[str, Callable[[bytes, str, dt.tzinfo], Document]] = {
    ".md": markdown.read,
    ".markdown": markdown.read,
}  # what is none of these is plain text

_WORD = regex.compile(r"\w+")


def read(
    data: bytes, path: str, *, language: str | None = None, timezone: dt.tzinfo = dt.UTC
) -> Transcript:
    """Read a transcript and understand it.

    Args:
        data: The file's content: plain text, or Markdown if the path says so, in UTF-8, UTF-16,
            Windows-1252 or Windows-1251.
        path: The file's path, relative to the show. A title and a date that the text does not
            name are taken from it.
        language: The text's language, a BCP 47 tag, which overrules what the front matter says.
            With neither, the language is recognised, and ``und`` if there is too little text.
        timezone: Of dates that name none. A date without a time is taken for noon, so that it is
            the same date nearly everywhere on earth.

    Returns:
        The transcript. Its draft says what was found about it and where, its changes what was
        mended, its findings what is left open.

    Raises:
        TextError: The file is empty or white space (AP101), binary (AP102), in another encoding
            (AP103), or without a paragraph of text (AP104); or its front matter cannot be read
            (AP105).
        ExceptionGroup: Of :class:`TextError`, all values of the front matter at once that are of
            the wrong kind (AP106).
    """
    document = _READERS.get(PurePosixPath(path).suffix.lower(), plain.read)(data, path, timezone)
    tag, recognised, unsure = _language(document, path, language)
    blocks, changes = cleaning.clean(document.blocks, tag)
    heading, body, doubts = metadata.take(blocks, path, tag, timezone)
    body = (*_overruled(blocks, heading.title, document.draft.title), *body)
    paragraphs = [_paragraph(block, tag) for block in body if not block.level]
    _require_text(document, paragraphs, path)
    draft = document.draft.over(heading).over(recognised)
    text = " ".join(block.text for block in body)
    derived, name_doubts = metadata.from_file_name(path, text, tag, timezone)
    if document.draft.date:
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
        findings=(*document.findings, *unsure, *doubts),
    )


def _language(
    document: Document, path: str, asked: str | None
) -> tuple[str, Draft, tuple[Finding, ...]]:
    """Return the text's language, a draft that says so if it was recognised, and what is odd."""
    if asked:
        return asked, Draft(), ()
    if document.draft.language:
        return document.draft.language.value, Draft(), ()
    tag = languages.recognise("\n".join(block.text for block in document.blocks))
    place = Place(path=path)
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
    return Paragraph(sentences=tuple(Sentence(text=text) for text in texts), line=block.number)


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
