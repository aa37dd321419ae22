"""Measure the aligner: ``python benchmarks/align/run.py`` writes the table of README.md.

One core is used. CPU time counts the synthesizer's process too; it is given instead of wall time
where other programs on the machine would falsify that. aeneas is measured beside it if the
environment variable ``AENEAS_PYTHON`` names the Python of an environment that has it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

import data
from audiopub.model import Alignment, Transcript
from audiopub.speech.align import align
from audiopub.speech.features import Features, listen
from audiopub.speech.languages import resolve
from audiopub.speech.reading import read
from audiopub.speech.verdict import judge
from data import RATE, Case, Samples

README = Path(__file__).with_name("README.md")
MARK = "<!-- below this line: written by run.py -->"
VOICES = {"kal": "voice_kal_diphone", "slt": "voice_cmu_us_slt_arctic_hts"}
PAIRS = 200
# its best settings: by default it ignores pauses, and reaches 66 % and 45 %
AENEAS = (
    "task_language=deu|is_text_type=plain|os_task_file_format=json|is_audio_file_detect_head_max=30"
    "|task_adjust_boundary_nonspeech_min=0.1|task_adjust_boundary_nonspeech_string=REMOVE"
)
Row = tuple[str, str, str]


def main() -> None:
    """Run a single part in a process of its own, or all, and write the table."""
    parts = {"--short": short, "--long": long}
    if sys.argv[1:]:
        parts[sys.argv[1]]()
        return
    rows = [*accuracy(), *aeneas(), *words(), *pairs(), *processes()]
    table = "\n".join(
        ["| | asked | measured |", "|---|---|---|", *(f"| {a} | {b} | {c} |" for a, b, c in rows)]
    )
    head = README.read_text(encoding="utf-8").split(MARK)[0]
    today = dt.datetime.now(dt.UTC).date().isoformat()
    machine = f"{today}, {_processor()}, Python {platform.python_version()}, numpy {np.__version__}"
    README.write_text(f"{head}{MARK}\n\n{machine}\n\n{table}\n", encoding="utf-8")
    print(table)


def accuracy() -> Iterator[Row]:
    """Measure sentence starts, and time the first."""
    kerstin, rubio = data.kerstin(), data.rubio()
    cases = (
        (kerstin, "99 %, p95 0.10 s"),
        (rubio, "99 %, p95 0.10 s"),
        (data.degraded(kerstin), "97 %, p95 0.15 s"),
        (data.garbled(kerstin), "95 %"),
    )
    for case, asked in cases:
        alignment, used = _timed(case)
        starts = [found.start if found.spoken else None for found in alignment.sentences]
        yield _row(f"sentence starts within 0.25 s: {case.name}", asked, _sentences(case, starts))
        if case is kerstin:
            factor = used / alignment.duration
            yield _row(f"real-time factor, {alignment.duration:.0f} s", "0.008", f"{factor:.4f}")


def aeneas() -> Iterator[Row]:
    """Measure aeneas on the same sound, if it is named."""
    python = os.environ.get("AENEAS_PYTHON")
    kerstin = data.kerstin()
    for case in (kerstin, data.degraded(kerstin)):
        name = f"by aeneas 1.7.3: {case.name}"
        if python is None:
            yield _row(name, "", "not measured: AENEAS_PYTHON is not set")
            continue
        before = _cpu()
        found = _sentences(case, _aeneas(python, case))
        factor = (_cpu() - before) / len(case.samples) * RATE
        yield _row(name, "", f"{found}; real-time factor {factor:.4f}")


def words() -> Iterator[Row]:
    """Measure word starts on festival's voices, if Debian's festival is installed."""
    if shutil.which("festival") is None:
        yield _row("word starts within 0.10 s", "90 %", "not measured: festival is not installed")
        return
    texts = data.sentences("en")
    for (name, voice), part in zip(VOICES.items(), (texts[:50], texts[50:]), strict=True):
        case = data.festival(f"festival {name}", voice, part)
        alignment, _ = _timed(case)
        errors = [
            abs(word.start - true)
            for line, sentence in zip(case.lines, alignment.sentences, strict=True)
            if len(line.words) == len(sentence.words)
            for word, true in zip(sentence.words, line.words, strict=True)
        ]
        figure = f"{100 * np.mean(np.array(errors) <= 0.1):.1f} % of {len(errors)}"
        yield _row(f"word starts within 0.10 s: {case.name}", "90 %", figure)


def pairs() -> Iterator[Row]:
    """Judge right pairs and wrong ones, most of them by the same speaker."""
    rng = np.random.default_rng(4)
    kerstin = data.kerstin()
    cases = [kerstin, data.rubio(), data.degraded(kerstin)]
    foreign = {language: data.sentences(language) for language in ("en", "es", "fr", "pl", "uk")}
    right, wrong = [], []
    for index in range(PAIRS):
        case = cases[index % len(cases)]
        length = rng.uniform(45, 150)
        whole = len(case.samples) / RATE
        start = rng.uniform(0, whole - length)
        piece = case.cut(start, start + length)
        features = listen(piece.blocks)
        right.append(_score([line.text for line in piece.lines], "de", features))
        if index % 4 == 3:
            language = sorted(foreign)[index // 4 % len(foreign)]
            texts = [str(text) for text in rng.choice(foreign[language], len(piece.lines))]
        else:
            language, other = "de", (start + length + rng.uniform(0, whole - 2 * length)) % whole
            if other + length > whole:
                other = start - length if start > length else start + length
            spoken = {line.text for line in piece.lines}
            near = case.cut(max(other, 0), min(other + length, whole)).lines
            texts = [line.text for line in near if line.text not in spoken]
        wrong.append(_score(texts, language, features))
    for name, found, asked in (("right", right, "0 %"), ("wrong", wrong, "100 %")):
        decisions = [decision for decision, _ in found]
        scores = np.array([score for _, score in found])
        refused = 100 * decisions.count("refuse") / len(found)
        figure = (
            f"{refused:.1f} % of {len(found)} ({decisions.count('warn')} warned,"
            f" {decisions.count('accept')} accepted);"
            f" score {scores.min():+.2f} to {scores.max():+.2f}"
        )
        yield _row(f"{name} pairs refused", asked, figure)


def processes() -> Iterator[Row]:
    """Measure what needs a process of its own: a cold start, and the memory of a long sound."""
    begun = time.perf_counter()
    spent = _run("--short").split()
    wall = time.perf_counter() - begun
    cost = f"{wall:.1f} s (CPU {spent[0]} s)"
    yield _row("2-minute file, wall, cold start", "2.5 s", cost)
    duration, used, memory = _run("--long").split()
    yield _row(
        f"peak memory, {float(duration) / 3600:.2f} h",
        "400 MB",
        f"{memory} MB, and 20 MB of the synthesizer",
    )
    factor = float(used) / float(duration)
    yield _row(f"real-time factor, {float(duration) / 3600:.2f} h", "0.008", f"{factor:.4f}")


def short() -> None:
    """Align two minutes and print the CPU time of this process and the synthesizer's."""
    _timed(data.kerstin().cut(0, 120))
    print(f"{_cpu():.2f}")


