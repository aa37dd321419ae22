"""Let each I/O call of ``publish`` fail in turn, and see that nothing is lost and all is said.

    .venv/bin/python benchmarks/scale/faults.py [--every 1] [--full 8] [--workers 0]

A title of a published show is changed. One run is traced (strace) to number its system calls that
read or write below the show's folder: those of Python, of SQLite and of FFmpeg, in all threads.
Then the run is done again for each of them, in a copy of the show, with that one call refused: EIO
for each, and ENOSPC besides where room is needed. With ``--workers N`` all recordings of a longer
show are changed, so that other processes do the work, and every N-th call of theirs is refused.

``--full K`` lets the disk really run full, as root: the show lies on a small tmpfs that has room
for nothing, for K kB, for twice as many, until the run gets through.

What was live must stay live to the byte, or be the new publication. The run must end with 1 and say
what is the matter with a code, a place and a hint, without a traceback; or with 0, if the call did
not matter. The next run, undisturbed, must give what a first one gives.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kills import PUBLISH, Observer, change_all, retitle, tree
from show import make

sys.path.insert(0, str(Path(__file__).parents[1]))

from starts import Run, Starts

READING = ("openat", "read", "pread64", "getdents64")
WRITING = (
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "fallocate",
    "rename",
    "renameat2",
    "link",
    "mkdir",
    "rmdir",
    "unlink",
    "unlinkat",
)
NEEDS_ROOM = ("openat", "write", "pwrite64", "ftruncate", "rename", "renameat2", "link", "mkdir")
SAID = re.compile(r"error AP\d{3}  \S+: .+\n(?:.*\n)*? +hint: ")
KB = 1024


@dataclass(slots=True)
class Report:
    """What was tried, and what was violated."""

    tried: int = 0
    said: int = 0
    """How often the run ended with an error."""

    elsewhere: int = 0
    """How often the call that was refused turned out to be another one, of no file of the show."""

    violations: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A show that is on its way from one publication to the next."""

    root: Path
    """Where each try lies, a copy of it."""

    original: Path
    before: dict[str, str]
    after: dict[str, str]
    words: tuple[str, ...]
    starts: Starts
    is_wide: bool
    """Whether several episodes change: then the others go live if one of them fails."""

    def copied(self) -> Path:
        """Make the show anew as it was."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.original, self.root, symlinks=True)
        return self.root

    def owns(self, line: str) -> bool:
        """Return whether a line of the trace is about a file of the show."""
        # strace names the working folder in each call that is given a path
        return f"{self.root}/" in re.sub(r"AT_FDCWD<[^>]*>", "", line)

    def judge(self, case: str, run: Run, report: Report) -> None:
        """Look at what a run left behind, and at the next one."""
        said = run.output.read_text(encoding="utf-8", errors="replace")
        report.tried += 1
        print(f"\r{report.tried} {case:120.120}", end="", file=sys.stderr, flush=True)
        report.said += run.status == 1
        observer = Observer(self.root / "feeds")
        observer.look()
        found = observer.violations
        now = tree(self.root / "feeds")
        if now not in (self.before, self.after) and not (self.is_wide and run.status == 1):
            found.append("the published tree is neither of both")
        if run.status not in (0, 1):
            found.append(f"it ended with {run.status}")
        if "Traceback" in said:
            found.append(f"a traceback: {said[-300:]!r}")
        elif run.status == 1 and not SAID.search(said):
            found.append(f"no clear error: {said[-300:]!r}")
        if run.status == 0 and now != self.after:
            found.append("nothing was said")
        after = self.starts.start(self.root, PUBLISH)
        if after.wait():
            found.append(f"the next run fails: {after.output.read_text(encoding='utf-8')[-300:]!r}")
        if tree(self.root / "feeds") != self.after:
            found.append("the next run gives something else")
        for one in found:
            report.violations.append(f"{case}: {one}")
            print(f"  VIOLATION {case}: {one}", flush=True)


def traced(scene: Scene, log: Path, *options: str) -> Run:
    """Run under strace, with everything imported already."""
    run = scene.starts.start(scene.root, scene.words, stopped=True)
    status = Path(f"/proc/{run.pid}/status")
    _wait_until(lambda: "State:\tT" in status.read_text(encoding="ascii"))
    words = ["strace", "-f", "-y", "-q", "-o", str(log), "-p", str(run.pid), *options]
    tracer = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    _wait_until(lambda: "TracerPid:\t0\n" not in status.read_text(encoding="ascii"))
    os.kill(run.pid, signal.SIGCONT)
    run.wait()
    tracer.wait()
    return run


def _wait_until(ready: Callable[[], bool]) -> None:
    while not ready():
        time.sleep(0.002)


def numbered(scene: Scene, log: Path) -> list[tuple[str, int]]:
    """Return the calls of an undisturbed run below the show: each as its name and number."""
    traced(scene, log, "-e", f"trace={','.join((*READING, *WRITING))}")
    counts: dict[tuple[str, str], int] = {}
    found: dict[tuple[str, int], None] = {}
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if entered := re.match(r"(\d+) +(\w+)\(", line):
            thread, call = entered.groups()
            counts[thread, call] = number = counts.get((thread, call), 0) + 1
            if scene.owns(line):
                found[call, number] = None
    return list(found)


def refuse_each(scene: Scene, every: int, report: Report) -> int:
    """Refuse calls in turn; return how many there are."""
    log = scene.root.with_name("log")
    scene.copied()
    calls = numbered(scene, log)
    cases = [
        (call, number, error)
        for call, number in calls
        for error in ("EIO", "ENOSPC")
        if error == "EIO" or call in NEEDS_ROOM
    ]
    for call, number, error in cases[::every]:
        scene.copied()
        inject = f"inject={call}:error={error}:when={number}"
        run = traced(scene, log, "-e", f"trace={call}", "-e", inject)
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        hit = [line for line in lines if "(INJECTED)" in line]
        if not hit or not all(map(scene.owns, hit)):
            report.elsewhere += 1
            continue
        what = re.sub(r"^\d+ +|AT_FDCWD<[^>]*>, ", "", hit[0]).replace(str(scene.root), "")[:120]
        scene.judge(f"{error} at {call} {number} [{what}]", run, report)
    return len(cases)


@contextlib.contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """Give a folder on a disk of its own."""
    place.mkdir()
    subprocess.run(["/bin/mount", "-t", "tmpfs", "none", str(place)], check=True)
    # what is printed goes elsewhere: there is no room
    (place / "tried.output").symlink_to(place.with_name("tried.output"))
    try:
        yield place
    finally:
        subprocess.run(["/bin/umount", str(place)], check=True)


def fill_up(scene: Scene, step: int, report: Report) -> int:
    """Give the run a disk with little room, then more and more; return how much it took, in kB."""
    room = 0
    while True:
        scene.copied()
        disk = os.statvfs(scene.root)
        used = (disk.f_blocks - disk.f_bfree) * disk.f_frsize // KB
        _resize(scene.root.parent, used + room)
        run = scene.starts.start(scene.root, scene.words)
        run.wait()
        _resize(scene.root.parent, 1 << 20)
        scene.judge(f"{room} kB of room", run, report)
        if run.status == 0:
            return room
        room += step


def _resize(disk: Path, kilobytes: int) -> None:
    options = f"remount,size={kilobytes}k"
    subprocess.run(["/bin/mount", "-o", options, str(disk)], check=True)


def prepared(folder: Path, starts: Starts, episodes: int, *, workers: bool) -> Scene:
    """Publish a show, change it, and find out what comes of that."""
    original = folder / "original"
    make(original, episodes, 8.0)
    _published(starts, original)
    _published(starts, original)  # what it needs to know that nothing changed is imported, too
    before = tree(original / "feeds")
    if workers:
        change_all(original)
    else:
        retitle(original, 0, "Stand 1")
    good = folder / "good"
    shutil.copytree(original, good, symlinks=True)
    _published(starts, good)
    return Scene(
        root=folder / "tried",
        original=original,
        before=before,
        after=tree(good / "feeds"),
        words=(*PUBLISH, "--jobs", "2" if workers else "1"),
        starts=starts,
        is_wide=workers,
    )


def _published(starts: Starts, root: Path) -> None:
    run = starts.start(root, PUBLISH)
    if run.wait():
        raise SystemExit(run.output.read_text(encoding="utf-8"))


def main() -> None:
    """Print the report; end with 1 if anything was violated."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--every", type=int, default=25, help="only every so many calls; 0 for none"
    )
    parser.add_argument("--full", type=int, default=64, help="steps of a full disk in kB; 0: none")
    parser.add_argument("--workers", type=int, default=0, help="every so many calls of workers")
    asked = parser.parse_args()
    print(f"{time.strftime('%Y-%m-%d')}, {platform.machine()}, {os.cpu_count()} cores", flush=True)
    violations = 0
    for workers, every in ((False, asked.every), (True, asked.workers)):
        if not (every or (asked.full and not workers)):
            continue
        with tempfile.TemporaryDirectory(prefix="audiopub-") as folder, Starts() as starts:
            scene = prepared(Path(folder), starts, 8 if workers else 2, workers=workers)
            if every:
                begun, report = time.perf_counter(), Report()
                count = refuse_each(scene, every, report)
                title = "calls of several processes" if workers else "calls"
                _print(f"{report.tried} of {count} {title} refused", report, begun)
                violations += len(report.violations)
            if asked.full and not workers:
                begun, report = time.perf_counter(), Report()
                with small_disk(Path(folder) / "small") as place:
                    moved = Scene(
                        root=place / "tried",
                        original=scene.original,
                        before=scene.before,
                        after=scene.after,
                        words=scene.words,
                        starts=starts,
                        is_wide=False,
                    )
                    room = fill_up(moved, asked.full, report)
                _print(f"{report.tried} full disks, up to {room} kB of room", report, begun)
                violations += len(report.violations)
    sys.exit(1 if violations else 0)


def _print(title: str, report: Report, begun: float) -> None:
    print(
        f"{title}: {report.said} ended with an error, {report.elsewhere} hit no file of the show, "
        f"{len(report.violations)} violations, {time.perf_counter() - begun:.0f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
