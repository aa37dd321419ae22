"""A browser, and a show for it: served as in production, with ranges and the strict policy."""

from __future__ import annotations

import os
import re
import threading
import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from audiopub.model import Alignment, Artwork, Enclosure, Episode, Publication

playwright_api = pytest.importorskip(
    "playwright.sync_api", reason="the extra dev is not installed: pip install playwright"
)

CHROMIUM = Path(os.environ.get("AUDIOPUB_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]
SECONDS = 102.5
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)


class Handler(SimpleHTTPRequestHandler):
    """Serves files, and single ranges of them, which players need to seek."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_GET(self) -> None:
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        file = Path(self.translate_path(self.path))
        if wanted is None or not file.is_file():
            super().do_GET()
            return
        data = file.read_bytes()
        start, end = int(wanted[1]), int(wanted[2] or len(data) - 1)
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Range", f"bytes {start}-{end}/{len(data)}")
        self.send_header("Content-Length", str(end - start + 1))
        self.end_headers()
        self.wfile.write(data[start : end + 1])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Takes no notice of players that stop reading."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


Build = Callable[..., Path]


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Silence that a browser plays."""
    file = tmp_path_factory.mktemp("sound") / "sound.wav"
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(8000)
        out.writeframes(b"\x80" * int(SECONDS * 8000))
    return file


@pytest.fixture(scope="session")
def build(
    tmp_path_factory: pytest.TempPathFactory, sound: Path, render: Callable[..., dict[str, bytes]]
) -> Build:
    """Return a function that writes a whole published tree, with sound and pictures."""

    def tree(publication: Publication, alignment: Alignment | None = None) -> Path:
        root = tmp_path_factory.mktemp("feeds")
        files = render(publication, alignment) if alignment else render(publication)
        for episode in publication.episodes:
            files[episode.enclosure.path] = sound.read_bytes()
            if episode.waveform:
                files[episode.waveform.path] = WAVEFORM
        for path, data in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        for artwork in (publication.show.artwork, *(e.artwork for e in publication.episodes)):
            for width in artwork.smaller:
                Image.new("RGB", (width, width), "#1f3f9f").save(root / artwork.at(width))
        return root

    return tree


WAVEFORM = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 120" stroke="currentColor">'
    b'<path d="M2 30v60M500 10v100" stroke-width="3"/></svg>'
)


def playable(episode: Episode) -> Episode:
    """Return an episode whose sound and cover are those of the tree."""
    return replace(
        episode,
        guid=episode.slug,
        enclosure=Enclosure(
            path=f"media/{episode.slug}-0a1b2c3d.wav",
            length=820_044,
            mime_type="audio/wav",
            duration=SECONDS,
            sha256="0a1b2c3d" * 8,
            bitrate=64_000,
        ),
        artwork=replace(episode.artwork, smaller=(192, 384, 768)),
    )


@pytest.fixture(scope="session")
def heard(publication: Publication) -> Publication:
    """The publication of three episodes, with sound."""
    cover = Artwork(
        path="cover.jpg",
        mime_type="image/jpeg",
        width=3000,
        smaller=(192, 384, 768),
        accent="#d1372b",
    )
    return Publication(
        show=replace(publication.show, artwork=cover),
        episodes=tuple(map(playable, publication.episodes)),
    )


@pytest.fixture(scope="session")
def feeds(build: Build, heard: Publication) -> Path:
    """The published tree."""
    return build(heard)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Return a function that serves a tree and returns its address."""
    servers: list[Server] = []

    def address(root: Path) -> str:
        server = Server(("127.0.0.1", 0), partial(Handler, directory=str(root)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield address
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def home(serve: Callable[[Path], str], feeds: Path) -> str:
    """The address of the show's page."""
    return serve(feeds)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium with a fresh profile."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no browser at {CHROMIUM}; AUDIOPUB_CHROMIUM can name another")
    with playwright_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:  # noqa: ANN401 - Playwright's types
    """Return a function that opens an address in a window of its own; errors there are failures."""
    contexts: list[Any] = []
    faults: list[str] = []

    def opened(address: str, **options: object) -> Any:  # noqa: ANN401 - Playwright's types
        context = browser.new_context(**({"reduced_motion": "reduce"} | options))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []
