"""What an MP3 file says of itself, read by others, is true to the sample and to the byte."""

from __future__ import annotations

import struct
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import av
import numpy as np
import pytest
from eyed3.mp3.headers import LameHeader, Mp3Header, XingHeader
from hypothesis import given
from hypothesis import strategies as st
from mutagen.mp3 import MP3, BitrateMode
from numpy.typing import NDArray

from audiopub.audio import decode, info, mp3
from audiopub.audio.loudness import Analysis
from audiopub.audio.meter import Form, Meter, measure
from audiopub.audio.mp3chunk import Kind
from audiopub.audio.mp3coder import Mp3Coder
from audiopub.errors import SoundError

Make = Callable[..., NDArray[np.float32]]


def written(
    folder: Path, samples: NDArray[np.float32], bitrate_kbps: int, cuts: tuple[int, ...] = ()
) -> Path:
    path = folder / "a.mp3"
    encode(path, samples, bitrate_kbps, cuts)
    return path


def encode(
    path: Path,
    samples: NDArray[np.float32],
    bitrate_kbps: int,
    cuts: tuple[int, ...] = (),
    cores: int = 1,
    above: float = 1.0,
) -> Analysis:
    """Write a file on so many cores; return what the coder heard of it."""
    kind = Kind(channels=samples.shape[1], bitrate_kbps=bitrate_kbps, above=above, chunk=245)
    with ThreadPoolExecutor(cores) as executor:
        coder = Mp3Coder(path, kind, executor)
        coder.begin()
        for block in np.split(samples, cuts):
            coder.feed(block)
        coder.last()
        heard = coder.heard()
        coder.close()
    return heard


def times_above(level: float, path: Path, channels: int) -> NDArray[np.float64]:
    """Return when a file is louder than a level, in seconds."""
    layout = "mono" if channels == 1 else "stereo"
    meter = Meter(Form(sample_rate=44_100, layout=layout, above=level))
    for block in decode.blocks(path, 44_100, channels):
        meter.feed(block)
    return meter.result().over_times


def frames_of(data: bytes) -> list[int]:
    """Return where each frame begins, the Info frame first, by walking from header to header."""
    starts, place = [], 0
    while place < len(data):
        header = Mp3Header(struct.unpack_from(">I", data, place)[0])
        starts.append(place)
        place += header.frame_length
    assert place == len(data)
    return starts


@pytest.mark.parametrize(("channels", "rate"), [(1, 96), (2, 128), (1, 32), (2, 320), (1, 64)])
@pytest.mark.parametrize("length", [1, 575, 44_100, 100_003])
def test_every_reader_finds_the_same_length(
    tmp_path: Path, speech: Make, channels: int, rate: int, length: int
) -> None:
    samples = np.repeat(speech(2.5), channels, axis=1)[:length]
    path = written(tmp_path, samples, rate)
    said = MP3(path).info
    assert said.length == pytest.approx(length / 44_100, abs=1e-6)
    assert said.bitrate_mode == BitrateMode.CBR
    assert said.encoder_info.startswith("LAME 3.100")
    assert said.bitrate == pytest.approx(rate * 1000, rel=0.01)
    assert (said.channels, said.sample_rate, said.sketchy) == (channels, 44_100, False)
    with av.open(str(path)) as container:
        assert sum(frame.samples for frame in container.decode(audio=0)) == length


def test_the_sound_stands_where_it_stood(tmp_path: Path, speech: Make) -> None:
    samples = speech(3.0, level=0.2)
    path = written(tmp_path, samples, 128)
    decoded = np.concatenate(list(decode.blocks(path, 44_100, 1)))
    match = np.fft.irfft(np.fft.rfft(decoded[:, 0]) * np.conj(np.fft.rfft(samples[:, 0])))
    assert np.argmax(match) == 0


