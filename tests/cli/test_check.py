from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from audiopub.cli import main


@pytest.fixture(autouse=True)
def here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def test_a_publication_of_ours_has_no_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    out = capsys.readouterr().out
    assert "Checked feeds: " in out
    assert "error" not in out


def test_warnings_fail_a_strict_check() -> None:
    assert main(["check", "--strict"]) == 1


def test_a_damaged_publication_exits_with_1_and_says_where(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    next((root / "feeds" / "media").glob("eins-*")).unlink()
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert "feeds/feed.xml:" in out
    assert "hint:" in out


def test_machines_get_findings_and_counts(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next((root / "feeds" / "media").glob("eins-*")).unlink()
    assert main(["check", "--format", "json"]) == 1
    captured = capsys.readouterr()
    report = json.loads(captured.out)
    assert report["counts"]["error"] >= 1
    assert {"code", "severity", "path", "line", "column", "message", "hint"} <= set(
        report["findings"][0]
    )
    assert captured.err == ""


def test_github_gets_annotations(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next((root / "feeds" / "media").glob("eins-*")).unlink()
    assert main(["check", "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("::error file=feeds/feed.xml,line=") for line in lines)


def test_single_files_are_checked_whoever_made_them(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(next((root / "feeds" / "media").glob("eins-*")), "a.mp3")
    shutil.copy(root / "feeds" / "eins" / "transcript.vtt", "a.vtt")
    assert main(["check", "a.mp3", "a.vtt"]) == 0


def test_what_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nowhere.xml"]) == 1
    assert "nowhere.xml" in capsys.readouterr().err


def test_a_folder_with_nothing_to_check_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["check", str(tmp_path / "empty")]) == 1
    captured = capsys.readouterr()
    assert "error AP519" in captured.err
    assert captured.out.endswith("empty: 1 error.\n")


def test_a_path_that_cannot_be_checked_does_not_stop_the_others(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "bad.vtt").write_text("WEBVTT\n\nx\n")
    (root / "a.docx").write_text("x")
    assert main(["check", "nowhere.xml", "bad.vtt", "a.docx"]) == 1
    captured = capsys.readouterr()
    assert "AP519  nowhere.xml: there is no such file or folder" in captured.err
    assert "AP544  a.docx: " in captured.err
    assert "AP230  bad.vtt:3: " in captured.out
    assert captured.out.endswith("Checked nowhere.xml, bad.vtt, a.docx: 3 errors.\n")


def test_a_path_that_the_system_refuses_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "a" * 300]) == 1
    assert "error AP519  aaa" in capsys.readouterr().err


def test_machines_get_errors_of_paths_as_findings(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "bad.vtt").write_text("WEBVTT\n\nx\n")
    assert main(["check", "--format", "json", "nowhere.xml", "bad.vtt"]) == 1
    captured = capsys.readouterr()
    report = json.loads(captured.out)
    assert [(each["code"], each["path"]) for each in report["findings"]] == [
        ("AP519", "nowhere.xml"),
        ("AP230", "bad.vtt"),
    ]
    assert report["counts"]["error"] == 2
    assert captured.err == ""
    assert main(["check", "--format", "github", "nowhere.xml"]) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("::error file=nowhere.xml,title=AP519::")
    assert captured.err == ""


def test_machines_get_the_errors_of_the_show_as_findings(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    toml = root / "audiopub.toml"
    toml.write_text(toml.read_text("utf-8").replace("cover.png", "no.png"), "utf-8")
    assert main(["check", "--format", "json"]) == 1
    captured = capsys.readouterr()
    assert [each["code"] for each in json.loads(captured.out)["findings"]] == ["AP146"]
    assert captured.err == ""


IGNORED = '\n[[ignore]]\ncode = "AP237"\nreason = "it is known"\n'


@pytest.mark.parametrize("paths", [[], ["feeds"], ["feeds/eins/transcript.vtt"]])
def test_what_the_show_ignores_is_left_out_and_counted(
    root: Path, capsys: pytest.CaptureFixture[str], paths: list[str]
) -> None:
    assert main(["check", *paths]) == 0
    assert "AP237" in capsys.readouterr().out
    with (root / "audiopub.toml").open("a") as file:
        file.write(IGNORED)
    assert main(["check", *paths]) == 0
    out = capsys.readouterr().out
    assert "AP237" not in out
    assert " ignored, as audiopub.toml says.\n" in out


def test_what_is_not_in_feeds_is_not_spared_by_the_show(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(root / "feeds" / "eins" / "transcript.vtt", "a.vtt")
    with (root / "audiopub.toml").open("a") as file:
        file.write(IGNORED)
    assert main(["check", "a.vtt"]) == 0
    out = capsys.readouterr().out
    assert "AP237" in out
    assert "ignored" not in out


def test_the_loudness_is_compared_with_what_the_show_asks_for(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    assert "AP351" not in capsys.readouterr().out
    with (root / "audiopub.toml").open("a") as file:
        file.write("\n[audio]\ntarget_lufs = -20.0\nceiling_dbtp = -9.0\n")
    assert main(["check"]) == 0
    out = capsys.readouterr().out
    assert "not -20 LUFS" in out
    assert "above -9 dBTP" in out


def test_before_anything_is_published_the_cure_is_to_publish(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(root / "feeds")
    assert main(["check"]) == 1
    assert "run audiopub publish first" in capsys.readouterr().err


BAD = Path(__file__).parents[1] / "data" / "feeds" / "defects" / "full.rss"


def test_findings_come_with_what_stands_there_and_the_clause(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", str(BAD)]) == 0
    out = capsys.readouterr().out
    assert ":29:2: <itunes:explicit> is true or false" in out
    assert "      | <itunes:explicit>clean</itunes:explicit>\n      hint: Write true" in out
    assert "      see: https://help.apple.com/" in out


def test_many_findings_of_one_code_are_shortened_unless_all_are_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["check", str(BAD)])
    out = capsys.readouterr().out
    assert out.count("info AP564") == 5
    assert "… and 1 more of AP564" in out
    assert "      6 x AP564  The episode's explicit is written the old way" in out
    main(["check", "--all", str(BAD)])
    assert capsys.readouterr().out.count("info AP564") == 6


def test_codes_are_selected_and_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    def found(*options: str) -> set[str]:
        main(["check", "--format", "json", *options, str(BAD)])
        return {each["code"] for each in json.loads(capsys.readouterr().out)["findings"]}

    assert found() == {"AP529", "AP564", "AP838"}
    assert found("--select", "AP5") == {"AP529", "AP564"}
    assert found("--select", "ap564,AP838") == {"AP564", "AP838"}
    assert found("--ignore", "AP56", "--ignore", "AP838") == {"AP529"}


def test_a_code_that_there_is_not_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--ignore", "E501", str(BAD)]) == 2
    assert "no code begins with 'E501'" in capsys.readouterr().err


def test_a_profile_asks_for_more_and_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--profile", "psp1", str(BAD)]) == 0
    out = capsys.readouterr().out
    assert "AP853" in out
    assert "by the rules of PSP-1" in out


@pytest.mark.parametrize("form", ["json", "sarif", "junit", "github"])
def test_machines_get_one_document_that_says_it_all(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--format", form, str(BAD), "nowhere.xml"])
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "AP564" in captured.out
    assert "AP519" in captured.out
