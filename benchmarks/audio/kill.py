"""Kill mastering and tagging at random moments: no source and no finished file is ever corrupt.

.venv/bin/python benchmarks/audio/kill.py --times 200
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import inputs

CODE = """
import sys
from pathlib import Path
from audiopub.audio.master import master
from audiopub.model import MasterOptions
from audiopub.model import Tags
from audiopub.tags import write
source, folder = Path(sys.argv[1]), Path(sys.argv[2])
print("begun", flush=True)
while True:
    options = MasterOptions(master="always", formats=("mp3", "m4a"))
    master(source, folder / "out.mp3", options, name="a")
    for kind in ("mp3", "m4a"):
        for number in range(3):
            tags = Tags(title=f"Title {number}", show="Show")
            write(folder / f"out.{kind}", folder / f"final.{kind}", tags, name="a")
"""


def main() -> int:
    """Kill as often as asked; return 1 if anything was corrupt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    chance = random.Random(4)  # noqa: S311 (the moments shall be the same each time)
    corrupt = looked_at = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "source.wav"
        inputs.write_wav(source, inputs.programme(0.1))
        digest = hashlib.sha256(source.read_bytes()).digest()
        for _ in range(times):
            process = subprocess.Popen(
                [sys.executable, "-c", CODE, str(source), str(folder)], stdout=subprocess.PIPE
            )
            if process.stdout:
                process.stdout.readline()
            time.sleep(chance.uniform(0.0, 8.0))
            process.kill()
            process.communicate()
            corrupt += hashlib.sha256(source.read_bytes()).digest() != digest
            for kind in ("mp3", "m4a"):
                final = folder / f"final.{kind}"
                if final.exists():
                    looked_at += 1
                    corrupt += not whole(final)
    print(f"{times} kills, {looked_at} tagged files looked at, {corrupt} corrupt")
    return 1 if corrupt else 0


def whole(path: Path) -> bool:
    """Whether a file has all of its sound, and its tags."""
    from audiopub.audio.survey import survey
    from audiopub.errors import AudiopubError
    from audiopub.tags import read

    try:
        found = survey(path, path.name)
        return abs(found.duration - 6.0) < 0.1 and read(path, name=path.name).show == "Show"
    except AudiopubError:
        return False


if __name__ == "__main__":
    sys.exit(main())
