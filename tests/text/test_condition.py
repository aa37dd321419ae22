from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiopub import text
from audiopub.errors import TextError
from audiopub.model import Transcript

DATA = Path(__file__).parents[1] / "data" / "text" / "chapters"
GERMAN, UKRAINIAN = (
    (DATA / f"{language}.txt").read_text(encoding="utf-8") for language in ("de", "uk")
)


def read(said: str, path: str = "a.txt") -> Transcript:
    return text.read(said.encode(), path)


def codes(found: Transcript) -> list[str]:
    return [finding.code for finding in found.findings]


def test_a_text_without_paragraphs_is_parted_where_sentences_end() -> None:
    line = " ".join(word for word in GERMAN.split() if word != "===")
    long = " ".join([line] * 3)
    found = read(long)
    assert codes(found) == ["AP159"]
    assert len(found.paragraphs) > 8
    assert " ".join(part.text for part in found.paragraphs) == long
    assert all(part.line == 1 for part in found.paragraphs)


def test_usual_paragraphs_are_left_alone() -> None:
    assert codes(read(GERMAN)) == []


def test_a_megabyte_on_one_line_is_read() -> None:
    line = "Das ist ein Satz, der immer wieder kommt. " * 24_000
    found = text.read(line.encode(), "a.txt", language="de")
    assert len(found.sentences) == 24_000


def test_a_word_of_a_megabyte_is_a_sentence() -> None:
    assert len(text.read(b"a" * 1_000_000, "a.txt", language="de").sentences) == 1


def test_two_languages_are_named() -> None:
    found = read(f"{GERMAN}\n\n{UKRAINIAN}")
    (finding,) = found.findings
    assert finding.code == "AP160"
    assert {"de", "uk"} <= set(finding.message.replace(",", " ").split())


def test_a_quotation_in_another_language_is_no_second_language() -> None:
    english = "The president said that the talks would not take place this week, and left."
    assert codes(read(f"{GERMAN}\n\n{english}")) == []


@pytest.mark.parametrize(
    ("said", "language", "sentences"),
    [
        ("总统今天表示，谈判不会举行。没有人知道为什么！真的吗？\n\n是的。", "zh", 4),
        ("大統領は今日、会談は行われないと述べた。本当？\n\n「はい。」と彼は言った。", "ja", 3),
    ],
)
def test_a_script_without_spaces_is_said(said: str, language: str, sentences: int) -> None:
    found = text.read(said.encode(), "a.txt", language=language)
    assert codes(found) == ["AP161"]
    assert len(found.sentences) == sentences


def test_right_to_left_is_read() -> None:
    said = "مرحبا بكم في هذا البرنامج. كيف حالكم اليوم؟\n\nنحن بخير.\n"
    assert len(text.read(said.encode(), "a.txt", language="ar").sentences) == 3


def test_control_characters_are_removed_and_listed() -> None:
    found = text.read(
        "Ein\x07 Satz mit\x1b Farbe\u202e. Noch einer.".encode(), "a.txt", language="de"
    )
    assert [part.text for part in found.paragraphs] == ["Ein Satz mit Farbe. Noch einer."]
    assert {change.before for change in found.changes} == {"U+0007", "U+001B", "U+202E"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "AP101"),
        (b"\xef\xbb\xbf \n", "AP101"),
        (b". . .\n" * 9, "AP101"),
        (bytes(range(256)), "AP102"),
        (b"\0\0\0", "AP102"),
        (b"# A\n\n## B\n\n### C\n", "AP104"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(TextError) as caught:
        text.read(data, "a.md")
    assert caught.value.code == code


@given(st.text(max_size=300), st.sampled_from(["a.txt", "a.md", "a.srt", "a.vtt"]))
def test_no_text_makes_it_crash(said: str, path: str) -> None:
    try:
        found = text.read(said.encode(errors="ignore"), path, language="de")
    except (TextError, ExceptionGroup):
        return
    assert all(sentence.text.strip() == sentence.text for sentence in found.sentences)
    assert all(sentence.text for sentence in found.sentences)
