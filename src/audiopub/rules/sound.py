"""Rules for a sound file by itself, its tags among them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from audiopub.model import TagChapter
from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Sound

_TOLERANCE = 1.0
_PEAK_TOLERANCE = 0.05  # what two true meters may differ by; BS.1770-5, annex 2, allows more
_SILENCE = -70.0
_SECOND = 1.0


def header_wrong(sound: Sound) -> Iterator[Fault]:
    """A player believes the header."""
    said = sound.header_duration
    if sound.decoded and said is not None and abs(said - sound.duration) > _SECOND:
        yield Fault(
            f"the header says that the sound lasts {said:.1f} s; it lasts {sound.duration:.1f} s"
        )


def silent(sound: Sound) -> Iterator[Fault]:
    """There is something to hear."""
    if sound.loudness and sound.loudness.integrated_lufs <= _SILENCE:
        yield Fault("there is nothing to hear in the sound")


def loudness_off(sound: Sound) -> Iterator[Fault]:
    """All podcasts should be equally loud."""
    if sound.loudness:
        lufs = sound.loudness.integrated_lufs
        target = sound.target.lufs
        if abs(lufs - target) > _TOLERANCE and lufs > _SILENCE:
            yield Fault(f"the loudness is {lufs:.1f} LUFS, not {target:g} LUFS")


def peak_high(sound: Sound) -> Iterator[Fault]:
    """What is above full scale between the samples is distorted."""
    if sound.loudness:
        peak, ceiling = sound.loudness.true_peak_dbtp, sound.target.peak_dbtp
        if peak > ceiling + _PEAK_TOLERANCE:
            yield Fault(f"the true peak is {peak:.1f} dBTP, above {ceiling:g} dBTP")


def title_missing(sound: Sound) -> Iterator[Fault]:
    """A file says what it is."""
    if sound.tags and not (sound.tags.title or "").strip():
        yield Fault("the tags have no title")


def cover_missing(sound: Sound) -> Iterator[Fault]:
    """A file brings its cover."""
    if sound.tags and sound.tags.cover is None:
        yield Fault("the tags have no cover")


def chapters_unsorted(sound: Sound) -> Iterator[Fault]:
    """Chapters follow one another."""
    for earlier, later in pairwise(_chapters(sound)):
        if later.start <= earlier.start:
            yield Fault(
                f"in the tags: the chapter at {later.start:.3f} s does not begin after the one"
                " before it"
            )


def chapter_beyond(sound: Sound) -> Iterator[Fault]:
    """A chapter begins within the sound."""
    for chapter in _chapters(sound):
        if chapter.start >= sound.duration:
            yield Fault(
                f"in the tags: the chapter at {chapter.start:.3f} s begins after the sound,"
                f" which lasts {sound.duration:.1f} s"
            )


def _chapters(sound: Sound) -> tuple[TagChapter, ...]:
    return sound.tags.chapters if sound.tags else ()
