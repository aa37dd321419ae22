"""How heavy the pages are, and how long a large show takes to render.

python benchmarks/site/run.py [--episodes 10000] [--without-browser]

It makes a show of its own; the browser is /usr/bin/chromium, or AUDIOPUB_CHROMIUM.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import itertools
import multiprocessing
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from audiopub import site
from audiopub.audio import waveform
from audiopub.model import (
    Alignment,
    Artwork,
    Attachment,
    Category,
    Chapter,
    Enclosure,
    Episode,
    Loudness,
    Person,
    Publication,
    Show,
    ShowNotes,
    TimedSentence,
)

WORDS = 30_000
"""So many words the language of the show has, as often used as in any language (Zipf)."""

SENTENCES = 120
"""So many sentences an ordinary episode has: ten minutes."""

TEXTS = 200
"""So many different texts the episodes have, so that what is measured is rendering."""

START = dt.datetime(2000, 1, 1, 12, tzinfo=dt.UTC)
WORKERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table."""

    what: str
    measured: float
    most: float
    unit: str


def vocabulary() -> tuple[list[str], list[float]]:
    """Return words, and how often each is said."""
    dice = random.Random(1)  # noqa: S311 - the same words each time
    letters = "eeeeennniiissrrraattdhulcgmobwfkzpvjyxqäöü"
    words = ["".join(dice.choices(letters, k=dice.randint(2, 12))) for _ in range(WORDS)]
    return words, list(itertools.accumulate(1 / (rank + 2) for rank in range(WORDS)))


VOCABULARY = vocabulary()


def text_of(number: int, count: int, seconds: float) -> Alignment:
    """Return the sentences of an episode; each episode has its own."""
    words, often = VOCABULARY
    dice = random.Random(number)  # noqa: S311 - the same sentences each time
    step = seconds / count
    return Alignment(
        language="de",
        duration=seconds,
        estimated=False,
        sentences=tuple(
            TimedSentence(
                text=" ".join(dice.choices(words, cum_weights=often, k=dice.randint(6, 18))) + ".",
                paragraph=index // 4,
                start=index * step,
                end=(index + 0.9) * step,
                confidence=0.9,
                spoken=True,
                estimated=False,
            )
            for index in range(count)
        ),
    )


def episode(number: int, seconds: float = 600.0, chapters: int = 6) -> Episode:
    """Return an episode."""
    slug = f"e{number}"
    title = f"Die Folge über das, was Nummer {number} zu sagen hat"
    step = seconds / chapters
    return Episode(
        name=slug,
        guid=slug,
        slug=slug,
        published=START + dt.timedelta(days=number),
        title=title,
        language="de",
        authors=(Person(name="Vera Vogt"),),
        explicit=False,
        notes=ShowNotes(text=title * 6, html=f"<p>{title * 6}</p>", summary=title * 4),
        chapters=tuple(
            Chapter(
                title=f"Kapitel {index} von Folge {number}",
                start=index * step,
                end=(index + 1) * step,
                paragraph=None,
                estimated=False,
            )
            for index in range(chapters)
        ),
        enclosure=Enclosure(
            path=f"media/{slug}-0a1b2c3d.mp3",
            length=9_600_000,
            mime_type="audio/mpeg",
            duration=seconds,
            sha256=None,
        ),
        artwork=Artwork(
            path=f"{slug}/cover.jpg", mime_type="image/jpeg", width=3000, smaller=(192, 384, 768)
        ),
        transcripts=(Attachment(path=f"{slug}/transcript.vtt", mime_type="text/vtt"),),
        chapters_file=Attachment(path=f"{slug}/chapters.json", mime_type="application/json"),
        waveform=Attachment(path=f"{slug}/waveform.svg", mime_type="image/svg+xml"),
        loudness=Loudness(integrated_lufs=-16.0, loudness_range=5.0, true_peak_dbtp=-1.0),
        keywords=(f"Thema {number % 40}",),
    )


