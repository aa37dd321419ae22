"""A server in a thread, as a browser meets it."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import httpx
import pytest
import uvicorn
from starlette.types import ASGIApp

Serve = Callable[[ASGIApp], AbstractContextManager[httpx.Client]]


@pytest.fixture(scope="session")
def served() -> Serve:
    """Return a function that serves an application on loopback and gives a client of it."""

    @contextlib.contextmanager
    def serve(application: ASGIApp) -> Iterator[httpx.Client]:
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(application, log_level="error"))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        running.start()
        home = f"http://127.0.0.1:{listening.getsockname()[1]}"
        try:
            with httpx.Client(base_url=home, trust_env=False) as client:
                yield client
        finally:
            server.should_exit = True
            running.join()
            listening.close()

    return serve
