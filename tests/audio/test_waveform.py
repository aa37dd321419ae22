"""The picture of the waveform is sound XML, small, the same each time, and harmless."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from audiopub.audio import curve, waveform

SVG = "{http://www.w3.org/2000/svg}"
PEAKS = [abs((place % 37) / 37 - 0.4) for place in range(1000)]


@given(
    peaks=st.lists(st.floats(0, 1), max_size=1200),
    title=st.text(),
    chapters=st.lists(st.floats(0, 100), max_size=20),
)
def test_any_sound_gives_a_small_harmless_picture(
    peaks: list[float], title: str, chapters: list[float]
) -> None:
    data = waveform.svg(peaks, title, 90.0, chapters)
    assert len(data) < 40_000
    root = etree.fromstring(data)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert {element.tag for element in root} <= {f"{SVG}title", f"{SVG}path"}
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name == "style" or str(name).startswith("on")}
    assert waveform.svg(peaks, title, 90.0, chapters) == data


def test_the_picture_says_what_it_shows() -> None:
    root = etree.fromstring(waveform.svg(PEAKS, "Rubio & Lawrow"))
    assert root[0].text == "Rubio & Lawrow"


def test_quotation_marks_stand_in_a_picture_as_they_are() -> None:
    said = """"Say & do", it's said"""
    drawn = waveform.svg(PEAKS, said), curve.svg([], [], 90.0, -16.0, said)
    assert all(b"""<title>"Say &amp; do", it's said</title>""" in picture for picture in drawn)


def test_each_chapter_but_the_first_has_a_mark_that_no_bar_touches() -> None:
    root = etree.fromstring(waveform.svg(PEAKS, "", 200.0, [0.0, 50.0, 120.5, 200.0]))
    bars, marks = (str(path.get("d")) for path in root.findall(f"{SVG}path"))
    assert marks == "M250.0 0v120M602.5 0v120"
    places = [float(bar.partition(" ")[0]) for bar in bars.split("M")[1:]]
    assert len(places) in range(246, 249)
    assert min(abs(place - mark) for place in places for mark in (250.0, 602.5)) >= 3.0


def test_bars_are_as_high_as_the_sound_is_loud() -> None:
    root = etree.fromstring(waveform.svg([0.0] * 500 + [0.2] * 250 + [0.8] * 250, ""))
    heights = [float(bar.partition("v")[2]) for bar in str(root[1].get("d")).split("M")[1:]]
    assert len(heights) == 250
    assert heights[0] == 0.0
    assert heights[-1] == max(heights) > 90
    assert 0 < heights[150] < heights[-1] / 4


@pytest.mark.parametrize("peaks", [[], [0.5], [0.0] * 10])
def test_hardly_any_sound_gives_a_picture_too(peaks: list[float]) -> None:
    assert waveform.svg(peaks, "x").count(b"M") == 250
