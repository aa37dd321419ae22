from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from audiopub.pipeline.cleaning import clean
from audiopub.pipeline.outcome import Request
from audiopub.pipeline.publishing import publish

Snapshot = Callable[[Path], dict[str, tuple[str, int]]]


def retitle(root: Path, old: str, new: str) -> None:
    file = root / "seeds" / "eins.txt"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def artefacts(root: Path) -> set[str]:
    return {file.name for file in (root / ".audiopub" / "artefacts").glob("??/*")}


def test_what_no_publication_needs_goes_and_what_is_live_stays(
    root: Path, snapshot: Snapshot
) -> None:
    needed = artefacts(root)
    retitle(root, "Folge", "Teil")
    publish(root, Request())
    retitle(root, "Teil", "Folge")
    publish(root, Request())
    assert len(artefacts(root)) > len(needed)
    before = snapshot(root / "feeds")
    freed = clean(root, wait=0)
    assert freed.files
    assert freed.size
    assert artefacts(root) == needed
    assert snapshot(root / "feeds") == before


@pytest.mark.usefixtures("no_mastering")
def test_cleaning_takes_no_work_from_the_next_run(root: Path) -> None:
    clean(root, wait=0)
    assert not publish(root, Request()).live
    retitle(root, "Folge", "Teil")
    assert publish(root, Request()).live


def test_cleaning_twice_frees_nothing_more(root: Path) -> None:
    clean(root, wait=0)
    assert clean(root, wait=0).files == 0


def test_where_nothing_was_published_nothing_is_removed(root: Path) -> None:
    before = artefacts(root)
    (root / ".audiopub" / "journal.sqlite3").unlink()
    assert clean(root, wait=0).files == 0
    assert artefacts(root) == before
