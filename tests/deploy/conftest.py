"""A small publication, and what tests of deployments share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from audiopub.deploy import tree as published
from audiopub.deploy.claims import Terms
from audiopub.deploy.folder import Folder
from audiopub.deploy.shipping import Order
from audiopub.deploy.survey import Memory
from audiopub.deploy.target import Content
from audiopub.deploy.transfer import Patience
from audiopub.store.journal import Journal

HASTE = Patience(sleep=lambda _: None)
SHOW = "9b024349-ccf0-5f69-a609-6b82873eab3c"


def sound(number: int, take: int = 1) -> tuple[str, bytes]:
    data = f"sound of {number}, take {take};".encode() * 400
    return f"media/e{number}-{hashlib.sha256(data).hexdigest()[:8]}.mp3", data


def publication(folder: Path, episodes: int, *, take: int = 1, title: str = "Show") -> None:
    """Write a published tree, as the swap does: what is not of it goes."""
    files: dict[str, bytes] = {}
    items = []
    for number in range(episodes):
        path, data = sound(number, take)
        files[path] = data
        files[f"e{number}/transcript.vtt"] = f"WEBVTT\n\n{title} {number}\n".encode()
        files[f"e{number}/chapters.json"] = b'{"chapters": []}'
        files[f"e{number}/index.html"] = f"<h1>{title} {number}</h1>".encode()
        items.append(
            f'<item><guid>g{number}</guid><enclosure url="https://podcast.example.org/{path}" '
            f'length="{len(data)}" type="audio/mpeg"/></item>'
        )
    files["cover.jpg"] = b"\xff\xd8 a cover"
    files["assets/style-0123abcd.css"] = b"body { margin: 0 }"
    files["index.html"] = f"<h1>{title}</h1>".encode()
    files["feed.xml"] = (
        f'<rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'
    ).encode()
    for old in [file for file in folder.rglob("*") if file.is_file()]:
        if old.relative_to(folder).as_posix() not in files:
            old.unlink()
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_bytes() != content:
            file.write_bytes(content)


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    """Give the published tree of a show with three episodes."""
    folder = tmp_path / "show" / "feeds"
    publication(folder, 3)
    return folder


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal(tmp_path / "show" / ".audiopub" / "journal.sqlite3") as journal:
        yield journal


@pytest.fixture
def memory(journal: Journal) -> Memory:
    return Memory(journal, "web", "file:///web")


@pytest.fixture
def tree(feeds: Path, journal: Journal) -> Callable[[], Mapping[str, Content]]:
    """Return a function that reads the published tree."""
    return lambda: published.read(feeds, feeds.parent, journal)


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """Give the folder that a web server would show."""
    return tmp_path / "web"


@pytest.fixture
def folder(web: Path) -> Folder:
    return Folder(web, "web")


def order(
    *,
    owner: str = "here",
    wait: float = 0.0,
    keep_days: float = 30.0,
    adopt: bool = False,
    again: bool = False,
    thorough: bool = False,
    patience: Patience = HASTE,
) -> Order:
    terms = Terms(owner=owner, wait=wait, waiting=lambda _: None, patience=patience)
    return Order(
        show=SHOW, keep_days=keep_days, terms=terms, adopt=adopt, again=again, thorough=thorough
    )
