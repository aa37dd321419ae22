"""A recording is believed only once it has been decoded, and refused with its place and cure."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

import av
import lameenc
import mutagen.mp3
import numpy as np
import pytest
from numpy.typing import NDArray

from audiopub.audio.probe import listen, probe
from audiopub.errors import SoundError
from audiopub.model import Recording

Write = Callable[..., Path]
Make = Callable[..., NDArray[np.float32]]


def refused(path: Path) -> SoundError:
    """Return how a file is refused."""
    with pytest.raises(SoundError) as error:
        probe(path, "episodes/a.wav")
    assert error.value.path == "episodes/a.wav"
    assert error.value.hint
    assert not error.value.what.endswith(".")
    return error.value


@pytest.mark.parametrize(
    ("name", "rate", "channels", "codec"),
    [
        ("a.wav", 8_000, 1, "pcm_s16le"),
        ("a.flac", 44_100, 2, "flac"),
        ("a.aiff", 48_000, 1, "pcm_s16be"),
        ("a.wv", 44_100, 1, "wavpack"),
        ("a.tta", 96_000, 2, "tta"),
    ],
)
def test_says_what_a_recording_is(
    write: Write, speech: Make, name: str, rate: int, channels: int, codec: str
) -> None:
    samples = np.repeat(speech(1.5, rate=rate), channels, axis=1)
    path = write(name, samples, rate)
    assert probe(path, "a") == Recording(
        path="a", duration=1.5, sample_rate=rate, channels=channels, codec=codec
    )


@pytest.mark.parametrize("name", ["a.mp3", "a.m4a"])
def test_measures_a_lossy_file_in_samples(write: Write, speech: Make, name: str) -> None:
    recording = probe(write(name, speech(3.0)), "a")
    assert recording.duration == pytest.approx(3.0, abs=0.06)


def test_two_equal_channels_are_mono(write: Write, speech: Make) -> None:
    same = np.repeat(speech(1.0), 2, axis=1)
    assert listen(write("same.wav", same), "a").mono
    same[20_000, 1] += 0.01
    assert not listen(write("other.wav", same), "a").mono


def test_tells_how_far_it_is(write: Write, speech: Make) -> None:
    told: list[float] = []
    listen(write("a.flac", speech(10.0)), "a", told.append)
    assert len(told) > 3
    assert told == sorted(told)
    assert 0.9 < told[-1] <= 1.0


@pytest.mark.parametrize("name", ["a.flac", "a.mp3", "a.wav", "a.m4a", "a.ogg"])
def test_text_is_no_recording(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Rubio traf Lawrow.\n" * 100, "utf-8")
    assert refused(path).code == "AP302"


def test_an_empty_file_is_no_recording(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.touch()
    error = refused(path)
    assert error.code == "AP302"
    assert "0 bytes" in error.what


def test_noise_is_no_recording(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(np.random.default_rng(0).bytes(100_000))
    assert refused(path).code == "AP302"


@pytest.mark.parametrize("claimed", [0, 1, 2_000_000_000])
def test_an_impossible_sample_rate_is_refused(write: Write, speech: Make, claimed: int) -> None:
    path = write("a.wav", speech(1.0))
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"fmt ") + 12, claimed)
    path.write_bytes(data)
    assert refused(path).code == "AP302"


@pytest.mark.parametrize("seconds", [0.0, 0.1])
def test_nothing_or_next_to_nothing_is_refused(write: Write, sine: Make, seconds: float) -> None:
    path = write("a.wav", sine(1.0))
    data = bytearray(path.read_bytes())
    place = data.index(b"data") + 4
    size = round(seconds * 44_100) * 2
    struct.pack_into("<I", data, place, size)
    path.write_bytes(data[: place + 4 + size])
    error = refused(path)
    assert error.code in {"AP302", "AP305"}


def test_a_short_recording_is_refused_with_its_length(write: Write, sine: Make) -> None:
    error = refused(write("a.flac", sine(0.3)))
    assert error.code == "AP305"
    assert "0.300 s" in error.what


def test_a_film_without_sound_is_refused(tmp_path: Path) -> None:
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (16, 16)).save(file, "GIF")
    path = tmp_path / "a.wav"
    path.write_bytes(file.getvalue())
    assert refused(path).code == "AP304"


@pytest.mark.parametrize("tag", [b"drms", b"enca"])
def test_protected_sound_is_refused_as_such(write: Write, speech: Make, tag: bytes) -> None:
    path = write("a.m4a", speech(2.0))
    path.write_bytes(path.read_bytes().replace(b"mp4a", tag))
    error = refused(path)
    assert error.code == "AP304"
    assert f"protected against copying ({tag.decode()})" in error.what


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path).code == "AP301"
    assert refused(tmp_path / "nothing.wav").code == "AP301"


def test_a_file_that_may_not_be_read_is_refused(
    write: Write, sine: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.wav", sine(1.0))

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    error = refused(path)
    assert error.code == "AP301"
    assert "Permission denied" in error.what


@pytest.mark.parametrize(
    "name", ["a.wav", "a.flac", "a.aiff", "a.mp3", "a.m4a", "a.wv", "a.tta", "a.mka", "a.flv"]
)
def test_a_truncated_recording_is_refused_with_both_figures(
    write: Write, speech: Make, name: str
) -> None:
    path = write(name, speech(5.0))
    data = path.read_bytes()
    assert probe(path, "a").duration == pytest.approx(5.0, abs=0.06)
    path.write_bytes(data[: len(data) * 3 // 5])
    error = refused(path)
    assert error.code == "AP306"
    assert "5.0 s" in error.what
    assert any(f"{tenths / 10:.1f} s" in error.what for tenths in range(20, 33))


def test_a_recording_of_a_program_that_could_not_go_back_is_whole(
    write: Write, speech: Make
) -> None:
    path = write("a.wav", speech(2.0))
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"data") + 4, 0xFFFFFFFF)
    path.write_bytes(data)
    assert probe(path, "a").duration == 2.0


def test_an_mp3_without_a_promise_is_taken_as_it_is(write: Write, speech: Make) -> None:
    path = write("a.mp3", speech(4.0), write_xing="0", id3v2_version="0")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert probe(path, "a").duration == pytest.approx(2.0, abs=0.1)


def test_a_variable_bit_rate_without_a_promise_is_as_long_as_it_decodes(tmp_path: Path) -> None:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(44_100)
    encoder.set_channels(1)
    encoder.set_vbr(4)
    noise = np.random.default_rng(1).normal(size=441_000) * np.repeat([0.0001, 0.1], 220_500)
    pcm = (noise.clip(-1, 1) * 32767).astype("<i2").tobytes()
    path = tmp_path / "a.mp3"
    path.write_bytes(bytes(encoder.encode(pcm)) + bytes(encoder.flush()))
    heard = listen(path, "a")
    assert abs(mutagen.mp3.MP3(path).info.length - 10.0) > 1.0  # what a header makes one believe
    assert heard.recording.duration == pytest.approx(10.0, abs=0.1)
    assert not heard.steady


def test_an_mp3_whose_sound_changes_midway_is_as_long_as_both_parts(
    write: Write, speech: Make
) -> None:
    path = write("a.mp3", speech(3.0), write_xing="0", id3v2_version="0")
    wide = np.repeat(speech(2.0, 22_050), 2, axis=1)
    other = write("b.mp3", wide, 22_050, write_xing="0", id3v2_version="0")
    path.write_bytes(path.read_bytes() + other.read_bytes())
    assert probe(path, "a").duration == pytest.approx(5.0, abs=0.2)


@pytest.mark.parametrize("name", ["a.flac", "a.m4a", "a.mp3", "a.wav"])
def test_the_ending_of_a_name_does_not_matter(write: Write, speech: Make, name: str) -> None:
    path = write(name, speech(1.0))
    for ending in ("mp3", "wav", "flac", "opus"):
        other = path.with_name(f"other.{ending}")
        other.write_bytes(path.read_bytes())
        assert probe(other, "a") == probe(path, "a")


def test_a_tag_that_claims_to_be_longer_than_the_file_leaves_no_sound(
    write: Write, speech: Make
) -> None:
    path = write("a.mp3", speech(1.0), id3v2_version="0")
    path.write_bytes(b"ID3\3\0\0\x7f\x7f\x7f\x7f" + path.read_bytes())
    assert refused(path).code == "AP302"


@pytest.mark.parametrize(("name", "options"), [("a.aac", {}), ("a.mka", {"live": "1"})])
def test_so_is_any_file_that_promises_nothing(
    write: Write, speech: Make, name: str, options: dict[str, str]
) -> None:
    path = write(name, speech(8.0, 48_000), 48_000, **options)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert 2.0 < probe(path, "a").duration < 6.0


@pytest.mark.parametrize(("name", "codec"), [("a.opus", "libopus"), ("a.ogg", "libopus")])
@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9])
def test_an_ogg_stream_that_ends_within_a_page_is_refused(
    write: Write, speech: Make, name: str, codec: str, keep: float
) -> None:
    path = write(name, speech(8.0, 48_000), 48_000, codec)
    data = path.read_bytes()
    path.write_bytes(data[: round(len(data) * keep)])
    error = refused(path)
    assert error.code == "AP306"
    assert "incomplete" in error.what


def test_an_ogg_stream_that_ends_between_pages_is_whole(write: Write, speech: Make) -> None:
    path = write("a.opus", speech(8.0, 48_000), 48_000)
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"OggS")])
    assert probe(path, "a").duration == pytest.approx(8.0, abs=1.1)


def test_a_film_is_as_long_as_its_sound(write: Write, speech: Make, tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    with (
        av.open(str(write("a.wav", speech(2.0)))) as sound,
        av.open(str(path), "w") as film,
    ):
        picture = film.add_stream("mpeg4", rate=10)
        picture.width = picture.height = 16
        audio = film.add_stream_from_template(sound.streams.audio[0])
        for packet in sound.demux(audio=0):
            if packet.size:
                packet.stream = audio
                film.mux(packet)
        for _ in range(50):
            film.mux(picture.encode(av.VideoFrame(16, 16, "yuv420p")))
        film.mux(picture.encode(None))
    assert probe(path, "a").duration == pytest.approx(2.0, abs=0.03)


def test_what_cannot_be_decoded_at_the_end_is_missed(write: Write, speech: Make) -> None:
    path = write("a.flac", speech(5.0))
    data = bytearray(path.read_bytes())
    begin = len(data) * 3 // 5
    data[begin:] = np.random.default_rng(0).bytes(len(data) - begin)
    path.write_bytes(data)
    assert refused(path).code == "AP306"


@pytest.mark.parametrize("peak_db", [-300.0, -80.0])
def test_silence_is_refused(write: Write, sine: Make, peak_db: float) -> None:
    error = refused(write("a.wav", sine(2.0, peak_db), codec="pcm_f32le"))
    assert error.code == "AP307"
    assert "-70 LUFS" in error.what


def test_a_quiet_recording_is_not_silent(write: Write, sine: Make) -> None:
    heard = listen(write("a.wav", sine(2.0, -60.0), codec="pcm_f32le"), "a")
    assert heard.loudness.integrated_lufs == pytest.approx(-63.0, abs=0.1)
