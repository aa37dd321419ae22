"""Rules for a chapters file by itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Chapters


def unreadable(chapters: Chapters) -> Iterator[Fault]:
    """Apps show no chapters that they cannot read."""
    for broken in chapters.breaks:
        yield Fault(broken.reason, broken.line, broken.column)


def first_late(chapters: Chapters) -> Iterator[Fault]:
    """The first chapter begins with the episode."""
    if chapters.marks and (start := min(mark.start for mark in chapters.marks)) > 0:
        yield Fault(f"the first chapter begins at {start:.3f} s, not at 0")


def unsorted(chapters: Chapters) -> Iterator[Fault]:
    """Chapters follow one another."""
    for earlier, later in pairwise(chapters.marks):
        if later.start <= earlier.start:
            message = f"the chapter at {later.start:.3f} s does not begin after the one before it"
            yield Fault(message)


def title_missing(chapters: Chapters) -> Iterator[Fault]:
    """A chapter has a title."""
    for mark in chapters.marks:
        if not mark.title.strip():
            yield Fault(f"the chapter at {mark.start:.3f} s has no title")
