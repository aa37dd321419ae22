"""Measure a feed of ten thousand episodes beside feedgen as it comes.

    .venv/bin/python benchmarks/feed/run.py [EPISODES]

Each figure is of a process of its own that writes a feed into a file: its CPU time without that of
importing and of inventing the episodes, and the most memory that it held. feedgen, with its own
podcast extension, writes the same episodes, and as many bytes.
"""

from __future__ import annotations

import datetime as dt
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

EPISODES = 10_000
FIRST = dt.datetime(2000, 1, 1, 6, tzinfo=dt.UTC)
TARGETS = {"CPU, s": 1.5, "memory, MB": 60.0}

WORDS = re.findall(
    r"\S+",
    "the engine weaves algebraic patterns just as the loom weaves flowers and leaves while we ask "
    "whether it originates anything at all or merely follows what we know how to order it to do",
)


class Spare:
    """CPU time that does not count: that of inventing what the feed says."""

    def __init__(self) -> None:
        """Begin without any."""
        self.used = 0.0

    def __enter__(self) -> None:
        """Stop the clock."""
        self._start = time.process_time()

    def __exit__(self, *_: object) -> None:
        """Let it run again."""
        self.used += time.process_time() - self._start


SPARE = Spare()


def notes(number: int, paragraphs: int) -> str:
    """Return show notes that differ from episode to episode."""
    parts = []
    for part in range(paragraphs):
        words = [WORDS[(number * 7 + part * 13 + n * (part + 1)) % len(WORDS)] for n in range(40)]
        parts.append(f'<p>{" ".join(words)} <a href="https://example.org/{number}">more</a></p>')
    return "".join(parts)


def ours(file: Path, count: int) -> None:
    """Write the feed as audiopub does: head, one item at a time, end."""
    from audiopub import feed
    from audiopub.feed import rss
    from audiopub.model import (
        Artwork,
        Attachment,
        Category,
        Chapter,
        Enclosure,
        Episode,
        Person,
        Show,
        ShowNotes,
    )

    author = Person(name="Ada Lovelace")
    show = Show(
        title="Voices",
        link="https://podcast.example.org",
        description="Commentaries, read aloud.",
        language="en",
        authors=(author,),
        owner_name="Ada",
        owner_email="ada@example.org",
        categories=(Category(name="News", subcategory="Politics"),),
        explicit=False,
        artwork=Artwork(path="cover.jpg", mime_type="image/jpeg", width=3000),
        guid=feed.show_guid("https://podcast.example.org/feed.xml"),
    )

    def episode(number: int) -> Episode:
        slug = f"episode-{number}"
        return Episode(
            name=slug,
            guid=f"guid-{number}",
            slug=slug,
            published=FIRST + dt.timedelta(days=number),
            title=f"Episode {number}: the engine & its friends",
            language="en",
            authors=(author,),
            explicit=False,
            notes=ShowNotes(text="", html=notes(number, 2), summary="The engine and its friends."),
            chapters=tuple(
                Chapter(
                    title=f"Chapter {n}",
                    start=n * 100.5,
                    end=n * 100.5 + 100.5,
                    paragraph=n,
                    estimated=False,
                )
                for n in range(5)
            ),
            enclosure=Enclosure(
                path=f"media/{slug}-0a1b2c3d.mp3",
                length=6_400_000 + number,
                mime_type="audio/mpeg",
                duration=502.5,
                sha256="0a1b2c3d" * 8,
                bitrate=96_000,
            ),
            artwork=Artwork(path=f"{slug}/cover.jpg", mime_type="image/jpeg", width=3000),
            transcripts=(
                Attachment(path=f"{slug}/transcript.vtt", mime_type="text/vtt"),
                Attachment(path=f"{slug}/transcript.srt", mime_type="application/x-subrip"),
                Attachment(path=f"{slug}/transcript.json", mime_type="application/json"),
                Attachment(path=f"{slug}/transcript.html", mime_type="text/html"),
            ),
            chapters_file=Attachment(
                path=f"{slug}/chapters.json", mime_type="application/json+chapters"
            ),
            waveform=None,
            loudness=None,
        )

    def pieces() -> Iterator[bytes]:
        yield feed.head(show, feed.Page(stop=count), newest=FIRST + dt.timedelta(days=count))
        for number in range(count, 0, -1):
            with SPARE:
                said = episode(number)
            yield feed.item(show, said)
        yield feed.end()

    assert rss  # noqa: S101 - imported before the clock runs
    measured(lambda: write(file, pieces()))


