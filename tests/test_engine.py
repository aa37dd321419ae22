"""The engine does every task once it can, whatever happens to the processes that do it."""

from __future__ import annotations

import os
import pickle
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from audiopub import engine
from audiopub.engine import Place, cores, run
from audiopub.errors import EngineError, SoundError


def double(number: int) -> int:
    return 2 * number


def fail(number: int) -> int:
    raise SoundError("AP301", "no sound", path=f"{number}.wav", hint="look at it")


def die_once(task: tuple[str, int]) -> int:
    """Kill the own process the first time that the task 3 is done."""
    folder, number = task
    mark = Path(folder) / "killed"
    if number == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_always(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def note_and_sleep(folder: str) -> None:
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(60)


class Inline(Executor):
    """Does each task at once, in this process."""

    def submit(self, work, /, *arguments, **named):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN002, ANN003, ANN201 - as the base
        future: Future[object] = Future()
        future.set_result(work(*arguments, **named))
        return future


@pytest.mark.parametrize(
    ("usable", "workers", "tasks", "each"),
    [(8, 8, 1000, 1), (8, 8, 3, 2), (8, 2, 1000, 4), (2, 2, 1, 2), (2, 4, 9, 1), (2, 2, 0, 2)],
)
def test_what_runs_at_once_shares_the_cores(
    usable: int, workers: int, tasks: int, each: int
) -> None:
    place = Place(open=Inline, workers=workers, cores=usable)
    assert place.cores_each(tasks) == each


def test_every_task_gives_its_result() -> None:
    done = list(run(cores(2), double, range(20)))
    assert sorted((one.task, one.result) for one in done) == [(n, 2 * n) for n in range(20)]


def test_a_failure_is_a_result_with_its_place_and_cure() -> None:
    (one,) = run(cores(1), fail, [7])
    assert isinstance(one.error, SoundError)
    assert (one.error.code, one.error.path, one.error.hint) == ("AP301", "7.wav", "look at it")


def test_an_error_travels_between_processes_unchanged() -> None:
    error = SoundError("AP301", "no sound", path="a", line=2, column=3, hint="h")
    assert vars(pickle.loads(pickle.dumps(error))) == vars(error)  # noqa: S301 - our own


def test_a_killed_process_costs_no_work(tmp_path: Path) -> None:
    tasks = [(str(tmp_path), number) for number in range(8)]
    done = list(run(cores(2), die_once, tasks))
    assert (tmp_path / "killed").exists()
    assert sorted(one.result or 0 for one in done) == list(range(8))


def test_a_task_that_kills_twice_is_set_aside_and_the_others_are_done() -> None:
    done = {one.task: one for one in run(cores(2), die_always, range(6))}
    assert sorted(done) == list(range(6))
    assert isinstance(done[3].error, EngineError)
    assert done[3].error.code == "AP773"
    assert [done[number].result for number in (0, 1, 2, 4, 5)] == [0, 1, 2, 4, 5]


def test_tasks_are_taken_only_as_they_are_needed() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    results = run(Place(open=Inline, workers=1), double, tasks())
    next(results)
    assert len(taken) <= 3


def test_no_more_is_begun_than_memory_allows() -> None:
    busy: list[int] = []
    most: list[int] = []

    def work(number: int) -> int:
        busy.append(number)
        most.append(len(busy))
        time.sleep(0.02)
        busy.remove(number)
        return number

    place = Place(open=lambda: ThreadPoolExecutor(4), workers=4, memory=250)
    done = list(run(place, work, range(10), cost=lambda _: 100))
    assert len(done) == 10
    assert max(most) == 2


def test_what_is_larger_than_the_memory_runs_alone() -> None:
    place = Place(open=lambda: ThreadPoolExecutor(4), workers=4, memory=250)
    assert len(list(run(place, double, range(3), cost=lambda _: 1000))) == 3


def test_leaving_early_ends_what_still_runs(tmp_path: Path) -> None:
    def tasks() -> Iterator[str]:
        yield str(tmp_path)
        while not list(tmp_path.iterdir()):
            time.sleep(0.05)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(run(cores(1), note_and_sleep, tasks()))
    (mark,) = tmp_path.iterdir()
    for _ in range(100):
        if not alive(int(mark.name)):
            return
        time.sleep(0.05)
    pytest.fail("the process still runs")


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


def test_the_memory_of_this_machine_is_known() -> None:
    memory = engine.available_memory()
    assert memory is None or memory > 1_000_000


def test_a_cluster_that_does_not_answer_is_an_error_with_its_cure() -> None:
    pytest.importorskip("distributed", reason="Dask is not installed: pip install audiopub[dask]")
    with pytest.raises(EngineError) as caught:
        engine.cluster("tcp://127.0.0.1:9")
    assert caught.value.code == "AP774"
    assert "tcp://127.0.0.1:9" in caught.value.what


def test_a_cluster_does_all_though_a_worker_is_killed(tmp_path: Path) -> None:
    distributed = pytest.importorskip(
        "distributed", reason="Dask is not installed: pip install audiopub[dask]"
    )
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as local:
        place = engine.cluster(local.scheduler_address)
        assert place.workers == 3
        tasks = [(str(tmp_path), number) for number in range(8)]
        done = list(run(place, die_once, tasks))
    assert (tmp_path / "killed").exists()
    assert sorted(one.result or 0 for one in done) == list(range(8))
