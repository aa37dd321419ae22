from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiopub import text
from audiopub.errors import TextError
from audiopub.model import Change

SEED = Path(__file__).parents[2] / "seeds" / "rubio-lawrow.txt"


def test_the_first_seed_is_understood() -> None:
    transcript = text.read(SEED.read_bytes(), "seeds/rubio-lawrow.txt")
    draft = transcript.draft
    assert draft.title
    assert draft.authors
    assert draft.date
    assert draft.language
    assert draft.title.value == "Rubio–Lawrow: Das Wichtigste"
    assert [person.name for person in draft.authors.value] == ["Vitaly Portnikov"]
    assert draft.date.value == dt.datetime(2025, 10, 20, 12, tzinfo=dt.UTC)
    assert draft.language.value == transcript.language == "de"
    assert transcript.path == "seeds/rubio-lawrow.txt"
    assert transcript.findings == ()
    assert transcript.headings == ()
    assert len(transcript.paragraphs) == 18
    assert len(transcript.sentences) == 37
    assert [paragraph.line for paragraph in transcript.paragraphs] == [
        *range(3, 10, 2),
        *range(13, 36, 2),
        39,
        41,
    ]


def test_what_was_mended_in_the_first_seed_is_listed() -> None:
    transcript = text.read(SEED.read_bytes(), "a.txt", language="de")
    assert transcript.changes == (
        Change(kind="spacing", line=1, before="U+00A0", after=" "),
        Change(
            kind="joined",
            line=11,
            before="Schritte“ besteht –\n\ndas heißt: zuerst",
            after="Schritte“ besteht – das heißt: zuerst",
        ),
        Change(kind="spacing", line=23, before="aussieht ,", after="aussieht,"),
        Change(
            kind="joined",
            line=37,
            before="wird – aufzugeben,\n\nund der Ukraine",
            after="wird – aufzugeben, und der Ukraine",
        ),
        Change(kind="removed", line=43, before="1 Kommentar", after=""),
        Change(kind="removed", line=45, before="Kommentar verfassen", after=""),
    )
    assert any("nicht so aussieht, wie sie" in s.text for s in transcript.sentences)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_does_not_matter(encoding: str) -> None:
    given_text = SEED.read_text(encoding="utf-8")
    plain = text.read(given_text.encode(), "a.txt", language="de")
    assert text.read(given_text.encode(encoding), "a.txt", language="de") == plain


def test_markdown_has_front_matter_and_headings() -> None:
    data = """\
---
title: Krieg und Frieden
language: de
---
# Anders | Anna Meier. 20.10.2025.

Der **Präsident** sprach [heute](https://a.b). Niemand glaubte ihm.

## Die Opposition

Sie reagierte scharf.

Sehr scharf.

### Neuwahlen
## Und nun?

Das bleibt offen.

## Ende
"""
    transcript = text.read(data.encode(), "a.md")
    assert transcript.draft.title
    assert transcript.draft.title.value == "Krieg und Frieden"
    assert transcript.draft.authors
    assert transcript.language == "de"
    assert transcript.sentences[0].text == "Der Präsident sprach heute."
    assert [(h.title, h.paragraph, h.line) for h in transcript.headings] == [
        ("Anders", 0, 5),
        ("Die Opposition", 1, 9),
        ("Und nun?", 3, 16),
    ]


@pytest.mark.parametrize(
    ("head", "titles"),
    [
        ("# Folge 2: Krieg", ["Folge 2: Krieg"]),
        ("Folge 2: Krieg\n===", ["Folge 2: Krieg"]),
        ("# Folge 1 – Krieg!", []),
        ("Folge 2: Krieg", []),
    ],
)
def test_a_title_that_front_matter_overrules_is_a_heading_if_marked_as_one(
    head: str, titles: list[str]
) -> None:
    data = f"---\ntitle: 'Folge 1: Krieg'\n---\n{head}\n\nEin Satz. Noch einer.\n\nDas Ende."
    transcript = text.read(data.encode(), "a.md", language="de")
    assert [heading.title for heading in transcript.headings] == titles
    assert [heading.paragraph for heading in transcript.headings] == [0] * len(titles)
    assert [paragraph.text for paragraph in transcript.paragraphs] == [
        "Ein Satz. Noch einer.",
        "Das Ende.",
    ]


def test_all_wrong_values_of_the_front_matter_are_told_at_once() -> None:
    with pytest.raises(ExceptionGroup) as caught:
        text.read(b"---\nseason: one\nlink: b\n---\nText.", "seeds/a.txt", language="de")
    assert [str(error) for error in caught.value.exceptions] == [
        "seeds/a.txt:2: season is not a number from 1",
        "seeds/a.txt:3: link is not an address",
    ]


