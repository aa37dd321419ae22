"""A wire that fails: between a program and a server here, at one piece of what passes."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator

PIECE = 1 << 16
ANSWER = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

FAULTS = ("reset", "stall", "truncated", "wrong", "500")
"""Connection reset; silence; half of a piece and an end; another bit; and, for HTTP, an answer."""


class Wire:
    """Passes on what it is given, both ways; counts the pieces, and spoils one of them."""

    def __init__(self, port: int) -> None:
        """Listen, and lead to a port of this machine."""
        self._far = port
        self._server = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._closed = False
        self.port: int = self._server.getsockname()[1]
        self.pieces = 0
        self.fault, self.at = "", 0
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Lead nowhere any more."""
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        with self._lock:
            self._closed = True
            self._hang_up()

    def _hang_up(self) -> None:
        """End all connections that there are; whoever calls it holds the lock."""
        for one in self._open:
            _end(one)
            one.close()
        self._open.clear()

    @contextlib.contextmanager
    def failing(self, fault: str, at: int) -> Iterator[None]:
        """Spoil a piece as long as the block lasts, and only one."""
        with self._lock:
            self.fault, self.at, self.pieces = fault, at, 0
        try:
            yield
        finally:
            with self._lock:
                self.fault = ""
                self._hang_up()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._server.accept()
            except OSError:  # it was closed
                return
            far = socket.create_connection(("127.0.0.1", self._far))
            with self._lock:
                self._open += [near, far]
                if self._closed:
                    self._hang_up()
                    return
            for source, target, answers in ((near, far, False), (far, near, True)):
                threading.Thread(
                    target=self._pass, args=(source, target, answers), daemon=True
                ).start()

    def _pass(self, source: socket.socket, target: socket.socket, answers: bool) -> None:  # noqa: FBT001 - of a thread
        with contextlib.suppress(OSError):
            while data := source.recv(PIECE):
                fault = self._due()
                if fault == "stall":
                    while source.recv(PIECE):  # until somebody gives up
                        pass
                    break
                if fault == "reset":
                    for one in (source, target):
                        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                        one.close()
                    return
                if fault == "500" and answers:
                    target.sendall(ANSWER)
                    break
                if fault == "wrong":
                    data = data[:-1] + bytes([data[-1] ^ 1])
                target.sendall(data[: len(data) // 2] if fault == "truncated" else data)
                if fault == "truncated":
                    break
        _end(source)
        _end(target)

    def _due(self) -> str:
        with self._lock:
            self.pieces += 1
            return self.fault if self.pieces == self.at else ""


def _end(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
