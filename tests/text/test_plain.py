from __future__ import annotations

import datetime as dt
import textwrap
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from audiopub.text import plain
from audiopub.text.document import Block

PROSE = (
    "Der Präsident sprach heute lange über den Frieden, doch niemand glaubte ihm auch nur ein"
    " Wort. Die Opposition reagierte scharf und verlangt nun Neuwahlen im ganzen Land. Das Ergebnis"
    " bleibt offen, denn die Verfassung sieht so etwas gar nicht vor."
)


def read(text: str) -> tuple[Block, ...]:
    return plain.read(text.encode(), "a.txt", dt.UTC).blocks


def shape(blocks: tuple[Block, ...]) -> list[tuple[int, int, str]]:
    return [(block.level, block.number, block.text) for block in blocks]


def test_empty_lines_part_paragraphs_and_signs_mark_headings() -> None:
    text = "# Titel #\n\neins.\n\n\nzwei.\n## Teil\ndrei.\n##kein\n"
    assert shape(read(text)) == [
        (1, 1, "Titel"),
        (0, 3, "eins."),
        (0, 6, "zwei."),
        (2, 7, "Teil"),
        (0, 8, "drei. ##kein"),
    ]


def test_lines_broken_to_fit_are_one_paragraph() -> None:
    text = textwrap.fill(PROSE, 60) + "\n\n" + textwrap.fill(PROSE, 60)
    assert [block.text for block in read(text)] == [PROSE, PROSE]


def test_a_paragraph_a_line_needs_no_empty_lines() -> None:
    text = f"{PROSE}\nUnd dann? Nichts.\n{PROSE}\n{PROSE}"
    blocks = read(text)
    assert [block.number for block in blocks] == [1, 2, 3, 4]
    assert not any(block.line_is_sentence for block in blocks)


def test_a_sentence_a_line_is_kept_so() -> None:
    lines = [
        "Sie lacht.",
        "Er weiß nicht, warum das so ist.",
        "Ja. Nein.",
        "Warum?",
        "Darum eben nicht!",
    ]
    blocks = read("\n".join(lines))
    assert [block.text for block in blocks] == lines
    assert all(block.line_is_sentence for block in blocks)


def test_a_sentence_a_line_in_paragraphs_keeps_both() -> None:
    blocks = read(
        "Sie lacht.\nEr weiß nicht, warum das so ist.\n\nWarum?\nDarum eben nicht, sagt sie!"
    )
    assert [len(block.lines) for block in blocks] == [2, 2]
    assert all(block.line_is_sentence for block in blocks)


def test_a_head_of_several_lines_changes_nothing_below_it() -> None:
    body = "\n\n".join([PROSE] * 5)
    blocks = read(f"Titel\nVon Anna Meier aus Berlin\n20. Oktober 2025\n\n{body}")
    assert [block.text for block in blocks[-5:]] == [PROSE] * 5
    assert not any(block.line_is_sentence for block in blocks)


@given(st.text(st.characters(exclude_categories=["C"])))
def test_every_word_stays_in_its_order(text: str) -> None:
    found = plain.read(f"a\n\n{text}".encode(), "a.txt", dt.UTC)
    kept = " ".join(block.text for block in found.blocks)
    given_words = unicodedata.normalize("NFC", f"a {text}").split()
    assert [word for word in given_words if word.strip("#")] == [
        word for word in kept.split() if word.strip("#")
    ]


def test_a_stacked_head_does_not_make_sentences_of_the_paragraphs_below() -> None:
    body = "Erster Satz hier. Zweiter Satz hier. Dritter Satz hier."
    text = f"Der Titel\nVon Ada Lovelace\n20.10.2025\n\n{body}\n\n{body}\n\n{body}\n"
    found = plain.read(text.encode(), "a.txt", dt.UTC)
    assert not any(block.line_is_sentence for block in found.blocks)
