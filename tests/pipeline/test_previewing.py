"""The preview of a show: it is handed out, and follows its sources."""

from __future__ import annotations

import threading
import time
import urllib.request
from pathlib import Path

import pytest

from audiopub.errors import ServeError
from audiopub.pipeline.outcome import Outcome
from audiopub.pipeline.previewing import LOOPBACK, listen, preview


def test_a_changed_source_is_published_and_pages_learn_of_it(root: Path) -> None:
    listening = listen(LOOPBACK, 0)
    home = f"http://{LOOPBACK}:{listening.getsockname()[1]}"
    outcomes: list[Outcome] = []
    running = threading.Thread(
        target=preview,
        args=(root, listening),
        kwargs={"hosts": [LOOPBACK], "watch": True, "told": outcomes.append},
        daemon=True,  # uvicorn ends with the process: only the main thread takes signals
    )
    running.start()
    assert "Folge eins" in asked(f"{home}/")
    seed = root / "seeds" / "eins.txt"
    deadline = time.monotonic() + 60
    while not outcomes and time.monotonic() < deadline:  # the watch may begin after the server
        seed.write_text(seed.read_text("utf-8").replace("Folge", "Teil"), encoding="utf-8")
        time.sleep(1)
    assert outcomes[0].live
    assert "Teil eins" in asked(f"{home}/")
    assert asked(f"{home}/-/changed.js?after=0").startswith("export const count = ")


def asked(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


def test_a_port_that_is_taken_is_named_with_a_way_out() -> None:
    with listen(LOOPBACK, 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError) as caught:
            listen(LOOPBACK, port)
    assert caught.value.code == "AP671"
    assert str(port) in caught.value.what
    assert "--port" in str(caught.value.hint)


def test_a_show_that_was_never_published_has_nothing_to_show(root: Path) -> None:
    (root / "feeds" / "index.html").unlink()
    with listen(LOOPBACK, 0) as listening, pytest.raises(ServeError, match="nothing to show"):
        preview(root, listening, hosts=[], watch=False, told=lambda _: None)
