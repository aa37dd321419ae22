"""How much of the sound is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from audiopub.audio.decode import Block

Progress = Callable[[float], None]
"""Is told how much is done, from 0 to 1."""


def counted(blocks: Iterable[Block], expected: int, progress: Progress) -> Iterator[Block]:
    """Pass blocks on, telling how much of the expected samples went by."""
    samples = 0
    for block in blocks:
        yield block
        samples += len(block)
        progress(min(samples / expected, 1.0))


def span(progress: Progress, begin: float, end: float) -> Progress:
    """Return what maps the progress of a part to that of the whole."""
    return lambda fraction: progress(begin + (end - begin) * fraction)
