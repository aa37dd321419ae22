"""A target of which one call fails, in one of the ways in which hosts and networks fail."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NoReturn, TypeVar

from audiopub.deploy import failures
from audiopub.deploy.target import Capabilities, Content, Headers, Held, Target, content_of

T = TypeVar("T")

FAULTS = {
    "EIO": ("AP750",),
    "ENOSPC": ("AP749",),
    "timeout": ("AP739",),
    "reset": ("AP739",),
    "500": ("AP739",),
    "lost answer": ("AP739",),
    "truncated": ("AP739", "AP740"),
    "wrong": ("AP739", "AP740"),
}
"""Each way to fail, and the codes of what is said then, if anything is."""


class Faulty:
    """A target of which one call fails. One call at a time, so that the nth is always the same."""

    def __init__(self, inner: Target, fault: str = "", at: int = 0) -> None:
        self._inner = inner
        self._fault = fault
        self._at = at
        self.calls = 0
        self.name = inner.name
        self.capabilities: Capabilities = replace(inner.capabilities, parallel=1)

    @property
    def heeds_conditions(self) -> bool:
        return self._inner.heeds_conditions

    def _call(self, work: Callable[[], T], spoilt: Callable[[], T] | None = None) -> T:
        self.calls += 1
        if self.calls != self._at:
            return work()
        if self._fault in ("EIO", "ENOSPC"):
            number = getattr(errno, self._fault)
            raise failures.of_system(OSError(number, self._fault), "do it", self.name)
        if self._fault in ("timeout", "reset"):
            kind = TimeoutError if self._fault == "timeout" else ConnectionResetError
            raise failures.of_system(kind(self._fault), "do it", self.name)
        if self._fault == "500":
            raise failures.silent("the server answered 500", self.name)
        if self._fault == "lost answer":
            work()
            raise failures.silent("reset", self.name)
        return spoilt() if spoilt else work()

    def _spoil(self, data: bytes) -> bytes:
        if self._fault == "truncated":
            return data[: len(data) // 2]
        return data[:-1] + bytes([data[-1] ^ 1]) if data else data

    def put(self, path: str, content: Content, headers: Headers) -> Held | None:
        spoilt = content_of(self._spoil(content.read()))
        return self._call(
            lambda: self._inner.put(path, content, headers),
            lambda: self._inner.put(path, spoilt, headers) if self._takes(path) else self._no(),
        )

    def put_if(self, path: str, content: Content, headers: Headers, version: str | None) -> None:
        self._call(lambda: self._inner.put_if(path, content, headers, version), self._no)

    def _takes(self, path: str) -> bool:
        """Return whether what arrives damaged is held. S3 refuses it, but for parts of large files:
        of all others the hash is signed."""
        return self.capabilities.rename or path.startswith("media/")

    def _no(self) -> NoReturn:
        raise failures.silent("the hash is another one than was signed", self.name)

    def head(self, path: str) -> Held | None:
        return self._call(lambda: self._inner.head(path))

    def read_range(self, path: str, start: int, length: int) -> bytes:
        return self._call(
            lambda: self._inner.read_range(path, start, length),
            lambda: self._spoil(self._inner.read_range(path, start, length)),
        )

    def rename(self, old: str, new: str) -> None:
        self._call(lambda: self._inner.rename(old, new))

    def delete(self, path: str) -> None:
        self._call(lambda: self._inner.delete(path))

    def list(self, folder: str = "") -> Iterator[Held]:
        return self._call(lambda: iter(tuple(self._inner.list(folder))))

    def close(self) -> None:
        self._inner.close()
