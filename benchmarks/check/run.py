"""Measure ``audiopub check``: speed, memory, and what it finds in feeds with one defect each.

    .venv/bin/python benchmarks/check/run.py [--long]

Every time is CPU time of a process of its own, without the start of Python; memory is the most
that it held. The defects are those of ../shared/data/feeds, each named by its file. --long adds the
feed of 100,000 items.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DEFECTS = ROOT.parent / "shared" / "data" / "feeds"
PEER = 8.0  # CPU seconds of W3C's feedvalidator for 1,000 items, as the target was given

NAMED = {
    "blank": "AP501",
    "episode-without-enclosure": "AP570",
    "episode-without-pub-date": "AP555",
    "episode-without-title": "AP551",
    "episodes-without-recommended-felds": "AP558",
    "full": "",
    "invalid-itunes-categories": "AP524",
    "invalid-xml": "AP501",
    "minimal": "",
    "missing-itunes-namespace": "AP506",
    "missing-rss-version": "AP503",
    "no-artwork": "AP530",
    "no-author": "AP532",
    "no-categories": "AP523",
    "no-channel": "AP508",
    "no-description": "AP512",
    "no-explicit": "AP527",
    "no-items": "AP517",
    "no-language": "AP520",
    "no-link": "AP511",
    "no-owner": "AP533",
    "no-owner-email": "AP534",
    "no-title": "AP510",
    "not-rss": "AP502",
    "not-xml": "AP501",
    "wrong-rss-version": "AP503",
}
"""The code of the defect that a feed is named after; empty for a good one."""

ALSO = {"missing-rss-version": {"AP501"}, "wrong-rss-version": {"AP501"}}
"""Errors that such a feed has besides: the end tag of <rss> is missing there."""

MEASURE = """
import json, pathlib, resource, sys, time
from audiopub import facts, rules
from audiopub.rules import table
start = time.process_time()
found = rules.judge(facts.gather(pathlib.Path(sys.argv[1])))
print(json.dumps({
    "seconds": time.process_time() - start,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "findings": [[each.code, each.severity] for each in found[:1000]],
}))
"""


def measured(feed: Path) -> dict[str, Any]:
    """Check a feed in a process of its own."""
    command = [sys.executable, "-c", MEASURE, str(feed)]
    return dict(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))


def made(feed: Path, items: int) -> Path:
    """Write a feed of so many items, each of 3.7 kB with a full set of elements."""
    good = (ROOT / "tests" / "data" / "feeds" / "good.xml").read_text(encoding="utf-8")
    start, end = good.index("    <item>"), good.index("    </item>") + len("    </item>\n")
    item = good[start:end].replace("<p>What", "<p>" + "Lorem ipsum dolor sit amet. " * 37 + "What")
    with feed.open("w", encoding="utf-8") as file:
        file.write(good[:start])
        for number in range(items):
            own = item.replace("good-2", f"good-{number}").replace("second.mp3", f"{number}.mp3")
            own = own.replace(">The second<", f">Number {number}<")
            file.write(own.replace("episode>2<", f"episode>{number + 1}<"))
        file.write("  </channel>\n</rss>\n")
    return feed


def row(what: str, target: str, figure: str, *, reached: bool) -> None:
    """Print a line of the table."""
    print(f"| {what} | {target} | {figure} | {'yes' if reached else 'MISSED'} |")


def main() -> None:
    """Measure everything and print a table."""
    print(f"{platform.platform()}, Python {platform.python_version()}\n")
    print("| what | target | figure | reached |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        sizes = [1000, 10_000, *([100_000] if "--long" in sys.argv else [])]
        times: dict[int, float] = {}
        for items in sizes:
            feed = made(Path(folder, "feed.xml"), items)
            runs = [measured(feed) for _ in range(3 if items == sizes[0] else 1)]
            times[items] = min(run["seconds"] for run in runs)
            memory = max(run["megabytes"] for run in runs)
            size = feed.stat().st_size / 1e6
            target = "0.5 CPU-s" if items == sizes[0] else "300 MB, linear"
            linear = times[items] / times[sizes[0]] / (items / sizes[0])
            figure = f"{times[items]:.2f} CPU-s, {memory:.0f} MB, {linear:.2f} of linear"
            reached = times[items] <= 0.5 if items == sizes[0] else memory < 300 and linear < 1.3
            row(f"{items:,} items, {size:.1f} MB", target, figure, reached=reached)
        ratio = PEER / times[sizes[0]]
        row(
            "beside W3C's feedvalidator",
            "16 times as fast",
            f"{ratio:.0f} times",
            reached=ratio >= 16,
        )
    found = quiet = 0
    for name, code in NAMED.items():
        (feed,) = (path for path in DEFECTS.iterdir() if path.stem == name)
        findings = measured(feed)["findings"]
        codes = {each for each, _ in findings}
        errors = {each for each, severity in findings if severity == "error"}
        found += not code or code in codes
        quiet += not errors - {code} - ALSO.get(name, set())
    row("defects found", "26 of 26", f"{found} of {len(NAMED)}", reached=found == len(NAMED))
    row("no other errors", "26 of 26", f"{quiet} of {len(NAMED)}", reached=quiet == len(NAMED))


if __name__ == "__main__":
    main()
