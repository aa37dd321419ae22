"""A producer's theme, read from its folder."""

from __future__ import annotations

from pathlib import Path

from audiopub.errors import SiteError, StoreError
from audiopub.project.config import Config
from audiopub.site import PLAIN, Theme

MOST_BYTES = 1_000_000
"""A template or style is no larger; whatever is, was put there by mistake."""


def files(config: Config) -> list[Path]:
    """Return the files of a show's theme, sorted; hidden ones are passed over."""
    if config.theme is None:
        return []
    found = (path for path in config.theme.rglob("*") if path.is_file())
    return sorted(
        path
        for path in found
        if not any(p.startswith(".") for p in path.parts[len(config.theme.parts) :])
    )


def read(config: Config) -> Theme:
    """Read the theme of a show.

    Returns:
        The theme; ours alone if the show has none.

    Raises:
        SiteError: AP606 if there is no such folder, AP607 if a file is no text or too large.
        StoreError: AP701, a file cannot be read.
    """
    if config.theme is None:
        return PLAIN
    name = config.name(config.theme)
    if not config.theme.is_dir():
        raise SiteError(
            "AP606",
            f"site.theme: there is no folder {name}",
            path="audiopub.toml",
            hint="make the folder, or correct the name; names are relative to audiopub.toml",
        )
    return Theme(
        name=name,
        files=tuple(
            (path.relative_to(config.theme).as_posix(), _text(path, config.name(path)))
            for path in files(config)
        ),
    )


def _text(path: Path, name: str) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreError(
            "AP701",
            f"cannot read it: {error.strerror}",
            path=name,
            hint="give yourself the right to read it",
        ) from error
    try:
        if len(data) <= MOST_BYTES:
            return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    raise SiteError(
        "AP607",
        "a file of a theme is text in UTF-8, of a megabyte at most",
        path=name,
        hint="save it as UTF-8, or take it out of the folder of the theme",
    )
