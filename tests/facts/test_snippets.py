"""What stands at the places of findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiopub.facts.snippets import quoted
from audiopub.model import Finding, Place


def quote(path: Path, *places: tuple[int | None, int | None], name: str = "f.xml") -> list[object]:
    findings = [
        Finding(
            code="AP501",
            severity="error",
            message="x",
            place=Place(path=name, line=line, column=column),
        )
        for line, column in places
    ]
    return [finding.snippet for finding in quoted(findings, {"f.xml": path})]


def test_the_text_from_the_place_on_is_quoted(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<rss>\n  <title>Straße</title><ttl/>\n\t<x/>\n", encoding="utf-8")
    assert quote(path, (2, 3), (2, 24), (3, None), (1, 1)) == [
        "<title>Straße</title><ttl/>",
        "<ttl/>",
        "<x/>",
        "<rss>",
    ]


def test_a_long_line_is_read_in_pieces_and_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("ä" * 200_000 + "<here/>" + "b" * 100_000 + "\n<next/>", encoding="utf-8")
    first, second, third = quote(path, (1, 200_001), (1, 1), (2, 1))
    assert str(first).startswith("<here/>bbb")
    assert len(str(first)) == len(str(second)) == 100
    assert third == "<next/>"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_no_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<rss>ü\n", encoding=encoding)
    assert quote(path, (1, 1)) == ["<rss>ü"]


def test_what_is_not_there_is_not_quoted(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"\xff<a>\n")
    assert quote(path, (None, None), (9, 1), (1, 90)) == [None, None, ""]
    assert quote(tmp_path / "b.xml", (1, 1)) == [None]
    assert quote(path, (1, 1), name="another.xml") == [None]
