"""Label tracks and TextGrids, read back."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub.captions import to_labels, to_textgrid
from audiopub.model import Alignment, TimedSentence, TimedWord

Interval = tuple[float, float, str]


def timed(
    text: str, start: float, end: float, *words: tuple[str, float, float], spoken: bool = True
) -> TimedSentence:
    return TimedSentence(
        text=text,
        paragraph=0,
        start=start,
        end=end,
        confidence=1.0,
        spoken=spoken,
        estimated=False,
        words=tuple(TimedWord(text=word, start=begin, end=stop) for word, begin, stop in words),
    )


def aligned(*sentences: TimedSentence, duration: float = 5.0) -> Alignment:
    return Alignment(language="de", duration=duration, sentences=sentences, estimated=False)


SHOWN = aligned(
    timed("Der Titel", 0.0, 0.0, spoken=False),
    timed(
        'Er sagte: "Ja".', 0.42, 1.5, ("Er", 0.42, 0.6), ("sagte:", 0.6, 1.0), ('"Ja".', 1.1, 1.5)
    ),
    timed(
        "Київ\tund\nTokyo", 1.5, 3.25, ("Київ", 1.5, 2.0), ("und", 2.0, 2.0), ("Tokyo", 2.0, 3.25)
    ),
)


def read_labels(file: bytes) -> list[Interval]:
    """Read a label track as Audacity describes it, strictly."""
    assert not file or file.endswith(b"\n")
    rows = [row.split("\t") for row in file.decode().split("\n")[:-1]]
    assert all(len(row) == 3 for row in rows)
    return [(float(start), float(end), text) for start, end, text in rows]


_TOKEN = re.compile(r'"((?:[^"]|"")*)"|<(exists)>|\[[^\]]*\]|(?<![\w.])(-?\d+(?:\.\d+)?)(?!\S)|\S+')


def read_textgrid(file: bytes) -> dict[str, list[Interval]]:
    """Read a TextGrid as Praat does: only quoted texts, free-standing numbers and flags count."""
    tokens = iter(
        text.replace('""', '"') if text is not None else flag or number
        for text, flag, number in (
            (match[1], match[2], match[3]) for match in _TOKEN.finditer(file.decode())
        )
        if text is not None or flag or number
    )

    def head() -> tuple[float, float]:
        low, high = float(next(tokens)), float(next(tokens))
        assert low == 0.0
        return low, high

    assert [next(tokens), next(tokens)] == ["ooTextFile", "TextGrid"]
    whole = head()
    assert next(tokens) == "exists"
    tiers: dict[str, list[Interval]] = {}
    for _ in range(int(next(tokens))):
        assert next(tokens) == "IntervalTier"
        name = next(tokens)
        assert head() == whole
        tiers[name] = [
            (float(next(tokens)), float(next(tokens)), next(tokens))
            for _ in range(int(next(tokens)))
        ]
    assert next(tokens, None) is None
    return tiers


def test_a_label_track_has_a_label_for_each_spoken_sentence() -> None:
    assert to_labels(SHOWN).decode() == (
        '0.420\t1.500\tEr sagte: "Ja".\n1.500\t3.250\tКиїв und Tokyo\n'
    )


def test_a_textgrid_has_sentences_and_words_with_silence_between() -> None:
    assert read_textgrid(to_textgrid(SHOWN)) == {
        "sentences": [
            (0.0, 0.42, ""),
            (0.42, 1.5, 'Er sagte: "Ja".'),
            (1.5, 3.25, "Київ und Tokyo"),
            (3.25, 5.0, ""),
        ],
        "words": [
            (0.0, 0.42, ""),
            (0.42, 0.6, "Er"),
            (0.6, 1.0, "sagte:"),
            (1.0, 1.1, ""),
            (1.1, 1.5, '"Ja".'),
            (1.5, 2.0, "Київ"),
            (2.0, 3.25, "Tokyo"),
            (3.25, 5.0, ""),
        ],
    }


def test_a_textgrid_is_laid_out_as_praat_writes_it() -> None:
    assert to_textgrid(aligned(timed('"A"', 0, 2), duration=2.0)).decode() == (
        """\
