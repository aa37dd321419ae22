"""Makes the sample show's intro: a chime of four seconds, three soft bells one after the other.

It is made from sines alone, so it is free of anybody's rights, and the same each time.

    python scripts/make_intro.py            writes show/intro.flac
    python scripts/make_intro.py FILE       writes FILE
"""

from __future__ import annotations

import sys
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

SAMPLE_RATE = 44_100
DURATION = 4.0
PEAK = 0.25
"""Of full scale: -12 dBFS."""

BELLS = ((0.0, 293.66, 1.0), (0.42, 440.0, 0.8), (0.84, 369.99, 0.9))
"""When each is struck, its pitch (D4, A4, F sharp 4: a chord of D major) and how hard."""

PARTIALS = (
    (0.5, 0.25, 1.6),
    (1.0, 1.0, 1.1),
    (2.0, 0.35, 0.6),
    (3.01, 0.12, 0.3),
    (4.2, 0.05, 0.15),
)
"""Of a bell: pitch and strength against the bell's, and the seconds in which each fades to 1/e."""

ATTACK = 0.012
RELEASE = 0.8


def chime() -> NDArray[np.int16]:
    """Return the samples."""
    time = np.arange(round(DURATION * SAMPLE_RATE)) / SAMPLE_RATE
    sound = np.zeros_like(time)
    for struck, pitch, strength in BELLS:
        since = np.maximum(time - struck, 0.0)
        attack = np.minimum(since / ATTACK, 1.0)
        for ratio, share, decay in PARTIALS:
            tone = np.sin(2 * np.pi * pitch * ratio * since) * np.exp(-since / decay)
            sound += strength * share * attack * tone
    sound *= np.clip((DURATION - time) / RELEASE, 0.0, 1.0)
    samples: NDArray[np.float64] = np.rint(sound / np.abs(sound).max() * PEAK * 32767)
    return samples.astype(np.int16)


def write(target: Path, samples: NDArray[np.int16]) -> None:
    """Write samples as FLAC, without anything that tells when or by what."""
    with av.open(str(target), "w", format="flac", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream(
            "flac", rate=SAMPLE_RATE, layout="mono", options={"compression_level": "12"}
        )
        frame = AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def main() -> None:
    """Write the file and say so."""
    root = Path(__file__).parent.parent
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else root / "show" / "intro.flac"
    write(target, chime())
    print(f"{target}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
