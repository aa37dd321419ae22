"""Titles for the parts of a text, out of its own words.

A title is a question that the part asks, a phrase that it puts in quotation marks, a short
sentence, or, where there is none of these, the beginning of its first sentence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import regex

from audiopub.text.language import base
from audiopub.text.openers import conjunctions, leaning, openers
from audiopub.text.words import WORD, terms

LONGEST = 45
"""Characters of a title: more is cut off by the chapter lists of apps."""

_SHORTEST = 8
_QUOTED = regex.compile(r"[„“«»‚‘\"]([^„“”«»‚‘’\"]{3,60})[“”»«‘’\"]")
_SENTENCE_END = regex.compile(r"[.…:;]+$")
_MARKS = ' \t,;:–—-„“”«»‚‘"()[]'
_CUT = "…"
_CLAUSE_END = regex.compile(r"[,;:]\s|\s[–—-]\s")
_CLAUSE = 20  # characters; a shorter clause says too little

# How much better one kind of title is than another, at equal bearing on the part's topic, and how
# much it loses by the end of the part: a title that comes late tells what is not yet heard.
_QUESTION, _QUOTATION, _SENTENCE = 2.0, 1.5, 1.0
_LATE = 0.35
_FEWEST_QUOTED_WORDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A phrase that might be a title."""

    text: str
    """As it would stand."""

    terms: frozenset[str]
    """What it is about."""

    weight: float
    """How much of a title it is, whatever it is about."""


def titles(parts: Sequence[Sequence[str]], language: str) -> tuple[str, ...]:
    """Return a title for each part of a text, of at most :data:`LONGEST` characters.

    Args:
        parts: The sentences of each part, at least one.
        language: A BCP 47 tag.

    Returns:
        One title a part, no two alike.
    """
    language = base(language)
    counts = [Counter(terms(" ".join(part), language)) for part in parts]
    spread = Counter(term for count in counts for term in count)
    chosen: list[_Candidate] = []
    for part, count in zip(parts, counts, strict=True):
        worth = {
            term: (1 + math.log(number)) * math.log((len(parts) + 1) / spread[term])
            for term, number in count.items()
        }
        ranked = sorted(
            _candidates(part, language), key=lambda one: _value(one, worth), reverse=True
        )
        beginning = _beginning(part, language, {one.text for one in chosen})
        fallback = _Candidate(text=beginning, terms=frozenset(), weight=0.0)
        chosen.append(next((one for one in ranked if not _repeats(one, chosen)), fallback))
    return tuple(one.text for one in chosen)


def _value(candidate: _Candidate, worth: dict[str, float]) -> float:
    """Return how well a candidate tells what its part is about, and no other part is."""
    told = math.fsum(worth[term] for term in candidate.terms)
    return candidate.weight * told / math.sqrt(max(len(candidate.terms), 1))


def _repeats(candidate: _Candidate, chosen: Sequence[_Candidate]) -> bool:
    """Return whether most of what a candidate says stands in another title already."""
    return any(
        candidate.text.casefold() == other.text.casefold()
        or (
            candidate.terms
            and len(candidate.terms & other.terms) > len(candidate.terms | other.terms) / 2
        )
        for other in chosen
    )


def _candidates(part: Sequence[str], language: str) -> Iterator[_Candidate]:
    for index, sentence in enumerate(part):
        early = 1 - _LATE * index / len(part)
        for phrase, weight in _phrases(sentence, language):
            text, found = _capitalised(phrase), frozenset(terms(phrase, language))
            if found and _SHORTEST <= len(text) <= LONGEST:
                yield _Candidate(text=text, terms=found, weight=weight * early)


def _phrases(sentence: str, language: str) -> Iterator[tuple[str, float]]:
    """Yield what of a sentence might be a title, with the weight of its kind."""
    for quoted in _QUOTED.findall(sentence):
        if len(quoted.split()) >= _FEWEST_QUOTED_WORDS and not quoted.endswith(","):
            yield quoted.strip(_MARKS + "."), _QUESTION if quoted[-1] == "?" else _QUOTATION
    plain = _plain(sentence, language)
    first = WORD.match(plain)
    if _QUOTED.search(sentence) or (first and first[0].lower() in leaning(language)):
        return
    if plain.endswith("?"):
        yield plain, _QUESTION
    elif not plain.endswith("!"):
        yield plain, _SENTENCE


def _plain(sentence: str, language: str) -> str:
    """Return a sentence without its full stop and the conjunction that it begins with."""
    plain = _SENTENCE_END.sub("", sentence.strip(_MARKS))
    first, _, rest = plain.partition(" ")
    return rest if rest and first.lower() in conjunctions(language) else plain


def _beginning(part: Sequence[str], language: str, taken: Collection[str]) -> str:
    """Return the beginning of the part's first sentence that is not another title."""
    for sentence in part:
        title = _shortened(_capitalised(_plain(sentence, language)), language)
        if title and title not in taken:
            return title
    return _shortened(f"{len(taken) + 1}. {title}", language)


def _shortened(text: str, language: str) -> str:
    """Return at most :data:`LONGEST` characters of a text: its first clause, or whole words."""
    if len(text) <= LONGEST:
        return text
    clauses = [mark.start() for mark in _CLAUSE_END.finditer(text, endpos=LONGEST + 1)]
    if clauses and clauses[-1] >= _CLAUSE:
        return text[: clauses[-1]].rstrip(_MARKS)
    room = text[: LONGEST - len(_CUT)]
    words = room if text[len(room)].isspace() else room.rpartition(" ")[0] or room
    return _complete(words, language) + _CUT


def _complete(text: str, language: str) -> str:
    """Return a text without the small words at its end that something ought to follow."""
    words = text.rstrip(_MARKS).split(" ")
    while len(words) > 1 and words[-1].lower() in openers(language):
        words.pop()
    return " ".join(words).rstrip(_MARKS)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
