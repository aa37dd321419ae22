"""Episodes whose transcript is subtitles: their times are given, and their voices are heard."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audiopub.pipeline.outcome import Request
from audiopub.pipeline.publishing import publish

VTT = """WEBVTT

00:00:00.500 --> 00:00:02.000
<v Anna Meier>Guten Tag, Herr Schulz. Wie geht es Ihnen heute in dieser Stadt?

00:00:02.500 --> 00:00:04.000
<v Karl Schulz>Danke, es geht mir gut, und die Stadt ist schön.

00:00:04.000 --> 00:00:05.500
<v Anna Meier>Das freut mich sehr. Dann fangen wir mit dem Gespräch an.
"""


@pytest.fixture
def subtitled(root: Path) -> Path:
    """Give a show whose first episode has subtitles in place of its text."""
    (root / "seeds" / "eins.txt").unlink()
    (root / "seeds" / "eins.vtt").write_text(VTT, encoding="utf-8")
    (root / "episodes" / "eins.toml").write_text(
        'date = 2025-10-20\ntitle = "Ein Gespräch"\n', encoding="utf-8"
    )
    return root


def test_times_are_taken_and_voices_reach_captions_and_credits(
    subtitled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audiopub.speech.align.align", lambda *_: pytest.fail("listened"))
    outcome = publish(subtitled, Request(episodes=("eins",)))
    assert outcome.live, outcome.findings
    (folder,) = (subtitled / "feeds").glob("*eins")
    said = json.loads((folder / "transcript.json").read_text(encoding="utf-8"))["segments"]
    assert [(each["speaker"], each["startTime"]) for each in said][:1] == [("Anna Meier", 0.5)]
    assert {each["speaker"] for each in said} == {"Anna Meier", "Karl Schulz"}
    vtt = (folder / "transcript.vtt").read_text(encoding="utf-8")
    assert "<v Karl Schulz>Danke, es geht mir gut" in vtt
    assert "estimated" not in vtt
    assert "<cite>Karl Schulz:</cite>" in (folder / "transcript.html").read_text(encoding="utf-8")
    assert "<b>Karl Schulz:</b>" in (folder / "index.html").read_text(encoding="utf-8")
    feed = (subtitled / "feeds" / "feed.xml").read_text(encoding="utf-8")
    assert ">Karl Schulz</podcast:person>" in feed
