"""Transcripts in the formats of word processors, browsers and printers."""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from collections.abc import Mapping

import pytest

from audiopub import text
from audiopub.errors import TextError
from audiopub.model import Transcript

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LONG = "Der Präsident sprach heute lange über den Frieden & vieles mehr. "


def zipped(members: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **more: str) -> bytes:
    def related(*relations: tuple[str, str]) -> str:
        inner = "".join(
            f'<Relationship Id="r{n}" Type="{RELATION}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(relations)
        )
        return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'

    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Titel", "Title"), ("berschrift1", "heading 1"))
    )
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Anna Meier'
        "</dc:creator><dc:title>Altes</dc:title></cp:coreProperties>"
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension='
            '"rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="'
            f'/word/document.xml" ContentType="{main}"/></Types>',
            "_rels/.rels": related(("officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": related(("styles", "styles.xml")),
            "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            "docProps/core.xml": core,
            **more,
        }
    )


def p(said: str, style: str = "") -> str:
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{kind}<w:r><w:t>{said}</w:t></w:r></w:p>"


DOCX = docx(
    p("Der Krieg", "Titel")
    + p("Und nun?", "berschrift1")
    + p("Ein Absatz &amp; mehr. Noch einer.")
    + '<w:p><w:ins w:id="1"><w:r><w:t>Neues. </w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>'
    "Altes.</w:delText></w:r></w:del><w:r><w:t>Der Rest.</w:t></w:r></w:p>"
)
ODT = zipped(
    {
        "content.xml": f'<office:document-content xmlns:office="{OFFICE}:office:1.0" xmlns:text="'
        f'{OFFICE}:text:1.0" xmlns:style="{OFFICE}:style:1.0"><office:automatic-styles><style:style'
        ' style:name="P1" style:parent-style-name="Title"/></office:automatic-styles><office:body>'
        "<office:text><text:tracked-changes><text:p>weg</text:p></text:tracked-changes>"
        '<text:p text:style-name="P1">Der Krieg</text:p><text:h text:outline-level="1">Und nun?'
        "</text:h><text:p>Ein<text:s/>Absatz &amp; mehr<text:note><text:note-body><text:p>Fußnote"
        "</text:p></text:note-body></text:note>. Noch <text:span>einer</text:span>.</text:p>"
        "<text:p>Neues.<text:line-break/>Der Rest.</text:p></office:text></office:body>"
        "</office:document-content>",
        "meta.xml": f'<office:document-meta xmlns:office="{OFFICE}:office:1.0" xmlns:meta="'
        f'{OFFICE}:meta:1.0"><office:meta><meta:initial-creator>Anna Meier</meta:initial-creator>'
        "</office:meta></office:document-meta>",
    }
)
RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\author Anna}}\f0\b Der Krieg\b0\par "
    rb"Ein Absatz & mehr. Noch einer.\par\par Der \'fcbrige \u8222?Rest\u8220?.\par}"
)
PAGE = f"""<!doctype html><html lang="de-AT"><head><title>Der Krieg - Zeitung</title>
<meta property="og:title" content="Der Krieg"><meta name="author" content="Anna Meier">
<meta property="article:published_time" content="2025-10-20T08:00:00+02:00">
<link rel="canonical" href="https://example.org/krieg"></head>
<body><nav><a href="/">Start</a><a href="/politik">Politik</a></nav>
<article><h1>Der Krieg</h1><p>{LONG * 4}</p><h2>Und nun?</h2><p>{LONG * 4}</p>
<script>alert("Skript");</script><style>p {{ color: red }}</style></article>
<div id="comments"><p>Kommentar: sehr schlecht!</p></div><footer>Impressum</footer></body></html>
"""


