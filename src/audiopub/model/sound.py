"""Sound, and where in it something stands.

Times are seconds from the start of the *recording* up to :class:`Timeline`, of the *published file*
from there on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A recording as it was found, measured by decoding it, not by believing its header."""

    path: str
    """The file, as in :class:`Place`."""

    duration: float
    """In seconds, from the samples that could be decoded."""

    sample_rate: int
    """In hertz."""

    channels: int
    """1 for mono."""

    codec: str
    """FFmpeg's name: ``flac``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedWord:
    """A word and when it is spoken."""

    text: str
    """With the punctuation that touches it."""

    start: float
    """In seconds."""

    end: float
    """In seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedSentence:
    """A sentence and when it is spoken."""

    text: str
    """As in :class:`Sentence`."""

    paragraph: int
    """The paragraph it stands in, counted from 0."""

    start: float
    """In seconds."""

    end: float
    """In seconds; not before ``start``."""

    confidence: float
    """From 0 (a guess) to 1 (heard clearly)."""

    spoken: bool
    """Whether it is spoken at all; if not, both times are where it would stand."""

    estimated: bool
    """Whether the times were reckoned from the text's length, not heard."""

    words: tuple[TimedWord, ...] = ()
    """Its words, if they are known."""

    speaker: str | None = None
    """Who speaks it, if the text says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a recording speaks a text."""

    decision: Literal["accept", "warn", "refuse"]
    """What should be done with the pair."""

    score: float
    """The figure behind it; the higher, the surer."""

    reason: str
    """What was found, one sentence without a full stop at its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Every sentence of a transcript at its time."""

    language: str
    """The language it was read in."""

    duration: float
    """Of the file that the times speak of, in seconds."""

    sentences: tuple[TimedSentence, ...]
    """All of them, in the text's order, starts never decreasing."""

    estimated: bool
    """Whether no sentence was heard, and all times are reckoned."""

    verdict: Verdict | None = None
    """Whether the recording speaks the text, if it was listened to."""

    def spoken_by(self, speakers: Sequence[str | None]) -> Alignment:
        """Return this alignment with the speaker of each sentence.

        Args:
            speakers: The speaker of each paragraph of the text, ``None`` where it names none.
        """
        return replace(
            self,
            sentences=tuple(
                replace(sentence, speaker=speakers[sentence.paragraph])
                for sentence in self.sentences
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the recording that stands in the published file unchanged."""

    source_start: float
    """Where it begins in the recording, in seconds."""

    source_end: float
    """Where it ends in the recording, in seconds."""

    start: float
    """Where it begins in the published file, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Maps a time in the recording to a time in the published file."""

    pieces: tuple[Piece, ...]
    """In order, not overlapping in the recording; at least one."""

    duration: float
    """Of the published file, in seconds."""

    recorded: float
    """How long the recording is, in seconds, with what was cut out of it."""

    def at(self, time: float) -> float:
        """Return where a moment of the recording stands in the published file.

        A moment that was cut out is where the cut is. The result is never outside the file.
        """
        placed = self.pieces[0].start
        for piece in self.pieces:
            if time < piece.source_start:
                break
            placed = piece.start + min(time, piece.source_end) - piece.source_start
        return min(max(placed, 0.0), self.duration)

    def place(self, alignment: Alignment) -> Alignment:
        """Return an alignment of the recording as one of the published file."""
        return replace(
            alignment,
            duration=self.duration,
            sentences=tuple(
                replace(
                    sentence,
                    start=self.at(sentence.start),
                    end=self.at(sentence.end),
                    words=tuple(
                        replace(word, start=self.at(word.start), end=self.at(word.end))
                        for word in sentence.words
                    ),
                )
                for sentence in alignment.sentences
            ),
        )


SILENCE = -70.0
"""The absolute gate in LUFS (BS.1770-5, Annex 1): nothing quieter counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """How loud something is, by ITU-R BS.1770-5 and EBU Tech 3342."""

    integrated_lufs: float
    """Integrated loudness; -70 or less is silence."""

    loudness_range: float
    """In LU."""

    true_peak_dbtp: float
    """The true peak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """All that was measured of a sound file."""

    duration: float
    """In seconds, decoded."""

    sample_rate: int
    """In hertz."""

    channels: int
    """1 for mono."""

    codec: str
    """FFmpeg's name: ``flac``."""

    loudness: Loudness
    """Of the whole."""

    momentary_max: float
    """The loudest 400 ms, in LUFS."""

    short_term_max: float
    """The loudest 3 s, in LUFS."""

    sample_peak_dbfs: float
    """The highest sample."""

    noise_floor_dbfs: float | None
    """The level of the quietest twentieth of the time, digital silence left out; ``None`` if
    nothing is left."""

    clipped: int
    """Stretches of three samples or more that are flat at full scale."""

    dc_offset: float
    """The mean of the samples of the worst channel, full scale being 1."""

    silence_start: float
    """Seconds of silence (below -50 dBFS for a second or more) at the beginning."""

    silence_end: float
    """Seconds of it at the end."""

    silence_total: float
    """Seconds of it in all."""

    silence_longest: float
    """The longest, in seconds."""

    missing: float
    """Seconds that the header promises and that are not there; infinite if it is not known how
    many."""

    curve: tuple[float, ...]
    """The short-term loudness at the end of every second, in LUFS."""


SoundFormat: TypeAlias = Literal["mp3", "m4a", "opus", "flac"]
"""How sound is written; each is also how the file's name ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A mastered recording in one format."""

    format: SoundFormat
    """The format."""

    mime_type: str
    """``audio/mpeg``."""

    bitrate: int
    """In bit/s, on the average."""

    after: Loudness
    """Of the file, decoded again."""

    gain_db: float
    """The static gain that was applied to the recording."""

    curve: tuple[float, ...] = ()
    """The short-term loudness at the end of every second, in LUFS."""

    untouched: bool = False
    """Whether the sound is the recording's own, byte for byte."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hum:
    """What hums in a recording; nothing, if there are no lines."""

    mains: int | None = None
    """The frequency of the mains that it comes from: 50 or 60 Hz."""

    lines: tuple[float, ...] = ()
    """Where it was heard, in hertz: at multiples of this, more or less."""

    above_db: tuple[float, ...] = ()
    """By how many dB each of these stands above the noise around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leveled:
    """How far quiet and loud passages were brought together, at the most."""

    raised_db: float
    """By how many dB a quiet one was brought up."""

    lowered_db: float
    """By how many dB a loud one was brought down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What was done to a recording besides making it as loud as wanted."""

    high_pass: bool = False
    """Whether rumble below 80 Hz was taken out."""

    hum: Hum | None = None
    """The hum that was taken out; ``None`` if none was looked for."""

    leveled: Leveled | None = None
    """How far speakers were brought together; ``None`` if that was not asked for."""

    bed_level: float | None = None
    """How loud the music is that was laid under it, in LU against it; ``None`` without any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """What was cut out of a recording, in seconds."""

    start: float = 0.0
    """Silence at its beginning."""

    end: float = 0.0
    """Silence at its end."""

    pauses: int = 0
    """How many pauses were shortened."""

    longest_pause: float = 0.0
    """What they were shortened to."""

    shortened: float = 0.0
    """By how much, all together."""

    declined: float = 0.0
    """What would have been cut out, if that was so much that nothing was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """A mastered recording, without tags."""

    duration: float
    """Of the published file, in seconds."""

    before: Survey
    """Of the recording."""

    codings: tuple[Coding, ...]
    """The files that were made of it, the main one first."""

    timeline: Timeline
    """From the recording to the mastered file."""

    cuts: Cuts = Cuts()
    """What was cut out of the recording."""

    peaks: tuple[float, ...]
    """The published file's envelope: so many maxima of equal stretches, 0 to 1."""

    treatment: Treatment = Treatment()
    """What was done to the sound besides."""

    @property
    def main(self) -> Coding:
        """The file that every player knows."""
        return self.codings[0]
