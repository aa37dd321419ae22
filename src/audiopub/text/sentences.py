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

import unicodedata

import regex

from audiopub import compiled
from audiopub.text import abbreviations, dates
from audiopub.text.language import base
from audiopub.text.openers import openers

_CLOSING = r"""”“"'’»›«‹)\]}」』）"""
_OPENING = r"""„“”"'‘’«»‹›(\[{¿¡「『（\-–—―"""
_END = compiled.pattern(
    r"(?<![.!?…؟۔।։])(?P<mark>[.!?…؟۔।։]++)"
    rf"(?P<closing>(?:[\xA0\u202F ]?»|[{_CLOSING}]){{0,4}})(?:\[\d+\])?+(?:\s++|$)"
    r"|(?P<wide>[。！？｡]++)[”’」』）】》]*+\s*+"
)
_GREEK_END = regex.compile(_END.pattern.replace("?…", "?;;…"))
_NEXT = compiled.pattern(
    rf"[{_OPENING}\s]*(\p{{Lu}}\.|[\p{{L}}\p{{N}}][\p{{L}}\p{{M}}\p{{N}}'’-]*)?"  # "J." is no word
)
_TOKEN = compiled.pattern(r"(?<![\p{L}.])(?:\p{L}{1,2}\.[\s\xA0])*[\p{L}\p{M}\p{N}°º.\-]+$")
_FIGURE = regex.compile(r"(?:\d|(?<!\p{L})[IVXLC]+)\s*$")
_QUANTITY = regex.compile(r"\d\s*(?:\p{Ll}{2,5}\.?\s*){0,2}$")  # "5", and "5 mil." of "5 mil. Kč"
_NUMBER = regex.compile(r"\d.*|[IVXLCDM]{2,}|[VX]")
_SPACED_DATE = regex.compile(r"\d{1,2}\.\s\d{1,2}\.(?:\s(?:\d{4}|\d\d)(?!\d))?")
_LETTER = regex.compile(r"\p{L}")
_LETTERS = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_INITIALS = regex.compile(
    r"\p{Lu}\p{M}?|(?![IVXLCDM])(\p{Lu})\1|(?:\p{L}{1,3}\.-?)+\p{L}{1,3}"  # "EE." of "EE. UU."
)
_ROMAN = regex.compile(r"[IVX]+")
_VOWEL = regex.compile(r"[aeiouyæøœəаеёиоуыэюяіїєαεηιουωάέήίόύώ]")
_ALPHABET = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}]+")

_LOOK_BACK = 60  # characters; no abbreviation, and no phrase that matters here, is longer
_LONGEST_DATE = 12  # characters
_OF_YEARS = {  # years and centuries, which begin a sentence as often as they end one
    "bg": ("в", "вв", "г", "гг"),
    "cs": ("st", "stol"),
    "pl": ("r", "w", "ww"),
    "ru": ("в", "вв", "г", "гг"),
    "uk": ("р", "рр", "ст"),
}

# A letter that is a word, and one that sentences end with; any other before a point abbreviates.
_ONE_LETTER_WORDS = {
    "bg": "я",
    "da": "iåø",
    "fr": "yà",
    "it": "è",
    "nb": "iåø",
    "nl": "u",
    "no": "iåø",
    "pt": "éà",
    "ru": "я",
    "sv": "iåö",
    "tr": "o",
    "uk": "яє",
}

_LONGEST_UNKNOWN = 4  # letters; so short a word without a vowel is an abbreviation …
_SYLLABIC = frozenset({"bs", "cs", "hr", "mk", "sk", "sl", "sr"})  # … but where r or l can be one

# In English a name comes before the verb of saying: "“Why?” Trump asked." elsewhere it follows.
_SAYING = {
    "en": compiled.pattern(
        r"[\s“\"]*+(?:\p{Lu}[\p{L}.'’-]*\s+){1,3}+(?:said|says|asked|asks|added|adds|wrote|writes|told"
        r"|replied|answered|shouted|cried|explained|recalled|joked|tweeted|insisted|warned)\b"
    )
}
_QUOTING = regex.compile(r"[”\"’']")
_QUOTE_GOES_ON = regex.compile(
    r"(?<=[」』])(?:と|って|という)|(?<=[”」』])\p{Han}{0,4}(?:说|說|道|问|問)"
)
_CLITIC = regex.compile(r"['’`](?:s|t|k|n)\s+(?=\p{Lu})")  # Dutch: "’s Avonds"

# Languages that write ordinal numbers with a point. German has capitals on all nouns, so there the
# words around must tell "der 3. Mann" from "Es waren 3. Dann".
_ORDINAL = frozenset(
    {"cs", "da", "de", "et", "fi", "hr", "hu", "nb", "no", "pl", "sk", "sl", "sr", "tr"}
)
_ORDINAL_DIGITS = 2
_GERMAN_BEFORE_ORDINAL = compiled.pattern(
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
    for end in (_GREEK_END if language == "el" else _END).finditer(text):
        if _ends(text, start, end, language):
            found.append(text[start : end.end()].strip())
            start = end.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)


