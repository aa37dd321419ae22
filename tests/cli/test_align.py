from __future__ import annotations

import io
import json
import shutil
import wave
from pathlib import Path

import numpy as np
import pysubs2
import pytest
import webvtt

from audiopub.audio import decode
from audiopub.cli import main

SPEECH = Path(__file__).parents[1] / "data" / "speech"
TRUTH = json.loads((SPEECH / "kerstin.json").read_text(encoding="utf-8"))
COUNT = 8
TEXTS: list[str] = [sentence["text"] for sentence in TRUTH[:COUNT]]


@pytest.fixture(scope="session")
def kerstin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the first sentences of the recording: it is quicker to listen to."""
    rate, seconds = 16000, TRUTH[COUNT]["start"]
    parts = [block[:, 0] for block in decode.blocks(SPEECH / "kerstin.opus", rate, 1)]
    samples = np.concatenate(parts)[: int(seconds * rate)]
    file = tmp_path_factory.mktemp("sound") / "kerstin.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes((samples * 32767).astype("<i2").tobytes())
    return file


@pytest.fixture(autouse=True)
def here(kerstin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(kerstin, "talk.wav")
    Path("talk.txt").write_text("\n".join(TEXTS), encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["align", "talk.txt", "talk.wav", *arguments]) == 0
    return capsys.readouterr().out


def test_captions_as_webvtt_are_what_is_given_unasked(capsys: pytest.CaptureFixture[str]) -> None:
    cues = webvtt.from_buffer(io.StringIO(run(capsys))).captions
    assert cues[0].start_in_seconds == pytest.approx(0, abs=1)
    assert " ".join(cue.text.replace("\n", " ") for cue in cues) == " ".join(TEXTS)


def test_captions_as_webvtt_can_say_when_each_word_is_spoken(
    capsys: pytest.CaptureFixture[str],
) -> None:
    plain = webvtt.from_buffer(io.StringIO(run(capsys))).captions
    out = run(capsys, "--format", "vtt", "--words")
    tagged = webvtt.from_buffer(io.StringIO(out)).captions
    assert [(cue.start, cue.end, cue.text) for cue in tagged] == [
        (cue.start, cue.end, cue.text) for cue in plain
    ]
    words = sum(len(text.split()) for text in TEXTS)
    assert 0.9 * words - len(tagged) < out.count("<00:00:") <= words - len(tagged)


@pytest.mark.parametrize("form", ["srt", "json", "labels", "textgrid"])
def test_times_of_words_go_with_webvtt_only(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["align", "talk.txt", "talk.wav", "--format", form, "--words"]) == 2
    assert f"'--words': it goes with vtt, not with {form}" in capsys.readouterr().err


def test_captions_as_subrip_are_narrow(capsys: pytest.CaptureFixture[str]) -> None:
    cues = pysubs2.SSAFile.from_string(run(capsys, "--format", "srt"), format_="srt")
    assert max(len(line) for cue in cues for line in cue.plaintext.split("\n")) <= 32


def test_machines_get_every_sentence_and_word(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, "--format", "json"))
    assert list(found) == ["language", "duration", "estimated", "verdict", "sentences"]
    assert (found["language"], found["estimated"]) == ("de", False)
    assert found["duration"] == pytest.approx(TRUTH[COUNT]["start"], abs=0.002)
    assert found["verdict"]["decision"] == "accept"
    assert found["verdict"]["score"] >= 0.3
    assert [sentence["text"] for sentence in found["sentences"]] == TEXTS
    first = found["sentences"][0]
    assert list(first) == ["text", "start", "end", "confidence", "spoken", "words"]
    assert [word["text"] for word in first["words"]] == first["text"].split()
    assert all(
        time == round(time, 3) for s in found["sentences"] for time in (s["start"], s["end"])
    )


def test_audacity_gets_a_label_for_each_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [row.split("\t") for row in run(capsys, "--format", "labels").splitlines()]
    assert [row[2] for row in rows] == TEXTS


def test_praat_gets_a_textgrid(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "--format", "textgrid")
    assert out.startswith('File type = "ooTextFile"\nObject class = "TextGrid"\n')
    assert f'text = "{TEXTS[5]}"' in out


def test_a_file_is_written_instead_and_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "--format", "labels", "-o", "out/talk.labels.txt")
    assert out.startswith("Wrote out/talk.labels.txt: 8 sentences, 8 heard, accept (+0.")
    assert Path("out/talk.labels.txt").read_text(encoding="utf-8").count("\n") == len(TEXTS)


def test_a_title_is_the_captions_title_and_is_not_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    paragraphs = [" ".join(TEXTS[start : start + 4]) for start in range(0, COUNT, 4)]
    text = "\n\n".join(["Die Helvetier | Ada Lovelace. 20.10.2025.", *paragraphs])
    Path("talk.txt").write_text(text, encoding="utf-8")
    note, *cues = run(capsys).removeprefix("WEBVTT\n\n").split("\n\n")
    assert note == "NOTE\nDie Helvetier\nLanguage: de"
    assert not any("Lovelace" in cue for cue in cues)


def test_a_wrong_pair_is_said_and_exits_with_1_but_is_written_all_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    wrong = str(SPEECH / "librivox-de.opus")
    assert main(["align", "talk.txt", wrong, "--format", "json"]) == 1
    captured = capsys.readouterr()
    found = json.loads(captured.out)
    assert found["verdict"]["decision"] == "refuse"
    assert len(found["sentences"]) == len(TEXTS)
    assert "error AP203" in captured.err
    assert f"({found['verdict']['score']:+.2f};" in captured.err
    assert found["verdict"]["reason"] in captured.err


def test_an_unknown_language_gives_estimated_times_and_a_warning(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["align", "talk.txt", "talk.wav", "--language", "gl"]
    assert main([*arguments, "--format", "json"]) == 0
    captured = capsys.readouterr()
    found = json.loads(captured.out)
    assert found["estimated"] is True
    assert (found["verdict"]["decision"], found["verdict"]["score"]) == ("warn", 0.0)
    assert "warning AP202  talk.txt: " in captured.err
    assert "the nearest that it speaks is pt" in captured.err
    assert main([*arguments, "-o", "talk.vtt"]) == 0
    assert capsys.readouterr().out == "Wrote talk.vtt: 8 sentences, times estimated.\n"
    assert "estimated" in Path("talk.vtt").read_text(encoding="utf-8")


def test_no_such_file_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["align", "talk.txt", "missing.wav"]) == 2
    assert "'missing.wav' does not exist" in capsys.readouterr().err


def test_what_is_no_sound_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["align", "talk.txt", "talk.txt", "-o", "talk.vtt"]) == 1
    assert "talk.txt: there is no sound in this file" in capsys.readouterr().err
    assert not Path("talk.vtt").exists()


def test_the_transcript_is_never_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["align", "talk.txt", "talk.wav", "-o", "./talk.txt"]) == 2
    assert "would be overwritten" in capsys.readouterr().err
    assert Path("talk.txt").read_text(encoding="utf-8").startswith(TEXTS[0])
