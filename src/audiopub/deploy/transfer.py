"""Bringing one file: sent, verified, and only then in its place."""

from __future__ import annotations

import contextlib
import hashlib
import random
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TypeVar

from audiopub.deploy import kinds
from audiopub.deploy.target import PIECE, Content, Held, Target
from audiopub.errors import ChangedError, DeployError, TransientError

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often something is tried that a host refuses for the moment."""

    tries: int = 5
    """The first one included."""

    first: float = 0.5
    """How long to wait after the first failure, in seconds; twice as long after each further one,
    and up to a half more by chance, so that many do not come back at once."""

    sleep: Callable[[float], None] = time.sleep
    """Waits."""

    def insist(self, work: Callable[[], T]) -> T:
        """Do something, again if it fails for the moment.

        Raises:
            TransientError: It failed for the moment each time.
        """
        for attempt in range(self.tries - 1):
            try:
                return work()
            except TransientError:
                pause = self.first * 2**attempt
                self.sleep(pause * (1 + random.random() / 2))  # noqa: S311 - no secret
        return work()


@contextlib.contextmanager
def many(width: int) -> Iterator[ThreadPoolExecutor]:
    """Give threads for so many transfers at once; what has not begun when one fails never begins.

    So an interruption waits for what is on its way, not for all that is still to come.
    """
    with ThreadPoolExecutor(width) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


class Damaged(TransientError):  # noqa: N818 - what it says is the file's state
    """A file arrived otherwise than it was sent; it is sent again."""


def bring(
    target: Target,
    path: str,
    content: Content,
    patience: Patience,
    before: Callable[[], None] = lambda: None,
) -> Held:
    """Put a file so that nobody ever sees a half or a wrong one, and verify it.

    Args:
        target: Where.
        path: Its path there.
        content: What.
        patience: How often to try.
        before: Called right before it takes its place; may raise to prevent that.

    Returns:
        What lies there now.

    Raises:
        DeployError: AP734, the file changes here while it is sent; AP740, it arrives damaged each
            time; or what the host refuses.
    """
    return patience.insist(lambda: _bring(target, path, content, before))


def _bring(target: Target, path: str, content: Content, before: Callable[[], None]) -> Held:
    headers = kinds.headers(path)
    with _reading(path, content) as steady:
        if not target.capabilities.rename:
            before()
            return verify(target, path, steady, said=target.put(path, steady, headers))
        beside = str(PurePosixPath(path).with_name(f"{kinds.WORK}{uuid.uuid4().hex}"))
        try:
            target.put(beside, steady, headers)
            held = verify(target, beside, steady, shown=path)
            if not content.is_unchanged:
                raise _unsteady(path)
            before()
            target.rename(beside, path)
        except DeployError:
            with contextlib.suppress(DeployError):  # the next deployment sweeps what is left
                target.delete(beside)
            raise
        return held


def bring_if(
    target: Target,
    path: str,
    content: Content,
    patience: Patience,
    expected: str | None,
) -> Held:
    """Put a file in the place of a certain version of it; of none if that is ``None``.

    Where the host promises such a thing, it decides. Elsewhere we look right before.

    Returns:
        What lies there now.

    Raises:
        ChangedError: AP742, another version is there.
        DeployError: As for :func:`bring`.
    """

    def conditionally() -> Held:
        with _reading(path, content) as steady:
            try:
                target.put_if(path, steady, kinds.headers(path), expected)
            except ChangedError:
                # an answer may have been lost: then it is ours that is there
                if not is_there(target, path, steady):
                    raise
            return verify(target, path, steady)

    def look() -> None:
        held = target.head(path)
        if (held.version if held else None) == expected:
            return
        raise changed(path, target.name)

    if target.heeds_conditions:
        return patience.insist(conditionally)
    return bring(target, path, content, patience, before=look)


def changed(path: str, name: str) -> ChangedError:
    """Return that something else replaced a file while we were at work."""
    return ChangedError(
        "AP742",
        "something else has replaced this file meanwhile; it stays as it is",
        path=f"{name}/{path}",
        hint="find out who else deploys to this target, and deploy again",
    )


@contextlib.contextmanager
def _reading(path: str, content: Content) -> Iterator[Content]:
    """Give a content that is sent as it was hashed; say it if the local file does not stay so.

    A small file is read once and for all. What is sent of a large one is compared afterwards.
    """
    try:
        yield _steady(path, content)
    except OSError as error:
        raise DeployError(
            "AP734",
            f"cannot read it: {error.strerror or error}",
            path=f"feeds/{path}",
            hint="run audiopub publish, then deploy again",
        ) from error
    except DeployError as error:
        if content.is_unchanged:
            raise
        raise _unsteady(path) from error
    if not content.is_unchanged:
        raise _unsteady(path)


def _steady(path: str, content: Content) -> Content:
    if content.size > PIECE or isinstance(content.source, bytes):
        return content
    data = content.read()
    if hashlib.sha256(data).hexdigest() != content.sha256:
        raise _unsteady(path)
    return replace(content, source=data)


def _unsteady(path: str) -> DeployError:
    return DeployError(
        "AP734",
        "the file changed while it was sent",
        path=f"feeds/{path}",
        hint="find out what writes to it, and deploy again once that has ended",
    )


def verify(
    target: Target,
    path: str,
    content: Content,
    *,
    shown: str | None = None,
    said: Held | None = None,
) -> Held:
    """Make sure that a file arrived as it was sent, and return what lies there.

    Args:
        target: Where it was sent.
        path: Its path there.
        content: What was sent.
        shown: The path that it is to have, for messages.
        said: What the host said of it when it was sent.

    Raises:
        DeployError: AP740, it did not.
    """
    if said and said.digest and said.digest.fits(content):
        return said
    held = target.head(path)
    if held is None:
        what = "it is not there after it was sent"
    elif held.size != content.size:
        what = f"it arrived with {held.size} of {content.size} bytes"
    elif not is_equal(target, held, content):
        what = "it arrived with other bytes than were sent"
    else:
        return held
    raise Damaged(
        "AP740",
        what,
        path=f"{target.name}/{shown or path}",
        hint="check the network and the host; what was live stays live",
    )


def is_there(target: Target, path: str, content: Content) -> bool:
    """Return whether a file of this content lies on a target."""
    held = target.head(path)
    return held is not None and is_equal(target, held, content)


def is_equal(target: Target, held: Held, content: Content) -> bool:
    """Return whether a file on a target has a certain content.

    By the host's hash if it gives one that fits; else it is read back. (A hash that does not fit
    proves nothing: hosts that encrypt give that of the encrypted bytes.)
    """
    if held.size != content.size:
        return False
    if held.digest and held.digest.fits(content):
        return True
    return sha256_there(target, held) == content.sha256


def sha256_there(target: Target, held: Held) -> str:
    """Read a file of a target back, and return its hash."""
    found = hashlib.sha256()
    for start in range(0, held.size, PIECE):
        found.update(target.read_range(held.path, start, min(PIECE, held.size - start)))
    return found.hexdigest()
