"""Measure what the switches of [audio] reach: high_pass, remove_hum, leveler; and what they cost.

    .venv/bin/python benchmarks/audio/switches.py

Two speakers take turns, one 12 dB below the other, in a room's noise; hum and rumble are added.
Filters are linear, so what they do to the hum and to the voice is measured of each by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import inputs
import numpy as np
from inputs import RATE, Samples

from audiopub.audio.filters import Filters
from audiopub.audio.hum import HumListener
from audiopub.audio.leveler import Levels, levels
from audiopub.audio.loudness import Analysis
from audiopub.audio.meter import Form, Meter
from audiopub.model import Hum

OTHER = inputs.ROOT / "tests" / "data" / "speech" / "librivox-de.opus"
BLOCK = 1 << 16


def row(name: str, figure: float, target: float, unit: str, *, at_most: bool = True) -> None:
    """Print a row, and whether its target is reached."""
    reached = figure <= target if at_most else figure >= target
    sign, mark = "<=" if at_most else ">=", "yes" if reached else "NO"
    print(f"| {name} | {figure:.3g} {unit} | {sign} {target:g} {unit} | {mark} |", flush=True)


def blocks(samples: Samples) -> list[Samples]:
    """Return samples of one channel as blocks of shape (n, 1)."""
    return [samples[at : at + BLOCK, np.newaxis] for at in range(0, len(samples), BLOCK)]


def analysed(samples: Samples) -> Analysis:
    """Return what a meter hears."""
    meter = Meter(Form(sample_rate=RATE, layout="mono", by_hop=True))
    for block in blocks(samples):
        meter.feed(block)
    return meter.result()


def lufs(samples: Samples) -> float:
    """Return the integrated loudness."""
    return analysed(samples).loudness.integrated_lufs


def level(samples: Samples) -> float:
    """Return the power in dB, the first second left out."""
    return float(10 * np.log10(np.mean(samples[RATE:].astype(np.float64) ** 2) + 1e-20))


def heard(samples: Samples) -> Hum:
    """Return what hums."""
    listener = HumListener()
    for _ in listener.passing(blocks(samples), RATE):
        pass
    return listener.result()


def filtered(filters: Filters, samples: Samples) -> Samples:
    """Return what filters leave."""
    return np.concatenate(list(filters.applied(blocks(samples), RATE)))[:, 0]


def leveled(found: Levels, samples: Samples) -> Samples:
    """Return what a leveler makes of it."""
    return np.concatenate(list(found.applied(blocks(samples), RATE)))[:, 0]


def humming(seconds: float, mains: float) -> Samples:
    """Make hum with harmonics, -45 dB, that strays as a grid does."""
    at = np.arange(round(seconds * RATE)) / RATE
    phase = 2 * np.pi * np.cumsum(mains + 0.02 * np.sin(2 * np.pi * at / seconds)) / RATE
    parts = {1: -45.0, 2: -48.0, 3: -48.0, 5: -53.0, 7: -55.0}
    tones = [10 ** (db / 20) * np.sin(k * phase + k) for k, db in parts.items()]
    return np.sum(tones, axis=0).astype(np.float32)


def dialogue(turn: float, pause: float) -> tuple[Samples, np.ndarray]:
    """Return two speakers 12 LU apart, and of each sample who speaks: 0, 1, or -1."""
    voices = [inputs.whole(path)[8 * RATE : 66 * RATE] for path in (inputs.SPEECH, OTHER)]
    loud, quiet = (
        voice * np.float32(10 ** ((wanted - lufs(voice)) / 20))
        for voice, wanted in zip(voices, (-20.0, -32.0), strict=True)
    )
    size, gap = round(turn * RATE), round(pause * RATE)
    parts, who = [], []
    for begin in range(0, len(loud) - size + 1, size):
        for speaker, voice in enumerate((loud, quiet)):
            parts += [voice[begin : begin + size], np.zeros(gap, np.float32)]
            who += [np.full(size, speaker), np.full(gap, -1)]
    sound = np.concatenate(parts)
    noise = 4e-4 * np.random.default_rng(1).normal(size=len(sound))
    return (sound + noise).astype(np.float32), np.concatenate(who)


def cpu(work: Callable[[], object], seconds: float) -> float:
    """Return the CPU time that an hour takes."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 3600 / seconds


def filters() -> None:
    """Rows of high_pass and remove_hum."""
    voice = inputs.whole(inputs.SPEECH)[: 120 * RATE]
    row("hum: lines in clean speech", len(heard(voice).lines), 0, "")
    for mains in (50, 60):
        hum = humming(120.0, mains + 0.03)
        found = heard(voice + hum)
        row(f"hum of {mains} Hz taken for another", float(found.mains != mains), 0, "")
        out = Filters(hum=found.lines)
        lines = len(found.lines)
        taken = level(hum) - level(filtered(out, hum))
        row(f"hum of {mains} Hz in pauses, {lines} lines", taken, 20, "dB less", at_most=False)
        lost = abs(level(voice) - level(filtered(out, voice)))
        row(f"the voice beside it, {mains} Hz", lost, 0.5, "dB")
    high_pass = Filters(high_pass=True)
    at = np.arange(20 * RATE) / RATE
    rumble = (0.1 * np.sin(2 * np.pi * 30 * at)).astype(np.float32)
    taken = level(rumble) - level(filtered(high_pass, rumble))
    row("rumble at 30 Hz", taken, 24, "dB less", at_most=False)
    row("the voice beside it", abs(level(voice) - level(filtered(high_pass, voice))), 0.5, "dB")
    both = Filters(high_pass=True, hum=tuple(50.0 * k for k in range(1, 21)))
    long = np.tile(voice, 15)  # half an hour; some frames of it are kept, as of any other length
    row("CPU an hour: listening for hum", cpu(lambda: heard(long), 1800), 10, "s")
    row("CPU an hour: all filters", cpu(lambda: filtered(both, long), 1800), 30, "s")


def leveler() -> None:
    """Rows of leveler."""
    for turn, pause in ((5.0, 0.2), (8.0, 0.4), (19.0, 2.0)):
        sound, who = dialogue(turn, pause)
        even = leveled(levels(analysed(sound)), sound)
        name = f"speakers 12 LU apart, turns of {turn:g} s, pauses of {pause:g} s"
        row(name, abs(lufs(even[who == 0]) - lufs(even[who == 1])), 2, "LU apart")
    found = levels(analysed(sound))
    pauses = np.flatnonzero(who == -1)
    raised = level(leveled(found, sound)[pauses]) - level(sound[pauses])
    row("noise in pauses", raised, found.leveled.raised_db, "dB more")
    fastest = round(float(np.abs(np.diff(found.gains_db)).max() * 10), 3)
    row("the gain moves", fastest, 20, "dB a second")
    for path in (inputs.SPEECH, OTHER):
        speech = inputs.whole(path)[8 * RATE :]
        change = float(np.abs(levels(analysed(speech)).gains_db).max())
        row(f"even speech: {path.stem}", change, 1, "dB changed")
    analysis = analysed(sound)
    seconds = len(sound) / RATE
    row("CPU an hour: finding passages", cpu(lambda: levels(analysis), seconds), 10, "s")
    row("CPU an hour: moving the gain", cpu(lambda: leveled(found, sound), seconds), 10, "s")


def main() -> None:
    """Print the table."""
    print("| | measured | target | reached |\n|---|---|---|---|")
    filters()
    leveler()


if __name__ == "__main__":
    main()
