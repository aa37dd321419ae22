"""One transcript and one recording, without a show."""

from __future__ import annotations

import datetime as dt
import json
import textwrap
import wave
from pathlib import Path

import numpy as np
import pytest

from audiopub.errors import SoundError, StoreError, TextError
from audiopub.model import Progress
from audiopub.pipeline.alignment import align_files, has_sentence_a_line, read
from audiopub.text import plain

SPEECH = Path(__file__).parents[1] / "data" / "speech"
KERSTIN = SPEECH / "kerstin.opus"
TRUTH = json.loads((SPEECH / "kerstin.json").read_text(encoding="utf-8"))
TEXTS: list[str] = [sentence["text"] for sentence in TRUTH]
STARTS: list[float] = [sentence["start"] for sentence in TRUTH]

PARAGRAPHS = [" ".join(TEXTS[start : start + 4]) for start in range(0, len(TEXTS), 4)]
LIBRIVOX = (SPEECH / "librivox-de.txt").read_text(encoding="utf-8")


def sentence_a_line(text: str, language: str = "de") -> bool:
    return has_sentence_a_line(plain.read(text.encode(), "text.txt", dt.UTC), language)


def sentences_of(text: str, path: str = "text.txt") -> list[str]:
    return [sentence.text for sentence in read(text.encode(), path, "de").sentences]


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    file = tmp_path / "text.txt"
    file.write_text("\n".join(TEXTS), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n".join(TEXTS), id="nothing but sentences"),
        pytest.param("Ein Titel\n" + "\n".join(TEXTS), id="a title among them"),
        pytest.param(
            "\n\n".join(map("\n".join, (TEXTS[:9], TEXTS[9:10], TEXTS[10:]))), id="parted"
        ),
        pytest.param("Satz eins.\nSatz zwei.\nSatz drei.\n", id="all of one length"),
        pytest.param(
            "„Kommst du?“\n„Ja!“ (Er kam.)\nDann ging er …\nEnde.\nSo war es.", id="quotes"
        ),
        pytest.param("今天天气很好。\n我们去公园吧！\n你来吗？", id="Chinese"),
        pytest.param(LIBRIVOX, id="parts of sentences, of all lengths"),
    ],
)
def test_a_sentence_a_line_is_recognised(text: str) -> None:
    assert sentence_a_line(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("...\n...\n!\n", id="no words"),
        pytest.param("Ein Satz.", id="a single line"),
        pytest.param("\n\n".join(PARAGRAPHS), id="paragraphs apart"),
        pytest.param("\n\n".join(TEXTS), id="sentences apart"),
        pytest.param("\n".join(PARAGRAPHS), id="a paragraph a line"),
        pytest.param("\n\n".join(textwrap.fill(p, 72) for p in PARAGRAPHS), id="broken at 72"),
        pytest.param("\n\n".join(textwrap.fill(p, 40) for p in PARAGRAPHS), id="broken at 40"),
        pytest.param(textwrap.fill(" ".join(TEXTS), 100), id="broken at 100, one paragraph"),
        pytest.param(
            "Ein Titel\nAda Lovelace\n20.10.2025\n\n" + "\n\n".join(PARAGRAPHS[:3]), id="a head"
        ),
        pytest.param("\n\n".join([*PARAGRAPHS, "Ja.\nNein."]), id="two lines of a dialogue"),
    ],
)
def test_other_texts_are_not_taken_for_a_sentence_a_line(text: str) -> None:
    assert not sentence_a_line(text)


def test_every_line_comes_back_in_order_and_empty_lines_part_paragraphs() -> None:
    lines = ["Ein Titel | Ada. 20.10.2025.", *TEXTS[:3], "", *TEXTS[3:6], "Teilen:", "Folge uns."]
    found = read("\n".join(lines).encode(), "text.txt", "de")
    assert [s.text for s in found.sentences] == [line for line in lines if line]
    assert [(len(part.sentences), part.line) for part in found.paragraphs] == [(4, 1), (5, 6)]


def test_front_matter_is_not_text_and_says_the_language() -> None:
    matter = "---\ntitle: Kerstin\nlanguage: de-AT\n---\n"
    found = read((matter + "\n".join(TEXTS)).encode(), "text.txt")
    assert [s.text for s in found.sentences] == TEXTS
    assert found.language == "de-AT"


