"""What the words of a sentence can be: nouns, adjectives, verbs, or one of the small words.

Tables of frequent words and of the closed classes say it; where they know nothing of a word, its
capital, its ending and the word before it do. It is a guess, made to be sure of what is no noun.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import regex

from audiopub.text.grammar import Grammar, grammar
from audiopub.text.lexicon import Lexicon, is_noun, lexicon
from audiopub.text.openers import openers
from audiopub.text.stopwords import stop_words

_TOKEN = regex.compile(
    r"(?P<word>\p{L}[\p{L}\p{M}]*+(?:[-‑’'](?=\p{L})[\p{L}\p{M}]++)*+)|(?P<number>\p{N}[\p{N}.,]*+)"
    r"|(?P<mark>[^\s])"
)
_ELIDED = regex.compile(
    r"((?:[ldnmtsjc]|qu|dell|nell|all|sull|dall|un|quest|quell)['’])(\p{L}.*)", flags=regex.I
)
_ADJECTIVES_FIRST = frozenset({"fi"})  # what can be both is an adjective there, as a rule


class Kind(Enum):
    """What a word is, as far as the tables can tell."""

    MARK = "mark"
    NUMBER = "number"
    SMALL = "small"
    ARTICLE = "article"
    LINK = "link"
    PREPOSITION = "preposition"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    EITHER = "noun or adjective"
    VERB = "verb"
    DOUBTFUL = "noun or verb"
    NAME = "name"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word, a number or a mark of a sentence."""

    text: str
    """As it stands."""

    lower: str
    """In lower case, with straight apostrophes."""

    start: int
    """Where it stands in the sentence."""

    kind: Kind
    """What it is."""

    @property
    def end(self) -> int:
        """Where it ends in the sentence."""
        return self.start + len(self.text)


def tag(sentence: str, language: str) -> tuple[Token, ...]:
    """Return the words and marks of a sentence, each with what it can be."""
    rules, words = grammar(language) or Grammar(order="before"), lexicon(language)
    small = stop_words(language) | openers(language)
    tokens: list[Token] = []
    for match in _TOKEN.finditer(sentence):
        if match["word"] is None:
            kind = Kind.NUMBER if match["number"] else Kind.MARK
            tokens.append(Token(text=match[0], lower=match[0], start=match.start(), kind=kind))
            continue
        elided = _ELIDED.fullmatch(match[0]) if language in ("fr", "it") else None
        start = match.start()
        for part in elided.groups() if elided else (match[0],):
            lower = part.lower().replace("’", "'")
            first = not any(token.kind is not Kind.MARK for token in tokens) or (
                tokens[-1].text in ':„“«"”'
            )
            kind = _kind(part, lower, rules, words, small, language, first=first)
            also_verb = kind is Kind.ADJECTIVE and lower in words.verbs
            if also_verb and language not in _ADJECTIVES_FIRST and not _attributes(tokens):
                kind = Kind.VERB
            tokens.append(Token(text=part, lower=lower, start=start, kind=kind))
            start += len(part)
    return tuple(tokens)


def _attributes(tokens: Sequence[Token]) -> bool:
    """Return whether what follows may be an attribute, if it can be one at all."""
    return bool(tokens) and tokens[-1].kind in (Kind.ARTICLE, Kind.PREPOSITION, Kind.ADJECTIVE)


def _kind(  # noqa: PLR0911 - a table in the form of a function
    word: str,
    lower: str,
    rules: Grammar,
    words: Lexicon,
    small: frozenset[str],
    language: str,
    *,
    first: bool,
) -> Kind:
    if lower in rules.links and lower not in rules.articles:
        return Kind.LINK
    if lower in rules.articles:
        return Kind.ARTICLE
    if lower in rules.prepositions or lower in rules.genitive:
        return Kind.PREPOSITION
    capital = word[0].isupper()
    if language == "de":
        return _german_kind(word, lower, words, small, first=first)
    if lower in small or (word.isupper() and len(word) == 1):
        return _small_kind(lower, words, language)
    noun = is_noun(lower, language)
    if capital and not first:
        return Kind.NAME
    adjective, verb = lower in words.adjectives, lower in words.verbs
    if not (noun or adjective or verb):
        if len(lower) < _SHORTEST_UNKNOWN:
            return Kind.SMALL
        endings = _VERB_ENDINGS.get(language)
        verb = endings is not None and endings.fullmatch(lower) is not None
    return _of_tables(noun=noun, adjective=adjective, verb=verb)


_SHORTEST_UNKNOWN = 4  # letters; shorter words that no table has are no nouns, as a rule
_VERB_ENDINGS = {
    language: regex.compile(rf"\p{{L}}{{2,}}(?:{endings})")
    for language, endings in {
        "cs": "ují|uje|[aiěeusžkz]l[aoiy]?",
        "en": "ed|ly",
        "es": "mente|ab[ae]n?|aron|ieron|ar[áa]n?|er[áa]n?|ir[áa]n?|[aei]r|ando|iendo",
        "fi": "[uv][aä]t|ivat|ivät|nut|nyt|neet|isi|aa|ää|taan|tään|sti",
        "fr": "ment|ait|aient|èrent|er[ao]|eront|er|ir|ant",
        "it": "mente|av[ao]|avano|arono|irono|er[àa]|eranno|[aei]re|ando|endo",
        "nl": "eren",
        "pl": "ują|ają|uje|aje|ł[aoiy]?|li|ć",
        "pt": "mente|ava[ms]?|aram|eram|iram|ar[áa]o?|er[áa]o?|[aei]r|ando|endo",
        "ru": "ют|ут|ят|ует|ает|яет|ся|сь|л[аои]?|ть",
        "sv": "ade|ades",
        "tr": "[dt][ıiuü](?:l[ae]r)?|[ıiuü]yor(?:lar)?|m[ıi]ş|[ae]c[ae]k|m[ae]k|[ae]r[ae]k",
        "uk": "ють|уть|ять|ує|ає|яє|ся|сь|в|л[аои]|ти",
    }.items()
}


def _of_tables(*, noun: bool, adjective: bool, verb: bool) -> Kind:
    if noun:
        return Kind.DOUBTFUL if verb else Kind.EITHER if adjective else Kind.NOUN
    if adjective:
        return Kind.ADJECTIVE
    return Kind.VERB if verb else Kind.UNKNOWN


def _small_kind(lower: str, words: Lexicon, language: str) -> Kind:
    """Return what a frequent word is: ``new`` among stop words is an adjective all the same."""
    if lower in openers(language):
        return Kind.SMALL
    if lower in words.adjectives:
        return Kind.ADJECTIVE
    return Kind.VERB if lower in words.verbs and lower not in words.nouns else Kind.SMALL


def _german_kind(
    word: str, lower: str, words: Lexicon, small: frozenset[str], *, first: bool
) -> Kind:
    capital = word[0].isupper()
    if capital and not first:
        return Kind.SMALL if lower in openers("de") else Kind.NOUN
    if lower in small and (lower in openers("de") or lower not in words.adjectives):
        return Kind.VERB if lower in words.verbs and lower not in openers("de") else Kind.SMALL
    if lower in words.adjectives and lower.endswith(("e", "er", "es", "en", "em")):
        return Kind.ADJECTIVE
    if capital:
        return Kind.VERB if lower in words.verbs else Kind.NOUN
    return Kind.VERB if lower in words.verbs else Kind.SMALL
