"""The words around the parts of show notes, and quotation marks, in fourteen languages."""

from __future__ import annotations

from dataclasses import dataclass

from audiopub.text.language import base


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What stands before each part of show notes."""

    chapters: str
    """Before the chapters."""

    quotes: str
    """Before what is quoted."""

    persons: str
    """Before the names of persons."""

    places: str
    """Before the names of places."""

    keywords: str
    """Before the keywords."""

    source: str
    """Before the address where the text was first published."""


def labels(language: str) -> Labels:
    """Return the labels of a language, those of English if there are none.

    Args:
        language: A BCP 47 tag.
    """
    words = _LABELS.get(base(language), _LABELS["en"])
    chapters, quotes, persons, places, keywords, source = words
    return Labels(
        chapters=chapters,
        quotes=quotes,
        persons=persons,
        places=places,
        keywords=keywords,
        source=source,
    )


def quoted(text: str, language: str) -> str:
    """Return a text in the quotation marks of a language."""
    opening, closing = _MARKS.get(base(language), _MARKS["en"])
    return f"{opening}{text}{closing}"


_LABELS = {
    "cs": ("Kapitoly", "Citáty", "Osoby", "Místa", "Klíčová slova", "Zdroj"),
    "de": ("Kapitel", "Zitate", "Personen", "Orte", "Stichwörter", "Quelle"),
    "en": ("Chapters", "Quotes", "People", "Places", "Keywords", "Source"),
    "es": ("Capítulos", "Citas", "Personas", "Lugares", "Palabras clave", "Fuente"),
    "fi": ("Luvut", "Lainauksia", "Henkilöt", "Paikat", "Avainsanat", "Lähde"),
    "fr": ("Chapitres", "Citations", "Personnes", "Lieux", "Mots-clés", "Source"),
    "it": ("Capitoli", "Citazioni", "Persone", "Luoghi", "Parole chiave", "Fonte"),
    "nl": ("Hoofdstukken", "Citaten", "Personen", "Plaatsen", "Trefwoorden", "Bron"),
    "pl": ("Rozdziały", "Cytaty", "Osoby", "Miejsca", "Słowa kluczowe", "Źródło"),
    "pt": ("Capítulos", "Citações", "Pessoas", "Lugares", "Palavras-chave", "Fonte"),
    "ru": ("Главы", "Цитаты", "Персоны", "Места", "Ключевые слова", "Источник"),
    "sv": ("Kapitel", "Citat", "Personer", "Platser", "Nyckelord", "Källa"),
    "tr": ("Bölümler", "Alıntılar", "Kişiler", "Yerler", "Anahtar kelimeler", "Kaynak"),
    "uk": ("Розділи", "Цитати", "Персони", "Місця", "Ключові слова", "Джерело"),
}

_MARKS = {
    "cs": ("„", "“"),
    "de": ("„", "“"),
    "en": ("“", "”"),
    "es": ("«", "»"),
    "fi": ("”", "”"),
    "fr": ("«\xa0", "\xa0»"),
    "it": ("«", "»"),
    "nl": ("“", "”"),
    "pl": ("„", "”"),
    "pt": ("«", "»"),
    "ru": ("«", "»"),
    "sv": ("”", "”"),
    "tr": ("“", "”"),
    "uk": ("«", "»"),
}
