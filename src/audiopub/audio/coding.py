"""Encodes a programme in one format so that what a listener hears of it is right.

The gain is solved so that the loudness is right after limiting (:mod:`audiopub.audio.limiter`) and
after coding, whose effect is tried out first (:mod:`audiopub.audio.trial`). What was written is
decoded again and measured; if it is not right, all of it is encoded anew from what was learned. (An
MP3 mends its peaks by itself, see :mod:`audiopub.audio.mp3chunk`.)
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from audiopub.audio import limiter, mp3
from audiopub.audio.codec import CODECS, CodecCoder
from audiopub.audio.decode import Block
from audiopub.audio.frames import SAMPLE_RATE
from audiopub.audio.limiter import Limiter
from audiopub.audio.loudness import Analysis, amplitude, decibels, short_term
from audiopub.audio.mp3chunk import Kind
from audiopub.audio.mp3coder import Mp3Coder
from audiopub.audio.trial import Effect, effect
from audiopub.errors import SoundError
from audiopub.model import Coding, SoundFormat

HOP = SAMPLE_RATE // 10 // limiter.HOPS
"""Samples in a hop."""

_LOUD_ENOUGH = 0.07
"""LU by which the decoded file may miss the target; 0.1 is promised."""

_METERS_DIFFER = 0.2
"""Decibels that another meter may read above ours: the interpolation that BS.1770-5 gives in its
Annex 2 reads up to 0.15 dB more, oversampling by another factor nearly as much."""

_CODING = 0.15, 0.8
"""Decibels left below the ceiling for the noise of coding, at least and at most; between these,
what excerpts need, and what comes on top."""

_ON_TOP = 0.05
_ON_TOP_OF_A_WHOLE = 0.5
"""The loudest of half a minute is not the loudest of an hour. Where an MP3 has a peak too many, the
frames around it are made anew; of other formats all of it. So these are left more room, in
decibels, than their excerpts need. Chosen on twenty tries over five sounds, of which five were made
twice then; with as little room as an MP3 it were fifteen.
"""

_RAISED = 1.03
"""A peak that passed the ceiling is taken to be so much higher than it was heard (0.26 dB): the
noise of coding is another one each time."""

_ATTEMPTS = 8
"""Encodings at the most. Nearly always one is enough."""

_MIME_TYPES: dict[SoundFormat, str] = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "opus": "audio/ogg",
    "flac": "audio/flac",
}


class Coder(Protocol):
    """Makes a file of a programme, as often as it is given it."""

    def begin(self) -> None:
        """Begin to take the programme."""

    def feed(self, block: Block) -> None:
        """Take the next samples, of shape (n, channels), as loud as they shall be heard."""

    def last(self) -> None:
        """Say that there are no more."""

    def heard(self) -> Analysis:
        """Finish the file; return what is heard of it, hops above the allowed peak one by one."""

    def close(self) -> None:
        """Give back what was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How the decoded file shall be."""

    format: SoundFormat
    """Its format."""

    channels: int
    """1 or 2."""

    bitrate_kbps: int
    """Of an MP3."""

    target_lufs: float | None
    """The integrated loudness; ``None`` to leave it as it is."""

    ceiling_dbtp: float
    """The highest true peak, if there is a target."""

    name: str
    """How messages call the recording."""

    @property
    def allowed_dbtp(self) -> float:
        """The highest true peak by our meter."""
        return self.ceiling_dbtp - _METERS_DIFFER

    @property
    def encoder_db(self) -> float:
        """What goes into the encoder must not pass full scale; this is where that would be."""
        if self.format == "mp3":
            return decibels(mp3.level(self.channels, self.bitrate_kbps))
        return 0.0


class Job:
    """A format on its way."""

    def __init__(
        self,
        analysis: Analysis,
        excerpts: tuple[tuple[int, Block], ...],
        wish: Wish,
        coder: Coder,
    ) -> None:
        """Find out what coding does, and set gain and limiter accordingly.

        Args:
            analysis: Of the programme, by the hop.
            excerpts: Of the programme; see :class:`audiopub.audio.trial.Excerpts`.
            wish: What is wanted.
            coder: Makes the file.
        """
        self.wish = wish
        self.coder = coder
        self.finished: Analysis | None = None
        """What was heard of the file, once it is right."""
        self._analysis = analysis
        self._peaks = analysis.hop_peaks
        self._lost = 0.0
        self._missed = np.inf
        self._attempts = 0
        self._ceiling = min(wish.allowed_dbtp - _CODING[0], wish.encoder_db)
        self._gain_db = self._solved()
        if wish.target_lufs is not None and wish.format != "flac":
            found = effect(excerpts, self._active, wish.format, wish.bitrate_kbps)
            self._learn(found)
        self.coder.begin()

    def feed(self, block: Block, start: int) -> None:
        """Take the next samples of the programme, which begin at a place in it."""
        if self.finished is None:
            self.coder.feed(self._active.apply(block, start, HOP))

    def last(self) -> None:
        """Say that there are no more."""
        if self.finished is None:
            self.coder.last()

    def judge(self) -> None:
        """Listen to the file; finish, or prepare to make it anew.

        Raises:
            SoundError: AP310, peaks cannot be held.
        """
        if self.finished is not None:
            return
        heard = self.coder.heard()
        self._attempts += 1
        if self._right(heard):
            self.finished = heard
            return
        if self._attempts == _ATTEMPTS:
            raise SoundError(
                "AP310",
                f"coding as {self.wish.format} raises peaks above {self.wish.ceiling_dbtp:g} dBTP",
                path=self.wish.name,
                hint="choose a higher bit rate, or a lower ceiling",
            )
        self._adjust(heard)
        self.coder.begin()

    def coding(self, bitrate: int) -> Coding:
        """Return what was made."""
        if self.finished is None:
            raise AssertionError("asked before it is right")
        return Coding(
            format=self.wish.format,
            mime_type=_MIME_TYPES[self.wish.format],
            bitrate=bitrate,
            after=self.finished.loudness,
            gain_db=self._gain_db,
            curve=short_term(self.finished.step_powers),
        )

    def _solved(self) -> float:
        if self.wish.target_lufs is None:
            self._active = Limiter(peaks=np.zeros(0, np.float32), gain=1.0, ceiling=1.0)
            return 0.0
        gain_db = limiter.solve(
            self._analysis, self.wish.target_lufs + self._lost, self._ceiling, self._peaks
        )
        self._active = Limiter(
            peaks=self._peaks, gain=amplitude(gain_db), ceiling=amplitude(self._ceiling)
        )
        return gain_db

    def _learn(self, found: Effect) -> None:
        self._lost = found.lost
        least, most = _CODING
        on_top = _ON_TOP if self.wish.format == "mp3" else _ON_TOP_OF_A_WHOLE
        room = min(max(found.raised, least), most) + on_top
        self._ceiling = min(self.wish.allowed_dbtp - room, self.wish.encoder_db)
        self._gain_db = self._solved()

    def _missed_by(self, heard: Analysis) -> float:
        """Return the LU by which the target was missed."""
        if self.wish.target_lufs is None:
            return 0.0
        return abs(self.wish.target_lufs - heard.loudness.integrated_lufs)

    def _right(self, heard: Analysis) -> bool:
        if self.wish.target_lufs is None:
            return True
        held = heard.loudness.true_peak_dbtp <= self.wish.allowed_dbtp
        missed = self._missed_by(heard)
        return held and (missed <= _LOUD_ENOUGH or missed >= self._missed)

    def _adjust(self, heard: Analysis) -> None:
        """Learn from what was heard."""
        lufs = heard.loudness.integrated_lufs
        missed = self._missed_by(heard)
        loud_enough = missed <= _LOUD_ENOUGH or missed >= self._missed
        predicted = limiter.predicted(self._analysis, self._active)
        self._raise(heard)
        if not loud_enough:
            # Coding changed the loudness; ask for as much more, or less, than before.
            self._lost, self._missed = predicted - lufs, missed
            self._gain_db = self._solved()
            return
        self._active = Limiter(
            peaks=self._peaks, gain=self._active.gain, ceiling=self._active.ceiling
        )

    def _raise(self, heard: Analysis) -> None:
        """Take hops that passed the ceiling to be higher than they were.

        Nothing else is limited more: where the sound stays as it was, so does the noise of coding,
        more or less, and fewer new peaks come up.
        """
        if not heard.over_times.size:
            return
        hops = np.minimum(
            (heard.over_times * SAMPLE_RATE / HOP).astype(np.intp), len(self._peaks) - 1
        )
        gains = np.array(
            [self._active.gain * self._active.curve(hop, hop + 1)[0] for hop in hops.tolist()]
        )
        raised = heard.over_peaks / gains * _RAISED
        self._peaks = self._peaks.raised(hops, raised.astype(np.float32))


def coder(wish: Wish, target: Path, executor: Executor, cores: int) -> Coder:
    """Return what makes a file in the format that is wished for.

    Args:
        wish: What is wanted.
        target: The file.
        executor: Where it is encoded and listened to.
        cores: How many are at work there.
    """
    above = amplitude(wish.allowed_dbtp)
    if wish.format == "mp3":
        kind = Kind(channels=wish.channels, bitrate_kbps=wish.bitrate_kbps, above=above)
        return Mp3Coder(target, kind, executor, cores)
    return CodecCoder(target, CODECS[wish.format], wish.channels, above, executor)
