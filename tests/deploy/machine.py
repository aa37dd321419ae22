"""A machine that deploys: in a process of its own, with a journal and a claim of its own."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from tests.deploy.conftest import order, publication

from audiopub.deploy import tree as published
from audiopub.deploy.opening import open_target
from audiopub.deploy.shipping import deploy
from audiopub.deploy.survey import Memory
from audiopub.deploy.transfer import Patience
from audiopub.model import Destination
from audiopub.store.journal import Journal


def title(name: str, take: int) -> str:
    """Return what the show is called in a publication of a machine."""
    return f"Show of {name}, take {take}"


def work(destination: Destination, root: Path, name: str, takes: tuple[int, ...]) -> list[bytes]:
    """Publish and deploy several times; return the feeds that went live."""
    feeds = []
    with Journal(root / "journal.sqlite3") as journal:
        for take in takes:
            publication(root / "feeds", 2, take=take, title=title(name, take))
            tree = published.read(root / "feeds", root, journal)
            asked = order(owner=name, wait=300, patience=Patience())
            memory = Memory(journal, "web", destination.url)
            with closing(open_target(destination)) as target:
                deploy(target, tree, asked, memory, lambda _: None)
            feeds.append(tree["feed.xml"].read())
    return feeds