def show_of(count: int) -> Publication:
    """Return a show of so many episodes."""
    show = Show(
        title="Kommentare",
        link="https://podcast.example.org",
        description="Was geschehen ist, und was folgen kann.",
        language="de",
        authors=(Person(name="Vera Vogt"),),
        owner_name="Vera Vogt",
        owner_email="podcast@example.org",
        categories=(Category(name="News"),),
        explicit=False,
        artwork=Artwork(
            path="cover.jpg",
            mime_type="image/jpeg",
            width=3000,
            smaller=(192, 384, 768),
            accent="#d1372b",
        ),
        guid="d2a81cc6-6c1d-55a1-9d6c-0a6a3b3a2f11",
    )
    return Publication(show=show, episodes=tuple(episode(n) for n in range(count - 1, -1, -1)))


@cache
def _ordinary(number: int) -> Alignment:
    return text_of(number, SENTENCES, 600.0)


def entries_of(publication: Publication, *texts: Alignment) -> list[site.Entry]:
    """Return the entries of episodes; sentences that are not given are made when they are read."""
    given = [partial(_same, text) for text in texts]
    made = [partial(_ordinary, int(one.slug[1:]) % TEXTS) for one in publication.episodes]
    return [
        site.Entry(
            key=repr(one),
            slug=one.slug,
            title=one.title,
            subtitle=one.subtitle,
            language=one.language,
            published=one.published,
            keywords=one.keywords,
            read=partial(replace, one),
            spoken=site.Spoken(key=one.slug, read=read),
        )
        for one, read in zip(publication.episodes, given + made[len(given) :], strict=True)
    ]


def rendered(publication: Publication, share: int) -> tuple[float, float]:
    """Render every second part; return the processor's seconds and the peak of memory in MB."""
    began = time.process_time()
    for index, part in enumerate(site.parts(publication.show, entries_of(publication))):
        if index % WORKERS == share:
            part.render()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return time.process_time() - began, peak


def whole(count: int) -> Iterator[Row]:
    """Measure rendering a large show on two cores, and then one changed episode."""
    began = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(WORKERS) as pool:
        done = pool.starmap(_rendered, [(count, share) for share in range(WORKERS)])
    took = time.perf_counter() - began
    cpu = max(seconds for seconds, _ in done)
    yield Row(what=f"{count} episodes: wall clock", measured=took, most=60, unit="s")
    yield Row(what=f"{count} episodes: the slower core", measured=cpu, most=60, unit="s CPU")
    memory = sum(peak for _, peak in done)
    yield Row(what=f"{count} episodes: memory, both", measured=memory, most=500, unit="MB")
    publication = show_of(count)
    before = {
        part.name: part.made_of for part in site.parts(publication.show, entries_of(publication))
    }
    middle = count // 2
    changed = replace(publication.episodes[middle], title="Ein anderer Titel")
    episodes = (*publication.episodes[:middle], changed, *publication.episodes[middle + 1 :])
    after = replace(publication, episodes=episodes)
    began = time.process_time()
    parts = [
        part
        for part in site.parts(after.show, entries_of(after))
        if before.get(part.name) != part.made_of
    ]
    for part in parts:
        part.render()
    took = time.process_time() - began
    yield Row(what=f"one changed: {len(parts)} parts", measured=took, most=2, unit="s CPU")


def _rendered(count: int, share: int) -> tuple[float, float]:
    return rendered(show_of(count), share)


def zipped(*data: bytes) -> float:
    """Return how many kB are sent of several files."""
    return sum(len(gzip.compress(one, 6)) for one in data) / 1000


def files_of(publication: Publication, *texts: Alignment) -> dict[str, bytes]:
    """Render a small show."""
    files: dict[str, bytes] = {}
    for part in site.parts(publication.show, entries_of(publication, *texts)):
        files |= part.render()
    return files


def _same(text: Alignment) -> Alignment:
    return text


def named(files: Mapping[str, bytes], start: str) -> bytes:
    """Return the file whose path begins so."""
    return next(data for path, data in files.items() if path.startswith(start))


