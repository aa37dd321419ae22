"""Which language a text is in.

Source: py3langid, after Lui and Baldwin, "langid.py: An Off-the-shelf Language Identification Tool"
(ACL 2012).
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import regex

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
_SAMPLE = 4_000  # characters; three of these tell as much as the whole
_LETTER = regex.compile(r"\p{L}")


def base(tag: str) -> str:
    """Return the language of a BCP 47 tag, without region and script: ``pt`` of ``pt-BR``."""
    return tag.partition("-")[0].lower()


def recognise(text: str) -> str:
    """Return the language of most of a text, or :data:`UNKNOWN` if there is too little to tell.

    Loading the model takes most of a second of processor time.

    Args:
        text: The text.

    Returns:
        A BCP 47 tag without a region.
    """
    sample = text
    if len(text) > 3 * _SAMPLE:
        middle = (len(text) - _SAMPLE) // 2
        sample = " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
    if not _LETTER.search(sample):
        return UNKNOWN
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE else UNKNOWN


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier
