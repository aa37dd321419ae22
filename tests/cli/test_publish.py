from __future__ import annotations

import errno
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from audiopub.cli import main
from audiopub.store.lock import held


@pytest.fixture(autouse=True)
def here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def edit(root: Path) -> None:
    file = root / "seeds" / "eins.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("Folge", "Teil"), encoding="utf-8")


def test_a_publication_ends_with_what_was_made_where_it_lies_and_what_comes_next(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root)
    assert main(["publish"]) == 0
    out = capsys.readouterr().out
    assert "Published Stimmen: 2 episodes, 1 made in this run." in out
    assert "Teil eins" in out
    assert "(changed: transcript)" in out
    assert "page   feeds/eins/index.html" in out
    assert "    done   made " in out
    assert ", to reach -16 LUFS" in out
    assert "Next: look at the page, commit audiopub.lock" in out


def test_what_was_done_to_the_sound_is_told_in_two_lines(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = root / "audiopub.toml"
    shutil.copyfile(root / "episodes/zwei.wav", root / "bed.wav")
    with config.open("a", encoding="utf-8") as file:
        file.write('[audio]\nhigh_pass = true\nbed = "bed.wav"\nbed_level = -25\n')
    assert main(["publish", "eins"]) == 0
    out = capsys.readouterr().out
    first, second = (line for line in out.splitlines() if line.startswith("    done   "))
    assert first.endswith(
        "rumble below 80 Hz taken out; music laid under it, 25 LU below its loudness"
    )
    assert "to reach -16 LUFS" in second
    assert main(["publish", "zwei", "--quiet"]) == 0
    assert "done" not in capsys.readouterr().out


def test_a_second_run_says_that_there_is_nothing_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish"]) == 0
    assert "Nothing to do: 2 episodes published in feeds/" in capsys.readouterr().out


def test_a_dry_run_lists_what_would_be_done(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root)
    assert main(["publish", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "would make eins: changed: transcript" in out
    assert "would keep zwei: nothing has changed" in out
    assert "1 episode to make, nothing was written" in out


def test_a_failure_exits_with_1_and_names_place_and_cure(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "episodes" / "eins.wav").unlink()
    assert main(["publish", "--quiet"]) == 1
    out = capsys.readouterr().out
    assert "error AP121  seeds/eins.txt: this transcript has no recording" in out
    assert "hint: put eins.wav" in out


def test_several_mistakes_in_the_configuration_are_shown_at_once(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (root / "audiopub.toml").open("a", encoding="utf-8") as config:
        config.write("[audio]\nbitrat = 96\ncrossfade = -1\n")
    assert main(["publish"]) == 1
    err = capsys.readouterr().err
    assert "audiopub.toml:14:1: unknown key audio.bitrat" in err
    assert "hint: did you mean bitrate?" in err
    assert "audiopub.toml:15:1: audio.crossfade: -1 s is not between 0 and 60" in err


def test_nothing_goes_live_when_nothing_can_be_made(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("eins", "zwei"):
        (root / "seeds" / f"{name}.txt").write_bytes(b"")
    (root / ".audiopub" / "journal.sqlite3").unlink()
    assert main(["publish"]) == 1
    assert "Nothing went live: " in capsys.readouterr().out


def test_two_runs_at_once_the_second_says_who_is_at_work(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root)
    with held(root / ".audiopub" / "lock", wait=0, waiting=pytest.fail):
        assert main(["publish", "--wait", "0"]) == 1
    err = capsys.readouterr().err
    assert "Waiting: process " in err
    assert "AP706" in err


def test_a_killed_run_leaves_the_old_publication_and_the_next_one_goes_on(root: Path) -> None:
    before = (root / "feeds" / "feed.xml").read_bytes()
    edit(root)
    for delay in (0.3, 0.6, 0.9):
        process = subprocess.Popen(
            [sys.executable, "-m", "audiopub", "publish", "--quiet"],
            cwd=root,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(delay)
        process.kill()
        process.wait()
        after = (root / "feeds" / "feed.xml").read_bytes()
        assert after == before or b"Teil eins" in after
    assert main(["publish", "--quiet"]) == 0
    assert b"Teil eins" in (root / "feeds" / "feed.xml").read_bytes()
    assert not [path for path in root.iterdir() if path.name.startswith((".feeds", ".audiopub-"))]


@pytest.mark.parametrize(
    ("value", "said"),
    [("AP999=why", "AP999 cannot be accepted"), ("AP881", "needs a reason"), ("AP881= ", "needs")],
)
def test_only_what_stops_can_be_accepted_and_only_with_a_reason(
    capsys: pytest.CaptureFixture[str], value: str, said: str
) -> None:
    assert main(["publish", "--accept", value]) == 2
    assert said in capsys.readouterr().err


def test_a_withdrawal_waits_for_its_reason(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in ("episodes/eins.wav", "episodes/eins.toml", "seeds/eins.txt"):
        (root / file).unlink()
    assert main(["publish"]) == 1
    assert "--accept AP881=REASON" in capsys.readouterr().out
    assert main(["publish", "--accept", "AP881=the guest asked for it"]) == 0
    assert "accepted: the guest asked for it" in capsys.readouterr().out


def test_sigterm_ends_a_run_as_an_interruption_and_nothing_is_half_done(
    root: Path, snapshot: Callable[[Path], dict[str, bytes]]
) -> None:
    before = snapshot(root / "feeds")
    for name in ("drei", "vier"):
        for ending in (".wav", ".toml"):
            shutil.copy(root / "episodes" / f"eins{ending}", root / "episodes" / f"{name}{ending}")
        text = (root / "seeds" / "eins.txt").read_text("utf-8").replace("eins", name)
        (root / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "audiopub", "publish"]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        run.stderr.readline()  # it is at work
        run.send_signal(signal.SIGTERM)
        _, said = run.communicate(timeout=60)
    assert run.returncode in (130, -signal.SIGTERM, 143)
    assert "Traceback" not in said
    assert snapshot(root / "feeds") == before
    assert main(["publish", "-q"]) == 0


@pytest.mark.parametrize("machine", [False, True])
def test_what_the_disk_refuses_where_nobody_expects_it_is_an_error_with_a_cure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, machine: bool
) -> None:
    def refuse(_: object) -> None:
        raise OSError(errno.EIO, "Input/output error", "episodes/eins.wav")

    monkeypatch.setattr("audiopub.project.config.find_root", refuse)
    assert main(["publish", *(["--json"] if machine else [])]) == 1
    captured = capsys.readouterr()
    assert "error AP703  episodes/eins.wav: cannot go on: Input/output error" in captured.err
    assert "hint: see that the disk" in captured.err
    assert ('"event": "error"' in captured.out) is machine
