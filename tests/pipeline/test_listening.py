from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from audiopub.cli import main
from audiopub.model import Draft, Paragraph, Piece, Sentence, Timeline, Transcript
from audiopub.pipeline.outcome import Outcome, Request
from audiopub.pipeline.publishing import publish
from audiopub.speech.align import align


def codes(outcome: Outcome) -> set[str]:
    return {finding.code for finding in outcome.findings}


def segments(root: Path, slug: str) -> list[tuple[str, float]]:
    text = (root / "feeds" / slug / "transcript.json").read_text(encoding="utf-8")
    return [(item["body"], item["startTime"]) for item in json.loads(text)["segments"]]


def test_sentences_stand_where_they_are_spoken(
    spoken: Path, reading: tuple[list[str], list[float], np.ndarray]
) -> None:
    outcome = publish(spoken, Request())
    assert outcome.live
    assert not codes(outcome) & {"AP203", "AP204", "AP205", "AP237"}
    texts, starts, _ = reading
    truth = {text: start - starts[0] + 0.1 for text, start in zip(texts, starts, strict=True)}
    found = segments(spoken, "a")
    assert len(found) == 10
    for text, start in found:
        assert start == pytest.approx(truth[text], abs=0.25)
    assert b"estimated" not in (spoken / "feeds/a/transcript.vtt").read_bytes()


