"""Measure ``audiopub publish`` on a long show: nothing to do, one change, growth, all cores.

    .venv/bin/python benchmarks/scale/run.py [--episodes 10000] [--fresh 40]

The show is generated (show.py). It is published at a tenth of its length, measured, lengthened and
measured again. Wall time, CPU time and the largest memory are of a process of its own.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from show import SOUNDS, add, make


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
    """Publish in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "audiopub", "publish", "--quiet", *options],
        cwd=root,
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


def retitle(root: Path, number: int, word: str) -> None:
    """Change the title of an episode."""
    file = root / "seeds" / f"folge-{number:05d}.txt"
    _, _, rest = file.read_text(encoding="utf-8").partition(" ")
    file.write_text(f"{word} {rest}", encoding="utf-8")


def changed(root: Path, number: int) -> Figures:
    """Publish after the title of one episode has changed, when all trees are there."""
    for word in ("Teil", "Stück"):
        retitle(root, number, word)
        figures = publish(root)
    return figures


def row(what: str, target: str, figure: str, *, reached: bool) -> None:
    """Print a row of the table."""
    print(f"| {what} | {target} | {figure} | {'yes' if reached else '**no**'} |", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--episodes", type=int, default=1000)
    parser.add_argument("--fresh", type=int, default=40, help="new episodes of 30 s")
    arguments = parser.parse_args()
    many, few = arguments.episodes, arguments.episodes // 10
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| | target | figure | reached |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "show"
        make(root, few)
        publish(root)
        small = changed(root, few // 2)
        for number in range(few, many):
            add(root, number, root / "sounds" / f"{number % SOUNDS}.wav")
        publish(root)
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
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "show"
        make(root, arguments.fresh, 30.0)
        fresh = publish(root, "--jobs", "2")
    ratio = fresh.wall / (fresh.cpu / 2)
    row(
        f"{arguments.fresh} new episodes of 30 s, two cores, against half of the CPU time",
        "1.15",
        f"{ratio:.2f}",
        reached=ratio <= 1.15,
    )


if __name__ == "__main__":
    main()
