"""Blocks of sound, taken from the front in lengths as wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from audiopub.audio.decode import Block


class Tape:
    """Sound that goes by once, however it is cut into blocks."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        """Take its blocks."""
        self._blocks = iter(blocks)
        self._rest: Block | None = None

    def take(self, samples: int) -> Iterator[Block]:
        """Yield the next so many samples, or what is left, in pieces."""
        while samples > 0:
            block = self._rest if self._rest is not None else next(self._blocks, None)
            if block is None:
                return
            piece, rest = block[:samples], block[samples:]
            self._rest = rest if len(rest) else None
            samples -= len(piece)
            yield piece

    def whole(self, samples: int) -> Block | None:
        """Return the next so many samples, or what is left, as one; ``None`` if nothing is."""
        pieces = list(self.take(samples))
        return np.concatenate(pieces) if pieces else None

    def skip(self, samples: int) -> None:
        """Pass over the next so many samples."""
        for _ in self.take(samples):
            pass
