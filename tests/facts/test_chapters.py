"""Chapters files of strangers."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiopub import facts
from audiopub.rules.subjects import Chapters, Mark


def read(folder: Path, content: str | bytes) -> Chapters:
    path = folder / "chapters.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (subject,) = facts.gather(path, name="chapters.json")
    assert isinstance(subject, Chapters)
    return subject


def test_chapters_are_read_without_those_that_are_not_shown(tmp_path: Path) -> None:
    chapters = read(
        tmp_path,
        '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Anfang"},'
        ' {"startTime": 10, "toc": false, "img": "x"}, {"startTime": 30.25}]}',
    )
    assert not chapters.breaks
    assert chapters.marks == (Mark(start=0.0, title="Anfang"), Mark(start=30.25, title=""))


@pytest.mark.parametrize(
    ("content", "line", "column", "words"),
    [
        ("", 1, 1, "not JSON"),
        ('{\n  "chapters": [,]}', 2, 16, "not JSON"),
        (b'{"version": "\xff"}', 1, None, "not in UTF-8"),
        ("[]", None, None, "no list of chapters"),
        ('{"version": "1", "chapters": {}}', None, None, "no list of chapters"),
        ('{"chapters": []}', None, None, "version"),
        ('{"version": "1", "chapters": [1]}', None, None, "Chapter 1"),
        ('{"version": "1", "chapters": [{"startTime": true}]}', None, None, "Chapter 1"),
        ('{"version": "1", "chapters": [{"startTime": -1}]}', None, None, "Chapter 1"),
        ('{"version": "1", "chapters": [{"startTime": 1e999}]}', None, None, "Chapter 1"),
        (f'{{"version": "1", "chapters": [{{"startTime": 1{"0" * 400}}}]}}', None, None, "Chapter"),
        ('{"version": "1", "chapters": [{"startTime": NaN}]}', None, None, "nobody can read"),
        (f'{{"a": 1{"0" * 5000}}}', None, None, "nobody can read"),
        ("[" * 100_000, None, None, "nobody can read"),
    ],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, content: str | bytes, line: int | None, column: int | None, words: str
) -> None:
    (broken,) = read(tmp_path, content).breaks
    assert (broken.line, broken.column) == (line, column)
    assert words in broken.reason
