"""Pk of the topic boundaries: the shared commentaries, headings of documents, and joined texts.

Pk (Beeferman, Berger and Lafferty 1999): how often two units half a topic apart are wrongly held to
be in one topic, or in two. The joined texts are made as Choi made his (NAACL 2000): ten pieces of
different documents, each of so many sentences; here of the shared documents, not of Brown.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from statistics import mean

from row import SHARED, Row, at_most

from audiopub.text.sentences import split
from audiopub.text.topics import boundaries

FEWEST_HEADINGS = 4
JOINED = ((3, 11, 0.12), (6, 8, 0.08), (9, 11, 0.06))
"""Sentences of a piece, at least and at most, and what is asked on Choi's own sets."""


def pk(truth: Sequence[int], found: Sequence[int], number: int) -> float:
    """Return Pk of boundaries between so many units."""
    window = max(1, round(number / (len(truth) + 1) / 2))
    one = list(accumulate(index in set(truth) for index in range(number)))
    other = list(accumulate(index in set(found) for index in range(number)))
    wrong = sum(
        (one[i] == one[i + window]) != (other[i] == other[i + window])
        for i in range(number - window)
    )
    return wrong / max(1, number - window)


def rows(verbose: bool) -> Iterator[Row]:  # noqa: FBT001 - every measure is called so
    """Yield a row for each set of texts."""
    for language in ("de", "en", "uk"):
        units, truth = commentary(SHARED / "chapters" / f"{language}.txt")
        figure = pk(truth, boundaries(units, language), len(units))
        yield at_most(f"Pk, shared chapters, {language}", figure, 0.05)
    figures = []
    for file in sorted((SHARED / "headings").glob("*.md")):
        units, truth, headings = document(file)
        if headings >= FEWEST_HEADINGS:
            figures.append(pk(truth, boundaries(units, "en"), len(units)))
            if verbose:
                print(f"{file.stem}: Pk {figures[-1]:.2f}, {len(truth)} boundaries")
    name = f"Pk, {len(figures)} shared documents of 4 or more headings"
    yield at_most(name, mean(figures), 0.36)
    for least, most, asked in JOINED:
        figure = mean(
            pk(truth, boundaries(units, "en"), len(units)) for units, truth in joined(least, most)
        )
        yield Row(
            name=f"Pk, 40 joined texts, pieces of {least} to {most} sentences",
            figure=f"{figure:.3g}",
            target=f"none; on Choi's own at most {asked}",
        )


def commentary(file: Path) -> tuple[list[str], list[int]]:
    """Return a commentary's paragraphs, and which of them open a topic."""
    units: list[str] = []
    truth = []
    for topic in file.read_text(encoding="utf-8").split("=== ")[1:]:
        truth.append(len(units))
        units += topic.partition("\n")[2].strip().split("\n\n")
    return units, truth[1:]


def document(file: Path) -> tuple[list[str], list[int], int]:
    """Return a document's paragraphs, those under a heading, and the number of headings."""
    text = file.read_text(encoding="utf-8").split("---\n", 2)[2]
    units: list[str] = []
    truth: set[int] = set()
    headings = 0
    for block in re.split(r"\n\s*\n", text):
        if block.startswith("#"):
            headings += 1
            truth.add(len(units))
            block = block.partition("\n")[2]  # noqa: PLW2901
        if block.strip():
            units.append(block.strip())
    return units, sorted(truth - {0, len(units)}), headings


def joined(least: int, most: int) -> Iterator[tuple[list[str], list[int]]]:
    """Yield forty texts made of ten pieces each."""
    texts = []
    for file in sorted((SHARED / "headings").glob("*.md")):
        sentences = [s for unit in document(file)[0] for s in split(unit, "en") if s.count(" ") > 2]
        if len(sentences) > most:
            texts.append(sentences)
    chance = random.Random(1)  # noqa: S311 - nothing secret
    for _ in range(40):
        units: list[str] = []
        truth = []
        for sentences in chance.sample(texts, 10):
            truth.append(len(units))
            length = chance.randint(least, most)
            start = chance.randint(0, len(sentences) - length)
            units += sentences[start : start + length]
        yield units, truth[1:]
