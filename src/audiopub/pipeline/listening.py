"""Listening: when each sentence is spoken, and whether the recording speaks the text at all."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from audiopub import speech
from audiopub.errors import AlignmentError
from audiopub.model import Alignment, Finding, Place, Progress
from audiopub.pipeline.understanding import Understood
from audiopub.pipeline.workshop import Made, Workshop
from audiopub.speech.given import given
from audiopub.store.keys import key_of

SCHEMA = 1
"""Raised whenever listening gives something else for the same inputs."""

UNKNOWN_LANGUAGE = "AP202"
REFUSED = "AP203"

_NAMED = 3
"""Unspoken sentences that a finding quotes."""

_FASTEST = 40.0
"""Characters a second. Auctioneers reach 400 words a minute, which are about as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What listening to a recording gave."""

    alignment: Alignment
    """Its sentences, in times of the recording."""

    findings: tuple[Finding, ...]
    """What should not be."""


def listen(shop: Workshop, source: Understood, inputs: Mapping[str, str], duration: float) -> Heard:
    """Find the sentences of an episode in its recording.

    Times are estimated instead where the producer asks for it, and where the synthesizer does not
    speak the language. Those that the text gives are taken as they are.

    Args:
        shop: The workshop.
        source: The episode.
        inputs: What it depends on; ``recording`` counts.
        duration: Of the recording, in seconds.

    Raises:
        AlignmentError: AP203, the recording does not speak the text; or AP158, the times that the
            text gives go on when the recording has ended.
    """
    heard = _listen(shop, source, inputs, duration)
    speakers = [paragraph.speaker for paragraph in source.transcript.paragraphs]
    return replace(heard, alignment=heard.alignment.spoken_by(speakers))


def _listen(
    shop: Workshop, source: Understood, inputs: Mapping[str, str], duration: float
) -> Heard:
    if source.transcript.is_timed:
        return Heard(alignment=given(source.transcript, duration), findings=())
    if source.draft.align and source.draft.align.value == "estimate":
        return _estimated(source, duration)
    try:
        alignment = _aligned(shop, source, inputs)
    except AlignmentError as error:
        if error.code != UNKNOWN_LANGUAGE:
            raise
        return _estimated(source, duration, _unknown_language(source, error))
    _require_spoken(shop, source, alignment)
    return Heard(alignment=alignment, findings=tuple(_doubts(source, alignment)))


def _estimated(source: Understood, duration: float, *findings: Finding) -> Heard:
    """Place the sentences without listening; doubt the pair if nobody could speak so fast."""
    transcript = source.transcript
    length = sum(
        len(sentence.text) for part in transcript.paragraphs for sentence in part.sentences
    )
    if length > _FASTEST * duration:
        findings = (*findings, _too_long(source, length, duration))
    return Heard(alignment=speech.estimate(transcript, duration), findings=findings)


def _too_long(source: Understood, length: int, duration: float) -> Finding:
    return Finding(
        code="AP206",
        severity="warning",
        message=f"the text has {length:,} characters and the recording lasts {duration:.1f} s: "
        "nobody speaks so fast, so no estimated time can be right",
        place=Place(path=source.transcript.path),
        hint="put the right recording in its place, or take out of the text what is not spoken",
    )


def versions() -> dict[str, str]:
    """Return the programs on which it depends what is heard."""
    return {name: importlib.metadata.version(name) for name in ("av", "espeakng-loader", "numpy")}


def _aligned(shop: Workshop, source: Understood, inputs: Mapping[str, str]) -> Alignment:
    transcript, pair = source.transcript, source.pair
    text = [[sentence.text for sentence in part.sentences] for part in transcript.paragraphs]
    key = key_of("listen", SCHEMA, inputs["recording"], transcript.language, text, versions())

    def work(_: Path) -> tuple[Alignment, Mapping[str, Path]]:
        from audiopub.audio import decode
        from audiopub.speech.align import align
        from audiopub.speech.features import SAMPLE_RATE

        shop.tell(Progress(episode=pair.name, stage="listening to", fraction=0.0))
        name = shop.config.name(pair.audio)
        sound = (block[:, 0] for block in decode.blocks(pair.audio, SAMPLE_RATE, 1, name=name))
        return align(transcript, sound), {}

    return shop.do(key, Made[Alignment], work).value


def _require_spoken(shop: Workshop, source: Understood, alignment: Alignment) -> None:
    verdict = alignment.verdict
    if verdict and verdict.decision == "refuse":
        raise AlignmentError(
            REFUSED,
            f"{verdict.reason}; the text {source.transcript.path} scores {verdict.score:+.2f}, "
            "and what is spoken scores +0.3 or more",
            path=shop.config.name(source.pair.audio),
            hint="put the right recording in its place; or publish it all the same, with "
            f'estimated times, by align = "estimate" in {source.pair.name}.toml',
        )


def _doubts(source: Understood, alignment: Alignment) -> list[Finding]:
    place = Place(path=source.transcript.path)
    found = []
    if alignment.verdict and alignment.verdict.decision == "warn":
        found.append(
            Finding(
                code="AP204",
                severity="warning",
                message=f"{alignment.verdict.reason} ({alignment.verdict.score:+.2f}; what is "
                "spoken scores +0.3 or more)",
                place=place,
                hint="listen to a chapter or two, and compare them with the text",
            )
        )
    silent = [sentence.text for sentence in alignment.sentences if not sentence.spoken]
    if silent:
        quoted = ", ".join(f"“{_short(text)}”" for text in silent[:_NAMED])
        more = f" and {len(silent) - _NAMED} more" if len(silent) > _NAMED else ""
        found.append(
            Finding(
                code="AP205",
                severity="info",
                message=f"not spoken in the recording: {quoted}{more}",
                place=place,
                hint="captions leave them out, and the page sets them apart; take them out of the "
                "text if they do not belong there",
            )
        )
    return found


def _unknown_language(source: Understood, error: AlignmentError) -> Finding:
    return Finding(
        code=UNKNOWN_LANGUAGE,
        severity="warning",
        message=f"{error.what}: times are estimated",
        place=Place(path=source.transcript.path),
        hint=error.hint,
    )


def _short(text: str, limit: int = 48) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


def with_candidate(error: AlignmentError, transcript: str, score: float) -> AlignmentError:
    """Return a refusal that names the transcript which the recording speaks."""
    hint = f"it speaks {transcript} ({score:+.2f}): give the two files one name. {error.hint}"
    return AlignmentError(error.code, error.what, path=error.path, hint=hint)
