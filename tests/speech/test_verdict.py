from __future__ import annotations

from typing import Protocol

import numpy as np
import pytest
from numpy.typing import NDArray

from audiopub.speech.features import listen
from audiopub.speech.reading import read
from audiopub.speech.verdict import Comparison, judge, verdict


class Spoken(Protocol):
    texts: tuple[str, ...]
    samples: NDArray[np.float32]

    def until(self, count: int) -> Spoken: ...
    def after(self, count: int) -> Spoken: ...


def test_of_all_pairs_the_right_ones_are_accepted(kerstin: Spoken, librivox: Spoken) -> None:
    third = kerstin.until(8), kerstin.after(16)
    spoken = [*third, librivox]
    features = [listen([part.samples]) for part in spoken]
    readings = [read(part.texts, "gmw/de", limit=300.0) for part in spoken]
    decisions = [[judge(reading, sound).decision for sound in features] for reading in readings]
    accepted = np.array(decisions) == "accept"
    assert accepted.tolist() == np.eye(3, dtype=bool).tolist()
    assert (np.array(decisions) == "refuse").tolist() == (~np.eye(3, dtype=bool)).tolist()


def test_a_translation_is_refused(kerstin: Spoken) -> None:
    texts = [
        "It is named after the district town of Weißenburg.",
        "Originally the town was inhabited by Dutch and Japanese dairy farmers.",
        "Now the Helvetians pursued the Romans and began to attack their rear guard.",
        "This time too the authorities claim to know nothing about such files.",
    ]
    found = judge(read(texts, "gmw/en-US", limit=100.0), listen([kerstin.until(4).samples]))
    assert found.decision == "refuse"
    assert "another language than the text's (en-US)" in found.reason


def test_a_long_intro_is_listened_past(kerstin: Spoken, librivox: Spoken) -> None:
    intro = np.concatenate([librivox.samples, librivox.samples])
    sound = np.concatenate([intro, kerstin.samples])
    found = judge(read(kerstin.texts, "gmw/de", limit=300.0), listen([sound]))
    assert found.decision == "accept"


@pytest.mark.parametrize(
    ("margin", "decision"),
    [(0.9, "accept"), (0.3, "accept"), (0.25, "warn"), (0.2, "warn"), (0.19, "refuse")],
)
def test_a_score_decides(margin: float, decision: str) -> None:
    found = verdict(Comparison(margin, 0.0), "gmw/de")
    assert found.decision == decision
    assert found.score == margin


def test_nothing_is_refused() -> None:
    empty = listen([])
    assert judge(read(["Guten Tag."], "gmw/de", limit=9.0), empty).decision == "refuse"
    assert judge(read(["***"], "gmw/de", limit=9.0), empty).score == 0
