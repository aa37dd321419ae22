from __future__ import annotations

import pytest

from audiopub.cli import main


def test_a_code_is_explained_with_its_cure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "ap121"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("AP121  ")
    assert "Why it matters" in out
    assert "What to do" in out


def test_an_unknown_code_is_wrong_usage_and_names_the_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["explain", "AP12"]) == 2
    assert "Did you mean" in capsys.readouterr().err
