"""Products of matrices that are the same on every machine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_SINGLE = 200_000
"""Multiplications that BLAS does in one thread: OpenBLAS spreads more than 262,144 over the cores.

Their number would then change the last digits of the sum, and with them, now and then, a time; and
threads that wait for each other double the CPU time of products as small as ours. See
``interface/gemm.c`` of OpenBLAS, https://github.com/OpenMathLib/OpenBLAS.
"""


def product(rows: NDArray[np.float32], matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Multiply (n, k) by (k, m), a few rows at a time.

    Args:
        rows: (n, k).
        matrix: (k, m).

    Returns:
        (n, m).
    """
    step = max(1, _SINGLE // matrix.size)
    result = np.empty((len(rows), matrix.shape[1]), np.float32)
    for start in range(0, len(rows), step):
        np.matmul(rows[start : start + step], matrix, out=result[start : start + step])
    return result
