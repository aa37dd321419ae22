"""What is measured of a format as it is encoded is what a player hears of the finished file."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from audiopub.audio import decode
from audiopub.audio.codec import CODECS, CodecCoder, written
from audiopub.audio.meter import measure
from audiopub.model import SoundFormat

Make = Callable[..., NDArray[np.float32]]


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("form", list(CODECS))
@pytest.mark.parametrize("length", [20_000, 100_003])
def test_every_sample_is_heard_as_a_player_hears_it(
    tmp_path: Path, speech: Make, form: SoundFormat, channels: int, length: int
) -> None:
    codec, layout = CODECS[form], "mono" if channels == 1 else "stereo"
    sound = np.repeat(speech(3.0), channels, axis=1)[:length]
    file = tmp_path / f"a.{form}"
    blocks = [block for block in np.split(sound, [length // 3]) if len(block)]
    frames = written(blocks, file, codec, layout)
    heard = np.concatenate(list(decode.conformed(frames, codec.sample_rate, layout)))
    played = np.concatenate(list(decode.blocks(file, codec.sample_rate, channels)))
    assert len(heard) >= length * codec.sample_rate // 44_100
    assert np.array_equal(heard[: len(played)], played)


@pytest.mark.parametrize("form", list(CODECS))
def test_the_figures_are_those_of_the_file(tmp_path: Path, speech: Make, form: SoundFormat) -> None:
    file = tmp_path / f"a.{form}"
    with ThreadPoolExecutor(2) as executor:
        coder = CodecCoder(file, CODECS[form], 1, 1.0, executor)
        coder.begin()
        for block in np.split(speech(8.0), [100_000, 200_000]):
            coder.feed(block)
        coder.last()
        heard = coder.heard().loudness
        coder.close()
    found = measure(file)
    assert heard.integrated_lufs == pytest.approx(found.integrated_lufs, abs=1e-6)
    assert heard.true_peak_dbtp == pytest.approx(found.true_peak_dbtp, abs=1e-6)
