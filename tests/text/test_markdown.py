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


@pytest.mark.parametrize(
    "text",
    [
        "1. eins\n2. zwei",
        "1) eins\n2) zwei",
        "1. eins\n1. zwei",
        "1. eins\n\n2. zwei",
        "> 1. eins\n> 2. zwei",
    ],
)
def test_items_are_paragraphs_without_their_numbers(text: str) -> None:
    assert texts(text) == ["eins", "zwei"]


def test_the_mark_of_a_single_item_goes_if_it_can_be_nothing_else() -> None:
    assert texts("1) eins") == ["eins"]


@pytest.mark.parametrize(
    "text",
    [
        "20. Oktober 2025",
        "1. Mai.\n\n2. Mai.",
        "1. FC Köln gewinnt.\n\nNichts.\n\n2. Bundesliga.",
        "1945. Der Krieg.\n\n1946. Der Frieden.",
    ],
)
def test_numbers_that_are_read_aloud_stay(text: str) -> None:
    assert texts(text) == text.split("\n\n")


def test_a_number_parts_items_only_in_a_list() -> None:
    assert texts("eins\n\nam\n3. Oktober") == ["eins", "am 3. Oktober"]


@pytest.mark.parametrize(
    "table",
    [
        "| Name | Alter |\n|:-----|------:|\n| Ada | 36 |\n| Bob \\| Co | |",
        "Name | Alter\n--- | ---\nAda | 36\nBob \\| Co |",
    ],
)
def test_the_rows_of_a_table_are_paragraphs_of_their_cells(table: str) -> None:
    assert texts(f"Davor\n{table}\nDanach") == [
        "Davor",
        "Name, Alter",
        "Ada, 36",
        "Bob | Co",
        "Danach",
    ]


@pytest.mark.parametrize("text", ["a | b", "a | b\n---", "a | b\n|---|", "a\n\n--- | ---"])
def test_bars_without_a_table_stay(text: str) -> None:
    assert "|" in " ".join(texts(text))


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>alert(1)</script>",
        "<SCRIPT type=module\n src='a.js'>\nalert(1)\n\nalert(2)\n</script >",
        "<style>\np { color: red }\n\n# p > a {}\n</style>",
        "Eins <script>if (1 < 2) alert('</b>')</script>",
        "<style></style><script>alert(1)</script>",
    ],
)
def test_nothing_of_a_script_or_a_style_is_left(hidden: str) -> None:
    kept = ["Eins"] if hidden.startswith("Eins") else []
    assert texts(f"Text.\n\n{hidden}\n\nMehr.") == ["Text.", *kept, "Mehr."]


def test_a_script_that_does_not_end_hides_the_rest_and_one_in_code_hides_nothing() -> None:
    assert texts("Text.\n\n<script>alert(1)\n\nalert(2)") == ["Text."]
    assert texts("Das Element `<script>` hier.\n\nMehr.")[1:] == ["Mehr."]


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
