"""Kill ``audiopub publish`` at random instants, while somebody reads what is published.

    .venv/bin/python benchmarks/scale/kills.py [--kills 1000] [--seed 1]

A show of eight short episodes is changed again and again and published: a title, one
recording now and then, sometimes all recordings, so that several processes work on them. The run is
killed by SIGKILL at a random instant, one in ten already while Python starts, and done again until
one gets through. All the while an observer reads the published tree as a client does that follows
the folder it opened: the feed must always be whole, each of its enclosures there with the length
that the feed says and the hash that its name bears. Every hundred kills, and at last, a run is let
through, and the tree must be equal, byte for byte, to that of an undisturbed run from the sources
alone.
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
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from show import SOUNDS, make

sys.path.insert(0, str(Path(__file__).parents[1]))

from starts import Starts, cold, output_of

HOME = "https://podcast.example.org/"
EPISODES = 8  # so many recordings that change at once are mastered by several processes
SECONDS = 8.0
COMPARED = 100  # kills between two comparisons with an undisturbed run
COLD = 10  # one start of so many is a new Python
PUBLISH = ("publish", "--quiet")


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


class Killer:
    """Publishes a show, or begins to."""

    def __init__(self, root: Path, starts: Starts, chance: random.Random) -> None:
        """Use a show that is published already."""
        self._root = root
        self._starts = starts
        self._chance = chance
        self._lengths: dict[bool, deque[float]] = {}
        for is_cold in (True, False):
            change(root, int(is_cold), chance)
            self._lengths[is_cold] = deque([self._timed(is_cold=is_cold)], maxlen=9)
        self._since = 0
        self.kills = self.through = 0

    def _timed(self, *, is_cold: bool = False) -> float:
        begun = time.perf_counter()
        if is_cold:
            status: int | None = cold(self._root, PUBLISH).wait()
        else:
            status = self._starts.start(self._root, PUBLISH).wait()
        if status:
            raise SystemExit(f"publish ended with {status}: {self._said()}")
        return time.perf_counter() - begun

    def let_through(self) -> None:
        """Publish undisturbed."""
        self._timed()
        self._since = 0

    def attempt(self) -> None:
        """Publish, and kill it at an instant of its usual length, later if it was in vain.

        Raises:
            SystemExit: It failed.
        """
        is_cold = self._chance.randrange(COLD) == 0
        usual = statistics.median(self._lengths[is_cold])
        instant = self._chance.uniform(0.0, usual * (1.1 + 0.2 * self._since))
        begun = time.perf_counter()
        status = self._killed_cold(instant) if is_cold else self._killed(instant)
        if status is None:
            self.kills += 1
            self._since += 1
        elif status == 0:
            self.through += 1
            self._since = 0
            self._lengths[is_cold].append(time.perf_counter() - begun)
        else:
            raise SystemExit(f"publish ended with {status}: {self._said()}")

    def _killed(self, instant: float) -> int | None:
        run = self._starts.start(self._root, PUBLISH)
        if run.wait(instant) is None and run.kill():
            return None
        return run.status

    def _killed_cold(self, instant: float) -> int | None:
        process = cold(self._root, PUBLISH)
        try:
            return process.wait(instant)
        except subprocess.TimeoutExpired:
            process.kill()
        status = process.wait()
        return status if status >= 0 else None

    def _said(self) -> str:
        return output_of(self._root).read_text(encoding="utf-8", errors="replace")


def change(root: Path, number: int, chance: random.Random) -> None:
    """Change a title; one recording in every third change, and all of them in every fortieth."""
    retitle(root, number % EPISODES, f"Stand {number}")
    if number % 40 == 39:
        change_all(root)
    elif number % 3 == 0:
        replace_sound(root, chance.randrange(EPISODES), chance.randrange(SOUNDS))


def retitle(root: Path, episode: int, addition: str) -> None:
    """Change the title of an episode."""
    text = root / "seeds" / f"folge-{episode:05d}.txt"
    said = text.read_text(encoding="utf-8")
    titled = re.sub(r"^Folge (\d+)[^|]*\|", rf"Folge \1, {addition} |", said)
    text.write_text(titled, encoding="utf-8")


def change_all(root: Path) -> None:
    """Give each episode the recording of the next one."""
    sounds = [file.stat().st_ino for file in sorted((root / "sounds").iterdir())]
    for number, file in enumerate(sorted((root / "episodes").glob("*.wav"))):
        is_own = file.stat().st_ino in sounds
        now = sounds.index(file.stat().st_ino) if is_own else number
        replace_sound(root, number, (now + 1) % SOUNDS)


def replace_sound(root: Path, episode: int, sound: int) -> None:
    """Give an episode another recording."""
    file = root / "episodes" / f"folge-{episode:05d}.wav"
    file.unlink()
    os.link(root / "sounds" / f"{sound}.wav", file)


def tree(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a tree."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def undisturbed(root: Path, starts: Starts) -> dict[str, str]:
    """Return what a run gives that nobody kills, from the same sources."""
    calm = root.with_name("calm")
    shutil.copytree(root, calm, ignore=shutil.ignore_patterns("feeds", ".audiopub"))
    run = starts.start(calm, PUBLISH)
    if run.wait():
        raise SystemExit(run.output.read_text(encoding="utf-8"))
    found = tree(calm / "feeds")
    shutil.rmtree(calm)
    return found


def main() -> None:
    """Print the report; end with 1 if anything was violated."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)  # noqa: S311 - no secret
    begun = time.perf_counter()
    compared = 0
    with tempfile.TemporaryDirectory(prefix="audiopub-") as folder, Starts() as starts:
        root = Path(folder) / "show"
        make(root, EPISODES, SECONDS)
        starts.start(root, PUBLISH).wait()
        killer = Killer(root, starts, chance)
        observer = Observer(root / "feeds")
        watching = threading.Thread(target=observer.watch)
        watching.start()
        try:
            while killer.kills < asked.kills:
                change(root, killer.kills + killer.through, chance)
                killer.attempt()
                print(f"\r{killer.kills} kills", end="", file=sys.stderr, flush=True)
                if killer.kills == asked.kills or killer.kills // COMPARED > compared:
                    compared += 1
                    killer.let_through()
                    if tree(root / "feeds") != undisturbed(root, starts):
                        observer.violations.append(
                            f"after {killer.kills} kills the tree differs from an undisturbed one"
                        )
        finally:
            observer.stop.set()
            watching.join()
    took = time.perf_counter() - begun
    print(
        f"{time.strftime('%Y-%m-%d')}, {platform.machine()}, {os.cpu_count()} cores, "
        f"seed {asked.seed}, {took:.0f} s"
    )
    print(
        f"{killer.kills} kills, {killer.through} runs got through, {observer.looks} looks of the "
        f"observer, {compared} comparisons with an undisturbed run"
    )
    print(f"{len(observer.violations)} violations")
    for violation in observer.violations[:20]:
        print(f"  {violation}")
    sys.exit(1 if observer.violations else 0)


if __name__ == "__main__":
    main()
