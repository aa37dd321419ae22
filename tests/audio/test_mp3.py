"""What an MP3 file says of itself, read by others, is true to the sample and to the byte."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from eyed3.mp3.headers import LameHeader, Mp3Header, XingHeader
from hypothesis import given
from hypothesis import strategies as st
from mutagen.mp3 import MP3, BitrateMode
from numpy.typing import NDArray

from audiopub.audio import decode, mp3
from audiopub.errors import SoundError

Make = Callable[..., NDArray[np.float32]]


def written(
    folder: Path, samples: NDArray[np.float32], bitrate_kbps: int, cuts: tuple[int, ...] = ()
) -> Path:
    path = folder / "a.mp3"
    blocks = np.split(np.rint(samples * 32767).astype(np.int16), cuts)
    mp3.write(path, blocks, channels=samples.shape[1], bitrate_kbps=bitrate_kbps)
    return path


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
    info = MP3(path).info
    assert info.length == pytest.approx(length / 44_100, abs=1e-6)
    assert info.bitrate_mode == BitrateMode.CBR
    assert info.encoder_info.startswith("LAME 3.100")
    assert info.bitrate == pytest.approx(rate * 1000, rel=0.01)
    assert (info.channels, info.sample_rate, info.sketchy) == (channels, 44_100, False)
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
    assert lame["infotag_crc"] == mp3.crc16(data[: data.index(b"LAME3.100") + 34])
    assert lame["music_crc"] == mp3.crc16(data[starts[1] :])
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
    assert mp3.crc16(message, start) == crc


def test_the_checksum_has_its_published_check_value() -> None:
    assert mp3.crc16(b"123456789") == 0xBB3D  # CRC-16/ARC


def test_samples_are_taken_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.BytesIO()
    sizes: list[int] = []

    def blocks() -> object:
        for _ in range(20):
            sizes.append(file.tell())
            yield np.zeros((44_100, 1), np.int16)

    monkeypatch.setattr(Path, "open", lambda *_: file)
    file.close = lambda: None  # type: ignore[method-assign] # to look into it afterwards
    mp3.write(Path("a.mp3"), blocks(), channels=1, bitrate_kbps=96)  # type: ignore[arg-type]
    assert all(earlier < later for earlier, later in pairwise(sizes[1:]))


@pytest.mark.parametrize(("kbps", "level"), [(64, 0.95), (96, 0.95), (192, 0.97), (320, 1.0)])
def test_what_lame_takes_away_is_measured(kbps: int, level: float) -> None:
    assert mp3.level(1, kbps) == pytest.approx(level, abs=0.001)


def test_a_bit_rate_that_mp3_does_not_have_is_refused() -> None:
    mp3.check(96)
    with pytest.raises(SoundError) as error:
        mp3.check(100)
    assert error.value.code == "AP309"
    assert "96, 112, 128" in str(error.value.hint)
