from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub.text import markdown
from audiopub.text.document import Block


def read(text: str) -> tuple[Block, ...]:
    return markdown.read(text.encode(), "a.md", dt.UTC).blocks


def texts(text: str) -> list[str]:
    return [block.text for block in read(text)]


@pytest.mark.parametrize(
    ("text", "reduced"),
    [
        ("Das ist *sehr* **wichtig** und ***beides***.", "Das ist sehr wichtig und beides."),
        ("**fett mit *kursiv* darin**", "fett mit kursiv darin"),
        ("_so_ und __so__, nicht so_wie_das", "so und so, nicht so_wie_das"),
        ("3 * 4 * 5", "3 * 4 * 5"),
        ("~~alt~~ neu", "alt neu"),
        ("Siehe [die Quelle](https://example.org/a_b).", "Siehe die Quelle."),
        ("Siehe [die Quelle][1].", "Siehe die Quelle."),
        ("Siehe <https://example.org>.", "Siehe https://example.org."),
        ("Text![Bild](a.png) weiter[^1].", "Text weiter."),
        ("Der Befehl `ls` und <b>fett</b>.", "Der Befehl ls und fett."),
        (r"\*kein\* Sternchen", "*kein* Sternchen"),
        ("Zeile\\\nZeile", "Zeile Zeile"),
        ("*über zwei\nZeilen*", "über zwei Zeilen"),
        ("Text <!-- stumm --> weiter", "Text weiter"),
    ],
)
def test_signs_are_reduced_to_their_text(text: str, reduced: str) -> None:
    assert texts(text) == [reduced]


def test_headings_have_levels_in_both_forms() -> None:
    blocks = read("Titel\n=====\n\nText.\n\nTeil\n----\n\n### Mehr\n\nText.\n")
    assert [(block.level, block.text) for block in blocks] == [
        (1, "Titel"),
        (0, "Text."),
        (2, "Teil"),
        (3, "Mehr"),
        (0, "Text."),
    ]


def test_items_are_paragraphs_without_their_bullets() -> None:
    assert texts("Es gibt:\n- eins\n- zwei\n  weiter\n\n* drei") == [
        "Es gibt:",
        "eins",
        "zwei weiter",
        "drei",
    ]


def test_numbers_stay_and_part_items_only_in_a_list() -> None:
    assert texts("1. eins\n2. zwei\n\nam\n3. Oktober") == ["1. eins", "2. zwei", "am 3. Oktober"]


def test_what_is_not_for_the_ear_is_left_out() -> None:
    code = "```python\nprint()\n\n# kein Titel\n```"
    text = f"Eins.\n\n{code}\n\n<!--\nstumm\n-->\n***\n[1]: https://a.b\n> Zitat.\n"
    assert texts(text) == ["Eins.", "Zitat."]


def test_lines_keep_their_numbers() -> None:
    blocks = read("# Titel\n\n<!-- a\nb -->\n*Eins*\nzwei.\n\n![](a.png)\n\ndrei.")
    assert [block.number for block in blocks] == [1, 5, 10]


@given(st.text(st.sampled_from("ab *_`~[]()<>!#-+=\\|\n1.")))
def test_any_signs_are_understood(text: str) -> None:
    for block in read("x\n\n" + text):
        assert block.text.strip()
