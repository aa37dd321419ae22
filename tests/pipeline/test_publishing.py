from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, make_dataclass, replace
from pathlib import Path

import feedparser
import pytest

from audiopub import facts, rules
from audiopub.errors import ArtworkError, AudiopubError, PairingError, SoundError, StoreError
from audiopub.model import MasterOptions, Progress, Step
from audiopub.pipeline.checking import Checking, check
from audiopub.pipeline.inputs import shared_inputs
from audiopub.pipeline.outcome import Outcome, Request
from audiopub.pipeline.publishing import publish
from audiopub.pipeline.records import Checked, Listened
from audiopub.pipeline.workshop import Workshop
from audiopub.project import config as configuration
from audiopub.rules.table import RULES
from audiopub.store.tree import Staging

Snapshot = Callable[[Path], dict[str, bytes]]


def states(outcome: Outcome) -> dict[str | None, str]:
    return {step.episode: step.state for step in outcome.steps}


def codes(outcome: Outcome) -> set[str]:
    return {finding.code for finding in outcome.findings}


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def titles(root: Path) -> list[str]:
    return [entry.title for entry in feedparser.parse(root / "feeds" / "feed.xml").entries]


def test_the_tree_is_laid_out_as_designed(root: Path, snapshot: Snapshot) -> None:
    tree = snapshot(root / "feeds")
    media = [path for path in tree if path.startswith("media/")]
    assert len(media) == 2
    assert {path[: -len("12345678.mp3")] for path in media} == {"media/eins-", "media/zwei-"}
    for name in ("eins", "zwei"):
        assert {path.partition("/")[2] for path in tree if path.startswith(f"{name}/")} == {
            "index.html",
            "chapters.json",
            "transcript.vtt",
            "transcript.srt",
            "transcript.json",
            "transcript.html",
            "cover.jpg",
            "cover-192.jpg",
            "cover-384.jpg",
            "cover-768.jpg",
            "waveform.svg",
            "loudness.svg",
            "sound.json",
            "embed.html",
            "oembed.json",
            "sentences.js",
        }
    assert {"feed.xml", "index.html", "cover.jpg"} <= set(tree)
    assert titles(root) == ["Folge zwei", "Folge eins"]


def test_nothing_but_the_tree_the_lock_and_the_cache_is_written(root: Path) -> None:
    assert {path.name for path in root.iterdir()} == {
        "audiopub.toml", "audiopub.lock", "cover.png", "seeds", "episodes", "feeds", ".audiopub",
    }  # fmt: skip


def test_estimated_times_are_reported(original: Path) -> None:
    outcome = publish(original, Request())
    assert [finding.code for finding in outcome.findings].count("AP237") == 2
    assert not outcome.failed


@pytest.mark.usefixtures("no_mastering")
def test_a_second_run_does_nothing_and_touches_nothing(root: Path, snapshot: Snapshot) -> None:
    before = snapshot(root)
    outcome = publish(root, Request())
    assert states(outcome) == {"eins": "fresh", "zwei": "fresh"}
    assert not outcome.live
    assert outcome.episodes == ("zwei", "eins")
    assert snapshot(root) == before


def test_deleting_the_cache_costs_time_only(root: Path, snapshot: Snapshot) -> None:
    before = snapshot(root / "feeds")
    shutil.rmtree(root / ".audiopub")
    assert publish(root, Request()).live
    assert snapshot(root / "feeds") == before


