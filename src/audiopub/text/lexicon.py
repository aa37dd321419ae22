"""Which frequent words are nouns, adjectives and verbs.

The tables are made by scripts/lexicon.py, which names their sources and licences.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The frequent words of a language, in lower case; one can be of several kinds."""

    nouns: frozenset[str] = frozenset()
    """Those that can stand in the nominative, singular or plural; for German, in any case."""

    adjectives: frozenset[str] = frozenset()
    """Adjectives and participles, in any form; none for Turkish."""

    verbs: frozenset[str] = frozenset()
    """Finite forms."""


@functools.cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language, an empty one if there is none.

    Args:
        language: The language alone, as :func:`audiopub.text.language.base` gives it.
    """
    file = resources.files("audiopub.text") / "tables" / f"lexicon-{language}.txt"
    if not (language.isalpha() and file.is_file()):
        return Lexicon()
    nouns, adjectives, verbs = file.read_text(encoding="utf-8").splitlines()
    return Lexicon(
        nouns=frozenset(nouns.split()),
        adjectives=frozenset(adjectives.split()),
        verbs=frozenset(verbs.split()),
    )


_COMPOUND = 4  # letters of a compound's last part, at least
_COMPOUNDING = frozenset({"de", "fi", "nl", "sv"})


def is_noun(word: str, language: str) -> bool:
    """Return whether a word in lower case is a noun of the lexicon, or a compound of one.

    Args:
        word: The word.
        language: The language alone.
    """
    nouns = lexicon(language).nouns
    return word in nouns or (
        language in _COMPOUNDING
        and any(word[cut:] in nouns for cut in range(3, len(word) - _COMPOUND + 1))
    )
