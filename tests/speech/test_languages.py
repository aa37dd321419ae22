from __future__ import annotations

import pytest

from audiopub.speech import languages
from audiopub.speech.languages import resolve
from audiopub.speech.synthesis import Synthesizer


@pytest.mark.parametrize(
    ("tag", "voice"),
    [
        ("de", "gmw/de"),
        ("DE-at", "gmw/de"),
        ("en", "gmw/en-US"),
        ("en-GB", "gmw/en"),
        ("pt-BR", "roa/pt-BR"),
        ("uk", "zle/uk"),
        ("sr-Latn-RS", "zls/sr"),
        ("zh-Hans", "sit/cmn"),
        ("no", "gmq/nb"),
    ],
)
def test_a_tag_finds_its_voice(tag: str, voice: str) -> None:
    assert resolve(tag).voice == voice


@pytest.mark.parametrize(("tag", "nearest"), [("gsw-CH", "de"), ("rue", "uk"), ("xx", None)])
def test_a_language_without_a_voice_has_a_nearest(tag: str, nearest: str | None) -> None:
    choice = resolve(tag)
    assert choice.voice is None
    assert choice.nearest == nearest


def test_every_relative_has_a_voice_and_none_of_theirs_needs_one() -> None:
    with Synthesizer() as synthesizer:
        voices = synthesizer.voices()
    assert set(languages._RELATED.values()) <= set(voices)
    assert not set(languages._RELATED) & set(voices)
    assert set(languages._VOICES.values()) <= set(voices)
