from __future__ import annotations

from pathlib import Path

import pytest

CONFIG = """\
[show]
title = "Voices"
link = "https://podcast.example.org/"
description = "Commentaries."
language = "de"
authors = ["Ada Lovelace"]
categories = ["News > Politics"]
explicit = false
artwork = "cover.png"
timezone = "Europe/Berlin"
[show.owner]
name = "Ada"
email = "ada@example.org"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a show without episodes; its cover is no picture, which nobody here looks at."""
    (tmp_path / "audiopub.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "cover.png").write_bytes(b"cover")
    for folder in ("seeds", "episodes"):
        (tmp_path / folder).mkdir()
    return tmp_path
