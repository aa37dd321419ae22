from __future__ import annotations

import pytest

from audiopub.cli.output import ProgressLine, clock, counted, plural, print_findings, size
from audiopub.model import Finding, Place, Progress, Severity


def finding(severity: Severity) -> Finding:
    place = Place(path="feed.xml", line=3)
    return Finding(code="AP501", severity=severity, message="m", place=place, hint="do this")


def test_findings_are_printed_with_the_worst_first(capsys: pytest.CaptureFixture[str]) -> None:
    print_findings([finding("info"), finding("error"), finding("warning")])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[::2]] == ["error", "warning", "info"]
    assert lines[0] == "error AP501  feed.xml:3: m"
    assert lines[1] == "      hint: do this"


def test_findings_are_counted() -> None:
    assert counted([]) == "no findings"
    assert counted([finding("error"), finding("warning"), finding("warning")]) == (
        "1 error, 2 warnings"
    )


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (59.6, "1:00"), (461, "7:41"), (4061, "1:07:41")]
)
def test_lengths_of_time(seconds: float, text: str) -> None:
    assert clock(seconds) == text


@pytest.mark.parametrize(
    ("length", "text"), [(1, "1 byte"), (5_500, "5.5 kB"), (5_500_000, "5.5 MB")]
)
def test_lengths_of_files(length: int, text: str) -> None:
    assert size(length) == text


def test_numbers_agree_with_their_words() -> None:
    assert (plural(1, "episode"), plural(2, "episode")) == ("1 episode", "2 episodes")


def test_progress_is_one_plain_line_a_stage_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = ProgressLine(quiet=False)
    for fraction in (0.0, 0.5, 1.0):
        line(Progress(episode="a\x1b[31m", stage="mastering", fraction=fraction))
    line(Progress(episode=None, stage="checking", fraction=0.0))
    line.done()
    assert capsys.readouterr().err == "mastering a[31m\nchecking the whole show\n"


def test_progress_moves_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    line = ProgressLine(quiet=False)
    line(Progress(episode="a", stage="mastering", fraction=0.5))
    line.done()
    err = capsys.readouterr().err
    assert "50%" in err
    assert err.endswith("\r\x1b[2K")


def test_a_quiet_line_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    line = ProgressLine(quiet=True)
    line(Progress(episode="a", stage="mastering", fraction=0.5))
    line.done()
    assert capsys.readouterr().err == ""
