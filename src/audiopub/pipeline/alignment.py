"""Aligning one transcript with one recording, for anybody, without a show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import regex
from numpy import float32
from numpy.typing import NDArray

from audiopub import speech, text
from audiopub.audio import decode
from audiopub.model import (
    Alignment,
    Finding,
    Paragraph,
    Place,
    Progress,
    Sentence,
    Transcript,
    Verdict,
)
from audiopub.speech import languages
from audiopub.speech.align import align
from audiopub.speech.features import SAMPLE_RATE
from audiopub.speech.given import given
from audiopub.speech.verdict import ACCEPT
from audiopub.store.files import explained
from audiopub.text import formats, plain, sentences
from audiopub.text.document import Document, Line
from audiopub.text.language import UNKNOWN, recognise

_MOSTLY = 0.8
_WORD = regex.compile(r"[\p{L}\p{N}]")
_FINISHED = regex.compile(r"[.!?…:؟۔।։。！？｡][\p{Pe}\p{Pf}\p{Pi}\"'»«”’\s]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A transcript placed on a recording."""

    title: str
    """The text's, or the file's name."""

    alignment: Alignment
    """Its sentences, in times of the recording; without a verdict if nobody listened."""

    findings: tuple[Finding, ...]
    """AP202 if times are estimated; AP203 if the pair is refused, AP204 if it is doubtful."""


def align_files(
    transcript: Path,
    audio: Path,
    *,
    language: str | None = None,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Aligned:
    """Find every sentence of a transcript in a recording.

    A text with one sentence a line keeps its lines. Subtitles keep their times. Where the language
    is not known, or eSpeak NG does not speak it, the times are estimated.

    Args:
        transcript: The text.
        audio: The recording.
        language: The text's language, a BCP 47 tag; recognised if left out.
        tell: Told how far it is.

    Raises:
        TextError: The text cannot be understood.
        SoundError: The recording cannot be decoded.
        AlignmentError: AP201, the synthesizer does not run; AP158, the text's own times go on when
            the recording has ended.
        StoreError: The text cannot be read.
    """
    tell(Progress(episode=transcript.name, stage="reading", fraction=0.0))
    with explained(transcript, f"read {transcript.name}"):
        data = transcript.read_bytes()
    understood = read(data, str(transcript), language and language.replace("_", "-"))
    title = understood.draft.title.value if understood.draft.title else transcript.stem
    choice = languages.resolve(understood.language)
    tell(Progress(episode=audio.name, stage="listening to", fraction=0.0))
    findings: tuple[Finding, ...] = ()
    if understood.is_timed:
        alignment = given(understood, _duration(audio))
    elif choice.voice is None:
        alignment = speech.estimate(understood, _duration(audio))
        findings = (_estimated(understood, choice.nearest),)
    else:
        alignment = align(understood, _sound(audio))
        findings = tuple(_doubts(alignment.verdict, str(audio))) if alignment.verdict else ()
    speakers = [paragraph.speaker for paragraph in understood.paragraphs]
    return Aligned(title=title, alignment=alignment.spoken_by(speakers), findings=findings)


def read(data: bytes, path: str, language: str | None = None) -> Transcript:
    """Read a transcript; one with a sentence a line keeps its lines.

    Of a text with a sentence a line nothing but front matter is taken away, no title and no
    debris: each line that is not empty is a sentence, and empty lines part the paragraphs.

    Args:
        data: The file's content.
        path: Its path.
        language: A BCP 47 tag; recognised if left out.

    Raises:
        TextError: As :func:`audiopub.text.read`.
    """
    if formats.is_plain(path):
        document = plain.read(data, path, dt.UTC)
        if has_sentence_a_line(document, language or UNKNOWN):
            return _line_by_line(document, path, language)
    return text.read(data, path, language=language)


def has_sentence_a_line(document: Document, language: str) -> bool:
    """Tell whether each line of a text is a sentence.

    So it is if lines mostly stand directly below each other, hold a single sentence each, and end
    as sentences do, or elsewhere than lines that were broken to fit a page. A line of a broken
    paragraph seldom ends with its sentence, and a paragraph on one line mostly holds several.

    Args:
        document: The text, as :func:`audiopub.text.plain.read` took it apart.
        language: A BCP 47 tag.
    """
    lines = [line for block in document.blocks for line in block.lines]
    numbers = {line.number for line in lines}
    stacked = [line.text for line in lines if {line.number - 1, line.number + 1} & numbers]
    if not stacked or 2 * len(stacked) < len(lines):
        return False
    single = sum(
        len(sentences.split(line.text, language)) == 1 and _WORD.search(line.text) is not None
        for line in lines
    )
    finished = sum(_FINISHED.search(line) is not None for line in stacked)
    return single >= _MOSTLY * len(lines) and (
        finished >= _MOSTLY * len(stacked)
        or any(block.line_is_sentence for block in document.blocks)
    )


def _line_by_line(document: Document, path: str, language: str | None) -> Transcript:
    lines = [line for block in document.blocks for line in block.lines]
    given = language or (document.draft.language and document.draft.language.value)
    paragraphs: list[list[Line]] = [lines[:1]]
    for line, following in pairwise(lines):
        if following.number > line.number + 1:
            paragraphs.append([])
        paragraphs[-1].append(following)
    return Transcript(
        path=path,
        language=given or recognise("\n".join(line.text for line in lines)),
        paragraphs=tuple(
            Paragraph(
                sentences=tuple(Sentence(text=line.text) for line in paragraph),
                line=paragraph[0].number,
            )
            for paragraph in paragraphs
        ),
        headings=(),
        draft=document.draft,
        changes=document.changes,
        findings=document.findings,
    )


def _duration(audio: Path) -> float:
    return sum(len(block) for block in _sound(audio)) / SAMPLE_RATE


def _sound(audio: Path) -> Iterator[NDArray[float32]]:
    for block in decode.blocks(audio, SAMPLE_RATE, 1, name=str(audio)):
        yield block[:, 0]


def _estimated(transcript: Transcript, nearest: str | None) -> Finding:
    if transcript.language == UNKNOWN:
        what, hint = (
            "the text does not show clearly which language it is in",
            "name it: --language de",
        )
    else:
        what = f"the synthesizer eSpeak NG does not speak the language {transcript.language}"
        hint = "name one that sounds like it and that eSpeak NG speaks: --language"
    return Finding(
        code="AP202",
        severity="warning",
        message=f"{what}: times are estimated",
        place=Place(path=transcript.path),
        hint=f"the nearest that it speaks is {nearest}: --language {nearest}" if nearest else hint,
    )


def _doubts(verdict: Verdict, audio: str) -> Iterator[Finding]:
    said = f"{verdict.reason} ({verdict.score:+.2f}; what is spoken scores {ACCEPT:+.1f} or more)"
    place = Place(path=audio)
    if verdict.decision == "refuse":
        hint = "see that the two belong together; the times that were written are worth nothing"
        yield Finding(code="AP203", severity="error", message=said, place=place, hint=hint)
    elif verdict.decision == "warn":
        hint = "listen to a part of it, and compare it with the text"
        yield Finding(code="AP204", severity="warning", message=said, place=place, hint=hint)
