"""Write src/audiopub/text/stopwords.py from two public collections of stop words.

    python -m pip install stopwordsiso==0.7.1 stop-words==2025.11.4
    python scripts/stopwords.py

Both are on PyPI: stopwordsiso is the Stopwords ISO collection (MIT, Gene Diaz and contributors),
stop-words is the collection of Alireza Savand and contributors (BSD-3-Clause). Each has languages
that the other one hardly covers, so the union is taken. What is no word of the language is left
out: figures, scraps of wrong encodings, country codes.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

import stop_words
import stopwordsiso

TARGET = Path(__file__).parent.parent / "src/audiopub/text/stopwords.py"

# The letters of each language, besides a to z in the Latin ones.
LETTERS = {
    "cs": "áčďéěíňóřšťúůýž",
    "de": "äöüß",
    "en": "",
    "es": "áéíñóúü",
    "fi": "äöå",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "it": "àèéìíîòóùú",
    "nl": "áéëïíóöúüèê",
    "pl": "ąćęłńóśźż",
    "pt": "àáâãçéêíòóôõú",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "sv": "äåéö",
    "tr": "çğıöşüâîû",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
CYRILLIC = ("ru", "uk")
SHORT_ENGLISH = (
    "a am an as at be by do go he hi i if in is it me my no of oh ok on or so to up us we"
)

HEAD = '''"""Stop words: what stands in every text, whatever it is about.

Made by scripts/stopwords.py from two collections on PyPI, stopwordsiso 0.7.1 (MIT, Gene Diaz and
contributors) and stop-words 2025.11.4 (BSD-3-Clause, copyright 2014 Alireza Savand and
contributors). Do not edit.
"""

from __future__ import annotations

import functools


@functools.cache
def stop_words(language: str) -> frozenset[str]:
    """Return a language's stop words in lower case, none if it is not one of the fourteen."""
    return frozenset(_STOP_WORDS.get(language, "").split())


'''


def main() -> None:
    """Write the module."""
    parts = [HEAD, "_STOP_WORDS = {\n"]
    for language in sorted(LETTERS):
        words = " ".join(sorted(collected(language)))
        lines = textwrap.fill(words, 96, break_on_hyphens=False, break_long_words=False)
        parts.append(f'    "{language}": """\n{textwrap.indent(lines, "    ")}\n    """,\n')
    parts.append("}\n")
    TARGET.write_text("".join(parts), encoding="utf-8")
    print(f"wrote {TARGET}")


def collected(language: str) -> set[str]:
    """Return both collections' words of a language that are words of it."""
    words = stopwordsiso.stopwords(language) | set(stop_words.get_stop_words(language))
    words = {part for word in words for part in word.lower().replace("’", "'").split()}
    letters = set(LETTERS[language])
    if language not in CYRILLIC:
        letters |= set("abcdefghijklmnopqrstuvwxyz")
    kept = {word for word in words if set(word) - {"'"} <= letters and word.strip("'") == word}
    if language == "en":
        kept = {word for word in kept if len(word) > 2 or word in SHORT_ENGLISH.split()}  # noqa: PLR2004 - country codes have two letters
    return kept


if __name__ == "__main__":
    main()