def test_the_language_of_lines_is_recognised() -> None:
    assert read("\n".join(TEXTS).encode(), "text.txt").language == "de"


def test_a_title_is_no_sentence_where_paragraphs_are() -> None:
    text = "Die Helvetier | Ada Lovelace. 20.10.2025.\n\n" + "\n\n".join(PARAGRAPHS)
    assert sentences_of(text) == TEXTS


def test_lines_mean_nothing_in_markdown() -> None:
    assert sentences_of("# Titel\n\n" + "\n".join(TEXTS), "text.md") == TEXTS


def test_every_sentence_is_found_at_its_time(transcript: Path) -> None:
    told: list[Progress] = []
    found = align_files(transcript, KERSTIN, tell=told.append)
    assert found.findings == ()
    assert found.alignment.verdict
    assert found.alignment.verdict.decision == "accept"
    assert (found.title, found.alignment.language) == ("text", "de")
    assert [sentence.text for sentence in found.alignment.sentences] == TEXTS
    starts = [sentence.start for sentence in found.alignment.sentences]
    assert np.abs(np.subtract(starts, STARTS)).max() < 0.25
    assert [progress.stage for progress in told] == ["reading", "listening to"]


def test_a_recording_of_another_text_is_refused_with_the_figure(transcript: Path) -> None:
    found = align_files(transcript, SPEECH / "librivox-de.opus")
    (finding,) = found.findings
    assert (finding.code, finding.severity) == ("AP203", "error")
    assert found.alignment.verdict
    assert f"({found.alignment.verdict.score:+.2f};" in finding.message
    assert len(found.alignment.sentences) == len(TEXTS)


def test_a_doubtful_pair_is_a_warning(transcript: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audiopub.speech.verdict.ACCEPT", 5.0)
    (finding,) = align_files(transcript, KERSTIN).findings
    assert (finding.code, finding.severity) == ("AP204", "warning")


def test_times_are_estimated_in_a_language_that_the_synthesizer_does_not_speak(
    transcript: Path,
) -> None:
    found = align_files(transcript, KERSTIN, language="gl_ES")
    (finding,) = found.findings
    assert (finding.code, finding.severity) == ("AP202", "warning")
    assert "does not speak the language gl-ES" in finding.message
    assert finding.hint == "the nearest that it speaks is pt: --language pt"
    assert found.alignment.estimated
    assert found.alignment.verdict is None
    assert found.alignment.duration == pytest.approx(139.52, abs=0.01)
    assert found.alignment.sentences[-1].end == pytest.approx(139.52, abs=0.01)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Hallo", None, "name it: --language de"),
        ("Hallo", "xx", "name one that sounds like it"),
    ],
)
def test_times_are_estimated_where_nothing_tells_how_the_text_sounds(
    tmp_path: Path, text: str, language: str | None, expected: str
) -> None:
    file = tmp_path / "text.txt"
    file.write_text(text, encoding="utf-8")
    found = align_files(file, KERSTIN, language=language)
    assert found.alignment.estimated
    assert [finding.code for finding in found.findings] == ["AP202"]
    assert found.findings[0].hint
    assert expected in found.findings[0].hint


@pytest.mark.parametrize("seconds", [0.0, 0.01, 3.0])
def test_silence_speaks_no_text(transcript: Path, tmp_path: Path, seconds: float) -> None:
    silence = tmp_path / "silence.wav"
    with wave.open(str(silence), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(16000)
        sound.writeframes(bytes(4 * int(seconds * 16000)))
    found = align_files(transcript, silence)
    assert [finding.code for finding in found.findings] == ["AP203"]
    assert [sentence.text for sentence in found.alignment.sentences] == TEXTS
    assert all(0 <= s.start <= s.end <= seconds for s in found.alignment.sentences)


def test_what_cannot_be_read_is_named(transcript: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"missing\.txt"):
        align_files(tmp_path / "missing.txt", KERSTIN)
    with pytest.raises(SoundError, match=r"text\.txt"):
        align_files(transcript, transcript)
    transcript.write_text("...\n...\n", encoding="utf-8")
    with pytest.raises(TextError) as error:
        align_files(transcript, KERSTIN)
    assert error.value.code == "AP101"
