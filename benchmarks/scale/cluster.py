"""Publish a show through a Dask cluster, kill a worker in the middle, compare with a local run.

    .venv/bin/python benchmarks/scale/cluster.py [--episodes 11]

The show has the sample of this repository, a real reading that is listened to, and generated
episodes (show.py). It is published once with all cores, once through a scheduler and three
workers on this machine; one of the workers dies by SIGKILL when some of the episodes are made. Both
trees must be equal, byte for byte. Needs the extra ``dask``.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from show import ROOT, make

SAMPLE = "rubio-lawrow"
WORKERS = 3
PORT = 8797
SCHEDULER = f"tcp://127.0.0.1:{PORT}"


def sources(root: Path, episodes: int) -> None:
    """Write the show's sources."""
    make(root, episodes - 1, seconds=20.0, sounds=episodes - 1)
    for file in (f"seeds/{SAMPLE}.txt", f"episodes/{SAMPLE}.flac", f"episodes/{SAMPLE}.toml"):
        shutil.copy(ROOT / file, root / file)


def publish(root: Path, *options: str) -> subprocess.Popen[bytes]:
    """Begin to publish."""
    command = [sys.executable, "-m", "audiopub", "publish", "--quiet", *options]
    return subprocess.Popen(command, cwd=root)


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Run a scheduler; give its workers, each one process that nobody starts again."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    dask = [sys.executable, "-m", "dask"]
    local = ["--host", "127.0.0.1", "--no-dashboard"]
    worker = ["worker", SCHEDULER, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    processes = [subprocess.Popen([*dask, "scheduler", *local, "--port", str(PORT)], **quiet)]
    try:
        time.sleep(5)
        processes += [subprocess.Popen([*dask, *worker], **quiet) for _ in range(WORKERS)]
        time.sleep(10)
        yield processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def made(root: Path) -> int:
    """Return how many steps have left their result."""
    return len(list((root / ".audiopub" / "results").glob("??/*.json")))


def killed_in_the_middle(root: Path, workers: list[subprocess.Popen[bytes]], after: int) -> int:
    """Publish through the cluster; kill a worker when so many steps are done.

    Returns:
        How many were done then.
    """
    run = publish(root, "--cluster", SCHEDULER)
    while run.poll() is None and made(root) < after:
        time.sleep(0.05)
    done = made(root)
    os.kill(workers[0].pid, signal.SIGKILL)
    workers[0].wait()
    if code := run.wait():
        raise SystemExit(f"audiopub publish --cluster ended with {code}")
    return done


def tree(root: Path) -> dict[str, bytes]:
    """Return what is published, and the identities."""
    feeds = root / "feeds"
    files = {str(file.relative_to(feeds)): file for file in feeds.rglob("*") if file.is_file()}
    files["audiopub.lock"] = root / "audiopub.lock"
    return {name: file.read_bytes() for name, file in files.items()}


def main() -> None:
    """Print the record."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--episodes", type=int, default=11)
    episodes = parser.parse_args().episodes
    with tempfile.TemporaryDirectory() as folder:
        here, there = Path(folder) / "here", Path(folder) / "there"
        for root in (here, there):
            sources(root, episodes)
        begun = time.perf_counter()
        if code := publish(here).wait():
            raise SystemExit(f"audiopub publish ended with {code}")
        print(f"{episodes} episodes here: {time.perf_counter() - begun:.0f} s", flush=True)
        with cluster(Path(folder)) as workers:
            begun = time.perf_counter()
            done = killed_in_the_middle(there, workers, after=episodes)
            took = time.perf_counter() - begun
            alive = sum(worker.poll() is None for worker in workers)
        print(f"through {WORKERS} workers: {took:.0f} s; after {done} of its steps one was killed")
        print(f"workers alive at the end: {alive}")
        first, second = tree(here), tree(there)
        different = sorted(n for n in first.keys() | second.keys() if first.get(n) != second.get(n))
        print(f"files: {len(first)}, different: {len(different)}")
        if different:
            raise SystemExit("\n".join(different))


if __name__ == "__main__":
    main()