def test_equal_sources_give_equal_bytes_anywhere(
    root: Path, tmp_path: Path, snapshot: Snapshot
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for name in ("audiopub.toml", "cover.png"):
        shutil.copyfile(root / name, other / name)
    for name in ("seeds", "episodes"):
        shutil.copytree(root / name, other / name, copy_function=shutil.copyfile)
    publish(other, Request())
    assert snapshot(other / "feeds") == snapshot(root / "feeds")
    assert (other / "audiopub.lock").read_bytes() == (root / "audiopub.lock").read_bytes()


@pytest.mark.usefixtures("no_mastering")
def test_a_new_title_is_published_without_mastering_again(root: Path) -> None:
    edit(root / "seeds" / "eins.txt", "Folge eins", "Folge 1")
    media = {path.name for path in (root / "feeds" / "media").iterdir()}
    outcome = publish(root, Request())
    assert states(outcome) == {"eins": "made", "zwei": "fresh"}
    assert {step.reason for step in outcome.steps} == {"changed: transcript", "nothing has changed"}
    assert titles(root) == ["Folge zwei", "Folge 1"]
    now = {path.name for path in (root / "feeds" / "media").iterdir()}
    assert len(now) == 2
    assert len(now & media) == 1, "changed sound has a new name, unchanged sound keeps its own"


def test_a_text_that_is_written_while_the_show_goes_live_is_published_by_the_next_run(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(root / "seeds" / "eins.txt", "Folge", "Teil")

    def interrupted(task: Checking) -> tuple[Checked, Listened]:
        text = (root / "seeds" / "zwei.txt").read_text(encoding="utf-8")
        (root / "seeds" / "zwei.txt").write_text(text.replace("Folge", "Teil"), encoding="utf-8")
        return check(task)

    with monkeypatch.context() as patched:
        patched.setattr("audiopub.pipeline.live.check", interrupted)
        assert publish(root, Request()).live
    assert titles(root) == ["Folge zwei", "Teil eins"]
    publish(root, Request())
    assert titles(root) == ["Teil zwei", "Teil eins"]


def test_a_switch_of_a_later_audiopub_that_is_off_makes_nothing_anew(root: Path) -> None:
    now = configuration.load(root)
    later = make_dataclass("Later", [("hum", bool, False)], bases=(MasterOptions,), frozen=True)
    off, on = later(**asdict(now.sound)), later(**asdict(now.sound), hum=True)
    inputs = shared_inputs(Workshop.open(now))
    assert shared_inputs(Workshop.open(replace(now, sound=off))) == inputs
    assert shared_inputs(Workshop.open(replace(now, sound=on))) != inputs


@pytest.mark.usefixtures("no_mastering")
def test_a_file_that_is_missing_from_the_tree_is_put_back(root: Path, snapshot: Snapshot) -> None:
    before = snapshot(root / "feeds")
    (root / "feeds" / "eins" / "index.html").unlink()
    assert publish(root, Request()).live
    assert snapshot(root / "feeds") == before


def test_a_damaged_artefact_is_made_again(root: Path, snapshot: Snapshot) -> None:
    before = snapshot(root / "feeds")
    media = next((root / "feeds" / "media").glob("eins-*"))
    media.write_bytes(b"noise")  # the cache holds the same file
    assert publish(root, Request()).live
    assert snapshot(root / "feeds") == before


@pytest.mark.usefixtures("no_mastering")
def test_a_dry_run_says_what_it_would_do_and_writes_nothing(root: Path, snapshot: Snapshot) -> None:
    edit(root / "seeds" / "eins.txt", "Folge eins", "Folge 1")
    before = snapshot(root)
    outcome = publish(root, Request(dry_run=True))
    assert states(outcome) == {"eins": "planned", "zwei": "fresh"}
    assert snapshot(root) == before


@pytest.mark.usefixtures("no_mastering")
def test_a_dry_run_of_a_new_show_leaves_no_trace(root: Path, snapshot: Snapshot) -> None:
    for name in ("feeds", ".audiopub"):
        shutil.rmtree(root / name)
    (root / "audiopub.lock").unlink()
    before = snapshot(root)
    assert states(publish(root, Request(dry_run=True))) == {"eins": "planned", "zwei": "planned"}
    assert snapshot(root) == before


def test_only_what_is_asked_for_is_worked_on(root: Path) -> None:
    for name in ("eins", "zwei"):
        edit(root / "seeds" / f"{name}.txt", "Folge", "Teil")
    outcome = publish(root, Request(episodes=("zwei",)))
    assert states(outcome) == {"eins": "fresh", "zwei": "made"}
    assert titles(root) == ["Teil zwei", "Folge eins"]


def test_an_episode_can_be_named_by_its_file(root: Path) -> None:
    edit(root / "seeds" / "eins.txt", "Folge", "Teil")
    publish(root, Request(episodes=("seeds/eins.txt",)))
    assert titles(root) == ["Folge zwei", "Teil eins"]


def test_an_unknown_episode_is_named_with_the_nearest(root: Path) -> None:
    with pytest.raises(PairingError, match="there is no episode ein") as caught:
        publish(root, Request(episodes=("ein",)))
    assert caught.value.hint == "did you mean eins?"


def test_files_of_the_producer_in_the_tree_stay(root: Path) -> None:
    (root / "feeds" / "CNAME").write_text("podcast.example.org", encoding="utf-8")
    edit(root / "seeds" / "eins.txt", "Folge", "Teil")
    publish(root, Request())
    assert (root / "feeds" / "CNAME").read_text(encoding="utf-8") == "podcast.example.org"


def test_a_robots_txt_of_the_producer_s_is_kept(root: Path) -> None:
    publish(root, Request())
    robots = root / "feeds" / "robots.txt"
    assert robots.read_text(encoding="utf-8").startswith("# Written by audiopub")
    robots.write_text("User-agent: *\nDisallow: /\n", encoding="utf-8")
    edit(root / "seeds" / "eins.txt", "Folge", "Teil")
    publish(root, Request())
    assert robots.read_text(encoding="utf-8") == "User-agent: *\nDisallow: /\n"


def test_a_theme_is_used_and_a_change_of_it_is_seen(root: Path) -> None:
    edit(root / "audiopub.toml", "[show]", '[site]\ntheme = "theme"\n\n[show]')
    (root / "theme").mkdir()
    own = root / "theme" / "topics.html"
    own.write_text("", encoding="utf-8")
    page = root / "theme" / "show.html"
    page.write_text("<!doctype html><title>{{ show.title }}</title>One", encoding="utf-8")
    publish(root, Request())
    index = root / "feeds" / "index.html"
    assert index.read_text(encoding="utf-8").endswith("One")
    page.write_text("<!doctype html><title>{{ show.title }}</title>Other", encoding="utf-8")
    publish(root, Request())
    assert index.read_text(encoding="utf-8").endswith("Other")


# --- what fails -----------------------------------------------------------------------------------


def test_an_episode_that_fails_stays_as_it_was_and_stops_no_other(root: Path) -> None:
    (root / "episodes" / "eins.wav").write_text("This is no sound.", encoding="utf-8")
    edit(root / "seeds" / "zwei.txt", "Folge", "Teil")
    sound = next((root / "feeds" / "media").glob("eins-*")).read_bytes()
    outcome = publish(root, Request())
    assert states(outcome) == {"eins": "failed", "zwei": "made"}
    assert outcome.failed
    assert outcome.live
    assert titles(root) == ["Teil zwei", "Folge eins"]
    assert next((root / "feeds" / "media").glob("eins-*")).read_bytes() == sound


def test_an_episode_whose_recording_is_gone_stays_as_it_was(root: Path) -> None:
    (root / "episodes" / "eins.wav").unlink()
    outcome = publish(root, Request())
    assert "AP121" in codes(outcome)
    assert outcome.failed
    assert titles(root) == ["Folge zwei", "Folge eins"]


def test_nothing_goes_live_if_a_published_episode_would_vanish(
    root: Path, snapshot: Snapshot
) -> None:
    before = snapshot(root / "feeds")
    shutil.rmtree(root / ".audiopub")
    (root / "episodes" / "eins.wav").unlink()
    outcome = publish(root, Request())
    assert "AP708" in codes(outcome)
    assert not outcome.live
    assert snapshot(root / "feeds") == before


def test_an_episode_whose_files_are_all_gone_is_withdrawn(root: Path) -> None:
    for file in ("episodes/eins.wav", "episodes/eins.toml", "seeds/eins.txt"):
        (root / file).unlink()
    stopped = publish(root, Request())
    assert {"AP128", "AP881"} <= set(codes(stopped))
    assert not stopped.live
    outcome = publish(root, Request(accept={"AP881": "the guest asked for it"}))
    assert "AP128" in codes(outcome)
    assert not outcome.failed
    assert titles(root) == ["Folge zwei"]
    assert not (root / "feeds" / "eins").exists()
    assert '"eins"' in (root / "audiopub.lock").read_text(encoding="utf-8")


def test_a_new_episode_that_fails_is_left_out(root: Path) -> None:
    (root / "seeds" / "drei.txt").write_bytes(b"")
    shutil.copy(root / "episodes" / "eins.wav", root / "episodes" / "drei.wav")
    outcome = publish(root, Request())
    assert states(outcome)["drei"] == "failed"
    assert titles(root) == ["Folge zwei", "Folge eins"]
    assert "drei" not in (root / "audiopub.lock").read_text(encoding="utf-8")


def test_a_text_without_any_date_says_where_to_put_one(root: Path) -> None:
    (root / "audiopub.lock").unlink()
    shutil.rmtree(root / ".audiopub")
    edit(root / "seeds" / "eins.txt", " | Ada Lovelace. 20.10.2025.", "")
    outcome = publish(root, Request(dry_run=True))
    (finding,) = [finding for finding in outcome.findings if finding.code == "AP126"]
    assert finding.place
    assert finding.place.path == "seeds/eins.txt"
    assert "eins.toml" in (finding.hint or "")


def test_a_published_date_never_moves(root: Path) -> None:
    edit(root / "seeds" / "eins.txt", "20.10.2025", "19.10.2025")
    outcome = publish(root, Request())
    (finding,) = [finding for finding in outcome.findings if finding.code == "AP149"]
    assert "2025-10-19 here and 2025-10-20 in audiopub.lock" in finding.message
    assert str(finding.place) == "seeds/eins.txt:1:28" or finding.place
    assert titles(root) == ["Folge zwei", "Folge eins"]


def test_a_show_without_episodes_says_how_to_begin(root: Path) -> None:
    for folder in ("seeds", "episodes"):
        shutil.rmtree(root / folder)
        (root / folder).mkdir()
    with pytest.raises(PairingError, match="nothing to publish") as caught:
        publish(root, Request())
    assert caught.value.code == "AP129"


def test_a_cover_that_cannot_be_used_stops_everything(root: Path, snapshot: Snapshot) -> None:
    (root / "cover.png").write_text("no picture", encoding="utf-8")
    before = snapshot(root / "feeds")
    with pytest.raises(ArtworkError, match="neither a JPEG nor a PNG") as caught:
        publish(root, Request())
    assert caught.value.path == "cover.png"
    assert snapshot(root / "feeds") == before


def test_what_a_check_finds_keeps_the_publication_from_going_live(
    root: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot
) -> None:
    before = snapshot(root / "feeds")
    edit(root / "seeds" / "eins.txt", "Folge", "Teil")
    monkeypatch.setattr("audiopub.feed.item", lambda *_: b"    <item></item>\n")
    outcome = publish(root, Request())
    assert outcome.failed
    assert not outcome.live
    assert snapshot(root / "feeds") == before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("step", ["write", "link", "swap"])
def test_a_disk_that_refuses_loses_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot, number: int, step: str
) -> None:
    before = snapshot(root / "feeds")
    edit(root / "seeds" / "eins.txt", "Folge", "Teil")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number), "disk")

    with monkeypatch.context() as patch:
        if step == "write":
            patch.setattr("os.fsync", refuse)
        elif step == "link":
            patch.setattr("os.link", refuse)
            patch.setattr("shutil.copyfile", refuse)
        else:
            patch.setattr("audiopub.store.tree.exchange", refuse)
        with contextlib.suppress(StoreError):
            assert publish(root, Request()).failed
    assert snapshot(root / "feeds") == before
    assert [path.name for path in root.iterdir() if path.name.startswith(".feeds")] == []
    assert publish(root, Request()).live


