"""Where heavy steps run: this machine's cores, or whatever else offers an executor.

The one seam is :class:`concurrent.futures.Executor`. The standard process pool loses all of its
work when one of its processes is killed, as the system does when memory runs out. Here the pool is
made anew and what was in it is submitted again; what kills its process twice is set aside.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar, cast

from audiopub.errors import EngineError

T = TypeVar("T")
R = TypeVar("R")

_MOST_DEATHS = 2
"""How often a task may kill the process that it runs in."""

_EACH = 2
"""Tasks at each process, one at work and one waiting, so that it is not idle in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where tasks run."""

    open: Callable[[], Executor]
    """Makes an executor; called again after it broke."""

    workers: int
    """How many tasks run at the same time."""

    memory: int | None = None
    """How many bytes all tasks at work may take together; ``None`` if that is not known."""

    deadly: tuple[type[Exception], ...] = ()
    """What the executor raises for a task that it has set aside itself."""

    cores: int = 1
    """How many cores all workers share; 1 if each has one of its own."""

    def cores_each(self, tasks: int) -> int:
        """Return how many cores each of so many tasks has to itself."""
        return max(self.cores // max(min(self.workers, tasks), 1), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[T, R]):
    """A task that has ended."""

    task: T
    """The task."""

    result: R | None = None
    """What it gave, if it succeeded."""

    error: Exception | None = None
    """Why it failed, if it did; :class:`EngineError` if it was killed twice."""

    def get(self) -> R:
        """Return what it gave, or raise why it failed."""
        if self.error is not None:
            raise self.error
        return cast("R", self.result)


@dataclass(slots=True)
class _Entry(Generic[T]):
    """A task on its way."""

    task: T
    cost: int = 0
    deaths: int = 0


def cores(workers: int | None = None) -> Place:
    """Return this machine's cores, or so many of them."""
    usable = len(_usable())
    count = workers or usable
    return Place(open=lambda: _pool(count), workers=count, memory=available_memory(), cores=usable)


