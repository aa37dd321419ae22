"""A summary out of the text's own sentences.

The first sentence that says what it is about, and the most central ones after it; none that leans
on the sentence before it.

Source: Radev, Jing, Styś and Tam, "Centroid-based summarization of multiple documents" (2004): a
sentence is central if its words are those that run through the whole text.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from audiopub.text.language import base
from audiopub.text.openers import conjunctions, leaning
from audiopub.text.words import WORD, terms

_LONGEST = 650  # characters in all
_SHORTEST_SENTENCE, _LONGEST_SENTENCE = 50, 280
_LEAD = 5  # sentences; one of these opens the summary
_ALIKE = 0.5  # of a sentence's terms in another one: it would say the same again
_ROOT = 0.6  # by which power of its length a sentence is held back
_LEANS = 0.6  # what is left of the worth of a sentence that leans a little, "Trump will then …"
_FIRST_WORDS = 5


def summarise(sentences: Sequence[str], language: str) -> tuple[str, ...]:
    """Return the one to three sentences that tell best what a text is about, in its order.

    Args:
        sentences: The text, at least one.
        language: A BCP 47 tag.
    """
    language = base(language)
    content = [frozenset(terms(sentence, language)) for sentence in sentences]
    spread = Counter(term for found in content for term in found)

    def worth(index: int) -> float:
        found = content[index]
        central = math.fsum(math.log(spread[term]) for term in found)
        leans = any(word in leaning(language) for word in _first_words(sentences[index])[1:])
        return central / math.pow(len(found), _ROOT) * (_LEANS if leans else 1)

    fit = [i for i, sentence in enumerate(sentences) if content[i] and stands(sentence, language)]
    chosen = [index for index in fit if index < _LEAD][:1] or fit[:1] or [0]
    middle = len(sentences) // 2
    for half in (range(middle), range(middle, len(sentences))):
        for index in sorted((i for i in fit if i in half), key=worth, reverse=True):
            length = sum(len(sentences[i]) for i in (*chosen, index))
            if length <= _LONGEST and not any(_alike(content[index], content[i]) for i in chosen):
                chosen.append(index)
                break
    return tuple(sentences[index] for index in sorted(chosen))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * min(len(one), len(other))


def stands(sentence: str, language: str) -> bool:
    """Return whether a sentence can be understood without its neighbours."""
    if not _SHORTEST_SENTENCE <= len(sentence) <= _LONGEST_SENTENCE:
        return False
    first = _first_words(sentence)[:1]
    return (
        sentence[-1] in ".!…。"
        and sentence[0].isalnum()
        and not leaning(language).union(conjunctions(language)).intersection(first)
    )


def _first_words(sentence: str) -> list[str]:
    return [word[0].lower() for word in islice(WORD.finditer(sentence), _FIRST_WORDS)]
