"""What a model is asked of a text, and whether its answer holds.

A model may only point: at the paragraphs that open a chapter, and at sentences for the summary, by
their numbers. A title must stand in its chapter, letter by letter. So nothing can be made up, and
what does not hold is not taken.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from audiopub.errors import LlmError
from audiopub.model import Suggestion, Transcript
from audiopub.text.phrases import LONGEST

_MOST_CHAPTERS = 30
_SUMMARY = (2, 3)  # sentences
_LONGEST_SUMMARY = 700  # characters
_SHORTEST_TITLE = 3  # characters

SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["chapters", "summary"],
    "properties": {
        "chapters": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["paragraph", "title"],
                "properties": {
                    "paragraph": {"type": "integer"},
                    "title": {"type": "string"},
                },
            },
        },
        "summary": {"type": "array", "items": {"type": "integer"}},
    },
}
"""Of an answer."""

SYSTEM = f"""\
You edit a podcast. You get a text: its paragraphs numbered P0, P1, ..., its sentences S0, S1, ...
Divide it into chapters: 4 to 10 for ten minutes, the first at paragraph 0.
For each chapter copy a title from its own sentences, letter by letter: a question, or a phrase
that is complete, of at most {LONGEST} characters. No two titles alike.
Choose two or three sentences that tell what the text is about and can be understood alone.
Answer with JSON of the given schema, with numbers without P and S."""


def question(transcript: Transcript) -> str:
    """Return the text of a transcript with its paragraphs and sentences numbered."""
    lines = []
    number = 0
    for index, paragraph in enumerate(transcript.paragraphs):
        lines.append(f"P{index}")
        for sentence in paragraph.sentences:
            lines.append(f"S{number} {sentence.text}")
            number += 1
    return "\n".join(lines)


def verified(answer: str, transcript: Transcript) -> Suggestion:
    """Return what a model proposes, if all of it holds.

    Args:
        answer: What it said: JSON of :data:`SCHEMA`.
        transcript: The text it was asked of.

    Raises:
        LlmError: It is not of that form, or points at what is not there, or a title does not stand
            in its chapter (AP264).
    """
    try:
        given = json.loads(answer)
    except ValueError as error:
        raise _refused("it is no JSON") from error
    if not isinstance(given, dict) or set(given) != {"chapters", "summary"}:
        raise _refused("it is not of the form that was asked for")
    chapters, summary = given["chapters"], given["summary"]
    openings = [_whole(one, "paragraph") for one in _list(chapters)]
    titles = [_title(one) for one in _list(chapters)]
    _check_openings(openings, len(transcript.paragraphs))
    _check_titles(titles, openings, transcript)
    sentences = _sentences(_list(summary), transcript)
    return Suggestion(openings=tuple(openings), titles=tuple(titles), summary=sentences)


def _list(given: object) -> list[Any]:
    if not isinstance(given, list):
        raise _refused("it is not of the form that was asked for")
    return given


def _whole(given: object, key: str) -> int:
    number = given.get(key) if isinstance(given, dict) else None
    if not isinstance(number, int) or isinstance(number, bool):
        raise _refused(f"a {key} is no number")
    return number


def _title(given: object) -> str:
    title = given.get("title") if isinstance(given, dict) else None
    if not isinstance(title, str):
        raise _refused("a title is no text")
    return " ".join(title.split())


def _check_openings(openings: Sequence[int], paragraphs: int) -> None:
    if not 1 <= len(openings) <= _MOST_CHAPTERS or openings[0] != 0:
        raise _refused("its chapters do not begin with the text")
    if openings[-1] >= paragraphs or any(one >= other for one, other in pairwise(openings)):
        raise _refused("its chapters do not follow one another within the text")


def _check_titles(titles: Sequence[str], openings: Sequence[int], transcript: Transcript) -> None:
    if len({title.casefold() for title in titles}) < len(titles):
        raise _refused("two titles are alike")
    cuts = [*openings, len(transcript.paragraphs)]
    for title, (start, end) in zip(titles, pairwise(cuts), strict=True):
        part = " ".join(paragraph.text for paragraph in transcript.paragraphs[start:end])
        stands = title in part or title[:1].lower() + title[1:] in part
        if not stands or not _SHORTEST_TITLE <= len(title) <= LONGEST:
            raise _refused(f"the title {title[:LONGEST]!r} does not stand in its chapter")


def _sentences(numbers: Sequence[object], transcript: Transcript) -> tuple[str, ...]:
    fewest, most = _SUMMARY
    texts = [sentence.text for sentence in transcript.sentences]
    if not min(fewest, len(texts)) <= len(set(map(str, numbers))) == len(numbers) <= most:
        raise _refused("its summary has not two or three sentences")
    chosen: list[int] = []
    for number in numbers:
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < len(texts):
            raise _refused("its summary has a sentence that is not in the text")
        chosen.append(number)
    summary = tuple(texts[number] for number in sorted(chosen))
    if sum(map(len, summary)) > _LONGEST_SUMMARY:
        raise _refused("its summary is too long")
    return summary


def _refused(what: str) -> LlmError:
    return LlmError(
        "AP264",
        f"the language model was of no help: {what}",
        hint="chapters and summary are derived without it; see [llm] in audiopub.toml",
    )