@pytest.mark.parametrize("stage", ["tagging", "checking"])
def test_an_interruption_leaves_the_old_publication_whole(
    root: Path, snapshot: Snapshot, stage: str
) -> None:
    before = snapshot(root / "feeds")
    edit(root / "seeds" / "eins.txt", "Folge", "Teil")

    def interrupt(progress: Progress | Step) -> None:
        if isinstance(progress, Progress) and progress.stage == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(root, Request(), tell=interrupt)
    assert snapshot(root / "feeds") == before
    assert [path.name for path in root.iterdir() if path.name.startswith(".feeds")] == []
    assert publish(root, Request()).live
    assert titles(root) == ["Folge zwei", "Teil eins"]


def test_an_ignored_finding_is_not_reported(root: Path) -> None:
    with (root / "audiopub.toml").open("a", encoding="utf-8") as config:
        config.write('[[ignore]]\ncode = "AP237"\nreason = "a test"\n')
    outcome = publish(root, Request())
    assert "AP237" not in codes(outcome)


@pytest.mark.parametrize(
    ("refused", "code"),
    [
        (SoundError("AP310", "cannot decode it: Input/output error"), "AP350"),
        (OSError(5, "Input/output error"), "AP699"),
    ],
)
def test_what_a_failing_disk_made_of_a_check_is_not_remembered(
    root: Path, monkeypatch: pytest.MonkeyPatch, refused: Exception, code: str
) -> None:
    edit(root / "seeds" / "eins.txt", "Folge", "Teil")

    def unread(*_: object) -> None:
        raise refused

    with monkeypatch.context() as patch:
        patch.setattr("audiopub.facts.sound._header", unread)
        assert code in codes(publish(root, Request()))
    assert codes(publish(root, Request())) == {"AP206", "AP237"}
    assert titles(root) == ["Folge zwei", "Teil eins"]


