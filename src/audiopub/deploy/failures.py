"""What hosts and networks refuse, said as errors with a cure."""

from __future__ import annotations

import errno

from audiopub.errors import DeployError, TransientError

_ACCESS = (errno.EACCES, errno.EPERM, errno.EROFS)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_PASSING = (
    errno.ETIMEDOUT,
    errno.ECONNRESET,
    errno.ECONNABORTED,
    errno.ECONNREFUSED,
    errno.EPIPE,
    errno.EHOSTUNREACH,
    errno.ENETUNREACH,
    errno.EAGAIN,
    errno.ESTALE,
)


def of_system(error: OSError, doing: str, name: str) -> DeployError:
    """Return what the operating system refuses, or a network.

    Args:
        error: What it said.
        doing: What was tried, as in "cannot write media/a.mp3".
        name: The target.
    """
    said = error.strerror or str(error) or type(error).__name__
    if error.errno in _ACCESS:
        return access(f"cannot {doing}: {said}", name)
    if error.errno in _FULL:
        return full(f"cannot {doing}: {said}", name)
    if isinstance(error, TimeoutError | ConnectionError | EOFError) or error.errno in _PASSING:
        return silent(f"cannot {doing}: {said}", name)
    return other(f"cannot {doing}: {said}", name)


def access(what: str, name: str) -> DeployError:
    """Return that the host does not let us."""
    return DeployError(
        "AP735",
        what,
        path=name,
        hint="check the credentials (docs/deploy.md says where they are looked for), and whether "
        "they may write there",
    )


def full(what: str, name: str) -> DeployError:
    """Return that the host has no room."""
    return DeployError(
        "AP749",
        what,
        path=name,
        hint="make room there, or raise the quota, and deploy again: what arrived is not sent "
        "again; a smaller keep_days frees superseded media sooner",
    )


def silent(what: str, name: str) -> TransientError:
    """Return that the host does not answer, or breaks off."""
    return TransientError(
        "AP739",
        what,
        path=name,
        hint="check the network and the host, and deploy again: it goes on where it broke off",
    )


def missing(what: str, name: str) -> DeployError:
    """Return that the bucket or the folder is not there."""
    return DeployError(
        "AP737",
        what,
        path=name,
        hint="make it, or correct the url in audiopub.toml",
    )


def vanished(path: str, name: str) -> DeployError:
    """Return that a file is not there any more."""
    return DeployError(
        "AP738",
        "the file is not there any more",
        path=f"{name}/{path}",
        hint="something else works on this target; deploy again once it has ended",
    )


def other(what: str, name: str) -> DeployError:
    """Return that the host refuses for a reason of its own."""
    return DeployError(
        "AP750",
        what,
        path=name,
        hint="see that the host is in order, and deploy again: it goes on where it broke off",
    )


def absent_extra(extra: str, what: str, name: str) -> DeployError:
    """Return that what a kind of target needs is not installed."""
    return DeployError(
        "AP731",
        f"{what} is not installed, which this kind of target needs",
        path=name,
        hint=f"pip install 'audiopub[{extra}]'",
    )
