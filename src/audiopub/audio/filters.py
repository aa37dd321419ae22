"""Takes out what no voice is made of: rumble and offset below 80 Hz, and the hum of the mains.

The filters are FFmpeg's, by PyAV. They give as many samples as they get, none of them later, so no
time moves. They reckon in 64 bits and in a form (transposed direct form II) whose result does not
depend on how the sound is cut into blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.filter.context import FilterContext

from audiopub.audio.decode import Block

_LOWEST = 80.0
"""Hertz, where the high-pass filter takes 3 dB. A low voice begins at 85 Hz (Baken and Orlikoff,
Clinical Measurement of Speech and Voice, 2000); most microphones with a switch for it cut here."""

_BUTTERWORTH = 0.5411961, 1.3065630
"""Quality of the two filters of second order that are a Butterworth filter of fourth: 24 dB an
octave, and level above; 1 / (2 cos(pi / 8)) and 1 / (2 cos(3 pi / 8))."""

_NARROWEST = 2.0
_WIDTH = 0.008
"""How wide a line of hum is cut out: hertz between the places where 3 dB are lost, and that as a
part of its frequency. Twenty dB are lost in a twentieth of this beside the middle, so a line may
stray by 0.1 Hz, or 0.04 %: beyond 0.02 Hz, grids are set right (ENTSO-E, Operation Handbook,
Load-Frequency Control). All twenty lines together take 0.4 dB of what lies between them."""

_FORM = "r=f64:a=tdii"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is taken out of a recording."""

    high_pass: bool = False
    """Whether that is what lies below 80 Hz."""

    hum: tuple[float, ...] = ()
    """Lines of hum, in hertz; each needs about 0.3 s at the beginning until it is gone."""

    @property
    def active(self) -> bool:
        """Whether anything is."""
        return bool(self._chain())

    def applied(self, blocks: Iterable[Block], sample_rate: int) -> Iterator[Block]:
        """Filter blocks, from the beginning of a recording; as many samples come out.

        Args:
            blocks: Of shape (n, 1) or (n, 2), full scale being 1.
            sample_rate: In hertz.
        """
        chain = self._chain()
        if not chain:
            yield from blocks
            return
        graph: _Graph | None = None
        for block in blocks:
            graph = graph or _Graph(chain, sample_rate, block.shape[1])
            yield graph.filtered(block)

    def _chain(self) -> tuple[tuple[str, str], ...]:
        """Return FFmpeg's names of the filters, each with its options."""
        qualities = _BUTTERWORTH if self.high_pass else ()
        return (
            *(("highpass", f"f={_LOWEST:g}:t=q:w={quality}:{_FORM}") for quality in qualities),
            *(
                ("bandreject", f"f={line}:t=h:w={max(_NARROWEST, _WIDTH * line)}:{_FORM}")
                for line in self.hum
            ),
        )


class _Graph:
    """FFmpeg's filters, one after the other, with what they remember."""

    def __init__(self, chain: Iterable[tuple[str, str]], sample_rate: int, channels: int) -> None:
        self._rate = sample_rate
        self._layout = "mono" if channels == 1 else "stereo"
        self._graph = av.filter.Graph()
        self._source: FilterContext = self._graph.add_abuffer(
            format="dblp",
            sample_rate=sample_rate,
            layout=self._layout,
            time_base=Fraction(1, sample_rate),
        )
        self._sink = self._graph.add("abuffersink")
        last = self._source
        for name, options in chain:
            following = self._graph.add(name, options)
            last.link_to(following)
            last = following
        last.link_to(self._sink)
        self._graph.configure()

    def filtered(self, block: Block) -> Block:
        """Return what becomes of the next samples. The filters hold none back."""
        planes = np.ascontiguousarray(block.T, np.float64)
        frame = AudioFrame.from_ndarray(planes, "dblp", self._layout)
        frame.sample_rate = self._rate
        self._source.push(frame)
        result = self._sink.pull()
        if not isinstance(result, AudioFrame) or result.samples != len(block):
            raise AssertionError("a filter of second order gives a sample for each that it gets")
        return np.ascontiguousarray(result.to_ndarray().T, np.float32)
