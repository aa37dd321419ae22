from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from audiopub.errors import StoreError
from audiopub.store.lock import held

HOLD = """
import sys, time
from pathlib import Path
from audiopub.store.lock import held
with held(Path(sys.argv[1]), wait=0, waiting=print):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "work" / "lock"


def holder(lock: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_learns_who_is_at_work_and_gives_up_after_its_wait(lock: Path) -> None:
    told: list[str] = []
    with holder(lock) as process:
        with (
            pytest.raises(StoreError, match=f"process {process.pid} on ") as caught,
            held(lock, wait=0.1, waiting=told.append),
        ):
            pytest.fail("two runs at once")
        process.kill()
    assert caught.value.code == "AP706"
    assert str(process.pid) in told[0]


def test_a_second_run_goes_on_when_the_first_has_died(lock: Path) -> None:
    told: list[str] = []
    with holder(lock) as process:

        def kill(who: str) -> None:
            told.append(who)
            os.kill(process.pid, signal.SIGKILL)

        with held(lock, wait=10, waiting=kill):
            assert told


def test_the_lock_is_free_after_its_block(lock: Path) -> None:
    for _ in range(2):
        with held(lock, wait=0, waiting=pytest.fail):
            pass
    assert not lock.with_suffix(".holder").exists()
