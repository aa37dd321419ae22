"""Measure the sound: mastering beside ffmpeg-normalize, LAME and pydub; what came out, by FFmpeg.

    .venv/bin/python -m pip install ffmpeg-normalize imageio-ffmpeg
    .venv/bin/python benchmarks/audio/run.py --minutes 10        (60 by default; --long adds 3 h)

Every figure is of a process of its own: wall and CPU time of it and its children, and the largest
memory that it held. Loudness and peaks are read by FFmpeg's own meter, not by ours.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import inputs

WORK = Path(__file__).with_name("work.py")
CORES = len(os.sched_getaffinity(0))
FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took."""

    wall: float
    cpu: float
    found: dict[str, float]


def run(*command: str) -> Run:
    """Run a program to its end."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, env={**os.environ, "FFMPEG_PATH": FFMPEG}, text=True
    )
    said = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    found = json.loads(said) if said.startswith("{") else {}
    return Run(wall, usage.ru_utime + usage.ru_stime, found)


def work(*arguments: str) -> Run:
    """Run a piece of work of ours."""
    return run(sys.executable, str(WORK), *arguments)


def heard(path: Path) -> tuple[float, float]:
    """Return integrated loudness and true peak as FFmpeg's ebur128 reads them."""
    command = [FFMPEG, "-nostats", "-i", str(path), "-af", "ebur128=peak=true", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    summary = said[said.rindex("Summary:") :]
    lufs = re.search(r"I:\s+(-?[\d.]+) LUFS", summary)
    peak = re.search(r"Peak:\s+(-?[\d.]+|-inf) dBFS", summary)
    if lufs is None or peak is None:
        raise SystemExit(f"FFmpeg does not say how loud {path} is")
    return float(lufs[1]), float(peak[1])


def row(name: str, figure: float, target: float, *, at_most: bool = True, unit: str = "") -> None:
    """Print a row, and whether its target is reached."""
    reached = figure <= target if at_most else figure >= target
    sign = "<=" if at_most else ">="
    mark = "yes" if reached else "NO"
    print(f"| {name} | {figure:.3g}{unit} | {sign} {target:g}{unit} | {mark} |", flush=True)


def mastering(folder: Path, minutes: float) -> None:
    """Rows of one long programme."""
    source = folder / "programme.wav"
    inputs.write_wav(source, inputs.programme(minutes))
    ours = work("master", str(source), str(folder / "a.mp3"), "mp3", str(CORES))
    # Right after ours: a machine's speed may vary by a fifth from minute to minute.
    lame = work("lame", str(source)).found["cpu"]
    theirs = run(
        *(sys.executable, "-m", "ffmpeg_normalize", str(source), "-o", str(folder / "b.mp3")),
        *("-c:a", "libmp3lame", "-b:a", "128k", "-t", "-16", "-tp", "-1", "-f", "-q"),
    )
    print(
        f"\n{minutes:g} min: ours {ours.wall:.1f} s wall, {ours.cpu:.1f} s CPU; ffmpeg-normalize"
        f" {theirs.wall:.1f} s wall, {theirs.cpu:.1f} s CPU; LAME alone {lame:.1f} s CPU\n"
    )
    print("| | measured | target | reached |\n|---|---|---|---|")
    row("wall beside ffmpeg-normalize", ours.wall / theirs.wall, 1 / 5)
    row("CPU beside ffmpeg-normalize", ours.cpu / theirs.cpu, 1 / 3)
    row("wall against LAME's CPU / cores", ours.wall / (lame / CORES), 1.3)
    row(f"memory at {minutes:g} min", ours.found["memory"], 250, unit=" MB")
    lufs, peak = heard(folder / "a.mp3")
    row("loudness off the target, by FFmpeg", abs(lufs + 16), 0.1, unit=" LU")
    row("true peak, by FFmpeg", peak, -1.0, unit=" dBTP")
    work("master", str(source), str(folder / "one.mp3"), "mp3", "1")
    same = (folder / "one.mp3").read_bytes() == (folder / "a.mp3").read_bytes()
    row("one core and several: bytes that differ", float(not same), 0)
    several = work("master", str(source), str(folder / "c.mp3"), "mp3,m4a,opus", str(CORES))
    slowest = max(
        work("serial", str(source), str(folder / "d"), form).found["cpu"]
        for form in ("m4a", "opus")
    )
    bound = max(slowest, several.cpu / CORES)
    row("MP3 + M4A + Opus against their bound", several.wall / bound, 1.15)
    row("memory of the three", several.found["memory"], 250, unit=" MB")
    for form in ("m4a", "opus"):
        lufs, peak = heard(folder / f"c.{form}")
        row(f"{form}: loudness off the target", abs(lufs + 16), 0.1, unit=" LU")
        row(f"{form}: true peak", peak, -1.0, unit=" dBTP")
    silence = work("silence", str(source)).found
    row("silence: times as fast as pydub", silence["pydub"] / silence["ours"], 1000, at_most=False)
    off = silence["off"] * 1000 if silence["same"] else float("inf")
    row("silence: beside pydub's result", off, 10, unit=" ms")


def many(folder: Path) -> None:
    """Rows of forty inputs."""
    worst, highest, missed = 0.0, -200.0, []
    for source in inputs.forty(folder):
        target = folder / "forty.mp3"
        work("master", str(source), str(target), "mp3", str(CORES))
        lufs, peak = heard(target)
        worst, highest = max(worst, abs(lufs + 16)), max(highest, peak)
        if abs(lufs + 16) > 0.1 or peak > -1.0:
            missed.append(f"{source.stem}: {lufs} LUFS, {peak} dBTP")
    row("40 inputs: farthest from the target", worst, 0.1, unit=" LU")
    row("40 inputs: highest true peak", highest, -1.0, unit=" dBTP")
    for line in missed:
        print(f"  missed {line}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--long", action="store_true", help="also master three hours")
    parser.add_argument("--no-forty", action="store_true")
    options = parser.parse_args()
    print(f"{platform.machine()}, {CORES} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mastering(folder, options.minutes)
        if not options.no_forty:
            many(folder)
        if options.long:
            source = folder / "long.wav"
            inputs.write_wav(source, inputs.programme(180))
            long = work("master", str(source), str(folder / "e.mp3"), "mp3", str(CORES))
            row("memory at 3 h", long.found["memory"], 250, unit=" MB")


if __name__ == "__main__":
    main()
