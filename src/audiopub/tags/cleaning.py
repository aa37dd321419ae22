"""What no format can say is taken out of tags before they are written."""

from __future__ import annotations

import string
import urllib.parse
from dataclasses import replace

import regex

from audiopub.model import PodcastTag, Tags

_CONTROL = regex.compile(r"[\p{Cc}\p{Cs}--[\t\n]]", regex.VERSION1)
_URL_SAFE = string.ascii_letters + string.digits + string.punctuation
_LINE_BREAK = regex.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def cleaned(tags: Tags) -> Tags:
    """Return tags without control characters; what is empty then is left out.

    Text stands on one line, but for comment, description and lyrics, whose line breaks are line
    feeds. Times are to the millisecond, addresses in ASCII, keywords without commas.
    """
    return replace(
        tags,
        title=_line(tags.title),
        show=_line(tags.show),
        show_authors=_lines(tags.show_authors),
        authors=_lines(tags.authors),
        genre=_line(tags.genre),
        subtitle=_line(tags.subtitle),
        description=_text(tags.description),
        comment=_text(tags.comment),
        link=_ascii(_line(tags.link)),
        copyright=_line(tags.copyright),
        publisher=_line(tags.publisher),
        lyrics=_text(tags.lyrics),
        lines=tuple(
            replace(line, text=text, start=_to_the_millisecond(line.start))
            for line in tags.lines
            if (text := _line(line.text))
        ),
        podcast=tags.podcast and _podcast(tags.podcast),
        chapters=tuple(
            replace(
                chapter,
                title=_line(chapter.title) or "",
                start=_to_the_millisecond(chapter.start),
                end=_to_the_millisecond(chapter.end),
                link=_ascii(_line(chapter.link)),
            )
            for chapter in tags.chapters
        ),
    )


def _podcast(podcast: PodcastTag) -> PodcastTag:
    keywords = [" ".join(word.replace(",", " ").split()) for word in _lines(podcast.keywords)]
    return PodcastTag(
        feed=_ascii(_line(podcast.feed)),
        guid=_line(podcast.guid),
        category=_line(podcast.category),
        keywords=tuple(filter(None, keywords)),
    )


def _to_the_millisecond(seconds: float) -> float:
    return round(seconds, 3)


def _ascii(link: str | None) -> str | None:
    """Write an address with the characters that an address may have (RFC 3987, section 3.1)."""
    return urllib.parse.quote(link, safe=_URL_SAFE) if link else None


def _line(text: str | None) -> str | None:
    """Return a text as one line."""
    return " ".join(_CONTROL.sub(" ", text).split()) or None if text else None


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return texts as one line each."""
    return tuple(filter(None, map(_line, texts)))


def _text(text: str | None) -> str | None:
    """Return a text with its lines."""
    return _CONTROL.sub("", _LINE_BREAK.sub("\n", text)).strip() or None if text else None
