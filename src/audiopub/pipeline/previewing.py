"""The preview: hands out the published tree, and publishes anew whenever a source changes."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from audiopub import serve
from audiopub.errors import AudiopubError, ServeError
from audiopub.pipeline.outcome import FEEDS, Outcome, Request, failures
from audiopub.pipeline.publishing import publish
from audiopub.pipeline.workshop import show_of
from audiopub.project import config as configuration
from audiopub.project.config import Config

LOOPBACK = "127.0.0.1"
_QUIET = 400
"""Milliseconds without a further change before the show is published: copying takes time."""


def server_configuration(root: Path, server: str, folder: Path) -> str:
    """Return how a web server hands out a show's published tree as the preview does.

    Args:
        root: The folder of the show.
        server: ``nginx``, ``caddy`` or ``apache``.
        folder: Where the tree lies on the server.

    Raises:
        AudiopubError: The show's configuration is wrong.
    """
    show = show_of(configuration.load(root))
    return serve.configuration(server, link=show.link, folder=folder, hubs=show.feed.hubs)


def lan_address() -> str | None:
    """Return the address of this machine in its own network; ``None`` if it is in none.

    Nothing is sent: a datagram socket only asks which way it would go.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # of a network that is nobody's (RFC 5737)
        except OSError:
            return None
        found: str = probe.getsockname()[0]
    return None if found.startswith("127.") else found


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 is any that is free.

    Raises:
        ServeError: AP671, the port is taken, or may not be used.
    """
    try:
        return socket.create_server((host, port), backlog=512)
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ServeError(
            "AP671",
            f"cannot listen on port {port}: {reason}",
            hint="choose another one: audiopub serve --port 8001",
        ) from error


def preview(
    root: Path,
    listening: socket.socket,
    *,
    hosts: Sequence[str],
    watch: bool,
    told: Callable[[Outcome], None],
    started: Callable[[], None] = lambda: None,
) -> None:
    """Hand out a show's published tree until the run is interrupted.

    Args:
        root: The folder of the show.
        listening: Where to listen.
        hosts: Names under which it answers.
        watch: Whether to publish whenever a source changes, and to load open pages again.
        told: Told what came of each publication.
        started: Called once all is ready.

    Raises:
        ServeError: AP670, the extra ``serve`` is not installed; AP672, there is nothing to show.
        AudiopubError: The show's configuration is wrong.
    """
    config = configuration.load(root)
    folder = root / FEEDS
    if not (folder / "index.html").is_file():
        raise ServeError(
            "AP672",
            "there is nothing to show yet",
            path=FEEDS,
            hint="publish something first: audiopub publish",
        )
    changes = serve.Changes() if watch else None
    show = show_of(config)
    application = serve.application(
        folder, link=show.link, hubs=show.feed.hubs, hosts=hosts, changes=changes
    )
    import uvicorn

    server = uvicorn.Server(
        uvicorn.Config(application, log_level="error", access_log=False, server_header=False)
    )
    over = threading.Event()
    if changes:
        arguments = (config, changes, told, over)
        threading.Thread(target=_watch, args=arguments, daemon=True).start()
    started()
    try:
        server.run(sockets=[listening])
    finally:
        over.set()


def _watch(
    config: Config,
    changes: serve.Changes,
    told: Callable[[Outcome], None],
    over: threading.Event,
) -> None:
    """Publish whenever a source changes."""
    import watchfiles

    def is_source(_: watchfiles.Change, path: str) -> bool:
        inside = Path(path).relative_to(config.root).parts
        return inside[:1] != (FEEDS,) and not any(part.startswith(".") for part in inside)

    for _ in watchfiles.watch(
        config.root, watch_filter=is_source, stop_event=over, debounce=_QUIET, raise_interrupt=False
    ):
        outcome = _published(config.root)
        told(outcome)
        if outcome.live:
            changes.tell()


def _published(root: Path) -> Outcome:
    """Publish; what keeps it from being done is a finding, since the preview goes on."""
    try:
        return publish(root, Request())
    except (AudiopubError, ExceptionGroup) as error:
        return Outcome(steps=(), findings=tuple(failures(error)), folder=root / FEEDS)
