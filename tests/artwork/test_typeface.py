"""Measuring text in the typeface of drawn covers."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont, features

from audiopub.artwork.typeface import EM, TRACKING, Typeface


@pytest.fixture(scope="module")
def face() -> Typeface:
    return Typeface()


@pytest.mark.parametrize(
    "letters",
    [
        "ÄÖÜäöüß ŞşĞğİıÇç ĄąĆćĘęŁłŃńÓóŚśŹźŻż ČčĎďĚěŇňŘřŠšŤťŮůŽž ŐőŰű ȘșȚț ÆØÅæøå ÞþÐð ñ¿¡ ãõ",
        "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя ҐґЄєІіЇї Ўў ЂЋЈЉЊЏ",
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψω άέήίόύώϊϋΐΰ",
        "0123456789 .,:;!?…·•—-'\"„“”«» ()[]/\\&%€$£§©®™№+=@#\u00a0\u2013\u2018\u2019\u201a",
    ],
    ids=["latin", "cyrillic", "greek", "signs"],
)
def test_the_typeface_has_europes_letters(face: Typeface, letters: str) -> None:
    assert face.missing(letters) == ""


def test_missing_characters_are_named_once_in_order(face: Typeface) -> None:
    assert face.missing("a日b本日") == "日本"


def test_pairs_are_kerned(face: Typeface) -> None:
    assert face.width("AV") < face.width("A") + face.width("V") + TRACKING - 50
    assert face.width("") == 0


@pytest.mark.skipif(not features.check("raqm"), reason="Pillow finds no FriBidi, so no HarfBuzz")
def test_kerning_is_what_harfbuzz_finds_in_the_font(face: Typeface) -> None:
    font = io.BytesIO(face.at(EM).font_bytes)
    shaped = ImageFont.truetype(font, EM, layout_engine=ImageFont.Layout.RAQM)

    def length(text: str) -> float:
        return shaped.getlength(text, features=["-calt", "-liga"])

    pairs = [*sorted(face._kerning)[::29], "oo", "nn", "\u043d\u043e"]
    for left, right in pairs:
        kerning = length(left + right) - length(left) - length(right)
        assert face._kerning.get(left + right, 0) == pytest.approx(kerning, abs=1), left + right


@pytest.mark.parametrize("text", ["AVATAR", "Tübingen, Wörth.", "Їжак", "„Ja“ Πάργα"])
def test_a_width_is_the_sum_of_advances_and_kerning(face: Typeface, text: str) -> None:
    advances = sum(face.at(EM).getlength(character) for character in text)
    kerning = sum(face._kerning.get(text[at : at + 2], 0) for at in range(len(text) - 1))
    assert face.width(text) == advances + kerning + TRACKING * (len(text) - 1)


@pytest.mark.parametrize("character", "KvPTj„")
def test_the_bearing_is_where_ink_begins(face: Typeface, character: str) -> None:
    sheet = Image.new("L", (2 * EM, 2 * EM))
    ImageDraw.Draw(sheet).text((EM, EM), character, font=face.at(EM), fill=255, anchor="ls")
    box = sheet.getbbox()
    assert box is not None
    assert box[0] - EM == face.bearing(character)
