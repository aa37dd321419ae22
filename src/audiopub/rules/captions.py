"""Rules for a caption file by itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Captions

_SHORTEST = 0.1
"""In seconds; nobody sees a cue that is shown for less."""


def unreadable(captions: Captions) -> Iterator[Fault]:
    """Players skip what they cannot read."""
    for broken in captions.breaks:
        yield Fault(broken.reason, broken.line, broken.column)


def no_cues(captions: Captions) -> Iterator[Fault]:
    """A caption file has cues."""
    if not captions.cues and not captions.breaks:
        yield Fault("the file has no cues")


def cue_backwards(captions: Captions) -> Iterator[Fault]:
    """A cue ends after it begins."""
    for cue in captions.cues:
        if cue.end is not None and cue.end <= cue.start:
            message = f"the cue ends at {cue.end:.3f} s, but begins at {cue.start:.3f} s"
            yield Fault(message, cue.line)


def cues_unsorted(captions: Captions) -> Iterator[Fault]:
    """Cues stand in order of time."""
    for earlier, later in pairwise(captions.cues):
        if later.start < earlier.start:
            message = f"the cue begins at {later.start:.3f} s, before the one above it"
            yield Fault(message, later.line)


def cues_overlap(captions: Captions) -> Iterator[Fault]:
    """One cue is shown at a time."""
    for earlier, later in pairwise(captions.cues):
        if earlier.end is not None and earlier.start <= later.start < earlier.end:
            message = f"the cue begins at {later.start:.3f} s, before the one above it ends"
            yield Fault(message, later.line)


def cue_empty(captions: Captions) -> Iterator[Fault]:
    """A cue shows something."""
    for cue in captions.cues:
        if not cue.text.strip():
            yield Fault(f"the cue at {cue.start:.3f} s shows nothing", cue.line)


def cue_short(captions: Captions) -> Iterator[Fault]:
    """A cue is shown long enough to be seen."""
    for cue in captions.cues:
        if cue.end is not None and 0 < (length := round(cue.end - cue.start, 3)) < _SHORTEST:
            message = f"the cue at {cue.start:.3f} s is shown for {length:.3f} s only"
            yield Fault(message, cue.line)


def times_estimated(captions: Captions) -> Iterator[Fault]:
    """Estimated times are some seconds off."""
    if captions.estimated is not None:
        yield Fault("the file says that its times are estimated", captions.estimated)
