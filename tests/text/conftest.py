"""What the tests of the text share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audiopub.text.document import Block, Line


@pytest.fixture
def paragraphs() -> Callable[..., list[Block]]:
    """Return a function that makes a block of each text, on every other line from the first."""

    def make(*texts: str) -> list[Block]:
        return [
            Block(lines=(Line(text=text, number=1 + 2 * index),))
            for index, text in enumerate(texts)
        ]

    return make
