"""Sentences, by the rules of their punctuation.

A mark that can end a sentence does, unless what follows or what stands before it says otherwise: a
small letter follows, or the point belongs to an abbreviation, an initial, an ordinal number. Where
a point can be both, as in "in the U.S. The", a capital on a word of a closed class shows that a
sentence begins.

Source: the heuristics are those of Grefenstette and Tapanainen, "What is a word, what is a
sentence?" (1994), and Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection"
(2006), with tables in place of training.
"""

from __future__ import annotations

import regex

from audiopub.text import abbreviations, dates
from audiopub.text.language import base
from audiopub.text.openers import openers

_CLOSING = r"""”“"'’»›«‹)\]}」』）"""
_OPENING = r"""„“”"'‘’«»‹›(\[{¿¡「『（\-–—―"""
_END = regex.compile(
    r"(?<![.!?…؟۔।։])(?P<mark>[.!?…؟۔।։]++)"
    rf"(?P<closing>(?:[\xA0\u202F ]?»|[{_CLOSING}]){{0,4}})(?:\[\d+\])?+\s++"
    r"|(?P<wide>[。！？｡]++)[”’」』）】》]*+\s*+"
)
_NEXT = regex.compile(
    rf"[{_OPENING}\s]*(\p{{Lu}}\.|[\p{{L}}\p{{N}}][\p{{L}}\p{{M}}\p{{N}}'’-]*)?"  # "J." is no word
)
_TOKEN = regex.compile(r"(?<![\p{L}.])(?:\p{L}{1,2}\.[\s\xA0])*[\p{L}\p{M}\p{N}°º.\-]+$")
_FIGURE = regex.compile(r"[\dIVXLC]\s*$")
_LETTER = regex.compile(r"\p{L}")
_INITIALS = regex.compile(r"\p{L}\p{M}?|(\p{Lu})\1|(?:\p{L}{1,3}\.-?)+\p{L}{1,3}")
_ROMAN = regex.compile(r"[IVX]+")
_NAME_OR_START = regex.compile(r"\p{Lu}[\p{L}\p{M}]+\s+$|^\W*$")

_LOOK_BACK = 60  # characters; no abbreviation, and no phrase that matters here, is longer
_OF_YEARS = {"pl": ("r",), "ru": ("г", "гг"), "uk": ("р", "рр")}
_BEGUN = 25  # characters; a sentence that is so far on can end with "in 2014 r."

# Languages that write ordinal numbers with a point. German has capitals on all nouns, so there the
# words around must tell "der 3. Mann" from "Es waren 3. Dann".
_ORDINAL = frozenset(
    {"cs", "da", "de", "et", "fi", "hr", "hu", "nb", "no", "pl", "sk", "sl", "sr", "tr"}
)
_ORDINAL_DIGITS = 2
_GERMAN_BEFORE_ORDINAL = regex.compile(
    r"\b(?:der|die|das|den|dem|des|am|im|vom|zum|zur|beim|ins|bis|seit|ab|gegen|und|"
    r"(?:ein|kein|mein|dein|sein|ihr|unser|jed|dies)(?:e|en|em|er|es)?)\s+$",
    flags=regex.IGNORECASE,
)
_GERMAN_AFTER_ORDINAL = regex.compile(
    r"(?:Jahrhundert|Weltkrieg|Geburtstag|Jahrestag|Lebensjahr|Spieltag|Etage|Wahlperiode)\p{L}*"
)


def split(text: str, language: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph.

    Args:
        text: The paragraph.
        language: A BCP 47 tag; for a language without tables only the general rules are applied.

    Returns:
        The sentences in order, without white space around them.
    """
    language = base(language)
    found = []
    start = 0
    for end in _END.finditer(text):
        if end["wide"] or _ends(text, start, end, language):
            found.append(text[start : end.end()].strip())
            start = end.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)


def _ends(text: str, start: int, end: regex.Match[str], language: str) -> bool:
    """Return whether a sentence that began at ``start`` ends with a mark."""
    begins = _NEXT.match(text, end.end())
    following = (begins and begins[1]) or ""
    if following[:1].islower():
        return False
    if end["mark"] != ".":
        return True
    before = text[max(start, end.start() - _LOOK_BACK) : end.start()]
    token = _TOKEN.search(before)
    if token is None or end["closing"]:
        return True
    before = before[: token.start()]
    begun = end.start() - start >= _BEGUN
    if token[0].isdecimal():
        an_item = start == 0 or len(token[0]) == 1 or language in _ORDINAL
        if an_item and not _LETTER.search(before):
            return False  # "1. Köln liegt am Rhein", or "1. FC Köln"
        return _number_ends(before, token[0], following, language)
    word = regex.sub(r"\s", "", token[0]).strip(".")
    return _word_ends(before, word, following, language, begun=begun)


def _number_ends(before: str, number: str, following: str, language: str) -> bool:
    if language not in _ORDINAL or len(number) > _ORDINAL_DIGITS:
        return True
    if dates.is_month(following, language):
        return False
    if language == "de":
        return not (
            _GERMAN_BEFORE_ORDINAL.search(before) or _GERMAN_AFTER_ORDINAL.fullmatch(following)
        )
    return language != "tr" or following.lower() in openers(language)


def _word_ends(before: str, word: str, following: str, language: str, *, begun: bool) -> bool:
    folded = word.lower()
    after_figure = _FIGURE.search(before) is not None
    if folded in abbreviations.before_numbers(language) and following[:1].isdigit():
        return False
    if folded in abbreviations.before_names(language) and not after_figure:
        return False
    if folded in abbreviations.at_the_end(language):
        return True
    if after_figure and begun and folded in _OF_YEARS.get(language, ()):
        return True
    if (
        folded in abbreviations.within(language)
        or (
            (after_figure or following[:1].isdigit()) and dates.is_abbreviated_month(word, language)
        )
        or (_INITIALS.fullmatch(word) and not (after_figure and word.islower()))
        or (language in _ORDINAL and _ROMAN.fullmatch(word) and _NAME_OR_START.search(before))
    ):
        return following.lower() in openers(language)
    return True
