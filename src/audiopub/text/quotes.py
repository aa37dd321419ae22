"""Words of a text worth quoting.

Somebody's words in quotation marks, or a sentence that stands alone, is not long, and says
something without ifs and buts: such a sentence often denies, and often ends a paragraph.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator
from itertools import pairwise

import regex

from audiopub.model import Quote, Transcript
from audiopub.text.language import base
from audiopub.text.openers import conjunctions, leaning
from audiopub.text.summary import stands
from audiopub.text.tagging import Kind, tag
from audiopub.text.words import WORD, terms

_MOST = 2
_SHORTEST, _LONGEST = 30, 170  # characters
_BEST = 80  # up to here a quote is easily remembered
_TERMS = 2  # a sentence with fewer says too little
_SPOKEN, _LAST, _DENIES, _ASKS, _COUNTS = 1.8, 1.3, 1.25, 0.6, 0.8
_FIRST_SENTENCES = 2  # these tell what the text is about
_APART = 0.2  # of the text, between two quotes
_QUOTED = regex.compile(
    r"„([^„“”\"]+)[“”\"]|“([^“”]+)”|«\s?([^«»]+?)\s?»|»([^«»]+)«|”([^”]+)”|\"([^\"]+)\""
)


def quotes(transcript: Transcript, *, told: Collection[str] = ()) -> tuple[Quote, ...]:
    """Return at most two quotes of a text, verbatim, in its order; none if nothing is fit.

    Args:
        transcript: The text.
        told: Sentences that are told already, in the summary.
    """
    language = base(transcript.language)
    sentences = [s.text for s in transcript.sentences]
    lasts = _last_sentences(transcript)
    found: list[tuple[float, Quote]] = []
    for index, sentence in enumerate(sentences):
        if sentence in told or index < _FIRST_SENTENCES:
            continue
        for text, spoken in _phrases(sentence, language):
            if not spoken and _points(text, language):
                continue
            worth = _worth(text, language) * (_SPOKEN if spoken else 1)
            worth *= _LAST if index in lasts else 1
            found.append((worth, Quote(text=text, sentence=index)))
    chosen: list[Quote] = []
    for worth, quote in sorted(found, key=lambda one: -one[0]):
        apart = all(
            abs(quote.sentence - other.sentence) >= _APART * len(sentences) for other in chosen
        )
        if worth and apart and len(chosen) < _MOST:
            chosen.append(quote)
    return tuple(sorted(chosen, key=lambda quote: quote.sentence))


def _last_sentences(transcript: Transcript) -> frozenset[int]:
    """Return the sentences that end a paragraph of several."""
    lasts, count = set(), 0
    for paragraph in transcript.paragraphs:
        count += len(paragraph.sentences)
        if len(paragraph.sentences) > 1:
            lasts.add(count - 1)
    return frozenset(lasts)


def _phrases(sentence: str, language: str) -> Iterator[tuple[str, bool]]:
    """Yield what of a sentence might be quoted, and whether somebody in the text says it."""
    quoted = [next(filter(None, found)) for found in _QUOTED.findall(sentence)]
    for words in quoted:
        text = words.strip().rstrip(",")
        if text[:1].isupper() and _SHORTEST <= len(text) <= _LONGEST:
            yield text, True
    first, _, rest = sentence.partition(" ")
    standing = rest if first.lower() in conjunctions(language) else sentence
    if not quoted and _SHORTEST <= len(sentence) <= _LONGEST and stands(standing, language):
        yield sentence, False


def _worth(text: str, language: str) -> float:
    words = [word.lower() for word in WORD.findall(text)]
    if len(frozenset(terms(text, language))) < _TERMS:
        return 0.0
    worth = min(1.0, _BEST / len(text))
    worth *= _DENIES ** min(2, sum(word in _absolute(language) for word in words))
    worth *= _ASKS if text.endswith("?") else 1
    return worth * (_COUNTS if regex.search(r"\d", text) else 1)


def _points(text: str, language: str) -> bool:
    """Return whether a sentence points to what stands before it."""
    words = [word.lower() for word in WORD.findall(text)]
    if words[0] in conjunctions(language):
        words = words[1:]
    if any(word in leaning(language) for word in words):
        return True
    tokens = tag(text, language)
    return language == "de" and any(
        one.lower == "das" and other.kind not in (Kind.NOUN, Kind.ADJECTIVE)
        for one, other in pairwise(tokens)
    )


@functools.cache
def _absolute(language: str) -> frozenset[str]:
    """Return the words that deny or leave no doubt."""
    return frozenset(_ABSOLUTE.get(language, "").split())


_ABSOLUTE = {
    "cs": "ne není nikdy nikdo nic jen jenom musí nelze každý vždy všichni",
    "de": "nicht kein keine keinen keiner nie niemals niemand nichts nur muss immer jeder alles",
    "en": "not no never nobody nothing none only must cannot always every everyone",
    "es": "no nunca nadie nada ningún ninguna solo siempre todos todo jamás",
    "fi": "ei eivät koskaan kukaan mikään vain täytyy aina kaikki",
    "fr": "ne pas jamais personne rien aucun aucune seul seule toujours tous tout",
    "it": "non mai nessuno niente nulla solo sempre tutti tutto",
    "nl": "niet geen nooit niemand niets alleen moet altijd iedereen alles",
    "pl": "nie nigdy nikt nic żaden żadna tylko musi zawsze każdy wszystko",
    "pt": "não nunca ninguém nada nenhum nenhuma só sempre todos tudo",
    "ru": "не никогда никто ничего нельзя только всегда каждый все всё",
    "sv": "inte ingen inget aldrig ingenting bara måste alltid alla allt",
    "tr": "değil hiç hiçbir asla kimse yok sadece yalnızca her herkes",
    "uk": "не ніколи ніхто нічого лише тільки завжди кожен усі все",
}
