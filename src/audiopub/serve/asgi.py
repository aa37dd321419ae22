"""The preview as an ASGI application: Starlette's static files, with a host's headers.

Ranges, conditional requests and HEAD are Starlette's. What is ours: the headers, no hidden files,
compression of text only, feeds that bear the preview's own addresses, and pages that load again
when the tree has changed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from audiopub import hosting
from audiopub.errors import ServeError
from audiopub.serve.changes import Changes

try:
    from starlette.applications import Starlette
    from starlette.datastructures import Headers
    from starlette.exceptions import HTTPException
    from starlette.middleware import Middleware
    from starlette.middleware.gzip import GZipMiddleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Mount, Route
    from starlette.staticfiles import NotModifiedResponse, StaticFiles
    from starlette.types import ASGIApp, Scope
except ImportError as error:
    raise ServeError(
        "AP670",
        "the preview server is not installed",
        hint="install it: pip install 'audiopub[serve]'",
    ) from error

_RELOAD = "-/reload.js"
_CHANGED = "-/changed.js"
_PATIENCE = 25.0
"""Seconds that a page waits for a change before it asks again; proxies cut off after 30 or 60."""

_SCRIPT = b'<script type="module" src="/-/reload.js"></script>'
_WATCHING = """\
let known = %d;
for (;;) {
  try {
    const { count } = await import(`/-/changed.js?after=${known}&${Math.random()}`);
    if (count !== known) location.reload();
    known = count;
  } catch {
    await new Promise((again) => setTimeout(again, 1000));
  }
}
"""
"""Waits by importing modules, which the pages' policy allows, and goes on when the server is
started again."""


def application(
    folder: Path,
    *,
    link: str,
    hubs: Sequence[str],
    hosts: Sequence[str],
    changes: Changes | None,
) -> ASGIApp:
    """See :func:`audiopub.serve.application`."""
    tree = _Tree(folder, link=link, hubs=hubs, reloading=changes is not None)
    return Starlette(
        routes=[*(_watching(changes) if changes else ()), Mount("/", tree)],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(GZipMiddleware, compresslevel=6),
        ],
    )


class _Tree(StaticFiles):
    """The published tree."""

    def __init__(self, folder: Path, *, link: str, hubs: Sequence[str], reloading: bool) -> None:
        super().__init__(directory=folder, html=True)
        self._link = link
        self._hubs = hubs
        self._reloading = reloading

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Return a file of the tree, but no hidden one and none that a link leads out to."""
        if any(part.startswith(".") for part in PurePosixPath(path).parts):
            return "", None
        return super().lookup_path(path)

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return a file with the headers of a host."""
        root = os.path.realpath(str(self.directory))
        path = Path(os.path.relpath(full_path, root)).as_posix()
        said = hosting.headers(path, feed_link=f"{self._link}/feed.xml", hubs=self._hubs)
        if hosting.is_feed(path):
            home = f"{scope['scheme']}://{Headers(scope=scope)['host']}"
            return _made(scope, said, full_path, (self._link.encode(), home.encode()))
        if self._reloading and path.endswith(".html"):
            return _made(scope, said, full_path, (b"</head>", _SCRIPT + b"</head>"))
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers.update(said)
        return response


def _made(
    scope: Scope, said: dict[str, str], path: str | os.PathLike[str], change: tuple[bytes, bytes]
) -> Response:
    """Return a file in which something is replaced."""
    data = Path(path).read_bytes().replace(*change)
    etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    response = Response(data, headers={**said, "ETag": etag})
    known = Headers(scope=scope).get("if-none-match", "")
    if etag in [tag.strip().removeprefix("W/") for tag in known.split(",")]:
        return NotModifiedResponse(response.headers)
    return response


def _watching(changes: Changes) -> list[Route]:
    """Return the two scripts that make a page load again."""

    async def reload(_: Request) -> Response:
        return _script(_WATCHING % changes.count)

    async def changed(request: Request) -> Response:
        try:
            known = int(request.query_params["after"])
        except (KeyError, ValueError) as error:
            raise HTTPException(400) from error
        return _script(f"export const count = {await changes.after(known, limit=_PATIENCE)};\n")

    return [Route(f"/{_RELOAD}", reload), Route(f"/{_CHANGED}", changed)]


def _script(text: str) -> Response:
    headers = {"Content-Type": hosting.TYPES[".js"], "Cache-Control": "no-store"}
    return Response(text, headers=headers)