File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 2.000
tiers? <exists>
size = 2
item []:
    item [1]:
        class = "IntervalTier"
        name = "sentences"
        xmin = 0
        xmax = 2.000
        intervals: size = 1
        intervals [1]:
            xmin = 0.000
            xmax = 2.000
            text = \"""A\"""
    item [2]:
        class = "IntervalTier"
        name = "words"
        xmin = 0
        xmax = 2.000
        intervals: size = 1
        intervals [1]:
            xmin = 0.000
            xmax = 2.000
            text = ""
"""
    )


def test_a_textgrid_is_read_back_by_praatio(tmp_path: Path) -> None:
    praatio = pytest.importorskip("praatio.textgrid")
    file = tmp_path / "a.TextGrid"
    file.write_bytes(to_textgrid(SHOWN))
    grid = praatio.openTextgrid(str(file), includeEmptyIntervals=True, reportingMode="error")
    assert (grid.tierNames, grid.maxTimestamp) == (("sentences", "words"), 5.0)
    expected = read_textgrid(to_textgrid(SHOWN))
    for name in grid.tierNames:
        assert [tuple(entry) for entry in grid.getTier(name).entries] == expected[name]


def test_overlapping_sentences_end_where_the_next_one_starts() -> None:
    grid = read_textgrid(
        to_textgrid(aligned(timed("a", 0, 3), timed("b", 2, 9), timed("c", 2, 2), duration=4))
    )
    assert grid["sentences"] == [(0.0, 2.0, "a"), (2.0, 4.0, "")]
    grid = read_textgrid(to_textgrid(aligned(timed("a", 0, 3), timed("b", 2, 9), duration=4)))
    assert grid["sentences"] == [(0.0, 2.0, "a"), (2.0, 4.0, "b")]


@pytest.mark.parametrize("duration", [0.0, 3.0])
def test_a_recording_in_which_nothing_is_said_gives_files_all_the_same(duration: float) -> None:
    nothing = aligned(timed("Titel", 0, 0, spoken=False), duration=duration)
    silence = [(0.0, 3.0, "")] if duration else []
    assert to_labels(nothing) == b""
    assert read_textgrid(to_textgrid(nothing)) == {"sentences": silence, "words": silence}


times = st.floats(0, 20, allow_nan=False)
texts = st.text(st.characters(), max_size=12)


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    marks = sorted(draw(st.lists(st.tuples(times, times, texts), max_size=8)))
    sentences = [
        timed(text, start, start + length, (text, start, start + length / 2))
        for start, length, text in marks
    ]
    return aligned(*sentences, duration=draw(times))


@given(alignments())
def test_intervals_cover_the_sound_without_gap_or_overlap(alignment: Alignment) -> None:
    end = round(alignment.duration * 1000) / 1000
    for intervals in read_textgrid(to_textgrid(alignment)).values():
        assert all(start < stop for start, stop, _ in intervals)
        assert all(first[1] == second[0] for first, second in pairwise(intervals))
        bounds = (intervals[0][0], intervals[-1][1]) if intervals else (0.0, 0.0)
        assert bounds == (0.0, end)


@given(alignments())
def test_labels_keep_every_sentence_and_its_times(alignment: Alignment) -> None:
    read = read_labels(to_labels(alignment))
    assert len(read) == len(alignment.sentences)
    for (start, end, text), sentence in zip(read, alignment.sentences, strict=True):
        assert start == pytest.approx(sentence.start, abs=0.00051)
        assert end == pytest.approx(sentence.end, abs=0.00051)
        printable = [part for part in sentence.text.split() if part.isprintable()]
        assert all(part in text for part in printable)


@given(st.lists(texts, max_size=4))
def test_any_word_survives_a_textgrid_but_for_what_cannot_be_shown(given_texts: list[str]) -> None:
    alignment = aligned(*(timed(text, at, at + 1) for at, text in enumerate(given_texts)))
    read = [text for *_, text in read_textgrid(to_textgrid(alignment))["sentences"]]
    for text, came in zip(given_texts, read, strict=False):
        shown = "".join(part for part in text.split() if part.isprintable())
        if text.replace(" ", "").isprintable():
            assert "".join(came.split()) == shown
