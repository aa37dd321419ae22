"""Whatever a text holds, it comes out of the XML as it went in, but for what XML cannot hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from audiopub.feed import safe
from audiopub.feed.elements import Element, write


def read(element: Element) -> etree._Element:
    return etree.fromstring(f"<root>{write([element], 2)}</root>")[0]


@given(text=st.text())
def test_a_text_comes_back(text: str) -> None:
    assert (read(Element("a", text)).text or "") == safe.text(text)


@given(text=st.text(alphabet=st.sampled_from("]>[!<&CDAT \n\x00\ufffe\u00fc")))
def test_cdata_never_breaks(text: str) -> None:
    assert (read(Element("a", text, is_cdata=True)).text or "") == safe.text(text)


@given(text=st.text())
def test_an_attribute_comes_back_in_a_line(text: str) -> None:
    assert read(Element("a", attributes={"b": text})).get("b") == safe.line(text)


@given(text=st.text(), more=st.text())
def test_children_stand_in_their_parent_alone(text: str, more: str) -> None:
    children = (Element("b", text), Element("c", attributes={"d": more}))
    found = read(Element("a", children=children))
    assert [child.tag for child in found] == ["b", "c"]
    assert not (found.text or "").strip()


def test_what_is_not_said_is_not_written() -> None:
    assert write([Element("a", attributes={"b": None, "c": ""})], 0) == '<a c=""/>\n'
