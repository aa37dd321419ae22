"""Where elements begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiopub import facts
from audiopub.rules.subjects import Element, Feed, Item

GOOD = (Path(__file__).parents[1] / "data" / "feeds" / "good.xml").read_text(encoding="utf-8")


def elements(parent: Element) -> list[Element]:
    return [parent] + [e for each in parent.children.values() for c in each for e in elements(c)]


def read(folder: Path, text: str | bytes) -> list[Element]:
    path = folder / "feed.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    subjects = list(facts.gather(path))
    roots = [each.element for each in subjects if isinstance(each, Item)]
    roots += [each.channel for each in subjects if isinstance(each, Feed) and each.channel]
    return [element for root in roots for element in elements(root)]


@pytest.mark.parametrize("text", [GOOD, GOOD.replace("\n", " "), GOOD.replace("\n", "\r\n")])
def test_every_element_is_placed_where_its_tag_begins(tmp_path: Path, text: str) -> None:
    lines = text.splitlines()
    found = read(tmp_path, text)
    assert len(found) > 50
    for element in found:
        assert element.column
        assert lines[element.line - 1][element.column - 1 :].startswith(f"<{element.name}")


def test_columns_are_counted_in_characters(tmp_path: Path) -> None:
    text = GOOD.replace("<title>A good show</title>", "<title>Straße</title><ttl>1</ttl>", 1)
    (ttl,) = [element for element in read(tmp_path, text) if element.name == "ttl"]
    assert ttl.column == 5 + len("<title>Straße</title>")


def test_up_to_a_break_the_columns_are_known_and_then_the_lines(tmp_path: Path) -> None:
    text = GOOD.replace("What it was about.", "This & that.")
    found = {element.text_of("title"): element for element in read(tmp_path, text)}
    assert found["The second"].column == 5
    assert found["The first"].column is None
    assert found["The first"].line == 64


def test_columns_are_not_given_where_two_readers_see_different_feeds(tmp_path: Path) -> None:
    text = GOOD.replace("<item>", '<item xmlns="urn:x"><title/></item><item>', 1)
    assert {element.column for element in read(tmp_path, text)} == {None}


def test_entities_of_its_own_cost_a_feed_its_columns_and_nothing_else(tmp_path: Path) -> None:
    text = GOOD.replace("<rss", '<!DOCTYPE rss [<!ENTITY x "<title>X</title>">]><rss', 1)
    found = read(tmp_path, text.replace("<item>", "<item>&x;", 1))
    assert {element.column for element in found} == {None}
    assert len(found) > 50


def test_an_encoding_that_expat_does_not_know_costs_the_columns(tmp_path: Path) -> None:
    text = GOOD.replace("UTF-8", "Shift_JIS", 1).replace("A good show", "良い番組")
    found = read(tmp_path, text.encode("shift_jis"))
    assert "良い番組" in {element.text_of("title") for element in found}
    assert {element.column for element in found} == {None}
