"""Sound files, as a stranger finds them."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Callable
from pathlib import Path

import mutagen
import pytest

from audiopub import facts, rules, tags
from audiopub.audio import decode
from audiopub.errors import AudiopubError, StoreError, TagError
from audiopub.facts.sound import read
from audiopub.model import Tags
from audiopub.rules.subjects import Damaged, Heard, Sound, Subject, Unread


def only(path: Path, *, measure: bool = True) -> Subject:
    (subject,) = facts.gather(path, name="a", measure=measure)
    return subject


@pytest.mark.parametrize(
    ("name", "mime_type"),
    [
        ("a.mp3", "audio/mpeg"),
        ("a.m4a", "audio/mp4"),
        ("a.opus", "audio/ogg"),
        ("a.flac", "audio/flac"),
        ("a.wav", "audio/wav"),
        ("a.aac", "audio/aac"),
    ],
)
def test_sound_is_known_by_its_content_and_decoded(
    write_sound: Callable[..., Path], name: str, mime_type: str
) -> None:
    path = write_sound(name)
    sound = only(path)
    assert isinstance(sound, Sound)
    assert sound.mime_type == mime_type
    assert sound.length == path.stat().st_size
    assert sound.duration == pytest.approx(2.0, abs=0.1)
    assert sound.header_duration == pytest.approx(2.0, abs=0.1)
    assert sound.decoded
    assert sound.loudness
    assert -35 < sound.loudness.integrated_lufs < -10


def test_a_header_is_believed_if_the_loudness_is_not_asked_for(
    write_sound: Callable[..., Path],
) -> None:
    sound = only(write_sound("a.mp3"), measure=False)
    assert isinstance(sound, Sound)
    assert not sound.decoded
    assert sound.loudness is None
    assert sound.duration == pytest.approx(2.0, abs=0.1)


def test_an_mp3_without_a_header_is_decoded_all_the_same(
    write_bare_mp3: Callable[..., Path],
) -> None:
    sound = only(write_bare_mp3("a.mp3", vbr=True), measure=False)
    assert isinstance(sound, Sound)
    assert sound.decoded
    assert sound.loudness is None
    assert sound.duration == pytest.approx(10.0, abs=0.1)


@pytest.mark.parametrize(("vbr", "codes"), [(True, ["AP353"]), (False, [])])
def test_a_variable_bit_rate_needs_a_header_and_a_constant_one_does_not(
    write_bare_mp3: Callable[..., Path], *, vbr: bool, codes: list[str]
) -> None:
    found = rules.judge(facts.gather(write_bare_mp3("a.mp3", vbr=vbr)))
    found_codes = [finding.code for finding in found]
    assert [code for code in found_codes if code.startswith("AP353")] == codes


def test_tags_are_read(write_sound: Callable[..., Path]) -> None:
    path = write_sound("a.mp3")
    given = Tags(
        title="Ein Titel",
        show="Eine Schau",
        authors=("A", "B"),
        published=dt.datetime(2025, 10, 20, 6, 30, tzinfo=dt.UTC),
    )
    tags.write(path, path, given, name="a")
    sound = only(path, measure=False)
    assert isinstance(sound, Sound)
    assert sound.tags
    assert (sound.tags.title, sound.tags.show) == (given.title, given.show)


def test_tags_of_other_formats_are_not_known_to_be_missing(
    write_sound: Callable[..., Path],
) -> None:
    found = rules.judge(facts.gather(write_sound("a.wav"), measure=False))
    assert not [finding for finding in found if finding.code.startswith("AP45")]


@pytest.mark.parametrize("measure", [True, False])
@pytest.mark.parametrize(
    "content", [b"", b"not a sound", b"ID3\x03\x00\x00\x7f\x7f\x7f\x7f", b"\0" * 99]
)
def test_what_is_no_sound_is_damaged(tmp_path: Path, content: bytes, *, measure: bool) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(content)
    damaged = only(path, measure=measure)
    assert isinstance(damaged, Damaged)
    assert damaged.kind == "sound"
    assert damaged.reason[0].islower()


def test_a_sound_that_was_cut_off_lasts_less_than_its_header_says(
    write_sound: Callable[..., Path],
) -> None:
    path = write_sound("a.mp3", seconds=6.0)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    found = rules.judge(facts.gather(path))
    assert "AP353" in [finding.code for finding in found]


def test_silence_is_silent(write_sound: Callable[..., Path]) -> None:
    found = rules.judge(facts.gather(write_sound("a.mp3", level=0.0)))
    assert "AP354" in [finding.code for finding in found]


def test_a_sound_that_the_system_does_not_hand_over_is_neither_good_nor_bad(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(b"ID3")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    unread = only(path)
    assert unread == Unread(path="a", kind="sound", reason="Permission denied")


def test_a_file_of_which_nothing_can_be_decoded_is_damaged(
    write_sound: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode.Source, "frames", lambda _: iter(()))
    damaged = only(write_sound("a.mp3"))
    assert isinstance(damaged, Damaged)
    assert "damaged from its very beginning" in damaged.reason


@pytest.mark.parametrize("error", [mutagen.MutagenError(), IndexError(), struct.error()])
def test_a_header_that_mutagen_stumbles_over_is_not_believed(
    write_sound: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise error

    path = write_sound("a.wav")
    monkeypatch.setattr(mutagen, "File", stumble)
    sound = only(path, measure=False)
    assert isinstance(sound, Sound)
    assert sound.header_duration is None
    assert sound.decoded


@pytest.mark.parametrize(
    ("error", "subject"),
    [
        (TagError("AP406", "The tags end too early"), Damaged),
        (StoreError("AP701", "The tags end too early"), Unread),
    ],
)
def test_tags_that_cannot_be_read_are_said_to_be_so(
    write_sound: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    error: AudiopubError,
    subject: type[Damaged | Unread],
) -> None:
    def refuse(_: Path, *, name: str) -> Tags:
        assert name == "a"
        raise error

    monkeypatch.setattr(tags, "read", refuse)
    found, sound = facts.gather(write_sound("a.mp3"), name="a", measure=False)
    assert found == subject(path="a", kind="tags", reason="the tags end too early")
    assert isinstance(sound, Sound)
    assert sound.tags is None


def test_a_sound_that_was_heard_before_is_not_decoded_again(
    write_sound: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_sound("a.mp3")
    first = heard(path, {})
    known = {str(first.heard_sha256): Heard(duration=first.duration, loudness=first.loudness)}
    tags.write(path, path, Tags(title="Ein anderer Titel"), name="a")
    monkeypatch.setattr(decode, "opened", None)
    again = heard(path, known)
    assert again.decoded
    assert (again.duration, again.loudness) == (first.duration, first.loudness)
    assert again.tags
    assert again.tags.title == "Ein anderer Titel"


def test_another_sound_is_decoded_whatever_was_heard_before(
    write_sound: Callable[..., Path],
) -> None:
    first = heard(write_sound("a.mp3"), {})
    known = {str(first.heard_sha256): Heard(duration=99.0, loudness=None)}
    other = heard(write_sound("b.mp3", level=0.3), known)
    assert other.duration == pytest.approx(2.0, abs=0.1)
    assert other.loudness


def test_a_sound_that_cannot_be_compared_with_what_was_heard_is_not_read(tmp_path: Path) -> None:
    (unread,) = read(tmp_path / "a.mp3", "a", measure=True, heard={})
    assert isinstance(unread, Unread)


def heard(path: Path, known: dict[str, Heard]) -> Sound:
    (sound,) = read(path, "a", measure=True, heard=known)
    assert isinstance(sound, Sound)
    return sound
