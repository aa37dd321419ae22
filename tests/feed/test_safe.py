"""What may stand in a feed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from audiopub.feed import safe


def test_text_keeps_its_line_breaks_and_loses_what_xml_cannot_hold() -> None:
    assert safe.text(" a\r\nb\rc\x00\x1b\ufffe\ud800 \U0001f399\t") == "a\nb\nc \U0001f399"


def test_line_has_no_line_breaks() -> None:
    assert safe.line(" a\n\n b\t c ") == "a b c"


@pytest.mark.parametrize(
    ("hostile", "clean"),
    [
        ("<script>alert(1)</script>x", "x"),
        ('<p onclick="x()" style="color:red" title="t">y</p>', "<p>y</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        (
            '<a href="https://ok.example" target="_blank">a</a>',
            '<a href="https://ok.example">a</a>',
        ),
        ('<iframe srcdoc="<script>1</script>"></iframe>t', "t"),
        ("<svg/onload=alert(1)>", ""),
        ("&#0;&#11;a", "\ufffda"),
        ("]]>", "]]&gt;"),
        ("<ul><li>offen", "<ul><li>offen</li></ul>"),
    ],
)
def test_html_has_nothing_in_it_that_could_run(hostile: str, clean: str) -> None:
    assert safe.html(hostile) == clean


@pytest.mark.parametrize(
    ("address", "ascii_address"),
    [
        ("https://example.org/a/b.mp3?x=1#y", "https://example.org/a/b.mp3?x=1#y"),
        ("https://bücher.example:8080/a b/ü", "https://xn--bcher-kva.example:8080/a%20b/%C3%BC"),
        ("https://example.org/100%/%C3%BC%2f", "https://example.org/100%25/%C3%BC%2f"),
        ("https://example.org/?q=ä ö&r=/?", "https://example.org/?q=%C3%A4%20%C3%B6&r=/?"),
        ("https://user:pä@example.org/", "https://user:p%C3%A4@example.org/"),
        ("http://[2001:db8::1]:80/x", "http://[2001:db8::1]:80/x"),
        ("https://ü..example/", "https://%C3%BC..example/"),
        ('https://example.org/"<>\\', "https://example.org/%22%3C%3E%5C"),
    ],
)
def test_addresses_are_ascii(address: str, ascii_address: str) -> None:
    assert safe.address(address) == ascii_address
    assert safe.address(ascii_address) == ascii_address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "example.org",
        "//example.org/x",
        "javascript:alert(1)",
        "https://",
        "https://[::1/x",
    ],
)
def test_what_leads_out_of_the_web_is_no_address(address: str | None) -> None:
    assert safe.web(address) is None


@given(st.text())
@settings(deadline=None)
def test_any_text_can_be_written_as_xml(value: str) -> None:
    element = etree.Element("t")
    element.text = safe.text(value)
    read = etree.fromstring(etree.tostring(element))
    assert (read.text or "") == safe.text(value)


@given(st.text())
@settings(deadline=None)
def test_any_html_is_clean_after_one_pass(value: str) -> None:
    clean = safe.html(value)
    assert safe.html(clean) == clean
    assert set(re.findall(r"<(\w+)", clean)) <= {
        *("a", "b", "blockquote", "br", "code", "em", "i", "li", "ol", "p", "strong", "ul")
    }


@given(st.text())
@settings(deadline=None)
def test_any_path_becomes_printable_ascii_and_stays_so(value: str) -> None:
    address = safe.address(f"https://example.org/{value}")
    assert re.fullmatch(r"[!-~]+", address)
    assert safe.address(address) == address
