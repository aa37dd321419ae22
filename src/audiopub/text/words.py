"""Words, and the terms that tell what a text is about."""

from __future__ import annotations

import regex

from audiopub.text.language import base
from audiopub.text.stopwords import stop_words

# Scripts that put no space between words; there, two characters in a row stand for a term.
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
WORD = regex.compile(
    rf"[{_UNSPACED}]+|[\p{{L}}\p{{M}}--[{_UNSPACED}]]+(?:['’-][\p{{L}}\p{{M}}--[{_UNSPACED}]]+)*",
    regex.V1,
)
_IS_UNSPACED = regex.compile(rf"[{_UNSPACED}]")
_STEM = 5  # letters; what follows them is mostly inflection


def terms(text: str, language: str) -> list[str]:
    """Return the terms of a text, in its order: stems of the words that are not stop words.

    Args:
        text: The text.
        language: A BCP 47 tag.
    """
    stops = stop_words(base(language))
    found = []
    for word in WORD.findall(text.lower().replace("’", "'")):
        if _IS_UNSPACED.match(word):
            found += [word[i : i + 2] for i in range(max(1, len(word) - 1))]
        elif len(word) > 1 and word not in stops:
            found.append(word[:_STEM])
    return found
