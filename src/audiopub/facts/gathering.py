"""Going through a publication, a folder or a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TypeAlias
from urllib.parse import urlsplit

from audiopub.errors import StoreError
from audiopub.facts import captions, chapters, feeds, images, pages, sound
from audiopub.facts.publication import publication
from audiopub.rules.subjects import APPLES, Subject, Target

FEED = "feed.xml"

_Reader: TypeAlias = Callable[[Path, str], Iterator[Subject]]


def gather(
    path: Path, *, root: Path | None, name: str, measure: bool, target: Target
) -> Iterator[Subject]:
    """Yield what is found; see :func:`audiopub.facts.gather`."""
    readers = _readers(measure=measure, target=target)
    match _kind(path, name):
        case "publication":
            feed = PurePosixPath(name, FEED).as_posix()
            yield from publication(path / FEED, feed, path, name, measure=measure, target=target)
        case "folder":
            yield from _folder(path, name, readers)
        case _ if root:
            yield from publication(
                path, name, root, root.as_posix(), measure=measure, target=target
            )
        case suffix if reader := readers.get(suffix):
            yield from reader(path, name)
        case suffix:
            raise StoreError(
                "AP544",
                f"files that end in {suffix} cannot be checked",
                path=name,
                hint="name a folder, a feed, or a sound, caption, chapters, picture or page file",
            )


def suffix(address: str) -> str:
    """Return the ending of what is fetched; see :func:`audiopub.facts.suffix`."""
    ending = PurePosixPath(urlsplit(address).path).suffix.lower()
    known = _readers(measure=False, target=APPLES)
    pages = (".html", ".htm")  # an address that ends so may be a feed's all the same
    return ending if ending in known and ending not in pages else ".xml"


def _kind(path: Path, name: str) -> str:
    """Return ``publication``, ``folder``, or the ending of a file's name."""
    try:
        if path.is_dir():
            return "publication" if (path / FEED).is_file() else "folder"
        if path.is_file():
            return path.suffix.lower()
        reason = "there is no such file or folder"
    except OSError as error:
        reason = f"It cannot be checked: {error.strerror}"
    raise StoreError("AP519", reason, path=name, hint="check the path, and whether you may read it")


def _folder(folder: Path, name: str, readers: Mapping[str, _Reader]) -> Iterator[Subject]:
    """Yield what is found in a folder without a feed.

    Raises:
        StoreError: AP519, there is nothing.
    """
    empty = True
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        reader = readers.get(path.suffix.lower()) if path.suffix else None
        hidden = any(part.startswith(".") for part in inside.parts)
        if reader and not hidden and path.is_file():
            empty = False
            yield from reader(path, PurePosixPath(name, inside).as_posix())
    if empty:
        raise StoreError(
            "AP519",
            f"there is neither a {FEED} nor anything else to check in it",
            path=name,
            hint="name the folder that is published, or a file",
        )


def _readers(*, measure: bool, target: Target) -> Mapping[str, _Reader]:
    """Return what reads a file, by the ending of its name."""

    def read_sound(path: Path, name: str) -> Iterator[Subject]:
        return sound.read(path, name, measure=measure, target=target)

    return {
        **dict.fromkeys(("", ".xml", ".rss", ".atom", ".rdf"), feeds.read),
        **dict.fromkeys((".mp3", ".m4a", ".m4b", ".mp4", ".aac"), read_sound),
        **dict.fromkeys((".ogg", ".oga", ".opus", ".flac", ".wav"), read_sound),
        **dict.fromkeys((".vtt", ".srt"), captions.read),
        ".json": _read_json,
        **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".webp"), images.read),
        **dict.fromkeys((".html", ".htm"), pages.read),
    }


def _read_json(path: Path, name: str) -> Iterator[Subject]:
    if captions.is_transcript(path):
        return captions.read(path, name)
    return chapters.read(path, name)
