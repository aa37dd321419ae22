"""A bucket in memory: what an object store promises, without its network."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator, Mapping

from audiopub.deploy import failures
from audiopub.deploy.target import Capabilities, Content, Digest, Headers, Held
from audiopub.errors import ChangedError


class Bucket:
    """A target that cannot rename, heeds conditions, and vouches for what it holds by an MD5."""

    name = "s3://bucket"
    capabilities = Capabilities(rename=False, headers=True, parallel=4)
    heeds_conditions = True

    def __init__(self, files: Mapping[str, tuple[bytes, float]] | None = None) -> None:
        self.files = dict(files or {})
        """The bytes of each file, and when they were put."""
        self._lock = threading.Lock()

    def put(self, path: str, content: Content, headers: Headers) -> Held | None:
        del headers
        self.files[path] = (content.read(), time.time())
        return self.head(path)

    def put_if(self, path: str, content: Content, headers: Headers, version: str | None) -> None:
        with self._lock:
            held = self.head(path)
            if (held.version if held else None) != version:
                raise ChangedError(
                    "AP742", "it is another one", path=f"{self.name}/{path}", hint="x"
                )
            self.put(path, content, headers)

    def head(self, path: str) -> Held | None:
        if path not in self.files:
            return None
        data, modified = self.files[path]
        tag = hashlib.md5(data, usedforsecurity=False).hexdigest()
        return Held(
            path=path,
            size=len(data),
            modified=modified,
            version=tag,
            digest=Digest(algorithm="md5", value=tag),
        )

    def read_range(self, path: str, start: int, length: int) -> bytes:
        if path not in self.files:
            raise failures.vanished(path, self.name)
        return self.files[path][0][start : start + length]

    def rename(self, old: str, new: str) -> None:
        self.files[new] = self.files.pop(old)

    def delete(self, path: str) -> None:
        self.files.pop(path, None)

    def list(self, folder: str = "") -> Iterator[Held]:
        for path in tuple(self.files):
            held = self.head(path)
            if held and (not folder or path.startswith(f"{folder}/")):
                yield held

    def close(self) -> None:
        """Do nothing."""
