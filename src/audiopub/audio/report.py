"""What was done to the sound of an episode, and why, for producers and for programs."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from audiopub.model import Chapter, Coding, Cuts, Hum, Leveled, Master

_HARDLY = 0.05
"""Decibels that nobody hears."""


def to_json(master: Master, chapters: Sequence[Chapter], target_lufs: float) -> bytes:
    """Return a report: before, after, what was done, and peaks with the chapters marked.

    Args:
        master: The mastered sound.
        chapters: Of the published file.
        target_lufs: The loudness that was wanted.

    Returns:
        A JSON object: ``duration`` in seconds; ``before`` and each of ``files`` with their
        figures (LUFS, LU, dBTP, dBFS); ``cuts`` in seconds; ``done`` in sentences; ``peaks``,
        maxima of equal stretches from 0 to 1, with ``chapters``, whose ``peak`` is the number of
        the peak they begin at.
    """
    before = asdict(master.before)
    before["missing"] = before["missing"] if math.isfinite(before["missing"]) else None
    report = {
        "duration": master.duration,
        "before": before,
        "files": [asdict(coding) for coding in master.codings],
        "cuts": asdict(master.cuts),
        "done": list(done(master, target_lufs)),
        "peaks": master.peaks,
        "chapters": [
            {
                "title": chapter.title,
                "start": chapter.start,
                "peak": int(chapter.start / master.duration * len(master.peaks)),
            }
            for chapter in chapters
        ],
    }
    return json.dumps(_rounded(report), ensure_ascii=False, indent=1).encode() + b"\n"


def done(master: Master, target_lufs: float) -> Iterator[str]:
    """Yield what was done: to the recording, and then a sentence for each file."""
    yield from _to_recording(master)
    peak = master.before.loudness.true_peak_dbtp
    for coding in master.codings:
        text = f"{coding.format}: {_what(coding, peak, target_lufs)}"
        yield text if coding.untouched else f"{text}; heard in the file: {_heard(coding)}"


def brief(master: Master, target_lufs: float) -> tuple[str, ...]:
    """Return in a line or two what was done: to the recording, if anything, and to its level."""
    main = master.main
    treated = "; ".join(_to_recording(master))
    level = _what(main, master.before.loudness.true_peak_dbtp, target_lufs)
    return (treated, level) if treated else (level,)


def _to_recording(master: Master) -> Iterator[str]:
    treatment = master.treatment
    if treatment.high_pass:
        yield "rumble below 80 Hz taken out"
    if treatment.hum is not None:
        yield _hum(treatment.hum)
    if treatment.leveled is not None:
        yield _leveled(treatment.leveled)
    yield from _cut(master.cuts)
    if treatment.bed_level is not None:
        yield f"music laid under it, {-treatment.bed_level:g} LU below its loudness"


def _hum(hum: Hum) -> str:
    if not hum.lines:
        return "no hum was found"
    lines = ", ".join(f"{line:.0f}" for line in hum.lines)
    return (
        f"{hum.mains} Hz hum taken out at {lines} Hz:"
        f" it stood up to {max(hum.above_db):.0f} dB above the noise"
    )


def _leveled(leveled: Leveled) -> str:
    parts = []
    if leveled.raised_db >= _HARDLY:
        parts.append(f"quiet stretches were brought up by up to {leveled.raised_db:.1f} dB")
    if leveled.lowered_db >= _HARDLY:
        loud = "loud ones" if parts else "loud stretches were brought"
        parts.append(f"{loud} down by up to {leveled.lowered_db:.1f} dB")
    return ", ".join(parts) or "speakers were equally loud already: no level was changed"


def _cut(cuts: Cuts) -> Iterator[str]:
    edges = [
        f"{seconds:.1f} s{' from' if number else ' of silence taken from'} the {edge}"
        for number, (seconds, edge) in enumerate(_edges(cuts))
    ]
    if edges:
        yield ", ".join(edges)
    if cuts.pauses:
        one = cuts.pauses == 1
        yield (
            f"{cuts.pauses} {'pause' if one else 'pauses'} longer than {cuts.longest_pause:g} s"
            f" shortened, by {cuts.shortened:.1f} s{'' if one else ' in all'}"
        )
    if cuts.declined:
        yield f"nothing was cut, for it would have been {cuts.declined:.1f} s: more than half"


def _edges(cuts: Cuts) -> list[tuple[float, str]]:
    """Return what was taken from each edge that anything was taken from."""
    return [edge for edge in ((cuts.start, "beginning"), (cuts.end, "end")) if edge[0]]


def _what(coding: Coding, peak: float, target_lufs: float) -> str:
    if coding.untouched:
        return "the sound is the recording's own, byte for byte, and only tagged"
    gain = coding.gain_db
    if abs(gain) < _HARDLY:
        text = "encoded as loud as it was"
    else:
        text = (
            f"made {abs(gain):.1f} dB {'louder' if gain > 0 else 'quieter'},"
            f" to reach {target_lufs:g} LUFS"
        )
    if peak + gain > coding.after.true_peak_dbtp + 1.0:
        text += f"; peaks that would have stood at {peak + gain:+.1f} dBTP were limited"
    return text


def _heard(coding: Coding) -> str:
    return f"{coding.after.integrated_lufs:.1f} LUFS, {coding.after.true_peak_dbtp:.1f} dBTP"


def _rounded(value: object) -> object:
    """Return a value whose figures have as many places as anyone can use."""
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return value
