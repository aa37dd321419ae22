"""This repository's own show, published as a new user would, and read as strangers would."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import av
import eyed3
import feedparser
import podcastparser
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3, BitrateMode

from audiopub.cli import main

ROOT = Path(__file__).parents[1]
MEDIA = re.compile(r"media/(?P<slug>[a-z0-9-]+)-[0-9a-f]{8}\.mp3")
LENGTH = re.compile(r'(length="|contentSize": ?"?|"size": ?)\d+')
NUMBER = re.compile(r"\d+(?:\.\d+)?")
NARRATION = ROOT / "tests" / "data" / "rubio-lawrow.json"
INTRO = 3.0  # the intro lasts 4 s and overlaps with the recording for one
TITLE = "Rubio–Lawrow: Das Wichtigste"


@pytest.fixture(scope="session")
def show(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample")
    for name in ("audiopub.toml", "audiopub.lock"):
        shutil.copy(ROOT / name, root)
    for name in ("seeds", "episodes", "show"):
        shutil.copytree(ROOT / name, root / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert main(["publish", "--quiet"]) == 0
    return root


@pytest.fixture(scope="session")
def sound(show: Path) -> Path:
    (file,) = (show / "feeds" / "media").iterdir()
    return file


@pytest.fixture(scope="session")
def chapters(show: Path) -> list[dict[str, Any]]:
    text = (show / "feeds/rubio-lawrow/chapters.json").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)["chapters"]
    return found


def text_files(folder: Path) -> dict[str, str]:
    """Return the text files of a tree with the names and sizes of media taken out."""
    return {
        file.relative_to(folder).as_posix(): LENGTH.sub(
            r"\1", MEDIA.sub(r"media/\g<slug>.mp3", file.read_text(encoding="utf-8"))
        )
        for file in folder.rglob("*")
        if file.is_file() and file.suffix not in (".mp3", ".jpg")
    }


def test_the_committed_tree_is_what_a_publication_gives(show: Path) -> None:
    published, committed = text_files(show / "feeds"), text_files(ROOT / "feeds")
    assert sorted(published) == sorted(committed)
    for path, text in published.items():
        # Processors add up in different orders: a time can be a frame off on another machine.
        assert NUMBER.sub("", text) == NUMBER.sub("", committed[path]), path
        assert [float(number) for number in NUMBER.findall(text)] == pytest.approx(
            [float(number) for number in NUMBER.findall(committed[path])], abs=1.0
        ), path


def test_the_seed_is_the_one_that_was_given() -> None:
    assert (ROOT / "seeds/rubio-lawrow.txt").stat().st_size == 7396


def test_the_text_is_understood(
    show: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(show)
    assert main(["inspect", "rubio-lawrow", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["title"] == TITLE
    assert found["authors"] == ["Vitaly Portnikov"]
    assert found["date"] == "2025-10-20"
    assert found["language"] == "de"
    assert len(found["paragraphs"]) == 18
    text = " ".join(sentence for paragraph in found["paragraphs"] for sentence in paragraph)
    assert "so aussieht, wie sie" in text
    assert "„Abfolge der Schritte“ besteht – das heißt: zuerst" in text
    assert "aufzugeben, und der Ukraine Langstreckenwaffen" in text
    assert "Kommentar verfassen" not in text
    assert found["provenance"]["title"] == {
        "source": "heading",
        "place": "seeds/rubio-lawrow.txt:1:1",
    }
    assert found["provenance"]["notice"]["place"] == "episodes/rubio-lawrow.toml:2:1"


def test_every_field_has_its_place_in_the_text_for_people(
    show: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(show)
    assert main(["inspect", "rubio-lawrow"]) == 0
    out = capsys.readouterr().out
    assert TITLE in out
    assert "from heading, seeds/rubio-lawrow.txt:1" in out
    assert "removed '1 Kommentar'" in out
    assert "Show notes" in out


def test_feedparser_reads_every_field_as_meant(show: Path, sound: Path) -> None:
    feed = feedparser.parse(show / "feeds" / "feed.xml")
    assert not feed.bozo
    assert feed.feed.title == "Kommentare von Vitaly Portnikov"
    assert feed.feed.language == "de"
    assert feed.feed.link == "https://podcast.example.org/"
    assert feed.feed.itunes_explicit is None  # what feedparser makes of Apple's "false"
    assert [tag["term"] for tag in feed.feed.tags] == ["News", "Politics"]
    assert feed.feed.publisher_detail == {
        "name": "Vitaly Portnikov",
        "email": "podcast@example.org",
    }
    (entry,) = feed.entries
    assert entry.title == TITLE
    assert entry.link == "https://podcast.example.org/rubio-lawrow/"
    assert not entry.guidislink
    assert entry.published == "Mon, 20 Oct 2025 10:00:00 +0000"
    (enclosure,) = entry.enclosures
    assert enclosure.href == f"https://podcast.example.org/media/{sound.name}"
    assert int(enclosure.length) == sound.stat().st_size
    assert enclosure.type == "audio/mpeg"
    with av.open(sound) as container:
        assert container.duration
        assert abs(int(entry.itunes_duration) - container.duration / av.time_base) < 1


def test_podcastparser_reads_every_field_as_meant(show: Path, sound: Path) -> None:
    address = "https://podcast.example.org/feed.xml"
    with (show / "feeds" / "feed.xml").open("rb") as stream:
        feed = podcastparser.parse(address, stream)
    assert feed["title"] == "Kommentare von Vitaly Portnikov"
    assert feed["cover_url"] == "https://podcast.example.org/cover.jpg"
    assert feed["itunes_owner"]["email"] == "podcast@example.org"
    (episode,) = feed["episodes"]
    assert episode["title"] == TITLE
    assert episode["explicit"] is False
    assert episode["enclosures"][0]["file_size"] == sound.stat().st_size
    assert episode["chapters"][0]["start"] == 0


def test_pyav_finds_the_chapters_and_the_cover(sound: Path, chapters: list[dict[str, Any]]) -> None:
    with av.open(sound) as container:
        found = container.chapters()
        assert [chapter["metadata"]["title"] for chapter in found] == [
            chapter["title"] for chapter in chapters
        ]
        for mine, theirs in zip(chapters, found, strict=True):
            start = float(theirs["start"] * theirs["time_base"])  # type: ignore[operator] # PyAV says None can be
            assert start == pytest.approx(mine["startTime"], abs=0.002)
        assert container.metadata["title"] == TITLE
        assert container.streams.video[0].codec_context.name == "mjpeg"


def test_eyed3_finds_title_author_album_and_cover(sound: Path) -> None:
    file = eyed3.load(sound)
    assert file.tag.title == TITLE
    assert file.tag.artist == "Vitaly Portnikov"
    assert file.tag.album == "Kommentare von Vitaly Portnikov"
    assert [image.mime_type for image in file.tag.images] == ["image/jpeg"]
    assert str(file.tag.getBestDate()).startswith("2025-10-20")
    assert "US-Außenminister Marco Rubio" in file.tag.lyrics[0].text


def test_mp3val_finds_nothing_to_warn_of(sound: Path) -> None:
    program = shutil.which("mp3val")
    if not program:
        pytest.skip("mp3val is not installed (Debian package mp3val)")
    run = subprocess.run([program, str(sound)], capture_output=True, check=True, encoding="utf-8")
    assert "MPEG frames (MPEG 1 Layer III), +ID3v2, CBR" in run.stdout
    assert "WARNING" not in run.stdout


def test_the_mp3_has_an_info_frame_that_tells_its_true_length(sound: Path) -> None:
    info = MP3(sound).info
    assert info.bitrate_mode == BitrateMode.CBR
    assert info.bitrate == 96_000
    with av.open(sound) as container:
        decoded = sum(frame.samples for frame in container.decode(audio=0))
    assert info.length == pytest.approx(decoded / 44_100, abs=0.001)
    assert ID3(sound).version == (2, 3, 0)


def test_the_intro_comes_before_the_first_sentence(show: Path) -> None:
    text = (show / "feeds/rubio-lawrow/transcript.json").read_text(encoding="utf-8")
    assert json.loads(text)["segments"][0]["startTime"] > 1.0


def test_the_check_finds_nothing(
    show: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(show)
    assert main(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_every_sentence_and_chapter_stands_where_it_is_spoken(
    show: Path, chapters: list[dict[str, Any]]
) -> None:
    truth = json.loads(NARRATION.read_text(encoding="utf-8"))["sentences"]
    spoken = {sentence["text"][:30]: sentence["start"] + INTRO for sentence in truth}
    text = (show / "feeds/rubio-lawrow/transcript.json").read_text(encoding="utf-8")
    found = {segment["body"][:30]: segment["startTime"] for segment in json.loads(text)["segments"]}
    known = spoken.keys() & found.keys()
    assert len(known) > 30
    for start in known:
        assert found[start] == pytest.approx(spoken[start], abs=0.15), start
    for chapter in chapters[1:]:
        nearest = min(spoken.values(), key=lambda time: abs(time - chapter["startTime"]))
        assert chapter["startTime"] == pytest.approx(nearest, abs=0.3)


def test_a_second_run_says_that_there_is_nothing_to_do(
    show: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(show)
    assert main(["publish"]) == 0
    assert "Nothing to do: 1 episode published in feeds/" in capsys.readouterr().out
