from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub.errors import TextError
from audiopub.text.decoding import decode

GERMAN = "Die Präsidenten führten Gespräche über größere Lösungen – „zum Schluß“.\nUnd dann?"
UKRAINIAN = "Президент України сказав, що її ґрунти – «наші». І це є правда.\nЩо далі?"
RUSSIAN = "Президент России сказал, что всё решено: объявят завтра.\nЧто дальше? Ещё ничего."
FRENCH = "L’été dernier, la forêt brûlait déjà. Où étaient les pompiers, ça et là ?"
ENGLISH = "“It’s a café,” she said – the naïve one."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", [GERMAN, UKRAINIAN, "世界。", ""])
def test_what_says_its_encoding_is_read(text: str, encoding: str) -> None:
    assert decode((text + "\n").encode(encoding), "a.txt") == text + "\n"


def test_utf16_is_read_in_both_byte_orders() -> None:
    assert decode(codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"), "a.txt") == GERMAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (ENGLISH, "cp1252"),
        (UKRAINIAN, "cp1251"),
        (RUSSIAN, "cp1251"),
    ],
)
def test_windows_code_pages_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "koi8-r"),
        (RUSSIAN.replace("–", "-"), "cp866"),
        (RUSSIAN.replace("–", "-"), "iso8859-5"),
        (RUSSIAN, "mac-cyrillic"),
        (GERMAN, "mac-roman"),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy. Vláda dnes jednala o rozpočtu.", "cp1250"),
        ("Zażółć gęślą jaźń, powiedział prezydent. Później już nic.", "iso8859-2"),
        ("Görüşmelerde dışişleri bakanı şimdi açıklama yaptı, ağır sözlerle.", "cp1254"),
        ("大統領は今日、交渉は行われないと述べた。", "shift-jis"),
        ("总统今天表示，谈判不会举行。", "gb18030"),
    ],
)
def test_other_encodings_are_refused_with_their_place(text: str, encoding: str) -> None:
    with pytest.raises(TextError) as caught:
        decode(b"plain\n" + text.encode(encoding), "seeds/a.txt")
    assert caught.value.code == "AP103"
    assert caught.value.path == "seeds/a.txt"
    assert caught.value.line == 2
    assert "UTF-8" in (caught.value.hint or "")


def test_broken_utf8_is_not_taken_for_a_code_page() -> None:
    data = (GERMAN * 3).encode() + b"\n\xe4"
    with pytest.raises(TextError, match=r"0xE4 is not valid in UTF-8") as caught:
        decode(data, "a.txt")
    assert (caught.value.code, caught.value.line, caught.value.column) == ("AP103", 5, 1)


def test_broken_utf16_is_refused() -> None:
    with pytest.raises(TextError, match="UTF-16") as caught:
        decode(codecs.BOM_UTF16_LE + "ab\n".encode("utf-16-le") + b"x", "a.txt")
    assert (caught.value.code, caught.value.line) == ("AP103", 2)


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"", "a.chapters.txt") == ""


@pytest.mark.parametrize(
    "data",
    [
        b"RIFF\x24\0\0\0WAVEfmt ",
        codecs.BOM_UTF32_LE + "Text".encode("utf-32-le"),
        "Text ohne Marke".encode("utf-16-le"),
        b"one\n" + bytes(range(1, 9)) * 4,
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(TextError, match="binary") as caught:
        decode(data, "a.txt")
    assert caught.value.code == "AP102"
    assert caught.value.line


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_whatever_is_utf8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text.removeprefix("\ufeff")


@given(st.binary(min_size=1))
def test_any_bytes_are_read_or_refused_for_a_reason(data: bytes) -> None:
    codes = []
    try:
        decode(data, "a.txt")
    except TextError as error:
        codes.append(error.code)
    assert set(codes) <= {"AP102", "AP103"}
