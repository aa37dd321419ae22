"""The show's colours: one that its cover gives, made to be read on light and on dark."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

READABLE = 4.5
"""The least contrast of text with what it stands on (WCAG 2.2, 1.4.3, level AA)."""

_STEPS = 200
"""So finely a colour is made darker or lighter until it can be read."""

_ACCENT = "#8c2f1b"
"""The colour of shows whose cover has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """The colours of a page in the light, or in the dark; each as ``#rrggbb``."""

    paper: str
    """What everything stands on."""

    ink: str
    """Text."""

    soft: str
    """Text that matters less."""

    line: str
    """Rules between sections; they bear no meaning."""

    wave: str
    """The waveform ahead."""

    accent: str
    """The show's own colour: what is current, and what has been played."""

    mark: str
    """The ground of the sentence that is spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The colours of a show."""

    light: Scheme
    """By day."""

    dark: Scheme
    """By night."""

    def css(self) -> str:
        """Return them as custom properties of CSS."""
        return (
            f":root {{\n{_properties(self.light)}}}\n"
            f"@media (prefers-color-scheme: dark) {{\n:root {{\n{_properties(self.dark)}}}\n}}\n"
        )


def colours(accent: str | None) -> Colours:
    """Return the colours of a show.

    Args:
        accent: The colour that stands out in its cover, as ``#rrggbb``; ``None`` for ours.

    Returns:
        Colours in which every text has a contrast of at least :data:`READABLE` with whatever it
        can stand on.
    """
    own = accent or _ACCENT
    light = Scheme(
        paper="#fdfcf9",
        ink="#1e1b18",
        soft="#5f5851",
        line="#e2ddd3",
        wave="#c4bbad",
        accent=_readable(own, on=("#fdfcf9", _tint(own, 0.91)), darker=True),
        mark=_tint(own, 0.91),
    )
    dark = Scheme(
        paper="#171513",
        ink="#e8e3da",
        soft="#aea599",
        line="#38332d",
        wave="#5f584e",
        accent=_readable(own, on=("#171513", _tint(own, 0.17)), darker=False),
        mark=_tint(own, 0.17),
    )
    return Colours(light=light, dark=dark)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21.

    Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _readable(colour: str, *, on: tuple[str, ...], darker: bool) -> str:
    """Return a colour of the same hue that can be read on each of several grounds."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    end = 0.0 if darker else 1.0
    for step in range(_STEPS + 1):
        way = lightness + (end - lightness) * step / _STEPS
        found = _hex(colorsys.hls_to_rgb(hue, way, saturation))
        if all(contrast(found, ground) >= READABLE for ground in on):
            break
    return found


def _tint(colour: str, lightness: float) -> str:
    """Return a ground in a colour's hue, quiet enough to read a paragraph on."""
    hue, _, saturation = colorsys.rgb_to_hls(*_channels(colour))
    return _hex(colorsys.hls_to_rgb(hue, lightness, min(saturation, 0.55)))


def _luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for channel in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + bytes(round(channel * 255) for channel in channels).hex()


def _properties(scheme: Scheme) -> str:
    names = ("paper", "ink", "soft", "line", "wave", "accent", "mark")
    return "".join(f"  --{name}: {getattr(scheme, name)};\n" for name in names)
