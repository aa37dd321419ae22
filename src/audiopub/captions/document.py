"""The transcript as a document of its own."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator, Sequence
from html import escape

from audiopub.captions.chaptering import milliseconds, spoken
from audiopub.captions.formats import ESTIMATED
from audiopub.captions.pieces import one_line
from audiopub.model import Alignment, Chapter, TimedSentence


def to_html(
    alignment: Alignment,
    chapters: Sequence[Chapter],
    *,
    title: str,
    language: str,
) -> bytes:
    """Return what is spoken as a podcast namespace transcript in HTML: paragraph by paragraph.

    Each paragraph follows its speaker, if the text names one, and the time at which it begins. A
    chapter's heading stands before the first sentence that is spoken in it, even in the midst of a
    paragraph.

    Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md

    Args:
        alignment: The sentences, timed; those that are not spoken are left out.
        chapters: The chapters, in order of time.
        title: The episode's title.
        language: The text's language, a BCP 47 tag.
    """
    said = list(spoken(alignment, chapters))
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{_text(language)}" dir="auto">',
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{_text(title)}</title>",
        "</head>",
        "<body>",
        f"<h1>{_text(title)}</h1>",
    ]
    if any(sentence.estimated for sentence in said):
        lines.append(f'<aside lang="en" dir="ltr">{ESTIMATED}</aside>')
    lines += _passages(said, chapters)
    lines += ["</body>", "</html>"]
    return ("\n".join(lines) + "\n").encode()


def _passages(said: Sequence[TimedSentence], chapters: Sequence[Chapter]) -> Iterator[str]:
    """Yield the headings of chapters, and between them the paragraphs with their times."""
    starts = [milliseconds(chapter.start) for chapter in chapters]
    begun = [bisect.bisect_right(starts, milliseconds(sentence.start)) for sentence in said]
    placed = zip(itertools.accumulate(begun, max), said, strict=True)
    shown = 0
    for (chapter, _), group in itertools.groupby(placed, lambda one: (one[0], one[1].paragraph)):
        yield from _headings(chapters[shown:chapter])
        shown = chapter
        sentences = [sentence for _, sentence in group]
        if speaker := sentences[0].speaker:
            yield f"<cite>{_text(speaker)}:</cite>"
        yield _time(sentences[0].start)
        yield f"<p>{_text(' '.join(sentence.text for sentence in sentences))}</p>"
    yield from _headings(chapters[shown:])


def _headings(chapters: Sequence[Chapter]) -> Iterator[str]:
    return (f"<h2>{_text(chapter.title)}</h2>" for chapter in chapters)


def _time(seconds: float) -> str:
    """Return a time as players show it, and exactly for machines."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    shown = f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"
    return f'<time datetime="PT{seconds:.3f}S">{shown}</time>'


def _text(text: str) -> str:
    return escape(one_line(text))
