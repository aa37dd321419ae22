"""Every format: what it keeps of the tags, that the sound stays, and that others read it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import shutil
import subprocess
from pathlib import Path

import av
import mutagen
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.flac import FLAC
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus

from audiopub.errors import TagError
from audiopub.model import Picture, PodcastTag, TagChapter, Tags
from audiopub.tags import heard_sha256, read, write

FORMATS = ("mp3", "m4a", "opus", "ogg", "flac")
NAME = "sound"


def expected(tags: Tags, form: str, duration: float) -> Tags:
    """What a format keeps of all that can be said."""
    tags = dataclasses.replace(tags, lyrics=(tags.lyrics or "").strip())
    chapters = tags.chapters
    if form == "m4a":
        chapters = tuple(dataclasses.replace(c, link=None, picture=None) for c in chapters)
        return dataclasses.replace(tags, chapters=chapters, lines=())
    if form != "mp3":
        chapters = tuple(dataclasses.replace(c, picture=None) for c in chapters)
        last = dataclasses.replace(chapters[-1], end=round(duration, 3))
        return dataclasses.replace(tags, chapters=(*chapters[:-1], last))
    return tags


def packets(path: Path) -> list[bytes]:
    with av.open(path) as container:
        return [bytes(p) for p in container.demux(container.streams.audio[0]) if p.size]


def samples(path: Path) -> list[bytes]:
    with av.open(path) as container:
        return [frame.to_ndarray().tobytes() for frame in container.decode(audio=0)]


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_written_is_read_back(
    form: str, sounds: dict[str, Path], tags: Tags, tmp_path: Path
) -> None:
    target = tmp_path / f"tagged.{form}"
    write(sounds[form], target, tags, name=NAME)
    duration = mutagen.File(sounds[form]).info.length
    assert read(target, name=NAME) == expected(tags, form, duration)


@pytest.mark.parametrize("form", FORMATS)
def test_the_sound_stays_packet_for_packet_and_sample_for_sample(
    form: str, sounds: dict[str, Path], tags: Tags, tmp_path: Path
) -> None:
    target = tmp_path / f"tagged.{form}"
    before = sounds[form].read_bytes()
    write(sounds[form], target, tags, name=NAME)
    assert sounds[form].read_bytes() == before
    assert packets(target) == packets(sounds[form])
    assert samples(target) == samples(sounds[form])


@pytest.mark.parametrize("form", FORMATS)
def test_equal_tags_give_equal_bytes_whatever_was_there_before(
    form: str, sounds: dict[str, Path], tags: Tags, tmp_path: Path
) -> None:
    once, other, again = (tmp_path / f"{n}.{form}" for n in ("once", "other", "again"))
    write(sounds[form], once, tags, name=NAME)
    write(sounds[form], other, Tags(title="Other", cover=tags.cover), name=NAME)
    write(other, again, tags, name=NAME)
    assert again.read_bytes() == once.read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_asked_is_nothing_said(
    form: str, sounds: dict[str, Path], tags: Tags, tmp_path: Path
) -> None:
    target = tmp_path / f"tagged.{form}"
    write(sounds[form], target, tags, name=NAME)
    write(target, target, Tags(), name=NAME)
    assert read(target, name=NAME) == Tags()
    assert packets(target) == packets(sounds[form])


@pytest.mark.parametrize("form", FORMATS)
def test_ffmpeg_finds_title_chapters_and_cover(
    form: str, sounds: dict[str, Path], tags: Tags, tmp_path: Path
) -> None:
    target = tmp_path / f"tagged.{form}"
    write(sounds[form], target, tags, name=NAME)
    with av.open(target) as container:
        chapters = container.chapters()
        said = {**container.metadata, **container.streams.audio[0].metadata}
        pictures = len(container.streams.video)
    assert {key.lower(): value for key, value in said.items()}["title"] == tags.title
    assert [chapter["metadata"]["title"] for chapter in chapters] == [
        chapter.title for chapter in tags.chapters
    ]
    assert [float(c["start"] * (c["time_base"] or 1)) for c in chapters] == [0, 0.25, 0.5]
    assert pictures >= 1


def test_itunes_finds_an_episode_of_a_podcast(
    sounds: dict[str, Path], tags: Tags, tmp_path: Path
) -> None:
    target = tmp_path / "tagged.m4a"
    write(sounds["m4a"], target, tags, name=NAME)
    found = MP4(target)
    assert found["pcst"] is True
    assert found["stik"] == [21]
    assert found["trkn"] == [(7, 0)]
    assert found["desc"] == [str(tags.description)[:255]]
    assert [(c.start, c.title) for c in found.chapters] == [
        (c.start, c.title) for c in tags.chapters
    ]
    assert target.read_bytes().index(b"moov") < target.read_bytes().index(b"mdat")


def test_vorbis_comments_bear_the_names_that_others_use(
    sounds: dict[str, Path], tags: Tags, tmp_path: Path
) -> None:
    for form, kind in (("opus", OggOpus), ("flac", FLAC)):
        target = tmp_path / f"tagged.{form}"
        write(sounds[form], target, tags, name=NAME)
        found = kind(target)
        assert found["CHAPTER002"] == ["00:00:00.250"]
        assert found["CHAPTER002NAME"] == ["Київ"]
        assert found["CHAPTER002URL"] == ["https://example.org/kyjiw"]
        assert found["ARTIST"] == list(tags.authors)
        assert found["DATE"] == ["2025-10-20T08:05:00Z"]
        assert found["SYNCEDLYRICS"][0].splitlines()[1] == "[00:00.600] Zweiter."


text = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)
line = st.none() | text
chapters = st.lists(st.tuples(st.integers(0, 900), text), max_size=5).map(
    lambda marks: tuple(
        TagChapter(title=title, start=start / 1000, end=1.0) for start, title in sorted(marks)
    )
)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    asked=st.builds(
        Tags,
        title=line,
        show=line,
        authors=st.lists(text, max_size=3).map(tuple),
        subtitle=line,
        description=line,
        comment=line,
        lyrics=line,
        publisher=line,
        track=st.none() | st.integers(1, 9999),
        podcast=st.none()
        | st.builds(PodcastTag, guid=line, keywords=st.lists(text, max_size=2).map(tuple)),
        chapters=chapters,
    )
)
def test_any_text_is_read_back_as_it_was_written_or_nothing_is_written(
    form: str, sounds: dict[str, Path], tmp_path: Path, asked: Tags
) -> None:
    once, again = (tmp_path / f"{n}.{form}" for n in ("once", "again"))
    write(sounds[form], once, asked, name=NAME)  # it compares, and would raise
    write(once, again, read(once, name=NAME), name=NAME)
    assert read(again, name=NAME) == read(once, name=NAME)


@pytest.mark.parametrize("form", FORMATS)
def test_too_many_chapters_are_refused_and_nothing_is_written(
    form: str, sounds: dict[str, Path], tmp_path: Path
) -> None:
    many = tuple(
        TagChapter(title=str(n), start=n / 10000, end=(n + 1) / 10000) for n in range(1000)
    )
    target = tmp_path / f"tagged.{form}"
    with pytest.raises(TagError) as caught:
        write(sounds[form], target, Tags(chapters=many), name=NAME)
    assert caught.value.code == "AP402"
    assert not target.exists()


def test_a_cover_that_flac_cannot_hold_is_refused(sounds: dict[str, Path], tmp_path: Path) -> None:
    huge = Picture(data=bytes(1 << 24), mime_type="image/png")
    with pytest.raises(TagError) as caught:
        write(sounds["flac"], tmp_path / "tagged.flac", Tags(cover=huge), name=NAME)
    assert caught.value.code == "AP405"


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_refused_or_tagged_and_never_changed(
    form: str, sounds: dict[str, Path], tmp_path: Path, data: st.DataObject
) -> None:
    whole = sounds[form].read_bytes()
    place = data.draw(st.integers(0, min(len(whole), 600) - 1))
    broken = bytearray(whole)
    broken[place] ^= data.draw(st.integers(1, 255))
    if data.draw(st.booleans()):
        broken = broken[: data.draw(st.integers(1, len(whole)))]
    source, target = tmp_path / f"broken.{form}", tmp_path / f"tagged.{form}"
    source.write_bytes(broken)
    target.unlink(missing_ok=True)
    try:
        write(source, target, Tags(title="Titel"), name=NAME)
        read(target, name=NAME)
    except TagError:
        assert not target.exists()
    assert source.read_bytes() == broken


def test_an_mp4_file_that_lost_all_of_its_sound_is_refused(
    sounds: dict[str, Path], tags: Tags, tmp_path: Path
) -> None:
    path = tmp_path / "a.m4a"
    write(sounds["m4a"], path, tags, name=NAME)  # its index stands before its sound
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"mdat") + 4])
    with pytest.raises(TagError, match="nothing of its sound") as error:
        write(path, path, tags, name=NAME)
    assert error.value.code == "AP406"
    assert path.read_bytes() == data[: data.index(b"mdat") + 4]


@pytest.mark.parametrize("form", FORMATS)
def test_ffprobe_and_mediainfo_read_it(
    form: str, sounds: dict[str, Path], tags: Tags, tmp_path: Path
) -> None:
    for program in ("ffprobe", "mediainfo"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed (Debian packages ffmpeg and mediainfo)")
    target = tmp_path / f"tagged.{form}"
    write(sounds[form], target, tags, name=NAME)
    probe = ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_chapters"]
    run = subprocess.run([*probe, str(target)], capture_output=True, check=True, encoding="utf-8")
    assert [c["tags"]["title"] for c in json.loads(run.stdout)["chapters"]] == [
        chapter.title for chapter in tags.chapters
    ]
    info = ["mediainfo", "--Output=JSON", str(target)]
    run = subprocess.run(info, capture_output=True, check=True, encoding="utf-8")
    tracks = json.loads(run.stdout)["media"]["track"]
    # MediaInfo 23.04 shows what lies beyond U+FFFF in UTF-16 as ??
    assert tracks[0]["Title"].startswith("Rubio–Lawrow: Das Wichtigste")
    assert tracks[0]["Album"] == tags.show
    if form != "mp3":  # MediaInfo shows no CHAP; eyeD3 does, see test_readers.py
        assert any("Київ" in str(track) for track in tracks if track["@type"] == "Menu")


def test_a_date_with_a_zone_is_told_in_utc(sounds: dict[str, Path], tmp_path: Path) -> None:
    berlin = dt.timezone(dt.timedelta(hours=2))
    asked = Tags(published=dt.datetime(2025, 10, 20, 8, 5, 30, 5, tzinfo=berlin))
    write(sounds["opus"], tmp_path / "tagged.opus", asked, name=NAME)
    found = read(tmp_path / "tagged.opus", name=NAME).published
    assert found == dt.datetime(2025, 10, 20, 6, 5, 30, tzinfo=dt.UTC)


def test_chapters_of_mp4_begin_at_0_and_leave_no_gap(
    sounds: dict[str, Path], tmp_path: Path
) -> None:
    marks = (
        TagChapter(title="Eins", start=0.2, end=0.3),
        TagChapter(title="ü" * 200, start=0.5, end=0.9),
    )
    write(sounds["m4a"], tmp_path / "tagged.m4a", Tags(chapters=marks), name=NAME)
    assert read(tmp_path / "tagged.m4a", name=NAME).chapters == (
        TagChapter(title="Eins", start=0.0, end=0.5),
        TagChapter(title="ü" * 127, start=0.5, end=0.9),
    )


def test_an_mp3_is_known_by_its_frames_whatever_tag_is_before_them(
    sounds: dict[str, Path], tags: Tags, tmp_path: Path
) -> None:
    one, other = tmp_path / "one.mp3", tmp_path / "other.mp3"
    write(sounds["mp3"], one, tags, name=NAME)
    write(sounds["mp3"], other, Tags(title="Ein anderer"), name=NAME)
    assert one.read_bytes() != other.read_bytes()
    assert heard_sha256(one, name=NAME) == heard_sha256(other, name=NAME)
    data = bytearray(other.read_bytes())
    data[-1] ^= 1
    other.write_bytes(data)
    assert heard_sha256(one, name=NAME) != heard_sha256(other, name=NAME)


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_known_by_all_of_it_where_it_is_not_certain_what_is_heard(
    sounds: dict[str, Path], tmp_path: Path, form: str
) -> None:
    data = sounds[form].read_bytes()
    files = []
    for title in ("a", "b"):
        file = tmp_path / f"{title}.{form}"
        junk = b"ID3\x03\0\0\0\0\0\x01" + title.encode() + b"ID3" if form == "mp3" else b""
        file.write_bytes(junk + data + title.encode())
        files.append(file)
    assert len({heard_sha256(file, name=NAME) for file in files}) == len(files)
