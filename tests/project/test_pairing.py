from __future__ import annotations

import contextlib
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiopub.errors import AudiopubError, PairingError, StoreError
from audiopub.project.config import load
from audiopub.project.pairing import Pair, Pairing, identity_of, pair


def files(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("", encoding="utf-8")


def found(root: Path) -> Pairing:
    return pair(load(root))


def only(root: Path) -> Pair:
    pairing = found(root)
    assert not pairing.problems
    (one,) = pairing.pairs
    return one


def problem(root: Path, name: str) -> AudiopubError:
    (error,) = found(root).problems[name]
    return error


def test_files_of_one_name_are_a_pair(root: Path) -> None:
    files(root, "seeds/first.txt", "episodes/first.wav")
    one = only(root)
    assert (one.name, one.by) == ("first", "name")
    assert one.transcript == root / "seeds/first.txt"
    assert one.audio == root / "episodes/first.wav"


def test_a_transcript_may_lie_beside_its_recording(root: Path) -> None:
    files(root, "episodes/first.md", "episodes/first.flac")
    assert only(root).transcript == root / "episodes/first.md"


def test_what_belongs_to_an_episode_is_found(root: Path) -> None:
    files(root, "seeds/a.txt", "episodes/a.wav", "episodes/a.chapters.txt", "episodes/a.jpg")
    (root / "episodes/a.toml").write_text('title = "T"', encoding="utf-8")
    one = only(root)
    assert one.sidecar == root / "episodes/a.toml"
    assert one.chapters == root / "episodes/a.chapters.txt"
    assert one.cover == root / "episodes/a.jpg"
    assert one.draft.title
    assert one.draft.title.value == "T"


def test_names_agree_whatever_their_case_and_normal_form(root: Path) -> None:
    files(root, f"seeds/{unicodedata.normalize('NFD', 'Grüße')}.txt", "episodes/GRÜSSE.wav")
    assert only(root).name == "Grüße" or only(root).name == "GRÜSSE"
    assert identity_of("GRÜSSE") == identity_of(unicodedata.normalize("NFD", "grüße"))


def test_a_sidecar_pairs_files_whose_names_do_not_agree(root: Path) -> None:
    files(root, "seeds/text.txt", "episodes/rec_001.wav")
    (root / "episodes/first.toml").write_text(
        'transcript = "seeds/text.txt"\naudio = "episodes/rec_001.wav"', encoding="utf-8"
    )
    one = only(root)
    assert (one.name, one.by) == ("first", "sidecar")
    assert (one.transcript.name, one.audio.name) == ("text.txt", "rec_001.wav")


def test_a_recording_that_a_sidecar_names_is_not_paired_by_its_name_as_well(root: Path) -> None:
    files(root, "seeds/a.txt", "seeds/b.txt", "episodes/a.wav", "episodes/c.wav")
    (root / "episodes/b.toml").write_text('audio = "episodes/a.wav"', encoding="utf-8")
    pairing = found(root)
    assert [(one.name, one.audio.name) for one in pairing.pairs] == [("b", "a.wav")]
    assert {name: errors[0].code for name, errors in pairing.problems.items()} == {
        "a": "AP121",
        "c": "AP122",
    }


def test_a_transcript_without_a_recording_is_named_with_the_cure(root: Path) -> None:
    files(root, "seeds/first.txt")
    error = problem(root, "first")
    assert (error.code, error.path) == ("AP121", "seeds/first.txt")
    assert "put first.wav" in (error.hint or "")


def test_a_recording_without_a_transcript_is_named_with_the_cure(root: Path) -> None:
    files(root, "episodes/first.wav")
    error = problem(root, "first")
    assert (error.code, error.path) == ("AP122", "episodes/first.wav")
    assert "put first.txt into seeds or episodes" in (error.hint or "")


def test_two_recordings_of_one_name_are_refused_until_a_sidecar_decides(root: Path) -> None:
    files(root, "seeds/a.txt", "episodes/a.wav", "episodes/a.mp3")
    error = problem(root, "a")
    assert error.code == "AP123"
    assert "also episodes/a.wav" in error.what
    assert 'audio = "episodes/a.mp3"' in (error.hint or "")
    (root / "episodes/a.toml").write_text('audio = "episodes/a.mp3"', encoding="utf-8")
    assert only(root).audio.name == "a.mp3"


def test_two_sidecars_that_claim_one_file_are_refused(root: Path) -> None:
    files(root, "seeds/a.txt", "seeds/b.txt", "episodes/x.wav")
    for name in "ab":
        (root / f"episodes/{name}.toml").write_text('audio = "episodes/x.wav"', encoding="utf-8")
    pairing = found(root)
    assert [one.name for one in pairing.pairs] == ["a"]
    (error,) = pairing.problems["b"]
    assert (error.code, "a both claim" in error.what) == ("AP124", True)


def test_a_sidecar_without_any_file_is_named(root: Path) -> None:
    (root / "episodes/a.toml").write_text('title = "T"', encoding="utf-8")
    assert problem(root, "a").code == "AP125"


def test_a_sidecar_that_names_a_missing_file_says_where(root: Path) -> None:
    files(root, "seeds/a.txt")
    (root / "episodes/a.toml").write_text('title = "T"\naudio = "b.wav"', encoding="utf-8")
    error = problem(root, "a")
    assert (error.code, error.line) == ("AP146", 2)


def test_a_wrong_sidecar_does_not_stop_the_other_episodes(root: Path) -> None:
    files(root, "seeds/a.txt", "episodes/a.wav", "seeds/b.txt", "episodes/b.wav")
    (root / "episodes/a.toml").write_text("titel = 1\nseason = 0", encoding="utf-8")
    pairing = found(root)
    assert [one.name for one in pairing.pairs] == ["b"]
    assert [error.code for error in pairing.problems["a"]] == ["AP141", "AP144"]


def test_clips_hidden_files_and_other_files_are_no_episodes(root: Path) -> None:
    clips = [f"episodes/{clip}.wav" for clip in ("intro", "outro", "bed")]
    files(root, *clips, "episodes/.hidden.wav", "episodes/notes.xlsx", "seeds/b.jpg")
    with (root / "audiopub.toml").open("a", encoding="utf-8") as config:
        config.write("[audio]\n" + "".join(f'{Path(clip).stem} = "{clip}"\n' for clip in clips))
    pairing = found(root)
    assert not pairing.pairs
    assert not pairing.problems


def test_a_folder_of_sources_that_is_missing_is_named(root: Path) -> None:
    (root / "seeds").rmdir()
    with pytest.raises(PairingError) as caught:
        found(root)
    assert (caught.value.code, caught.value.path) == ("AP120", "seeds")


@pytest.mark.parametrize("closed", ["episodes", "episodes/2026"])
def test_a_folder_of_sources_that_may_not_be_read_is_never_taken_for_empty(
    root: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    files(root, "seeds/a.txt", "episodes/2026/a.wav")
    scandir = os.scandir

    def refuse(path: str | os.PathLike[str]) -> Iterator[os.DirEntry[str]]:
        if Path(path) == root / closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(StoreError) as caught:
        found(root)
    assert (caught.value.code, caught.value.path) == ("AP701", closed)
    assert caught.value.what == "cannot read it: Permission denied"


def test_a_source_that_may_not_be_looked_at_is_never_taken_for_missing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(root, "seeds/a.txt", "episodes/a.wav")
    scan = os.scandir

    class Refusing:
        """What a folder says of a file that may not be looked at."""

        def __init__(self, entry: os.DirEntry[str]) -> None:
            self.name, self.path = entry.name, entry.path

        def stat(self) -> os.stat_result:
            raise PermissionError(13, "Permission denied", self.path)

    @contextlib.contextmanager
    def refuse(folder: str) -> Iterator[list[os.DirEntry[str] | Refusing]]:
        with scan(folder) as entries:
            yield [Refusing(one) if one.name == "a.wav" else one for one in entries]

    monkeypatch.setattr("audiopub.project.groups.os.scandir", refuse)
    with pytest.raises(StoreError) as caught:
        found(root)
    assert (caught.value.code, caught.value.path) == ("AP701", "episodes/a.wav")


def test_a_link_that_leads_nowhere_is_no_source(root: Path) -> None:
    files(root, "seeds/a.txt", "episodes/a.wav")
    (root / "episodes/b.wav").symlink_to(root / "nowhere.wav")
    assert only(root).name == "a"


def test_what_audiopub_writes_is_no_source_even_of_a_show_in_one_folder(root: Path) -> None:
    files(root, "a.txt", "a.wav", "feeds/b/page.txt", "feeds/media/b.mp3", ".audiopub/c.wav")
    files(root, "audiopub.txt", "audiopub.wav")
    (root / "audiopub.lock").write_text("version = 1\n", encoding="utf-8")
    with (root / "audiopub.toml").open("a", encoding="utf-8") as config:
        config.write('[sources]\naudio = ["."]\ntranscripts = ["."]\n')
    pairing = found(root)
    assert not pairing.problems
    assert [(one.name, one.sidecar) for one in pairing.pairs] == [("a", None), ("audiopub", None)]
