"""What a producer should look at in a recording that was measured."""

from __future__ import annotations

import math
from collections.abc import Iterator

from audiopub.model import SILENCE, Cuts, Finding, Place, Survey

_MANY = 10
"""Clipped stretches that are worth a finding; a few may be no more than loud."""

_OFFSET_MATTERS = 0.01
"""A constant offset of so much of full scale is worth a finding: -40 dB."""

_FAINT = -45.0
"""LUFS: the gain that such a recording needs brings up its noise, too."""


def of_recording(found: Survey, name: str) -> tuple[Finding, ...]:
    """Return what a producer should look at in a recording."""
    return tuple(
        Finding(code=code, severity="warning", place=Place(path=name), message=message, hint=hint)
        for code, message, hint in _problems(found)
    )


def of_cuts(cuts: Cuts, duration: float, name: str) -> tuple[Finding, ...]:
    """Return what a producer should look at.

    Args:
        cuts: What was cut out of a recording, or was not.
        duration: Of the recording, in seconds.
        name: How messages call it.
    """
    if not cuts.declined:
        return ()
    return (
        Finding(
            code="AP370",
            severity="warning",
            place=Place(path=name),
            message=f"{cuts.declined / duration:.0%} of the recording seem to be silence, "
            f"{cuts.declined:.0f} s; as that is more than half, nothing was cut",
            hint="listen to it: cut what is really silent by hand, and bring quiet voices up",
        ),
    )


def _problems(found: Survey) -> Iterator[tuple[str, str, str]]:
    lufs = found.loudness.integrated_lufs
    if lufs <= SILENCE:
        yield (
            "AP361",
            f"the sound is silent: nothing in it is louder than {SILENCE:.0f} LUFS",
            "check the microphone, and which track was exported",
        )
    elif lufs < _FAINT:
        yield (
            "AP362",
            f"the sound is faint, {lufs:.1f} LUFS: making it louder brings up its noise",
            "record it nearer to the microphone, or with more gain",
        )
    if found.clipped >= _MANY:
        yield (
            "AP360",
            f"the sound was clipped before: {found.clipped} stretches are flat at full scale",
            "record it with less gain, or export it anew with headroom; what is lost stays lost",
        )
    if found.dc_offset >= _OFFSET_MATTERS:
        yield (
            "AP363",
            f"the sound is off centre by {found.dc_offset:.1%} of full scale (DC)",
            "look at the microphone or the sound card; [audio] high_pass = true removes it",
        )
    if found.missing:
        much = (
            f"{found.missing:.1f} s are missing"
            if math.isfinite(found.missing)
            else "it breaks off"
        )
        yield (
            "AP364",
            f"the file is not whole: {much} at its end",
            "copy or export the sound again; the copy was probably cut short",
        )
