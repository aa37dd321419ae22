"""A producer's own templates take the place of ours, see all and do nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from tests.site.conftest import entries_of

from audiopub import site
from audiopub.errors import SiteError
from audiopub.model import Alignment, Publication
from audiopub.project import theme as themes
from audiopub.project.config import load

Themed = Callable[..., dict[str, bytes]]


@pytest.fixture
def themed(publication: Publication, alignment: Alignment) -> Themed:
    """Return a function that renders the publication with the files of a theme."""

    def whole(**files: str) -> dict[str, bytes]:
        named = {name.replace("_", ".", 1): text for name, text in files.items()}
        theme = site.Theme(name="theme", files=tuple(sorted(named.items())))
        made: dict[str, bytes] = {}
        entries = entries_of(publication, lambda: alignment)
        for part in site.parts(publication.show, entries, theme):
            made |= part.render()
        return made

    return whole


def test_a_template_takes_the_place_of_ours(themed: Themed) -> None:
    files = themed(topics_html="", show_html="<!doctype html><title>{{ show.title }}</title>Mine")
    assert files["index.html"] == b"<!doctype html><title>Kommentare</title>Mine"
    assert b"Zwei Minister haben telefoniert." in files["telefonat/index.html"]


def test_a_template_can_extend_the_one_that_it_replaces(themed: Themed) -> None:
    title = "{% block title %}Mine: {{ episode.title }}{% endblock %}"
    own = '{% extends "audiopub/episode.html" %}' + title
    tree = lxml.html.document_fromstring(themed(episode_html=own)["telefonat/index.html"])
    assert tree.findtext(".//title") == "Mine: Ein Telefonat: Das Wichtigste"
    assert tree.xpath("//section[@aria-labelledby='transcript']")


def test_what_a_template_says_is_escaped_as_in_ours(themed: Themed) -> None:
    own = "{{ '<script>' }}{{ _('Chapters') }}"
    assert themed(show_html=own)["index.html"] == b"&lt;script&gt;Kapitel"


def test_a_style_keeps_the_colours_before_it(themed: Themed) -> None:
    files = themed(style_css="body { color: var(--ink); }")
    (style,) = (data for path, data in files.items() if path.startswith("assets/style"))
    assert style.startswith(b":root {")
    assert style.endswith(b"body { color: var(--ink); }")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("{% if %}", 1),
        ("one\ntwo {{ nothing_of_this_name }}", 2),
        ("\n\n{{ show.title.upper(1) }}", 3),
        ("{{ 1 / 0 }}", 1),
        ("{{ ().__class__.__mro__ }}", 1),
        ("\n{{ show.__init__.__globals__ }}", 2),
        ("{% for i in range(10 ** 9) %}{% endfor %}", 1),
        ("{% include 'not-there.html' %}", 1),
    ],
)
def test_a_template_that_fails_is_named_with_its_line(
    themed: Themed, source: str, line: int
) -> None:
    with pytest.raises(SiteError) as caught:
        themed(show_html=source)
    assert caught.value.code == "AP605"
    assert (caught.value.path, caught.value.line) == ("theme/show.html", line)
    assert caught.value.hint


def test_a_file_that_replaces_nothing_is_refused(themed: Themed) -> None:
    with pytest.raises(SiteError, match="no file of this name") as caught:
        themed(stile_css="")
    assert (caught.value.code, caught.value.path) == ("AP604", "theme/stile.css")


CONFIG = """\
[show]
title = "Show"
link = "https://podcast.example.org"
description = "About."
language = "en"
authors = ["Ada"]
owner = { name = "Ada", email = "a@example.org" }
categories = ["News"]
explicit = false
artwork = "cover.png"

[[show.directories]]
name = "Spotify"
link = "https://open.spotify.com/show/x"

[site]
theme = "theme"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "audiopub.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "cover.png").write_bytes(b"")
    return tmp_path


def test_a_theme_is_read_from_its_folder(root: Path) -> None:
    (root / "theme" / "parts").mkdir(parents=True)
    (root / "theme" / "show.html").write_text("Ä", encoding="utf-8")
    (root / "theme" / "parts" / "own.html").write_text("own", encoding="utf-8")
    (root / "theme" / ".swp").write_bytes(b"\xff")
    theme = themes.read(load(root))
    assert theme == site.Theme(name="theme", files=(("parts/own.html", "own"), ("show.html", "Ä")))


def test_a_theme_that_is_not_there_is_said_to_be(root: Path) -> None:
    with pytest.raises(SiteError) as caught:
        themes.read(load(root))
    assert (caught.value.code, caught.value.path) == ("AP606", "audiopub.toml")


def test_a_picture_in_a_theme_is_refused(root: Path) -> None:
    (root / "theme").mkdir()
    (root / "theme" / "style.css").write_bytes(b"\x89PNG\xff")
    with pytest.raises(SiteError) as caught:
        themes.read(load(root))
    assert (caught.value.code, caught.value.path) == ("AP607", "theme/style.css")
