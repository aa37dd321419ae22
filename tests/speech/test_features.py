from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from audiopub.speech.features import listen

RATE = 16000


@pytest.mark.parametrize("count", [0, 1, 319, 320, 321, 16000, 400001])
def test_there_is_a_frame_for_every_20_ms(count: int) -> None:
    features = listen([np.zeros(count, np.float32)])
    assert len(features) == len(features.energy) == -(-count // 320)
    assert features.duration == count / RATE
    assert features.bands.shape == (len(features), 26)


def test_a_frame_is_centred_on_its_time() -> None:
    samples = np.zeros(RATE, np.float32)
    samples[8000] = 1.0
    features = listen([samples])
    assert features.energy.argmax() == features.bands.astype(float).sum(1).argmax() == 25


def test_blocks_do_not_matter() -> None:
    samples = np.random.default_rng(0).standard_normal(30 * RATE).astype(np.float32)
    whole = listen([samples])
    parts = listen(np.array_split(samples, 77))
    assert_array_equal(whole.bands, parts.bands)
    assert_array_equal(whole.energy, parts.energy)
    assert whole.floor == parts.floor


def test_a_part_is_the_same_as_in_the_whole() -> None:
    samples = np.random.default_rng(0).standard_normal(2 * RATE).astype(np.float32)
    features = listen([samples])
    whole = features.cepstra(0, 100)
    assert_allclose(features.cepstra(40, 60), whole[40:60], rtol=1e-4, atol=1e-4)


def test_loudness_does_not_change_what_is_heard_but_its_level() -> None:
    samples = np.random.default_rng(0).standard_normal(RATE).astype(np.float32)
    loud, soft = listen([samples]).cepstra(0, 50), listen([samples * 0.01]).cepstra(0, 50)
    assert_allclose(loud[:, 1:], soft[:, 1:], atol=0.05)
    assert loud[:, 0].mean() > soft[:, 0].mean() + 10
