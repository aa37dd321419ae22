"""Chapters that a format can hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audiopub.errors import TagError
from audiopub.model import TagChapter


def judge(
    chapters: Sequence[TagChapter], *, most: int, latest: float, form: str, name: str
) -> None:
    """Refuse chapters that a format cannot hold.

    Args:
        chapters: The chapters.
        most: How many it holds.
        latest: The latest time that it can say, in seconds.
        form: What a reader calls it.
        name: What messages call the file.

    Raises:
        TagError: There are too many (AP402), or their times are impossible (AP403).
    """
    if len(chapters) > most:
        raise TagError(
            "AP402",
            f"there are {len(chapters)} chapters, and {form} holds {most}",
            path=name,
            hint="join chapters, or leave some out",
        )
    earliest = 0.0
    for chapter in chapters:
        if not earliest <= chapter.start <= chapter.end <= latest:
            raise TagError(
                "AP403",
                f"chapter {chapter.title!r} cannot last from {chapter.start} to {chapter.end} s",
                path=name,
                hint="give the chapters in order of time, each with its end after its start",
            )
        earliest = chapter.start


def closed(chapters: Sequence[TagChapter], end: float) -> tuple[TagChapter, ...]:
    """Return chapters of which each ends where the next one begins.

    Args:
        chapters: The chapters, in order of time.
        end: Where the last one ends, in seconds.
    """
    ends = [*(chapter.start for chapter in chapters[1:]), round(end, 3)]
    return tuple(
        replace(chapter, end=max(chapter.start, following))
        for chapter, following in zip(chapters, ends, strict=False)
    )
