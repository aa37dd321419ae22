from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from audiopub.model import Draft, Finding
from audiopub.text import metadata
from audiopub.text.document import Block, Line

Make = Callable[..., list[Block]]

BODY = (
    "Der Präsident sprach heute über den Frieden. Niemand glaubte ihm.",
    "Die Opposition reagierte scharf. Sie verlangt Neuwahlen.",
    "Das Ergebnis bleibt offen.",
)


def blocks_of(head: str, *body: str) -> list[Block]:
    """Return blocks: those of the head apart by empty lines, each of its lines numbered."""
    made = []
    number = 1
    for block in (*filter(None, head.split("\n\n")), *(body or BODY)):
        lines = tuple(
            Line(text=text, number=number + index) for index, text in enumerate(block.split("\n"))
        )
        made.append(Block(lines=lines))
        number += len(lines) + 1
    return made


def take(head: str, language: str = "de") -> tuple[Draft, tuple[Block, ...], tuple[Finding, ...]]:
    return metadata.take(blocks_of(head), "a.txt", language, dt.UTC)


def said(draft: Draft) -> tuple[str | None, str | None, str | None]:
    return (
        draft.title.value if draft.title else None,
        " + ".join(person.name for person in draft.authors.value) if draft.authors else None,
        f"{draft.date.value:%Y-%m-%d}" if draft.date else None,
    )


