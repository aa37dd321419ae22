"""Exchanging two folders in one step, so that nobody sees neither of them in its place."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM)
"""What a system or a disk answers that has no such step."""


def exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; return whether the system can do that.

    Linux has ``renameat2`` with ``RENAME_EXCHANGE`` (renameat2(2)), macOS ``renamex_np`` with
    ``RENAME_SWAP`` (renamex_np(2)).

    Raises:
        OSError: It can, but the disk refuses.
    """
    a, b = os.fsencode(first), os.fsencode(second)
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux" and (function := getattr(library, "renameat2", None)):
        done: int = function(_AT_FDCWD, a, _AT_FDCWD, b, _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and (function := getattr(library, "renamex_np", None)):
        done = function(a, b, _RENAME_SWAP)
    else:
        return False
    if done == 0:
        return True
    if (number := ctypes.get_errno()) in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(second))
