"""Fetching what strangers name: bounded in time and size, and from the public internet only.

Each name is resolved once, every address that it has is judged, and the connection goes to the
address that was judged; so is each redirection. With the standard library: what is needed is one
request at a time over HTTP/1.1, with a hand on the socket, which larger libraries keep to
themselves.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from audiopub.errors import WebError
from audiopub.web import AGENT

Method: TypeAlias = Literal["GET", "HEAD"]

_CHUNK = 1 << 16
_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
_SAFE = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much of strangers is borne."""

    redirections: int = 10
    """How many in a row."""

    silence: float = 20.0
    """How long to wait for a sign of life, in seconds."""

    seconds: float = 300.0
    """How long one file may take as a whole."""

    length: int = 512 << 20
    """How many bytes one file may have, unpacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """What came of a request."""

    address: str
    """The address at which the answer was found, after redirections."""

    hops: tuple[tuple[int, str], ...]
    """The redirections on the way: the status, and where it led."""

    status: int
    """The HTTP status: 200."""

    headers: Mapping[str, str]
    """The header fields, their names in lower case."""


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    return bool((mapped or found).is_global and not found.is_multicast)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetcher:
    """Fetches files and asks about them."""

    bounds: Bounds = field(default_factory=Bounds)
    """How much is borne."""

    allowed: Callable[[str], bool] = is_public
    """Whether to connect to an IP address."""

    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    """Which certificates are believed."""

    def ask(
        self, address: str, *, method: Method = "HEAD", headers: Mapping[str, str] | None = None
    ) -> Fetch:
        """Ask for a file's header fields; redirections are followed.

        Raises:
            WebError: AP860 to AP864 and AP866, there is no answer.
        """
        with self._answered(address, method, headers or {}) as (fetch, _, _):
            return fetch

    def download(self, address: str, target: Path) -> Fetch:
        """Fetch a file, piece by piece; what a server has packed is unpacked.

        Args:
            address: An address of the web.
            target: Where to write it; what is there is overwritten.

        Raises:
            WebError: AP860 to AP866, it cannot be fetched.
        """
        with self._answered(address, "GET", {}) as (fetch, answer, deadline):
            if fetch.status // 100 != 2:  # noqa: PLR2004 - RFC 9110, 15.3
                raise WebError(
                    "AP865",
                    f"the server answers {fetch.status} {answer.reason}".rstrip(),
                    path=address,
                    hint="check the address, and whether the file is public",
                )
            with target.open("wb") as file:
                length = 0
                for piece in _pieces(answer, address, deadline):
                    length += len(piece)
                    if length > self.bounds.length:
                        raise _endless(address, f"it is larger than {self.bounds.length >> 20} MB")
                    file.write(piece)
        return fetch

    @contextmanager
    def _answered(
        self, address: str, method: Method, headers: Mapping[str, str]
    ) -> Iterator[tuple[Fetch, http.client.HTTPResponse, float]]:
        """Yield the answer behind all redirections, and until when it must be read."""
        deadline = time.monotonic() + self.bounds.seconds
        hops: list[tuple[int, str]] = []
        here = address
        while True:
            connection = self._connection(here, address)
            clock = threading.Timer(deadline - time.monotonic(), _hang_up, [connection.sock])
            clock.start()
            answer = None
            try:
                answer = _request(connection, here, method, headers, address)
                target = answer.getheader("Location")
                if answer.status not in _REDIRECTIONS or not target:
                    found = {name.lower(): value for name, value in answer.getheaders()}
                    fetch = Fetch(
                        address=here, hops=tuple(hops), status=answer.status, headers=found
                    )
                    yield fetch, answer, deadline
                    return
                here = _joined(here, target)
            except WebError as error:
                if time.monotonic() > deadline:
                    raise _endless(address, "it takes too long") from error
                raise
            finally:
                clock.cancel()
                if answer is not None:
                    answer.close()
                connection.close()
            self._check_hops(address, here, hops, deadline)
            hops.append((answer.status, here))

    def _check_hops(
        self, address: str, here: str, hops: list[tuple[int, str]], deadline: float
    ) -> None:
        if here == address or any(here == place for _, place in hops):
            raise _circle(address, "it redirects in a circle")
        if len(hops) >= self.bounds.redirections:
            raise _circle(address, f"it redirects more than {self.bounds.redirections} times")
        if time.monotonic() > deadline:
            raise _endless(address, f"it took more than {self.bounds.seconds:g} seconds")

    def _connection(self, here: str, address: str) -> http.client.HTTPConnection:
        """Connect to the server of an address, if it is on the public internet."""
        try:
            parts = urlsplit(here)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            host, port, parts = "", None, urlsplit("")
        if parts.scheme not in ("http", "https") or not host:
            raise WebError(
                "AP866",
                f"{here} is no address of the web",
                path=address,
                hint="write a whole address that begins with https://",
            )
        port = port or (443 if parts.scheme == "https" else 80)
        sock = self._socket(host, port, address)
        connection = http.client.HTTPConnection(host, port, timeout=self.bounds.silence)
        try:
            if parts.scheme == "https":
                sock = self.context.wrap_socket(sock, server_hostname=host)
        except ssl.SSLCertVerificationError as error:
            sock.close()
            raise WebError(
                "AP863",
                f"the certificate of {host} is not valid: {error.verify_message}",
                path=address,
                hint="renew the certificate, with all certificates between it and a known one",
            ) from error
        except OSError as error:
            sock.close()
            raise _silent(address, host, error) from error
        connection.sock = sock
        return connection

    def _socket(self, host: str, port: int, address: str) -> socket.socket:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise _silent(address, host, error) from error
        if any(not self.allowed(str(each[4][0])) for each in found):
            raise WebError(
                "AP860",
                f"{host} is on a private network, so it was not asked",
                path=address,
                hint="say --allow-private, if you trust the address",
            )
        last: OSError = OSError("it has no address")
        for family, kind, protocol, _, place in found:
            sock = socket.socket(family, kind, protocol)
            sock.settimeout(self.bounds.silence)
            try:
                sock.connect(place)
            except OSError as error:
                sock.close()
                last = error
            else:
                return sock
        raise _silent(address, host, last) from last


def _joined(here: str, target: str) -> str:
    """Return the address that a redirection leads to."""
    target = quote(target.strip(), safe=_SAFE)
    try:
        return urljoin(here, target)
    except ValueError:  # it is none, and will be said to be none
        return target


def _hang_up(sock: socket.socket) -> None:
    """End a connection whose time is over, whatever it is waiting for."""
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _request(
    connection: http.client.HTTPConnection,
    here: str,
    method: Method,
    headers: Mapping[str, str],
    address: str,
) -> http.client.HTTPResponse:
    parts = urlsplit(here)
    target = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe=_SAFE)
    sent = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "identity", **headers}
    try:
        connection.request(method, target, headers={**sent, "Connection": "close"})
        return connection.getresponse()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _silent(address, parts.hostname or here, error) from error


def _pieces(answer: http.client.HTTPResponse, address: str, deadline: float) -> Iterator[bytes]:
    """Yield the content of an answer, unpacked."""
    packed = (answer.getheader("Content-Encoding") or "").lower() in ("gzip", "x-gzip", "deflate")
    unpacker = zlib.decompressobj(wbits=47) if packed else None
    expected = answer.length
    try:
        while piece := answer.read1(_CHUNK):
            expected = None if expected is None else expected - len(piece)
            while unpacker and piece:
                yield unpacker.decompress(piece, _CHUNK)
                piece = unpacker.unconsumed_tail
            if piece:
                yield piece
        if time.monotonic() > deadline:
            raise _endless(address, "it takes too long")
        if expected:
            raise _silent(address, "the server", OSError(f"{expected} bytes are missing"))
    except zlib.error as error:
        raise _silent(address, "the server", error) from error
    except (OSError, http.client.HTTPException) as error:
        raise _silent(address, "the server", error) from error


def _silent(address: str, host: str, error: Exception) -> WebError:
    slow = isinstance(error, TimeoutError)
    reason = "it is silent" if slow else getattr(error, "strerror", None) or str(error)
    return WebError(
        "AP862",
        f"{host} does not answer: {reason or type(error).__name__}",
        path=address,
        hint="check the address, and try again later",
    )


def _circle(address: str, what: str) -> WebError:
    return WebError(
        "AP861", what, path=address, hint="let the address lead to the file without detours"
    )


def _endless(address: str, what: str) -> WebError:
    return WebError(
        "AP864", what, path=address, hint="check whether the address leads to the right file"
    )
