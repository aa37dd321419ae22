"""Writing tags: what is read back, what stays as it was, what is refused."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.apev2 import APEv2
from mutagen.id3 import CHAP, ID3, TIT2, TYER

from audiopub.errors import StoreError, TagError
from audiopub.model import Picture, TagChapter, Tags
from audiopub.tags import id3, read, write
from audiopub.tags import mp3 as mp3_module

NAME = "episodes/sound.mp3"


def chapter(start: float, end: float, title: str = "Titel") -> TagChapter:
    return TagChapter(title=title, start=start, end=end)


def refusal(action: Callable[[], object]) -> TagError:
    with pytest.raises(TagError) as caught:
        action()
    assert caught.value.path == NAME
    assert caught.value.hint
    return caught.value


def test_everything_is_read_back(mp3: Path, tags: Tags, tmp_path: Path) -> None:
    target = tmp_path / "new" / "tagged.mp3"
    write(mp3, target, tags, name=NAME)
    assert read(target, name=NAME) == dataclasses.replace(tags, lyrics=str(tags.lyrics).strip())
    assert [path.name for path in target.parent.iterdir()] == ["tagged.mp3"]


def test_the_sound_and_the_source_stay_as_they_are(
    mp3: Path, sound: bytes, tags: Tags, tmp_path: Path
) -> None:
    write(mp3, tmp_path / "tagged.mp3", tags, name=NAME)
    assert mp3.read_bytes() == sound
    assert (tmp_path / "tagged.mp3").read_bytes().endswith(bytes(id3.PADDING) + sound)


def test_equal_input_gives_equal_bytes(mp3: Path, tags: Tags, tmp_path: Path) -> None:
    for target in ("a.mp3", "b.mp3"):
        write(mp3, tmp_path / target, tags, name=NAME)
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()


def test_tags_are_replaced_not_heaped_up(mp3: Path, sound: bytes, tags: Tags) -> None:
    old = ID3()
    old.add(TIT2(encoding=3, text=["Old"]))
    old.save(mp3, v1=2)
    ape = APEv2()
    ape["Title"] = "Old"
    ape.save(mp3)
    lyrics = b"LYRICSBEGININD0000200" + b"000021LYRICS200"
    mp3.write_bytes(old_tag() + old_tag() + mp3.read_bytes() + lyrics + b"TAG" + bytes(125))
    write(mp3, mp3, tags, name=NAME)
    assert b"Old" not in mp3.read_bytes()
    once = mp3.read_bytes()
    assert once.endswith(sound)
    write(mp3, mp3, tags, name=NAME)
    assert mp3.read_bytes() == once


def old_tag() -> bytes:
    return b"ID3\4\0\0\0\0\0\x0a" + b"Old" + bytes(7)


def test_an_appended_id3_tag_and_a_leading_ape_tag_are_dropped(
    mp3: Path, sound: bytes, tags: Tags
) -> None:
    ape = 2 * (b"APETAGEX" + (2000).to_bytes(4, "little") + (32).to_bytes(4, "little") + bytes(16))
    footed = b"ID3\4\0\x10\0\0\0\x0a" + bytes(10) + b"3DI\4\0\x10\0\0\0\x0a"
    mp3.write_bytes(footed + ape + sound + footed)
    write(mp3, mp3, tags, name=NAME)
    assert mp3.read_bytes().endswith(bytes(id3.PADDING) + sound)
    assert mp3.read_bytes().count(b"ID3") == 1


@pytest.mark.parametrize(
    "lie",
    [
        b"APETAGEX" + b"\xff" * 24,
        b"999999LYRICS200",
        b"LYRICS200",
        b"3DI\4\0\0\x7f\x7f\x7f\x7f",
        b"APETAGEX" + bytes(24),
    ],
)
def test_trailing_bytes_that_lie_about_a_tag_are_kept(
    mp3: Path, sound: bytes, tags: Tags, lie: bytes
) -> None:
    mp3.write_bytes(sound + lie)
    write(mp3, mp3, tags, name=NAME)
    assert mp3.read_bytes().endswith(sound + lie)


def test_nothing_asked_is_nothing_said(mp3: Path) -> None:
    write(mp3, mp3, Tags(), name=NAME)
    assert read(mp3, name=NAME) == Tags()


def test_a_file_without_tags_says_nothing(mp3: Path) -> None:
    assert read(mp3, name=NAME) == Tags()


def test_other_programs_tags_are_read(mp3: Path) -> None:
    found = ID3()
    found.add(TIT2(encoding=3, text=["Titel"]))
    found.add(TYER(encoding=0, text=["2025"]))
    found.add(CHAP(element_id="x", start_time=1, end_time=2, sub_frames=[]))
    found.save(mp3, v2_version=4)
    assert read(mp3, name=NAME) == Tags(
        title="Titel", published=None, chapters=(chapter(0.001, 0.002, ""),)
    )


def test_control_characters_are_left_out(mp3: Path) -> None:
    asked = Tags(
        title="Zwei\nZeilen\x00 und\tmehr\x07",
        show="\x00",
        authors=("\r\n", " A\x1bB "),
        comment="eins\r\n\x00zwei\r\rdrei\u2028vier",
        lyrics=" \n ",
        chapters=(chapter(0, 1, "Ka\npi\x00tel"),),
    )
    write(mp3, mp3, asked, name=NAME)
    assert read(mp3, name=NAME) == Tags(
        title="Zwei Zeilen und mehr",
        show_authors=("A B",),
        authors=("A B",),
        comment="eins\nzwei\n\ndrei\nvier",
        chapters=(chapter(0, 1, "Ka pi tel"),),
    )


@pytest.mark.parametrize(
    ("show_authors", "expected"), [(("Studio", "A"), ("Studio", "A")), ((), ("B",))]
)
def test_an_album_is_by_the_shows_authors_or_else_by_the_episodes(
    mp3: Path, show_authors: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    write(mp3, mp3, Tags(show_authors=show_authors, authors=("B",)), name=NAME)
    found = read(mp3, name=NAME)
    assert (found.show_authors, found.authors) == (expected, ("B",))
    assert str(ID3(mp3)["TPE2"]) == "/".join(expected)


def test_the_date_is_in_utc_and_the_language_without_region(mp3: Path) -> None:
    east = dt.timezone(dt.timedelta(hours=3))
    moment = dt.datetime(2026, 1, 1, 1, 30, 59, tzinfo=east)
    write(mp3, mp3, Tags(published=moment, language="pt-BR", comment="x"), name=NAME)
    found = read(mp3, name=NAME)
    assert found.published == dt.datetime(2025, 12, 31, 22, 30, tzinfo=dt.UTC)
    assert found.language == "pt"
    assert ID3(mp3).getall("COMM")[0].lang == "por"


def test_a_language_that_iso_does_not_know_is_not_said(mp3: Path) -> None:
    write(mp3, mp3, Tags(language="xx", comment="x"), name=NAME)
    assert read(mp3, name=NAME) == Tags(comment="x")


def test_an_address_is_written_in_ascii(mp3: Path) -> None:
    write(mp3, mp3, Tags(link="https://example.org/Київ?q=a b&c=%20"), name=NAME)
    assert read(mp3, name=NAME).link == "https://example.org/%D0%9A%D0%B8%D1%97%D0%B2?q=a%20b&c=%20"


def test_a_very_long_transcript_fits(mp3: Path) -> None:
    lyrics = "Ein langer Absatz – mit „Zitat“.\n\n" * 4_000 + "Ende."
    write(mp3, mp3, Tags(lyrics=lyrics), name=NAME)
    assert read(mp3, name=NAME).lyrics == lyrics


def test_255_chapters_fit_in_order_of_time(mp3: Path) -> None:
    chapters = tuple(chapter(n, n + 1, "x" * (300 - n)) for n in range(255))
    write(mp3, mp3, Tags(chapters=chapters), name=NAME)
    assert read(mp3, name=NAME).chapters == chapters


def test_more_chapters_are_refused(mp3: Path, sound: bytes) -> None:
    asked = Tags(chapters=tuple(chapter(n, n + 1) for n in range(256)))
    error = refusal(lambda: write(mp3, mp3, asked, name=NAME))
    assert error.code == "AP402"
    assert "256" in error.what
    assert mp3.read_bytes() == sound


@pytest.mark.parametrize(
    "chapters",
    [
        (chapter(5, 6), chapter(1, 2)),
        (chapter(2, 1),),
        (chapter(-1, 1),),
        (chapter(0, 2**32 / 1000),),
        (chapter(float("nan"), 1),),
        (chapter(0, float("inf")),),
    ],
    ids=["order", "end before start", "negative", "beyond 32 bits", "nan", "infinite"],
)
def test_impossible_chapters_are_refused(
    mp3: Path, sound: bytes, chapters: tuple[TagChapter, ...]
) -> None:
    error = refusal(lambda: write(mp3, mp3, Tags(chapters=chapters), name=NAME))
    assert error.code == "AP403"
    assert "Titel" in error.what
    assert mp3.read_bytes() == sound


def test_tags_beyond_what_id3_holds_are_refused(mp3: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(id3, "_MOST_BYTES", 10_000)
    cover = Picture(data=bytes(10_000), mime_type="image/png")
    assert refusal(lambda: write(mp3, mp3, Tags(cover=cover), name=NAME)).code == "AP405"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"This is a note, not a sound.\n" * 1000,
        b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(5000),
        b"ID3\3\0\0\x7f\x7f\x7f\x7f",
        b"ID3\3\0\0",
        b"TAG" + bytes(125),
        b"\xff\xfb\x90\x00",
    ],
    ids=["empty", "text", "wav", "lying size", "half a header", "only a tag", "one header"],
)
def test_what_is_no_mp3_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "sound.mp3"
    path.write_bytes(data)
    for action in (
        lambda: write(path, path, Tags(title="x"), name=NAME),
        lambda: read(path, name=NAME),
    ):
        assert refusal(action).code == "AP401"
    assert path.read_bytes() == data


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=NAME):
        write(tmp_path / "no.mp3", tmp_path / "yes.mp3", Tags(), name=NAME)
    assert not (tmp_path / "yes.mp3").exists()


def test_a_source_that_shrinks_meanwhile_is_not_taken_for_whole(
    mp3: Path, sound: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def beyond(*_: object, **__: object) -> tuple[int, int]:
        return 0, len(sound) + 1

    monkeypatch.setattr(mp3_module, "_span", beyond)
    with pytest.raises(StoreError, match="shorter"):
        write(mp3, mp3, Tags(), name=NAME)
    assert mp3.read_bytes() == sound


def test_an_unreadable_tag_is_refused(mp3: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Path) -> None:
        raise IndexError

    monkeypatch.setattr("audiopub.tags.id3.id3.ID3", broken)
    assert refusal(lambda: read(mp3, name=NAME)).code == "AP406"


@pytest.mark.parametrize(
    "field", ["title", "show_authors", "lyrics", "cover", "chapters", "published", "sound"]
)
def test_what_reads_back_differently_is_refused_by_name(
    mp3: Path, sound: bytes, tags: Tags, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = id3.render

    less: dict[str, Any] = {field: getattr(Tags(), field, None)}

    def forged(asked: Tags, *, name: str) -> bytes:
        if field == "sound":
            return genuine(asked, name=name) + b"\xff"
        return genuine(dataclasses.replace(asked, **less), name=name)

    monkeypatch.setattr(id3, "render", forged)
    error = refusal(lambda: write(mp3, mp3, tags, name=NAME))
    assert error.code == "AP404"
    assert error.what.endswith(f": {field}")
    assert mp3.read_bytes() == sound
    assert list(mp3.parent.iterdir()) == [mp3]


line = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
lines = st.text(max_size=200)
pictures = st.binary().map(b"\x89PNG\r\n\x1a\n".__add__)
links = st.none() | st.builds("https://example.org/{}".format, line)


@st.composite
def any_tags(draw: st.DrawFn) -> Tags:
    """Anything that a caller could ask for."""
    times = sorted(draw(st.lists(st.floats(0, 4_000_000), max_size=6)))
    return Tags(
        title=draw(st.none() | line),
        show=draw(st.none() | line),
        show_authors=tuple(draw(st.lists(line, max_size=3))),
        authors=tuple(draw(st.lists(line, max_size=3))),
        published=draw(
            st.none()
            | st.datetimes(
                min_value=dt.datetime(2, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
                timezones=st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=-9))]),
            )
        ),
        language=draw(st.sampled_from([None, "de", "pt-BR", "gsw", "zh-Hant-TW", "xx", ""])),
        genre=draw(st.sampled_from([None, "Podcast", "(186)", "Hörspiel", "((x"])),
        comment=draw(st.none() | lines),
        link=draw(links),
        copyright=draw(st.none() | line),
        lyrics=draw(st.none() | lines),
        cover=draw(st.none() | st.builds(Picture, data=pictures, mime_type=st.just("image/png"))),
        chapters=tuple(
            TagChapter(
                title=draw(line),
                start=start,
                end=draw(st.floats(start, 4_000_000)),
                link=draw(links),
            )
            for start in times
        ),
    )


@given(asked=any_tags())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_is_read_back(mp3: Path, asked: Tags) -> None:
    write(mp3, mp3, asked, name=NAME)  # raises AP404 if one field differs
    found = read(mp3, name=NAME)
    assert found == id3.representable(asked, name=NAME)
    assert id3.representable(found, name=NAME) == found


SCRIPT = """
import itertools, sys
from pathlib import Path
from audiopub.model import Tags
from audiopub.tags import write
path = Path(sys.argv[1])
print("ready", flush=True)
for number in itertools.count():
    write(path, path, Tags(title=f"Title {number % 7}", lyrics="x" * 300_000), name="x")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_kill_at_any_moment_leaves_a_whole_file(mp3: Path, sound: bytes) -> None:
    write(mp3, mp3, Tags(title="Title 0", lyrics="x" * 300_000), name=NAME)
    for pause in (0.0, 0.003, 0.011, 0.023, 0.041):
        with subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(mp3)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(pause)
            process.send_signal(signal.SIGKILL)
        assert str(read(mp3, name=NAME).title).startswith("Title ")
        data = mp3.read_bytes()
        assert hashlib.sha256(data[-len(sound) :]).digest() == hashlib.sha256(sound).digest()
