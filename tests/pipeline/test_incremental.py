"""A show that was published change by change is the same as one published at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import add_episode, speak

from audiopub import artwork
from audiopub.pipeline.outcome import Outcome, Request
from audiopub.pipeline.publishing import publish
from audiopub.project import sidecar

Snapshot = Callable[[Path], dict[str, bytes]]
Change = Callable[[Path], None]

ACCEPTED = dict.fromkeys(("AP880", "AP881", "AP882", "AP883", "AP884"), "it is a test")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def title(root: Path) -> None:
    edit(root / "seeds/eins.txt", "Folge eins", "Stück eins")


def footer(root: Path) -> None:
    edit(root / "audiopub.toml", "[show]\n", '[show]\nfooter = "Danke fürs Zuhören."\n')


def language(root: Path) -> None:
    edit(root / "audiopub.toml", 'language = "de"', 'language = "de-AT"')


def timezone(root: Path) -> None:
    edit(root / "audiopub.toml", "[show]\n", '[show]\ntimezone = "Asia/Tokyo"\n')


def cover(root: Path) -> None:
    (root / "cover.png").write_bytes(artwork.draw("Andere Stimmen"))


def own_cover(root: Path) -> None:
    (root / "episodes/eins.png").write_bytes(artwork.draw("Eins"))


def recording(root: Path) -> None:
    speak(root / "episodes/zwei.wav", pitch=333)


def added(root: Path) -> None:
    add_episode(root, "drei", 22)


def removed(root: Path) -> None:
    for file in root.glob("*/zwei.*"):
        file.unlink()


def renamed(root: Path) -> None:
    for file in root.glob("*/zwei.*"):
        file.rename(file.with_stem("zwo"))


def sidecar_changed(root: Path) -> None:
    text = 'align = "estimate"\nkeywords = ["rechnen"]\nsubtitle = "Über Maschinen"\n'
    (root / "episodes/eins.toml").write_text(text, encoding="utf-8")


def claimed(root: Path) -> None:
    """Another episode's sidecar takes a recording, and its episode gets another one."""
    add_episode(root, "drei", 22)
    (root / "episodes/drei.wav").unlink()
    add = 'align = "estimate"\naudio = "episodes/zwei.wav"\n'
    (root / "episodes/drei.toml").write_text(add, encoding="utf-8")
    speak(root / "episodes/neu.wav", pitch=222)
    add = 'align = "estimate"\naudio = "episodes/neu.wav"\n'
    (root / "episodes/zwei.toml").write_text(add, encoding="utf-8")


def other_date(root: Path) -> None:
    """The producer corrects what was given out; the text follows."""
    edit(root / "audiopub.lock", "2025-10-21", "2025-10-23")
    edit(root / "seeds/zwei.txt", "21.10.2025", "23.10.2025")


def template(root: Path) -> None:
    text = "{% for chapter in chapters %}<p>{{ chapter.title }}</p>{% endfor %}"
    (root / "notes.html.jinja").write_text(text, encoding="utf-8")


def touched(root: Path) -> None:
    for folder in (root / "seeds", root / "episodes"):
        for file in list(folder.iterdir()):
            shutil.copyfile(file, root / "copy")
            (root / "copy").replace(file)


def folders(root: Path) -> None:
    """A further folder of sources holds a cover of an episode."""
    (root / "more").mkdir()
    (root / "more/eins.png").write_bytes(artwork.draw("Eins"))
    edit(root / "audiopub.toml", "[show]\n", SOURCES)


def narrowed(root: Path) -> None:
    """What was an episode's cover is the show's alone."""
    (root / "episodes/eins.png").write_bytes(artwork.draw("Eins"))
    publish(root, Request())
    edit(root / "audiopub.toml", '"cover.png"', '"episodes/eins.png"')


SOURCES = """\
[sources]
transcripts = ["seeds", "episodes"]
audio = ["episodes", "more"]
[show]
"""

CHANGES = (
    *(title, footer, language, timezone, cover, own_cover, recording, added, removed, renamed),
    *(sidecar_changed, claimed, other_date, template, touched),
    *(folders, narrowed),
)
UNSEEN = (timezone, touched)
"""What listeners see nothing of: dates that are given out, and what a file says, stay."""


