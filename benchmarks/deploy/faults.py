"""Let each call to a host fail in turn, in each way, and see what listeners get.

    .venv/bin/python benchmarks/deploy/faults.py [--every 1] [--hosts folder sftp s3]

A publication is brought to a host that holds the one before. Each call to the host fails in turn,
in each way: EIO, a full disk, a timeout, a reset, status 500, an answer that is lost, half of a
body, other bytes. Then, for SFTP and S3, the connection itself is spoilt piece by piece: reset,
silent, ended in the middle, with another bit, or, for S3, answered with status 500.

What listeners get must be the one or the other publication, whole; what is said must be an error
with a code, a place and a hint; and the next deployment, undisturbed, must end as if nothing had
been. (Another bit in plain HTTP may be taken for what was meant: only listeners are asked then.)
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kills import start  # noqa: E402 - both are found from the root
from tests.deploy import servers  # noqa: E402
from tests.deploy.conftest import order, publication  # noqa: E402
from tests.deploy.faulty import FAULTS, Faulty  # noqa: E402
from tests.deploy.listening import state, violations  # noqa: E402
from tests.deploy.wire import FAULTS as OF_WIRES  # noqa: E402
from tests.deploy.wire import Wire  # noqa: E402

from audiopub.deploy import objectstore, sftp, tree  # noqa: E402
from audiopub.deploy.opening import open_target  # noqa: E402
from audiopub.deploy.shipping import deploy  # noqa: E402
from audiopub.deploy.survey import Memory  # noqa: E402
from audiopub.deploy.target import Content, Target, content_of  # noqa: E402
from audiopub.deploy.transfer import Patience  # noqa: E402
from audiopub.errors import DeployError  # noqa: E402
from audiopub.model import Destination  # noqa: E402
from audiopub.store.journal import Journal  # noqa: E402

ONCE = Patience(tries=1)
SILENCE = 2  # seconds after which a host that says nothing is given up here


@dataclass(slots=True)
class Report:
    """What was tried on a host."""

    tried: int = 0
    said: int = 0
    violations: list[str] = field(default_factory=list)

    def add(self, case: str, found: list[str], *, said: bool) -> None:
        """Count a case."""
        self.tried += 1
        self.said += said
        self.violations += [f"{case}: {one}" for one in found]
        print(f"\r{case:60.60}", end="", file=sys.stderr, flush=True)
        for one in found:
            print(f"  VIOLATION {case}: {one}", flush=True)


class Scene:
    """Two publications, and as many places on a host as are asked for."""

    def __init__(self, folder: Path, place: Callable[[str], dict[str, str]]) -> None:
        """Make both publications."""
        self._folder = folder
        self.place = place
        self._count = 0
        self._journal = Journal(Path(":memory:"))
        feeds = folder / "feeds"
        publication(feeds, 1, title="Old")
        self._before = self._read(feeds)
        publication(feeds, 2, take=2, title="New")
        self._after = self._read(feeds)
        self.feeds = tuple(one["feed.xml"].read() for one in (self._before, self._after))

    def _read(self, feeds: Path) -> dict[str, Content]:
        found = tree.read(feeds, feeds.parent, self._journal)
        return {path: content_of(content.read()) for path, content in found.items()}

    def prepared(self) -> str:
        """Bring the publication before to a place of its own; return the place."""
        self._count += 1
        name = f"{self._folder.name}-{self._count}"
        with closing(self.opened(name)) as target:
            self._deploy(target, self._before)
        return name

    def opened(self, name: str, wire: Wire | None = None) -> Target:
        """Open a place."""
        values = self.place(name)
        if wire:
            address = values["endpoint" if "endpoint" in values else "url"]
            port = str(urlsplit(address).port)
            values = {
                key: value.replace(f":{port}", f":{wire.port}") for key, value in values.items()
            }
        if wire and "known_hosts" in values:
            known = self._folder / f"known-{wire.port}"
            said = Path(self.place(name)["known_hosts"]).read_text(encoding="utf-8")
            known.write_text(said.replace(f":{port} ", f":{wire.port} "), encoding="utf-8")
            values["known_hosts"] = str(known)
        return open_target(
            Destination(
                name="web",
                url=values["url"],
                public="",
                announced=False,
                root=self._folder,
                endpoint=values.get("endpoint"),
                known_hosts=Path(values["known_hosts"]) if "known_hosts" in values else None,
                key=Path(values["key"]) if "key" in values else None,
            )
        )

    def run(self, target: Target) -> DeployError | None:
        """Bring the publication after to a place; return what went wrong."""
        try:
            self._deploy(target, self._after)
        except DeployError as error:
            return error
        return None

    def _deploy(self, target: Target, contents: dict[str, Content]) -> None:
        self._count += 1
        memory = Memory(self._journal, f"web{self._count}", "none of it is remembered")
        deploy(target, contents, order(patience=ONCE), memory, lambda _: None)

    def judged(
        self, name: str, error: DeployError | None, wanted: tuple[object, ...] | None
    ) -> Iterator[str]:
        """Yield what is wrong after a fault, and after the run that follows."""
        if error and not (
            error.code.startswith("AP7") and error.what and error.hint and error.path
        ):
            yield f"no clear error: {error!r}, {error.path}, {error.hint}"
        with closing(self.opened(name)) as target:
            yield from violations(target, self.feeds)
            if again := self.run(target):
                yield f"the next run fails: {again}"
                return
            yield from (f"{one}, after the next run" for one in violations(target, self.feeds[1:]))
            if wanted and state(target) != wanted:
                yield "the next run ends otherwise"


def calls(scene: Scene, every: int, report: Report) -> tuple[object, ...]:
    """Let calls fail; return what an undisturbed deployment leaves."""
    with closing(scene.opened(scene.prepared())) as target:
        count = Faulty(target)
        if error := scene.run(count):
            raise error
        wanted = state(target)
    cases = [(fault, at) for fault in FAULTS for at in range(1, count.calls + 1)]
    for fault, at in cases[::every]:
        name = scene.prepared()
        with closing(scene.opened(name)) as target:
            error = scene.run(Faulty(target, fault, at))
        report.add(
            f"{fault} at call {at}", list(scene.judged(name, error, wanted)), said=bool(error)
        )
    return wanted


def pieces(scene: Scene, wanted: tuple[object, ...], every: int, report: Report) -> None:
    """Spoil the connection."""
    values = scene.place("x")
    is_http = "endpoint" in values
    wire = Wire(urlsplit(values["endpoint" if is_http else "url"]).port or 0)
    name = scene.prepared()
    with wire.failing("", 0):
        _through(scene, name, wire)
        count = wire.pieces
    for fault in OF_WIRES if is_http else OF_WIRES[:-1]:
        for at in range(1, count + 1, every):
            name = scene.prepared()
            with wire.failing(fault, at):
                error = _through(scene, name, wire)
            exact = None if fault == "wrong" and is_http else wanted
            found = list(scene.judged(name, error, exact))
            report.add(f"{fault} at piece {at}", found, said=bool(error))


def _through(scene: Scene, name: str, wire: Wire) -> DeployError | None:
    try:
        with closing(scene.opened(name, wire)) as target:
            return scene.run(target)
    except DeployError as error:  # it did not even connect
        return error


def main() -> int:
    """Print a table; end with 1 if anything was violated."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--every", type=int, default=10, help="only every so many calls and pieces")
    parser.add_argument("--hosts", nargs="+", default=["folder", "sftp", "s3"])
    asked = parser.parse_args()
    os.environ["AWS_ACCESS_KEY_ID"] = servers.KEY
    os.environ["AWS_SECRET_ACCESS_KEY"] = servers.SECRET
    # minutes would be too long for so many
    sftp._SILENCE = sftp._TIMEOUT = objectstore._SILENCE = SILENCE  # noqa: SLF001
    bad = 0
    with tempfile.TemporaryDirectory(prefix="audiopub-") as name, ExitStack() as stack:
        print(f"{time.strftime('%Y-%m-%d')}, {platform.machine()}, {os.cpu_count()} cores\n")
        print("| host | what fails | tried | ended with an error | violations | s |")
        print("|---|---|---|---|---|---|", flush=True)
        for host in asked.hosts:
            folder = Path(name) / f"show-{host}"
            folder.mkdir()
            scene = Scene(folder, start(host, Path(name) / host, stack))
            begun, report = time.monotonic(), Report()
            wanted = calls(scene, asked.every, report)
            bad += _row(host, "each call", report, begun)
            if host != "folder":
                begun, report = time.monotonic(), Report()
                pieces(scene, wanted, asked.every, report)
                bad += _row(host, "the connection", report, begun)
    return 1 if bad else 0


def _row(host: str, what: str, report: Report, begun: float) -> int:
    took = time.monotonic() - begun
    cells = (host, what, report.tried, report.said, len(report.violations), f"{took:.0f}")
    print(f"| {' | '.join(map(str, cells))} |", flush=True)
    return len(report.violations)


if __name__ == "__main__":
    sys.exit(main())
