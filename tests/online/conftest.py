"""A web server on the loopback interface that behaves well or badly, as a test wants it."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

CERTIFICATE = Path(__file__).parents[1] / "data" / "tls" / "self-signed.pem"


class Handler(BaseHTTPRequestHandler):
    """Answers by path; what is registered in ``files`` is sent with ranges."""

    files: dict[str, tuple[str, bytes]]
    asked: list[tuple[str, str]]

    def do_HEAD(self) -> None:
        self.asked.append(("HEAD", self.path))
        if self.path.startswith("/no-head/"):
            self.send_error(405)
        else:
            self._answer(body=False)

    def do_GET(self) -> None:
        self.asked.append(("GET", self.path))
        self._answer(body=True)

    def _answer(self, *, body: bool) -> None:
        parts = self.path.split("/")
        special: Callable[[], None] | None = getattr(self, f"_{parts[1].replace('-', '_')}", None)
        if special and self.path not in self.files:
            special()
        else:
            self._file(self.path, body=body)

    def _file(self, path: str, *, body: bool, ranges: bool = True) -> None:
        path = path.partition("?")[0]
        if path not in self.files:
            self.send_error(404)
            return
        kind, data = self.files[path]
        asked = self.headers.get("Range")
        if asked and ranges:
            data = data[:2]
            self.send_response(206)
            self.send_header("Content-Range", f"bytes 0-1/{len(self.files[path][1])}")
        else:
            self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if body:
            self.wfile.write(data)

    def _no_head(self) -> None:
        self._file(self.path.removeprefix("/no-head"), body=True)

    def _no_ranges(self) -> None:
        body = self.command == "GET"
        self._file(self.path.removeprefix("/no-ranges"), body=body, ranges=False)

    def _to(self, status: int, place: str) -> None:
        self.send_response(status)
        self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _circle(self) -> None:
        self._to(302, "/circle/b" if self.path.endswith("a") else "/circle/a")

    def _hops(self) -> None:
        number = int(self.path.split("/")[2])
        rest = "/".join(self.path.split("/")[3:])
        self._to(301, f"/hops/{number - 1}/{rest}" if number > 1 else f"/{rest}")

    def _elsewhere(self) -> None:
        self._to(302, self.path.removeprefix("/elsewhere/"))

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(4000):
            try:
                self.wfile.write(b"<rss>" * 2000)
            except OSError:
                return

    def _slow(self) -> None:
        for piece in b"HTTP/1.1 200 OK\r\nX-Slow: 1\r\n" * 30:
            try:
                self.wfile.write(bytes([piece]))
            except OSError:
                return
            time.sleep(0.05)

    def _short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"too little")

    def _bomb(self) -> None:
        data = gzip.compress(b"\0" * 50_000_000)
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _gzip(self) -> None:
        data = gzip.compress(self.files[self.path.removeprefix("/gzip")][1])
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server:
    """A running server."""

    def __init__(self, *, tls: bool = False) -> None:
        self.files: dict[str, tuple[str, bytes]] = {}
        self.asked: list[tuple[str, str]] = []
        handler = type("Bound", (Handler,), {"files": self.files, "asked": self.asked})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        scheme = "https" if tls else "http"
        self.address = f"{scheme}://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def running(self) -> Iterator[Server]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server().running() as running:
        yield running


@pytest.fixture
def secure() -> Iterator[Server]:
    """Return a server with a certificate that nobody knows."""
    with Server(tls=True).running() as running:
        yield running
