"""The loudness of an episode over its time as a picture, in SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

_WIDTH, _HEIGHT = 1000, 240
_LEFT, _TOP, _BOTTOM = 46, 22, 24
_LOUDEST, _QUIETEST = -6.0, -46.0
_LINES = range(-10, -46, -10)
_POINTS = 400

Curve = Sequence[tuple[float, float]]
"""Times in the published sound, in seconds and rising, each with a loudness in LUFS."""


def svg(
    before: Curve,
    after: Curve,
    duration: float,
    target_lufs: float,
    title: str,
    chapters: Sequence[float] = (),
) -> bytes:
    """Draw short-term loudness before and after mastering, with the target.

    As :func:`audiopub.audio.waveform.svg`, without script and style, in the colour of the text
    around it; equal arguments give equal bytes.

    Args:
        before: Of the recording; may be empty.
        after: Of the published sound.
        duration: Of the published sound, in seconds.
        target_lufs: Drawn as a dashed line.
        title: What the picture shows, for those who do not see it.
        chapters: Where chapters begin, in seconds; marked at the top.
    """
    width = _WIDTH - _LEFT

    def x(seconds: float) -> float:
        return _LEFT + min(seconds / duration, 1.0) * width if duration else _LEFT

    def line(curve: Curve) -> str:
        points = "L".join(f"{x(at):.1f} {_y(lufs):.1f}" for at, lufs in _thinned(curve))
        return f"M{points}" if points else ""

    scale = "".join(f"M{_LEFT} {_y(lufs):.1f}H{_WIDTH}" for lufs in _LINES)
    marks = "".join(f"M{x(start):.1f} {_TOP - 6}v6" for start in chapters)
    readable = "".join(c for c in title if c.isprintable())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        ' fill="none" stroke="currentColor">'
        f"<title>{escape(readable, quote=False)}</title>"
        '<g fill="currentColor" stroke="none" font-size="12" font-family="sans-serif">'
        f"{''.join(_texts(duration, target_lufs, both=bool(before)))}</g>"
        f'<path d="{scale}" stroke-width=".5" opacity=".4"/>'
        f'<path d="{marks}"/>'
        f'<path d="M{_LEFT} {_y(target_lufs):.1f}H{_WIDTH}" stroke-dasharray="6 4"/>'
        f'<path d="{line(before)}" opacity=".35" stroke-width="1.5"/>'
        f'<path d="{line(after)}" stroke-width="2"/></svg>\n'
    ).encode()


def _texts(duration: float, target_lufs: float, *, both: bool) -> Iterator[str]:
    """Yield the scales, and what the lines are."""
    minutes = f"{int(duration) // 60}:{int(duration) % 60:02d}"
    low = _HEIGHT - 6
    yield '<text x="4" y="14">LUFS</text>'
    yield f'<text x="{_LEFT}" y="{low}">0:00</text>'
    yield f'<text x="{_WIDTH}" y="{low}" text-anchor="end">{minutes}</text>'
    if both:
        yield (
            f'<text x="{_WIDTH / 2}" y="{low}" text-anchor="middle">'
            f'<tspan opacity=".5">before</tspan>  <tspan font-weight="bold">after</tspan>'
            f"  - - {target_lufs:g} LUFS</text>"
        )
    for lufs in _LINES:
        yield f'<text x="{_LEFT - 6}" y="{_y(lufs) + 4:.1f}" text-anchor="end">{lufs}</text>'


def _y(lufs: float) -> float:
    inside = min(max(lufs, _QUIETEST), _LOUDEST)
    return _TOP + (_LOUDEST - inside) / (_LOUDEST - _QUIETEST) * (_HEIGHT - _BOTTOM - _TOP)


def _thinned(curve: Curve) -> Iterator[tuple[float, float]]:
    """Yield at most so many points, each the mean of its neighbours."""
    numbered = enumerate(curve)
    most = max(len(curve), _POINTS)
    for _, group in groupby(numbered, lambda point: point[0] * _POINTS // most):
        points = [point for _, point in group]
        times, levels = zip(*points, strict=True)
        yield sum(times) / len(points), sum(levels) / len(points)
