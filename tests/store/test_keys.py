from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from audiopub.model import Place
from audiopub.store.keys import deviations, key_of


def test_equal_inputs_give_equal_keys_whatever_the_order_of_a_mapping() -> None:
    assert key_of("s", 1, {"a": 1, "b": 2}) == key_of("s", 1, {"b": 2, "a": 1})


def test_every_part_matters() -> None:
    keys = {
        key_of("s", 1, "x"),
        key_of("t", 1, "x"),
        key_of("s", 2, "x"),
        key_of("s", 1, "y"),
        key_of("s", 1, "x", "x"),
        key_of("s", 1, Place(path="x")),
        key_of("s", 1, Place(path="x", line=1)),
    }
    assert len(keys) == 7


def test_a_key_is_the_same_in_every_process() -> None:
    assert key_of("master", 1, "x") == hashlib.sha256(b'["master",1,["x"]]').hexdigest()


@dataclass(frozen=True)
class Inner:
    here: bool = False


@dataclass(frozen=True)
class Settings:
    given: int
    loud: float = -16.0
    inner: Inner = field(default_factory=Inner)
    several: tuple[Inner, ...] = ()


def test_settings_that_are_at_their_default_are_no_part_of_a_key() -> None:
    assert deviations(Settings(given=1)) == {"given": 1}
    assert deviations(Settings(1, loud=-14.0)) == {"given": 1, "loud": -14.0}


def test_settings_inside_of_settings_are_reduced_likewise() -> None:
    changed = Settings(1, inner=Inner(here=True), several=(Inner(), Inner(here=True)))
    assert deviations(changed) == {
        "given": 1,
        "inner": {"here": True},
        "several": [{}, {"here": True}],
    }
