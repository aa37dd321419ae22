from __future__ import annotations

from pathlib import Path

from audiopub.model import Place
from audiopub.store.keys import key_of
from audiopub.store.results import Results


def test_a_result_comes_back_equal(tmp_path: Path) -> None:
    key = key_of("step", 1, "input")
    Results(tmp_path / "results").record(key, Place(path="a", line=2))
    assert Results(tmp_path / "results").recall(key, Place) == Place(path="a", line=2)


def test_what_is_not_there_or_does_not_fit_is_not_known(tmp_path: Path) -> None:
    results = Results(tmp_path)
    assert results.recall("00ff", Place) is None
    results.record("00ff", {"colour": "red"})
    assert results.recall("00ff", Place) is None


def test_a_result_that_was_cut_off_is_not_known(tmp_path: Path) -> None:
    results = Results(tmp_path)
    results.record("00ff", Place(path="a"))
    file = tmp_path / "00" / "00ff.json"
    file.write_bytes(file.read_bytes()[:5])
    assert results.recall("00ff", Place) is None


def test_sweeping_removes_what_a_killed_run_left_and_nothing_else(tmp_path: Path) -> None:
    results = Results(tmp_path)
    results.record("00ff", Place(path="a"))
    (tmp_path / ".work-abc").touch()
    results.sweep()
    assert not (tmp_path / ".work-abc").exists()
    assert results.recall("00ff", Place)


def test_clearing_keeps_the_keys_that_are_needed(tmp_path: Path) -> None:
    results = Results(tmp_path)
    results.record("00ff", Place(path="a"))
    results.record("11ff", Place(path="b"))
    number, freed = results.clear({"00ff"})
    assert number == 1
    assert freed > 0
    assert results.recall("00ff", Place)
    assert results.recall("11ff", Place) is None