def test_a_language_asked_for_wins_over_front_matter() -> None:
    data = b"---\nlanguage: de\n---\nA text. And more."
    assert text.read(data, "a.txt", language="en-GB").language == "en-GB"
    assert text.read(data, "a.txt").language == "de"


def test_too_little_text_leaves_the_language_open() -> None:
    transcript = text.read(b"OK.", "a.txt")
    assert transcript.language == "und"
    assert [finding.code for finding in transcript.findings] == ["AP110"]
    assert transcript.draft.language is None


def test_the_time_zone_is_that_of_the_show() -> None:
    zone = dt.timezone(dt.timedelta(hours=-5))
    transcript = text.read(
        b"War | Ada Lovelace. 2025-10-20\n\nText.", "a.txt", language="en", timezone=zone
    )
    assert transcript.draft.date
    assert transcript.draft.date.value == dt.datetime(2025, 10, 20, 12, tzinfo=zone)


def test_a_sentence_a_line_stays_so() -> None:
    lines = ["Sie lacht laut.", "Ja. Nein.", "Er weiß nicht, warum.", "Warum denn?", "Darum."]
    transcript = text.read("\n".join(lines).encode(), "a.txt", language="de")
    assert [sentence.text for sentence in transcript.sentences] == lines


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ("Krieg, 10/11/2025\n\nText.", ["AP108"]),
        ("---\ndate: 2025-10-20\n---\nKrieg, 10/11/2025\n\nText.", []),
        ("Krieg, 20.10.2025\n\nText.", []),
        ("Text. Und mehr.", ["AP109"]),
    ],
)
def test_a_doubtful_date_is_reported_unless_a_stronger_one_is_given(
    data: str, codes: list[str]
) -> None:
    transcript = text.read(data.encode(), "31-02-2025-krieg.txt", language="de")
    assert [finding.code for finding in transcript.findings] == codes


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "AP101", None),
        (b" \n\t\r\n", "AP101", None),
        (b"* * *\n\n---\n", "AP101", None),
        ("\u200b\n👍".encode(), "AP101", None),
        (b"---\ntitle: a\n---\n", "AP101", None),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "AP102", 3),
        (b"caf\xe9 \x81", "AP103", 1),
        (b"\n# Title\n\n## Part\n", "AP104", 2),
        (b"Title | Ada Lovelace. 20.10.2025.\n", "AP104", 1),
        (b"Weiterlesen\n", "AP104", 1),
        (b"+++\ntitle\n+++\nText.", "AP105", 2),
    ],
)
def test_what_cannot_be_read_is_an_error_with_place_and_cure(
    data: bytes, code: str, line: int | None
) -> None:
    with pytest.raises(TextError) as caught:
        text.read(data, "seeds/a.txt", language="de")
    assert (caught.value.code, caught.value.line) == (code, line)
    assert caught.value.path == "seeds/a.txt"
    assert caught.value.hint
    assert not caught.value.what.endswith(".")


@pytest.mark.parametrize(
    ("data", "sentences"),
    [
        ("Hallo", 1),
        ("wort " * 20_000, 1),
        ("Das ist ein Satz. " * 20_000, 20_000),
        ("قال الرئيس إن المفاوضات لن تجري. لماذا؟", 2),
        ("总统今天表示，谈判不会举行。为什么？", 2),
        ("Das ist deutsch. This is English. Это по-русски.", 3),
        ("Ein\x07 Text\x1b[0m. Mit\u202e Steuerzeichen.", 2),
    ],
)
def test_odd_text_is_read(data: str, sentences: int) -> None:
    transcript = text.read(data.encode(), "a.txt", language="de")
    assert len(transcript.sentences) == sentences
    assert not any(character in str(transcript) for character in "\x07\x1b\u202e")


@settings(max_examples=100)
@given(st.text(), st.sampled_from(["a.txt", "a.md", "2025-01-02.txt"]))
def test_any_text_is_read_or_refused(given_text: str, path: str) -> None:
    codes = []
    try:
        transcript = text.read(given_text.encode(errors="replace"), path, language="de")
        assert transcript.sentences
        assert all(found.paragraph < len(transcript.paragraphs) for found in transcript.headings)
    except TextError as error:
        codes.append(error.code)
    assert set(codes) <= {"AP101", "AP102", "AP104", "AP105"}


def test_the_package_has_no_other_names() -> None:
    with pytest.raises(AttributeError, match="write"):
        text.__getattr__("write")
