"""What a feed refers to, looked at where it is."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import PIL.Image
import pytest

from audiopub import facts, rules
from audiopub.facts.online import visited
from audiopub.fetching import Fetcher
from audiopub.rules.subjects import Fetched, Image

GOOD = (Path(__file__).parents[1] / "data" / "feeds" / "good.xml").read_text(encoding="utf-8")
SOUND = b"\xff\xfb" * 500_000


def picture() -> bytes:
    data = io.BytesIO()
    PIL.Image.new("RGB", (1400, 1400)).save(data, "JPEG")
    return data.getvalue()


@pytest.fixture
def web(server: Any) -> Any:
    """Return a server with all that the first item of the good feed refers to."""
    page = ("text/html", b"<html>")
    server.files.update(
        {
            "/": page,
            "/second/": page,
            "/first/": page,
            "/feed.xml": ("application/rss+xml", b"<rss/>"),
            "/media/second.mp3": ("audio/mpeg", SOUND),
            "/media/first.m4a": ("audio/mp4", SOUND * 2),
            "/cover.jpg": ("image/jpeg", picture()),
            "/second/cover.jpg": ("image/jpeg", picture()),
            "/second/transcript.vtt": ("text/vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"),
            "/second/transcript.srt": (
                "application/x-subrip",
                b"1\n00:00:00,000 --> 00:00:01,000\nHello\n",
            ),
            "/second/chapters.json": (
                "application/json+chapters",
                b'{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "A"}]}',
            ),
        }
    )
    return server


def found(web: Any, folder: Path, *changes: tuple[str, str]) -> list[str]:
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    feed = folder / "feed.xml"
    feed.write_text(text.replace("https://good.example.org", web.address), encoding="utf-8")
    subjects = visited(facts.gather(feed), Fetcher(allowed=lambda _: True), at_once=4)
    findings = rules.judge(subjects)
    return sorted({each.code for each in findings} - {"AP821"})  # that it is on this machine


def test_a_show_that_is_all_there_has_no_findings(web: Any, tmp_path: Path) -> None:
    assert found(web, tmp_path) == []
    assert ("HEAD", "/media/second.mp3") in web.asked
    assert [method for method, path in web.asked if path == "/cover.jpg"] == ["HEAD", "GET"]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (("/media/second.mp3", "/media/gone.mp3"), ["AP870"]),
        (("/second/transcript.vtt", "/second/gone.vtt"), ["AP870"]),
        (("/second/cover.jpg", "/second/gone.jpg"), ["AP870"]),
        (("/media/second.mp3", "/circle/a.mp3"), ["AP871"]),
        (("/media/second.mp3", "/elsewhere/http://127.0.0.1:9/a.mp3"), ["AP870"]),
        (('00000" type="audio/mpeg"', '00000" type="audio/ogg"'), ["AP577", "AP873"]),
        (('length="1000000"', 'length="1000001"'), ["AP874"]),
        (("/media/second.mp3", "/no-ranges/media/second.mp3"), ["AP875"]),
        (("/media/second.mp3", "/no-head/media/second.mp3"), ["AP876"]),
        (("/media/second.mp3", "/hops/6/media/second.mp3"), ["AP877"]),
        (("/feed.xml", "/hops/1/feed.xml"), ["AP879"]),
    ],
)
def test_what_is_wrong_with_a_file_is_found(
    web: Any, tmp_path: Path, change: tuple[str, str], codes: list[str]
) -> None:
    assert found(web, tmp_path, change) == codes


def test_artwork_captions_and_chapters_are_read_as_files_are(web: Any, tmp_path: Path) -> None:
    web.files["/second/cover.jpg"] = ("image/jpeg", b"no picture")
    web.files["/second/transcript.vtt"] = ("text/vtt", b"WEBVTT\n\n")
    web.files["/second/chapters.json"] = ("application/json+chapters", b"[]")
    assert found(web, tmp_path) == ["AP231", "AP250", "AP460"]


def test_a_wrong_certificate_is_found(web: Any, secure: Any, tmp_path: Path) -> None:
    change = ("https://good.example.org/media/second.mp3", f"{secure.address}/a.mp3")
    assert found(web, tmp_path, change) == ["AP872"]


def test_a_redirection_away_from_https_is_found() -> None:
    from audiopub.rules.subjects import Reference

    file = Fetched(
        path="feed.xml",
        reference=Reference(kind="enclosure", url="https://a.example/a.mp3", line=3),
        address="http://b.example/a.mp3",
        hops=((302, "http://b.example/a.mp3"),),
        status=200,
    )
    assert [each.code for each in rules.judge([file])] == ["AP878"]


def test_pictures_are_called_by_their_address(web: Any, tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(GOOD.replace("https://good.example.org", web.address), encoding="utf-8")
    subjects = visited(facts.gather(feed), Fetcher(allowed=lambda _: True), at_once=2)
    names = {subject.path for subject in subjects if isinstance(subject, Image)}
    assert names == {f"{web.address}/cover.jpg", f"{web.address}/second/cover.jpg"}