def write(file: Path, pieces: Iterator[bytes]) -> None:
    """Write pieces one after the other."""
    with file.open("wb") as handle:
        handle.writelines(pieces)


def theirs(file: Path, count: int, paragraphs: int) -> None:
    """Write the same episodes with feedgen alone, as its documentation shows it."""
    from feedgen.feed import FeedGenerator

    def build() -> None:
        made = FeedGenerator()
        made.load_extension("podcast")
        made.title("Voices")
        made.link(href="https://podcast.example.org/", rel="alternate")
        made.description("Commentaries, read aloud.")
        made.language("en")
        made.podcast.itunes_author("Ada Lovelace")
        made.podcast.itunes_category("News", "Politics")
        for number in range(count, 0, -1):
            with SPARE:
                said = notes(number, paragraphs)
            entry = made.add_entry(order="append")
            entry.title(f"Episode {number}: the engine & its friends")
            entry.guid(f"guid-{number}")
            entry.link(href=f"https://podcast.example.org/episode-{number}/")
            entry.pubDate(FIRST + dt.timedelta(days=number))
            entry.description(said)
            entry.content(said, type="CDATA")
            link = f"https://podcast.example.org/media/episode-{number}-0a1b2c3d.mp3"
            entry.enclosure(link, str(6_400_000 + number), "audio/mpeg")
            entry.podcast.itunes_duration(502)
            entry.podcast.itunes_author("Ada Lovelace")
            entry.podcast.itunes_image(f"https://podcast.example.org/episode-{number}/cover.jpg")
        made.rss_file(str(file), pretty=True)

    measured(build)


def measured(work: Callable[[], None]) -> None:
    """Print CPU time in seconds and the most memory in megabytes."""
    start = time.process_time()
    work()
    used = time.process_time() - start - SPARE.used
    print(used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def run(*arguments: str) -> tuple[float, float, float]:
    """Return size in MB, CPU time and memory of a process."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "feed.xml"
        command = [sys.executable, __file__, "--write", str(file), *arguments]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        used, memory = map(float, out.split())
        return file.stat().st_size / 1e6, used, memory


def main() -> None:
    """Measure, and print a table."""
    if sys.argv[1:2] == ["--write"]:
        file, who, count, paragraphs = sys.argv[2:]
        if who == "ours":
            ours(Path(file), int(count))
        else:
            theirs(Path(file), int(count), int(paragraphs))
        return
    count = sys.argv[1] if sys.argv[1:] else str(EPISODES)
    print(f"{platform.machine()}, Python {platform.python_version()}, {count} episodes\n")
    print("| | size, MB | CPU, s | memory, MB |\n|---|---|---|---|")
    rows = {
        "audiopub": ("ours", count, "2"),
        "feedgen, the same episodes": ("theirs", count, "2"),
        "feedgen, as many bytes": ("theirs", count, "5"),
    }
    figures = {}
    for name, arguments in rows.items():
        figures[name] = run(*arguments)
        size, used, memory = figures[name]
        print(f"| {name} | {size:.1f} | {used:.2f} | {memory:.0f} |")
    _, used, memory = figures["audiopub"]
    print(f"\nCPU time of audiopub: {used / figures['feedgen, as many bytes'][1]:.2f} of feedgen's")
    for (what, most), figure in zip(TARGETS.items(), (used, memory), strict=True):
        verdict = "reached" if figure <= most else "MISSED"
        print(f"{what}: {figure:.2f}, asked at most {most}: {verdict}")


if __name__ == "__main__":
    main()
