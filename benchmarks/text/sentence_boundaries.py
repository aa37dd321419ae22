"""Sentence boundaries: F1 on gold sentences, joined to one paragraph."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from itertools import accumulate

from row import SHARED, Row, at_least

from audiopub.text import sentences

MEAN, WORST = 98.8, 97.5


def rows(verbose: bool) -> Iterator[Row]:  # noqa: FBT001 - every measure is told
    """Yield the mean, the worst language, and every language's F1 in per cent."""
    scores = {
        file.stem: _f1(file.stem, file.read_text(encoding="utf-8").split("\n"), verbose=verbose)
        for file in sorted((SHARED / "sentences").glob("*.txt"))
    }
    worst = min(scores, key=lambda language: scores[language])
    yield at_least("sentence boundaries, F1, mean", statistics.mean(scores.values()), MEAN, " %")
    yield at_least(f"sentence boundaries, F1, worst ({worst})", scores[worst], WORST, " %")
    for language, score in scores.items():
        yield Row(name=f"sentence boundaries, F1, {language}", figure=f"{score:.1f} %", target="")


def _f1(language: str, lines: Sequence[str], *, verbose: bool) -> float:
    gold = [line.strip() for line in lines if line.strip()]
    text = " ".join(gold)
    wanted = _ends(gold)
    found = _ends(sentences.split(text, language))
    if verbose:
        for end in sorted(wanted ^ found):
            what = "missed" if end in wanted else "wrong "
            before, after = _glimpse(text, end)
            print(f"{language} {what} …{before} ¦ {after}…")
    return 200 * len(wanted & found) / (len(wanted) + len(found))


def _ends(parts: Sequence[str]) -> set[int]:
    """Return where parts end, in characters that are no white space; the last one always does."""
    return set(accumulate(len("".join(part.split())) for part in parts[:-1]))


def _glimpse(text: str, end: int) -> tuple[str, str]:
    """Return what stands before and after a place that is counted without white space."""
    seen = 0
    for index, character in enumerate(text):
        seen += not character.isspace()
        if seen == end:
            return text[max(0, index - 40) : index + 1], text[index + 1 : index + 30].strip()
    return text, ""
