"""Who speaks: texts in which ``Name:`` stands before what somebody says.

Not everything before a colon is a speaker. Labels are taken for some only where at least two of
them take turns, so that "Conclusion: …" stays a part of its text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import regex

from audiopub import compiled
from audiopub.model import Draft, Given, Person, Place
from audiopub.text.document import Block, Line

_CLOCK = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
_WORD = r"\p{Lu}[\p{L}\p{M}'’.-]*"
_PARTICLE = r"(?:af|al|av|bin|d[aeiu]|das|de[lnr]|della|dos|el|la|le|ten|ter|v[ao]n|y|zu[mr]?)"
_LABEL = compiled.pattern(
    rf"(?:{_CLOCK}\s*[-–—]?\s*)?(?:>>+\s*)?"
    rf"(?P<name>{_WORD}(?:\s+(?:{_WORD}|{_PARTICLE}|\d{{1,2}})){{0,4}})"
    rf"(?:\s*(?:[\[(][^\])]{{1,30}}[\])])?\s*(?:{_CLOCK})?\s*[:：](?:\s+(?P<said>.*)|$)"
    rf"|\s+{_CLOCK}$)"  # a line of its own: "Anna Meier 0:05"
)
_LONGEST = 45  # characters
_SEVERAL = 2  # turns of at least as many speakers
_SHARE = 0.2  # of the paragraphs begin with a label, at least
_FULL_NAME = regex.compile(rf"{_WORD}\s.*{_WORD}")

# Labels that say what somebody does, and not who they are.
_NO_NAMES = """
a all alle announcer answer antwoord antwort audience caller domanda dziennikarz entrevistador
entrevistadora f frage fråga haastattelija host interviewer interviewerin intervieweur
intervistatore journalist kysymys lektor moderador moderadora moderator moderatore moderatorin
moderátor moderátorka moderatör narrator odpowiedź odpověď otázka pergunta pregunta presenter
prowadzący prowadząca publikum pytanie q question reporter resposta respuesta risposta réponse
soru speaker speakerin sprecher sprecherin sunucu svar tazatel vastaus voice vraag yanıt
ведуча ведучий ведущая ведущий відповідь вопрос голос журналист журналіст ответ питання
"""
_NUMBERED = regex.compile(r"\p{L}+\s+(?:\d{1,2}|\p{Lu})")  # "Speaker 1", "Sprecher B"


def attribute(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks that each have one speaker, the labels taken away; as given if none has any.

    What follows a label belongs to its speaker, down to the next label or heading.
    """
    if any(block.speaker for block in blocks):
        return tuple(blocks)
    labels = _labels(blocks)
    return tuple(_attributed(blocks, labels)) if labels else tuple(blocks)


def persons(blocks: Iterable[Block], authors: Iterable[str], path: str) -> Draft:
    """Return the speakers who are named, as those who take part.

    Args:
        blocks: The text.
        authors: Who wrote it: as a speaker such a person is the host, everybody else a guest.
        path: The file's path.
    """
    first: dict[str, int] = {}
    for block in blocks:
        if block.speaker and _names_somebody(block.speaker):
            first.setdefault(block.speaker, block.number)
    if not first:
        return Draft()
    hosts = {name.casefold() for name in authors}
    found = tuple(
        Person(name=name, role="host" if name.casefold() in hosts else "guest") for name in first
    )
    place = Place(path=path, line=min(first.values()))
    return Draft(persons=Given(value=found, source="derived", place=place))


def _names_somebody(label: str) -> bool:
    return label.casefold() not in _NO_NAMES.split() and not _NUMBERED.fullmatch(label)


def is_labelled(text: str) -> bool:
    """Return whether a line begins with what may be a speaker's name."""
    return _label(text) is not None


def _label(text: str) -> regex.Match[str] | None:
    match = _LABEL.match(text)
    return match if match and len(match["name"]) <= _LONGEST else None


def _labels(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the labels that are speakers' in a text."""
    paragraphs = [block for block in blocks if not block.level]
    found = [
        match["name"]
        for block in paragraphs
        for line in block.lines
        if (match := _label(line.text))
    ]
    counts = Counter(found)
    repeated = {name for name, count in counts.items() if count >= _SEVERAL}
    if len(repeated) < _SEVERAL or sum(counts[name] for name in repeated) < _SHARE * len(
        paragraphs
    ):
        return frozenset()
    return frozenset(repeated | {name for name in counts if _is_like_a_name(name)})


def _is_like_a_name(label: str) -> bool:
    return _FULL_NAME.fullmatch(label) is not None or label.isupper()


def _attributed(blocks: Iterable[Block], labels: frozenset[str]) -> Iterator[Block]:
    speaker: str | None = None
    for block in blocks:
        if block.level:
            speaker = None
            yield block
            continue
        together: list[Line] = []
        for line in block.lines:
            match = _label(line.text)
            if match is None or match["name"] not in labels:
                together.append(line)
                continue
            if together:
                yield _turn(block, together, speaker)
            speaker = match["name"]
            said = match["said"] or ""
            together = [replace(line, text=said)] if said else []
        if together:
            yield _turn(block, together, speaker)


def _turn(block: Block, lines: Sequence[Line], speaker: str | None) -> Block:
    """Return a part of a block; a line of a conversation may hold several sentences."""
    line_is_sentence = block.line_is_sentence and lines[0].span is not None
    return replace(block, lines=tuple(lines), speaker=speaker, line_is_sentence=line_is_sentence)
