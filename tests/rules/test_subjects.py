"""What the rules look at."""

from __future__ import annotations

import datetime as dt

from msgspec import structs

from audiopub.rules.subjects import ItemKey


def test_an_item_that_stands_further_down_is_the_same_in_all_else() -> None:
    item = ItemKey(
        line=7,
        column=3,
        guid="a",
        enclosure="b",
        published="c",
        moment=dt.datetime(2026, 1, 31, tzinfo=dt.UTC),
        title="d",
        number="2.7",
        full=False,
    )
    assert all(getattr(item, one.name) != one.default for one in structs.fields(item))
    assert item.moved(5) == structs.replace(item, line=12)