def test_a_new_footer_does_not_listen_again(spoken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(spoken, Request())
    monkeypatch.setattr("audiopub.speech.align.align", lambda *_: pytest.fail("listened"))
    config = spoken / "audiopub.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("[show.owner]", 'footer = "Bye."\n[show.owner]'), "utf-8")
    outcome = publish(spoken, Request())
    assert outcome.live
    assert b"Bye." in (spoken / "feeds" / "feed.xml").read_bytes()


def test_a_sentence_that_is_not_spoken_is_named_and_left_out_of_captions(spoken: Path) -> None:
    seed = spoken / "seeds" / "a.txt"
    extra = "Dieser ganze Absatz wurde von der Sprecherin leider vollständig übersprungen."
    parts = seed.read_text(encoding="utf-8").split("\n\n")
    parts.insert(5, extra)
    seed.write_text("\n\n".join(parts), encoding="utf-8")
    outcome = publish(spoken, Request())
    (finding,) = [finding for finding in outcome.findings if finding.code == "AP205"]
    assert "Dieser ganze Absatz" in finding.message
    assert extra not in {text for text, _ in segments(spoken, "a")}
    assert len(segments(spoken, "a")) == 10


def test_a_recording_that_does_not_speak_the_text_is_refused_and_the_right_text_named(
    spoken: Path, piece: object, tmp_path: Path
) -> None:
    assert callable(piece)
    piece(spoken / "seeds/other.txt", tmp_path / "other.wav", 12, 22)
    (spoken / "episodes/a.wav").write_bytes((tmp_path / "other.wav").read_bytes())
    outcome = publish(spoken, Request())
    (finding,) = [finding for finding in outcome.findings if finding.code == "AP203"]
    assert finding.place
    assert finding.place.path == "episodes/a.wav"
    assert "scores" in finding.message
    assert "it speaks seeds/other.txt (+0." in (finding.hint or "")
    assert not outcome.live


def test_a_refused_pair_is_published_with_estimated_times_if_the_sidecar_says_so(
    spoken: Path, piece: object, tmp_path: Path
) -> None:
    assert callable(piece)
    piece(tmp_path / "other.txt", spoken / "episodes/a.wav", 12, 22)
    (spoken / "episodes/a.toml").write_text('align = "estimate"\n', encoding="utf-8")
    outcome = publish(spoken, Request())
    assert outcome.live
    assert codes(outcome) == {"AP237"}
    assert b"estimated" in (spoken / "feeds/a/transcript.vtt").read_bytes()


def test_a_text_that_nobody_could_speak_in_that_time_is_doubted(spoken: Path) -> None:
    (spoken / "episodes/a.toml").write_text('align = "estimate"\n', encoding="utf-8")
    seed = spoken / "seeds/a.txt"
    more = (f"Und das war Absatz {number} von vielen, die niemand liest." for number in range(80))
    seed.write_text("\n\n".join([seed.read_text(encoding="utf-8"), *more]), encoding="utf-8")
    outcome = publish(spoken, Request())
    (finding,) = [finding for finding in outcome.findings if finding.code == "AP206"]
    assert finding.place
    assert finding.place.path == "seeds/a.txt"
    assert "nobody speaks so fast" in finding.message


def test_a_language_that_nobody_can_read_aloud_is_estimated_and_the_nearest_named(
    spoken: Path,
) -> None:
    (spoken / "episodes/a.toml").write_text('language = "wa"\n', encoding="utf-8")
    outcome = publish(spoken, Request())
    assert outcome.live
    (finding,) = [finding for finding in outcome.findings if finding.code == "AP202"]
    assert "wa" in finding.message
    assert "fr" in (finding.hint or "")


def test_files_whose_names_say_nothing_are_paired_by_listening(
    spoken: Path,
    piece: object,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert callable(piece)
    for number, (first, last) in enumerate(((0, 8), (8, 16), (16, 24))):
        piece(spoken / f"seeds/{'abc'[number]}.txt", tmp_path / f"{number}.wav", first, last)
    (spoken / "episodes/a.wav").unlink()
    for name, number in (("rec_001", 2), ("rec_002", 0), ("rec_003", 1)):
        (tmp_path / f"{number}.wav").rename(spoken / f"episodes/{name}.wav")
    outcome = publish(spoken, Request())
    assert outcome.live, outcome.findings
    assert {step.episode: step.state for step in outcome.steps} == dict.fromkeys("abc", "made")
    monkeypatch.chdir(spoken)
    capsys.readouterr()
    assert main(["pair", "--format", "json"]) == 0
    pairs = json.loads(capsys.readouterr().out)["pairs"]
    assert {pair["transcript"]: pair["audio"] for pair in pairs} == {
        "seeds/a.txt": "episodes/rec_002.wav",
        "seeds/b.txt": "episodes/rec_003.wav",
        "seeds/c.txt": "episodes/rec_001.wav",
    }
    assert all(pair["by"] == "listening" and pair["score"] > 0.3 for pair in pairs)


def test_a_text_that_two_recordings_speak_is_not_guessed(spoken: Path) -> None:
    sound = spoken / "episodes/a.wav"
    (spoken / "episodes/take_1.wav").write_bytes(sound.read_bytes())
    sound.rename(spoken / "episodes/take_2.wav")
    outcome = publish(spoken, Request())
    (finding,) = [finding for finding in outcome.findings if finding.code == "AP130"]
    assert "there is also episodes/take_" in finding.message
    assert "a.toml" in (finding.hint or "")
    assert not outcome.live


def test_captions_are_right_after_a_cut(
    reading: tuple[list[str], list[float], np.ndarray],
) -> None:
    texts, starts, samples = reading
    cut_from, cut_to = starts[3] - 0.1, starts[5] - 0.1  # sentences 3 and 4 are taken out
    intro = 2.0
    timeline = Timeline(
        pieces=(
            Piece(source_start=0.0, source_end=cut_from, start=intro),
            Piece(source_start=cut_to, source_end=starts[9], start=intro + cut_from),
        ),
        duration=intro + cut_from + starts[9] - cut_to,
        recorded=starts[9],
    )
    transcript = Transcript(
        path="a.txt",
        language="de",
        paragraphs=tuple(Paragraph(sentences=(Sentence(text=text),), line=1) for text in texts[:9]),
        headings=(),
        draft=Draft(),
        changes=(),
    )
    end = int(starts[9] * 16000)
    placed = timeline.place(align(transcript, [samples[:end]]))
    published = np.concatenate(
        [
            np.zeros(int(intro * 16000), np.float32),
            samples[: int(cut_from * 16000)],
            samples[int(cut_to * 16000) : end],
        ]
    )
    heard = align(transcript, [published])
    for index in (0, 1, 2, 5, 6, 7, 8):
        assert placed.sentences[index].start == pytest.approx(
            heard.sentences[index].start, abs=0.15
        )
    for index in (3, 4):
        assert placed.sentences[index].start == placed.sentences[index].end
    assert placed.duration == pytest.approx(len(published) / 16000, abs=0.01)