def weights() -> Iterator[Row]:
    """Measure what is sent."""
    files = files_of(show_of(1))
    needed = (
        files["e0/index.html"],
        named(files, "assets/style"),
        named(files, "assets/player"),
    )
    yield Row(what="before playable, gzip", measured=zipped(*needed), most=60, unit="kB")
    print(
        f"(the same, from a server that does not compress: {sum(map(len, needed)) / 1000:.1f} kB)"
    )
    files = long_show()
    picture = waveform.svg([abs((n % 37) / 37 - 0.4) for n in range(1000)], "x")
    page = (files["e0/index.html"], *needed[1:], picture)
    yield Row(what="3 h, 2,500 sentences, gzip", measured=zipped(*page), most=250, unit="kB")
    files = files_of(show_of(1000))
    first = (files["index.html"], named(files, "assets/style"), named(files, "assets/search"))
    yield Row(what="search, 1,000 episodes, first", measured=zipped(*first), most=200, unit="kB")
    index = [data for path, data in files.items() if path.startswith("search/")]
    sizes = [zipped(data) for path, data in files.items() if "-" in path and "search/" in path]
    roots = [data for path, data in files.items() if path.startswith("search/") and "-" not in path]
    one = zipped(*roots) + len(roots) * statistics.mean(sizes)
    print(f"(the whole index is {zipped(*index):.0f} kB, a search loads about {one:.0f} kB of it)")


def long_show() -> dict[str, bytes]:
    """Render a show with one episode of three hours."""
    publication = show_of(1)
    long = replace(publication, episodes=(episode(0, 10800.0, chapters=30),))
    return files_of(long, text_of(0, 2500, 10800.0))


UPDATES = 2400
"""Ten minutes of an episode, four updates a second, as browsers send them."""

PLAY = """async (updates) => {
  const sound = document.querySelector("audio");
  let now = 5000;
  Object.defineProperty(sound, "paused", { get: () => false });
  Object.defineProperty(sound, "currentTime", { get: () => now });
  for (let done = 0; done < updates; done += 1) {
    now += 0.25;
    sound.dispatchEvent(new Event("timeupdate"));
    if (done % 40 === 0) await new Promise(requestAnimationFrame);
  }
}"""


def script() -> Iterator[Row]:
    """Measure what the script of a 3 h episode takes of a core for each time update."""
    from playwright.sync_api import sync_playwright

    program = os.environ.get("AUDIOPUB_CHROMIUM", "/usr/bin/chromium")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for path, data in long_show().items():
            file = Path(folder) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        page = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
        page.goto((Path(folder) / "e0" / "index.html").as_uri())
        devtools = page.context.new_cdp_session(page)
        # Of the thread, not of the clock on the wall: others may use the machine.
        devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

        def spent() -> dict[str, float]:
            metrics = devtools.send("Performance.getMetrics")["metrics"]
            return {metric["name"]: metric["value"] for metric in metrics}

        before = spent()
        page.evaluate(PLAY, UPDATES)
        after = spent()
        browser.close()
    took = {name: (after[name] - before[name]) / UPDATES * 1000 for name in after}
    yield Row(what="a time update, script", measured=took["ScriptDuration"], most=2, unit="ms CPU")
    other = took["LayoutDuration"] + took["RecalcStyleDuration"]
    print(f"(layout and style take {other:.2f} ms for each time update)")


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--episodes", type=int, default=10_000)
    parser.add_argument("--without-browser", action="store_true")
    options = parser.parse_args()
    rows = list(weights())
    if not options.without_browser:
        rows += script()
    rows += whole(options.episodes)
    print("| measured | figure | at most |\n|---|---|---|")
    for row in rows:
        missed = "" if row.measured <= row.most else " MISSED"
        print(f"| {row.what} | {row.measured:.2f} {row.unit}{missed} | {row.most:g} |")


if __name__ == "__main__":
    main()