DAY = "2025-10-20"
HEADS = [
    (
        "de",
        "Rubio–Lawrow: Das Wichtigste | Vitaly Portnikov. 20.10.2025.",
        "Rubio–Lawrow: Das Wichtigste",
        "Vitaly Portnikov",
        DAY,
    ),
    (
        "de",
        "Krieg und Frieden – Anna Meier, 20. Oktober 2025",
        "Krieg und Frieden",
        "Anna Meier",
        DAY,
    ),
    (
        "de",
        "Krieg und Frieden\nVon Anna Meier\n20. Oktober 2025",
        "Krieg und Frieden",
        "Anna Meier",
        DAY,
    ),
    (
        "de",
        "Krieg und Frieden\n\nVon Anna Meier und Karl von der Heide\n\nMontag, 20. Oktober 2025",
        "Krieg und Frieden",
        "Anna Meier + Karl von der Heide",
        DAY,
    ),
    (
        "de",
        "Der 9. November 1989 – Anna Meier, 20. Oktober 2025",
        "Der 9. November 1989",
        "Anna Meier",
        DAY,
    ),
    ("de", "Opus Folge | Ada. 20.10.2025.", "Opus Folge", "Ada", DAY),
    ("de", "Opus Folge | Ada | 20.10.2025", "Opus Folge", "Ada", DAY),
    ("de", "Opus Folge | Ada & Bob. 20.10.2025.", "Opus Folge", "Ada + Bob", DAY),
    (
        "de",
        "Opus Folge | Ada Lovelace und Charles Babbage. 20.10.2025.",
        "Opus Folge",
        "Ada Lovelace + Charles Babbage",
        DAY,
    ),
    ("de", "Opus | Eine Analyse. 20.10.2025.", "Opus | Eine Analyse", None, DAY),
    ("de", "Opus | Putin droht. 20.10.2025.", "Opus | Putin droht", None, DAY),
    ("de", "20.10.2025 | Krieg | Frieden", "Krieg | Frieden", None, DAY),
    ("de", "Krieg – Frieden, 20.10.2025", "Krieg – Frieden", None, DAY),
    ("de", "Krieg und Frieden | Berlin", "Krieg und Frieden | Berlin", None, None),
    ("en", "Cold War | New Front", "Cold War | New Front", None, None),
    ("en", "Cold War | Will Smith", "Cold War", "Will Smith", None),
    (
        "de",
        "20.10.2025 | Krieg und Frieden | Anna Meier | Deutsche Stimme",
        "Krieg und Frieden",
        "Anna Meier",
        DAY,
    ),
    ("de", "Krieg und Frieden (20.10.2025)", "Krieg und Frieden", None, DAY),
    ("de", "Krieg und Frieden 20.10.2025", "Krieg und Frieden", None, DAY),
    (
        "de",
        "Veröffentlicht am 20. Oktober 2025\n\nKrieg und Frieden\n\nvon Dr. Anna Meier",
        "Krieg und Frieden",
        "Dr. Anna Meier",
        DAY,
    ),
    ("de", "Krieg und Frieden\n\nVitaly Portnikov", "Krieg und Frieden", "Vitaly Portnikov", None),
    ("de", "Krieg und Frieden | Eine Analyse", "Krieg und Frieden | Eine Analyse", None, None),
    ("de", "Kommt der Frieden?", "Kommt der Frieden?", None, None),
    (
        "de",
        "Krieg\n\nEin Kommentar von Anna Meier\n\nBad Aibling, den 20. Oktober 2025",
        "Krieg",
        "Anna Meier",
        DAY,
    ),
    ("de", "Krieg\n\nBerlin, 20.10.2025", "Krieg", None, DAY),
    ("de", "Krieg\n\nAnna Meier, 20. Okt. 2025", "Krieg", "Anna Meier", DAY),
    ("en", "War by Ada Lovelace, October 20th, 2025", "War", "Ada Lovelace", DAY),
    ("de", "Besuch von Angela Merkel, 20.10.2025", "Besuch von Angela Merkel", None, DAY),
    ("fr", "Guerre\nUne tribune d'Anne Dupont\n20 octobre 2025", "Guerre", "Anne Dupont", DAY),
    ("nl", "Van Morrison Live", "Van Morrison Live", None, None),
    (
        "de",
        "Krieg und Frieden | Kolumne | Anna Meier | 20.10.2025",
        "Krieg und Frieden",
        "Anna Meier",
        DAY,
    ),
    (
        "de",
        "9. November 1989, ein Tag wie keiner",
        "9. November 1989, ein Tag wie keiner",
        None,
        None,
    ),
    ("de", "Die Nacht zum 24. Februar 2022", "Die Nacht zum 24. Februar 2022", None, None),
    ("de", "Angriff am 24.02.2022", "Angriff am 24.02.2022", None, None),
    ("de", "Was am 24.02.2022 in Kiew geschah", "Was am 24.02.2022 in Kiew geschah", None, None),
    (
        "en",
        "Title: War and Peace\nAuthor: Ada Lovelace\nDate: 2025-10-20",
        "War and Peace",
        "Ada Lovelace",
        DAY,
    ),
    ("en", "War and Peace — Ada Lovelace, Oct. 20th, 2025", "War and Peace", "Ada Lovelace", DAY),
    ("en", "War and Peace, by Ada Lovelace (10/20/2025)", "War and Peace", "Ada Lovelace", DAY),
    (
        "en",
        "War and Peace | By Ada Lovelace | October 20, 2025",
        "War and Peace",
        "Ada Lovelace",
        DAY,
    ),
    ("en", "What Happened on October 20, 2025", "What Happened on October 20, 2025", None, None),
    ("uk", "Війна і мир | Віталій Портников. 20.10.2025.", "Війна і мир", "Віталій Портников", DAY),
    (
        "uk",
        "Війна і мир\nАвтор: Віталій Портников\n20 жовтня 2025 року",
        "Війна і мир",
        "Віталій Портников",
        DAY,
    ),
    (
        "ru",
        "Война и мир — Виталий Портников, 20 октября 2025 г.",
        "Война и мир",
        "Виталий Портников",
        DAY,
    ),
    (
        "fr",
        "Guerre et paix\nPar Jean de La Fontaine\nle 20 octobre 2025",
        "Guerre et paix",
        "Jean de La Fontaine",
        DAY,
    ),
    (
        "pl",
        "Wojna i pokój | Jan Kowalski | 20 października 2025 r.",
        "Wojna i pokój",
        "Jan Kowalski",
        DAY,
    ),
    (
        "es",
        "Guerra y paz\nPor Juan de la Cruz\n20 de octubre de 2025",
        "Guerra y paz",
        "Juan de la Cruz",
        DAY,
    ),
    ("it", "Guerra e pace\ndi Mario Rossi\n20 ottobre 2025", "Guerra e pace", "Mario Rossi", DAY),
    (
        "pt",
        "Guerra e paz – Por João da Silva, 20 de outubro de 2025",
        "Guerra e paz",
        "João da Silva",
        DAY,
    ),
    ("cs", "Válka a mír | Jan Novák, 20. října 2025", "Válka a mír", "Jan Novák", DAY),
    (
        "sv",
        "Krig och fred\nAv Anna Svensson\nden 20 oktober 2025",
        "Krig och fred",
        "Anna Svensson",
        DAY,
    ),
    (
        "nl",
        "Oorlog en vrede\nDoor Jan de Vries\nmaandag 20 oktober 2025",
        "Oorlog en vrede",
        "Jan de Vries",
        DAY,
    ),
    (
        "fi",
        "Sota ja rauha\nKirjoittanut Matti Virtanen\n20. lokakuuta 2025",
        "Sota ja rauha",
        "Matti Virtanen",
        DAY,
    ),
    (
        "tr",
        "Savaş ve barış\nYazan: Ayşe Yılmaz\n20 Ekim 2025",
        "Savaş ve barış",
        "Ayşe Yılmaz",
        DAY,
    ),
]


