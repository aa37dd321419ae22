"""Anything else that rclone knows: an installed rclone does the work, with its own credentials.

What it copies it puts beside and renames, where the remote does not put whole files anyway; its own
renaming deletes what is in the way first, and so would leave a moment without a feed.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from audiopub.deploy import failures
from audiopub.deploy.credentials import redacted
from audiopub.deploy.target import Capabilities, Content, Digest, Headers, Held
from audiopub.errors import DeployError
from audiopub.model import Destination

_PARALLEL = 4
_PATIENCE = 3600.0  # seconds that one file may take
_NO_FOLDER, _NO_FILE, _PASSING = 3, 4, 5  # rclone's exit statuses
_HASHES = ("sha256", "sha1", "md5")


_Entries = list[dict[str, Any]]
"""What rclone tells of files."""


class Rclone:
    """A target that is a remote of rclone: ``rclone://REMOTE/PATH``."""

    capabilities = Capabilities(rename=False, headers=False, parallel=_PARALLEL)
    heeds_conditions = False

    def __init__(self, destination: Destination) -> None:
        """Look whether rclone knows the remote.

        Raises:
            DeployError: AP731, rclone is not installed; AP737, there is no such remote or folder.
        """
        self.name = destination.url.rstrip("/")
        parts = urlsplit(destination.url)
        self._root = f"{unquote(parts.netloc)}:{unquote(parts.path).strip('/')}"
        program = shutil.which("rclone")
        if program is None:
            raise DeployError(
                "AP731",
                "rclone is not installed, which this kind of target needs",
                path=self.name,
                hint="install it from https://rclone.org, and describe the remote: rclone config",
            )
        self._program = program
        self._run("make the folder", "mkdir", self._root)

    def put(self, path: str, content: Content, headers: Headers) -> None:
        """Write a file; rclone gives it a type by its name."""
        del headers
        if isinstance(content.source, Path):
            self._run(f"write {path}", "copyto", str(content.source), self._full(path), *_PLAIN)
            return
        with tempfile.NamedTemporaryFile(prefix="audiopub-") as file:
            file.write(content.read())
            file.flush()
            self._run(f"write {path}", "copyto", file.name, self._full(path), *_PLAIN)

    def put_if(self, path: str, content: Content, headers: Headers, version: str | None) -> None:
        """Refuse: rclone has no such promise."""
        del content, headers, version
        raise failures.other(f"cannot write {path} conditionally: rclone cannot do that", self.name)

    def head(self, path: str) -> Held | None:
        """Return what is known of a file."""
        folder = posixpath.dirname(path)
        entries = self._entries(self._full(folder), "--max-depth", "1", "--include", _only(path))
        return next((_held(entry, folder) for entry in entries), None)

    def read_range(self, path: str, start: int, length: int) -> bytes:
        """Return bytes of a file."""
        where = ("--offset", str(start), "--count", str(length))
        data = self._ask(f"read {path}", "cat", self._full(path), *where)
        if data is None:
            raise failures.vanished(path, self.name)
        return data

    def rename(self, old: str, new: str) -> None:
        """Put a file in the place of another; there may be a moment without either."""
        self._run(f"put {new} in place", "moveto", self._full(old), self._full(new))

    def delete(self, path: str) -> None:
        """Delete a file."""
        self._ask(f"delete {path}", "deletefile", self._full(path))

    def list(self, folder: str = "") -> Iterator[Held]:
        """Give every file below a folder."""
        for entry in self._entries(self._full(folder), "--recursive"):
            yield _held(entry, folder)

    def close(self) -> None:
        """Do nothing: no program is left running."""

    def _entries(self, where: str, *options: str) -> _Entries:
        words = ("--files-only", "--hash", *options)
        data = self._ask("list the files", "lsjson", where, *words)
        found: _Entries = msgspec.json.decode(data) if data else []
        return found

    def _full(self, path: str) -> str:
        joint = "" if self._root.endswith(":") else "/"
        return f"{self._root}{joint}{path}" if path else self._root

    def _run(self, doing: str, *words: str) -> None:
        if self._ask(doing, *words) is None:
            raise failures.missing(f"cannot {doing}: rclone finds no such place", self.name)

    def _ask(self, doing: str, *words: str) -> bytes | None:
        """Run rclone, and return what it printed; ``None`` if what it looked for is not there."""
        try:
            done = subprocess.run(  # noqa: S603 - an installed rclone, by its path
                [self._program, *words, "--retries", "1", "--low-level-retries", "3"],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise failures.silent(f"cannot {doing}: rclone takes too long", self.name) from None
        except OSError as error:
            raise failures.of_system(error, "start rclone", self.name) from error
        if not done.returncode:
            return done.stdout
        if done.returncode in (_NO_FOLDER, _NO_FILE):
            return None
        said = redacted(done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2], ())
        raise self._failure(f"cannot {doing}: {said}", done.returncode)

    def _failure(self, what: str, status: int) -> DeployError:
        text = what.lower()
        if "didn't find section" in text or "not found" in text:
            return failures.missing(what, self.name)
        if any(word in text for word in ("denied", "unauthorized", "forbidden", "401", "403")):
            return failures.access(what, self.name)
        if any(word in text for word in ("quota", "no space", "insufficient storage")):
            return failures.full(what, self.name)
        if status == _PASSING or any(word in text for word in ("timeout", "connection", "503")):
            return failures.silent(what, self.name)
        return failures.other(what, self.name)


_PLAIN = ("--ignore-times", "--no-check-dest")


def _only(path: str) -> str:
    """Return a pattern of rclone for one file of a folder; its wildcards are quoted."""
    name = posixpath.basename(path)
    return "/" + "".join(f"\\{c}" if c in "\\*?[]{}" else c for c in name)


def _held(entry: dict[str, Any], folder: str) -> Held:
    path = f"{folder}/{entry['Path']}" if folder else entry["Path"]
    changed = dt.datetime.fromisoformat(entry["ModTime"]).timestamp()
    hashes = entry.get("Hashes") or {}
    known = next((name for name in _HASHES if hashes.get(name)), None)
    return Held(
        path=path,
        size=entry["Size"],
        modified=changed,
        version=f"{entry['ModTime']}-{entry['Size']}",
        digest=Digest(algorithm=known, value=hashes[known]) if known else None,
    )
