from __future__ import annotations

import html.parser
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub import chapters, notes, speech, text
from audiopub.errors import ConfigError
from audiopub.model import Chapter, Digest, Piece, Quote, ShowNotes, Timeline, Transcript
from audiopub.text.digest import digest

ROOT = Path(__file__).parents[1]
LANGUAGES = ("cs", "de", "en", "es", "fi", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr", "uk")
GOLDEN = Path(__file__).parent / "golden"
RECORDED = 457.889
WHOLE = Timeline(
    pieces=(Piece(source_start=0, source_end=RECORDED, start=0),),
    duration=RECORDED,
    recorded=RECORDED,
)


@pytest.fixture(scope="module")
def seed() -> Transcript:
    data = (ROOT / "seeds" / "rubio-lawrow.txt").read_bytes()
    return text.read(data, "seeds/rubio-lawrow.txt", language="de")


def chapter(title: str, start: float, link: str | None = None) -> Chapter:
    return Chapter(
        title=title, start=start, end=start + 1, paragraph=None, estimated=False, link=link
    )


def write(  # noqa: PLR0913 - one for each part of the notes
    parts: tuple[Chapter, ...] = (),
    *,
    summary: str = "Worum es geht.",
    notice: str | None = None,
    link: str | None = None,
    footer: str | None = None,
    language: str = "de",
    quotes: tuple[Quote, ...] = (),
    persons: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
    keywords: tuple[str, ...] = (),
    layout: notes.Layout | None = None,
) -> ShowNotes:
    return notes.write(
        Digest(
            language=language,
            summary=(summary,),
            quotes=quotes,
            persons=persons,
            places=places,
            keywords=keywords,
        ),
        parts or (chapter("Beginn", 0), chapter("Ende", 65.9)),
        starts=(0.0, 7.0, 3661.5),
        notice=notice,
        link=link,
        footer=footer,
        layout=layout,
    )


class Elements(html.parser.HTMLParser):
    """Collects the elements and addresses of a piece of HTML, and checks that it is nested well."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.links: list[str | None] = []
        self.text = ""
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.names.add(tag)
        assert tag == "a" or not attrs
        self.links += [value for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("form", ["txt", "html"])
def test_the_notes_of_the_first_seed_read_as_before(form: str, seed: Transcript) -> None:
    alignment = speech.estimate(seed, RECORDED)
    parts = chapters.derive(seed, alignment, marks=None, timeline=WHOLE)
    shown = notes.write(
        digest(seed),
        parts,
        starts=[sentence.start for sentence in alignment.sentences],
        notice="Die Stimme ist synthetisch.",
        link="https://example.org/rubio-lawrow",
        footer="Kommentare von Vitaly Portnikov erscheinen mehrmals in der Woche.",
    )
    written = shown.text if form == "txt" else shown.html
    golden = GOLDEN / f"rubio-lawrow.notes.{form}"
    if "AUDIOPUB_WRITE_GOLDEN" in os.environ:
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


def test_the_blocks_stand_in_their_order() -> None:
    shown = write(
        notice="Die Stimme ist synthetisch.",
        link="https://example.org/?a=1&b=2",
        footer="Zwei\n\n  Zeilen ",
    )
    assert shown.text == (
        "Worum es geht.\n\n"
        "Die Stimme ist synthetisch.\n\n"
        "Kapitel:\n(00:00) Beginn\n(01:05) Ende\n\n"
        "Quelle: https://example.org/?a=1&b=2\n\n"
        "Zwei\n\nZeilen\n"
    )
    assert shown.html == (
        "<p>Worum es geht.</p>\n"
        "<p>Die Stimme ist synthetisch.</p>\n"
        "<p>Kapitel:</p>\n<ul>\n<li>(00:00) Beginn</li>\n<li>(01:05) Ende</li>\n</ul>\n"
        '<p>Quelle: <a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a></p>\n'
        "<p>Zwei</p>\n<p>Zeilen</p>\n"
    )
    assert shown.summary == "Worum es geht."


def test_what_is_told_of_the_text_follows_the_chapters() -> None:
    shown = write(
        quotes=(
            Quote(text="Wir haben Zeit", sentence=1),
            Quote(text="<b>Nie</b>", sentence=2),
            Quote(text="nicht gesprochen", sentence=3),
        ),
        persons=("Ada Lovelace", "Emil Post"),
        places=("Wien",),
        keywords=("Rechnen", "Mühe"),
        link="https://example.org/a",
    )
    assert shown.text == (
        "Worum es geht.\n\n"
        "Kapitel:\n(00:00) Beginn\n(01:05) Ende\n\n"
        "Zitate:\n„Wir haben Zeit“ (00:07)\n„<b>Nie</b>“ (1:01:01)\n\n"
        "Personen: Ada Lovelace, Emil Post\n\n"
        "Orte: Wien\n\n"
        "Stichwörter: Rechnen, Mühe\n\n"
        "Quelle: https://example.org/a\n"
    )
    assert Elements(shown.html).names == {"p", "ul", "li", "a"}
    assert "&lt;b&gt;Nie" in shown.html


LAYOUT = """\
<p>{{ labels.quotes }} &amp; mehr</p>
<script>alert(1)</script>
<ol>{% for one in chapters %}
<li onclick="x()">{{ one.title | linked(one.link) }}</li>{% endfor %}</ol>
<p>Ende <a href="javascript:x">hier</a> und <a href="https://example.org">dort</a></p>
"""


def layout(source: str) -> notes.Layout:
    return notes.Layout(source=source, path="notes.html.jinja")


def test_the_producers_template_wins_and_only_harmless_elements_are_kept() -> None:
    shown = write(layout=layout(LAYOUT))
    assert (
        shown.text == "Zitate & mehr\n\nBeginn\nEnde\n\nEnde hier und dort – https://example.org\n"
    )
    assert Elements(shown.html).names == {"p", "ol", "li", "a"}
    assert Elements(shown.html).links == ["https://example.org"]
    assert "alert" not in shown.html


@pytest.mark.parametrize(
    ("source", "what", "line"),
    [
        ("<p>\n{% if %}", "cannot be used: Expected an expression", 2),
        ("<p>\n\n{{ titel }}</p>", "'titel' is undefined", 3),
        ("{{ ''.__class__.__mro__ }}", "is unsafe", 1),
        ("{{ summary.append(1) }}", "append", 1),
        ("{% include 'other' %}", "no loader", 1),
        ("{{ 1 / 0 }}", "division by zero", 1),
    ],
)
def test_a_template_that_cannot_be_used_is_an_error(source: str, what: str, line: int) -> None:
    with pytest.raises(ConfigError, match=what) as caught:
        write(layout=layout(source))
    assert (caught.value.code, caught.value.path) == ("AP170", "notes.html.jinja")
    assert caught.value.line == line
    assert caught.value.hint


def test_a_template_that_is_too_long_by_itself_is_an_error() -> None:
    with pytest.raises(ConfigError, match="longer than 3900 bytes") as caught:
        write(layout=layout("<p>" + "x" * notes.LONGEST + "</p>"))
    assert caught.value.code == "AP171"


def test_a_single_chapter_is_not_listed() -> None:
    shown = write((chapter("Alles", 0),), footer="Ende.")
    assert shown.text == "Worum es geht.\n\nEnde.\n"
    assert shown.html == "<p>Worum es geht.</p>\n<p>Ende.</p>\n"


def test_from_an_hour_on_times_have_hours() -> None:
    shown = write((chapter("A", 0), chapter("B", 3599.9), chapter("C", 3723.0)))
    assert "(00:00) A\n(59:59) B\n(1:02:03) C\n" in shown.text


def test_a_chapter_may_bear_a_link() -> None:
    shown = write((chapter("A & B", 0, "https://example.org/a"), chapter("C", 5, "ftp://a")))
    assert "(00:00) A & B – https://example.org/a\n" in shown.text
    assert '<li>(00:00) <a href="https://example.org/a">A &amp; B</a></li>' in shown.html
    assert "<li>(00:05) C</li>" in shown.html


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", 'https://a"b', "/a"])
def test_only_addresses_of_the_web_and_of_mail_are_linked(link: str) -> None:
    assert Elements(write(link=link).html).links == []
    assert Elements(write(link="mailto:a@b.org").html).links == ["mailto:a@b.org"]


@pytest.mark.parametrize(
    ("language", "label"),
    [("en-US", "Chapters:"), ("uk", "Розділи:"), ("pt-BR", "Capítulos:"), ("xx", "Chapters:")],
)
def test_labels_are_in_the_language(language: str, label: str) -> None:
    assert label in write(language=language).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_exist_in_fourteen_languages(language: str) -> None:
    shown = write(link="https://example.org", language=language)
    english = write(link="https://example.org", language="en")
    assert (shown == english) == (language == "en")


def size(shown: ShowNotes) -> int:
    return max(len(shown.text.encode()), len(shown.html.encode()))


def test_whole_blocks_are_left_out_in_a_fixed_order() -> None:
    few = tuple(chapter("Ж" * 40, index) for index in range(20))
    many = few * 3
    link, notice = "https://example.org/a", "Die Stimme ist synthetisch."
    all_there = write(few, notice=notice, link=link, footer="Ende.")
    no_footer = write(few, notice=notice, link=link, footer="Ж" * 1000)
    no_source = write(few, notice=notice, link=link + "Ж" * 800, footer="Ende.")
    no_chapters = write(many, notice=notice, link=link, footer="Ende.")
    kept = [
        ("Ende." in shown.text, link in shown.text, "(00:00)" in shown.text, notice in shown.text)
        for shown in (all_there, no_footer, no_source, no_chapters)
    ]
    assert kept == [
        (True, True, True, True),
        (False, True, True, True),
        (False, False, True, True),
        (False, False, False, True),
    ]


def test_a_summary_that_is_too_long_is_cut_after_a_word() -> None:
    shown = write(summary="Größe & Wort " * 1000, notice="Die Stimme ist synthetisch.")
    assert size(shown) <= notes.LONGEST
    assert shown.summary.endswith(("Größe…", "&…", "Wort…"))
    assert "Die Stimme ist synthetisch." in shown.text


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=3000)


@given(summary=TEXTS, notice=TEXTS, footer=TEXTS, link=TEXTS, title=TEXTS)
def test_notes_are_short_and_safe_whatever_they_say(
    summary: str, notice: str, footer: str, link: str, title: str
) -> None:
    shown = write(
        (chapter(title, 0, link), chapter("Ende", 5)),
        summary=summary,
        notice=notice,
        footer=footer,
        link=link,
    )
    assert size(shown) <= notes.LONGEST
    elements = Elements(shown.html)
    assert elements.names <= {"p", "ul", "li", "a"}
    assert all((address or "").startswith(("http", "mailto:")) for address in elements.links)
    assert bool(shown.summary.strip()) == bool(summary.split())
