"""The loudness of an episode over its time as a picture, in SVG."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT = 1000, 240
_LEFT, _BOTTOM = 46, 24
_LOUDEST, _QUIETEST = -6.0, -46.0
_LINES = range(-10, -46, -10)
_POINTS = 400


def svg(
    before: Sequence[float],
    after: Sequence[float],
    duration: float,
    target_lufs: float,
    title: str,
) -> bytes:
    """Draw short-term loudness before and after mastering, with the target.

    As :func:`audiopub.audio.waveform.svg`, without script and style, in the colour of the text
    around it; equal arguments give equal bytes.

    Args:
        before: Of the recording, in LUFS, at equal distances; may be empty.
        after: Of the published sound.
        duration: Of the published sound, in seconds.
        target_lufs: Drawn as a dashed line.
        title: What the picture shows, for those who do not see it.
    """
    scale = "".join(
        f'<path d="M{_LEFT} {_y(lufs):.1f}H{_WIDTH}" opacity=".2"/>'
        f'<text x="{_LEFT - 6}" y="{_y(lufs) + 4:.1f}" text-anchor="end">{lufs}</text>'
        for lufs in _LINES
    )
    readable = "".join(c for c in title if c.isprintable())
    minutes = f"{int(duration) // 60}:{int(duration) % 60:02d}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        ' fill="none" stroke="currentColor">'
        f"<title>{escape(readable)}</title>"
        f'<g fill="currentColor" stroke="none" font-size="12" font-family="sans-serif">'
        f'<text x="{_LEFT}" y="{_HEIGHT - 6}">0:00</text>'
        f'<text x="{_WIDTH}" y="{_HEIGHT - 6}" text-anchor="end">{minutes}</text>'
        f'<text x="4" y="14">LUFS</text></g>'
        f'<g font-size="12" font-family="sans-serif" fill="currentColor" stroke-width=".5">'
        f"{scale}</g>"
        f'<path d="M{_LEFT} {_y(target_lufs):.1f}H{_WIDTH}" stroke-dasharray="6 4"/>'
        f'<path d="{_line(before)}" opacity=".35" stroke-width="1.5"/>'
        f'<path d="{_line(after)}" stroke-width="2"/></svg>\n'
    ).encode()


def _y(lufs: float) -> float:
    inside = min(max(lufs, _QUIETEST), _LOUDEST)
    return 8 + (_LOUDEST - inside) / (_LOUDEST - _QUIETEST) * (_HEIGHT - _BOTTOM - 8)


def _line(curve: Sequence[float]) -> str:
    """Return a path through at most so many points, each the mean of a stretch."""
    count = min(len(curve), _POINTS)
    points = []
    for point in range(count):
        first = point * len(curve) // count
        stretch = curve[first : max((point + 1) * len(curve) // count, first + 1)]
        x = _LEFT + (point + 0.5) / count * (_WIDTH - _LEFT)
        points.append(f"{x:.1f} {_y(sum(stretch) / len(stretch)):.1f}")
    return "M" + "L".join(points) if points else "M0 0"
