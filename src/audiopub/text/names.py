"""Persons and places that a text speaks of.

A person is a first name with capitalised words after it, or a title of courtesy or office with a
name; once somebody was named in full, the surname alone is the same person. Tables of first names,
surnames and large cities are made by scripts/names.py; countries are those of the CLDR.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

import regex

from audiopub.text.language import base
from audiopub.text.lexicon import Lexicon, is_noun, lexicon
from audiopub.text.openers import openers
from audiopub.text.places import known
from audiopub.text.stopwords import stop_words

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*+(?:[-‑'’]\p{L}[\p{L}\p{M}]*+)*+\.?|\p{N}+|[^\s]")
_PARTICLES = frozenset(
    {"af", "al", "av", "bin", "da", "de", "del", "della", "den", "der", "di"}
) | {
    *("dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "vom", "von", "zu", "zur"),
}
_LONGEST = 5  # words of a name
_SHORTEST = 3  # letters of a first name, but for initials
_INITIAL = regex.compile(r"\p{Lu}\.")
_GENITIVE = {"de": "s", "en": "'s", "nl": "s", "sv": "s"}
_STEM = 3  # letters, at least, before an ending of case
_NOT_FIRST = frozenset(
    {
        *("north", "south", "east", "west", "northern", "southern", "eastern", "western", "new"),
        *("san", "santa", "são", "los", "las", "saint", "st", "general", "royal", "supreme"),
    }
)
_NOT_LAST = frozenset(
    {
        *("academy", "army", "award", "bank", "bay", "bridge", "building", "bulletin", "center"),
        *("centre", "city", "club", "college", "congress", "court", "force", "games", "herald"),
        *("house", "institute", "navy", "news", "park", "party", "press", "prize", "river", "road"),
        *("school", "square", "street", "times", "training", "university"),
    }
)
_CASE = 3  # letters, at most, of an ending of case
_OPEN = regex.compile(r"[^aeiousxzß]$")  # after these a final s is an ending, as a rule
_INFLECTING = frozenset({"cs", "fi", "pl", "ru", "tr", "uk"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in a sentence."""

    text: str
    """As it stands."""

    start: int
    """Where, in characters."""


def persons(sentences: Sequence[str], language: str) -> tuple[str, ...]:
    """Return the persons a text speaks of, the most frequent first, each in its longest form.

    Args:
        sentences: The text.
        language: A BCP 47 tag.
    """
    language = base(language)
    count: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for found in mentions(sentences, language):
        for mention in found:
            words = mention.text.split()
            key = _key(words[-1], language)
            count[key] += 1
            cited = _cited(mention.text, language)
            if len(words) > 1 and _better(cited, forms.get(key), language):
                forms[key] = cited
    ranked = sorted(forms, key=lambda key: -count[key])  # the earlier one first where equal
    return tuple(forms[key] for key in ranked)


def mentions(sentences: Sequence[str], language: str) -> tuple[tuple[Mention, ...], ...]:
    """Return the persons named in each sentence: in full, or by a surname that was given before.

    Args:
        sentences: The text.
        language: The language alone, as :func:`audiopub.text.language.base` gives it.
    """
    found = [list(_full_names(sentence, language)) for sentence in sentences]
    surnames_given = frozenset(
        _key(mention.text.split()[-1], language)
        for mentions_ in found
        for mention in mentions_
        if len(mention.text.split()) > 1
    )
    for sentence, already in zip(sentences, found, strict=True):
        already += list(_single_names(sentence, already, surnames_given, language))
    return tuple(tuple(sorted(already, key=lambda mention: mention.start)) for already in found)


