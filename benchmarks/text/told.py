"""Persons and summary beside those of people, and chapters and notes to be read by a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from row import SHARED, Row, at_least

from audiopub import text
from audiopub.text.names import mentions
from audiopub.text.summary import summarise

TEXTS = Path(__file__).parent / "texts"


def rows(verbose: bool) -> Iterator[Row]:  # noqa: FBT001 - every measure is called so
    """Yield the rows, and print what the texts in texts/ become if told to be verbose."""
    yield at_least("persons, F1, shared names/de", persons(verbose), 0.62)
    yield at_least("summary, ROUGE-1 F, five human ones", summaries(), 0.25)
    if verbose:
        for file in (TEXTS.parents[2] / "seeds" / "rubio-lawrow.txt", *sorted(TEXTS.iterdir())):
            show(file)


def persons(verbose: bool) -> float:  # noqa: FBT001
    """Return F1 of the persons named in the gold sentences, each mention as it is written."""
    documents: list[list[tuple[str, list[str]]]] = []
    for line in (SHARED / "names" / "de.iob2").read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            documents.append([])
        elif line.startswith("# text = "):
            documents[-1].append((line.removeprefix("# text = "), []))
        elif line[:1].isdigit():
            _, word, tag, *_ = line.split("\t")
            gold = documents[-1][-1][1]
            if tag == "B-PER":
                gold.append(word)
            elif tag == "I-PER":
                gold[-1] += f" {word}"
    right = wrong = missed = 0
    for document in documents:
        found = mentions([sentence for sentence, _ in document], "de")
        for (_, gold), here in zip(document, found, strict=True):
            truth, guess = Counter(gold), Counter(one.text for one in here)
            right += (truth & guess).total()
            wrong += (guess - truth).total()
            missed += (truth - guess).total()
            if verbose and truth != guess:
                print(f"persons: {sorted(truth)} found as {sorted(guess)}")
    return 2 * right / (2 * right + wrong + missed)


def summaries() -> float:
    """Return the mean ROUGE-1 F of the summaries against those of people."""
    figures = []
    for file in sorted((SHARED / "headings").glob("*.md")):
        raw = file.read_text(encoding="utf-8")
        human = [
            re.sub(r"^\(\w+\)\s*", "", one)
            for one in re.findall(r"^summary\d: (.*)$", raw, flags=re.MULTILINE)
        ]
        transcript = text.read(raw.encode(), str(file), language="en")
        ours = words(" ".join(summarise([s.text for s in transcript.sentences], "en")))
        figures += [
            2 * (ours & one).total() / (ours.total() + one.total()) for one in map(words, human)
        ]
    return mean(figures)


def words(text: str) -> Counter[str]:
    """Return a text's words in lower case."""
    return Counter(re.findall(r"\w+", text.lower()))


def show(file: Path) -> None:
    """Print the show notes of a text, with two other titles for each chapter."""
    from audiopub import chapters
    from audiopub.pipeline.inspection import inspect_text

    found = inspect_text(file)
    print(f"\n### {file.stem} ({found.transcript.language})\n\n```text\n{found.notes.text}```\n")
    print("Other titles: ", end="")
    for titles in chapters.alternatives(found.transcript, found.chapters, number=2):
        print(" / ".join(titles[1:]) or "none", end="; ")
    print()
