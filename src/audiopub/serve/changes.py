"""What tells open pages that the tree behind them has changed."""

from __future__ import annotations

import asyncio
import threading


class Changes:
    """A count of changes that can be waited for; told from any thread."""

    def __init__(self) -> None:
        """Begin at 0."""
        self._count = 0
        self._lock = threading.Lock()
        self._waiting: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    @property
    def count(self) -> int:
        """How many changes there were."""
        return self._count

    def tell(self) -> None:
        """Say that the tree has changed."""
        with self._lock:
            self._count += 1
            waiting, self._waiting = self._waiting, []
        for loop, event in waiting:
            loop.call_soon_threadsafe(event.set)

    async def after(self, count: int, *, limit: float) -> int:
        """Wait until there were more changes than a count, or a time is over.

        Args:
            count: How many the page knows.
            limit: How long to wait at the most, in seconds.

        Returns:
            How many there are now.
        """
        event = asyncio.Event()
        with self._lock:
            if self._count != count:
                return self._count
            self._waiting.append((asyncio.get_running_loop(), event))
        try:
            await asyncio.wait_for(event.wait(), limit)
        except TimeoutError:
            with self._lock:
                self._waiting = [entry for entry in self._waiting if entry[1] is not event]
        return self._count
