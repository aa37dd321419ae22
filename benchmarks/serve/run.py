"""Measure the preview: 200 requests at once, each for ranges of a file of 100 MB.

    .venv/bin/python benchmarks/serve/run.py

The server is a process of its own on loopback. Each of the 200 clients asks for five ranges of
1 MB and compares each with the file.
"""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

CLIENTS, RANGES, LENGTH, SIZE = 200, 5, 1_000_000, 100_000_000
MEMORY_MB = 150
SERVER = """
import socket, sys, uvicorn
from pathlib import Path
from audiopub import serve
application = serve.application(Path(sys.argv[1]), link="https://podcast.example.org")
listening = socket.create_server(("127.0.0.1", 0), backlog=512)
print(listening.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(application, log_level="error")).run(sockets=[listening])
"""


async def ask(home: str, sound: bytes, seed: int) -> int:
    """Ask for some ranges; return how many were answered wrongly."""
    wrong, draw = 0, random.Random(seed)  # noqa: S311 - which ranges is no secret
    async with httpx.AsyncClient(base_url=home, timeout=120, trust_env=False) as client:
        for _ in range(RANGES):
            start = draw.randrange(SIZE - LENGTH)
            span = f"bytes={start}-{start + LENGTH - 1}"
            answer = await client.get("/media/x-0123abcd.mp3", headers={"Range": span})
            good = answer.status_code == httpx.codes.PARTIAL_CONTENT
            wrong += not (good and answer.content == sound[start : start + LENGTH])
    return wrong


async def storm(home: str, sound: bytes) -> int:
    """Let all clients ask at once; return how many ranges were answered wrongly."""
    return sum(await asyncio.gather(*(ask(home, sound, seed) for seed in range(CLIENTS))))


def main() -> None:
    """Print the figures."""
    sound = os.urandom(1_000_000) * (SIZE // 1_000_000)
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "media" / "x-0123abcd.mp3"
        file.parent.mkdir()
        file.write_bytes(sound)
        with subprocess.Popen([sys.executable, "-c", SERVER, name], stdout=subprocess.PIPE) as run:
            assert run.stdout is not None  # noqa: S101 - for the types
            home = f"http://127.0.0.1:{int(run.stdout.readline())}"
            begin = time.perf_counter()
            wrong = asyncio.run(storm(home, sound))
            wall = time.perf_counter() - begin
            status = Path(f"/proc/{run.pid}/status").read_text(encoding="ascii")
            run.terminate()
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    rate = CLIENTS * RANGES * LENGTH / wall / 1e6
    verdict = "reached" if not wrong and peak < MEMORY_MB else "MISSED"
    print(f"{CLIENTS} clients at once, {CLIENTS * RANGES} ranges of {LENGTH / 1e6:.0f} MB")
    print(f"wrong answers {wrong}, asked 0; memory {peak:.0f} MB, asked {MEMORY_MB}: {verdict}")
    print(f"{wall:.1f} s, {rate:.0f} MB/s with the clients on the same machine")


if __name__ == "__main__":
    main()
