"""What the aligner hears: spectrum and energy of every 20 ms.

Mel spectra and cepstra after S. Davis and P. Mermelstein, "Comparison of parametric
representations for monosyllabic word recognition in continuously spoken sentences", IEEE Trans.
ASSP 28(4), 1980; deltas by linear regression, as in the HTK Book 3.4, section 5.9.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from audiopub.speech.product import product

FRAMES_PER_SECOND = 50
SAMPLE_RATE = 16000
DIMENSIONS = 26

_WINDOW_SECONDS = 0.032
_BANDS = 26
_LOWEST, _HIGHEST = 80.0, 7200.0  # hertz
_CEPSTRA = 13
_QUIETEST = 1e-10  # power that stands for digital silence
_DYNAMIC_RANGE = 10.0  # nepers of power, 43 dB: what is weaker is the room, not the voice
_BLOCK = 512  # frames transformed at a time, always as many: equal sums for equal sounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """A sound, as the aligner hears it."""

    bands: NDArray[np.float16]
    """Logarithms of the power in mel bands; a row for every 20 ms, centred there."""

    energy: NDArray[np.float16]
    """Of each frame, in dB."""

    duration: float
    """Of the sound, in seconds."""

    floor: float
    """The weakest power that is told from silence: in proportion to how loud the sound is."""

    def __len__(self) -> int:
        """Return the number of frames."""
        return len(self.bands)

    def cepstra(self, start: int, end: int) -> NDArray[np.float32]:
        """Return cepstra and their deltas of the frames from ``start`` up to ``end``.

        Args:
            start: The first frame.
            end: The frame after the last.

        Returns:
            An array of (frames, 26).
        """
        low, high = max(start - 2, 0), min(end + 2, len(self))
        rows = np.pad(
            self.bands[low:high].astype(np.float32),
            ((low - start + 2, end + 2 - high), (0, 0)),
            mode="edge",
        )
        cepstra = product(np.maximum(rows, np.float32(self.floor)), _cosines())
        deltas = (cepstra[3:-1] - cepstra[1:-3] + 2 * (cepstra[4:] - cepstra[:-4])) / 10
        return np.concatenate([cepstra[2:-2], deltas], axis=1)


def listen(sound: Iterable[NDArray[np.float32]], sample_rate: int = SAMPLE_RATE) -> Features:
    """Turn sound into features, block by block, so that its length costs little memory.

    Args:
        sound: Blocks of mono samples from -1 to 1, of any lengths.
        sample_rate: In hertz; a multiple of 50.

    Returns:
        Its features.
    """
    hop = sample_rate // FRAMES_PER_SECOND
    half = round(_WINDOW_SECONDS * sample_rate) // 2
    bands: list[NDArray[np.float16]] = []
    energy: list[NDArray[np.float16]] = []
    waiting = [np.zeros(half, np.float32)]
    count, due = 0, (_BLOCK - 1) * hop + 2 * half
    for block in sound:
        clean = np.nan_to_num(block, nan=0.0, posinf=1.0, neginf=-1.0).astype(np.float32)
        count += len(clean)
        waiting.append(clean)
        if sum(map(len, waiting)) >= due:
            samples = np.concatenate(waiting)
            whole = ((len(samples) - 2 * half) // hop + 1) // _BLOCK * _BLOCK
            _transform(samples, whole, sample_rate, bands, energy)
            waiting = [samples[whole * hop :]]
    missing = -(-count // hop) - sum(map(len, bands))
    if missing > 0:
        samples = np.concatenate(waiting)
        padding = max(0, (missing - 1) * hop + 2 * half - len(samples))
        _transform(np.pad(samples, (0, padding)), missing, sample_rate, bands, energy)
    rows = np.concatenate(bands) if bands else np.zeros((0, _BANDS), np.float16)
    sample = rows[:: max(1, len(rows) // 3000)].astype(np.float32).max(1, initial=-30)
    return Features(
        bands=rows,
        energy=np.concatenate(energy) if energy else np.zeros(0, np.float16),
        duration=count / sample_rate,
        floor=float(np.percentile(sample, 95)) - _DYNAMIC_RANGE if len(rows) else 0.0,
    )


def _transform(
    samples: NDArray[np.float32],
    count: int,
    sample_rate: int,
    bands: list[NDArray[np.float16]],
    energy: list[NDArray[np.float16]],
) -> None:
    """Append the features of the first frames of the samples."""
    hop = sample_rate // FRAMES_PER_SECOND
    window, size, filters = _analysis(sample_rate)
    width = len(window)
    frames = np.lib.stride_tricks.sliding_window_view(samples, width)[: count * hop : hop]
    for start in range(0, count, _BLOCK):
        spectrum = np.fft.rfft(frames[start : min(start + _BLOCK, count)] * window, size)
        power = product((spectrum.real**2 + spectrum.imag**2).astype(np.float32), filters)
        bands.append(np.log(power + np.float32(_QUIETEST)).astype(np.float16))
    around = samples[width // 2 - hop // 2 :][: count * hop].reshape(count, hop)
    energy.append((10 * np.log10((around**2).mean(1) + _QUIETEST)).astype(np.float16))


@lru_cache(maxsize=4)
def _analysis(sample_rate: int) -> tuple[NDArray[np.float32], int, NDArray[np.float32]]:
    """Return the window, the length of the transform, and the mel filters as (bins, bands)."""
    width = round(_WINDOW_SECONDS * sample_rate) // 2 * 2
    size = -(-width // 16) * 16
    window = np.hamming(width)
    mel = np.linspace(
        2595 * np.log10(1 + _LOWEST / 700), 2595 * np.log10(1 + _HIGHEST / 700), _BANDS + 2
    )
    corners = 700 * (10 ** (mel / 2595) - 1)
    bins = np.fft.rfftfreq(size, 1 / sample_rate)[:, None]
    low, peak, high = corners[:-2], corners[1:-1], corners[2:]
    filters = np.clip(
        np.minimum((bins - low) / (peak - low), (high - bins) / (high - peak)), 0, None
    )
    scaled = filters / filters.sum(0) / (window**2).sum()
    return window.astype(np.float32), size, scaled.astype(np.float32)


@lru_cache(maxsize=1)
def _cosines() -> NDArray[np.float32]:
    """Return the orthonormal DCT-II as (bands, cepstra)."""
    order, band = np.arange(_CEPSTRA), np.arange(_BANDS)[:, None]
    matrix = np.sqrt(2 / _BANDS) * np.cos(np.pi * (2 * band + 1) * order / (2 * _BANDS))
    matrix[:, 0] /= np.sqrt(2)
    return np.asarray(matrix, np.float32)
