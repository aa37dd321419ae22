"""The yard: where the work of a run is done, here or in many processes, and is told of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from audiopub import engine
from audiopub.engine import Done, Place
from audiopub.model import Progress
from audiopub.pipeline.workshop import Tell

T = TypeVar("T")
R = TypeVar("R")

_FEW = 8
"""Quick tasks that are done sooner here than a process of a pool begins to work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yard:
    """Where work is done."""

    place: Place | None
    """Where many tasks run; ``None`` for this process alone."""

    tell: Tell
    """Told how far the work is."""

    def here(self) -> Yard:
        """Return a yard in which all is done in this process."""
        return replace(self, place=None)

    def cores_each(self, count: int) -> int | None:
        """Return how many cores each of so many tasks may use; ``None`` for all."""
        place = self._spread(count)
        return place.cores_each(count) if place else None

    def do(self, work: Callable[[T], R], tasks: list[T], stage: str) -> Iterator[tuple[T, R]]:
        """Do quick tasks; yield what each gave as it ends.

        Raises:
            AudiopubError: One failed.
        """
        if len(tasks) <= _FEW:
            for task in tasks:
                yield task, work(task)
            return
        for done in self.run(work, tasks, len(tasks), stage):
            yield done.task, done.get()

    def run(
        self,
        work: Callable[[T], R],
        tasks: Iterable[T],
        count: int,
        stage: str,
        cost: Callable[[T], int] = lambda _: 0,
    ) -> Iterator[Done[T, R]]:
        """Do tasks, and yield each as it ends, whether it failed or not.

        Args:
            work: Does one.
            tasks: What to do; taken as they are needed.
            count: How many there are.
            stage: What is done, for a reader.
            cost: How many bytes of memory a task takes, about.
        """
        place = self._spread(count)
        ended = engine.run(place, work, tasks, cost=cost) if place else _here(work, tasks)
        for number, done in enumerate(ended, 1):
            if count > 1:
                self.tell(Progress(episode=None, stage=stage, fraction=number / count))
            yield done

    def _spread(self, count: int) -> Place | None:
        """Return where so many tasks are done at once; ``None`` if one after the other, here."""
        return self.place if self.place and self.place.workers > 1 and count > 1 else None


def _here(work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Done[T, R]]:
    for task in tasks:
        try:
            yield Done(task=task, result=work(task))
        except Exception as error:  # noqa: BLE001 - as the engine: it is a result
            yield Done(task=task, error=error)
