"""The waveform of an episode as a picture, in SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT = 1000, 120
_BARS = 250
_PLACES = tuple((bar + 0.5) * _WIDTH / _BARS for bar in range(_BARS))
"""Of the bars, in the middle of each."""

_STROKE = 2.4
"""Of a bar, which has round ends; as much again, or nearly, is left before the next."""

_TALLEST = (_HEIGHT - 16) / 2
"""Half the length of the tallest bar."""

_MARK = 2.0
"""The stroke of a chapter's mark, as tall as the picture."""

_CLEAR = 3.0
"""No bar stands nearer to a mark than this."""

_CONTRAST = 1.5
"""Exponent of the heights: mastered speech fills its range, and pauses should be seen."""


def svg(
    peaks: Sequence[float], title: str, duration: float = 0.0, chapters: Sequence[float] = ()
) -> bytes:
    """Draw a waveform with its chapters in the colour of the text around it.

    Whoever shows it need not mark the chapters again.

    There is no script and no style in it, so that the strictest content security policy lets it be;
    equal arguments give equal bytes.

    Args:
        peaks: Maxima of equal stretches, from 0 to 1; see :attr:`audiopub.model.Master.peaks`.
        title: What the picture shows, for those who do not see it.
        duration: Of the sound, in seconds.
        chapters: Where chapters begin, in seconds; all but that at the beginning are marked.

    Returns:
        An SVG document in UTF-8, of about 5 kB however many peaks there are.
    """
    marks = [start / duration * _WIDTH for start in chapters if 0.0 < start < duration]
    bars = "".join(
        f"M{x:g} {_HEIGHT / 2 - half:.1f}v{2 * half:.1f}"
        for x, half in zip(_PLACES, _halves(peaks), strict=True)
        if all(abs(x - mark) >= _CLEAR for mark in marks)
    )
    lines = "".join(f"M{mark:.1f} 0v{_HEIGHT}" for mark in marks)
    readable = "".join(c for c in title if c.isprintable())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        ' fill="none" stroke="currentColor">'
        f"<title>{escape(readable, quote=False)}</title>"
        f'<path d="{bars}" stroke-width="{_STROKE}" stroke-linecap="round"/>'
        f'<path d="{lines}" stroke-width="{_MARK}"/></svg>\n'
    ).encode()


def _halves(peaks: Sequence[float]) -> list[float]:
    """Return half the length of each bar."""
    means = []
    for bar in range(_BARS):
        first = bar * len(peaks) // _BARS
        stretch = peaks[first : max((bar + 1) * len(peaks) // _BARS, first + 1)]
        means.append(sum(stretch) / max(len(stretch), 1))
    highest = max(means) or 1.0
    return [(mean / highest) ** _CONTRAST * _TALLEST for mean in means]
