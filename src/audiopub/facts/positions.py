"""Where the elements of a feed begin, to the column.

libxml2 knows the line of an element only, and in 16 bits; expat knows both. So both read the feed:
expat for the places, as far as the feed is well-formed and in an encoding that it knows.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator
from typing import TypeAlias
from xml.parsers import expat

Spot: TypeAlias = tuple[int, int]
"""Line and column, counted from 1."""

_PARTS = frozenset({"item", "channel"})


class Positions:
    """The places of all start tags, by the items and channels that they stand in."""

    def __init__(self) -> None:
        """Begin; nothing is known yet."""
        self.root: Spot | None = None
        """Where the outermost element begins; ``None`` if it is not known."""
        self.doctype: Spot | None = None
        """Where the document type declaration ends; ``None`` if there is none."""
        self.most_attributes = 0
        """How many attributes an element has at most, so far."""
        self._spots: list[Spot] = []
        self._outer: list[list[Spot]] = []
        self._done: deque[list[Spot]] = deque()
        self._parser = expat.ParserCreate()
        self._parser.ordered_attributes = True  # they are not looked at, and a list is made sooner
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._stop
        if hasattr(self._parser, "SetReparseDeferralEnabled"):  # or it lags behind libxml2
            self._parser.SetReparseDeferralEnabled(False)  # noqa: FBT003 - it has no name
        self._going_on = True

    @property
    def line(self) -> int:
        """The line that was read last."""
        return self._parser.CurrentLineNumber

    @property
    def open_elements(self) -> int:
        """How many elements the item or channel that is being read has so far."""
        return len(self._spots)

    @property
    def going_on(self) -> bool:
        """Whether it still reads."""
        return self._going_on

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        if self._going_on:
            try:
                self._parser.Parse(chunk)
            except (expat.ExpatError, ValueError, LookupError):  # broken, or an unknown encoding
                self._stop()

    def of_next(self, elements: int) -> Iterator[Spot | None]:
        """Return where the elements of the next item or channel to end begin, in their order.

        Args:
            elements: How many there are, by another reader. If it does not see what expat saw,
                nothing is known, of this one and of all that follow.
        """
        spots = self._done.popleft() if self._done else []
        if len(spots) == elements:
            return iter(spots)
        self._stop()
        self._done.clear()
        return itertools.repeat(None)

    def _doctype(self, *_: object) -> None:
        self.doctype = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    def _start(self, name: str, attributes: list[str]) -> None:
        if len(attributes) > 2 * self.most_attributes:
            self.most_attributes = len(attributes) // 2
        spot = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        if name in _PARTS:
            self._outer.append(self._spots)
            self._spots = []
        self._spots.append(spot)
        self.root = self.root or spot

    def _end(self, name: str) -> None:
        if name in _PARTS:
            self._done.append(self._spots)
            self._spots = self._outer.pop()

    def _stop(self, *_: object) -> None:
        """Read no further: what an entity stands for has no place of its own."""
        self._going_on = False
        self._parser.StartElementHandler = self._parser.EndElementHandler = None
