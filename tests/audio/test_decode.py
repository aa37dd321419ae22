"""Whatever a file holds, blocks of one shape come out, and nothing else is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from audiopub.audio import decode
from audiopub.errors import SoundError

DASH = """<?xml version="1.0"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT5S">
<Period><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1">
<BaseURL>{other}</BaseURL></Representation></AdaptationSet></Period></MPD>
"""

Write = Callable[..., Path]
Make = Callable[..., NDArray[np.float32]]


@pytest.mark.parametrize(("rate", "channels"), [(44_100, 1), (48_000, 2), (8_000, 1)])
def test_brings_sound_to_rate_and_channels(
    write: Write, sine: Make, rate: int, channels: int
) -> None:
    path = write("a.wav", sine(3.0, rate=44_100, channels=2))
    found = list(decode.blocks(path, rate, channels))
    assert {block.shape[1] for block in found} == {channels}
    assert {block.dtype for block in found} == {np.dtype(np.float32)}
    assert max(map(len, found)) <= decode.BLOCK_SIZE
    assert sum(map(len, found)) == pytest.approx(3.0 * rate, abs=1)


def test_samples_come_out_as_they_went_in(write: Write, speech: Make) -> None:
    samples = speech(2.0)
    found = np.concatenate(list(decode.blocks(write("a.flac", samples), 44_100, 1)))
    assert np.abs(found - samples).max() < 1 / 32768


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.wav", "pcm_s16le"),
        ("a.wav", "pcm_s24le"),
        ("a.wav", "pcm_f32le"),
        ("a.mp3", None),
        ("a.wav", "pcm_u8"),
    ],
)
@pytest.mark.parametrize("channels", [1, 2])
def test_what_fits_already_is_what_a_resampler_makes_of_it(
    write: Write, speech: Make, name: str, codec: str | None, channels: int
) -> None:
    path = write(name, np.repeat(speech(2.0), channels, axis=1), codec=codec)
    layout = "mono" if channels == 1 else "stereo"
    resampler = AudioResampler("flt", layout, 44_100)
    with av.open(str(path)) as container:
        frames = [*container.decode(audio=0), None]
        parts = [part.to_ndarray() for frame in frames for part in resampler.resample(frame)]
    expected = np.concatenate(parts, axis=1).reshape(-1, channels)
    found = list(decode.blocks(path, 44_100, channels))
    assert {len(block) for block in found[:-1]} == {decode.BLOCK_SIZE}
    assert np.array_equal(np.concatenate(found), expected)


def test_more_than_two_channels_are_mixed(write: Write, sine: Make) -> None:
    found = np.concatenate(
        list(decode.blocks(write("a.wav", sine(1.0, channels=8)), 44_100, 2, name="a.wav"))
    )
    assert found.shape == (44_100, 2)
    assert np.abs(found).max() > 0.05


def test_rate_and_channels_may_change_midway(sine: Make) -> None:
    def frames() -> Iterator[AudioFrame]:
        for rate, layout, channels in (
            (44_100, "mono", 1),
            (22_050, "stereo", 2),
            (48_000, "mono", 1),
        ):
            samples = sine(1.0, rate=rate, channels=channels)
            frame = AudioFrame.from_ndarray(samples.reshape(1, -1), "flt", layout)
            frame.sample_rate = rate
            yield frame

    found = np.concatenate(list(decode.conformed(frames(), 44_100, "mono")))
    assert len(found) == pytest.approx(3 * 44_100, abs=3)
    for second in range(3):
        middle = found[second * 44_100 + 10_000 : second * 44_100 + 34_000]
        # Mixed to mono, two equal channels keep their power.
        assert np.abs(middle).max() == pytest.approx((0.1, 0.1414, 0.1)[second], rel=0.02)


def test_samples_that_are_no_numbers_are_silence(write: Write, sine: Make) -> None:
    samples = sine(1.0)
    samples[1000:1010] = np.nan
    samples[2000] = np.inf
    path = write("a.wav", samples, codec="pcm_f32le")
    found = np.concatenate(list(decode.blocks(path, 44_100, 1)))
    assert np.isfinite(found).all()
    assert not found[1000:1010].any()
    assert found[500:600] == pytest.approx(samples[500:600])


def test_a_damaged_packet_is_left_out(write: Write, speech: Make) -> None:
    path = write("a.flac", speech(5.0))
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 50] = bytes(50)
    path.write_bytes(data)
    found = sum(map(len, decode.blocks(path, 44_100, 1)))
    assert 4.5 * 44_100 < found < 5.0 * 44_100


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{other}\n#EXT-X-ENDLIST\n"),
        ("list.wav", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{other}\n#EXT-X-ENDLIST\n"),
        ("concat.wav", "ffconcat version 1.0\nfile '{other}'\n"),
        ("call.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nm=audio 9 RTP/AVP 0\n"),
        ("list.mpd", DASH),
    ],
)
def test_lists_of_other_files_are_not_followed(
    write: Write, sine: Make, tmp_path: Path, name: str, text: str
) -> None:
    other = write("other.flac", sine(1.0))
    path = tmp_path / name
    path.write_text(text.format(other=other), "utf-8")
    with pytest.raises(SoundError) as error:
        list(decode.blocks(path, 44_100, 1, name=name))
    assert error.value.code in {"AP302", "AP303"}
    assert error.value.path == name
    assert error.value.hint


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (av.error.OSError(5, "Input/output error"), "AP301"),
        (av.error.ArgumentError(22, "Invalid argument"), "AP306"),
    ],
)
def test_what_fails_while_it_is_read_names_the_file(
    write: Write, sine: Make, error: av.error.FFmpegError, code: str
) -> None:
    path = write("a.wav", sine(1.0))
    with pytest.raises(SoundError) as raised, decode.opened(path, "episodes/a.wav"):
        raise error
    assert (raised.value.code, raised.value.path) == (code, "episodes/a.wav")
    assert str(error.strerror) in raised.value.what


def test_a_name_is_only_a_name(
    write: Write, sine: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.flac", sine(1.0)).rename(tmp_path / "concat:a|b.flac")
    monkeypatch.chdir(tmp_path)
    assert sum(map(len, decode.blocks(Path(path.name), 44_100, 1))) == 44_100
