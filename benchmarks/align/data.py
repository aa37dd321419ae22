"""What the aligner is measured on: texts and sounds whose true times are known."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from audiopub.model import Draft, Paragraph, Sentence, Transcript

RATE = 16000
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and when it is spoken."""

    text: str
    start: float | None
    end: float | None
    words: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A recording and the truth about it."""

    name: str
    language: str
    samples: Samples
    lines: tuple[Line, ...]

    @property
    def transcript(self) -> Transcript:
        """The text, a sentence a paragraph."""
        return Transcript(
            path=self.name,
            language=self.language,
            paragraphs=tuple(
                Paragraph(sentences=(Sentence(text=line.text),), line=number)
                for number, line in enumerate(self.lines, 1)
            ),
            headings=(),
            draft=Draft(),
            changes=(),
        )

    @property
    def blocks(self) -> Iterator[Samples]:
        """The sound in blocks of ten seconds."""
        for start in range(0, len(self.samples), 10 * RATE):
            yield self.samples[start : start + 10 * RATE]

    def cut(self, start: float, end: float) -> Case:
        """Return what is spoken wholly between two times."""
        lines = [
            line
            for line in self.lines
            if line.start is not None and line.start >= start and (line.end or 0) <= end
        ]
        first, last = (lines[0].start or 0) - 0.2, (lines[-1].end or 0) + 0.2
        samples = self.samples[max(int(first * RATE), 0) : int(last * RATE)]
        return replace(self, samples=samples, lines=tuple(lines))


def decode(path: Path) -> Samples:
    """Return a file's sound, mono, 16 kHz."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
        frames = [*container.decode(audio=0), None]
        parts = [part.to_ndarray()[0] for frame in frames for part in resampler.resample(frame)]
    return np.concatenate(parts)


def kerstin() -> Case:
    """A woman reads 125 German sentences."""
    truth = json.loads((SHARED / "alignment/kerstin.json").read_text(encoding="utf-8"))
    lines = tuple(Line(item["text"], item["start"], item["end"]) for item in truth["items"])
    return Case("kerstin", "de", decode(SHARED / "alignment/kerstin.flac"), lines)


def rubio() -> Case:
    """A synthesizer reads a German commentary; title and debris of the page are not spoken."""
    truth = json.loads((SHARED / "narration/rubio-lawrow.json").read_text(encoding="utf-8"))
    spoken = [Line(item["text"], item["start"], item["end"]) for item in truth["sentences"]]
    debris = [Line(text, None, None) for text in ("Teilen mit: Facebook Twitter", "Loading...")]
    title = Line("Rubio–Lawrow: Das Wichtigste | Vitaly Portnikov.", None, None)
    lines = (title, *spoken[:20], debris[0], *spoken[20:], debris[1])
    return Case("rubio-lawrow", "de", decode(SHARED / "narration/rubio-lawrow.flac"), lines)


def degraded(case: Case) -> Case:
    """Add an intro of music and noise at 18 dB; leave 2 % unsaid and as much out of the text."""
    rng = np.random.default_rng(1)
    inner = np.arange(3, len(case.lines) - 3)
    share = round(0.02 * len(case.lines)) + 1
    drawn = rng.choice(inner, 2 * share, replace=False)
    unsaid, unscripted = set(drawn[:share].tolist()), set(drawn[share:].tolist())
    middles = [
        ((one.end or 0) + (two.start or 0)) / 2
        for one, two in zip(case.lines, case.lines[1:], strict=False)
    ]
    cuts = [0.0, *middles, len(case.samples) / RATE]
    parts, lines, time = [_music(15.0, rng)], [], 15.0
    for index, line in enumerate(case.lines):
        if index in unsaid:
            lines.append(Line(line.text, None, None))
            continue
        first, last = int(cuts[index] * RATE), int(cuts[index + 1] * RATE)
        if index not in unscripted:
            moved = time - first / RATE
            lines.append(Line(line.text, (line.start or 0) + moved, (line.end or 0) + moved))
        parts.append(case.samples[first:last])
        time += (last - first) / RATE
    clean = np.concatenate(parts)
    level = np.sqrt(np.mean(clean[15 * RATE :] ** 2) / 10**1.8)
    noisy = clean + level * rng.standard_normal(len(clean)).astype(np.float32)
    return Case(f"{case.name}, degraded", case.language, noisy.astype(np.float32), tuple(lines))


