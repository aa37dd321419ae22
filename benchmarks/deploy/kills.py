"""Kill deployments at random instants, and see whether a listener would ever notice.

    .venv/bin/python benchmarks/deploy/kills.py [--kills 15] [--seed 1] [--hosts folder sftp s3]

``audiopub deploy`` is killed (SIGKILL) at a random instant, so many times on each host, one time in
ten already while Python starts. All the while an observer fetches the feed and every enclosure that
it names: a feed that was never published, or sound that is missing or has another hash, is a
violation. Every hundred kills, and at the end, what the host has is compared with an undisturbed
deployment of the same publication.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from starts import Starts, cold, output_of  # noqa: E402 - both lie beside this folder
from tests.deploy import servers  # noqa: E402

from audiopub.deploy import manifest  # noqa: E402 - the tests' hosts are found from the root
from audiopub.deploy.opening import open_target  # noqa: E402
from audiopub.deploy.target import Target  # noqa: E402
from audiopub.errors import DeployError  # noqa: E402
from audiopub.model import Destination  # noqa: E402

EPISODES = 4
COMPARED = 100  # kills between two comparisons with an undisturbed deployment
COLD = 10  # one start of so many is a new Python
CONFIG = """\
[show]
title = "Kills"
link = "https://podcast.example.org"
description = "Nothing that lasts."
language = "en"
authors = ["Nobody"]
categories = ["News"]
explicit = false
artwork = "cover.png"
[show.owner]
name = "Nobody"
email = "nobody@example.org"
[deploy]
keep_days = 1
"""


class Show:
    """A show with nothing but a published tree, which is made anew for each generation."""

    def __init__(self, root: Path, targets: dict[str, dict[str, str]]) -> None:
        """Write its configuration."""
        self.root = root
        root.mkdir(parents=True)
        (root / "cover.png").write_bytes(b"a cover")
        text = CONFIG
        for name, values in targets.items():
            text += f"[deploy.{name}]\nfetch = false\n"
            text += "".join(f'{key} = "{value}"\n' for key, value in values.items())
        (root / "audiopub.toml").write_text(text, encoding="utf-8")

    def publish(self, generation: int) -> bytes:
        """Write a published tree; return its feed."""
        fresh, feeds = self.root / "fresh", self.root / "feeds"
        items = []
        for number in range(EPISODES):
            take = generation if number == 0 else (generation + number) // EPISODES
            data = random.Random(f"{number} {take}").randbytes(300_000)  # noqa: S311 - no secret
            path = f"media/e{number}-{hashlib.sha256(data).hexdigest()[:8]}.mp3"
            write(fresh / path, data)
            write(fresh / f"e{number}/index.html", f"{generation} {number}".encode())
            write(fresh / f"e{number}/transcript.vtt", f"WEBVTT\n\n{take}".encode())
            items.append(f'<item><enclosure url="https://podcast.example.org/{path}"/></item>')
        write(fresh / "index.html", str(generation).encode())
        feed = f"<rss><channel><title>{generation}</title>{''.join(items)}</channel></rss>".encode()
        write(fresh / "feed.xml", feed)
        if feeds.exists():
            feeds.rename(self.root / "old")
        fresh.rename(feeds)
        shutil.rmtree(self.root / "old", ignore_errors=True)
        return feed


def write(file: Path, data: bytes) -> None:
    """Write a file, and its folders."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


