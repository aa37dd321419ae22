"""Titles for the parts of a text, out of its own words.

A title is what an editor would take: a question that the part asks, a phrase in quotation marks, a
noun phrase that can stand alone, or a short sentence. It stands in the text as it is, but for its
capital. Where there is none of these, it is the beginning of the part's first sentence.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import regex

from audiopub import compiled
from audiopub.text.grammar import grammar
from audiopub.text.language import base
from audiopub.text.nounphrases import noun_phrases
from audiopub.text.openers import conjunctions, leaning, subordinators
from audiopub.text.tagging import Kind, tag
from audiopub.text.words import WORD, terms

LONGEST = 45
"""Characters of a title: more is cut off by the chapter lists of apps."""

_SHORTEST = 8
_SENTENCE_END = regex.compile(r"[.…:;]+$")
_MARKS = ' \t,;:–—-„“”«»‚‘"()[]'
_CUT = "…"
_CLAUSE_END = regex.compile(r"[,;:]\s|\s[–—-]\s")
_CLAUSE = 20  # characters; a shorter clause says too little
_QUOTED = compiled.pattern(
    r"(?<![\p{L}\p{N}])(?:„([^„“”\"]{3,70})[“”\"]|“([^„“”]{3,70})”|«([^«»]{3,70})»|»([^«»]{3,70})«"
    r"|”([^”]{3,70})”|\"([^\"]{3,70})\")"
)
_PARTED = regex.compile(r"\s?[,;–—]\s")

# How much better one kind of title is than another, at equal bearing on the part's topic, and how
# much it loses by the end of the part: a title that comes late tells what is not yet heard.
_QUESTION, _QUOTATION, _PHRASE, _SENTENCE = 1.5, 1.8, 1.25, 1.0
_SPOKEN = 1.3  # "We just did not stop": what somebody says makes a title
_LATE = 0.25
_REPEATED = 0.8  # by which power of the number of its sentences a term counts
_GROUND = 0.7  # what any title is worth, so that the kinds count even where no term comes twice
_SUBJECT = 1.15  # a phrase that opens a sentence says what it is about
_LOOSE = 0.8  # "the capital with nineteen passengers": whose are they?
_BY_WORDS = (0.45, 1.0, 1.1, 1.0, 0.8, 0.6)  # one word is too little, many tell a story
_NAME = 0.6  # a person is no topic, as a rule
_CLAUSE_WEIGHT = 0.9
_LEANS = 0.6  # what is left of a sentence with a pronoun in it
_FEWEST_QUOTED_WORDS = 2


_UNFINISHED = (Kind.SMALL, Kind.ARTICLE, Kind.LINK, Kind.PREPOSITION, Kind.MARK, Kind.ADJECTIVE)


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
    return tuple(found[0] for found in proposals(parts, language, alternatives=0))


def proposals(
    parts: Sequence[Sequence[str]], language: str, *, alternatives: int
) -> tuple[tuple[str, ...], ...]:
    """Return for each part its title and the next best ones, the best first.

    Args:
        parts: The sentences of each part, at least one.
        language: A BCP 47 tag.
        alternatives: How many titles more are wished; there may be fewer.
    """
    language = base(language)
    counts = [_counts(part, language) for part in parts]
    spread = Counter(term for count in counts for term in count)
    chosen: list[_Candidate] = []
    ranking = []
    for part, count in zip(parts, counts, strict=True):
        worth = {
            term: number**_REPEATED * math.log((len(parts) + 1) / spread[term])
            for term, number in count.items()
        }
        ranked = sorted(
            _candidates(part, language), key=lambda one: _value(one, worth), reverse=True
        )
        beginning = _beginning(part, language, {one.text for one in chosen})
        fallback = _Candidate(text=beginning, terms=frozenset(), weight=0.0)
        chosen.append(next((one for one in ranked if not _repeats(one, chosen)), fallback))
        ranking.append(ranked)
    return tuple(
        (one.text, *_others(one, ranked, chosen, alternatives))
        for one, ranked in zip(chosen, ranking, strict=True)
    )


def _counts(part: Sequence[str], language: str) -> Counter[str]:
    """Return in how many sentences of a part each of its terms stands."""
    return Counter(term for sentence in part for term in set(terms(sentence, language)))


def _others(
    title: _Candidate, ranked: Sequence[_Candidate], chosen: Sequence[_Candidate], number: int
) -> list[str]:
    """Return the next best titles, each unlike the ones before it."""
    others: list[_Candidate] = []
    for one in ranked:
        if len(others) == number:
            break
        if not _repeats(one, [title, *chosen, *others]):
            others.append(one)
    return [one.text for one in others]


def _value(candidate: _Candidate, worth: dict[str, float]) -> float:
    """Return how well a candidate tells what its part is about, and no other part is."""
    told = math.fsum(worth.get(term, 0) for term in candidate.terms)
    return candidate.weight * (_GROUND + told / math.sqrt(max(len(candidate.terms), 1)))


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
            text, found = _capitalised(phrase, language), frozenset(terms(phrase, language))
            if (found or text.endswith("?")) and _SHORTEST <= len(text) <= LONGEST:
                yield _Candidate(text=text, terms=found, weight=weight * early)


def _phrases(sentence: str, language: str) -> Iterator[tuple[str, float]]:
    """Yield what of a sentence might be a title, with the weight of its kind."""
    quotations = [next(filter(None, found)) for found in _QUOTED.findall(sentence)]
    for quoted in quotations:
        yield from _quotation(quoted, language)
    for phrase in noun_phrases(sentence, language):
        weight = _PHRASE * (_SUBJECT if phrase.subject else 1)
        weight *= _BY_WORDS[min(phrase.words, len(_BY_WORDS)) - 1]
        if not phrase.tied:
            weight *= _LOOSE
        yield phrase.text, weight * (_NAME if _is_name(phrase.text) else 1)
    if not quotations:
        yield from _sentences(sentence, language)


def _quotation(quoted: str, language: str) -> Iterator[tuple[str, float]]:
    """Yield words in quotation marks: a question, a sentence, or a phrase that stands alone."""
    plain = quoted.strip(_MARKS + ".")
    words = plain.split()
    if len(words) < _FEWEST_QUOTED_WORDS:
        return
    if plain.endswith("?"):
        yield plain, _QUESTION * _SPOKEN
    elif _leans(plain, language):
        return
    elif quoted[0].isupper() and quoted.rstrip()[-1] in ".,!":
        yield plain, _SENTENCE * _SPOKEN
    elif grammar(language) is None or any(
        phrase.text == plain for phrase in noun_phrases(plain, language)
    ):
        yield plain, _QUOTATION


def _sentences(sentence: str, language: str) -> Iterator[tuple[str, float]]:
    """Yield a sentence, its question, or its first main clause, if they stand alone."""
    plain = _plain(sentence, language)
    if not plain or _leans(plain, language):
        return
    question, mark, _ = plain.partition("?")
    if mark:
        yield question + mark, _QUESTION
        return
    weight = _SENTENCE * (_LEANS if _points(plain, language) else 1)
    if not plain.endswith("!"):
        yield plain, weight
    clause = _main_clause(plain, language)
    if clause:
        yield clause, weight * _CLAUSE_WEIGHT


def _main_clause(plain: str, language: str) -> str | None:
    """Return the main clause that a sentence begins with, if another one is tied to it by "and"."""
    first = WORD.search(plain)
    if first is None or first[0].lower() in subordinators(language):
        return None
    for mark in _PARTED.finditer(plain, endpos=LONGEST + 2):
        following = WORD.match(plain, mark.end())
        if following is None or following[0].lower() not in conjunctions(language):
            continue
        clause = plain[: mark.start()]
        kinds = [token.kind for token in tag(clause, language)]
        if Kind.VERB in kinds and Kind.MARK not in kinds:
            return clause
    return None


def _leans(plain: str, language: str) -> bool:
    first = WORD.search(plain)
    return first is not None and first[0].lower() in leaning(language)


def _points(plain: str, language: str) -> bool:
    """Return whether there is a word in a sentence that points to what stands before it."""
    return any(word.lower() in leaning(language) for word in WORD.findall(plain))


def _is_name(phrase: str) -> bool:
    """Return whether all words of a phrase have capitals, as names have outside of German."""
    words = phrase.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _plain(sentence: str, language: str) -> str:
    """Return a sentence without its full stop and the conjunction that it begins with."""
    plain = _SENTENCE_END.sub("", sentence.strip(_MARKS))
    first, _, rest = plain.partition(" ")
    return rest if rest and first.lower() in conjunctions(language) else plain


def _beginning(part: Sequence[str], language: str, taken: Collection[str]) -> str:
    """Return what stands for a title where there is none: a sentence, a clause, the first words."""
    plain = [_capitalised(_plain(sentence, language), language) for sentence in part]
    short = [sentence for sentence in plain if _SHORTEST <= len(sentence) <= LONGEST]
    clauses = filter(None, (_first_clause(sentence, language) for sentence in plain))
    cut = (_cut(sentence, language) for sentence in plain)
    for title in chain(short, clauses, cut):
        if title and title not in taken:
            return title
    return _cut(f"{len(taken) + 1}. {plain[0]}", language)


def _first_clause(plain: str, language: str) -> str | None:
    """Return the clause that a sentence begins with, if it has a verb and could be a sentence."""
    marks = [mark.start() for mark in _CLAUSE_END.finditer(plain, endpos=LONGEST + 2)]
    first = WORD.search(plain)
    if not marks or first is None or first[0].lower() in subordinators(language):
        return None
    clause = plain[: marks[-1]].rstrip(_MARKS)
    has_verb = any(token.kind is Kind.VERB for token in tag(clause, language))
    return clause if has_verb and _CLAUSE <= len(clause) <= LONGEST else None


def _cut(text: str, language: str) -> str:
    """Return a text, or as many whole words of it as fit."""
    if len(text) <= LONGEST:
        return text
    room = text[: LONGEST - len(_CUT)]
    words = room if text[len(room)].isspace() else room.rpartition(" ")[0] or room
    return _complete(words, language) + _CUT


def _complete(text: str, language: str) -> str:
    """Return a text without the small words at its end that something ought to follow."""
    words = list(tag(text, language))
    while len(words) > 1 and words[-1].kind in _UNFINISHED:
        words.pop()
    return text[: words[-1].end if words else None].rstrip(_MARKS)


def _capitalised(text: str, language: str) -> str:
    """Return a text with a capital at its beginning, as the language writes it."""
    if language == "tr" and text[:1] == "i":
        return "İ" + text[1:]
    return text[:1].upper() + text[1:]
