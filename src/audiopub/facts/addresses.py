"""Addresses of a publication, and where in its folder they lead."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit, urlunsplit

_INDEX = "index.html"


class Tree:
    """A folder that is published at one or several addresses."""

    def __init__(
        self, root: Path, name: str, homes: tuple[str, ...], elsewhere: frozenset[str] = frozenset()
    ) -> None:
        """Describe the folder.

        Args:
            root: The folder.
            name: How findings call it.
            homes: The addresses that it is published at; what is none is left out.
            elsewhere: Addresses that lead elsewhere, though they begin like these.
        """
        self._root = root.resolve()
        self._name = name
        self._elsewhere = frozenset(map(_split, elsewhere))
        self._homes = tuple(home for home in map(_split, homes) if home)

    def place(self, address: str) -> str | None:
        """Return the path in the folder that an address leads to; ``None`` if it leads elsewhere.

        http and https are the same, and so are upper and lower case in the name of a server. The
        query and the fragment are not looked at, and an address of a folder is that of its index.
        """
        parts = _split(address)
        if parts is None or parts in self._elsewhere:
            return None
        server, path = parts
        for home_server, home_path in self._homes:
            if server == home_server and f"{path}/".startswith(f"{home_path.rstrip('/')}/"):
                inside = path[len(home_path.rstrip("/")) :].lstrip("/")
                return f"{inside}{_INDEX}" if not inside or inside.endswith("/") else inside
        return None

    def file(self, place: str) -> Path | None:
        """Return the file at a path of the folder; ``None`` if there is none.

        A path that leads out of the folder, by ``..`` or by a link, leads to nothing.
        """
        try:
            path = (self._root / place).resolve()
            if path.is_dir():
                path = (path / _INDEX).resolve()
            inside = path.is_relative_to(self._root) and path.is_file()
        except (OSError, ValueError):  # a name that is too long, or that the system cannot have
            return None
        return path if inside else None

    def name(self, place: str) -> str:
        """Return how findings call a path of the folder."""
        return PurePosixPath(self._name, place).as_posix()


def with_slash(address: str, file: Path) -> str:
    """Return the address under which a file is seen, which its references are relative to.

    Who asks for a folder without a slash is sent on to the address that ends with one.
    """
    parts = urlsplit(address.strip())
    if file.name == _INDEX and not parts.path.endswith(("/", f"/{_INDEX}")):
        parts = parts._replace(path=f"{parts.path}/")
    return urlunsplit(parts)


def _split(address: str) -> tuple[str, str] | None:
    """Return server and decoded path of an address of the web."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return parts.netloc.lower(), unquote(parts.path)