def cluster(address: str) -> Place:
    """Return the workers of a Dask cluster, which share the folder of the show with this machine.

    Args:
        address: Of the scheduler: ``tcp://HOST:8786``.

    Raises:
        EngineError: AP774, it does not answer, has no workers, or Dask is not installed.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise _unusable("Dask is not installed", "pip install 'audiopub[dask]'") from error
    try:
        with Client(address, timeout="10s", set_as_default=False) as client:
            workers = sum(client.ncores().values())
    except (OSError, ValueError) as error:  # a time-out is an OSError, too
        hint = "start a scheduler and workers, and see that the address is right"
        raise _unusable(f"{address} does not answer", hint) from error
    if not workers:
        raise _unusable(f"{address} has no workers", f"start some: dask worker {address}")
    return Place(open=lambda: _Cluster(address), workers=workers, deadly=(KilledWorker,))


class _Cluster(Executor):
    """A Dask cluster as an executor, with the connection that belongs to it.

    Each task is submitted alone, for a map of them would hold all at once; Dask itself gives a
    task of a worker that died to another one, and sets it aside when that goes on.
    """

    def __init__(self, address: str) -> None:
        from distributed import Client

        self._client = Client(address, timeout="10s", set_as_default=False)
        self._executor = self._client.get_executor(pure=False)

    def submit(self, work: Callable[..., R], /, *arguments: object, **named: object) -> Future[R]:
        """Submit a task."""
        future: Future[R] = self._executor.submit(work, *arguments, **named)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as the base
        """End the connection; what is not done yet is given up."""
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()


def run(
    place: Place,
    work: Callable[[T], R],
    tasks: Iterable[T],
    *,
    cost: Callable[[T], int] = lambda _: 0,
) -> Iterator[Done[T, R]]:
    """Do tasks, as many at once as there are workers and as memory allows; yield each as it ends.

    Tasks are taken as they are needed, so that they may be prepared meanwhile. If the caller stops
    early, or is interrupted, the running ones are ended.

    Args:
        place: Where they run.
        work: Does one; must be importable, and give the same whenever it is called again.
        tasks: What to do; must be picklable.
        cost: How many bytes of memory a task takes, about.
    """
    waiting: deque[_Entry[T]] = deque()
    source = (_Entry(task, cost(task)) for task in tasks)
    running: dict[Future[R], _Entry[T]] = {}
    executor = place.open()
    try:
        while True:
            while entry := _next(place, waiting, source, list(running.values())):
                running[_submit(executor, work, entry)] = entry
            if not running:
                return
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            if any(isinstance(future.exception(), BrokenExecutor) for future in ended):
                _end(executor, at_once=True)
                ended = set(running)
                executor = place.open()
            for future in ended:
                yield from _outcome(place, future, running.pop(future), waiting)
    finally:
        _end(executor, at_once=bool(running))


def available_memory() -> int | None:
    """Return how many bytes of memory are free on this machine, or for this group of processes."""
    found = [bytes_free for source in (_of_group, _of_system) if (bytes_free := source())]
    return min(found, default=None)


def _next(
    place: Place,
    waiting: deque[_Entry[T]],
    source: Iterator[_Entry[T]],
    running: list[_Entry[T]],
) -> _Entry[T] | None:
    """Return the task to begin with now, if there is one.

    What was in a pool that broke is done again alone, so that it is known who breaks it.
    """
    suspected = any(entry.deaths for entry in (*running, *itertools.islice(waiting, 1)))
    if len(running) >= (1 if suspected else place.workers * _EACH):
        return None
    entry = waiting.popleft() if waiting else next(source, None)
    if entry and running and place.memory is not None:
        taken = entry.cost + sum(other.cost for other in running)
        if taken > place.memory:
            waiting.appendleft(entry)
            return None
    return entry


def _outcome(
    place: Place, future: Future[R], entry: _Entry[T], waiting: deque[_Entry[T]]
) -> Iterator[Done[T, R]]:
    """Yield what came of a task, or let it wait to be done again."""
    lost = future.cancelled() or not future.done()
    error = BrokenExecutor() if lost else future.exception()
    if isinstance(error, BrokenExecutor):
        entry.deaths += 1
        if entry.deaths < _MOST_DEATHS:
            waiting.appendleft(entry)
            return
    if isinstance(error, (BrokenExecutor, *place.deadly)):
        yield Done(task=entry.task, error=_killed())
    elif isinstance(error, Exception):
        yield Done(task=entry.task, error=error)
    elif error is not None:
        raise error
    else:
        yield Done(task=entry.task, result=future.result())


def _submit(executor: Executor, work: Callable[[T], R], entry: _Entry[T]) -> Future[R]:
    try:
        return executor.submit(work, entry.task)
    except BrokenExecutor as error:  # it broke since the last look at it
        broken: Future[R] = Future()
        broken.set_exception(error)
        return broken


def _killed() -> EngineError:
    return EngineError(
        "AP773",
        "the process that worked on it was killed two times",
        hint="free some memory, or work with --jobs 1; if it happens again, convert the recording "
        "to WAV or FLAC",
    )


def _unusable(what: str, hint: str) -> EngineError:
    return EngineError("AP774", f"the cluster cannot be used: {what}", hint=hint)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Never fork: this process has threads of libraries, and what they hold stays held in a fork.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare)


def _prepare() -> None:
    """Prepare a process of the pool: its parent alone is interrupted, and it never outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    from multiprocessing.connection import wait as wait_for

    wait_for([sentinel])
    os._exit(1)


def _end(executor: Executor, *, at_once: bool) -> None:
    """End an executor; if at once, also what still runs in it."""
    processes = list((getattr(executor, "_processes", None) or {}).values())
    executor.shutdown(wait=not at_once, cancel_futures=True)
    for process in processes if at_once else ():
        process.terminate()


def _usable() -> set[int]:
    if hasattr(os, "sched_getaffinity"):
        return os.sched_getaffinity(0)
    return set(range(os.cpu_count() or 1))


def _of_system() -> int | None:
    """Return what Linux says to be available; proc(5), /proc/meminfo."""
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return None


def _of_group() -> int | None:
    """Return what is left of the limit of this control group; Linux, cgroup-v2, memory.max."""
    folder = Path("/sys/fs/cgroup")
    try:
        limit = (folder / "memory.max").read_text(encoding="ascii").strip()
        current = (folder / "memory.current").read_text(encoding="ascii")
        return None if limit == "max" else max(0, int(limit) - int(current))
    except (OSError, ValueError):
        return None
