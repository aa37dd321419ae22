"""What understanding a text costs: CPU time after import, and memory of a process of its own."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

from row import SHARED, Row, at_most

SHORT, LONG = 1_000, 100_000
LIMITS = {SHORT: (0.30, 500.0), LONG: (20.0, 500.0)}  # CPU seconds, MB


def rows(verbose: bool) -> Iterator[Row]:  # noqa: ARG001, FBT001 - every measure is told
    """Yield seconds and memory from bytes to transcript, chapters and show notes."""
    for words, (seconds, memory) in LIMITS.items():
        name = f"{words:,} words to transcript, chapters and notes"
        ran = subprocess.run(
            [sys.executable, __file__, str(words)], check=False, capture_output=True, text=True
        )
        if ran.returncode:
            target = f"at most {seconds:g} s, {memory:g} MB"
            yield Row(name=name, figure=ran.stderr.splitlines()[-1], target=target, met=False)
            continue
        spent = json.loads(ran.stdout)
        yield at_most(f"{name}, CPU", spent["seconds"], seconds, " s")
        yield at_most(f"{name}, memory", spent["memory"], memory, " MB")


def text_of(words: int) -> str:
    """Return a text of so many words: paragraphs of many texts, in an order of chance."""
    paragraphs = [
        paragraph
        for file in sorted((SHARED / "headings").glob("*.md"))
        for paragraph in file.read_text(encoding="utf-8").rpartition("\n---\n")[2].split("\n\n")
        if not paragraph.lstrip().startswith("#") and paragraph.strip()
    ]
    chance = random.Random(7)  # noqa: S311 - nothing secret
    made: list[str] = []
    count = 0
    while count < words:
        made.append(" ".join(chance.choice(paragraphs).split()))
        count += len(made[-1].split())
    return "\n\n".join(made)


def measure(words: int) -> dict[str, float]:
    """Return CPU seconds, once and from cold but for the imports, and the peak memory in MB."""
    import jinja2.sandbox  # noqa: F401 - imported where notes are written, and imports do not count

    from audiopub import chapters, notes, speech, text
    from audiopub.model import Piece, Timeline
    from audiopub.text.digest import digest

    data = f"A head for the text\n\n{text_of(words)}\n".encode()
    duration = 0.4 * words
    whole = Timeline(
        pieces=(Piece(source_start=0.0, source_end=duration, start=0.0),), duration=duration
    )
    understand = text.read
    start = time.process_time()
    transcript = understand(data, "text.txt")
    timed = speech.estimate(transcript, duration)
    parts = chapters.derive(transcript, timed, marks=None, timeline=whole)
    starts = [sentence.start for sentence in timed.sentences]
    notes.write(digest(transcript), parts, starts=starts)
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"seconds": seconds, "memory": memory}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
