"""One request to a web server, with the standard library."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiopub import __version__

AGENT = f"audiopub/{__version__}"
"""How we name ourselves."""

_MOST = (
    1 << 26
)  # bytes of an answer that are read: 64 MiB, of a feed of a hundred thousand episodes


_PARTIAL = 206
_NOT_SATISFIABLE = 416


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered, after redirections."""

    status: int
    """The HTTP status: 200."""

    headers: Mapping[str, str]
    """The header fields, their names in lower case."""

    body: bytes
    """The content, at most 64 MiB of it."""

    @property
    def is_success(self) -> bool:
        """Whether the status says so."""
        return self.status // 100 == 2  # noqa: PLR2004 - RFC 9110, 15.3


def ask(
    address: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    timeout: float = 20.0,
) -> Answer:
    """Ask a web server; a redirection is followed.

    Args:
        address: An http or https address.
        method: The HTTP method.
        body: What is sent.
        headers: Further header fields.
        timeout: How long to wait for a sign of life, in seconds.

    Raises:
        ConnectionError: There was no answer; it says why.
    """
    request = urllib.request.Request(  # noqa: S310 - callers have checked the scheme
        address, data=body, method=method, headers={"User-Agent": AGENT, **(headers or {})}
    )
    try:
        try:
            answer = urllib.request.urlopen(request, timeout=timeout)  # noqa: S310 - likewise
        except urllib.error.HTTPError as refusal:
            answer = refusal
        with answer:
            return Answer(
                status=answer.status or 0,
                headers={name.lower(): value for name, value in answer.headers.items()},
                body=answer.read(_MOST),
            )
    except urllib.error.URLError as error:
        raise ConnectionError(str(getattr(error.reason, "strerror", "") or error.reason)) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise ConnectionError(str(error) or type(error).__name__) from error


def download(
    address: str,
    file: Path,
    *,
    most: int,
    timeout: float = 30.0,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> Answer:
    """Fetch a large file; what an earlier try has fetched of it is not fetched again.

    Args:
        address: An http or https address.
        file: Where it goes; what is in it is its beginning.
        most: How many bytes it may have.
        timeout: How long to wait for a sign of life, in seconds.
        tell: Told how many bytes are there, and of how many; 0 if the server does not say.

    Returns:
        The server's last answer, without its content. Only after a success the file is whole.

    Raises:
        ConnectionError: The file did not come whole; another try goes on from there.
        OSError: It cannot be written.
    """
    have = file.stat().st_size if file.exists() else 0
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - callers have checked
    try:
        try:
            answer = urllib.request.urlopen(request, timeout=timeout)  # noqa: S310 - likewise
        except urllib.error.HTTPError as refusal:
            answer = refusal
        with answer:
            given = {name.lower(): value for name, value in answer.headers.items()}
            told = Answer(status=answer.status or 0, headers=given, body=b"")
            if told.status == _NOT_SATISFIABLE and have:
                file.unlink()  # it has become shorter there: the next try begins anew
                raise ConnectionError("the file has changed")
            if told.is_success:
                begin = have if told.status == _PARTIAL else 0
                _pour(
                    answer, file, begin, begin + int(given.get("content-length") or 0), most, tell
                )
            return told
    except urllib.error.URLError as error:
        raise ConnectionError(str(getattr(error.reason, "strerror", "") or error.reason)) from error
    except (http.client.HTTPException, TimeoutError, ValueError) as error:
        raise ConnectionError(str(error) or type(error).__name__) from error


def _pour(
    answer: Any,  # noqa: ANN401 - urllib gives this or that
    file: Path,
    begin: int,
    whole: int,
    most: int,
    tell: Callable[[int, int], None],
) -> None:
    """Write what comes to the end of a file, and see that all of it has come."""
    done = begin
    with file.open("r+b" if begin else "wb") as handle:
        handle.seek(begin)
        while block := answer.read(1 << 16):
            done += len(block)
            if done > most:
                raise ConnectionError(f"it is longer than {most} bytes")
            handle.write(block)
            tell(done, whole if whole > begin else 0)
    if begin < whole != done:
        raise ConnectionError(f"{done} of {whole} bytes came")
