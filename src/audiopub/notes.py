"""Show notes: what an app shows under an episode.

The summary stands first, because apps show the first lines as a teaser. Apple Podcasts and Spotify
make times in parentheses into links, ``(01:05) Title`` a line.

Source: Apple, "Podcast RSS feed requirements": notes have at most 4,000 bytes, and the elements
``p``, ``ol``, ``ul``, ``li`` and ``a`` are shown.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from audiopub.model import Chapter, ShowNotes, Transcript
from audiopub.text.language import base
from audiopub.text.summary import summarise

LONGEST = 3_900
"""Bytes of UTF-8; 100 are left for what hosts and apps add."""

_LONGEST_NOTICE = 1_000  # bytes
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")
_CUT = "…"

# What stands before the chapters, and before the link to where the text was first published.
_LABELS = {
    "cs": ("Kapitoly", "Zdroj"),
    "de": ("Kapitel", "Quelle"),
    "en": ("Chapters", "Source"),
    "es": ("Capítulos", "Fuente"),
    "fi": ("Luvut", "Lähde"),
    "fr": ("Chapitres", "Source"),
    "it": ("Capitoli", "Fonte"),
    "nl": ("Hoofdstukken", "Bron"),
    "pl": ("Rozdziały", "Źródło"),
    "pt": ("Capítulos", "Fonte"),
    "ru": ("Главы", "Источник"),
    "sv": ("Kapitel", "Källa"),
    "tr": ("Bölümler", "Kaynak"),
    "uk": ("Розділи", "Джерело"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A part of the notes that stands or falls as a whole."""

    text: str
    """As plain text."""

    html: str
    """As HTML."""


def write(
    transcript: Transcript,
    chapters: Sequence[Chapter],
    *,
    summary: str | None,
    notice: str | None,
    link: str | None,
    footer: str | None,
    language: str,
) -> ShowNotes:
    """Write the show notes of an episode, as plain text and as HTML.

    The blocks are the summary, the notice, the chapters with their times, the source, the footer.
    A single chapter is not listed: it is the episode.
    If either form is longer than :data:`LONGEST`, blocks are left out of both: first the footer,
    then the source, then the chapters. The notice always stays, and the summary is shortened only
    where it is too long on its own.

    Args:
        transcript: The text.
        chapters: Its chapters, in times of the published file.
        summary: What the episode is about; ``None`` to take sentences from the text.
        notice: A line that goes with the episode everywhere.
        link: Where the text was first published.
        footer: A closing line of the show.
        language: What the labels are in, a BCP 47 tag.
    """
    told = (summary or "").strip() or " ".join(
        summarise([sentence.text for sentence in transcript.sentences], transcript.language)
    )
    chapters_label, source_label = _LABELS.get(base(language), _LABELS["en"])
    kept = [_paragraphs(_shortened(notice, _LONGEST_NOTICE))] if notice else []
    told = _shortened(told, LONGEST - sum(_size(block) for block in kept))
    kept.insert(0, _paragraphs(told))
    optional = [  # the first ones stay longest
        *([_chapter_list(chapters, chapters_label)] if len(chapters) > 1 else []),
        *([_source(link, source_label)] if link else []),
        *([_paragraphs(footer)] if footer else []),
    ]
    while optional and sum(_size(block) for block in (*kept, *optional)) > LONGEST:
        optional.pop()
    blocks = (*kept, *optional)
    return ShowNotes(
        text="\n\n".join(block.text for block in blocks) + "\n",
        html="\n".join(block.html for block in blocks) + "\n",
        summary=told,
    )


def _paragraphs(text: str) -> _Block:
    """Return a block of paragraphs, one for each line that is not empty."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return _Block(
        text="\n".join(lines), html="\n".join(f"<p>{_escaped(line)}</p>" for line in lines)
    )


def _chapter_list(chapters: Sequence[Chapter], label: str) -> _Block:
    """Return the chapters, each with the time at which it begins."""
    times = [f"({_clock(chapter.start)})" for chapter in chapters]
    lines = [
        f"{time} {chapter.title}" + (f" – {chapter.link}" if chapter.link else "")
        for time, chapter in zip(times, chapters, strict=True)
    ]
    items = [
        f"<li>{time} {_linked(chapter.link, chapter.title)}</li>"
        for time, chapter in zip(times, chapters, strict=True)
    ]
    return _Block(
        text="\n".join((f"{label}:", *lines)),
        html="\n".join((f"<p>{_escaped(label)}:</p>", "<ul>", *items, "</ul>")),
    )


def _source(link: str, label: str) -> _Block:
    return _Block(text=f"{label}: {link}", html=f"<p>{_escaped(label)}: {_linked(link, link)}</p>")


def _linked(link: str | None, text: str) -> str:
    """Return a text as HTML, as a link if there is an address that one may link to."""
    if link is None or not _ADDRESS.fullmatch(link):
        return _escaped(text)
    return f'<a href="{html.escape(link)}">{_escaped(text)}</a>'


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _size(block: _Block) -> int:
    """Return how many bytes the longer form of a block takes, with the empty line after it."""
    return max(len(block.text.encode()), len(block.html.encode())) + 2


def _shortened(text: str, room: int) -> str:
    """Return as many whole words of a text as fit into so many bytes of HTML."""
    if _size(_paragraphs(text)) <= room:
        return text
    plain = " ".join(text.split())
    used = len(f"<p>{_CUT}</p>".encode()) + 2
    for index, character in enumerate(plain):
        used += len(_escaped(character).encode())
        if used > room:
            plain = plain[:index]
            break
    return (plain.rpartition(" ")[0] or plain).rstrip(" ,;:–—-") + _CUT


def _clock(time: float) -> str:
    """Return a time as apps recognise it: ``MM:SS``, from an hour on ``H:MM:SS``."""
    minutes, seconds = divmod(int(time), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"
