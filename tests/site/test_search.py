"""The index that the browser searches with."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.site.conftest import entries_of

from audiopub import site
from audiopub.model import Alignment, Episode, Publication
from audiopub.site.search import PART, fold, words

Render = Callable[..., dict[str, bytes]]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ärger in İstanbul", "arger in istanbul"),
        ("STRASSE Straße", "strasse strasse"),
        ("Σίσυφος", "σισυφοσ"),
        ("ﬁnance", "finance"),
        ("Ёлка й", "елка и"),
    ],
)
def test_case_and_accents_are_taken_away(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_are_letters_and_digits() -> None:
    assert words("U.S.-Präsident, 2025!") == {"u", "s", "prasident", "2025"}


def test_scripts_without_spaces_are_indexed_by_two_letters() -> None:
    assert words("東京都 ok") == {"東京", "京都", "ok"}


def call(data: bytes) -> tuple[str, list[object]]:
    """What a script of the index calls, and with what."""
    name, _, rest = data.decode().removesuffix(");\n").partition("(")
    values: list[object] = json.loads(f"[{rest}]")
    return name, values


def test_every_word_of_an_episode_leads_to_it(
    render: Render, publication: Publication, alignment: Alignment
) -> None:
    files = render(publication)
    name, (number, episodes, firsts) = call(files["search/0.js"])
    assert (name, number, firsts) == ("audiopub.segment", 0, ["alte"])
    assert episodes == [
        ["alt", "Die alte Folge", "20. Oktober 2025", "de"],
        ["telefonat", "Ein Telefonat: Das Wichtigste", "20. Oktober 2025", "de"],
        ["neu", "Die neue Folge", "20. Oktober 2025", "de"],
    ]
    name, (_, part, index) = call(files["search/0-0.js"])
    assert (name, part) == ("audiopub.words", 0)
    assert isinstance(index, dict)
    said = {word for sentence in alignment.sentences for word in words(sentence.text)}
    assert all(index[word] == [0, 1, 2] for word in said - {"das", "die"})
    assert index["wichtigste"] == [1]


def test_unspoken_sentences_are_not_found(
    render: Render,
    publish: Callable[[Episode], Publication],
    episode: Episode,
    alignment: Alignment,
) -> None:
    first, *others = alignment.sentences
    silent = replace(alignment, sentences=(replace(first, spoken=False), *others))
    files = render(publish(episode), silent)
    assert "minister" in files["search/0-0.js"].decode()  # of the subtitle
    assert "haben" not in files["search/0-0.js"].decode()
    _, (slug, sentences) = call(files["telefonat/sentences.js"])
    assert slug == "telefonat"
    assert isinstance(sentences, list)
    assert sentences[0] == [20.5, "Das Gespräch war kurz."]


def test_a_large_segment_is_divided_and_its_parts_are_in_order(
    render: Render,
    publish: Callable[[Episode], Publication],
    episode: Episode,
    alignment: Alignment,
) -> None:
    long = " ".join(f"wort{number * 7919 % 100_003:06}" for number in range(20_000))
    (sentence, *_) = alignment.sentences
    files = render(publish(episode), replace(alignment, sentences=(replace(sentence, text=long),)))
    _, (_, _, firsts) = call(files["search/0.js"])
    assert isinstance(firsts, list)
    assert len(firsts) > 3
    assert firsts == sorted(firsts)
    found = []
    for part, first in enumerate(firsts):
        data = files[f"search/0-{part}.js"]
        assert len(data) < 1.2 * PART
        _, (_, _, index) = call(data)
        assert isinstance(index, dict)
        assert next(iter(index)) == first
        found += list(index)
    assert found == sorted(found)
    assert words(long) <= set(found)


def test_a_thousand_episodes_load_little_before_the_first_key(
    publication: Publication, alignment: Alignment
) -> None:
    first = publication.episodes[1]
    many = replace(
        publication,
        episodes=tuple(replace(first, name=f"e{n}", slug=f"e{n}") for n in range(1000)),
    )
    wanted = {"index.html", "assets/"}
    loaded: dict[str, bytes] = {}
    for part in site.parts(many.show, entries_of(many, lambda: alignment)):
        if part.name in wanted:
            loaded |= part.render()
    assert sum(len(gzip.compress(data)) for data in loaded.values()) < 40_000
    assert sum(map(len, loaded.values())) < 100_000
