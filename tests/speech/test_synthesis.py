from __future__ import annotations

import numpy as np
import pytest

from audiopub.errors import AlignmentError
from audiopub.speech import synthesis
from audiopub.speech.synthesis import Synthesizer


def test_words_and_phonemes_come_in_order() -> None:
    with Synthesizer() as synthesizer:
        reading = synthesizer.read("Добрий день, друже", "zle/uk")
    assert [position for _, position in reading.words] == [0, 7, 13]
    assert len(reading.phonemes) == len(reading.onsets) > 10
    assert np.all(np.diff(reading.onsets) >= 0)
    assert 0.8 < reading.duration < 3
    assert np.abs(reading.samples).max() > 0.1


def test_a_synthesizer_that_was_killed_is_started_again() -> None:
    with Synthesizer() as synthesizer:
        before = synthesizer.read("Guten Tag.", "gmw/de")
        process = synthesizer._process
        assert process is not None
        process.kill()
        process.wait()
        after = synthesizer.read("Guten Tag.", "gmw/de")
        assert synthesizer._process is not process
    assert after.phonemes == before.phonemes
    assert np.array_equal(after.samples, before.samples)


def test_a_text_that_always_kills_it_is_left_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    attempt = Synthesizer._attempt
    deaths = []

    def deadly(self: Synthesizer, line: bytes) -> object:
        if b"deadly" in line:
            deaths.append(line)
            return None
        return attempt(self, line)

    monkeypatch.setattr(Synthesizer, "_attempt", deadly)
    with Synthesizer() as synthesizer:
        reading = synthesizer.read("deadly", "gmw/de")
        assert synthesizer.read("Guten Tag.", "gmw/de").phonemes
    assert not reading.phonemes
    assert len(deaths) == 2


def test_a_text_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with Synthesizer() as synthesizer:
        synthesizer.read("Guten Tag.", "gmw/de")
        monkeypatch.setattr(synthesis, "_PATIENCE", 0.0)
        with pytest.raises(AlignmentError, match="does not start") as caught:
            synthesizer.read("Lang. " * 20000, "gmw/de")
    assert caught.value.code == "AP201"


def test_a_synthesizer_that_is_missing_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nonexistent/python")
    with Synthesizer() as synthesizer, pytest.raises(AlignmentError, match="does not start"):
        synthesizer.read("Guten Tag.", "gmw/de")


def test_an_unknown_voice_is_an_error() -> None:
    with Synthesizer() as synthesizer, pytest.raises(AlignmentError, match="no voice xx"):
        synthesizer.read("a", "xx")
