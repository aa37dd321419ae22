from __future__ import annotations

import numpy as np
import pytest

from audiopub.speech import decoder
from audiopub.speech.chain import Chain, Unit, Word, backwards, chain
from audiopub.speech.decoder import classes, decode, units
from audiopub.speech.lattice import Costs, Emissions

COSTS = Costs(
    hurry=1.0,
    drag=0.1,
    worst_drag=2.0,
    bypass=np.inf,
    garbage=5.0,
    faint=-0.2,
    bias=0.0,
    skip=3.0,
    skip_phoneme=0.1,
)
CLASSES = 9


def text(*sentences: tuple[tuple[int, ...], ...]) -> Chain:
    made = [
        Unit(
            index,
            tuple(Word(word, token, after_pause=False) for token, word in enumerate(words)),
            1,
        )
        for index, words in enumerate(sentences)
    ]
    return chain(made, np.full(CLASSES, 0.1))


def sound(labels: list[int]) -> Emissions:
    """Evidence that is clear: a class for each frame; -1 is none of the text's."""
    phonemes = np.full((len(labels), CLASSES), -4.0, np.float32)
    for row, label in enumerate(labels):
        if label >= 0:
            phonemes[row, label] = 1.0
    garbage = np.array([0.5 if label < 0 else -2.0 for label in labels], np.float32)
    return Emissions(phonemes=phonemes, silence=phonemes[:, 0].copy(), garbage=garbage)


def follow(made: Chain, labels: list[int]) -> list[int]:
    heard = sound(labels)

    def evidence(start: int, end: int) -> Emissions:
        return Emissions(
            phonemes=heard.phonemes[start:end],
            silence=heard.silence[start:end],
            garbage=heard.garbage[start:end],
        )

    way = decode(made, evidence, len(labels), 50, COSTS)
    assert classes(made, way).tolist() == labels
    found: list[int] = units(made, way).tolist()
    return found


def test_a_text_is_followed_through_pauses() -> None:
    made = text(((1, 2), (3,)), ((4, 5),))
    labels = [0] * 4 + [1] * 5 + [2] * 5 + [0] * 3 + [3] * 5 + [0] * 6 + [4] * 5 + [5] * 5 + [0] * 2
    assert follow(made, labels) == [0] * 22 + [1] * 16 + [2] * 2


def test_a_pause_between_words_need_not_be() -> None:
    made = text(((1, 2), (3,), (4,)))
    assert follow(made, [1] * 4 + [2] * 4 + [3] * 4 + [4] * 4) == [0] * 16


def test_foreign_sound_is_garbage() -> None:
    made = text(((1, 2),), ((3, 4),))
    labels = [-1] * 20 + [1] * 5 + [2] * 5 + [0] * 3 + [-1] * 20 + [3] * 5 + [4] * 5
    assert follow(made, labels + [-1] * 20)[-1] == 2


def test_units_that_are_not_spoken_are_skipped() -> None:
    made = text(((1, 2),), ((5, 6, 5),), ((6, 6, 5),), ((3, 4),))
    labels = [1] * 5 + [2] * 5 + [0] * 3 + [3] * 5 + [4] * 5
    found = follow(made, labels)
    assert found[:10] == [0] * 10
    assert found[-10:] == [3] * 10


def test_a_text_that_does_not_end_with_the_sound_is_skipped_to_its_end() -> None:
    made = text(((1, 2),), ((3, 4),), ((5, 6),))
    assert set(follow(made, [1] * 5 + [2] * 5 + [3] * 5 + [4] * 5)) == {0, 1}


@pytest.mark.parametrize("memory", [2.0, 600.0])
def test_windows_and_forgetting_do_not_change_the_way(
    memory: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(0)
    sentences = [
        tuple((int(a), int(b)) for a, b in rng.integers(1, CLASSES, (5, 2))) for _ in range(60)
    ]
    made = text(*sentences)
    labels: list[int] = []
    for words in sentences:
        for word in words:
            for phoneme in word:
                labels += [phoneme] * 5
            labels += [0] * 2
        labels += [0] * 6
    monkeypatch.setattr(decoder, "_REACH", 6.0)
    monkeypatch.setattr(decoder, "_MEMORY", memory)
    found = follow(made, labels)
    assert found[0] == 0
    assert found[-9] == 59
    assert found == sorted(found)


def test_backwards_has_the_same_words_in_reverse() -> None:
    made = [
        Unit(0, (Word((1, 2), 0, after_pause=False), Word((3,), 1, after_pause=True)), 1.0),
        Unit(1, (Word((4,), 0, after_pause=False),), 2.0),
    ]
    turned = backwards(made)
    assert [[word.phonemes for word in unit.words] for unit in turned] == [[(4,)], [(3,), (1, 2)]]
    assert backwards(turned) == made
