"""The colours of a drawn cover."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Three colours that go together, each as ``#rrggbb``."""

    ground: str
    """What the cover is filled with."""

    ink: str
    """What the type is set in; its contrast with the ground is at least 7:1 (WCAG 2.2, 1.4.6)."""

    accent: str
    """What the disc is filled with; its contrast with the ground is at least 3:1 (1.4.11)."""


PALETTES = (
    Palette(ground="#12233f", ink="#f6f1e7", accent="#e8a33d"),
    Palette(ground="#f3ead9", ink="#1b1b1b", accent="#d1372b"),
    Palette(ground="#1d3b2f", ink="#f4efe2", accent="#e3b04b"),
    Palette(ground="#3b2a56", ink="#f6efe8", accent="#f08a7b"),
    Palette(ground="#f0c64a", ink="#171717", accent="#1f3f9f"),
    Palette(ground="#7a1f2b", ink="#fbf3e6", accent="#f2b28c"),
    Palette(ground="#0f3d3e", ink="#f2efe6", accent="#f0b44c"),
    Palette(ground="#dbe6ea", ink="#0f2238", accent="#d63c28"),
)


def choose(title: str) -> Palette:
    """Return the palette of a title: always the same one, in every process and on every machine."""
    digest = hashlib.sha256(title.encode()).digest()
    return PALETTES[int.from_bytes(digest) % len(PALETTES)]
