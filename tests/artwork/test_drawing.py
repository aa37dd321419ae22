"""Covers drawn from a title."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from audiopub.artwork import draw
from audiopub.artwork.drawing import MARGIN, SIZE
from audiopub.artwork.palettes import choose
from audiopub.errors import ArtworkError

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter"
LONG_TITLE = " ".join(["Interviews, history, politics and culture for the road"] * 6)[:300]


def ink_of(png: bytes, colour: str) -> npt.NDArray[np.bool_]:
    """Where a cover has a colour."""
    red, green, blue = np.moveaxis(np.asarray(Image.open(io.BytesIO(png)).convert("RGB")), 2, 0)
    wanted = bytes.fromhex(colour[1:])
    return np.array((red == wanted[0]) & (green == wanted[1]) & (blue == wanted[2]))


def rows_of(ink: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """The rows that have ink."""
    return np.flatnonzero(np.count_nonzero(ink, axis=1))


def test_a_cover_is_a_png_that_directories_take() -> None:
    png = draw("Kommentare von Vitaly Portnikov")
    cover = Image.open(io.BytesIO(png))
    assert (cover.format, cover.mode, cover.size) == ("PNG", "RGB", (3000, 3000))
    assert len(png) < 500_000


def test_the_same_words_give_the_same_bytes() -> None:
    assert draw("Radio", "jede Woche") == draw("Radio", "jede Woche")


def test_decomposed_accents_and_stray_spaces_make_no_difference() -> None:
    assert draw("Zürich\tlive\n") == draw("Zu\u0308rich  live")


@pytest.mark.parametrize("title", ["X", LONG_WORD, LONG_TITLE, "Łódź, Çeşme", "Київ сьогодні"])
def test_type_stays_within_the_margins_and_clear_of_the_disc(title: str) -> None:
    palette = choose(title)
    png = draw(title)
    ink, accent = ink_of(png, palette.ink), ink_of(png, palette.accent)
    rows, columns = rows_of(ink), rows_of(ink.T)
    assert abs(columns[0] - MARGIN) <= 3
    assert columns[-1] <= SIZE - MARGIN
    assert rows[0] > MARGIN / 2
    assert rows[-1] < rows_of(accent)[0]


def test_a_subtitle_stands_below_the_title_and_is_smaller() -> None:
    ink = choose("Radio").ink
    alone, both = ink_of(draw("Radio"), ink), ink_of(draw("Radio", "jede Woche"), ink)
    assert rows_of(both)[-1] > rows_of(alone)[-1] + 100
    assert rows_of(both)[0] == rows_of(alone)[0]


@pytest.mark.parametrize(
    ("title", "missing"), [("أخبار اليوم", "أ"), ("日本語ニュース", "日"), ("News 🎙", "🎙")]
)
def test_a_title_in_a_script_that_the_typeface_lacks_is_refused(title: str, missing: str) -> None:
    with pytest.raises(ArtworkError, match=missing) as caught:
        draw(title)
    assert caught.value.code == "AP422"
    assert "cover of your own" in str(caught.value.hint)


@pytest.mark.parametrize("title", ["", " \t\n", "\x00\x07"])
def test_no_title_is_refused(title: str) -> None:
    with pytest.raises(ArtworkError) as caught:
        draw(title)
    assert caught.value.code == "AP421"


def test_a_title_as_long_as_an_article_is_refused() -> None:
    with pytest.raises(ArtworkError, match="characters are too many") as caught:
        draw("word " * 1000)
    assert caught.value.code == "AP423"
