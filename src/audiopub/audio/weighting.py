"""The K-weighting of ITU-R BS.1770-5, Annex 1: how loud an ear takes a sound to be.

Two filters of second order, one after the other. A filter that feeds back is slow in numpy if it
goes sample by sample; as a state-space system it goes hop by hop: what a hop's samples make of
themselves is one product of matrices, what comes over from the hops before it another, and only
the state, four numbers, passes from hop to hop.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

MEMORY = 0.1
"""Seconds after which nothing is left of what the filter heard before (less than -150 dB)."""

_BATCH = 64
"""Hops in one product: small enough that BLAS does not start threads of its own for it."""

_FORGOTTEN = 1e-9
"""What is left of a state may be left out from here on."""

_Matrix = NDArray[np.float64]


class Weighting:
    """The filter for one sample rate and one length of hops."""

    def __init__(self, sample_rate: int, hop: int) -> None:
        """Prepare the matrices.

        Args:
            sample_rate: In hertz.
            hop: Samples in a hop.
        """
        a, b, c, d = _system(sample_rate)
        powers = [np.eye(len(a))]
        for _ in range(hop):
            powers.append(powers[-1] @ a)
        response = np.array([d, *(float(c @ power @ b) for power in powers[: hop - 1])])
        lag = np.arange(hop)[np.newaxis, :] - np.arange(hop)[:, np.newaxis]
        self._own = np.where(lag >= 0, response[np.abs(lag)], 0.0).astype(np.float32)
        self._kept = np.array([powers[hop - 1 - at] @ b for at in range(hop)]).astype(np.float32)
        self._heard = np.array([c @ power for power in powers[:hop]]).T.astype(np.float32)
        self._step = powers[hop]

    def energies(self, hops: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the weighted sum of squares of each hop, silence having been before the first.

        Args:
            hops: Samples of one channel, of shape (hops, samples of a hop), one after the other.
        """
        batches = _batched(hops)
        states = self._states(np.matmul(batches, self._kept).reshape(-1, len(self._step)))
        before = states.reshape(len(batches), _BATCH, -1)
        # Few calls for all of it: after each, threads wait for each other.
        weighted = np.matmul(batches, self._own)
        weighted += np.matmul(before, self._heard)
        energies: NDArray[np.float32] = np.einsum("bhn,bhn->bh", weighted, weighted)
        return energies.reshape(-1)[: len(hops)]

    def _states(self, kept: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the state before each hop, from what each hop adds to it."""
        states = np.zeros(kept.shape)
        states[1:] = kept[:-1]
        # Each round adds what came from twice as many hops before.
        step, distance = self._step, 1
        while distance < len(states) and np.abs(step).max() > _FORGOTTEN:
            states[distance:] += states[:-distance] @ step.T
            step, distance = step @ step, distance * 2
        return states.astype(np.float32)


def _batched(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows in batches, the last one filled up with zeros."""
    missing = -len(rows) % _BATCH
    if missing:
        rows = np.concatenate([rows, np.zeros((missing, rows.shape[1]), rows.dtype)])
    return rows.reshape(-1, _BATCH, rows.shape[1])


@cache
def weighting(sample_rate: int, hop: int) -> Weighting:
    """Return the filter for a sample rate and a length of hops; see :class:`Weighting`."""
    return Weighting(sample_rate, hop)


def _system(sample_rate: int) -> tuple[_Matrix, _Matrix, _Matrix, float]:
    """Return both filters as one state-space system.

    The standard gives coefficients for 48 kHz. Those for other rates follow from the analogue
    filters behind them, whose figures are those of libebur128 (and so of FFmpeg's ``ebur128``).
    """
    shelf = _biquad(*_shelf(sample_rate))
    (a1, b1, c1, d1), (a2, b2, c2, d2) = shelf, _biquad(*_high_pass(sample_rate))
    a = np.block([[a1, np.zeros((2, 2))], [np.outer(b2, c1), a2]])
    return a, np.concatenate([b1, b2 * d1]), np.concatenate([d2 * c1, c2]), d2 * d1


def _biquad(
    numerator: tuple[float, float, float], denominator: tuple[float, float]
) -> tuple[_Matrix, _Matrix, _Matrix, float]:
    """Return a filter of second order in state space (transposed direct form II)."""
    b0, b1, b2 = numerator
    a1, a2 = denominator
    return (
        np.array([[-a1, 1.0], [-a2, 0.0]]),
        np.array([b1 - a1 * b0, b2 - a2 * b0]),
        np.array([1.0, 0.0]),
        b0,
    )


def _shelf(sample_rate: int) -> tuple[tuple[float, float, float], tuple[float, float]]:
    """The head's effect: about 4 dB more above 2 kHz."""
    k, q = math.tan(math.pi * 1681.974450955533 / sample_rate), 0.7071752369554196
    high = 10.0 ** (3.999843853973347 / 20.0)
    band = high**0.4996667741545416
    a0 = 1.0 + k / q + k * k
    return (
        (
            (high + band * k / q + k * k) / a0,
            2.0 * (k * k - high) / a0,
            (high - band * k / q + k * k) / a0,
        ),
        (2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0),
    )


def _high_pass(sample_rate: int) -> tuple[tuple[float, float, float], tuple[float, float]]:
    """Deep notes weigh little."""
    k, q = math.tan(math.pi * 38.13547087602444 / sample_rate), 0.5003270373238773
    a0 = 1.0 + k / q + k * k
    return (1.0, -2.0, 1.0), (2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0)
