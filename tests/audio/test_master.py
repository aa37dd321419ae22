"""What a listener hears: the decoded master is as loud as wanted, and held under its ceiling."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from mutagen.mp3 import MP3
from numpy.typing import NDArray

from audiopub.audio import decode, mp3chunk
from audiopub.audio.loudness import Analysis
from audiopub.audio.master import master
from audiopub.audio.meter import Form, Meter, measure
from audiopub.audio.mp3coder import Mp3Coder
from audiopub.errors import SoundError, StoreError
from audiopub.model import Master, MasterOptions

Write = Callable[..., Path]
Make = Callable[..., NDArray[np.float32]]
Samples = NDArray[np.float32]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "master.mp3"


def made(recording: Path, target: Path, **options: object) -> Master:
    """Master a recording, and check what holds of every master."""
    wanted = MasterOptions(**options)  # type: ignore[arg-type] # as a test likes
    result = master(recording, target, wanted, name="a.wav")
    found = measure(target)
    assert found.integrated_lufs == pytest.approx(result.main.after.integrated_lufs, abs=0.001)
    assert found.integrated_lufs == pytest.approx(wanted.target_lufs, abs=0.1)
    assert peak_of(target) <= wanted.ceiling_dbtp
    info = MP3(target).info
    assert info.length == pytest.approx(result.duration, abs=1e-6)
    assert result.duration == result.timeline.duration
    assert sum(map(len, decode.blocks(target, 44_100, 1))) == round(result.duration * 44_100)
    assert len(result.peaks) == 1000
    assert 0 <= min(result.peaks) <= max(result.peaks) <= 1
    assert result.main.mime_type == "audio/mpeg"
    return result


def peak_of(path: Path, channels: int = 0) -> float:
    """Return the true peak as FFmpeg's own meter reads it, at 192 kHz."""
    loudest = max(float(np.abs(block).max()) for block in decode.blocks(path, 192_000, 2))
    channels = channels or MP3(path).info.channels
    # FFmpeg spreads mono over two channels so that their power is the same.
    return float(20 * np.log10(loudest * (2**0.5 if channels == 1 else 1)))


def noisy(samples: Samples) -> Samples:
    """Put a different hiss onto each of two channels."""
    hiss = np.random.default_rng(9).normal(size=(len(samples), 2)) * 0.01
    return (samples + hiss).astype(np.float32)


@pytest.mark.parametrize("level", [0.001, 0.1, 0.5])
@pytest.mark.parametrize("rate", [8_000, 48_000])
def test_mono_speech_is_right_however_loud_it_was(
    write: Write, speech: Make, target: Path, level: float, rate: int
) -> None:
    recording = write("a.wav", speech(12.0, rate, level), rate, codec="pcm_f32le")
    result = made(recording, target)
    assert MP3(target).info.channels == 1
    assert MP3(target).info.bitrate == pytest.approx(96_000, rel=0.01)
    assert result.before.loudness.integrated_lufs == pytest.approx(
        measure(recording).integrated_lufs
    )
    assert result.main.gain_db == pytest.approx(
        -16.0 - result.before.loudness.integrated_lufs, abs=4.0
    )


@pytest.mark.parametrize("level", [0.003, 0.2])
def test_stereo_is_right(write: Write, speech: Make, target: Path, level: float) -> None:
    made(write("a.flac", noisy(speech(12.0, level=level))), target)
    assert MP3(target).info.channels == 2
    assert MP3(target).info.bitrate == pytest.approx(128_000, rel=0.01)


def test_what_was_clipped_is_right(write: Write, speech: Make, target: Path) -> None:
    made(write("a.wav", np.clip(noisy(speech(12.0)) * 20, -1, 1)), target)


@pytest.mark.parametrize("channels", [1, 2])
def test_noise_that_coding_changes_is_right(write: Write, target: Path, channels: int) -> None:
    rng = np.random.default_rng(4)
    time = np.arange(12 * 44_100) / 44_100
    bursts = np.exp(-(time % 0.3) * 60)[:, np.newaxis] * rng.normal(size=(len(time), channels))
    hum = 0.5 * np.exp(-(time % 0.3) * 18) * np.sin(2 * np.pi * 60 * (time % 0.3))
    recording = write("a.wav", (0.2 * bursts + hum[:, np.newaxis]).astype(np.float32) * 0.5)
    result = made(recording, target, bitrate=64 * channels)
    assert result.main.after.true_peak_dbtp <= -1.0


