"""Measure ``audiopub publish`` on a long show: nothing to do, one change, growth, all cores.

    .venv/bin/python benchmarks/scale/run.py [--episodes 10000] [--fresh 1000] [--keep FOLDER]

The shows are generated (show.py): one of so many episodes, one of a tenth of them, and one of new
episodes of 30 s. Wall time, CPU time and the largest memory are of a process of its own.

Making 10,000 episodes takes most of an hour. With ``--keep`` the shows stay in a folder; the next
time they are brought up to date and measured again. A title that changes leaves the sound as it
was: encoding and aligning are not done, and all that is measured counts.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from show import make

SECONDS = 5.0
"""How long the sounds of the long shows are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a run took."""

    wall: float
    """Seconds."""

    cpu: float
    """Seconds, of it and of its children."""

    memory: float
    """MB, of the largest process."""


def publish(root: Path, *options: str) -> Figures:
    """Publish in a process of its own, which finds its modules compiled as in an installation."""
    environment = dict(os.environ, PYTHONPYCACHEPREFIX=str(root.parent / "compiled"))
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "audiopub", "publish", "--quiet", *options],
        cwd=root,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"audiopub publish ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Figures(wall=wall, cpu=cpu, memory=usage.ru_maxrss / 1000)


def built(folder: Path, episodes: int) -> Path:
    """Return a show that is published; make it if it is not there."""
    root = folder / f"show-{episodes}"
    if not root.exists():
        make(root, episodes, SECONDS)
    figures = publish(root)
    cost = f"{figures.wall:.0f} s, {figures.cpu:.0f} CPU-s"
    print(f"{episodes} episodes published: {cost}", file=sys.stderr, flush=True)
    return root


def retitle(root: Path, number: int) -> None:
    """Change the title of an episode."""
    file = root / "seeds" / f"folge-{number:05d}.txt"
    word, _, rest = file.read_text(encoding="utf-8").partition(" ")
    other = "Teil" if word == "Folge" else "Folge"
    file.write_text(f"{other} {rest}", encoding="utf-8")


def changed(root: Path, number: int) -> Figures:
    """Publish after the title of one episode has changed, when both trees are there."""
    for _ in range(3):
        retitle(root, number)
        figures = publish(root)
    return figures


def measured(folder: Path, many: int) -> None:
    """Print what a long show costs."""
    few = many // 10
    small = changed(built(folder, few), few // 2)
    root = built(folder, many)
    idle, large = publish(root), changed(root, many // 2)
    figure = f"{idle.wall:.2f} s, {idle.memory:.0f} MB"
    reached = idle.wall <= 1.0 and idle.memory <= 150
    row(f"nothing to do, {many} episodes", "1.0 s, 150 MB", figure, reached=reached)
    figure = f"{large.wall:.2f} s ({large.cpu:.2f} CPU-s)"
    row(f"one title of {many} changed", "3.0 s", figure, reached=large.wall <= 3.0)
    times, memory = large.cpu / small.cpu, large.memory / small.memory
    figure = f"{times:.1f} times, {memory:.1f} times memory"
    reached = times <= 11 and memory <= 3
    row(f"growth from {few} to {many}", "11 times, 3 times memory", figure, reached=reached)


def spread(folder: Path, fresh: int) -> None:
    """Print how well new episodes use two cores."""
    root = folder / "fresh"
    shutil.rmtree(root, ignore_errors=True)
    make(root, fresh, 30.0, sounds=fresh)
    figures = publish(root, "--jobs", "2")
    ratio = figures.wall / (figures.cpu / 2)
    row(
        f"{fresh} new episodes of 30 s, two cores, against half of the CPU time",
        "1.15",
        f"{ratio:.2f} ({figures.wall:.0f} s)",
        reached=ratio <= 1.15,
    )
    shutil.rmtree(root)


def row(what: str, target: str, figure: str, *, reached: bool) -> None:
    """Print a row of the table."""
    print(f"| {what} | {target} | {figure} | {'yes' if reached else '**no**'} |", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--episodes", type=int, default=1000, help="0 for none")
    parser.add_argument("--fresh", type=int, default=40, help="new episodes of 30 s; 0 for none")
    parser.add_argument("--keep", type=Path, help="where shows stay for the next time")
    arguments = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| | target | figure | reached |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as temporary:
        folder = (arguments.keep or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        if arguments.episodes:
            measured(folder, arguments.episodes)
        if arguments.fresh:
            spread(folder, arguments.fresh)


if __name__ == "__main__":
    main()
