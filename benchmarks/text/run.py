"""Measure what audiopub understands of texts.

    .venv/bin/python benchmarks/text/run.py [--verbose] [MEASURE ...]

prints a table of figures beside what is asked of them, and names those that fall short. Each
measure is a module beside this one with a function ``rows``; names of modules choose among them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
from collections.abc import Callable, Iterator

import heading_metadata
import sentence_boundaries
import speed
import told
import topic_boundaries
from row import Row

MEASURES: dict[str, Callable[[bool], Iterator[Row]]] = {
    "sentence_boundaries": sentence_boundaries.rows,
    "heading_metadata": heading_metadata.rows,
    "topic_boundaries": topic_boundaries.rows,
    "told": told.rows,
    "speed": speed.rows,
}
"""Each yields its rows; if it is told to be verbose, it prints before them what went wrong."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=", ".join(MEASURES))
    parser.add_argument("--verbose", action="store_true", help="print each case that went wrong")
    asked = parser.parse_args()
    if unknown := set(asked.measures) - set(MEASURES):
        parser.error(f"there is no measure {', '.join(sorted(unknown))}")
    chosen = asked.measures or list(MEASURES)
    rows = [row for name in chosen for row in MEASURES[name](asked.verbose)]
    today = dt.datetime.now(dt.UTC).date().isoformat()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{today}, {machine}\n\n| | asked | measured | |\n|---|---|---|---|")
    for row in rows:
        print(f"| {row.name} | {row.target} | {row.figure} | {'' if row.met else 'missed'} |")
    missed = [row.name for row in rows if not row.met]
    print(f"\nmissed: {', '.join(missed)}" if missed else "\nno target is missed")
    raise SystemExit(bool(missed))


if __name__ == "__main__":
    main()