def _single_names(
    sentence: str, already: Sequence[Mention], given: frozenset[str], language: str
) -> Iterator[Mention]:
    """Yield names of one word that stand alone, not within a longer name of something else."""
    words = list(_WORD.finditer(sentence))
    capital = [word[0][0].isupper() for word in words]
    for index, word in enumerate(words):
        if not capital[index] or any(
            one.start <= word.start() < one.start + len(one.text) for one in already
        ):
            continue
        beside = [place for place in (index - 1, index + 1) if 0 <= place < len(words)]
        alone = not any(
            capital[place] and not (place == 0 or is_noun(words[place][0].lower(), language))
            for place in beside
        )
        if _key(word[0], language) in given or (
            alone and index and _is_name_alone(word[0], language)
        ):
            yield Mention(text=word[0].rstrip("."), start=word.start())


def _full_names(sentence: str, language: str) -> Iterator[Mention]:
    words = list(_WORD.finditer(sentence))
    index = 0
    while index < len(words):
        end = _name_end(words, index, language)
        if end is None:
            index += 1
            continue
        start = words[index].start()
        yield Mention(text=sentence[start : words[end - 1].end()].rstrip("."), start=start)
        index = end


def _name_end(words: Sequence[regex.Match[str]], index: int, language: str) -> int | None:
    """Return where a full name ends that begins here, ``None`` if none does."""
    first = words[index][0]
    titled = index > 0 and words[index - 1][0].lower().rstrip(".") in _titles(language)
    if not first[0].isupper() or not (titled or _is_first_name(first, language)):
        return None
    end = index + 1
    while end < min(len(words), index + _LONGEST) and _goes_on(words, index, end, language):
        end += 1
    while end > index + 1 and _INITIAL.fullmatch(words[end - 1][0]):
        end -= 1
    found = [word[0] for word in words[index:end]]
    if len(found) == 1:
        return end if titled and _is_surname(first, language) else None
    return end if _is_persons(found, language) else None


def _goes_on(words: Sequence[regex.Match[str]], start: int, index: int, language: str) -> bool:
    """Return whether a name goes on with a word: not if another name begins there."""
    word = words[index][0]
    follows = index + 1 < len(words) and words[index + 1][0][0].isupper()
    if word in _PARTICLES:
        return follows
    if _INITIAL.fullmatch(word):
        return True
    complete = index - start > 1 and not _is_first_name(words[index - 1][0], language)
    if complete and follows and _is_first_name(word, language):
        return False
    return _is_surname(word, language)


def _is_persons(words: Sequence[str], language: str) -> bool:
    """Return whether a name can be a person's: not ``North Carolina``, ``Trinity College``."""
    lower = [word.lower().rstrip(".") for word in words]
    if lower[0] in _NOT_FIRST or lower[-1] in _NOT_LAST or " ".join(words) in known(language):
        return False
    words_known = lexicon(language)
    if lower[-1] not in surnames() and is_noun(lower[-1], language):
        return False
    doubtful = _is_word(lower[0], words_known) or (language != "tr" and is_noun(lower[0], language))
    return (
        not doubtful
        or lower[-1] in surnames()
        or not (_is_word(lower[-1], words_known) or is_noun(lower[-1], language))
    )


def _is_first_name(word: str, language: str) -> bool:
    lower = word.lower()
    if _INITIAL.fullmatch(word):
        return True
    if len(lower) < _SHORTEST or not word[1:].islower() or lower in openers(language):
        return False
    return _nominative(lower, first_names(), language) is not None


def _nominative(lower: str, names: frozenset[str], language: str) -> str | None:
    """Return the form of a name that a table has, ``None`` if it has none of it."""
    if lower in names:
        return lower
    if language not in _INFLECTING:
        return None
    lower = lower.partition("'")[0]
    stems = (lower[:cut] for cut in range(len(lower), max(_STEM, len(lower) - _CASE) - 1, -1))
    forms = (stem + ending for stem in stems for ending in ("", "а", "я", "й", "a", "o", "о"))
    return next((form for form in forms if form in names), None)


