"""Pairing by listening: which of several recordings speaks which of several texts.

Each text is read aloud once and each recording listened to once, a few minutes of it; only the
comparison is made for every candidate. What was judged is remembered by the files' content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from numpy import float32
from numpy.typing import NDArray

from audiopub import text
from audiopub.audio import decode
from audiopub.errors import AlignmentError, AudiopubError, PairingError
from audiopub.model import Progress, Verdict
from audiopub.pipeline.listening import SCHEMA, versions, with_candidate
from audiopub.pipeline.workshop import Workshop
from audiopub.project.pairing import Lone, Pair, Pairing, identity_of
from audiopub.speech import languages
from audiopub.speech.features import SAMPLE_RATE, Features, listen
from audiopub.speech.reading import Reading, read
from audiopub.speech.verdict import LISTEN, judge
from audiopub.store.files import explained
from audiopub.store.keys import key_of

T = TypeVar("T")

_ENOUGH = 2 * LISTEN + 10.0
"""Seconds of a recording that a judgement needs."""

_READ = 400.0
"""Seconds of reading that a judgement needs: a speaker may be faster than the synthesizer."""


def match(shop: Workshop, found: Pairing) -> Pairing:
    """Pair by listening what neither names nor sidecars have paired.

    A text and a recording are paired if the one speaks the other, and neither fits anything else.

    Returns:
        The pairing with what was found; a text that several recordings speak, or the reverse, is
        a problem that names them.
    """
    if not (found.lone_transcripts and found.lone_recordings):
        return found
    judges = _Judges(shop)
    fitting = [
        (script, sound, verdict.score)
        for script in found.lone_transcripts
        for sound in found.lone_recordings
        if (verdict := judges.verdict(script.file, sound.file)) and verdict.decision == "accept"
    ]
    pairs = list(found.pairs)
    problems = dict(found.problems)
    for script, sound, score in fitting:
        rivals = [other for other in fitting if (other[0] is script) != (other[1] is sound)]
        if rivals:
            problems[script.name] = (_ambiguous(shop, script, sound, rivals),)
        else:
            pairs.append(script.with_recording(sound.file, score))
            problems.pop(script.name, None)
            problems.pop(sound.name, None)
    pairs.sort(key=lambda pair: identity_of(pair.name))
    return replace(found, pairs=tuple(pairs), problems=problems)


def scored(shop: Workshop, found: Pairing) -> Pairing:
    """Return a pairing in which every pair has its figure, however it came together."""
    judges = _Judges(shop)

    def score(pair: Pair) -> Pair:
        if pair.score is not None:
            return pair
        verdict = judges.verdict(pair.transcript, pair.audio)
        return replace(pair, score=verdict.score if verdict else None)

    return replace(found, pairs=tuple(score(pair) for pair in found.pairs))


def named(
    shop: Workshop, error: AlignmentError, audio: Path, others: Sequence[Lone]
) -> AlignmentError:
    """Return a refusal with the likeliest other transcript, if the recording speaks one."""
    judges = _Judges(shop)
    fitting = [
        (verdict.score, shop.config.name(other.file))
        for other in others
        if (verdict := judges.verdict(other.file, audio)) and verdict.decision == "accept"
    ]
    if not fitting:
        return error
    score, name = max(fitting)
    return with_candidate(error, name, score)


@dataclass(slots=True)
class _Judges:
    """Reads each text once, and listens to each recording once."""

    shop: Workshop
    readings: dict[Path, Reading | None] = field(default_factory=dict)
    features: dict[Path, Features | None] = field(default_factory=dict)

    def verdict(self, transcript: Path, audio: Path) -> Verdict | None:
        """Judge a pair; ``None`` if the one cannot be read or the other not be heard."""
        hashes = self.shop.hash(transcript), self.shop.hash(audio)
        key = key_of("judge", SCHEMA, hashes, versions())
        if known := self.shop.results.recall(key, Verdict):
            return known
        reading = _once(self.readings, transcript, self._read)
        features = _once(self.features, audio, self._listen)
        if reading is None or features is None:
            return None
        verdict = judge(reading, features)
        self.shop.results.record(key, verdict)
        return verdict

    def _read(self, file: Path) -> Reading:
        name = self.shop.config.name(file)
        self.shop.tell(Progress(episode=name, stage="reading", fraction=0.0))
        with explained(file, "read it"):
            transcript = text.read(file.read_bytes(), name)
        voice = languages.resolve(transcript.language).voice
        if voice is None:
            raise AlignmentError("AP202", f"no voice speaks {transcript.language}", path=name)
        return read([sentence.text for sentence in transcript.sentences], voice, _READ)

    def _listen(self, file: Path) -> Features:
        name = self.shop.config.name(file)
        self.shop.tell(Progress(episode=name, stage="listening to", fraction=0.0))
        return listen(_beginning(file, name))


def _once(known: dict[Path, T | None], file: Path, make: Callable[[Path], T]) -> T | None:
    if file not in known:
        try:
            known[file] = make(file)
        except AudiopubError:  # what is wrong with it is said when it is published
            known[file] = None
    return known[file]


def _beginning(file: Path, name: str) -> Iterator[NDArray[float32]]:
    heard = 0
    for block in decode.blocks(file, SAMPLE_RATE, 1, name=name):
        yield block[:, 0]
        heard += len(block)
        if heard > _ENOUGH * SAMPLE_RATE:
            return


def _ambiguous(
    shop: Workshop,
    script: Lone,
    sound: Lone,
    rivals: Sequence[tuple[Lone, Lone, float]],
) -> PairingError:
    files: Mapping[str, None] = dict.fromkeys(
        shop.config.name(lone.file)
        for other in rivals
        for lone in other[:2]
        if lone not in (script, sound)
    )
    return PairingError(
        "AP130",
        f"it fits {shop.config.name(sound.file)}, but there is also {', '.join(files)}",
        path=shop.config.name(script.file),
        hint=f'say which in {script.name}.toml: audio = "{shop.config.name(sound.file)}"',
    )
