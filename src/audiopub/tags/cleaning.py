"""What no format can say is taken out of tags before they are written."""

from __future__ import annotations

from dataclasses import replace

import regex

from audiopub.model import Tags

_CONTROL = regex.compile(r"[\p{Cc}\p{Cs}--[\t\n]]", regex.VERSION1)
_LINE_BREAK = regex.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def cleaned(tags: Tags) -> Tags:
    """Return tags without control characters; what is empty then is left out.

    Text stands on one line, but for the comment and the lyrics, whose line breaks are line feeds.
    """
    return replace(
        tags,
        title=_line(tags.title),
        show=_line(tags.show),
        show_authors=_lines(tags.show_authors),
        authors=_lines(tags.authors),
        genre=_line(tags.genre),
        comment=_text(tags.comment),
        link=_line(tags.link),
        copyright=_line(tags.copyright),
        lyrics=_text(tags.lyrics),
        chapters=tuple(
            replace(chapter, title=_line(chapter.title) or "", link=_line(chapter.link))
            for chapter in tags.chapters
        ),
    )


def _line(text: str | None) -> str | None:
    """Return a text as one line."""
    return " ".join(_CONTROL.sub(" ", text).split()) or None if text else None


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return texts as one line each."""
    return tuple(filter(None, map(_line, texts)))


def _text(text: str | None) -> str | None:
    """Return a text with its lines."""
    return _CONTROL.sub("", _LINE_BREAK.sub("\n", text)).strip() or None if text else None