def _is_surname(word: str, language: str) -> bool:
    """Return whether a word may be one: it has a capital, and is not known to be another word."""
    lower = word.lower()
    if not word[0].isupper() or lower in openers(language) or lower in stop_words(language):
        return False
    return language != "de" or lower in surnames() or not is_noun(lower, language)


def _is_name_alone(word: str, language: str) -> bool:
    """Return whether a word can hardly be anything but a name of a person."""
    lower = _bare(word, language).lower()
    if len(lower) <= _SHORTEST or not word[1:].islower() or not _is_listed(lower):
        return False
    a_word = _is_word(lower, lexicon(language)) or is_noun(lower, language)
    return not a_word and lower not in stop_words(language) and word not in known(language)


def _better(name: str, other: str | None, language: str) -> bool:
    """Return whether a form of a name is better than another one: in the nominative, longer."""
    if other is None:
        return True
    if name + _GENITIVE.get(language, "s") == other:
        return True
    return (_is_nominative(name), len(name.split())) > (_is_nominative(other), len(other.split()))


def _is_nominative(name: str) -> bool:
    return name.split(maxsplit=1)[0].lower() in first_names()


def _cited(name: str, language: str) -> str:
    """Return a name in the form in which it would be listed, as far as the tables know it."""
    *first, last = name.split()
    if language not in _INFLECTING or _is_nominative(name):
        return " ".join((*first, _bare(last, language)))
    tables = (*[first_names()] * len(first), surnames())
    forms = [
        _nominative(word.lower().replace("’", "'"), table, language)
        for word, table in zip((*first, last), tables, strict=True)
    ]
    return " ".join(form.capitalize() for form in forms if form) if all(forms) else name


def _bare(word: str, language: str) -> str:
    """Return a name without the ending of the genitive, if it has it."""
    bare = word.replace("’", "'").removesuffix(_GENITIVE.get(language, "'s"))
    if "'s" in word or "’s" in word:
        return bare
    whole = _is_listed(word.lower()) or not (_is_listed(bare.lower()) or _OPEN.search(bare))
    return word if whole else bare


def _is_listed(lower: str) -> bool:
    return lower in first_names() or lower in surnames()


def _is_word(lower: str, words: Lexicon) -> bool:
    return lower in words.adjectives or lower in words.verbs


def _key(word: str, language: str) -> str:
    """Return what is the same in all forms of a surname."""
    lower = word.lower().replace("’", "'").rstrip(".").removesuffix("'s")
    if language in _INFLECTING:
        lower = lower.partition("'")[0]
        return lower[: max(_STEM + 1, len(lower) - _CASE)]
    return lower.removesuffix("s") if len(lower) > _STEM + 1 else lower


@functools.cache
def _titles(language: str) -> frozenset[str]:
    return frozenset(_TITLES.get(language, "").split())


_TITLES = {
    "cs": "pan paní",
    "de": "herr frau herrn präsident präsidentin kanzler kanzlerin minister ministerin",
    "en": "mr mrs ms dr president senator minister sir lady",
    "es": "señor señora don doña presidente presidenta",
    "fi": "herra rouva presidentti ministeri pääministeri",
    "fr": "m mme monsieur madame président présidente ministre",
    "it": "signor signora presidente ministro",
    "nl": "meneer mevrouw president minister",
    "pl": "pan pani prezydent premier minister",
    "pt": "senhor senhora presidente ministro",
    "ru": "господин госпожа президент министр",
    "sv": "herr fru president minister",
    "tr": "bay bayan",
    "uk": "пан пані президент міністр",
}


@functools.cache
def first_names() -> frozenset[str]:
    """Return first names of all languages, in lower case."""
    return _table("first-names.txt")


@functools.cache
def surnames() -> frozenset[str]:
    """Return surnames of all languages, in lower case."""
    return _table("surnames.txt")


def _table(file: str) -> frozenset[str]:
    table = resources.files("audiopub.text") / "tables" / file
    return frozenset(table.read_text(encoding="utf-8").splitlines())
