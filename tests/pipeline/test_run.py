"""What a run does when the world around it changes, fails, or has several cores."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.conftest import speak

from audiopub import engine
from audiopub.engine import Place
from audiopub.pipeline import production
from audiopub.pipeline.listening import listen
from audiopub.pipeline.memory import EPISODE
from audiopub.pipeline.outcome import JOURNAL, Outcome, Request
from audiopub.pipeline.publishing import publish
from audiopub.pipeline.understanding import understand
from audiopub.pipeline.workshop import Workshop
from audiopub.project import config as configuration
from audiopub.project import lock as identities
from audiopub.project import pairing

Snapshot = Callable[[Path], dict[str, bytes]]


def states(outcome: Outcome) -> dict[str | None, str]:
    return {step.episode: step.state for step in outcome.steps}


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def job(root: Path) -> production.Job:
    """Return the work on the first episode."""
    config = configuration.load(root)
    lock = identities.read(root)
    pair, _ = pairing.pair(config).pairs
    identity = lock.get(pair.name)
    assert identity
    source = understand(config, pair, lock)
    return production.Job(shop=Workshop.open(config), source=source, identity=identity, inputs={})


def sources(root: Path, other: Path) -> Path:
    """Copy a show without what was made of it."""
    other.mkdir()
    for name in ("audiopub.toml", "audiopub.lock", "cover.png"):
        shutil.copyfile(root / name, other / name)
    for name in ("seeds", "episodes"):
        shutil.copytree(root / name, other / name, copy_function=shutil.copyfile)
    return other


def test_what_changed_little_by_little_is_as_if_published_at_once(
    root: Path, tmp_path: Path, snapshot: Snapshot
) -> None:
    edit(root / "seeds/eins.txt", "Folge eins", "Stück eins")
    publish(root, Request())
    edit(root / "seeds/zwei.txt", "niemals müde", "nie müde")
    (root / "episodes/eins.toml").write_text(
        'align = "estimate"\nkeywords = ["rechnen"]\n', encoding="utf-8"
    )
    assert publish(root, Request()).live
    other = sources(root, tmp_path / "other")
    assert publish(other, Request()).live
    assert snapshot(root / "feeds") == snapshot(other / "feeds")


def test_a_file_that_changes_while_it_is_read_is_not_published(
    root: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot
) -> None:
    before = snapshot(root / "feeds")
    text = root / "seeds/eins.txt"
    edit(text, "Folge eins", "Teil eins")

    def meanwhile(*arguments: object) -> object:
        edit(text, "Teil eins", "Stück eins")
        return listen(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr("audiopub.pipeline.production.listen", meanwhile)
        outcome = publish(root, Request())
    (failed,) = [finding for finding in outcome.findings if finding.code == "AP772"]
    assert failed.place
    assert failed.place.path == "seeds/eins.txt"
    assert snapshot(root / "feeds") == before
    assert states(publish(root, Request())) == {"eins": "made", "zwei": "fresh"}


@pytest.mark.usefixtures("no_mastering")
def test_a_damaged_journal_costs_no_mastering_and_changes_nothing(
    root: Path, snapshot: Snapshot
) -> None:
    before = snapshot(root / "feeds")
    journal = root / JOURNAL
    data = bytearray(journal.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    journal.write_bytes(data)
    outcome = publish(root, Request())
    assert "AP771" in {finding.code for finding in outcome.findings}
    assert not outcome.failed
    assert snapshot(root / "feeds") == before
    assert states(publish(root, Request())) == {"eins": "fresh", "zwei": "fresh"}


def cut_off(journal: Path, key: str) -> None:
    """Damage a record that is so long that it goes on elsewhere in the file: only it is unreadable.

    Where it goes on is said by four bytes after its beginning (https://sqlite.org/fileformat2.html,
    1.6).
    """
    with closing(sqlite3.connect(journal)) as database:
        query = "select value from record where key = ?"
        (value,) = database.execute(query, (key,)).fetchone()
    data = bytearray(journal.read_bytes())
    page = data.index(value[-100:]) // 4096 + 1
    pointer = data.index(page.to_bytes(4, "big"), data.index(value[:100]))
    data[pointer : pointer + 4] = b"\x7f" * 4
    journal.write_bytes(data)


@pytest.mark.usefixtures("no_mastering")
def test_a_journal_whose_damage_shows_at_one_episode_is_made_anew(
    root: Path, snapshot: Snapshot
) -> None:
    before = snapshot(root / "feeds")
    for name in ("eins", "zwei"):
        cut_off(root / JOURNAL, f"{EPISODE}{name}")
        (root / f"seeds/{name}.txt").touch()
    outcome = publish(root, Request())
    assert "AP771" in {finding.code for finding in outcome.findings}
    assert not outcome.failed
    assert snapshot(root / "feeds") == before


def test_several_processes_give_the_same_bytes(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot
) -> None:
    asked: list[int | None] = []
    cores = engine.cores

    def note(workers: int | None = None) -> Place:
        asked.append(workers)
        return cores(workers)

    monkeypatch.setattr(engine, "cores", note)
    monkeypatch.setattr("audiopub.pipeline.run._MANY", 2)
    other = sources(root, tmp_path / "other")
    assert publish(other, Request(jobs=2)).live
    assert asked == [2]
    assert snapshot(root / "feeds") == snapshot(other / "feeds")


def test_the_memory_that_work_takes_is_reckoned_from_the_length_of_the_recording(
    root: Path,
) -> None:
    recording = root / "episodes/eins.wav"
    speak(recording, seconds=1.0)
    short = job(root).memory
    speak(recording, seconds=61.0)
    assert job(root).memory - short == 60 * production._MEMORY_PER_SECOND
    recording.write_bytes(b"no sound")
    assert job(root).memory == production._MEMORY