def test_the_info_frame_tells_frames_bytes_and_checksums(tmp_path: Path, speech: Make) -> None:
    # In stereo: of mono, eyeD3 looks for the checksum where it never stands.
    data = written(tmp_path, np.repeat(speech(5.0), 2, axis=1), 128).read_bytes()
    starts = frames_of(data)
    xing = XingHeader()
    assert xing.decode(data[: starts[1]])
    assert xing.numFrames == len(starts) - 1
    assert xing.numBytes == len(data)
    lame = LameHeader(data[: starts[1]])
    assert lame["infotag_crc"] == info.crc16(data[: data.index(b"LAME3.100") + 34])
    assert lame["music_crc"] == info.crc16(data[starts[1] :])
    assert lame["music_length"] == len(data)
    assert lame["encoder_delay"] == 576


def test_the_seek_points_lead_to_where_each_per_cent_begins(tmp_path: Path, speech: Make) -> None:
    data = written(tmp_path, speech(10.0), 128).read_bytes()
    starts = frames_of(data)[1:]
    points = data[data.index(b"Info") + 16 :][:100]
    for percent, point in enumerate(points):
        begins = starts[percent * len(starts) // 100]
        assert point == begins * 256 // len(data)


@given(cuts=st.lists(st.integers(0, 30_000), max_size=6), channels=st.sampled_from([1, 2]))
def test_equal_sound_gives_equal_bytes_however_it_is_cut(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int], channels: int
) -> None:
    folder = tmp_path_factory.mktemp("mp3")
    samples = np.random.default_rng(7).normal(size=(30_000, channels)).astype(np.float32) * 0.1
    whole = written(folder, samples, 96).read_bytes()
    assert written(folder, samples, 96, tuple(sorted(cuts))).read_bytes() == whole


@given(data=st.binary(max_size=100), start=st.integers(0, 0xFFFF), repeat=st.integers(1, 120))
def test_the_checksum_is_that_of_its_definition(data: bytes, start: int, repeat: int) -> None:
    message = data * repeat
    crc = start
    for byte in message:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    assert info.crc16(message, start) == crc


def test_the_checksum_has_its_published_check_value() -> None:
    assert info.crc16(b"123456789") == 0xBB3D  # CRC-16/ARC


@pytest.fixture(scope="module")
def long(speech: Make) -> NDArray[np.float32]:
    """Three chunks, loud and soft, so that the reservoir is used."""
    voice = speech(18.0, level=0.15)
    hiss = np.random.default_rng(3).normal(size=(len(voice), 2)).astype(np.float32)
    swell = np.abs(np.sin(np.arange(len(voice)) / 44_100))[:, np.newaxis].astype(np.float32)
    return voice + 0.05 * swell * hiss


@pytest.mark.parametrize(("channels", "rate"), [(1, 96), (2, 128), (1, 32), (2, 320), (2, 64)])
def test_the_seams_of_chunks_cannot_be_heard(
    tmp_path: Path, long: NDArray[np.float32], channels: int, rate: int
) -> None:
    samples = np.ascontiguousarray(long[:, :channels])
    path = tmp_path / "a.mp3"
    encode(path, samples, rate)
    level = mp3.level(channels, rate)
    serial = mp3.encode(mp3.quantised(samples, level), channels=channels, bitrate_kbps=rate)
    chunked = path.read_bytes()[info.size(rate) :]
    assert len(frames_of(chunked)) == len(frames_of(serial))
    assert len(chunked) == pytest.approx(len(serial), abs=5)  # what is filled up falls elsewhere
    (here, there) = (
        np.concatenate(list(mp3.played(data, channels)))[1105:] for data in (chunked, serial)
    )
    for seam in (1, 2):
        near = slice(seam * 245 * 1152 - 20 * 1152, seam * 245 * 1152 + 30 * 1152)
        errors = [
            ((sound[near] - samples[near]).reshape(-1, 576, channels) ** 2).mean((1, 2)) ** 0.5
            for sound in (here, there)
        ]
        # No stretch of 13 ms near a seam is coded worse than LAME codes some stretch near it.
        assert errors[0].max() <= errors[1].max() * 1.15


@pytest.mark.parametrize("above", [1.0, 0.65])
def test_one_core_gives_the_same_bytes_as_several(
    tmp_path: Path, long: NDArray[np.float32], above: float
) -> None:
    one, three = tmp_path / "1.mp3", tmp_path / "3.mp3"
    heard = encode(one, long, 128, above=above)
    cuts = tuple(range(0, len(long), 70_001))
    assert encode(three, long, 128, cuts, 3, above).loudness == heard.loudness
    assert one.read_bytes() == three.read_bytes()


