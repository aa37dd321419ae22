"""Accessibility by axe-core, HTML and CSS by the Nu checker, and hostile texts in a real browser.

``npm install axe-core vnu-jar`` in a folder, and that folder in AUDIOPUB_NODE; the checker needs
Java. Without them these tests are skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audiopub.model import Alignment, Attachment, Episode, Person, Publication, ShowNotes

Open = Callable[..., Any]
NODE = Path(os.environ.get("AUDIOPUB_NODE", Path(__file__).parents[3]))
PAGES = (
    "index.html",
    "telefonat/index.html",
    "telefonat/embed.html",
    "page/year-2025.html",
    "page/topic-diplomatie.html",
)


@pytest.fixture(scope="session")
def axe() -> str:
    script = NODE / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        pytest.skip(f"axe-core is not installed in {NODE} (see AUDIOPUB_NODE)")
    return script.read_text(encoding="utf-8")


def violations(page: Any, axe: str) -> list[str]:  # noqa: ANN401 - Playwright's types
    page.evaluate(axe)
    found = json.loads(page.evaluate("async () => JSON.stringify((await axe.run()).violations)"))
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_barrier_is_found(open_page: Open, home: str, axe: str, path: str, scheme: str) -> None:
    page = open_page(home + path, color_scheme=scheme)
    if "telefonat/index" in path:  # with all that can be marked and opened
        page.evaluate("document.querySelector('audio').currentTime = 62")
        page.locator("#text [aria-current]").wait_for()
        page.keyboard.press("?")
        page.locator("#text span").first.focus()
    if path == "index.html":
        page.locator("#query").fill("niemand")
        page.locator("#results .hit a").first.wait_for()
    assert violations(page, axe) == []


def test_a_barrier_would_be_found(open_page: Open, home: str, axe: str) -> None:
    page = open_page(f"{home}telefonat/index.html")
    page.evaluate("document.querySelector('img').removeAttribute('alt')")
    assert violations(page, axe)


@pytest.fixture(scope="session")
def checker() -> list[str]:
    jar = NODE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = shutil.which("java")
    if java is None:
        pytest.skip("Java is not installed")
    if not jar.is_file():
        pytest.skip(f"vnu-jar is not installed in {NODE} (see AUDIOPUB_NODE)")
    return [java, "-Xss4m", "-jar", str(jar), "--format", "json", "--also-check-css"]


def complaints(checker: list[str], files: list[Path]) -> list[str]:
    done = subprocess.run(
        [*checker, *map(str, files)], capture_output=True, text=True, check=False, timeout=100
    )
    said = json.loads(done.stderr)["messages"]
    return [f"{m['url']}: {m['message']}" for m in said if m["type"] != "info"]


def test_pages_and_style_have_no_error(checker: list[str], feeds: Path) -> None:
    files = sorted([*feeds.rglob("*.html"), *feeds.rglob("*.css")])
    assert len(files) > len(PAGES)
    assert complaints(checker, files) == []


def test_an_error_in_a_page_or_style_would_be_found(checker: list[str], tmp_path: Path) -> None:
    page, style = tmp_path / "page.html", tmp_path / "style.css"
    page.write_text('<!doctype html><title>x</title><p id="a"><p id="a">', encoding="utf-8")
    style.write_text("p { colour: red; }", encoding="utf-8")
    found = complaints(checker, [page, style])
    assert {Path(one.partition(": ")[0]).name for one in found} == {"page.html", "style.css"}


RUNS = "(document.documentElement.dataset.run = 1)"
HOSTILE = (
    f"<script>{RUNS}</script>",
    f"</script><script>{RUNS}</script>",
    f"<img src=x onerror={RUNS}>",
    f'"><svg/onload={RUNS}>',
    f'<a href="javascript:{RUNS}">b</a>',
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;<img onerror={RUNS}>'>",
    f"<iframe srcdoc='<script>parent.{RUNS}</script>'></iframe>",
    f"javascript:{RUNS}",
    f"'+{RUNS}+'",
    f"${{{RUNS}}}",
    f"*/{RUNS}/*",
    "\u202egnp.exe\u2066",
    "👩‍🚀" * 40,
    "W" * 10_000,
    "ﬁle\x00\x0b\x7f\ufffe\u2028\u2029",
)


@pytest.fixture(scope="session")
def poisoned(heard: Publication, build: Any, serve: Any, alignment: Alignment) -> str:  # noqa: ANN401
    """A show that says something hostile wherever it says anything."""

    def bad(episode: Episode, text: str, number: int) -> Episode:
        person = Person(name=text, role=text, link=text)
        return replace(
            episode,
            name=f"x{number}",
            slug=f"x{number}",
            guid=text,
            title=text,
            subtitle=text,
            authors=(person,),
            persons=(person,),
            notes=ShowNotes(text=text, html=f"<p>{text}</p>", summary=text),
            chapters=tuple(replace(c, title=text, link=text) for c in episode.chapters),
            link=text,
            notice=text,
            keywords=(text,),
            chapters_file=Attachment(path=f"x{number}/chapters.json", mime_type=text),
        )

    first = heard.episodes[1]
    episodes = tuple(bad(first, text, number) for number, text in enumerate(HOSTILE))
    sentences = tuple(
        replace(alignment.sentences[0], text=f"{text} Geheimwort", start=float(i), end=i + 0.9)
        for i, text in enumerate(HOSTILE)
    )
    show = replace(heard.show, title=HOSTILE[1], description=HOSTILE[2], copyright=HOSTILE[3])
    tree = build(
        replace(heard, show=show, episodes=episodes), replace(alignment, sentences=sentences)
    )
    return str(serve(tree))


def ran(page: Any) -> bool:  # noqa: ANN401 - Playwright's types
    return bool(page.evaluate("document.documentElement.dataset.run !== undefined"))


def test_nothing_hostile_runs_on_the_show_page_or_in_results(
    open_page: Open, poisoned: str
) -> None:
    page = open_page(poisoned, viewport={"width": 390, "height": 800})
    page.locator("#query").fill("geheimwort")
    page.get_by_text("Gefundene Folgen: 15").wait_for()
    page.locator("#results .hit a").first.wait_for()
    assert not ran(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_nothing_hostile_runs_on_an_episode_s_page(
    open_page: Open, poisoned: str, number: int
) -> None:
    page = open_page(f"{poisoned}x{number}/index.html", viewport={"width": 390, "height": 800})
    page.evaluate("document.querySelector('audio').currentTime = 1.5")
    page.locator("#text [aria-current]").wait_for()
    page.locator("#text span").nth(1).focus()
    assert not ran(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
