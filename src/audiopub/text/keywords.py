"""What a text is about, in a few words.

Nouns that stand in several of its sentences and noun phrases that come again, each in the form in
which it comes most often.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from audiopub.text.language import base
from audiopub.text.lexicon import is_noun
from audiopub.text.nounphrases import noun_phrases
from audiopub.text.tagging import Kind, tag
from audiopub.text.words import terms

_MOST = 8
_FEWEST = 2  # times
_SHORTEST = 4  # letters
_PHRASE = 1.6  # how much better a phrase of several words is than one word
_NOUNS = (Kind.NOUN, Kind.EITHER)


def keywords(
    sentences: Sequence[str], language: str, *, names: Collection[str] = ()
) -> tuple[str, ...]:
    """Return at most eight keywords, the most important first.

    Args:
        sentences: The text.
        language: A BCP 47 tag.
        names: Names that are told already; a word of theirs is no keyword.
    """
    language = base(language)
    taken = {term for name in names for term in terms(name, language)}
    forms: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for form in _forms(sentence, language):
            key = tuple(terms(form, language))
            if key and not taken.intersection(key):
                forms[key][form] += 1
    found = {
        key: counted.total() * (_PHRASE if len(key) > 1 else 1)
        for key, counted in forms.items()
        if counted.total() >= _FEWEST
    }
    chosen: list[tuple[str, ...]] = []
    for key in sorted(found, key=lambda key: -found[key]):
        if len(chosen) < _MOST and not any(set(key) & set(other) for other in chosen):
            chosen.append(key)
    return tuple(_best(forms[key], language) for key in chosen)


def _best(forms: Counter[str], language: str) -> str:
    """Return the form to list: the most frequent, of German ones the shortest, without endings."""
    if language == "de":
        return min(forms, key=lambda form: (len(form), form))
    return forms.most_common(1)[0][0]


def _forms(sentence: str, language: str) -> set[str]:
    phrases = {
        " ".join(words)
        for phrase in noun_phrases(sentence, language)
        if phrase.tied and 1 < phrase.words <= _PHRASE_WORDS
        for words in [_without_article(phrase.text, language)]
    }
    nouns = {
        token.text if language == "de" else token.lower
        for token in tag(sentence, language)
        if token.kind in _NOUNS
        and len(token.text) >= _SHORTEST
        and (language != "de" or is_noun(token.lower, language))
    }
    return phrases | nouns


_PHRASE_WORDS = 3


def _without_article(phrase: str, language: str) -> list[str]:
    """Return the words of a phrase without its article, in small letters where nouns have them."""
    tokens = list(tag(phrase, language))
    if tokens[0].kind is Kind.ARTICLE:
        tokens = tokens[1:]
    text = phrase[tokens[0].start :]
    return (text if language == "de" or tokens[0].kind is Kind.NAME else _small(text)).split()


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
