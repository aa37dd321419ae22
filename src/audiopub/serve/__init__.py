"""The preview server: the published tree as a good host hands it out, and how to set up such one.

It sends the headers of :mod:`audiopub.hosting`, so that what works here works there. Needs the
extra ``serve``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from audiopub.serve.changes import Changes

if TYPE_CHECKING:
    from starlette.types import ASGIApp

__all__ = ["Changes", "application", "configuration"]


def application(
    folder: Path,
    *,
    link: str,
    hubs: Sequence[str] = (),
    hosts: Sequence[str] = ("*",),
    changes: Changes | None = None,
) -> ASGIApp:
    """Return an ASGI application that hands out a published tree.

    Addresses in its feeds become those of the server, so that an app can subscribe to it.

    Args:
        folder: The tree; looked up anew with each request, so it may be swapped meanwhile.
        link: The address at which the show lives in public, without a slash at the end.
        hubs: WebSub hubs.
        hosts: Names under which it answers; a page of another site cannot reach it under its own.
        changes: Told when the tree has changed; pages that are open then load again.

    Raises:
        ServeError: AP670, the extra ``serve`` is not installed.
    """
    from audiopub.serve import asgi

    return asgi.application(folder, link=link, hubs=hubs, hosts=hosts, changes=changes)


def configuration(server: str, *, link: str, folder: Path, hubs: Sequence[str] = ()) -> str:
    """Return the configuration of a web server that hands out a published tree as this one does.

    Args:
        server: ``nginx``, ``caddy`` or ``apache``.
        link: The address at which the show lives in public, without a slash at the end.
        folder: The tree on the server.
        hubs: WebSub hubs.
    """
    from audiopub.serve import configurations

    return configurations.render(server, link=link, folder=folder, hubs=hubs)
