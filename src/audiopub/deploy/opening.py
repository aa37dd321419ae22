"""From the address of a target to the target."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from audiopub.deploy.folder import Folder
from audiopub.deploy.target import Target
from audiopub.errors import DeployError
from audiopub.model import SCHEMES, Destination

_OBJECT_STORES = ("s3", "gs", "az")
_WEBDAV = ("dav", "davs", "webdav", "webdavs")


def open_target(destination: Destination) -> Target:
    """Connect to a target.

    Raises:
        DeployError: AP730, its address cannot be; AP731, what it needs is not installed; or the
            host refuses.
    """
    scheme, separator, _ = destination.url.partition("://")
    scheme = scheme.lower()
    if not separator:
        return Folder(destination.root / Path(destination.url).expanduser(), destination.url)
    if scheme == "file":
        return Folder(Path(unquote(urlsplit(destination.url).path)), destination.url)
    if scheme in _OBJECT_STORES:
        from audiopub.deploy.objectstore import ObjectStore

        return ObjectStore(destination)
    if scheme == "sftp":
        from audiopub.deploy.sftp import Sftp

        return Sftp(destination)
    if scheme in _WEBDAV:
        from audiopub.deploy.webdav import WebDav

        return WebDav(destination)
    if scheme == "rclone":
        from audiopub.deploy.rclone import Rclone

        return Rclone(destination)
    known = ", ".join(f"{name}://" for name in SCHEMES)
    raise DeployError(
        "AP730",
        f"nothing is known of {scheme}://",
        path=f"deploy.{destination.name}.url",
        hint=f"give a folder, or an address that begins with one of {known}",
    )