def long() -> None:
    """Align three hours and print their seconds, the CPU time, and the peak memory in MB."""
    case = data.kerstin()
    lines = case.lines * 17
    transcript = Case("long", "de", case.samples[:0], lines).transcript
    case_blocks = [(case.samples * 32767).astype(np.int16)]
    del case
    before = _cpu()
    alignment = align(transcript, _varied(case_blocks[0], 17))
    # getrusage would count what this process shared with its parent before it became another
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    memory = int(status.split("VmHWM:")[1].split()[0]) // 1024
    print(f"{alignment.duration:.0f} {_cpu() - before:.1f} {memory}")


def _varied(samples: np.ndarray, times: int) -> Iterator[Samples]:
    """Repeat a sound, each time at another level and with other noise."""
    rng = np.random.default_rng(5)
    for turn in range(times):
        gain, noise = 0.3 + 0.1 * (turn % 7), 0.0005 * (1 + turn % 4)
        for start in range(0, len(samples), 10 * RATE):
            block = samples[start : start + 10 * RATE].astype(np.float32) / np.float32(32767)
            yield (gain * block + noise * rng.standard_normal(len(block))).astype(np.float32)


def _run(part: str) -> str:
    """Run a part of this program on one core."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    program = [sys.executable, __file__, part]
    return subprocess.run(
        program, env=environment, capture_output=True, text=True, check=True
    ).stdout


def _timed(case: Case) -> tuple[Alignment, float]:
    """Align a case and return the CPU time that it took."""
    transcript: Transcript = case.transcript
    before = _cpu()
    alignment = align(transcript, case.blocks)
    return alignment, _cpu() - before


def _aeneas(python: str, case: Case) -> list[float]:
    """Return when each sentence starts according to aeneas, which takes all to be spoken."""
    with tempfile.TemporaryDirectory() as folder:
        sound, text, found = (str(Path(folder, name)) for name in ("a.wav", "a.txt", "a.json"))
        with wave.open(sound, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes((case.samples.clip(-1, 1) * 32767).astype("<i2").tobytes())
        lines = "".join(f"{line.text}\n" for line in case.lines)
        Path(text).write_text(lines, encoding="utf-8")
        program = [python, "-m", "aeneas.tools.execute_task", sound, text, AENEAS, found]
        environment = os.environ | {"PYTHONIOENCODING": "UTF-8", "OMP_NUM_THREADS": "1"}
        subprocess.run(program, env=environment, capture_output=True, check=True)
        fragments = json.loads(Path(found).read_text(encoding="utf-8"))["fragments"]
    return [float(fragment["begin"]) for fragment in fragments]


def _cpu() -> float:
    """Return the CPU time of this process and of those it started, in seconds."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _sentences(case: Case, starts: Sequence[float | None]) -> str:
    """Say how far the starts of sentences are off; a missed one is off by a minute."""
    errors = np.array(
        [
            abs(start - line.start) if start is not None else 60.0
            for line, start in zip(case.lines, starts, strict=True)
            if line.start is not None
        ]
    )
    unspoken = [
        start is None for line, start in zip(case.lines, starts, strict=True) if line.start is None
    ]
    told = f", {sum(unspoken)} of {len(unspoken)} unspoken recognised" if unspoken else ""
    return f"{100 * np.mean(errors <= 0.25):.1f} %, p95 {np.percentile(errors, 95):.3f} s{told}"


def _score(texts: list[str], language: str, features: Features) -> tuple[str, float]:
    """Judge a text and a sound."""
    verdict = judge(read(texts, resolve(language).voice or "", limit=400.0), features)
    return verdict.decision, verdict.score


def _row(name: str, asked: str, figure: str) -> Row:
    """Return a row of the table, and show it at once."""
    print(name, "|", asked, "|", figure, file=sys.stderr, flush=True)
    return name, asked, figure


def _processor() -> str:
    """Return the processor's name."""
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.processor()


if __name__ == "__main__":
    main()
