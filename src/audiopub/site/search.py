"""The index that the browser searches all transcripts with, without a server, even from the disk.

Everything is loaded as a script, since pages from the disk may load scripts and nothing else; each
of these files calls one function with data. Episodes are indexed in segments, counted from the
oldest on, so that a changed episode changes one segment only. A segment says its episodes and the
words at which its parts begin; a part says in which episodes its words are. The sentences of an
episode, which the browser looks for the words in, stand in a file of their own.
"""

from __future__ import annotations

import itertools
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import regex

from audiopub.model import Alignment
from audiopub.site import Entry, Part
from audiopub.site.environment import printable
from audiopub.site.interface import Interface
from audiopub.site.rendering import no_character

SEGMENT = 100
"""So many episodes are indexed together."""

PART = 48_000
"""A part of a segment is about so many bytes; compressed a third of that."""

_WORDS = regex.compile(r"[\p{L}\p{N}]+")
_MARKS = regex.compile(r"\p{M}+")
_WITHOUT_SPACES = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]")


def sentences(slug: str, alignment: Alignment, *, path: str) -> bytes:
    """Return the spoken sentences of an episode, for the results of a search."""
    spoken = [[round(s.start, 2), printable(s.text)] for s in alignment.sentences if s.spoken]
    return _call("sentences", slug, spoken, path=path)


def parts(interface: Interface, entries: Sequence[Entry]) -> Iterator[Part]:
    """Yield the segments of the index.

    Args:
        interface: Writes dates.
        entries: The newest first.
    """
    for number in range(count(len(entries))):
        end = len(entries) - number * SEGMENT
        indexed = tuple(reversed(entries[max(end - SEGMENT, 0) : end]))
        said = tuple((entry.line, entry.subtitle, entry.spoken.key) for entry in indexed)
        yield Part(
            name=f"search/{number}",
            made_of=(interface.language, said),
            render=partial(_segment, interface, number, indexed),
        )


def count(episodes: int) -> int:
    """Return how many segments so many episodes are indexed in."""
    return -(-episodes // SEGMENT)


def fold(text: str) -> str:
    """Return a text as it is compared: without case and accents.

    ``search.js`` does the same, step by step.
    """
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower()
    # The capital İ becomes i and a dot above.
    return _MARKS.sub("", bare).replace("ß", "ss").replace("ς", "σ")


def words(text: str) -> set[str]:
    """Return the words that a text can be found by.

    Where words are not divided by spaces, every two letters that follow one another are one.
    """
    folded = fold(text)
    found = set(_WORDS.findall(folded))
    if _WITHOUT_SPACES.search(folded):
        for word in [word for word in found if len(word) > 1 and _WITHOUT_SPACES.search(word)]:
            found.remove(word)
            found.update(map("".join, itertools.pairwise(word)))
    return found


def _segment(interface: Interface, number: int, indexed: Sequence[Entry]) -> Mapping[str, bytes]:
    found = _index(indexed)
    files: dict[str, bytes] = {}
    firsts: list[str] = []
    # Browsers compare strings by the units of UTF-16.
    ordered = sorted(found, key=lambda word: word.encode("utf-16-be", "surrogatepass"))
    for part in _divided({word: found[word] for word in ordered}):
        path = f"search/{number}-{len(firsts)}.js"
        files[path] = _call("words", number, len(firsts), part, path=path)
        firsts.append(next(iter(part)))
    lines = [
        [
            entry.slug,
            printable(entry.title),
            interface.date(entry.published),
            entry.language,
        ]
        for entry in indexed
    ]
    path = f"search/{number}.js"
    return {path: _call("segment", number, lines, firsts, path=path)} | files


def _index(indexed: Sequence[Entry]) -> dict[str, list[int]]:
    """Return the words of a segment, and the episodes of it that each is in."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(indexed):
        sentences = entry.spoken.read().sentences
        spoken = (sentence.text for sentence in sentences if sentence.spoken)
        whole = "\n".join((entry.title, entry.subtitle or "", *spoken))
        for word in words(whole):
            found[word].append(place)
    return found


def _divided(found: Mapping[str, list[int]]) -> Iterator[dict[str, list[int]]]:
    """Divide words that are in order into parts of about :data:`PART` bytes."""
    part: dict[str, list[int]] = {}
    size = 0
    for word, places in found.items():
        part[word] = places
        size += len(word.encode(errors="surrogatepass")) + 3 * len(places) + 6
        if size >= PART:
            yield part
            part, size = {}, 0
    if part:
        yield part


def _call(function: str, *values: object, path: str) -> bytes:
    """Return a script that hands values over to a function of ``search.js``.

    JSON is JavaScript (ECMAScript 2019), whatever the texts in it say.
    """
    said = ",".join(json.dumps(v, ensure_ascii=False, separators=(",", ":")) for v in values)
    try:
        return f"audiopub.{function}({said});\n".encode()
    except UnicodeEncodeError as error:
        raise no_character(error, path) from error