def pdf(*pages: list[tuple[float, float, str]], encrypt: str = "") -> bytes:
    """Return a PDF of lines: each its size, its height on the page, and its text."""
    import pypdf
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        stream.set_data(
            b"\n".join(
                b"BT /F1 %g Tf 1 0 0 1 72 %g Tm (%s) Tj ET" % (size, top, said.encode("cp1252"))
                for size, top, said in lines
            )
        )
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Author": "Anna Meier", "/Title": "Microsoft Word - a.docx"})
    if encrypt:
        writer.encrypt(encrypt, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


PDF = pdf(
    [
        (10, 800, "Deutsche Stimme 1"),
        (24, 760, "Der Krieg"),
        (16, 720, "Und nun?"),
        (11, 700, "Dies ist ein Absatz, der bis zum Rand der Seite reicht und dort ge-"),
        (11, 686, "trennt wird, wie es in einem Buch üblich ist und niemanden mehr stört."),
        (11, 672, "Er endet hier."),
        (11, 640, "Der zweite Absatz geht von dieser Seite, die hier unten endet, auf die"),
    ],
    [
        (10, 800, "Deutsche Stimme 2"),
        (11, 760, "nächste über, wo er auch zu Ende ist und nichts mehr folgt als der Schluss."),
    ],
)


def title_and_headings(found: Transcript) -> tuple[str | None, list[str]]:
    title = found.draft.title
    return title.value if title else None, [heading.title for heading in found.headings]


@pytest.mark.parametrize(("data", "path"), [(DOCX, "a.docx"), (ODT, "a.odt")])
def test_documents_give_title_headings_author_and_text(data: bytes, path: str) -> None:
    found = text.read(data, path, language="de")
    assert title_and_headings(found) == ("Der Krieg", ["Und nun?"])
    assert [[s.text for s in part.sentences] for part in found.paragraphs] == [
        ["Ein Absatz & mehr.", "Noch einer."],
        ["Neues.", "Der Rest."],
    ]
    authors = found.draft.authors
    assert authors
    assert ([person.name for person in authors.value], authors.source) == (
        ["Anna Meier"],
        "properties",
    )


def test_rtf_gives_its_paragraphs() -> None:
    found = text.read(RTF, "a.rtf", language="de")
    assert title_and_headings(found) == ("Der Krieg", [])
    assert [part.text for part in found.paragraphs] == [
        "Ein Absatz & mehr. Noch einer.",
        "Der übrige „Rest“.",
    ]


def test_a_web_page_gives_its_article_and_what_it_says_to_machines() -> None:
    found = text.read(PAGE.encode(), "a.html")
    assert title_and_headings(found) == ("Der Krieg", ["Und nun?"])
    assert [part.text for part in found.paragraphs] == [(LONG * 4).strip()] * 2
    draft = found.draft
    assert draft.date
    assert draft.date.value.isoformat() == "2025-10-20T08:00:00+02:00"
    assert draft.language
    assert draft.language.value == "de-AT"
    assert draft.link
    assert (draft.link.value, draft.link.source) == ("https://example.org/krieg", "properties")


@pytest.mark.parametrize("debris", ["Skript", "color", "Kommentar", "Impressum", "Politik"])
def test_nothing_around_an_article_reaches_its_text(debris: str) -> None:
    found = text.read(PAGE.encode(), "a.html")
    assert not any(debris in part.text for part in found.paragraphs)


SHORT = """<html><head><title>Krieg | Zeitung</title></head><body>
<nav><ul><li><a href="/a">Politik</a></li><li><a href="/b">Sport</a></li></ul></nav>
<article><header><h1>Krieg und Brot</h1></header><p class="meta">Von Anna Meier, {date}</p>
<p>Ein kurzer Satz. Noch einer.</p><h2>Zwei</h2><p>Und Schluss ist es hier.</p></article>
<aside><h3>Meistgelesen</h3><ul><li><a href="/c">Anderes</a></li></ul></aside>
<footer>Impressum</footer></body></html>"""


def test_a_short_article_keeps_its_structure_and_the_lines_around_its_title() -> None:
    found = text.read(SHORT.format(date="20. Oktober 2025").encode(), "a.html", language="de")
    assert title_and_headings(found) == ("Krieg und Brot", ["Zwei"])
    assert [part.text for part in found.paragraphs] == [
        "Ein kurzer Satz. Noch einer.",
        "Und Schluss ist es hier.",
    ]
    assert found.draft.authors
    assert [person.name for person in found.draft.authors.value] == ["Anna Meier"]
    assert found.draft.date
    assert f"{found.draft.date.value:%Y-%m-%d}" == "2025-10-20"


def test_a_date_on_a_page_that_can_mean_two_days_is_not_taken() -> None:
    found = text.read(SHORT.format(date="10/11/2025").encode(), "a.html", language="de")
    assert found.draft.date is None


def test_json_ld_says_the_date_too_and_no_date_is_guessed() -> None:
    said = PAGE.replace(
        '<meta property="article:published_time" content="2025-10-20T08:00:00+02:00">',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2025-10-19"}]}</script>',
    )
    date = text.read(said.encode(), "a.html").draft.date
    assert date
    assert date.value == dt.datetime(2025, 10, 19, 12, tzinfo=dt.UTC)
    silent = said.replace('"datePublished": "2025-10-19"', '"datePublished": "10/11/2025"')
    assert text.read(silent.encode(), "a.html").draft.date is None


def test_a_pdf_gives_paragraphs_without_hyphens_page_heads_and_numbers() -> None:
    found = text.read(PDF, "a.pdf", language="de")
    assert title_and_headings(found) == ("Der Krieg", ["Und nun?"])
    first, second = (part.text for part in found.paragraphs)
    assert first == (
        "Dies ist ein Absatz, der bis zum Rand der Seite reicht und dort getrennt wird, wie es in "
        "einem Buch üblich ist und niemanden mehr stört. Er endet hier."
    )
    assert second == (
        "Der zweite Absatz geht von dieser Seite, die hier unten endet, auf die nächste über, wo "
        "er auch zu Ende ist und nichts mehr folgt als der Schluss."
    )


BOMB = docx(p("Bumm"), **{"word/more.xml": " " * 40_000_000})


@pytest.mark.parametrize(
    ("data", "path", "code"),
    [
        (b"", "a.docx", "AP101"),
        (b"", "a.pdf", "AP101"),
        (b" \n", "a.rtf", "AP101"),
        (b"", "a.html", "AP101"),
        (b"no archive", "a.docx", "AP153"),
        (DOCX[:700], "a.docx", "AP153"),
        (ODT, "a.docx", "AP153"),
        (DOCX, "a.odt", "AP153"),
        (zipped({"content.xml": "<torn"}), "a.odt", "AP153"),
        (zipped({"word/document.xml": "<torn"}), "a.docx", "AP153"),
        (BOMB, "a.docx", "AP154"),
        (b"{\\rt", "a.rtf", "AP153"),
        (b"%PDF-1.7\ntorn", "a.pdf", "AP153"),
        (pdf([]), "a.pdf", "AP155"),
        (pdf([(11, 700, "Geheim.")], encrypt="geheim"), "a.pdf", "AP156"),
        (b"<html><body><script>alert(1)</script></body></html>", "a.html", "AP153"),
    ],
)
def test_what_cannot_be_read_says_so(data: bytes, path: str, code: str) -> None:
    with pytest.raises(TextError) as caught:
        text.read(data, path)
    assert (caught.value.code, caught.value.path) == (code, path)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("module", "extra", "path"),
    [
        ("trafilatura", "html", "a.html"),
        ("mammoth", "docx", "a.docx"),
        ("striprtf.striprtf", "rtf", "a.rtf"),
        ("pypdf", "pdf", "a.pdf"),
    ],
)
def test_a_missing_extra_is_named(
    module: str, extra: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(TextError) as caught:
        text.read(b"anything", path)
    assert caught.value.code == "AP152"
    assert caught.value.hint == f"install it: pip install 'audiopub[{extra}]'"
