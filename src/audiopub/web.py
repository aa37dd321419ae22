"""One request to a web server, with the standard library."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass

from audiopub import __version__

AGENT = f"audiopub/{__version__}"
"""How we name ourselves."""

_MOST = (
    1 << 26
)  # bytes of an answer that are read: 64 MiB, of a feed of a hundred thousand episodes


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
