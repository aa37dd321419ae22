"""Bytes to text: which encoding a file is in, or why it is none that is read.

UTF-8 and UTF-16 say what they are. Windows-1252 and Windows-1251 do not: every file is valid in
either. They are told apart, and both from all others, by what a wrong reading looks like: letters
of two alphabets within a word, capitals after small letters, signs between letters, letters that
no one language has together. The reading with the fewest of these wins if they are few enough.
"""

from __future__ import annotations

import codecs
from collections import Counter

import regex

from audiopub.errors import TextError

_SAVE_AS_UTF8 = "save the text as UTF-8"
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}

# The letters beyond ASCII of the languages that each code page is used for, with those of usual
# loan words. Compiled by hand for audiopub.
_LATIN = (
    "äöüß",  # German
    "àâæçéèêëîïôœùûüÿ",  # French
    "áéíñóúüªº",  # Spanish
    "àèéìíîòóùúªº",  # Italian
    "ÀàáâãçéêíòóôõúüªºÂ",  # Portuguese
    "äåéöüà",  # Swedish, Finnish
    "æøåéèêóòôäö",  # Danish, Norwegian
    "áéëïíóöúüèê",  # Dutch
    "áðéíóúýþæö",  # Icelandic
    "éèïñçöüáâôê",  # English
    "àçèéíïòóúü",  # Catalan
)
_CYRILLIC = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",  # Russian
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",  # Ukrainian
    "абвгдеёжзійклмнопрстуўфхцчшыьэюя",  # Belarusian
    "абвгдежзийклмнопрстуфхцчшщъьюя",  # Bulgarian
    "абвгдђежзијклљмнњопрстћуфхцчџш",  # Serbian
    "абвгдѓежзѕијклљмнњопрстќуфхцчџш",  # Macedonian
)
_CODE_PAGES = {"cp1252": _LATIN, "cp1251": _CYRILLIC}

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_BEYOND_ASCII = regex.compile(r"[^\p{ASCII}]")
_TWO_ALPHABETS = regex.compile(r"\p{Latin}.*\p{Cyrillic}|\p{Cyrillic}.*\p{Latin}")
_CAPITAL_WITHIN = regex.compile(
    r"\p{Ll}[\p{Lu}--\p{ASCII}]|[\p{Ll}--\p{ASCII}]\p{Lu}|[\p{Lu}--\p{ASCII}]\p{Lu}\p{Ll}",
    regex.V1,
)
_SIGN_WITHIN = regex.compile(r"(?<=\p{L})[\p{S}\p{No}¶§¿¡†‡•‚„…‰‹]+(?=\p{L})")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1a"))
_MAX_CONTROLS = 0.1  # of all bytes; a text has none, or a few that went astray
_TOLERATED = 0.01  # so many of all letters may look wrong: foreign names


def decode(data: bytes, path: str) -> str:
    """Return a file's text.

    Args:
        data: The file's content: UTF-8 with or without byte order mark, UTF-16 with one,
            Windows-1252 or Windows-1251.
        path: Its path, for errors.

    Raises:
        TextError: It is no text at all (AP102), or in an encoding that is not read (AP103).
    """
    if not data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        for mark, encoding in _BYTE_ORDER_MARKS.items():
            if data.startswith(mark):
                return _strictly(data[len(mark) :], encoding, path)
    _refuse_binary(data, path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = None if _mostly_utf8(data) else _by_code_page(data)
        if text is None:
            raise _not_read(data, "utf-8", error, path) from error
        return text


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_read(data, encoding, error, path) from error


def _refuse_binary(data: bytes, path: str) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\0" not in data and controls <= _MAX_CONTROLS * len(data):
        return
    first = min(index for byte in _CONTROLS if (index := data.find(byte)) >= 0)
    raise TextError(
        "AP102",
        "this is not a text but binary data",
        path=path,
        line=data.count(b"\n", 0, first) + 1,
        hint=f"{_SAVE_AS_UTF8}; a text in UTF-16 must begin with a byte order mark",
    )


def _mostly_utf8(data: bytes) -> bool:
    """Return whether a file is UTF-8 with some bytes broken, and not of another encoding."""
    text = data.decode("utf-8", errors="surrogateescape")
    beyond = sum(character > "\x7f" for character in text)
    broken = sum("\udc80" <= character <= "\udcff" for character in text)
    return 2 * broken < beyond


def _by_code_page(data: bytes) -> str | None:
    """Return the text in the code page that makes the most sense of it, if any does."""
    readings = []
    for encoding, alphabets in _CODE_PAGES.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters, wrong = _oddities(text, alphabets)
        if wrong <= _TOLERATED * letters:
            readings.append((wrong, text))
    return min(readings, key=lambda reading: reading[0])[1] if readings else None


def _oddities(text: str, alphabets: tuple[str, ...]) -> tuple[int, int]:
    """Return the number of letters in a text, and of those that a wrong reading would explain."""
    words = Counter(_WORD.findall(text))
    letters = sum(len(word) * count for word, count in words.items())
    wrong = len(_SIGN_WITHIN.findall(text))
    at_home: Counter[str] = Counter()
    for word, count in words.items():
        if word.isascii():
            continue
        beyond = _BEYOND_ASCII.findall(word)
        if _TWO_ALPHABETS.search(word) or _CAPITAL_WITHIN.search(word):
            wrong += count * len(beyond)
        else:
            for letter in beyond:
                at_home[letter.lower()] += count
    foreign = at_home.total() - max(
        sum(at_home[letter] for letter in set(alphabet)) for alphabet in alphabets
    )
    return letters, wrong + foreign


def _not_read(data: bytes, encoding: str, error: UnicodeDecodeError, path: str) -> TextError:
    before = data[: error.start].decode(encoding, errors="replace")
    return TextError(
        "AP103",
        f"byte 0x{data[error.start]:02X} is not valid in {encoding.upper()}, and the file is in"
        " no other encoding that is read",
        path=path,
        line=before.count("\n") + 1,
        column=len(before) - before.rfind("\n"),
        hint=_SAVE_AS_UTF8,
    )
