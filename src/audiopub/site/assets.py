"""The files that all pages share: style, scripts, pictures; each named by its content."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from audiopub.model import Show
from audiopub.site import Theme
from audiopub.site.colours import colours

NAMES = ("icon.svg", "player.js", "search.js", "style.css")
"""The files of our own, which a theme can replace."""

QR = "qr.svg"
"""The picture of the feed's address, to be read by the camera of a telephone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that all pages share."""

    path: str
    """In the published tree; named by its content."""

    content: bytes
    """Its bytes."""


@cache
def assets_of(show: Show, theme: Theme) -> Mapping[str, Asset]:
    """Return the shared files of a show's pages by their names; the style has its colours."""
    own = dict(theme.files)
    found = {name: _source(name, own) for name in NAMES}
    found["style.css"] = colours(show.artwork.accent).css().encode() + found["style.css"]
    code = _qr(show.feed_link)
    if code:
        found[QR] = code
    return {name: _asset(name, content) for name, content in found.items()}


def _source(name: str, own: Mapping[str, str]) -> bytes:
    if name in own:
        return own[name].encode()
    return resources.files("audiopub.site").joinpath("assets", name).read_bytes()


def _asset(name: str, content: bytes) -> Asset:
    stem, _, suffix = name.partition(".")
    digest = hashlib.sha256(content).hexdigest()[:8]
    return Asset(path=f"assets/{stem}-{digest}.{suffix}", content=content)


def _qr(address: str) -> bytes | None:
    """Draw an address as a QR code, black on white; ``None`` if it is too long for one."""
    import segno

    try:
        code = segno.make_qr(address, error="m")
    except segno.DataOverflowError:
        return None
    picture = io.BytesIO()
    code.save(picture, kind="svg", xmldecl=False, border=2, light="#fff", omitsize=True, nl=False)
    return picture.getvalue()
