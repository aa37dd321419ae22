"""Kill ``audiopub publish`` at random instants, while somebody reads what is published.

    .venv/bin/python benchmarks/scale/kills.py [--kills 1000] [--seed 1]

A show of three short episodes is changed again and again and published; the run is killed by
SIGKILL at a random instant, and done again until one gets through. All the while an observer reads
the published tree as a client does that follows the folder it opened: the feed must always be
whole, each of its enclosures there with the length that the feed says and the hash that its name
bears. At last the tree must be equal to that of an undisturbed run.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from show import make

HOME = "https://podcast.example.org/"
LONGEST = 600.0


@dataclass(slots=True)
class Observer:
    """Reads the published tree again and again."""

    feeds: Path
    looks: int = 0
    violations: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Look until told to stop."""
        while not self.stop.is_set():
            self.look()
            time.sleep(0.05)

    def look(self) -> None:
        """Read the feed and what it refers to, in the folder that is published at this instant."""
        try:
            folder = os.open(self.feeds, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            self.violations.append("there is no published tree")
            return
        try:
            self._look(folder)
            self.looks += 1
        except (OSError, etree.XMLSyntaxError) as error:
            # Only a tree that was exchanged for another one may change under its reader.
            if os.fstat(folder).st_ino == self.feeds.stat().st_ino:
                self.violations.append(f"{type(error).__name__}: {error}")
        finally:
            os.close(folder)

    def _look(self, folder: int) -> None:
        feed = etree.fromstring(_read(folder, "feed.xml"))
        for item in feed.iter("item"):
            enclosure = item.find("enclosure")
            if enclosure is None:
                self.violations.append("an item has no enclosure")
                continue
            path = str(enclosure.get("url")).removeprefix(HOME)
            data = _read(folder, path)
            if len(data) != int(str(enclosure.get("length"))):
                self.violations.append(f"{path} has another length than the feed says")
            if hashlib.sha256(data).hexdigest()[:8] not in path:
                self.violations.append(f"{path} has another hash than its name says")


def _read(folder: int, path: str) -> bytes:
    handle = os.open(path, os.O_RDONLY, dir_fd=folder)
    with os.fdopen(handle, "rb") as file:
        return file.read()


def publish(root: Path, *, kill_after: float | None = None) -> bool:
    """Publish; return whether the run got through."""
    process = subprocess.Popen(
        [sys.executable, "-m", "audiopub", "publish", "--quiet"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        output, _ = process.communicate(timeout=LONGEST if kill_after is None else kill_after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return False
    if process.returncode not in (0, -signal.SIGKILL):
        raise SystemExit(f"audiopub publish ended with {process.returncode}:\n{output}")
    return True


def change(root: Path, number: int) -> None:
    """Change a title, and the sound's volume now and then."""
    text = root / "seeds" / f"folge-{number % 3:05d}.txt"
    title, _, rest = text.read_text(encoding="utf-8").partition(" | ")
    text.write_text(f"{title.split(',')[0]}, Stand {number} | {rest}", encoding="utf-8")


def tree(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a tree."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def undisturbed(root: Path, work: Path) -> dict[str, str]:
    """Return what a run gives that nobody kills, from the same sources."""
    calm = work / "calm"
    shutil.copytree(root, calm, ignore=shutil.ignore_patterns("feeds", ".audiopub"))
    publish(calm)
    return tree(calm / "feeds")


def main() -> None:
    """Print the report; end with 1 if anything was violated."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "show"
        make(root, 3, 20.0)
        publish(root)
        begun = time.perf_counter()
        change(root, 0)
        publish(root)
        usual = time.perf_counter() - begun
        observer = Observer(root / "feeds")
        watching = threading.Thread(target=observer.watch)
        watching.start()
        kills = through = 0
        while kills < arguments.kills:
            change(root, kills)
            if publish(root, kill_after=chance.uniform(0.0, 1.1 * usual)):
                through += 1
            else:
                kills += 1
        publish(root)
        observer.stop.set()
        watching.join()
        if tree(root / "feeds") != undisturbed(root, Path(folder)):
            observer.violations.append("the resumed run does not equal an undisturbed one")
    print(f"{kills} kills, {through} runs got through, {observer.looks} looks of the observer")
    print(f"{len(observer.violations)} violations")
    for violation in observer.violations[:20]:
        print(f"  {violation}")
    sys.exit(1 if observer.violations else 0)


if __name__ == "__main__":
    main()
