"""Noun phrases that can stand alone: whole, and in the form in which they would be a title.

There is no parser and no trained model. Tables of frequent nouns, adjectives and verbs and of the
closed classes say what words can be; a phrase is taken only where both its ends are sure: it begins
after an article, a preposition, a verb or a mark, and ends before one. In languages with cases it
must be in the nominative, which the endings of its first words and the word before it tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import regex

from audiopub.text.grammar import Grammar, grammar
from audiopub.text.tagging import Kind, Token, tag

_LONGEST_PHRASE = 7  # words

_NOMINAL = frozenset({Kind.NOUN, Kind.EITHER, Kind.NAME, Kind.UNKNOWN, Kind.DOUBTFUL})
_HEAD = frozenset({Kind.NOUN, Kind.EITHER, Kind.DOUBTFUL})
_ATTRIBUTE = frozenset({Kind.ADJECTIVE, Kind.EITHER})
_CONTENT = _NOMINAL | _ATTRIBUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class NounPhrase:
    """A noun phrase of a sentence."""

    text: str
    """As it stands there."""

    words: int
    """How many words with a meaning of their own it has."""

    subject: bool
    """Whether it opens the sentence and a verb follows it."""

    tied: bool = True
    """Whether all of it surely belongs together: "in June" may belong to the verb as well."""


def noun_phrases(sentence: str, language: str) -> Iterator[NounPhrase]:
    """Yield the noun phrases of a sentence that can stand alone; none for unknown languages.

    Args:
        sentence: The sentence.
        language: The language alone, as :func:`audiopub.text.language.base` gives it.
    """
    rules = grammar(language)
    if rules is None:
        return
    tokens = tag(sentence, language)
    phrases = _PHRASES[rules.order]
    index = 0
    while index < len(tokens):
        found = phrases(tokens, index, rules)
        if found is None:
            index += 1
            continue
        start, *ends = found
        for end in dict.fromkeys(ends):
            if end - start <= _LONGEST_PHRASE and _ends(tokens, end):
                yield _phrase(sentence, tokens, start, end, tied=end == ends[0])
        index = max(ends[-1], index + 1)


def _phrase(
    sentence: str, tokens: Sequence[Token], start: int, end: int, *, tied: bool
) -> NounPhrase:
    before = any(token.kind is not Kind.MARK for token in tokens[:start])
    subject = not before and end < len(tokens) and tokens[end].kind is Kind.VERB
    return NounPhrase(
        text=sentence[tokens[start].start : tokens[end - 1].end],
        words=sum(token.kind in _CONTENT for token in tokens[start:end]),
        subject=subject,
        tied=tied or subject,
    )


def _ends(tokens: Sequence[Token], end: int) -> bool:
    """Return whether a phrase surely ends here: nothing that may belong to it follows."""
    if end == len(tokens):
        return True
    following = tokens[end]
    if following.kind in _CONTENT or following.kind in (Kind.LINK, Kind.NUMBER):
        return False
    if following.text in "-–/’'%&(«„“\"":
        return following.text in "–("
    last = tokens[end - 1]
    return last.kind is not Kind.DOUBTFUL or following.kind in (Kind.MARK, Kind.VERB)


def _run(tokens: Sequence[Token], index: int, kinds: frozenset[Kind]) -> int:
    """Return the end of the run of tokens of some kinds that begins here."""
    while index < len(tokens) and tokens[index].kind in kinds:
        index += 1
    return index


def _extended(
    tokens: Sequence[Token], end: int, nominal: Callable[[Sequence[Token], int], int]
) -> tuple[int, int]:
    """Return where a phrase ends with what is tied to it ("of"), and with what may be."""
    tied = end
    while end < len(tokens) and tokens[end].kind in (Kind.LINK, Kind.PREPOSITION):
        inner = end + 1
        if inner < len(tokens) and tokens[inner].kind is Kind.ARTICLE:
            inner += 1
        after = nominal(tokens, inner)
        if after == inner:
            break
        if tied == end and tokens[end].kind is Kind.LINK:
            tied = after
        end = after
    return tied, end


def _before_nominal(tokens: Sequence[Token], index: int) -> int:
    """Return the end of adjectives, then nouns."""
    end = _run(tokens, index, _CONTENT)
    while end > index and tokens[end - 1].kind not in _HEAD | {Kind.NAME}:
        end -= 1
    return end


def _around_nominal(tokens: Sequence[Token], index: int) -> int:
    """Return the end of a noun with adjectives on both sides."""
    end = _run(tokens, index, _ATTRIBUTE)
    known = end < len(tokens) and tokens[end].kind in _HEAD | {Kind.NAME}
    if known or _is_unknown_noun(tokens, end):
        end = _run(tokens, end + 1, _ATTRIBUTE | {Kind.NAME})
    elif not any(token.kind is Kind.EITHER for token in tokens[index:end]):
        return index
    return end


def _is_unknown_noun(tokens: Sequence[Token], index: int) -> bool:
    return (
        0 < index < len(tokens)
        and tokens[index].kind is Kind.UNKNOWN
        and tokens[index - 1].kind in (Kind.ARTICLE, Kind.ADJECTIVE)
    )


def _plain(tokens: Sequence[Token], index: int, rules: Grammar) -> tuple[int, ...] | None:
    """Find a phrase of a language without cases, with its definite article."""
    nominal = _before_nominal if rules.order == "before" else _around_nominal
    start = index
    if tokens[index].kind is Kind.ARTICLE:
        index += 1
        if tokens[start].lower not in rules.definite:
            start = index
    elif index and tokens[index - 1].kind in (Kind.ARTICLE, Kind.LINK):
        return None
    end = nominal(tokens, index)
    if end == index or not any(
        token.kind in _HEAD or _is_unknown_noun(tokens, index + place)
        for place, token in enumerate(tokens[index:end])
    ):
        return None
    if not _begins(tokens, index, rules):
        return None
    return start, *_extended(tokens, end, nominal)


def _begins(tokens: Sequence[Token], index: int, rules: Grammar) -> bool:
    """Return whether the words from here on are surely a noun's, not a verb's: not "to recruit"."""
    first, before = tokens[index].kind, tokens[index - 1].kind if index else Kind.MARK
    if before is Kind.ARTICLE:
        return True
    if index and tokens[index - 1].lower == "to":
        return False
    if rules.order == "around" and before in (Kind.SMALL, Kind.VERB):
        return False
    if first in (Kind.DOUBTFUL, Kind.UNKNOWN):
        return before is Kind.MARK and index == 0
    if rules.order == "around" and first is Kind.ADJECTIVE:
        return before in (Kind.MARK, Kind.PREPOSITION)
    return True


_STRONG = {
    "e": ("die", "das", "der", "eine", "keine", ""),
    "es": ("ein", "kein", ""),
    "er": ("ein", "kein"),
}
_OBLIQUE = ("des", "eines", "einer")
_MAY_BE_WEAK = ("dem", "einem", "den", "einen", "zum", "im", "am", "vom", "beim")


def _german(tokens: Sequence[Token], index: int, _: Grammar) -> tuple[int, ...] | None:
    """Find a German phrase in the nominative, with its article where an adjective needs it."""
    if tokens[index].kind not in (Kind.ADJECTIVE, Kind.NOUN):
        return None
    before = tokens[index - 1].lower if index else ""
    if index and tokens[index - 1].kind in (Kind.ADJECTIVE, Kind.NOUN):
        return None
    noun = _run(tokens, index, frozenset({Kind.ADJECTIVE}))
    if noun == len(tokens) or tokens[noun].kind is not Kind.NOUN:
        return None
    if noun == index:
        start = index if _german_noun_stands(tokens, index, before) else None
    else:
        start = _german_adjective_stands(tokens, index, noun, before)
    end = noun + 1
    if start is None or (end < len(tokens) and tokens[end].kind is Kind.NOUN):
        return None
    tied, loose = _german_ends(tokens, end)
    if loose == 1 and not tokens[0].start:
        return None  # "Mittlerweile" has a capital, too, where it begins a sentence
    return start, tied, loose


def _german_noun_stands(tokens: Sequence[Token], index: int, before: str) -> bool:
    """Return whether a noun without adjectives is in the form of the nominative."""
    word = tokens[index].lower
    if before in _OBLIQUE:
        return False
    weak = word.endswith("n") and not word.endswith(("ung", "ion", "in", "mann", "plan"))
    governed = bool(index) and tokens[index - 1].kind is Kind.PREPOSITION
    return not (weak and (before in _MAY_BE_WEAK or governed))


def _german_adjective_stands(
    tokens: Sequence[Token], index: int, noun: int, before: str
) -> int | None:
    """Return where a phrase with adjectives begins if it is in the nominative, else ``None``."""
    adjectives = [token.lower for token in tokens[index:noun]]
    articles = ("der", "die", "das", "ein", "eine", "kein", "keine")
    article = before if before in articles else ""
    if before and not article and tokens[index - 1].kind is Kind.ARTICLE:
        return None
    if article == "die" and all(word.endswith(("e", "en")) for word in adjectives):
        return index - 1
    for ending in ("es", "er", "e"):
        if all(word.endswith(ending) for word in adjectives):
            if article not in _STRONG[ending]:
                return None
            return index - 1 if article in ("der", "die", "das") else index
    return None


def _german_ends(tokens: Sequence[Token], end: int) -> tuple[int, int]:
    """Return where a German phrase ends with what is tied to it, and with what may be."""
    tied = end
    while end < len(tokens):
        inner = end
        genitive = tokens[inner].lower in ("der", "des", "eines", "einer")
        if genitive:
            inner += 1
        elif tokens[inner].kind is Kind.PREPOSITION:
            inner += 1
            if inner < len(tokens) and tokens[inner].kind is Kind.ARTICLE:
                inner += 1
        else:
            break
        noun = _run(tokens, inner, frozenset({Kind.ADJECTIVE}))
        if noun == len(tokens) or tokens[noun].kind is not Kind.NOUN:
            break
        after = noun + 1
        if genitive and tied == end:
            tied = after
        end = after
    return tied, end


_CONSONANT = "(?:[^аеёиоуыэюяєіїaeiouyáéíóúýěůąęó]|[йьj])"
_AGREEMENT = tuple(
    (regex.compile(f"(?:{adjective})$"), regex.compile(f"(?:{noun})$"))
    for adjective, noun in (
        ("[ыиі]й|ой|ý", _CONSONANT),
        ("ая|яя", "[аяь]"),
        ("ое|ее", "[оея]"),
        ("[ыи]е", "[ыиая]"),
        ("[ая]", f"[ая]|{_CONSONANT}"),
        ("[еє]", "[оея]"),
        ("[ії]", "[иіїая]"),
        ("[yi]", f"{_CONSONANT}|[yi]|wie"),
        ("a", f"[ai]|{_CONSONANT}"),
        ("e", "[oeęyia]|um"),
        ("á", f"[ae]|{_CONSONANT}"),
        ("é", "[oeíyia]"),
        ("í", r"\p{L}"),
    )
)
"""Endings of adjectives in the nominative, each with those of the nouns that they go with."""


def _cases(tokens: Sequence[Token], index: int, _: Grammar) -> tuple[int, ...] | None:
    """Find a Slavic phrase: adjectives and a noun in the nominative, then what is tied to it."""
    if index and tokens[index - 1].kind in _CONTENT | {Kind.PREPOSITION, Kind.NUMBER}:
        return None
    noun = _run(tokens, index, frozenset({Kind.ADJECTIVE}))
    if noun == len(tokens) or tokens[noun].kind not in _HEAD:
        return None
    if noun == index and tokens[noun].kind is Kind.DOUBTFUL:
        return None
    if not _agree([token.lower for token in tokens[index:noun]], tokens[noun].lower):
        return None
    end = noun + 1
    inner = _run(tokens, end, _ATTRIBUTE)
    tied = _run(tokens, inner, _NOMINAL - {Kind.DOUBTFUL})
    if tied == inner > end:
        return None
    end = tied
    while end < len(tokens) and tokens[end].kind is Kind.PREPOSITION:
        after = _run(tokens, end + 1, _CONTENT)
        if after == end + 1:
            break
        end = after
    return index, tied, end


def _agree(adjectives: Sequence[str], noun: str) -> bool:
    """Return whether adjectives and a noun are in the nominative, as far as endings tell."""
    if not adjectives:  # a genitive singular looks like a plural, and an adjective would tell
        return not noun.endswith(tuple("иыіїyěi"))
    return all(
        any(ending.search(adjective) and other.search(noun) for ending, other in _AGREEMENT)
        for adjective in adjectives
    )


_OTHER_CASES = regex.compile(
    r".*(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|n[aä]|i[aä]|t[aä]|een|iin|seen)"
)
_POSSESSED = regex.compile(r"\p{L}{2,}[bcçdfgğhjklmnprsştvyz][ıiuü]")
_ACCUSATIVE = regex.compile(r".*(?:[ıiuü]n|y)[ıiuü]")
_GENITIVE = regex.compile(r"\p{L}{2,}n?[ıiuü]n")
_TURKISH_WORDS = 3


def _endings(tokens: Sequence[Token], index: int, rules: Grammar) -> tuple[int, ...] | None:
    """Find a Finnish or Turkish phrase: attributes, and a last noun that has no ending of case."""
    if index and tokens[index - 1].kind in _CONTENT:
        return None
    end = _run(tokens, index, _CONTENT)
    words = [token.lower for token in tokens[index:end]]
    if not words or tokens[end - 1].kind is Kind.NAME:
        return None
    whole = _turkish(words, tokens[index:end]) if rules.determiners else _finnish(tokens[index:end])
    return (index, end) if whole else None


def _turkish(words: Sequence[str], tokens: Sequence[Token]) -> bool:
    """Return whether these are nouns tied together: ``su kirliliği``, ``denizin sesi``."""
    if not 1 < len(words) <= _TURKISH_WORDS:
        return False
    *first, last = words
    return (
        _POSSESSED.fullmatch(last) is not None
        and _ACCUSATIVE.fullmatch(last) is None
        and all(
            token.kind in (Kind.NOUN, Kind.NAME) or _GENITIVE.fullmatch(word)
            for token, word in zip(tokens, first, strict=False)
        )
    )


def _finnish(tokens: Sequence[Token]) -> bool:
    """Return whether the last of these is a noun in the nominative, and the others go with it."""
    return tokens[-1].kind in _HEAD and not any(
        _OTHER_CASES.fullmatch(token.lower) for token in tokens[:-1]
    )


_PHRASES = {
    "before": _plain,
    "around": _plain,
    "german": _german,
    "cases": _cases,
    "endings": _endings,
}
