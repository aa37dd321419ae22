"""What is paired little by little is as if it had been paired at once."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiopub.model import Draft
from audiopub.project import sidecar
from audiopub.project.config import load
from audiopub.project.groups import states
from audiopub.project.pairing import Finished, Pair, Pairing, Settled, identity_of, pair
from audiopub.project.toml import Document
from audiopub.store.hashes import State

Known = dict[str, Settled]

CONFIG = """\
[show]
title = "Stimmen"
link = "https://podcast.example.org"
description = "Kurze Texte."
language = "de"
authors = ["Ada"]
categories = ["News"]
explicit = false
artwork = "cover.png"
[show.owner]
name = "Ada"
email = "ada@example.org"
"""

NAMES = [
    *(f"seeds/{stem}.txt" for stem in ("a", "A", "b", "ü", "u\u0308")),
    *("episodes/a.wav", "episodes/b.mp3", "episodes/b.wav", "episodes/ü.wav", "episodes/in/a.wav"),
    *("episodes/x.wav", "episodes/a.png", "episodes/b.chapters.txt", "episodes/c.mp3"),
]
SIDECARS = [f"episodes/{stem}.toml" for stem in ("a", "b", "c", "ü")]
SAID = [
    "",
    'title = "Ein Titel"\n',
    "title = 7\n",
    'audio = "episodes/x.wav"\n',
    'audio = "episodes/a.wav"\n',
    'transcript = "seeds/b.txt"\n',
    'audio = "episodes/none.wav"\n',
    '[enclosure]\nlink = "https://example.org/c.mp3"\ntype = "audio/mpeg"\n',
    '[enclosure]\nfile = "episodes/c.mp3"\ntype = "audio/mpeg"\n',
]

START = [
    *("seeds/a.txt", "seeds/b.txt", "seeds/ü.txt"),
    *("episodes/a.wav", "episodes/b.wav", "episodes/ü.wav", "episodes/x.wav", "episodes/a.png"),
]

changes = st.one_of(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(["", "", None])),
    st.tuples(st.sampled_from(SIDECARS), st.sampled_from([*SAID, None])),
)
"""A file that is written, or removed if that is what its text says."""


class Show:
    """A show whose files change; one that is written looks otherwise than ever before."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.versions: dict[str, int] = {}
        self.written = itertools.count(1)
        (root / "audiopub.toml").write_text(CONFIG, encoding="utf-8")
        (root / "cover.png").touch()
        for folder in ("seeds", "episodes/in"):
            (root / folder).mkdir(parents=True)

    def change(self, name: str, text: str | None) -> None:
        file = self.root / name
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(text, encoding="utf-8")
            self.versions[str(file)] = next(self.written)

    def seen(self) -> dict[str, State]:
        return {
            path: (size, self.versions[path], 0, 0)
            for path, (size, _, _, _) in states(load(self.root)).items()
        }

    def pairing(self, known: Known | None = None) -> Pairing:
        return pair(load(self.root), self.seen(), known)


def episodes_of(found: Pairing) -> dict[str, Pair | Finished]:
    pairs: dict[str, Pair | Finished] = {identity_of(one.name): one for one in found.pairs}
    return pairs | {identity_of(one.name): one for one in found.finished}


def known_of(found: Pairing, seen: Mapping[str, State], before: Known) -> Known:
    """Return what a run remembers: of what was looked at, and of what was settled already."""
    still = {identity_of(one.name) for one in found.settled}
    return {
        **{key: looks for key, looks in before.items() if key in still},
        **{
            key: Settled(name=one.name, files={file: (seen[file], "") for file in one.alone})
            for key, one in episodes_of(found).items()
            if one.alone
        },
    }


def told(found: Pairing) -> dict[str, list[str]]:
    return {name: list(map(repr, errors)) for name, errors in found.problems.items()}


@settings(max_examples=100)
@given(st.lists(st.lists(changes, max_size=3), max_size=6))
def test_what_is_settled_is_what_a_full_pairing_finds(
    steps: list[list[tuple[str, str | None]]],
) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        show = Show(folder)
        known: Known = {}
        last: dict[str, Pair | Finished] = {}
        begin: list[tuple[str, str | None]] = [(name, "") for name in START]
        for step in (begin, *steps):
            for name, text in step:
                show.change(name, text)
            whole, quick = show.pairing(), show.pairing(known)
            settled = {identity_of(one.name): one.name for one in quick.settled}
            full = episodes_of(whole)
            assert episodes_of(quick) == {k: v for k, v in full.items() if k not in settled}
            assert settled == {key: full[key].name for key in settled if key in full}
            assert all(full[key] == last[key] for key in settled)
            assert told(quick) == told(whole)
            assert list(quick.problems) == list(whole.problems)
            assert quick.lone_transcripts == whole.lone_transcripts
            assert quick.lone_recordings == whole.lone_recordings
            known, last = known_of(quick, show.seen(), known), full
    finally:
        shutil.rmtree(folder)


def test_of_what_looks_as_it_did_no_sidecar_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = Show(tmp_path)
    files = {
        **{f"seeds/{stem}.txt": "" for stem in "abc"},
        **{f"episodes/{stem}.wav": "" for stem in "abx"},
        **{f"episodes/{stem}.toml": 'title = "T"\n' for stem in "ab"},
        "episodes/c.toml": 'audio = "episodes/x.wav"\n',
    }
    for name, text in files.items():
        show.change(name, text)
    known = known_of(show.pairing(), show.seen(), {})
    parsed: list[str] = []
    read = sidecar.read

    def note(file: Path, name: str, timezone: dt.tzinfo) -> tuple[Document, Draft]:
        parsed.append(name)
        return read(file, name, timezone)

    monkeypatch.setattr(sidecar, "read", note)
    show.change("episodes/b.toml", 'title = "U"\n')
    found = show.pairing(known)
    assert parsed == ["episodes/b.toml", "episodes/c.toml"]
    assert [one.name for one in found.settled] == ["a"]
    assert [one.name for one in found.pairs] == ["b", "c"]
