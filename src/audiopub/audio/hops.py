"""Figures of every hop in 16 bits: the peaks and energies of an hour take 10 MB so, and not 20.

A figure is never negative. Of its 32 bits as a floating point number, the upper 16 after the sign
are kept: its whole range, and 9 binary digits. A higher figure never has lower bits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_DROPPED = 15
"""Bits."""

_ALL_DROPPED = (1 << _DROPPED) - 1
_HALF = 1 << _DROPPED - 1

_DOUBLED = 1 << 23 - _DROPPED
"""What a figure that is twice as high has more in its bits."""

_STRETCH = 1 << 16
"""Figures at a time, about: what becomes of them takes room, too."""


@dataclass(frozen=True, slots=True, eq=False)
class Hops:
    """A figure of every hop, read as 32 bits in stretches as they are needed."""

    bits: NDArray[np.uint16]
    """What is kept of them; see :func:`not_below` and :func:`nearest`."""

    def __len__(self) -> int:
        """Return how many hops there are."""
        return len(self.bits)

    def __getitem__(self, hops: slice | NDArray[np.intp]) -> NDArray[np.float32]:
        """Return the figures of some hops."""
        widened = self.bits[hops].astype(np.uint32)
        widened <<= _DROPPED
        return widened.view(np.float32)

    def halved(self) -> Hops:
        """Return half of each figure."""
        return Hops(np.maximum(self.bits, _DOUBLED) - np.uint16(_DOUBLED))

    def raised(self, hops: NDArray[np.intp], figures: NDArray[np.float32]) -> Hops:
        """Return the figures, but those of some hops no lower than given."""
        bits = self.bits.copy()
        np.maximum.at(bits, hops, not_below(figures))
        return Hops(bits)

    def highest(self, begins: NDArray[np.intp]) -> NDArray[np.float32]:
        """Return the highest figure from each of some hops to the next of them."""
        return Hops(np.maximum.reduceat(self.bits, begins))[:]

    def sums(self, width: int) -> NDArray[np.float64]:
        """Return the sum of each so many figures; the last one may be of fewer."""
        found = [np.zeros(0)]
        stretch = max(_STRETCH // width, 1) * width
        for begin in range(0, len(self), stretch):
            figures = self[begin : begin + stretch]
            begins = np.arange(0, len(figures), width)
            found.append(np.add.reduceat(figures, begins, dtype=np.float64))
        return np.concatenate(found)


def not_below(figures: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Return bits of figures that are the same, or up to 0.4 % higher (0.034 dB)."""
    return _kept(figures, _ALL_DROPPED)


def nearest(figures: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Return bits of figures that are at most 0.2 % off."""
    return _kept(figures, _HALF)


def _kept(figures: NDArray[np.float32], added: int) -> NDArray[np.uint16]:
    """Return the upper bits, once something was added to those that are dropped."""
    bits = np.ascontiguousarray(figures, np.float32).view(np.uint32) + np.uint32(added)
    bits >>= _DROPPED
    return bits.astype(np.uint16)
