"""Who wrote it: bylines, and what looks like a person's name."""

from __future__ import annotations

import regex

from audiopub import compiled
from audiopub.model import Person
from audiopub.text.openers import openers
from audiopub.text.stopwords import stop_words

# What introduces an author. Some of it is a preposition as well, so a name must follow.
_BY = (
    r"von|by|(?:written|text|words|story) by|par|propos recueillis par|por|(?:escrito|texto) por"
    r"|di|a cura di|door|av|af|kirjoittanut|napisał[ai]?|napsal[ai]?|yazan"
)
_LABEL = (
    r"autor(?:in|en|innen|as?|es|ka|ři|zy)?|authors?|auteure?s?|autore|autrice|författare"
    r"|kirjoittaja|teksti|text|texte|testo|tekst|texto|yazar|автор[иы]?|текст"
)
# What may stand before "by": the kind of text. Alone between bars it is a rubric, and no title.
_KIND = (
    r"analys|analyse|analysis|análise|análisi[s]?|analisi|artigo|article|articolo|artikel|artículo"
    r"|beitrag|bericht|chronique|column|columna|commentaire|commentary|commento|comentario"
    r"|comentário|coluna|crónica|crônica|editorial|essay|essä|gastbeitrag|glosse|interview|kolumne"
    r"|kolumn|kommentar|komentarz|kommentti|krönika|ledare|leitartikel|meinung|opinia|opinie|opinion"
    r"|opinião|opinión|opinione|rede|report|reportage|speech|tribune|köşe yazısı|yorum|колонка"
    r"|коментар|комментарий|мнение|думка|аналітика|аналитика|інтерв'ю|интервью|názor|komentář"
)
_BYLINE = compiled.pattern(
    rf"(?:(?P<label>{_LABEL})\s*[:–—]\s+|(?:{_BY})\s*:?\s+"
    rf"|(?:\p{{L}}{{1,4}}\s+)?(?:{_KIND})\s+(?:(?:{_BY}|de|van|od)\s+|d['’]))(?P<names>.+)",
    flags=regex.IGNORECASE,
)
_LAST_BY = compiled.pattern(
    r"(?P<title>.+\S)\s+(?:by|kirjoittanut|napisał[ai]?|napsal[ai]?|yazan)\s+(?P<names>.+)"
)
_RUBRIC = compiled.pattern(rf"(?:{_KIND})", flags=regex.IGNORECASE)
_AND = regex.compile(r"\s*[,;&]\s*|\s+(?:und|and|et|y|e|i|a|і|й|та|и|och|og|en|ja|ve)\s+")
_PARTICLE = regex.compile(
    r"af|al|av|bin|d[aeio]|das|del|della|de[nr]|dos|du|el|ibn|l[ae]|los|ten|ter|v[ao]n|vom|y|zu[mr]?"
)
_NAME_WORD = regex.compile(r"\p{Lu}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*\.?")
_TITLES = ("dr.", "prof.")
_MOST_WORDS = 5
_FIRST_NAMES = frozenset({"bill", "will"})  # though they are frequent words as well


def people(text: str) -> tuple[Person, ...]:
    """Return the persons in a list that is known to be of authors: "A. Meier; B. Schulz"."""
    return tuple(Person(name=name) for part in _AND.split(text) if (name := part.strip()))


def named(text: str) -> tuple[Person, ...]:
    """Return the persons in a text that may be anything: none if it is not names alone."""
    return tuple(Person(name=name) for name in names(text, ""))


def byline(text: str, language: str) -> tuple[str, ...]:
    """Return the names in a byline such as ``By Ada Lovelace``, or nothing if it is none."""
    match = _BYLINE.fullmatch(text.strip(" .,"))
    if match is None:
        return ()
    return tuple(_AND.split(match["names"])) if match["label"] else names(match["names"], language)


def is_rubric(text: str) -> bool:
    """Return whether a text only says what kind of text it is above: "Column", "Kommentar"."""
    return _RUBRIC.fullmatch(text) is not None


def title_and_byline(text: str, language: str) -> tuple[str, tuple[str, ...]]:
    """Return the title and the names in ``War and Bread by Ada Lovelace``; without names, none.

    Only words that introduce nobody but an author part the two: not "von", as in "Besuch von".
    """
    parts = _LAST_BY.fullmatch(text)
    found = names(parts["names"], language) if parts else ()
    return (parts["title"], found) if parts and found else (text, ())


def names(text: str, language: str) -> tuple[str, ...]:
    """Return the persons' names in a text that is nothing else, or nothing."""
    found = _AND.split(text)
    return tuple(found) if all(_is_name(name, language) for name in found) else ()


def short_names(text: str, language: str) -> tuple[str, ...]:
    """Return the names in a text that is nothing else, or nothing; one word is enough for each.

    So much like other words are such names that only their place can tell that they are some.
    """
    found = _AND.split(text)
    return tuple(found) if all(_is_name(name, language, fewest=1) for name in found) else ()


def begins_like_a_phrase(text: str, language: str) -> bool:
    """Return whether a text that might be a name begins with a frequent word: ``New Front``."""
    first = text.partition(" ")[0].lower()
    return first in stop_words(language) and first not in _FIRST_NAMES


def _is_name(text: str, language: str, fewest: int = 2) -> bool:
    """Return whether a text looks like a person's name: at most five words, with capitals."""
    words = [word for word in text.split() if word.lower() not in _TITLES]
    if not fewest <= len(words) <= _MOST_WORDS or words[0].lower() in openers(language):
        return False
    capitals = sum(_NAME_WORD.fullmatch(word) is not None for word in words)
    particles = sum(_PARTICLE.fullmatch(word) is not None for word in words)
    return capitals >= fewest and capitals + particles == len(words)
