"""What stands at the places of findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from audiopub.model import Finding

_PIECE = 1 << 16
"""Characters; a line may be as long as its file."""

_LONGEST = 100
_BOMS = (b"\xff\xfe", b"\xfe\xff")


def quoted(findings: Sequence[Finding], files: Mapping[str, Path]) -> Iterator[Finding]:
    """Yield findings with what stands at their places, as far as it can be read.

    Each file is read once, piece by piece, up to the last place in it.

    Args:
        findings: What was found.
        files: Where the files are that findings call by these names; others are looked for by the
            names themselves.
    """
    wanted: dict[str, set[tuple[int, int]]] = {}
    for finding in findings:
        if (place := finding.place) and place.line:
            wanted.setdefault(place.path, set()).add((place.line, place.column or 0))
    found = {name: _snippets(files.get(name) or Path(name), at) for name, at in wanted.items()}
    for finding in findings:
        place = finding.place
        snippets = found.get(place.path) if place else None
        if place and snippets:
            text = snippets.get((place.line or 0, place.column or 0))
            yield replace(finding, snippet=text)
        else:
            yield finding


def _snippets(path: Path, places: set[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Return the texts that begin at places; at column 0, the whole line without its margin."""
    found: dict[tuple[int, int], str] = {}
    waiting = sorted(places, reverse=True)
    try:
        for line, first, text in _pieces(path):
            while waiting and waiting[-1][0] <= line:
                number, column = waiting[-1]
                start = max(column, 1) - first
                if number == line and start >= len(text) and not text.endswith("\n"):
                    break  # it stands in a later piece of this line
                waiting.pop()
                if number == line and start >= 0:
                    found[number, column] = _cut(text[start:])
            if not waiting:
                break
    except (OSError, UnicodeError):
        pass
    return found


def _pieces(path: Path) -> Iterator[tuple[int, int, str]]:
    """Yield pieces of a file: number of the line, column of the first character, text."""
    with path.open("rb") as start:
        encoding = "utf-16" if start.read(2) in _BOMS else "utf-8-sig"
    with path.open(encoding=encoding, errors="replace") as file:
        line, column = 1, 1
        while text := file.readline(_PIECE):
            yield line, column, text
            if text.endswith("\n"):
                line, column = line + 1, 1
            else:
                column += len(text)


def _cut(text: str) -> str:
    shown = text.replace("\t", " ").strip()
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