def test_a_swap_is_not_reached_when_rendering_fails(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swapped: list[Staging] = []
    monkeypatch.setattr(Staging, "swap", swapped.append)

    def fail(*_: object) -> None:
        raise AudiopubError("AP601", "no template")

    monkeypatch.setattr("audiopub.site.parts", fail)
    edit(root / "seeds" / "eins.txt", "Folge", "Teil")
    with pytest.raises(AudiopubError):
        publish(root, Request())
    assert swapped == []


def test_a_text_too_short_to_tell_is_in_the_show_s_language(root: Path) -> None:
    (root / "seeds" / "eins.txt").write_text("X | Y. 20.10.2025.\n\nOk.\n", encoding="utf-8")
    outcome = publish(root, Request())
    assert {episode.language for episode in outcome.made} == {"de"}
    assert "AP110" not in codes(outcome)


def test_what_was_left_out_is_made_by_the_next_whole_run(root: Path) -> None:
    for name in ("eins", "zwei"):
        edit(root / "seeds" / f"{name}.txt", "Folge", "Teil")
    publish(root, Request(episodes=("zwei",)))
    assert states(publish(root, Request()))["eins"] == "made"
    assert titles(root) == ["Teil zwei", "Teil eins"]


def test_a_failure_is_gone_with_its_cause(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(root / "seeds" / "eins.txt", "Folge", "Teil")

    def refuse(*_: object, **__: object) -> None:
        raise AudiopubError("AP703", "the disk was away for a moment")

    with monkeypatch.context() as patch:
        patch.setattr("audiopub.pipeline.production.write_tags", refuse)
        assert publish(root, Request()).failed
    outcome = publish(root, Request())
    assert not outcome.failed
    assert titles(root) == ["Folge zwei", "Teil eins"]


def test_asking_for_what_is_fresh_changes_nothing(root: Path, snapshot: Snapshot) -> None:
    before = snapshot(root / "feeds")
    outcome = publish(root, Request(episodes=("eins",)))
    assert not outcome.live
    assert outcome.episodes == ("zwei", "eins")
    assert snapshot(root / "feeds") == before


@pytest.mark.parametrize("path", ["index-old.html", "cover.png", "media/mine.mp3", "eins/x.pdf"])
def test_a_file_that_only_looks_like_ours_stays(root: Path, path: str) -> None:
    (root / "feeds" / path).write_bytes(b"mine")
    edit(root / "seeds" / "eins.txt", "Folge", "Teil")
    assert publish(root, Request()).live
    assert (root / "feeds" / path).read_bytes() == b"mine"


def test_a_name_is_found_before_a_slug(root: Path) -> None:
    lock = root / "audiopub.lock"
    edit(lock, 'slug = "eins"', 'slug = "zwei-2"')
    text = lock.read_text(encoding="utf-8").replace('slug = "zwei"', 'slug = "eins"')
    lock.write_text(text, encoding="utf-8")
    outcome = publish(root, Request(episodes=("eins",), dry_run=True))
    assert list(states(outcome)) == ["eins"]


def test_a_withdrawal_can_be_ignored(root: Path) -> None:
    for file in ("episodes/eins.wav", "episodes/eins.toml", "seeds/eins.txt"):
        (root / file).unlink()
    with (root / "audiopub.toml").open("a", encoding="utf-8") as config:
        config.write('[[ignore]]\ncode = "AP128"\nreason = "on purpose"\n')
    assert "AP128" not in codes(publish(root, Request(accept={"AP881": "on purpose"})))


def test_a_doubtful_date_is_named_where_no_date_was_found(root: Path) -> None:
    (root / "audiopub.lock").unlink()
    shutil.rmtree(root / ".audiopub")
    edit(root / "seeds" / "eins.txt", "20.10.2025", "31.02.2025")
    outcome = publish(root, Request(dry_run=True))
    (finding,) = [finding for finding in outcome.findings if finding.code == "AP126"]
    assert "31.02.2025" in finding.message


def test_the_show_s_own_loudness_is_what_the_check_expects(root: Path) -> None:
    with (root / "audiopub.toml").open("a", encoding="utf-8") as config:
        config.write("[audio]\ntarget_lufs = -20\n")
    outcome = publish(root, Request())
    assert outcome.live
    assert "AP351" not in codes(outcome)


def test_episodes_that_are_checked_alone_are_judged_as_the_whole_tree_is(root: Path) -> None:
    edit(root / "seeds" / "zwei.txt", "Folge zwei", "Folge eins")  # two episodes of one title
    sidecar = root / "episodes" / "eins.toml"
    sidecar.write_text(
        f"{sidecar.read_text(encoding='utf-8')}number = 7\nseason = 1\n", encoding="utf-8"
    )
    outcome = publish(root, Request())
    assert outcome.live, outcome.findings
    whole = rules.judge(facts.gather(root / "feeds", name="feeds"))
    known = {rule.code for rule in RULES}
    alone = [finding for finding in outcome.findings if finding.code in known]
    assert [(f.code, f.place, f.message) for f in alone if f.place and "feed" in f.place.path] == [
        (f.code, f.place, f.message) for f in whole if f.place and "feed" in f.place.path
    ]
    assert {(f.code, f.message) for f in alone} == {(f.code, f.message) for f in whole}
    assert whole
