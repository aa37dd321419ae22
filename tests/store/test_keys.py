from __future__ import annotations

import hashlib

from audiopub.model import Place
from audiopub.store.keys import key_of


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
