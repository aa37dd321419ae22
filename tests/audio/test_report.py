"""A producer reads what was done to the sound, and sees it; a program reads the figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from numpy.typing import NDArray

from audiopub.audio import curve, report
from audiopub.audio.master import master
from audiopub.model import Chapter, Cuts, MasterOptions

Write = Callable[..., Path]
Make = Callable[..., NDArray[np.float32]]


def test_the_report_says_what_was_done_and_marks_the_chapters(
    write: Write, speech: Make, tmp_path: Path
) -> None:
    made = master(
        write("a.wav", speech(8.0, level=0.01)),
        tmp_path / "a.mp3",
        MasterOptions(formats=("mp3", "flac")),
        name="a",
    )
    chapters = [
        Chapter(title=title, start=start, end=start + 4, paragraph=None, estimated=False)
        for title, start in (("Eins", 0.0), ("Zwei", 4.0))
    ]
    found = json.loads(report.to_json(made, chapters, -16.0))
    assert found["duration"] == 8.0
    assert found["before"]["loudness"]["integrated_lufs"] < -30
    assert [file["format"] for file in found["files"]] == ["mp3", "flac"]
    assert found["files"][0]["after"]["integrated_lufs"] == pytest.approx(-16.0, abs=0.1)
    assert len(found["files"][0]["curve"]) == 8
    assert "louder, to reach -16 LUFS" in found["done"][0]
    assert [mark["peak"] for mark in found["chapters"]] == [0, len(found["peaks"]) // 2]
    again = master(tmp_path / "a.mp3", tmp_path / "b.mp3", MasterOptions(), name="a")
    assert "byte for byte" in next(report.done(again, -16.0))


@pytest.mark.parametrize(
    ("cuts", "lines"),
    [
        (Cuts(), []),
        (
            Cuts(start=2.14, end=0.8, pauses=14, longest_pause=1.5, shortened=23.0),
            [
                "2.1 s of silence taken from the beginning, 0.8 s from the end",
                "14 pauses longer than 1.5 s shortened, by 23.0 s in all",
            ],
        ),
        (Cuts(end=3.0), ["3.0 s of silence taken from the end"]),
        (
            Cuts(pauses=1, longest_pause=2.0, shortened=0.5),
            ["1 pause longer than 2 s shortened, by 0.5 s"],
        ),
        (Cuts(declined=80.0), ["nothing was cut, for it would have been 80.0 s: more than half"]),
    ],
)
def test_the_report_says_what_was_cut(
    write: Write, sine: Make, tmp_path: Path, cuts: Cuts, lines: list[str]
) -> None:
    options = MasterOptions(formats=("flac",))
    made = master(write("a.wav", sine(1.0)), tmp_path / "a.flac", options, name="a")
    made = replace(made, cuts=cuts)
    assert list(report.done(made, -16.0))[:-1] == lines
    assert json.loads(report.to_json(made, [], -16.0))["cuts"]["pauses"] == cuts.pauses
    treated = ("; ".join(lines),) if lines else ()
    assert report.brief(made, -16.0)[:-1] == treated
    assert "heard in the file" not in report.brief(made, -16.0)[-1]


def test_the_curve_is_a_picture_of_both() -> None:
    before, after = [(4.0, -30.0), (125.0, -28.0)], [(1.0, -16.0), (62.5, -14.0), (125.0, -16.0)]
    picture = etree.fromstring(curve.svg(before, after, 125.0, -16.0, "A & <B>", [0.0, 62.5]))
    words = [element.text for element in picture.iter() if element.text]
    assert {"A & <B>", "2:05", "before", "after"} <= set(words)
    paths = [element.get("d") or "" for element in picture.iter("{*}path")]
    lines = [
        [tuple(map(float, point.split())) for point in path[1:].split("L")]
        for path in paths
        if "L" in path
    ]
    assert [len(line) for line in lines] == [2, 3]
    assert min(y for _, y in lines[0]) > max(y for _, y in lines[1])  # what is quieter stands lower
    assert lines[1][1][0] == 523.0  # in the middle of what is right of the scale
    assert [mark.split("v")[0] for mark in paths[1][1:].split("M")] == ["46.0 16", "523.0 16"]


@given(
    st.lists(
        st.tuples(st.floats(0, 1e5), st.floats(-70, 10)), max_size=2000, unique_by=lambda p: p[0]
    )
)
def test_a_curve_of_any_length_is_a_picture_of_a_few_points(
    points: list[tuple[float, float]],
) -> None:
    drawn = curve.svg((), sorted(points), 1e5, -16.0, "a").decode()
    assert etree.fromstring(drawn.encode()) is not None
    assert drawn.count("L") < 420


def test_nothing_measured_is_an_empty_picture() -> None:
    assert curve.svg([], [], 0.0, -16.0, "").startswith(b"<svg")