@pytest.mark.parametrize(("language", "head", "title", "author", "date"), HEADS)
def test_title_author_and_date_are_read_from_the_head(
    language: str, head: str, title: str, author: str | None, date: str | None
) -> None:
    draft, body, findings = take(head, language)
    assert said(draft) == (title, author, date)
    assert tuple(block.text for block in body) == BODY
    assert findings == ()


def test_each_says_where_it_stands() -> None:
    draft, _, _ = take("Krieg und Frieden | Anna Meier. 20.10.2025.")
    assert draft.title
    assert draft.authors
    assert draft.date
    assert draft.title.source == draft.authors.source == draft.date.source == "heading"
    assert str(draft.title.place) == "a.txt:1:1"
    assert str(draft.authors.place) == "a.txt:1:21"
    assert str(draft.date.place) == "a.txt:1:33"


def test_a_line_before_the_byline_is_the_subtitle() -> None:
    draft, body, _ = take("Krieg und Frieden\n\nEin Kommentar zur Lage\n\nVon Anna Meier")
    assert draft.subtitle
    assert draft.subtitle.value == "Ein Kommentar zur Lage"
    assert len(body) == 3


@pytest.mark.parametrize(
    "head", ["https://example.org/a", "Quelle: https://example.org/a", "<https://example.org/a>"]
)
def test_a_line_that_is_an_address_is_the_source(head: str) -> None:
    above = take(f"Krieg und Frieden\n{head}")[0].link
    below, body, _ = metadata.take(blocks_of("", *BODY, head), "a.txt", "de", dt.UTC)
    assert above
    assert below.link
    assert above.value == below.link.value == "https://example.org/a"
    assert len(body) == 3


def test_an_ambiguous_date_is_reported_and_not_taken() -> None:
    draft, body, [finding] = take("Krieg und Frieden – Anna Meier, 10/11/2025")
    assert said(draft) == ("Krieg und Frieden", "Anna Meier", None)
    assert (finding.code, str(finding.place)) == ("AP108", "a.txt:1:33")
    assert len(body) == 3


@pytest.mark.parametrize(
    "first",
    [
        "Guten Abend, meine Damen und Herren!",
        "Am 20. Oktober 2025 sprach der Präsident.",
        "und so ging es weiter",
        "Das war der Anfang. Und was nun?",
        "Wort " * 40,
    ],
)
def test_a_body_without_a_head_is_left_whole(first: str) -> None:
    draft, body, _ = take(first)
    assert draft == Draft()
    assert len(body) == 4


def test_where_no_line_ends_with_a_point_none_is_the_title(paragraphs: Make) -> None:
    given = paragraphs("Hans Jakob Christoffel", "Der abenteuerliche Simplicissimus", "Ganz neu")
    assert metadata.take(given, "a.txt", "de", dt.UTC)[1] == tuple(given)


def test_a_marked_title_needs_no_other_sign(paragraphs: Make) -> None:
    title, *body = paragraphs("Das ist es.", "so", "und so")
    draft, rest, _ = metadata.take([replace(title, level=1), *body], "a.txt", "de", dt.UTC)
    assert said(draft)[0] == "Das ist es"
    assert rest == tuple(body)


def test_a_heading_within_the_text_ends_the_head(paragraphs: Make) -> None:
    heading, *body = paragraphs("Anna Meier", *BODY)
    given = (replace(heading, level=2), *body)
    assert metadata.take(given, "a.txt", "de", dt.UTC)[1] == given


def test_a_paragraph_is_taken_whole_or_not_at_all() -> None:
    draft, body, _ = take("Von Anna Meier\nund noch eine Zeile, die Text ist.")
    assert draft == Draft()
    assert len(body) == 4
    links = "\n".join(["https://example.org/a"] * 20)
    assert len(take(links)[1]) == 4


@pytest.mark.parametrize(
    ("path", "title", "date"),
    [
        ("seeds/rubio-lawrow.txt", "Rubio Lawrow", None),
        ("2025-10-20-das_treffen.txt", "Das Treffen", DAY),
        ("20251020.txt", None, DAY),
        ("US Politik.txt", "US Politik", None),
    ],
)
def test_a_file_name_tells_title_and_date(path: str, title: str | None, date: str | None) -> None:
    text = "Das Treffen von Rubio und Lawrow. Ein Treffen in der US Politik. treffen"
    draft, findings = metadata.from_file_name(path, text, "de", dt.UTC)
    assert said(draft) == (title, None, date)
    assert findings == ()
    for given in (draft.title, draft.date):
        assert given is None or (given.source, str(given.place)) == ("derived", path)


def test_an_ambiguous_file_name_is_reported() -> None:
    draft, [finding] = metadata.from_file_name("10-11-2025-a.txt", "", "de", dt.UTC)
    assert draft.date is None
    assert (finding.code, str(finding.place)) == ("AP108", "10-11-2025-a.txt")