def _ends(text: str, start: int, end: regex.Match[str], language: str) -> bool:
    """Return whether a sentence that began at ``start`` ends with a mark."""
    if end["wide"]:
        return not _QUOTE_GOES_ON.match(text, end.end())
    following = _following(text, end.end(), language)
    if following[:1].islower() and not following[1:2].isupper():  # "iPhone" is a name
        return False
    if end["mark"] != "." or end["closing"]:
        return not _is_aside(text, end, language)
    return _point_ends(text, start, end, following, language)


def _point_ends(
    text: str, start: int, end: regex.Match[str], following: str, language: str
) -> bool:
    """Return whether a point that nothing closes is an end, and not part of its word."""
    before = text[max(start, end.start() - _LOOK_BACK) : end.start()]
    token = _TOKEN.search(before)
    if token is None:
        return True
    before = before[: token.start()]
    if token[0].isdecimal():
        if _is_within_date(text, end.start()):
            return False
        an_item = start == 0 or len(token[0]) == 1 or language in _ORDINAL
        if an_item and not _LETTER.search(before):
            return False  # "1. Köln liegt am Rhein", or "1. FC Köln"
        return _number_ends(before, token[0], following, language)
    word = regex.sub(r"\s", "", token[0]).strip(".")
    return _word_ends(before, word, following, language)


def _is_within_date(text: str, place: int) -> bool:
    """Return whether a place is within a date such as ``5. 3. 2020``."""
    near = _SPACED_DATE.finditer(text, max(0, place - _LONGEST_DATE), place + _LONGEST_DATE)
    return any(date.start() < place < date.end() - 1 for date in near)


def _following(text: str, start: int, language: str) -> str:
    """Return the word that follows a mark, or an empty text."""
    if language in ("nl", "af") and (clitic := _CLITIC.match(text, start)):
        start = clitic.end()
    begins = _NEXT.match(text, start)
    return (begins and begins[1]) or ""


def _is_aside(text: str, end: regex.Match[str], language: str) -> bool:
    """Return whether a mark stands alone in brackets, or its quotation's speaker follows."""
    if text[end.start() - 1] == "(" and end["closing"].startswith(")"):
        return True
    saying = _SAYING.get(language)
    return (
        saying is not None
        and end["mark"] != "."  # which would be a comma: "“No,” Trump said."
        and _QUOTING.search(end["closing"]) is not None
        and saying.match(text, end.end()) is not None
    )


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


def _word_ends(before: str, word: str, following: str, language: str) -> bool:
    folded = word.lower()
    after_figure = _FIGURE.search(before) is not None
    if folded in abbreviations.before_numbers(language) and _NUMBER.fullmatch(following):
        return False
    introduces = {folded, folded.rpartition("-")[2]} & abbreviations.before_names(language)
    if introduces and not after_figure:
        return False
    closes = (
        folded in abbreviations.at_the_end(language)
        or _closes_quantity(before, folded, following, language)
        or (
            after_figure
            and folded in _OF_YEARS.get(language, ())
            and _says_something(before, language)
        )
    )
    if not closes and _may_abbreviate(word, following, language, after_figure=after_figure):
        return following.lower() in openers(language)
    return True


def _closes_quantity(before: str, word: str, following: str, language: str) -> bool:
    units = abbreviations.units(language)
    return word in units and following.lower() not in units and _QUANTITY.search(before) is not None


def _says_something(before: str, language: str) -> bool:
    """Return whether a sentence says more than when it was.

    "Zmarł w 1990 r." does: before its last word there is one that is neither frequent nor a month.
    "W 1990 r." and "Wiosną 1990 r." have none.
    """
    words = _LETTERS.findall(before)
    return any(
        word.lower() not in openers(language) and not dates.is_month(word, language)
        for word in words[:-1]
    )


def _may_abbreviate(word: str, following: str, language: str, *, after_figure: bool) -> bool:
    """Return whether the point after a word may be its own, and no end."""
    if language in _ORDINAL and _ROMAN.fullmatch(word):
        return True
    if dates.is_abbreviated_month(word, language):
        return after_figure or following[:1].isdigit()
    return (
        word.lower() in abbreviations.within(language)
        or _is_initials(word, language, after_figure=after_figure)
        or _has_no_vowel(word, language)
    )


def _is_initials(word: str, language: str, *, after_figure: bool) -> bool:
    if len(word) == 1 and word.islower():
        return not after_figure and word not in _ONE_LETTER_WORDS.get(language, "")
    return _INITIALS.fullmatch(word) is not None


def _has_no_vowel(word: str, language: str) -> bool:
    """Return whether a word is so short, and without a vowel, that it must be an abbreviation."""
    return (
        1 < len(word) <= _LONGEST_UNKNOWN
        and word.islower()
        and language not in _SYLLABIC
        and _ALPHABET.fullmatch(word) is not None
        and not _VOWEL.search(unicodedata.normalize("NFD", word))
    )
