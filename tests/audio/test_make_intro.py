"""The sample show's intro is what its script makes."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import numpy as np
import pytest

from audiopub.audio import decode
from audiopub.audio.probe import listen

ROOT = Path(__file__).parents[2]


def test_the_intro_can_be_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "intro.flac"
    monkeypatch.setattr(sys, "argv", ["make_intro.py", str(made)])
    runpy.run_path(str(ROOT / "scripts" / "make_intro.py"), run_name="__main__")
    kept, again = (
        np.concatenate(list(decode.blocks(path, 44_100, 1)))
        for path in (ROOT / "show" / "intro.flac", made)
    )
    assert kept.shape == again.shape
    assert np.abs(kept - again).max() <= 1.01 / 32768


def test_the_intro_is_short_quiet_and_small() -> None:
    path = ROOT / "show" / "intro.flac"
    heard = listen(path, "intro")
    assert heard.mono
    assert 3.0 <= heard.recording.duration <= 5.0
    assert heard.loudness.true_peak_dbtp < -10.0
    assert path.stat().st_size < 80_000
