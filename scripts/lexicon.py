r"""Write src/audiopub/text/tables/lexicon-*.txt: which frequent words are nouns, adjectives, verbs.

    apt install lttoolbox voikko-fi python3-libvoikko apertium-eng-spa apertium-fra-cat \
        apertium-spa-ita apertium-pt-gl apertium-rus-ukr apertium-pol-szl apertium-afr-nld \
        apertium-swe-dan
    python -m pip install wordfreq==3.1.1 simplemma==2.0.0 HanTa==1.2.1 numpy
    PYTHONPATH=/usr/lib/python3/dist-packages python scripts/lexicon.py

The words are the most frequent ones of each language by wordfreq (data CC BY-SA 4.0, Robyn Speer).
What they are is said by the morphologies of Apertium (GPL-2.0-or-later, for English, Spanish,
French, Italian, Portuguese, Russian, Ukrainian, Polish, Dutch, Swedish), Voikko (GPL-2.0-or-later,
Finnish) and HanTa (LGPL-3.0, German); for Czech, Turkish, and what Apertium does not know of
Ukrainian, by the lemmas of simplemma (MIT): there the ending of the lemma tells verbs.

A file has three lines, of words in lower case: nouns that can stand in the nominative, adjectives
and participles in any form, finite verbs. A word can be in several of them.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import regex
import simplemma
import wordfreq

TARGET = Path(__file__).parent.parent / "src/audiopub/text/tables"
WORDS = 30_000
APERTIUM = Path("/usr/share/apertium")
ANALYSERS = {
    "en": "apertium-eng-spa/eng-spa",
    "es": "apertium-eng-spa/spa-eng",
    "fr": "apertium-fra-cat/fra-cat",
    "it": "apertium-spa-ita/ita-spa",
    "pt": "apertium-pt-gl/pt-gl",
    "ru": "apertium-rus-ukr/rus-ukr",
    "uk": "apertium-rus-ukr/ukr-rus",
    "pl": "apertium-pol-szl/pol-szl",
    "nl": "apertium-afr-nld/nld-afr",
    "sv": "apertium-swe-dan/swe-dan",
}
WITH_CASES = ("ru", "uk", "pl")
FINITE = frozenset(("pres", "past", "pri", "pii", "ifi", "fti", "fut", "cni", "pret", "pis"))
VERBS = frozenset(("vblex", "vbser", "vbhaver", "vbmod", "vaux", "vbdo", "vbav"))
PARTICIPLES = frozenset(("pp", "pprs"))
READING = regex.compile(r"/([^/$]+)")
TAG = regex.compile(r"<([^>]+)>")
WORD = regex.compile(r"[\p{L}\p{M}]+(?:[-'’][\p{L}\p{M}]+)*")

Kinds = set[str]
"""Of ``noun``, ``adjective``, ``verb``."""


def main() -> None:
    """Write a file for each language."""
    for language in (
        "cs",
        "de",
        "en",
        "es",
        "fi",
        "fr",
        "it",
        "nl",
        "pl",
        "pt",
        "ru",
        "sv",
        "tr",
        "uk",
    ):
        words = [w for w in wordfreq.top_n_list(language, WORDS) if WORD.fullmatch(w)]
        lines: dict[str, list[str]] = {"noun": [], "adjective": [], "verb": []}
        for word, kinds in analysed(language, words):
            if len(word) > 1:
                for kind in kinds:
                    lines[kind].append(word)
        text = "".join(" ".join(sorted(found)) + "\n" for found in lines.values())
        (TARGET / f"lexicon-{language}.txt").write_text(text, encoding="utf-8")
        print(language, {kind: len(found) for kind, found in lines.items()}, len(text.encode()))


def analysed(language: str, words: Sequence[str]) -> Iterator[tuple[str, Kinds]]:
    """Yield each word with what it can be."""
    if language == "fi":
        yield from finnish(words)
    elif language == "de":
        yield from german(words)
    elif language in ANALYSERS:
        for word, kinds in apertium(language, words):
            yield word, kinds or (by_lemma(word, language) if language == "uk" else kinds)
    else:
        for word in words:
            yield word, by_lemma(word, language)


def apertium(language: str, words: Sequence[str]) -> Iterator[tuple[str, Kinds]]:
    """Ask Apertium's morphology."""
    analyser = APERTIUM / f"{ANALYSERS[language]}.automorf.bin"
    out = subprocess.run(  # noqa: S603 - our own words, and a program that we name
        ["/usr/bin/lt-proc", "-w", str(analyser)],
        input="\n".join(words) + "\n",
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for word, line in zip(words, out.splitlines(), strict=True):
        kinds: Kinds = set()
        for reading in READING.findall(line):
            tags = frozenset(TAG.findall(reading))
            if "n" in tags and (language not in WITH_CASES or "nom" in tags):
                kinds.add("noun")
            if "adj" in tags or (tags & VERBS and tags & PARTICIPLES):
                kinds.add("adjective")
            if tags & VERBS and tags & FINITE and not tags & PARTICIPLES:
                kinds.add("verb")
        yield word, kinds


def finnish(words: Sequence[str]) -> Iterator[tuple[str, Kinds]]:
    """Ask Voikko."""
    import libvoikko

    voikko = libvoikko.Voikko("fi")
    for word in words:
        kinds: Kinds = set()
        for reading in voikko.analyze(word):
            sort, case = reading.get("CLASS"), reading.get("SIJAMUOTO")
            if sort in ("nimisana", "nimisana_laatusana") and case == "nimento":
                kinds.add("noun")
            if sort in ("laatusana", "nimisana_laatusana"):
                kinds.add("adjective")
            if sort in ("teonsana", "kieltosana") and reading.get("MOOD") in (
                "indicative",
                "conditional",
            ):
                kinds.add("verb")
        yield word, kinds


def german(words: Sequence[str]) -> Iterator[tuple[str, Kinds]]:
    """Ask HanTa; nouns have capitals in German, so that they need no list."""
    from HanTa import HanoverTagger

    tagger = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
    for word in words:
        tags = [tag for tag, _ in tagger.tag_word(word, cutoff=4)]
        kinds: Kinds = set()
        if tagger.tag_word(word.capitalize(), cutoff=4)[0][0] == "NN":
            kinds.add("noun")
        if any(tag.startswith("ADJ(A") for tag in tags[:2]):
            kinds.add("adjective")
        noun = not simplemma.lemmatize(word.capitalize(), "de").islower()  # "abfolge" is one
        if tags[0].startswith(("VA(FIN", "VM(FIN")) or (tags[0].startswith("VV(FIN") and not noun):
            kinds.add("verb")
        yield word, kinds


ADJECTIVES = {"cs": ("ý", "í"), "uk": ("ий", "ій")}


def by_lemma(word: str, language: str) -> Kinds:
    """Tell by the ending of the lemma."""
    lemma = simplemma.lemmatize(word, language).lower()
    if not simplemma.is_known(word, language):
        return set()
    if language == "tr":
        return turkish(word, lemma)
    if is_verb(lemma, language):
        participle = word.endswith(("ý", "á", "é", "ého", "ím", "ých")) and language == "cs"
        return {"adjective"} if participle else {"verb"}
    if lemma.endswith(ADJECTIVES[language]):
        return {"adjective"}
    if word.endswith(OBLIQUE[language]):
        return set()
    plural = {"cs": ("y", "i", "e", "a", "ové", "é"), "uk": ("и", "і", "ї", "а", "я")}[language]
    return {"noun"} if word == lemma or word.endswith(plural) else set()


OBLIQUE = {
    "cs": ("ě", "ho", "mu", "ech", "ích", "ům", "ami", "ou"),
    "uk": ("ом", "ем", "ою", "ею", "ами", "ями", "ах", "ях", "ів", "ям", "ам", "но", "ло", "ко"),
}
"""Endings of other cases, and of adverbs."""


def is_verb(lemma: str, language: str) -> bool:
    """Tell whether a lemma is an infinitive: its participle in -l must be known as well."""
    if language == "uk":
        return lemma.endswith(("ти", "тися", "тись")) and len(lemma) > len("ити")
    if not lemma.endswith(("t", "ci")) or len(lemma) < len("jet"):
        return False
    stem = lemma.removesuffix("t").removesuffix("ou")
    past = f"{stem}ul" if lemma.endswith("out") else f"{stem}l"
    return lemma in ("být", "moci", "říci") or simplemma.lemmatize(past, "cs") == lemma


VERBAL = regex.compile(
    r"\p{L}+(?:[dt][ıiuü]|[ıiuü]yor|m[ıi]ş|(?:y?[ae]c[ae][kğ])|m[ae]l[ıi]|[ıiuüae]r|m[ae]z)"
    r"(?:(?:[dt][ıiuü]|m[ıiuü]ş|s[ae])?(?:m|n|k|l[ae]r|s[ıiuü]n|[ıiuü]z|n[ıiuü]z|[dt][ıiuü]r)?)"
)


def turkish(word: str, lemma: str) -> Kinds:
    """Tell by the endings of Turkish: a verb is what has one of tense on another stem."""
    if word != lemma and VERBAL.fullmatch(word):
        return {"verb"}
    return {"noun"} if word == lemma else set()


if __name__ == "__main__":
    main()
