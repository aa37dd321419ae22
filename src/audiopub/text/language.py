"""Which language a text is in.

The fourteen that audiopub has stop words of are told by these: no other language has so many of
them in a text, and counting is quick. All others, and what is short or mixed, are told by a model.

Source: Grefenstette, "Comparing Two Language Identification Schemes" (JADT 1995), for the small
words; py3langid, after Lui and Baldwin, "langid.py: An Off-the-shelf Language Identification Tool"
(ACL 2012), for all else.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import regex

from audiopub.text.stopwords import stop_words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNKNOWN = "und"
"""What BCP 47 has for a language that could not be determined."""

# The languages that are looked for: those of most podcasts. The rarer ones that the model knows
# besides would now and then be mistaken for a large neighbour.
_LANGUAGES = (
    *("ar", "bg", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr"),
    *("gl", "he", "hi", "hr", "hu", "id", "is", "it", "ja", "ka", "ko", "lt", "lv", "mk", "nl"),
    *("no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "th", "tr", "uk"),
    *("be", "ur", "vi", "zh"),
)
_SURE = 0.8

# The share of words that are stop words, at least. Texts of the language have a quarter more, those
# of its neighbours (Danish for Swedish, Catalan for Spanish) a quarter less.
_SHARES = {
    **dict.fromkeys(("en", "fr", "sv"), 0.45),
    **dict.fromkeys(("it", "nl"), 0.5),
    **dict.fromkeys(("fi", "pl", "uk"), 0.28),
    "cs": 0.27,
    "de": 0.42,
    "es": 0.52,
    "pt": 0.54,
    "ru": 0.35,
    "tr": 0.2,
}
_AHEAD = 0.6  # of the first language's share; the second one has no more
_ENOUGH = 100  # words
_FEW = 30  # words, for the language that is expected
_PART = 900  # characters that have as many
_GOOD_PART = 0.15
# Letters of neighbours: Slovak, Danish and Norwegian, Galician, Catalan, Belarusian, Bulgarian.
_NOT_ITS_OWN = {"cs": "äôľĺŕ", "sv": "æø", "pt": "ñ", "es": "àçèò", "ru": "іў", "uk": "ъыў"}
_STRAYS = 0.002  # of all letters may be such: names
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?")
_SAMPLE = 4_000  # characters; three of these tell as much as the whole
_LETTER = regex.compile(r"\p{L}")


def base(tag: str) -> str:
    """Return the language of a BCP 47 tag, without region and script: ``pt`` of ``pt-BR``."""
    return tag.partition("-")[0].lower()


def recognise(text: str, expected: str | None = None) -> str:
    """Return the language of most of a text, or :data:`UNKNOWN` if there is too little to tell.

    Where the small words do not tell, a model does, and loading it takes most of a second.

    Args:
        text: The text.
        expected: The language that it is likely to be in, a BCP 47 tag: fewer small words tell
            that it is.

    Returns:
        A BCP 47 tag without a region.
    """
    sample = text
    if len(text) > 3 * _SAMPLE:
        middle = (len(text) - _SAMPLE) // 2
        sample = " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
    if not _LETTER.search(sample):
        return UNKNOWN
    small = sample.lower()
    if known := _by_small_words(small):
        return known
    if expected and _by_small_words(small, _FEW) == base(expected):
        return base(expected)
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE else UNKNOWN


def others(texts: Iterable[str], tag: str) -> tuple[str, ...]:
    """Return the languages that a good part of a text is in besides that of most of it.

    Args:
        texts: The text, paragraph by paragraph.
        tag: What it is taken for, a BCP 47 tag.
    """
    counts: Counter[str] = Counter()
    held = ""
    for text in texts:
        held = f"{held} {text}"
        if len(held) >= _PART:
            counts[_by_small_words(held.lower()) or UNKNOWN] += 1
            held = ""
    return tuple(
        language
        for language, count in sorted(counts.items())
        if language not in (UNKNOWN, base(tag)) and count >= _GOOD_PART * counts.total()
    )


def _by_small_words(text: str, enough: int = _ENOUGH) -> str | None:
    """Return the language whose stop words a text is made of, if it is clearly one."""
    words = Counter(_WORD.findall(text.replace("’", "'")))
    count = words.total()
    if count < enough:
        return None
    shares = {
        language: sum(words[word] for word in stop_words(language) & words.keys()) / count
        for language in _SHARES
    }
    first, second = sorted(shares, key=lambda language: -shares[language])[:2]
    if shares[first] < _SHARES[first] or shares[second] > _AHEAD * shares[first]:
        return None
    strays = sum(text.count(letter) for letter in _NOT_ITS_OWN.get(first, ""))
    return first if strays <= _STRAYS * len(text) else None


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier
