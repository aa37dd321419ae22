"""Measure ``audiopub publish``: the sample episode, one of an hour made from it, nothing to do.

    .venv/bin/python benchmarks/publish/run.py

Every figure is of a process of its own, in a copy of this repository's show: wall time, CPU time
of it and its children, and the largest memory that one process held.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import av

ROOT = Path(__file__).parents[2]
HOUR = 3600.0


def copy_show(target: Path) -> None:
    """Copy this repository's show, without what was published of it."""
    for name in ("audiopub.toml", "audiopub.lock"):
        shutil.copy(ROOT / name, target)
    for name in ("seeds", "episodes", "show"):
        shutil.copytree(ROOT / name, target / name)


def lengthen(show: Path, seconds: float) -> None:
    """Repeat the sample's text and sound until the episode is as long as asked."""
    sound = show / "episodes" / "rubio-lawrow.flac"
    text = show / "seeds" / "rubio-lawrow.txt"
    long = sound.with_name("long.flac")
    times = 0
    written = 0.0
    with av.open(long, "w") as target:
        stream = target.add_stream("flac", rate=16000)
        stream.layout = "mono"
        while written < seconds:
            with av.open(sound) as source:
                for frame in source.decode(audio=0):
                    frame.pts = None
                    written += frame.samples / frame.sample_rate
                    target.mux(stream.encode(frame))
            times += 1
        target.mux(stream.encode(None))
    long.replace(sound)
    heading, _, body = text.read_text(encoding="utf-8").partition("\n\n")
    body = body.rsplit("\n\n", 2)[0]
    text.write_text("\n\n".join([heading, *[body] * times]), encoding="utf-8")


def measure(show: Path) -> tuple[float, float, float]:
    """Run a publication; return wall seconds, CPU seconds and peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "audiopub", "publish", "--quiet"],
        cwd=show,
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"audiopub publish ended with {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def main() -> None:
    """Print the table."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| | wall, s | CPU, s | memory, MB |")
    print("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, seconds in (("sample, 7:38", 0.0), ("60 minutes", HOUR)):
            show = Path(folder) / str(round(seconds))
            show.mkdir()
            copy_show(show)
            if seconds:
                lengthen(show, seconds)
            for label in (name, f"{name}, nothing to do"):
                wall, cpu, memory = measure(show)
                print(f"| {label} | {wall:.2f} | {cpu:.2f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main()
