"""Texts read aloud by eSpeak NG, in a process of its own that is started again if it dies."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from threading import Timer
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from audiopub.errors import AlignmentError

_PATIENCE = 60.0  # seconds for one text, which as a rule takes milliseconds
_ATTEMPTS = 2  # a text that kills the synthesizer twice is left unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A text as the synthesizer reads it."""

    samples: NDArray[np.float32]
    """Mono, from -1 to 1."""

    sample_rate: int
    """In hertz."""

    phonemes: tuple[str, ...]
    """eSpeak's names, with the marks of stress; a pause begins with ``_``."""

    onsets: NDArray[np.float64]
    """When each phoneme begins, in seconds."""

    words: tuple[tuple[int, int], ...]
    """Of each word its first phoneme's index and its first character's position in the text."""

    @property
    def duration(self) -> float:
        """How long the reading takes, in seconds."""
        return len(self.samples) / self.sample_rate


class Synthesizer:
    """A running eSpeak NG; use it with ``with``.

    Its sound depends on everything that it has read before, so whoever wants equal times for equal
    texts starts one of its own (40 ms).
    """

    def __init__(self) -> None:
        """Prepare; the process starts with the first text."""
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Return the synthesizer itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self.close()

    def close(self) -> None:
        """End the process; a further text would start another."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def read(self, text: str, voice: str) -> Utterance:
        """Read a text aloud.

        Args:
            text: What to read.
            voice: eSpeak's name of the voice, perhaps with a variant: ``gmw/de+f2``.

        Returns:
            The reading; without a phoneme if there is nothing in the text that could be spoken, or
            if the synthesizer cannot survive it.

        Raises:
            AlignmentError: AP201 if eSpeak NG cannot be started or does not have the voice.
        """
        answer, pcm = self._ask({"voice": voice, "text": text})
        if "error" in answer:
            raise AlignmentError("AP201", f"eSpeak NG cannot read: {answer['error']}")
        return _utterance(answer.get("events", []), pcm, answer["sample_rate"])

    def voices(self) -> dict[str, str]:
        """Return the languages that eSpeak NG can read, in lower case, each with its voice.

        Raises:
            AlignmentError: AP201 if eSpeak NG cannot be started.
        """
        answer, _ = self._ask({})
        listed: dict[str, str] = {}
        for tag, identifier in answer.get("voices", []):
            listed.setdefault(tag.lower(), identifier)
        return listed

    def _ask(self, request: dict[str, str]) -> tuple[dict[str, Any], bytes]:
        """Send a request and wait for its answer, once more in a new process if the first dies."""
        line = json.dumps(request).encode() + b"\n"
        for _ in range(_ATTEMPTS):
            answer = self._attempt(line)
            if answer is not None:
                return answer
            self.close()
        if self._attempt(b"{}\n") is None:
            raise AlignmentError(
                "AP201",
                "the speech synthesizer eSpeak NG does not start",
                hint="reinstall it: pip install --force-reinstall espeakng-loader",
            )
        return {"sample_rate": 22050}, b""

    def _attempt(self, line: bytes) -> tuple[dict[str, Any], bytes] | None:
        """Send a line; ``None`` if the process dies or takes longer than anybody would wait."""
        if self._process is None:
            self._process = self._start()
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return None
        watchdog = Timer(_PATIENCE, process.kill)
        watchdog.start()
        try:
            process.stdin.write(line)
            process.stdin.flush()
            head = process.stdout.readline()
            answer = json.loads(head) if head.endswith(b"\n") else None
            pcm = process.stdout.read(answer["bytes"]) if answer else b""
        except OSError:
            return None
        finally:
            watchdog.cancel()
        return (answer, pcm) if answer and len(pcm) == answer["bytes"] else None

    @staticmethod
    def _start() -> subprocess.Popen[bytes] | None:
        """Start the process; ``None`` if the system refuses."""
        try:
            return subprocess.Popen(
                [sys.executable, "-m", "audiopub.speech.espeak"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            return None


def _utterance(events: list[list[Any]], pcm: bytes, sample_rate: int) -> Utterance:
    """Sort the synthesizer's events; a word's is a position, a phoneme's its name."""
    phonemes: list[str] = []
    onsets: list[float] = []
    words: list[tuple[int, int]] = []
    for sample, what in events:
        if isinstance(what, int):
            words.append((len(phonemes), what))
        elif what:
            phonemes.append(what)
            onsets.append(sample / sample_rate)
    return Utterance(
        samples=np.frombuffer(pcm, np.int16).astype(np.float32) / np.float32(32768),
        sample_rate=sample_rate,
        phonemes=tuple(phonemes),
        onsets=np.asarray(onsets, np.float64),
        words=tuple(words),
    )