def test_peaks_that_no_chunk_can_mend_make_all_of_it_anew(
    write: Write, speech: Make, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear = Mp3Coder.heard
    heard: list[Analysis] = []

    def counting(coder: Mp3Coder) -> Analysis:
        heard.append(hear(coder))
        return heard[-1]

    monkeypatch.setattr(Mp3Coder, "heard", counting)
    monkeypatch.setattr(mp3chunk, "_MENDINGS", 0)
    made(write("a.wav", noisy(speech(20.0))), target, target_lufs=-11.0, bitrate=64)
    assert heard[0].over_times.size
    assert not heard[-1].over_times.size


def test_all_formats_are_right_and_made_of_one_decoding(
    write: Write, speech: Make, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[Path] = []
    blocks = decode.blocks

    def counting(
        path: Path, sample_rate: int, channels: int, *, name: str | None = None
    ) -> Iterator[Samples]:
        decoded.append(path)
        return blocks(path, sample_rate, channels, name=name)

    monkeypatch.setattr(decode, "blocks", counting)
    recording = write("a.wav", noisy(speech(12.0, level=0.03)))
    options = MasterOptions(formats=("mp3", "m4a", "opus", "flac"))
    result = master(recording, target, options, name="a.wav")
    assert decoded.count(recording) == 1
    assert [coding.format for coding in result.codings] == list(options.formats)
    for coding in result.codings:
        path = target.with_suffix(f".{coding.format}")
        found = measure(path)
        assert found.integrated_lufs == pytest.approx(-16.0, abs=0.1)
        assert found.integrated_lufs == pytest.approx(coding.after.integrated_lufs, abs=0.001)
        assert peak_of(path, channels=2) <= -1.0
        assert sum(map(len, blocks(path, 44_100, 2))) == pytest.approx(12 * 44_100, abs=1024)
        assert coding.bitrate == pytest.approx(path.stat().st_size * 8 / 12, rel=0.05)


def test_a_format_other_than_mp3_may_come_first(write: Write, speech: Make, target: Path) -> None:
    options = MasterOptions(formats=("opus",))
    opus = target.with_suffix(".opus")
    result = master(write("a.wav", speech(5.0)), opus, options, name="a.wav")
    assert result.main.mime_type == "audio/ogg"
    assert measure(opus).integrated_lufs == pytest.approx(-16.0, abs=0.1)
    assert not target.exists()


def test_an_mp3_that_is_as_wanted_is_left_byte_for_byte(
    write: Write, speech: Make, target: Path, tmp_path: Path
) -> None:
    made(write("a.wav", speech(5.0)), target)
    again = tmp_path / "again.mp3"
    result = master(target, again, MasterOptions(), name="a.mp3")
    assert result.main.untouched
    assert again.read_bytes() == target.read_bytes()
    assert result.timeline.at(2.0) == 2.0
    assert result.duration == pytest.approx(5.0)
    assert result.main.after == result.before.loudness
    assert not master(target, again, MasterOptions(master="always"), name="a").main.untouched
    assert not master(target, again, MasterOptions(target_lufs=-19.0), name="a").main.untouched
    assert not master(target, again, MasterOptions(bitrate=64), name="a").main.untouched


def test_never_leaves_an_mp3_as_loud_as_it_is_and_encodes_the_rest_so(
    write: Write, speech: Make, target: Path, tmp_path: Path
) -> None:
    options = MasterOptions(master="never")
    quiet = write("quiet.wav", speech(5.0, level=0.01))
    encoded = master(quiet, target, options, name="quiet.wav")
    assert encoded.main.after.integrated_lufs == pytest.approx(
        encoded.before.loudness.integrated_lufs, abs=0.2
    )
    assert encoded.main.gain_db == 0.0
    copied = master(target, tmp_path / "again.mp3", options, name="quiet.mp3")
    assert copied.main.untouched


def test_target_ceiling_and_bit_rate_are_the_producers(
    write: Write, speech: Make, target: Path
) -> None:
    recording = write("a.wav", speech(12.0))
    made(recording, target, target_lufs=-19.0, ceiling_dbtp=-6.0, bitrate=160, channels=2)
    assert MP3(target).info.channels == 2
    assert MP3(target).info.bitrate == pytest.approx(160_000, rel=0.01)


def test_a_high_ceiling_does_not_clip_what_goes_into_the_encoder(
    write: Write, speech: Make, target: Path
) -> None:
    made(write("a.wav", speech(12.0)), target, target_lufs=-14.0, ceiling_dbtp=0.0)


def test_two_equal_channels_become_one(write: Write, speech: Make, target: Path) -> None:
    same = np.repeat(speech(5.0), 2, axis=1)
    made(write("a.wav", same), target)
    assert MP3(target).info.channels == 1
    made(write("a.wav", same), target, channels=2)
    assert MP3(target).info.channels == 2


def test_a_loudness_out_of_reach_is_neared_under_the_ceiling(write: Write, target: Path) -> None:
    clicks = np.zeros((44_100 * 3, 1), np.float32)
    clicks[::882] = 0.5
    options = MasterOptions(target_lufs=-3.0)
    result = master(write("a.wav", clicks), target, options, name="a.wav")
    assert result.main.after.integrated_lufs < -10.0
    assert peak_of(target) <= -1.0


def test_equal_input_gives_equal_bytes(
    write: Write, speech: Make, sine: Make, tmp_path: Path
) -> None:
    recording, intro = write("a.flac", noisy(speech(6.0))), write("i.flac", sine(2.0))
    options = MasterOptions(intro=intro, outro=intro)
    first, second = tmp_path / "1.mp3", tmp_path / "2.mp3"
    assert master(recording, first, options, name="a") == master(
        recording, second, options, name="a"
    )
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("rate", [16_000, 44_100])
def test_a_click_is_found_where_the_timeline_says(
    write: Write, sine: Make, target: Path, rate: int
) -> None:
    recording = sine(6.0, -30.0, 300.0, rate)
    clicks = (0.5, 3.21, 5.75)
    for seconds in clicks:
        recording[round(seconds * rate) :][: rate // 1000] = 0.9
    path = write("a.flac", recording, rate)
    result = made(
        path,
        target,
        intro=write("intro.wav", sine(2.5, -20.0, 440.0)),
        outro=write("outro.wav", sine(2.0, -20.0, 660.0, rate=48_000), 48_000),
    )
    assert result.timeline.at(0.0) == 1.5
    assert result.duration == pytest.approx(2.5 + 6.0 + 2.0 - 2.0)
    decoded = np.concatenate(list(decode.blocks(target, 44_100, 1)))[:, 0]
    sharp = np.abs(np.diff(decoded, 4))
    for seconds in clicks:
        expected = round(result.timeline.at(seconds) * 44_100)
        near = sharp[expected - 8_000 : expected + 8_000]
        assert abs(int(np.argmax(near)) - 8_000) < 0.005 * 44_100


def test_what_was_cut_is_left_out_of_the_file_and_of_its_timeline(
    write: Write, speech: Make, sine: Make, target: Path
) -> None:
    body = np.zeros((44_100 * 14, 1), np.float32)
    spoken = [(2.0, 6.0), (10.0, 12.0)]
    for begin, end in spoken:
        body[round(begin * 44_100) : round(end * 44_100)] = speech(end - begin)
    clicks = [2.5, 11.5]
    for time in clicks:
        body[round(time * 44_100)] = 0.9
    recording = write("a.wav", body, codec="pcm_f32le")
    options = {"trim_silence": True, "longest_pause": 1.0, "crossfade": 0.5}
    result = made(recording, target, **options, intro=write("i.wav", sine(2.0, -30.0, 440.0)))
    assert result.cuts.start == pytest.approx(1.7, abs=0.1)
    assert result.cuts.end == pytest.approx(1.4, abs=0.1)
    assert result.cuts.shortened == pytest.approx(3.0, abs=0.1)
    assert result.cuts.pauses == 1
    assert len(result.timeline.pieces) == 2
    assert result.timeline.recorded == 14.0
    assert result.duration == pytest.approx(1.5 + 14.0 - 6.1, abs=0.2)
    whole = np.concatenate(list(decode.blocks(target, 44_100, 1)))[:, 0]
    for time in clicks:
        at = round(result.timeline.at(time) * 44_100)
        around = np.abs(whole[at - 2000 : at + 2000])
        assert abs(int(around.argmax()) - 2000) <= 2


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_an_mp3_stays_as_it_is_if_there_is_nothing_to_cut(
    write: Write, speech: Make, target: Path, rate: int
) -> None:
    pause = np.zeros((rate * 3, 1), np.float32)
    for samples, untouched in (
        (speech(8.0, rate, 0.14), True),
        (np.concatenate([speech(6.0, rate, 0.14), pause, speech(6.0, rate, 0.14)]), False),
    ):
        recording = write("a.mp3", samples, rate)
        options = MasterOptions(longest_pause=1.0, trim_silence=True, target_lufs=-18.5)
        result = master(recording, target, options, name="a")
        assert result.main.untouched == untouched
        assert (target.read_bytes() == recording.read_bytes()) == untouched
        assert (result.cuts.pauses == 1) != untouched
        assert result.duration < len(samples) / rate - 1.5 or untouched


def test_a_switch_that_finds_nothing_changes_no_byte(
    write: Write, speech: Make, target: Path, tmp_path: Path
) -> None:
    recording = write("a.flac", speech(6.0))
    made(recording, target)
    other = tmp_path / "b.mp3"
    made(recording, other, trim_silence=True, longest_pause=1.0)
    assert other.read_bytes() == target.read_bytes()


def test_what_would_be_cut_and_is_not_is_told(write: Write, speech: Make, target: Path) -> None:
    silence = np.zeros((44_100 * 9, 1), np.float32)
    recording = write("a.wav", np.concatenate([speech(5.0), silence]))
    result = made(recording, target, trim_silence=True)
    assert result.cuts.declined == pytest.approx(8.4, abs=0.2)
    assert result.duration == pytest.approx(14.0)


def test_a_music_bed_lies_under_the_whole_recording(
    write: Write, speech: Make, sine: Make, target: Path
) -> None:
    body = speech(12.0)
    body[5 * 44_100 : 7 * 44_100] = 0.0
    bed = write("bed.wav", sine(4.5, -6.0, 500.0, rate=48_000, channels=2), 48_000)
    result = made(
        write("a.wav", body),
        target,
        bed=bed,
        bed_level=-15.0,
        intro=write("i.wav", sine(2.0, -30.0, 440.0)),
    )
    whole = np.concatenate(list(decode.blocks(target, 44_100, 1)))
    gap = round(result.timeline.at(5.2) * 44_100)
    rest = whole[gap : gap + round(1.6 * 44_100)]
    meter = Meter(Form(sample_rate=44_100, layout="mono"))
    meter.feed(rest)
    assert meter.result().loudness.integrated_lufs == pytest.approx(-16.0 - 15.0, abs=0.5)
    assert result.duration == pytest.approx(13.0)


@pytest.mark.parametrize("place", ["intro", "outro", "bed"])
def test_a_clip_is_called_as_the_caller_calls_it(
    write: Write, sine: Make, target: Path, place: str
) -> None:
    clip = write("clip.wav", sine(1.0, -200.0))
    options = MasterOptions(**{place: clip})  # type: ignore[arg-type]  # either is a path
    with pytest.raises(SoundError) as error:
        master(
            write("a.wav", sine(2.0)),
            target,
            options,
            name="a.wav",
            clip_name=lambda path: f"show/{path.name}",
        )
    assert error.value.path == "show/clip.wav"


def test_the_envelope_shows_where_it_is_loud(write: Write, sine: Make, target: Path) -> None:
    samples = np.concatenate([sine(5.0, -40.0), sine(5.0, -14.0)])
    peaks = made(write("a.wav", samples), target).peaks
    assert max(peaks[:490]) < 0.02
    assert min(peaks[510:]) > 0.15
    assert all(peak == round(peak, 3) for peak in peaks)


def test_progress_runs_from_start_to_end(
    write: Write, speech: Make, sine: Make, target: Path
) -> None:
    told: list[float] = []
    options = MasterOptions(intro=write("i.wav", sine(1.0)), crossfade=0.2)
    master(write("a.wav", speech(20.0)), target, options, name="a", progress=told.append)
    assert told == sorted(told)
    assert 0.0 < told[0] < 0.1
    assert told[-1] == 1.0
    assert len(told) > 30


@pytest.mark.parametrize("switched_on", [False, True])
def test_memory_does_not_grow_with_the_recording(
    write: Write, speech: Make, sine: Make, tmp_path: Path, *, switched_on: bool
) -> None:
    options, most = MasterOptions(), []
    if switched_on:
        bed = write("bed.flac", sine(5.0))
        options = MasterOptions(trim_silence=True, longest_pause=1.0, bed=bed)
    for seconds in (250.0, 500.0):  # of either, as many excerpts are tried out
        samples = speech(seconds, 16_000)
        samples[: round(seconds / 3) * 16_000] = 0.0
        recording = write(f"{seconds}.flac", samples, 16_000)
        tracemalloc.start()
        master(recording, tmp_path / "a.mp3", options, name="a", cores=1)
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    decoded = 250 * 44_100 * np.dtype(np.float32).itemsize
    measured = 2 if switched_on else 1  # times; the figures of every hop are held
    assert most[1] - most[0] < measured * decoded / 10


def test_channels_that_cancel_each_other_out_are_refused_in_mono(
    write: Write, speech: Make, target: Path
) -> None:
    voice = speech(2.0)
    recording = write("a.wav", np.concatenate([voice, -voice], axis=1))
    made(recording, target)
    target.unlink()
    with pytest.raises(SoundError) as error:
        master(recording, target, MasterOptions(channels=1), name="a.wav")
    assert (error.value.code, error.value.path) == ("AP307", "a.wav")
    assert not target.exists()


def test_a_silent_recording_is_refused_not_cut_to_nothing(
    write: Write, sine: Make, target: Path
) -> None:
    recording = write("a.wav", sine(5.0, -110.0), codec="pcm_f32le")
    options = MasterOptions(trim_silence=True, longest_pause=1.0)
    with pytest.raises(SoundError) as error:
        master(recording, target, options, name="a.wav")
    assert error.value.code == "AP307"
    assert not target.exists()


def test_a_bit_rate_that_mp3_does_not_have_is_refused(
    write: Write, speech: Make, target: Path
) -> None:
    with pytest.raises(SoundError) as error:
        master(write("a.wav", speech(2.0)), target, MasterOptions(bitrate=100), name="a")
    assert error.value.code == "AP309"
    assert not target.exists()


def test_what_was_written_goes_when_something_fails(
    write: Write, speech: Make, target: Path
) -> None:
    def interrupted(fraction: float) -> None:
        if fraction > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        master(
            write("a.wav", speech(20.0)),
            target,
            MasterOptions(formats=("mp3", "flac")),
            name="a",
            progress=interrupted,
        )
    assert [path.name for path in target.parent.iterdir()] == ["a.wav"]


def test_a_full_disk_is_told(
    write: Write, speech: Make, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    recording = write("a.wav", speech(2.0))
    monkeypatch.setattr("audiopub.audio.mp3coder.Mp3Coder.heard", full)
    with pytest.raises(StoreError) as error:
        master(recording, target, MasterOptions(), name="a")
    assert error.value.code == "AP702"
    assert not target.exists()


def test_a_ceiling_that_cannot_be_held_is_refused_after_a_while(
    write: Write, speech: Make, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear = Mp3Coder.heard
    heard: list[Analysis] = []

    def overshooting(coder: Mp3Coder) -> Analysis:
        heard.append(replace(hear(coder), true_peak=2.0))
        return heard[-1]

    monkeypatch.setattr(Mp3Coder, "heard", overshooting)
    with pytest.raises(SoundError) as error:
        master(write("a.wav", speech(2.0)), target, MasterOptions(), name="a.wav")
    assert error.value.code == "AP310"
    assert 1 < len(heard) < 10
    assert not target.exists()


def test_ffmpeg_finds_nothing_to_warn_of(write: Write, speech: Make, target: Path) -> None:
    master(write("a.wav", speech(5.0)), target, MasterOptions(), name="a")
    level = av.logging.get_level()
    av.logging.set_level(av.logging.WARNING)
    try:
        with av.logging.Capture() as messages:
            assert sum(map(len, decode.blocks(target, 44_100, 1))) == 5 * 44_100
    finally:
        av.logging.set_level(level)
    assert not messages