def test_what_is_heard_while_it_is_written_is_what_the_file_holds(
    tmp_path: Path, long: NDArray[np.float32]
) -> None:
    path = tmp_path / "a.mp3"
    heard, found = encode(path, long, 128).loudness, measure(path)
    assert heard.integrated_lufs == pytest.approx(found.integrated_lufs, abs=1e-4)
    assert heard.loudness_range == pytest.approx(found.loudness_range, abs=1e-3)
    assert heard.true_peak_dbtp == pytest.approx(found.true_peak_dbtp, abs=1e-4)


@pytest.mark.parametrize(("channels", "rate"), [(1, 96), (2, 128), (1, 32), (2, 64)])
@pytest.mark.parametrize("below", [0.99, 0.9])
def test_what_coding_made_too_loud_is_mended_and_nothing_else(
    tmp_path: Path, long: NDArray[np.float32], channels: int, rate: int, below: float
) -> None:
    samples = np.ascontiguousarray(long[:, :channels])
    whole, mended = tmp_path / "whole.mp3", tmp_path / "mended.mp3"
    loudest = 10 ** (encode(whole, samples, rate).loudness.true_peak_dbtp / 20)
    above = loudest * below
    too_loud = times_above(above, whole, channels)
    heard = encode(mended, samples, rate, above=above)
    assert not heard.over_times.size
    assert measure(mended).true_peak_dbtp <= 20 * np.log10(above) + 1e-4
    before, after = (
        np.concatenate(list(decode.blocks(path, 44_100, channels))) for path in (whole, mended)
    )
    assert len(after) == len(before)
    changed = np.flatnonzero((before != after).any(axis=1)) / 44_100
    nearest = np.abs(changed[:, np.newaxis] - too_loud).min(axis=1)
    assert 0 < nearest.max() < 1.2


@pytest.mark.parametrize("at", [0.0, 0.1, 6.2, 6.35, 6.5, 12.8, 17.8, 17.99])
def test_what_is_too_loud_is_mended_wherever_it_is(tmp_path: Path, at: float) -> None:
    hiss = np.random.default_rng(5).normal(size=(44_100 * 18, 1)).astype(np.float32) * 0.02
    hiss[round(at * 44_100) :][:40] += 0.5  # near both ends, near seams, and between
    path = tmp_path / "a.mp3"
    assert encode(path, hiss, 64, above=1.0).loudness.true_peak_dbtp > -8.0
    assert not encode(path, hiss, 64, above=0.3).over_times.size
    assert measure(path).true_peak_dbtp <= 20 * np.log10(0.3) + 1e-4


def test_a_place_is_mended_without_encoding_its_chunk_again(
    tmp_path: Path, long: NDArray[np.float32], monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded: list[int] = []
    encode_ = mp3.encode

    def counting(pcm: bytes, **more: int) -> bytes:
        encoded.append(len(pcm) // 4)
        return encode_(pcm, **more)

    loudest = 10 ** (encode(tmp_path / "a.mp3", long, 128).loudness.true_peak_dbtp / 20)
    monkeypatch.setattr(mp3, "encode", counting)
    encode(tmp_path / "a.mp3", long, 128, above=loudest * 0.999)
    chunks, places = encoded[:3], encoded[3:]
    assert 0 < len(places) < 4
    assert max(places) < 100 * 1152 < min(chunks)


@pytest.mark.parametrize(("kbps", "level"), [(64, 0.95), (96, 0.95), (192, 0.97), (320, 1.0)])
def test_what_lame_takes_away_is_measured(kbps: int, level: float) -> None:
    assert mp3.level(1, kbps) == pytest.approx(level, abs=0.001)


def test_a_bit_rate_that_mp3_does_not_have_is_refused() -> None:
    mp3.check(96)
    with pytest.raises(SoundError) as error:
        mp3.check(100)
    assert error.value.code == "AP309"
    assert "96, 112, 128" in str(error.value.hint)