def garbled(case: Case) -> Case:
    """Replace every tenth word by another of the same text."""
    rng = np.random.default_rng(2)
    words = [word for line in case.lines for word in line.text.split()]
    lines = tuple(
        replace(
            line,
            text=" ".join(
                str(rng.choice(words)) if rng.random() < 0.1 else word for word in line.text.split()
            ),
        )
        for line in case.lines
    )
    return replace(case, name=f"{case.name}, 10 % of the words wrong", lines=lines)


def _music(seconds: float, rng: np.random.Generator) -> Samples:
    """Return chords of decaying tones."""
    sound = np.zeros(int(seconds * RATE), np.float32)
    time = np.arange(int(0.8 * RATE)) / RATE
    notes = 220 * 2 ** (np.array([0, 3, 5, 7, 10, 12, 15]) / 12)
    for start in range(0, len(sound) - len(time), int(0.4 * RATE)):
        for note in rng.choice(notes, 3):
            tone = sum(np.sin(2 * np.pi * note * k * time) / k for k in range(1, 6))
            sound[start : start + len(time)] += (0.08 * tone * np.exp(-3 * time)).astype(np.float32)
    return sound


def festival(name: str, voice: str, texts: Sequence[str]) -> Case:
    """Have Debian's festival read English sentences; it says when each word begins."""
    rng = np.random.default_rng(3)
    with tempfile.TemporaryDirectory() as folder:
        script = [f"({voice})"]
        for index, text in enumerate(texts):
            script.append(
                f"""(set! u (utt.synth (eval (list 'Utterance 'Text "{text}"))))
                (utt.save.wave u "{folder}/{index}.wav" 'riff)
                (format t "@ {index}\\n")
                (mapcar (lambda (k) (let ((d (item.daughters k))) (if d (format t "%f\\n"
                  (item.feat (car d) "word_start"))))) (utt.relation.items u 'Token))"""
            )
        path = Path(folder) / "script.scm"
        path.write_text("\n".join(script), encoding="utf-8")
        said = subprocess.run(
            ["festival", "-b", str(path)],  # noqa: S607 - wherever Debian put it
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        starts: list[list[float]] = []
        for row in said.splitlines():
            if row.startswith("@"):
                starts.append([])
            elif re.fullmatch(r"[\d.]+", row):
                starts[-1].append(float(row))
        parts, lines, time = [np.zeros(RATE // 2, np.float32)], [], 0.5
        for index, (text, begins) in enumerate(zip(texts, starts, strict=True)):
            samples = _read(Path(folder) / f"{index}.wav")
            words = tuple(time + begin for begin in begins)
            end = time + len(samples) / RATE
            lines.append(Line(text, words[0], end, words))
            parts += [samples, np.zeros(int(rng.uniform(0.1, 1.2) * RATE), np.float32)]
            time = end + len(parts[-1]) / RATE
    noise = 3e-4 * rng.standard_normal(sum(map(len, parts))).astype(np.float32)
    return Case(name, "en", np.concatenate(parts) + noise, tuple(lines))


def _read(path: Path) -> Samples:
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16) / 32768
        rate = file.getframerate()
    if rate == RATE:
        return samples.astype(np.float32)
    spectrum = np.fft.rfft(samples)
    size = int(len(samples) * RATE / rate)
    return (np.fft.irfft(spectrum[: size // 2 + 1], size) * size / len(samples)).astype(np.float32)


def sentences(language: str) -> list[str]:
    """Return gold sentences of a language, without quotation marks."""
    text = (SHARED / f"text/sentences/{language}.txt").read_text(encoding="utf-8")
    plain = text.translate({ord(mark): None for mark in '"“”„«»'} | {ord("’"): "'", ord("–"): ","})
    return [line.strip() for line in plain.splitlines() if line.strip()]
