"""``audiopub measure`` says of any sound file what is in it, to people and to programs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from audiopub.cli import main

ROOT = Path(__file__).parents[2]
SOUND = ROOT / "show" / "intro.flac"


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(SOUND, tmp_path / "intro.flac"))


def test_a_person_reads_the_figures(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", str(sound)]) == 0
    said = capsys.readouterr().out
    for word in ("intro.flac", "LUFS", "LU", "dBTP", "noise floor", "silence", "DC offset"):
        assert word in said


def test_a_program_reads_an_object(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", str(sound), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["path"] == str(sound)
    assert -70 < found["integrated_lufs"] < 0
    assert found["true_peak_dbtp"] >= found["sample_peak_dbfs"] - 0.01
    assert {"duration", "sample_rate", "channels", "loudness_range"} <= found.keys()
    assert found["complete"] is True


def test_one_bad_file_does_not_keep_the_others_from_being_measured(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.wav").write_text("no sound", encoding="utf-8")
    assert main(["measure", "text.wav", "gone.wav", str(sound), "--format", "json"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["codec"] == "flac"
    assert "text.wav" in said.err
    assert "gone.wav" in said.err


def test_several_files_are_a_list(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measure", str(sound), str(sound), "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_the_curve_is_drawn_but_never_over_a_sound(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sound.read_bytes()
    assert main(["measure", str(sound), "--curve", "curve.svg"]) == 0
    assert (tmp_path / "curve.svg").read_text(encoding="utf-8").startswith("<svg")
    assert main(["measure", str(sound), "--curve", str(sound)]) == 2
    assert "overwritten" in capsys.readouterr().err
    assert sound.read_bytes() == before
