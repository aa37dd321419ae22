"""Web pages, as a reader finds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiopub import facts
from audiopub.facts import pages
from audiopub.facts.addresses import Tree
from audiopub.rules.subjects import Page

HTML = """<!doctype html><html lang="de"><head><meta charset="utf-8">
<title>Die
 Folge</title><link rel="stylesheet" href="../style.css">
<link rel="alternate" type="application/rss+xml" href="../feed.xml">
<link rel="alternate" hreflang="en" href="/en/">
<script>not to be read</script><style>nor this</style></head>
<body><h1>Die Folge</h1><!-- nor this --><audio controls src="../media/a.mp3">
<source src="../media/b.ogg"><track src="transcript.vtt"></audio>
<p>Straße&nbsp;<b>und</b> Brücke.</p><a href="#oben">oben</a><a href="mailto:a@b.c">Post</a>
<a href="https://other.example.org/">anderswo</a><a href="https://[::1/">kaputt</a>
<a href="fehlt.html">fehlt</a><a href="fehlt.html">fehlt</a><img src=""></body></html>"""


def read(folder: Path, content: str | bytes) -> Page:
    path = folder / "folge" / "index.html"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    for file in ("style.css", "feed.xml", "media/a.mp3", "media/b.ogg", "folge/transcript.vtt"):
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text("x")
    tree = Tree(folder, "feeds", ("https://example.org",))
    address = "https://example.org/folge/"
    (page,) = pages.read(path, "folge/index.html", address=address, tree=tree)
    assert isinstance(page, Page)
    return page


def test_a_page_is_read_with_what_it_refers_to(tmp_path: Path) -> None:
    page = read(tmp_path, HTML)
    assert page.title == "Die Folge"
    assert page.text == ("Die Folge Straße und Brücke.obenPost anderswokaputt fehltfehlt")
    assert page.audio
    assert page.sounds == (
        "https://example.org/media/a.mp3",
        "https://example.org/media/b.ogg",
    )
    assert page.feeds == ("https://example.org/feed.xml",)
    assert page.missing == ("/en/", "fehlt.html")


@pytest.mark.parametrize("content", [b"", b" \n", b"\0\xff\xfe", b"<", b"<b>" * 5000])
def test_any_content_is_a_page(tmp_path: Path, content: bytes) -> None:
    page = read(tmp_path, content)
    assert not page.audio
    assert page.missing == ()


def test_a_page_alone_is_read_without_following_its_links(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text(HTML, encoding="utf-8")
    (page,) = facts.gather(path)
    assert isinstance(page, Page)
    assert page.missing == ()
    assert page.sounds == ("../media/a.mp3", "../media/b.ogg")


def test_a_page_that_the_system_does_not_hand_over_is_neither_good_nor_bad(tmp_path: Path) -> None:
    (subject,) = pages.read(tmp_path, "folder")
    assert subject.path == "folder"
    assert not isinstance(subject, Page)