@pytest.fixture
def settling(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a show whose files count as old, so that a run need not look at them again."""
    monkeypatch.setattr("audiopub.store.hashes._RACY", -(10**15))
    edit(root / "audiopub.toml", "Kurze Texte, vorgelesen.", "Kurze Texte.")
    assert publish(root, Request()).live
    return root


def at_once(root: Path, other: Path) -> Path:
    """Publish the same sources where nothing is known of them."""
    other.mkdir()
    for file in root.iterdir():
        if file.is_file():
            shutil.copyfile(file, other / file.name)
    for name in {file.name for file in root.iterdir() if file.is_dir()} - {"feeds", ".audiopub"}:
        shutil.copytree(root / name, other / name, copy_function=shutil.copyfile)
    outcome = publish(other, Request())
    assert outcome.live, outcome.findings
    return other / "feeds"


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_leads_where_publishing_all_of_it_at_once_does(
    settling: Path, tmp_path: Path, snapshot: Snapshot, change: Change
) -> None:
    before = snapshot(settling / "feeds")
    change(settling)
    outcome = publish(settling, Request(accept=ACCEPTED))
    assert outcome.live == (change not in UNSEEN), outcome.findings
    after = snapshot(settling / "feeds")
    assert (after == before) == (change in UNSEEN)
    assert after == snapshot(at_once(settling, tmp_path / "other"))
    again = publish(settling, Request(accept=ACCEPTED))
    assert not again.live
    assert {step.state for step in again.steps} == {"fresh"}


def test_changes_one_after_the_other_lead_there_too(
    settling: Path, tmp_path: Path, snapshot: Snapshot
) -> None:
    for change in (title, sidecar_changed, added, own_cover, footer, removed):
        change(settling)
        outcome = publish(settling, Request(accept=ACCEPTED))
        assert outcome.live, outcome.findings
    after = snapshot(settling / "feeds")
    assert after == snapshot(at_once(settling, tmp_path / "other"))


def test_what_nobody_touched_is_not_looked_into(
    settling: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = sidecar.read
    parsed: list[str] = []

    def note(*arguments: object) -> object:
        parsed.append(str(arguments[1]))
        return read(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(sidecar, "read", note)
    title(settling)
    outcome = publish(settling, Request())
    assert states(outcome) == {"eins": "made", "zwei": "fresh"}
    assert parsed == ["episodes/eins.toml"]


def test_sound_that_says_something_else_is_not_listened_to_again(
    settling: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audiopub.facts.sound._listen", None)
    title(settling)
    assert publish(settling, Request()).live


def test_another_title_loads_nothing_that_decodes_sound(settling: Path) -> None:
    title(settling)
    code = (
        "import sys; from audiopub.cli import main; status = main(['publish', '--quiet']); "
        "print(status, 'av' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settling, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "0 False False"


def test_a_feed_that_somebody_changed_unseen_is_not_copied(
    settling: Path, tmp_path: Path, snapshot: Snapshot
) -> None:
    feed = settling / "feeds/feed.xml"
    looks = feed.stat()
    edit(feed, "Stück zwei" if "Stück zwei" in feed.read_text("utf-8") else "Folge zwei", "F" * 10)
    os.utime(feed, ns=(looks.st_atime_ns, looks.st_mtime_ns))
    title(settling)
    assert publish(settling, Request()).live
    assert snapshot(settling / "feeds") == snapshot(at_once(settling, tmp_path / "other"))


def test_an_episode_that_was_undone_is_as_it_was(settling: Path, snapshot: Snapshot) -> None:
    before = snapshot(settling / "feeds")
    title(settling)
    assert publish(settling, Request()).live
    edit(settling / "seeds/eins.txt", "Stück eins", "Folge eins")
    assert publish(settling, Request()).live
    assert snapshot(settling / "feeds") == before


def test_what_is_settled_can_be_asked_for_by_every_name_of_it(settling: Path) -> None:
    title(settling)
    for name in ("zwei", "seeds/zwei.txt", "episodes/zwei.wav"):
        outcome = publish(settling, Request(episodes=(name,), dry_run=True))
        assert states(outcome) == {"zwei": "fresh"}


def states(outcome: Outcome) -> dict[str | None, str]:
    return {step.episode: step.state for step in outcome.steps}