class Observer:
    """Fetches what a listener would, again and again."""

    def __init__(self, target: Target) -> None:
        """Begin with nothing that was ever published."""
        self._target = target
        self._right: set[tuple[str, str]] = set()  # path and version, once found right
        self.feeds: set[bytes] = set()
        self.looks = 0
        self.violations: list[str] = []

    def look(self) -> None:
        """Fetch the feed and all that it names."""
        feed = self._read("feed.xml")
        if feed is None:
            return
        self.looks += 1
        if feed not in self.feeds:
            self.violations.append(f"a feed that was never published: {feed[:60]!r}")
        for path in re.findall(r"example\.org/(media/[^\"]+)", feed.decode("utf-8", "replace")):
            held = self._target.head(path)
            if held and (path, held.version) in self._right:
                continue
            data = self._read(path)
            if data is None:
                self.violations.append(f"{path} is missing")
            elif hashlib.sha256(data).hexdigest()[:8] not in path:
                self.violations.append(f"{path} is wrong")
            elif held:
                self._right.add((path, held.version))

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look as long as the block lasts."""
        stop = threading.Event()

        def watch() -> None:
            while not stop.is_set():
                self.look()
                stop.wait(0.05)

        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    def _read(self, path: str) -> bytes | None:
        try:
            return self._target.read_range(path, 0, 1 << 24)
        except DeployError as error:
            if error.code == "AP738":
                return None
            raise


class Killer:
    """Deploys a show to one host, or begins to."""

    def __init__(self, show: Show, target: str, starts: Starts, chance: random.Random) -> None:
        """Begin with a guess of how long it takes."""
        self._show = show
        self._target = target
        self._starts = starts
        self._chance = chance
        self._lengths = {True: deque([3.0], maxlen=9), False: deque([1.0], maxlen=9)}
        self._since = 0  # it last got through
        self.kills = self.completed = 0

    def let_through(self, target: str) -> None:
        """Deploy undisturbed.

        Raises:
            SystemExit: It failed.
        """
        run = self._starts.start(self._show.root, ("deploy", target, "--quiet"))
        if run.wait():
            raise SystemExit(f"{target}: {run.output.read_text(encoding='utf-8')}")

    def attempt(self) -> bool:
        """Deploy, and kill it at an instant of its usual length; return whether it got through.

        Raises:
            SystemExit: It failed.
        """
        is_cold = self._chance.randrange(COLD) == 0
        lengths = self._lengths[is_cold]
        instant = self._chance.uniform(0, statistics.median(lengths) * (1.1 + 0.2 * self._since))
        words = ("deploy", self._target, "--quiet")
        begun = time.monotonic()
        status = (_killed_cold if is_cold else self._killed)(self._show.root, words, instant)
        if status is None:
            self.kills += 1
            self._since += 1
        elif status:
            said = output_of(self._show.root).read_text(encoding="utf-8")
            raise SystemExit(f"{self._target}: deploy ended with {status}: {said}")
        else:
            self.completed += 1
            self._since = 0
            lengths.append(time.monotonic() - begun)
        return status == 0

    def _killed(self, root: Path, words: tuple[str, ...], instant: float) -> int | None:
        run = self._starts.start(root, words)
        if run.wait(instant) is None and run.kill():
            return None
        return run.status


def _killed_cold(root: Path, words: tuple[str, ...], instant: float) -> int | None:
    process = cold(root, words)
    try:
        return process.wait(instant)
    except subprocess.TimeoutExpired:
        process.kill()
    status = process.wait()
    return status if status >= 0 else None


def loop(
    show: Show, target: str, opened: Callable[[str], Target], kills: int, seed: int
) -> dict[str, int]:
    """Kill deployments to one host; return what was counted."""
    chance = random.Random(f"{target} {seed}")  # noqa: S311 - no secret
    observer = Observer(opened(target))
    observer.feeds.add(show.publish(0))
    differs = compared = generation = 0
    with Starts() as starts:
        killer = Killer(show, target, starts, chance)
        for _ in range(2):  # the first one also finds out what is to be imported
            killer.let_through(target)
            generation += 1
            observer.feeds.add(show.publish(generation))
        with observer.watching():
            while killer.kills < kills:
                through = killer.attempt()
                print(f"\r{target}: {killer.kills} kills", end="", file=sys.stderr, flush=True)
                if killer.kills == kills or killer.kills // COMPARED > compared:
                    compared += 1
                    killer.let_through(target)
                    killer.let_through(f"{target}-undisturbed")
                    same = shown(opened(target)) == shown(opened(f"{target}-undisturbed"))
                    differs += not same
                    through = True
                if through:
                    generation += 1
                    observer.feeds.add(show.publish(generation))
    observer.look()
    for violation in observer.violations[:10]:
        print(f"  VIOLATION {target}: {violation}")
    return {
        "kills": killer.kills,
        "completed": killer.completed,
        "looks": observer.looks,
        "compared": compared,
        "violations": len(observer.violations),
        "differs": differs,
    }


def shown(target: Target) -> dict[str, str]:
    """Return the hash of every file of the live publication, as it lies on the host."""
    state = manifest.decode(target.read_range(manifest.PATH, 0, 1 << 26), target.name)
    if state.pending is not None:
        return {}
    return {
        path: hashlib.sha256(target.read_range(path, 0, file.size + 1)).hexdigest()
        for path, file in state.live.items()
    }


@contextmanager
def hosts(folder: Path, wanted: list[str]) -> Iterator[dict[str, dict[str, str]]]:
    """Start the hosts that are installed."""
    found: dict[str, dict[str, str]] = {}
    with ExitStack() as stack:
        for name in wanted:
            try:
                places = start(name, folder / name, stack)
            except servers.Absent as absent:
                print(f"{name}: skipped, {absent}")
                continue
            found |= {f"{name}{end}": places(f"srv{end}") for end in ("", "-undisturbed")}
        yield found


def start(name: str, folder: Path, stack: ExitStack) -> Callable[[str], dict[str, str]]:
    """Start a host; return a function that gives what audiopub.toml says of a place on it."""
    if name == "sftp":
        host = stack.enter_context(servers.sftp(folder))
        return lambda place: {
            "url": f"sftp://root@127.0.0.1:{host.port}{host.root}/{place}",
            "known_hosts": str(host.known_hosts),
            "key": str(host.key),
        }
    if name == "s3":
        address = stack.enter_context(servers.ceph(folder))
        servers.make_bucket(address, "bucket")
        return lambda place: {"url": f"s3://bucket/{place}", "endpoint": address}
    return lambda place: {"url": str(folder.with_name(place))}


def main() -> int:
    """Run the loop on every host, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=15, help="on each host")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hosts", nargs="+", default=["folder", "sftp", "s3"])
    asked = parser.parse_args()
    os.environ["AWS_ACCESS_KEY_ID"] = servers.KEY
    os.environ["AWS_SECRET_ACCESS_KEY"] = servers.SECRET
    bad = 0
    with tempfile.TemporaryDirectory(prefix="audiopub-") as name:
        folder = Path(name)
        with hosts(folder, asked.hosts) as targets:

            def opened(target: str) -> Target:
                values = targets[target]
                return open_target(
                    Destination(
                        name=target,
                        url=values["url"],
                        public="",
                        announced=False,
                        root=folder,
                        endpoint=values.get("endpoint"),
                        known_hosts=Path(values.get("known_hosts", os.devnull)),
                        key=Path(values["key"]) if "key" in values else None,
                    )
                )

            names = [target for target in targets if not target.endswith("-undisturbed")]
            print(
                f"{time.strftime('%Y-%m-%d')}, {platform.machine()}, {os.cpu_count()} cores, "
                f"seed {asked.seed}\n"
            )
            print("| host | kills | completed | looks | compared | violations | differ | s |")
            print("|---|---|---|---|---|---|---|---|")
            for target in names:
                show = Show(folder / f"show-{target}", targets)
                begun = time.monotonic()
                counts = loop(show, target, opened, asked.kills, asked.seed)
                bad += counts["violations"] + counts["differs"]
                took = f"{time.monotonic() - begun:.0f}"
                print(
                    f"| {target} | {' | '.join(map(str, counts.values()))} | {took} |", flush=True
                )
    print("Asked: no violation, and no end that differs. " + ("MISSED" if bad else "Met."))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
