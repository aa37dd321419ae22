"""What other programs find in a file that we tagged."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import eyed3
import pytest
from mutagen.id3 import ID3, CTOCFlags, PictureType

from audiopub.model import Tags
from audiopub.tags import write


@pytest.fixture
def tagged(mp3: Path, tags: Tags) -> Path:
    write(mp3, mp3, tags, name="sound.mp3")
    return mp3


def test_mutagen_finds_id3v2_3_frames(tagged: Path, tags: Tags) -> None:
    found = ID3(tagged, translate=False, load_v1=False)
    assert found.version == (2, 3, 0)
    texts = {key: str(found[key]) for key in found if key.startswith("T")}
    assert texts == {
        "TIT2": tags.title,
        "TALB": tags.show,
        "TPE1": "Vitaly Portnikov/AC\u2215DC/Léa Žďárská",
        "TPE2": "Vitaly Portnikov/Kyjiw\u2215Live",
        "TYER": "2025",
        "TDAT": "2010",
        "TIME": "0805",
        "TLAN": "deu",
        "TCON": "Podcast",
        "TIT3": tags.subtitle,
        "TRCK": "7",
        "TPOS": "2",
        "TPUB": tags.publisher,
        "TDES": tags.description,
        "TGID": "audiopub:1234",
        "TCAT": "News",
        "TKWD": "Diplomatie,Київ",
        "TCOP": tags.copyright,
    }
    assert found["COMM::deu"].text == [tags.comment]
    assert found["USLT::deu"].text == str(tags.lyrics).strip()
    assert found["WOAF"].url == tags.link
    picture = found.getall("APIC")[0]
    assert tags.cover
    assert (picture.mime, picture.type, picture.data) == (
        "image/jpeg",
        PictureType.COVER_FRONT,
        tags.cover.data,
    )


def test_mutagen_finds_the_chapters_in_order_of_time(tagged: Path) -> None:
    found = ID3(tagged, load_v1=False)
    table = found.getall("CTOC")
    assert [entry.element_id for entry in table] == ["toc"]
    assert table[0].flags == CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    chapters = found.getall("CHAP")
    assert [chapter.element_id for chapter in chapters] == table[0].child_element_ids
    assert [(c.start_time, c.end_time) for c in chapters] == [(0, 250), (250, 500), (500, 1045)]
    assert {(c.start_offset, c.end_offset) for c in chapters} == {(0xFFFFFFFF, 0xFFFFFFFF)}
    assert chapters[1].sub_frames["WXXX:"].url == "https://example.org/kyjiw"


def test_ffmpeg_finds_chapters_cover_and_text(tagged: Path, tags: Tags) -> None:
    with av.open(tagged) as container:
        chapters = container.chapters()
        assert {c["time_base"] for c in chapters} == {Fraction(1, 1000)}
        assert [(c["start"], c["end"]) for c in chapters] == [(0, 250), (250, 500), (500, 1045)]
        assert [c["metadata"]["title"] for c in chapters] == [c.title for c in tags.chapters]
        assert [stream.type for stream in container.streams] == ["audio", "video"]
        frame = next(container.decode(container.streams.video[0]))
        assert (frame.width, frame.height) == (60, 60)
        said = container.metadata
    assert said["title"] == tags.title
    assert said["album"] == tags.show
    assert said["artist"] == "Vitaly Portnikov/AC\u2215DC/Léa Žďárská"
    assert said["language"] == "deu"
    assert said["genre"] == "Podcast"
    assert said["comment"] == tags.comment
    assert said["copyright"] == tags.copyright
    assert said["lyrics-deu"] == str(tags.lyrics).strip()
    assert said["date"].startswith("2025")


def test_ffmpeg_decodes_as_many_samples_as_without_tags(
    tagged: Path, sound: bytes, tmp_path: Path
) -> None:
    bare = tmp_path / "bare.mp3"
    bare.write_bytes(sound)
    counts = []
    for path in (bare, tagged):
        with av.open(path) as container:
            counts.append(sum(frame.samples for frame in container.decode(audio=0)))
    assert counts[0] == counts[1] > 40_000


def test_eyed3_finds_everything(tagged: Path, tags: Tags) -> None:
    found = eyed3.load(tagged).tag
    assert found.version == (2, 3, 0)
    assert (found.title, found.album) == (tags.title, tags.show)
    assert found.artist == "Vitaly Portnikov/AC\u2215DC/Léa Žďárská"
    assert found.album_artist == "Vitaly Portnikov/Kyjiw\u2215Live"
    assert str(found.recording_date) == "2025-10-20"  # it does not understand any TIME frame
    assert found.genre.name == "Podcast"
    assert found.audio_file_url.rstrip("\0") == tags.link  # it shows the terminator
    assert found.copyright == tags.copyright
    assert [(c.lang, c.description, c.text) for c in found.comments] == [(b"deu", "", tags.comment)]
    assert [text.text for text in found.lyrics] == [str(tags.lyrics).strip()]
    assert [(i.picture_type, i.mime_type) for i in found.images] == [(3, "image/jpeg")]
    assert [c.times for c in found.chapters] == [(0, 250), (250, 500), (500, 1045)]
    assert [c.title for c in found.chapters] == [c.title for c in tags.chapters]
    assert [table.child_ids for table in found.table_of_contents] == [[b"chp1", b"chp2", b"chp3"]]
